"""What differs between two texts in who has how much power, for a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from commonweal.capabilities.chartering.power_naming import Naming, percent
from commonweal.capabilities.chartering.power_words import finding
from commonweal.charter.data import in_language
from commonweal.charter.foresight import Foresight, Shift, parties, shifts


@dataclass(frozen=True, slots=True)
class RowShown:
    """What becomes of one sector, organisation or group of seats.

    :param way: ``up``, ``down`` or ``same``; the words say it too
    """

    name: str
    sector: str
    was: str
    now: str
    way: str
    says: str


@dataclass(frozen=True, slots=True)
class DifferenceShown:
    """One rule in one body, in both texts.

    :param was: what it did before, `now` what it does; empty where a text has no such rule
    """

    code: str
    title: str
    was: str
    now: str
    rows: tuple[RowShown, ...]
    same: bool


def differences(before: Sequence[Foresight], after: Sequence[Foresight], naming: Naming) -> list[DifferenceShown]:
    """Return every rule of two texts, those that differ first."""
    old, new = ({seen.pair.code: seen for seen in side} for side in (before, after))
    found = [_difference(code, old.get(code), new.get(code), naming) for code in {**new, **old}]
    return sorted(found, key=lambda each: each.same)


def _difference(code: str, before: Foresight | None, after: Foresight | None, naming: Naming) -> DifferenceShown:
    one = after or before
    assert one is not None  # noqa: S101 - the code comes from one of both
    body, rule = (in_language(each.name, naming.lang) for each in (one.pair.body, one.pair.rule))
    rows = _rows(before, after, naming) if before and after else ()
    was, now = (finding(each, naming) if each else "" for each in (before, after))
    same = bool(before and after and was == now and not rows)
    return DifferenceShown(code, _("%(body)s: %(rule)s") % {"body": body, "rule": rule}, was, now, rows, same)


def _rows(before: Foresight, after: Foresight, naming: Naming) -> tuple[RowShown, ...]:
    sectors = [_row(each, naming.sector(each.code)) for each in shifts(before.sectors, after.sectors) if each.moves]
    if len({*(s.code for s in before.sectors), *(s.code for s in after.sectors)}) < 2:
        sectors = []
    names = {row.code: naming.party(seen, row) for seen in (before, after) for row in parties(seen)}
    rows = [_row(each, names[each.code]) for each in shifts(parties(before), parties(after)) if each.moves]
    return (*sectors, *rows)


def _row(shift: Shift, name: str) -> RowShown:
    change = shift.change
    points = number_format(round(abs(float(change * 100)), 1), 1).removesuffix(number_format(0.0, 1)[1:])
    if shift.was is None:
        says, way = _("comes in"), "up"
    elif shift.now is None:
        says, way = _("has no place any more"), "down"
    elif change > 0:
        says, way = _("gains %(n)s points") % {"n": points}, "up"
    elif change < 0:
        says, way = _("loses %(n)s points") % {"n": points}, "down"
    else:
        says, way = _("has as much as before"), "same"
    if shift.blocks and not shift.blocked:
        says = _("%(says)s, and can now stop a decision alone") % {"says": says}
    elif shift.blocked and not shift.blocks:
        says = _("%(says)s, and can no longer stop a decision alone") % {"says": says}
    was, now = (percent(part) for part in (shift.was, shift.now))
    return RowShown(name, shift.sector, was, now, way, says)
