"""From recorded looks to rows."""

from __future__ import annotations

from commonweal.capabilities.access.conditions import Concerning
from commonweal.capabilities.access.models import Look
from commonweal.record.entry import Entry


def looked(act: Concerning, entry: Entry) -> None:
    """Remember what was done, with whom, why and by whom."""
    Look.objects.create(
        key=f"{entry.partnership}.{entry.position}",
        partnership=entry.partnership,
        done=entry.kind.rpartition(".")[2],
        person=act.person,
        what=getattr(act, "what", ""),
        reason_id=act.reason.text,
        by=entry.by or "",
        entry=entry.position,
        at=entry.at,
    )
