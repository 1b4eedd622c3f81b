"""Which numbers hold in a partnership, and which clause of its charter set them."""

from __future__ import annotations

from decimal import Decimal

from commonweal.acts.charters import setting_with
from commonweal.acts.perform import setting_of
from commonweal.charter.ruling import thresholds_of
from commonweal.record.entry import Entry

SECTORS_FOR_A_WAIVER = 2
"""The default where a charter says nothing."""


def changed_thresholds(partnership: str) -> dict[tuple[str, str], tuple[str, str]]:
    """Return the thresholds that the charter now in force sets."""
    return thresholds_of(setting_of(partnership).charter)


def thresholds_after(entry: Entry) -> dict[tuple[str, str], tuple[str, str]]:
    """Return the thresholds that hold after an entry, where it does not itself bring another charter into force."""
    if entry.charter is None:
        return changed_thresholds(entry.partnership)
    return thresholds_of(setting_with(entry.partnership, digest=entry.charter).charter)


def sectors_needed(partnership: str) -> tuple[int, str]:
    """Return from how many different sectors representatives must agree to a waiver, and the clause that says so."""
    found = thresholds_of(setting_of(partnership).charter).get(("waiver", "sectors"))
    return (int(Decimal(found[0])), found[1]) if found else (SECTORS_FOR_A_WAIVER, "")
