"""What a new charter does to what is: who loses a seat, which matters move, which decisions are open."""

from __future__ import annotations

from datetime import datetime

from commonweal.capabilities.chartering.showing import Reading
from commonweal.charter.clauses import Charter


def effects_shown(
    in_force: Charter, charter: Charter, reading: Reading, *, partnership: str, at: datetime
) -> list[str]:
    """Return what follows once the charter rules, one sentence each."""
    return []
