"""What nobody needs any more is thrown away: called now and then, by ``commonweal tick``."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db.models import Exists, OuterRef, QuerySet

from commonweal.people import counting, sessions
from commonweal.people.models import Account, PaperCode, Pseudonym, Session

NEVER_CAME: Final = timedelta(days=7)
"""After so long, an account at which nobody ever signed in is closed: somebody asked for a code for this address."""


def sweep(at: datetime) -> None:
    """Delete sessions and counts that are over, and accounts that nobody ever entered."""
    sessions.forget_expired(at=at)
    counting.forget_expired(at=at.timestamp())
    never_entered(at=at).delete()


def never_entered(*, at: datetime) -> QuerySet[Account]:
    """Return the accounts at which nobody signed in for a week, and which nothing else needs."""
    needed = (
        Pseudonym.objects.filter(account=OuterRef("pk")),
        PaperCode.objects.filter(account=OuterRef("pk")),
        Session.objects.filter(account=OuterRef("pk")),
    )
    rows = Account.objects.filter(last_login__isnull=True, joined_at__lte=at - NEVER_CAME, is_administrator=False)
    for need in needed:
        rows = rows.exclude(Exists(need))
    return rows
