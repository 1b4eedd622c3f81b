"""Words that several pages of interests use."""

from __future__ import annotations

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Says
from commonweal.charter.rules import InterestsPolicy

NATURES: dict[str, Says] = {
    "employment": pgettext_lazy("kind of interest", "Employment"),
    "ownership": pgettext_lazy("kind of interest", "Ownership"),
    "contract": pgettext_lazy("kind of interest", "Contract"),
    "funding": pgettext_lazy("kind of interest", "Funding"),
    "family": pgettext_lazy("kind of interest", "Family or close friends"),
    "office": pgettext_lazy("kind of interest", "Office or mandate"),
    "property": pgettext_lazy("kind of interest", "House, land or neighbourhood"),
    "other": pgettext_lazy("kind of interest", "Something else"),
}
"""Kinds of interest."""

ABOUT: dict[str, Says] = {
    "employment": _("Employment: being employed, now or not long ago"),
    "ownership": _("Ownership: of a company, of shares, of what is bought"),
    "contract": _("Contract: selling to somebody, or being paid by somebody"),
    "funding": _("Funding: receiving money, or giving it"),
    "family": _("Family or close friends who gain or lose"),
    "office": _("An office or a mandate elsewhere"),
    "property": _("A house, land or a neighbourhood that is affected"),
    "other": _("Something else"),
}
"""The same, as they are offered to whoever declares."""

CONFLICTS: dict[str, Says] = {
    "recuse": _("Steps back"),
    "manage": _("Kept harmless by measures"),
    "none": _("No conflict"),
}
"""What others said of an interest."""

ANSWERS: dict[str, Says] = {
    "recuse": _("A conflict: step back, with no ballot, no part in the quorum, no review and no say on money"),
    "manage": _("A conflict that measures keep harmless"),
    "none": _("No conflict"),
}
"""The same, as they are offered to whoever judges."""

STATES: dict[str, Says] = {
    "open": _("Nobody has said yet what follows"),
    "recuse": _("Steps back"),
    "manage": _("Kept harmless by measures"),
    "none": _("No conflict"),
    "over": _("Over"),
}
"""How an interest stands."""

SIGNS: dict[str, str] = {"open": "unknown", "recuse": "waived", "manage": "met", "none": "met", "over": "met"}
"""The shape beside each."""


def band_words(policy: InterestsPolicy, band: int | None, currency: str) -> str:
    """Return an amount as a band of the charter, in words; nothing where none was given."""
    if band is None or band > len(policy.bands):
        return ""
    amounts = [_amount(each, policy.currency or currency) for each in policy.bands]
    if not amounts:
        return ""
    if band == 0:
        return gettext("less than %(amount)s") % {"amount": amounts[0]}
    if band == len(amounts):
        return gettext("%(amount)s or more") % {"amount": amounts[-1]}
    return gettext("from %(low)s to %(high)s") % {"low": amounts[band - 1], "high": amounts[band]}


def bands_of(policy: InterestsPolicy, currency: str) -> list[tuple[int, str]]:
    """Return every band with its words."""
    return [(n, band_words(policy, n, currency)) for n in range(len(policy.bands) + 1)] if policy.bands else []


def _amount(value: str, currency: str) -> str:
    amount = Decimal(value)
    written = number_format(amount, decimal_pos=0 if amount == amount.to_integral() else 2, force_grouping=True)
    return f"{written} {currency}".strip()
