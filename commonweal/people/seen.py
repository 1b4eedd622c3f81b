"""How far somebody has read what happened, on whatever machine: kept only when she says so."""

from __future__ import annotations

from datetime import datetime

from commonweal.people.models import Account, Seen


def seen_by(account: Account, *, partnership: str) -> Seen | None:
    """Return how far somebody said that she has read, or nothing. One query."""
    return Seen.objects.filter(account=account, partnership=partnership).first()


def mark_seen(account: Account, *, partnership: str, position: int, at: datetime) -> None:
    """Keep that somebody has read the first `position` entries; what she has read before stays read."""
    row = seen_by(account, partnership=partnership)
    if row is None or row.position < position:
        Seen.objects.update_or_create(
            account=account, partnership=partnership, defaults={"position": position, "at": at}
        )
