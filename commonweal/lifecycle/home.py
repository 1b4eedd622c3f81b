"""What the home page of a partnership shows, gathered in at most ten questions whatever the number of rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, Subquery

from commonweal.acts.capability import Block, Facts, Setting
from commonweal.acts.installed import installed
from commonweal.charter.ruling import thresholds_of
from commonweal.lifecycle.state import CriterionStanding, StepStanding
from commonweal.partnerships.models import Member, Partnership, Sector
from commonweal.people.models import Account, Seen
from commonweal.record.checkpointing import latest_note
from commonweal.record.entry import Entry
from commonweal.web.visits import Visit

LATELY = 6
"""How many entries home tells; the rest stands in the record."""
DRAWN = 24
"""How many members of a sector the picture draws; of more it gives the number."""


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
    """The partnership above this one, and those below it; what the reader has read of it, and its latest checkpoint."""

    parent: Partnership | None
    children: tuple[Partnership, ...]
    seen: Seen | None
    note: str | None


def reopened_since(visit: Visit, stood: Sequence[StepStanding]) -> list[CriterionStanding]:
    """Return the criteria that were met and are so no longer since this person was last here: what she must know."""
    if visit.since is None:
        return []
    return [each for step in stood for each in step.criteria if each.reopened_from(visit.since)]


def by_sector(orgs: Sequence[Member]) -> list[SectorPresent]:
    """Return the members of each sector, sectors from which nobody takes part included."""
    present = [each for each in orgs if each.left_at is None]
    return [SectorPresent(sector, tuple(each for each in present if each.sector == sector)) for sector in Sector]


def family_of(partnership: Partnership, *, reader: Account | None) -> Family:
    """Return the partnerships above and below this one on this host, and how far somebody has read, in one question."""
    seen = Seen.objects.filter(account=reader, partnership=partnership.pk)
    rows = list(
        Partnership.objects.filter(Q(parent=partnership.pk) | Q(pk__in=[partnership.pk, partnership.parent]))
        .annotate(read=Subquery(seen.values("position")), read_at=Subquery(seen.values("at")), note=latest_note())
        .order_by("name", "key")
    )
    here = next(row for row in rows if row.pk == partnership.pk)
    parent = next((row for row in rows if row.pk == partnership.parent), None)
    return Family(
        parent,
        tuple(row for row in rows if row.parent == partnership.pk),
        Seen(position=here.read, at=here.read_at) if here.read is not None else None,
        here.note,
    )


def blocks(partnership: str, *, setting: Setting, at: datetime, stood: Sequence[StepStanding]) -> list[Block]:
    """Return what capabilities put on home, who are told on what each criterion rests."""
    rests = {each.id: each.used for step in stood for each in step.criteria}
    figures = {each.id: each.figures for step in stood for each in step.criteria if each.figures}
    changed = thresholds_of(setting.charter)
    facts = Facts(partnership, at=at, changed=changed, charter=setting.charter, rests=rests, figures=figures)
    found = (fill(facts) for capability in installed() for fill in capability.home)
    return [block for block in found if block is not None]


def size_after(latest: Sequence[Entry]) -> int:
    """Return how many acts are on the record, from the newest entry."""
    return latest[0].position + 1 if latest else 0
