"""Small fits between what files hold and what acts accept."""

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Final

from django.utils.translation import gettext as _

from commonweal.interchange.iati.faults import short
from commonweal.interchange.iati.phrases import UNKNOWN
from commonweal.interchange.iati.proposal import Organisation, Proposal
from commonweal.interchange.iati.ruleset import registers

NO_CURRENCY: Final = "XXX"  # ISO 4217: no currency is involved
MEMBER_NAME_LENGTH: Final = 160
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", re.ASCII)
_CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)


def language(code: str) -> str:
    """Return a language code that acts accept; `und` (not known) for any other."""
    return code if _LANGUAGE.fullmatch(code) and len(code) <= 16 else UNKNOWN


def currency(code: str) -> str:
    """Return a currency code that acts accept; `XXX` (none) for any other."""
    return code if _CURRENCY.fullmatch(code) else NO_CURRENCY


def number(text: str) -> str | None:
    """Return a number as acts write it, at most four decimals; none where it is no number, or too large a one."""
    try:
        value = Decimal(text.strip())
        if not value.is_finite() or abs(value) >= Decimal(10) ** 15:
            return None
        plain = f"{round(value, 4):f}"
    except InvalidOperation:
        return None
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return "0" if plain in {"-0", ""} else plain


def place_line(proposal: Proposal) -> str:
    """Return where it works in one line: spots before countries before regions."""
    order = {"spot": 0, "country": 1, "region": 2}
    places = sorted(proposal.places, key=lambda place: order[place.kind])
    names = dict.fromkeys(place.name or place.code for place in places)
    return ", ".join(names) or _("No place given in the file")


def identifiers(identifier: str) -> tuple[dict[str, str], ...]:
    """Return the identifier by its register where the register is known, else as the file writes it."""
    if not identifier:
        return ()
    known = (code for code in registers()[0] if identifier.startswith(f"{code}-"))
    scheme = max(known, key=len, default="")
    value = identifier[len(scheme) + 1 :] if scheme else identifier
    return ({"scheme": scheme or "IATI", "value": short(value, 120)},) if value.strip() else ()


def names_of_members(organisations: Sequence[Organisation]) -> list[str]:
    """Return a name for each, all different: the identifier is added where two share one, or where it is too short."""
    names: list[str] = []
    for place, organisation in enumerate(organisations, start=1):
        name = short(organisation.name, MEMBER_NAME_LENGTH) or _("Organisation without a name in the file")
        taken = {other.casefold() for other in names}
        if len(name) < 2 or name.casefold() in taken:
            name = f"{short(name, 90)} ({short(organisation.identifier, 50) or place})"
        if name.casefold() in taken:
            name = f"{short(name, 150)} ({place})"
        names.append(name)
    return names
