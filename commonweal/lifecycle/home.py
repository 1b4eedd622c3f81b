"""What the home page of a partnership shows, gathered in at most ten questions whatever the number of rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from commonweal.acts.capability import Block, Facts, Setting
from commonweal.acts.installed import installed
from commonweal.lifecycle.state import CriterionStanding, StepStanding
from commonweal.lifecycle.thresholds import thresholds_in
from commonweal.partnerships.models import Member, Partnership, Sector
from commonweal.record.entry import Entry

LATELY = 6
"""How many entries home tells; the rest stands in the record."""
DRAWN = 24
"""How many members of a sector the picture draws; of more it gives the number."""
ONE_VISIT = timedelta(minutes=30)
"""How long somebody may be away before coming back is a new visit."""


@dataclass(frozen=True, slots=True)
class SectorPresent:
    """One sector, and its member organisations in the order in which they joined."""

    sector: Sector
    members: tuple[Member, ...]

    @property
    def drawn(self) -> tuple[Member, ...]:
        """The members that the picture draws, one shape each."""
        return self.members[:DRAWN]

    @property
    def further(self) -> int:
        """How many the picture leaves out."""
        return len(self.members) - len(self.drawn)


@dataclass(frozen=True, slots=True)
class Family:
    """The partnership above this one, and those below it."""

    parent: Partnership | None
    children: tuple[Partnership, ...]


@dataclass(frozen=True, slots=True)
class Visit:
    """How far the record went when this person was last here, kept in her own browser.

    :param since: the number of acts then; nothing on a first visit
    """

    since: int | None
    size: int
    at: datetime

    @classmethod
    def read(cls, cookie: str, *, size: int, at: datetime) -> Visit:
        """Read what the browser kept; a page loaded again within one visit looks the same."""
        since, now, seconds = _three_numbers(cookie)
        if now is None:
            return cls(None, size, at)
        away = at.timestamp() - (seconds or 0)
        return cls(since if 0 <= away < ONE_VISIT.total_seconds() else now, size, at)

    def kept(self) -> str:
        """Return what the browser keeps until the next visit."""
        return f"{self.size if self.since is None else self.since}.{self.size}.{int(self.at.timestamp())}"


def reopened_since(visit: Visit, stood: Sequence[StepStanding]) -> list[CriterionStanding]:
    """Return the criteria that were met and are so no longer since this person was last here: what she must know."""
    if visit.since is None:
        return []
    return [each for step in stood for each in step.criteria if each.reopened_from(visit.since)]


def by_sector(orgs: Sequence[Member]) -> list[SectorPresent]:
    """Return the members of each sector, sectors from which nobody takes part included."""
    present = [each for each in orgs if each.left_at is None]
    return [SectorPresent(sector, tuple(each for each in present if each.sector == sector)) for sector in Sector]


def family_of(partnership: Partnership) -> Family:
    """Return the partnerships above and below this one on this host, in one question."""
    rows = list(Partnership.objects.filter(Q(parent=partnership.pk) | Q(pk=partnership.parent)).order_by("name", "key"))
    parent = next((row for row in rows if row.pk == partnership.parent), None)
    return Family(parent, tuple(row for row in rows if row.parent == partnership.pk))


def blocks(partnership: str, *, setting: Setting, at: datetime) -> list[Block]:
    """Return what capabilities put on home."""
    facts = Facts(partnership, at=at, changed=thresholds_in(setting.charter))
    found = (fill(facts) for capability in installed() for fill in capability.home)
    return [block for block in found if block is not None]


def size_after(latest: Sequence[Entry]) -> int:
    """Return how many acts are on the record, from the newest entry."""
    return latest[0].position + 1 if latest else 0


def _three_numbers(cookie: str) -> tuple[Any, Any, Any]:
    parts = cookie.split(".")
    if len(parts) == 3 and all(part.isascii() and part.isdigit() and len(part) < 16 for part in parts):
        return int(parts[0]), int(parts[1]), int(parts[2])
    return None, None, None
