"""From every entry, whatever its kind, to the row by which it is found."""

from __future__ import annotations

from commonweal.capabilities.register.models import RecordedAct
from commonweal.record.entry import Entry


def listed(entry: Entry) -> None:
    """Write the row by which the entry is found."""
    RecordedAct(
        key=f"{entry.partnership}.{entry.position}",
        partnership=entry.partnership,
        position=entry.position,
        room=entry.kind.partition(".")[0],
        kind=entry.kind,
        person=entry.by or "",
        organisation=entry.org or "",
    ).save(force_insert=True)
