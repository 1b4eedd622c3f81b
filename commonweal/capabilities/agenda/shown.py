"""The agenda as it is shown: the table of goals and organisations, scores out of a hundred, and each sector's word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from commonweal.acts.capability import Says
from commonweal.capabilities.agenda.phrases import HOW, STANCES
from commonweal.capabilities.agenda.queries import CoreGoal, Stand
from commonweal.capabilities.agenda.standing import GoalStanding
from commonweal.methods.alignment import Aligned
from commonweal.partnerships.models import Member, Sector


@dataclass(frozen=True, slots=True)
class Score:
    """A score out of a hundred with the numbers it rests on; no figure where nobody said anything."""

    points: int | None
    n: int
    of: int


@dataclass(frozen=True, slots=True)
class Cell:
    """Where one organisation stands on one goal."""

    member: Member
    stance: str
    label: Says
    stand: Stand | None
    how: Says = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One goal in the table, and how it stands in words."""

    goal: CoreGoal
    cells: tuple[Cell, ...]
    score: Score
    counts: tuple[tuple[Says, int], ...]
    sectors: tuple[tuple[str, Says, Score], ...]
    lowest: tuple[Says, Score] | None
    unsupported: tuple[Says, ...]


def score(found: Aligned) -> Score:
    """Return a score as it is shown."""
    return Score(None if found.score is None else round(found.score * 100), found.n, found.of)


def rows_shown(standings: Sequence[GoalStanding]) -> list[Row]:
    """Return the rows of the table."""
    return [_row(each) for each in standings]


def _row(each: GoalStanding) -> Row:
    labels: dict[str, Says] = dict(Sector.choices)
    said = Counter(row.stance for row in each.stands.values())
    lowest = each.lowest
    return Row(
        goal=each.goal,
        cells=tuple(cell(member, each.stands.get(member.organisation)) for member in each.members),
        score=score(each.aligned),
        counts=tuple((label, said[code]) for code, label in STANCES.items() if said[code]),
        sectors=tuple((code, labels[code], score(each.of_sector(code))) for code in each.sectors),
        lowest=(labels[lowest[0]], score(lowest[1])) if lowest else None,
        unsupported=tuple(labels[code] for code in each.unsupported),
    )


def cell(member: Member, stand: Stand | None) -> Cell:
    """Return where one organisation stands, in words."""
    if stand is None:
        return Cell(member, "", "", None)
    return Cell(member, stand.stance, STANCES[stand.stance], stand, HOW.get(stand.how, ""))
