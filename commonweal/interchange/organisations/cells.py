"""What a cell says → what the act takes, or a fault at the cell."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from commonweal.interchange.organisations import words

LISTED = re.compile(r"[;،؛\n|]+")
_ORG_ID = re.compile(r"([A-Za-z]{2,3}-[A-Za-z0-9]{2,12})-(.+)")
_WEB = re.compile(r"(?i)(?:www\.)?[\w-]+(?:\.[\w-]+)+(?:[/?#]\S*)?")
_HARMLESS: Final = "\t\r\n\u200c\u200d\u200e\u200f"
"""Space, and signs without width that Arabic and Persian are written with."""
_UNSEEN: Final = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})


@dataclass(frozen=True, slots=True)
class Wrong(Exception):
    """The cell does not say what its column needs."""

    code: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Meant:
    """What a cell means, with a remark where something was added."""

    value: Any
    remark: str = ""


def meant(field: str, text: str) -> Meant:
    """Return what a cell of this field means.

    :raises Wrong: with the fault
    """
    refuse_unseen(text)
    read = _READERS.get(field)
    return read(text) if read else Meant(text)


def refuse_unseen(text: str) -> None:
    """Refuse signs that nobody sees, and that could pass one name off as another.

    :raises Wrong: where there are some, or a line ends inside the cell
    """
    if text.isprintable() and "\ufffd" not in text:
        return
    for sign in text:
        unseen = unicodedata.category(sign) in _UNSEEN and sign not in _HARMLESS
        if unseen or sign == "\ufffd":
            raise Wrong("control")


def one_line(text: str) -> Meant:
    """Return a text that stands on one line."""
    if "\n" in text or "\r" in text:
        raise Wrong("lines")
    return Meant(" ".join(text.split()))


def _known(code: str, read: Callable[[str], str]) -> Callable[[str], Meant]:
    def known(text: str) -> Meant:
        found = read(text)
        if not found:
            raise Wrong(code, text)
        return Meant(found)

    return known


def _roles(text: str) -> Meant:
    found = []
    for each in re.split(r"[;،؛\n|,/]+", text):
        if each.strip():
            role = words.role_of(each)
            if not role:
                raise Wrong("roles", each.strip())
            found.append(role)
    return Meant(list(dict.fromkeys(found)))


def _identifiers(text: str) -> Meant:
    found = []
    for each in LISTED.split(text.replace(",", ";")):
        if not each.strip():
            continue
        scheme, colon, value = (part.strip() for part in each.partition(":"))
        by_dash = None if colon else _ORG_ID.fullmatch(each.strip())
        if by_dash:
            scheme, value = by_dash[1], by_dash[2]
        if not scheme or not value or " " in scheme:
            raise Wrong("identifier")
        found.append({"scheme": scheme, "value": value})
    return Meant(found)


def _website(text: str) -> Meant:
    if text.lower().startswith(("http://", "https://")):
        return Meant(text)
    if _WEB.fullmatch(text):
        return Meant(f"https://{text}", remark="https")
    raise Wrong("website")


def _territories(text: str) -> Meant:
    return Meant([{"name": " ".join(each.split())} for each in LISTED.split(text) if each.strip()])


_READERS: Final[Mapping[str, Callable[[str], Meant]]] = {
    "name": one_line,
    "legal_name": one_line,
    "brings": one_line,
    "mandate": one_line,
    "sector": _known("sector", words.sector_of),
    "tier": _known("tier", words.tier_of),
    "level": _known("level", words.level_of),
    "country": _known("country", words.country_of),
    "roles": _roles,
    "identifiers": _identifiers,
    "website": _website,
    "territory": _territories,
}
