"""Questions asked of the launch."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from commonweal.capabilities.launch.models import Launch
from commonweal.partnerships.models import Member, Sector
from commonweal.partnerships.queries import members
from commonweal.people.models import Text

__all__ = ["Launch"]

SHOWN = 40
"""How many members of a sector the page lists; the rest stands on the page of members."""


@dataclass(frozen=True, slots=True)
class SectorListed:
    """The members of one sector."""

    sector: Sector
    members: tuple[Member, ...]

    @property
    def shown(self) -> tuple[Member, ...]:
        """Those that the page lists."""
        return self.members[:SHOWN]

    @property
    def more(self) -> int:
        """How many it does not."""
        return len(self.members) - len(self.shown)


def wordings(partnership: str) -> list[Launch]:
    """Return what was made public with the launch, the wording that holds first. One question."""
    rows = Launch.objects.filter(partnership=partnership).select_related("summary", "how_to_join", "how_to_complain")
    return list(rows.order_by("-entry"))


def launched(partnership: str) -> Launch | None:
    """Return what is public of the launch now, or nothing before it."""
    rows = Launch.objects.filter(partnership=partnership).select_related("summary", "how_to_join", "how_to_complain")
    return rows.order_by("-entry").first()


def is_launched(partnership: str) -> bool:
    """Tell whether a launch was made public."""
    return Launch.objects.filter(partnership=partnership).exists()


def members_by_sector(partnership: str) -> list[SectorListed]:
    """Return the members of each sector from which somebody takes part. One question."""
    found = list(members(partnership))
    listed = [SectorListed(sector, tuple(m for m in found if m.sector == sector)) for sector in Sector]
    return [each for each in listed if each.members]


def readable(text: Text | None, *, at: datetime) -> bool:
    """Tell whether words were there and not erased at an instant."""
    return text is not None and (text.erased_at is None or text.erased_at > at)
