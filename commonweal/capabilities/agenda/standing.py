"""How the agenda stands: by goal, organisation and sector, with what is still open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from commonweal.capabilities.agenda.queries import CoreGoal, Stand
from commonweal.methods.alignment import Aligned, aligned, over_goals
from commonweal.partnerships.models import Member, Sector


@dataclass(frozen=True, slots=True)
class GoalStanding:
    """One goal: where each member stands, and how far they agree.

    :param stands: by organisation, of those that take part now
    """

    goal: CoreGoal
    members: tuple[Member, ...]
    stands: dict[str, Stand]

    @property
    def aligned(self) -> Aligned:
        """How far all of them agree."""
        return aligned((row.stance for row in self.stands.values()), of=len(self.members))

    def of_sector(self, sector: str) -> Aligned:
        """Return how far those of one sector agree."""
        here = [member.organisation for member in self.members if member.sector == sector]
        return aligned((self.stands[org].stance for org in here if org in self.stands), of=len(here))

    @property
    def sectors(self) -> tuple[str, ...]:
        """The sectors that have a member, in the order of the house."""
        here = {member.sector for member in self.members}
        return tuple(code for code, _label in Sector.choices if code in here)

    @property
    def lowest(self) -> tuple[str, Aligned] | None:
        """The sector that agrees least among those that said anything."""
        known = [(sector, found) for sector in self.sectors if (found := self.of_sector(sector)).score is not None]
        return min(known, key=lambda pair: pair[1].score or 0, default=None)

    @property
    def unsupported(self) -> tuple[str, ...]:
        """The sectors of which nobody supports the goal."""
        return tuple(
            sector
            for sector in self.sectors
            if not any(
                member.sector == sector
                and member.organisation in self.stands
                and self.stands[member.organisation].stance == "support"
                for member in self.members
            )
        )

    def unhandled(self, *, on: date) -> tuple[Stand, ...]:
        """Return the objections that nobody has integrated, or answered with a day that still lies ahead."""
        return tuple(row for row in self.stands.values() if row.stance == "object" and not is_handled(row, on=on))

    def open_ones(self, *, on: date) -> tuple[Stand, ...]:
        """Return reservations and objections that wait for a word."""
        rows = self.stands.values()
        return tuple(row for row in rows if row.stance in ("reserve", "object") and not is_handled(row, on=on))


def is_handled(row: Stand, *, on: date) -> bool:
    """Whether a reservation was integrated, or answered with a day of review that is not over."""
    return row.how == "integrated" or (row.how == "answered" and row.review_on is not None and row.review_on >= on)


def standing(goals: Iterable[CoreGoal], rows: Sequence[Stand], members: Sequence[Member]) -> list[GoalStanding]:
    """Return how each goal stands; positions of organisations that left count no more."""
    here = {member.organisation for member in members}
    by_goal: dict[int, dict[str, Stand]] = {}
    for row in rows:
        if row.organisation in here:
            by_goal.setdefault(row.goal, {})[row.organisation] = row
    return [GoalStanding(goal, tuple(members), by_goal.get(goal.goal, {})) for goal in goals]


def whole(rows: Sequence[GoalStanding]) -> Aligned:
    """Return how far members agree on the main goals, or on all while none is named."""
    main = [row for row in rows if row.goal.core] or list(rows)
    return over_goals(row.aligned for row in main)
