"""Vetoes: who used one, whether it counts, and whether the others set it aside."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from commonweal.charter.majorities import Line, Vote, measured
from commonweal.charter.roll import Seat
from commonweal.charter.rules import Veto


@dataclass(frozen=True, slots=True)
class VetoUsed:
    """That a seat used a veto, by the entry that says so with its reason."""

    seat: str
    entry: int


def holds(veto: Veto, seat: Seat) -> bool:
    """Whether a seat holds a veto, alone or with others of its sector."""
    return seat.group == veto.of if veto.held_by == "seats" else seat.sector == veto.of


def stopped(
    vetoes: Sequence[Veto],
    used: Sequence[VetoUsed],
    entitled: Sequence[Seat],
    votes: Sequence[Vote],
    there: Collection[str],
    lines: list[Line],
) -> bool:
    """Return whether a veto stops what would be carried, and write the lines that show it."""
    by_name = {seat.name: seat for seat in entitled}
    for veto in vetoes:
        by = [one for one in used if one.seat in by_name and holds(veto, by_name[one.seat])]
        if not by or not _counts(veto, by, entitled, lines):
            continue
        names = {one.seat for one in by}
        lines.append({"code": "veto", "seats": sorted(names), "entries": sorted(one.entry for one in by)})
        if veto.override is None:
            return True
        others = [seat for seat in entitled if seat.name not in names]
        theirs = [vote for vote in votes if vote.seat not in names]
        counted, shown = measured(veto.override, theirs, others, there)
        lines += [*shown, {"code": "override", "reached": counted.reached}]
        if not counted.reached:
            return True
    return False


def _counts(veto: Veto, by: Sequence[VetoUsed], entitled: Sequence[Seat], lines: list[Line]) -> bool:
    """Whether enough of those who hold a veto together used it: each seat alone, but most seats of a sector."""
    if veto.held_by == "seats":
        return True
    of = sum(holds(veto, seat) for seat in entitled)
    enough = 2 * len({one.seat for one in by}) > of
    if not enough:
        lines.append({"code": "veto_incomplete", "sector": veto.of, "seats": len(by), "of": of})
    return enough
