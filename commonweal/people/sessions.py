"""Sessions that know their account: so that they can be shown to it, ended one by one, and go when it goes."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, Final

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db.models import QuerySet

from commonweal.people.models import Account, Session

BEGAN: Final = "began_at"
SEEN: Final = "seen_on"
BROWSER: Final = "browser"


class SessionStore(DatabaseStore):
    """Django's store in the database, with the account beside the data."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Return the rows in which sessions are kept."""
        return Session

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002 - Django's own signature
        """Keep the session; one that has an account and no beginning yet begins now, however somebody got in."""
        if SESSION_KEY in self and BEGAN not in self:
            now = datetime.now(UTC)
            self[BEGAN], self[SEEN] = int(now.timestamp()), now.date().isoformat()
        super().save(must_create)

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """Return the row for this session, with what its owner is shown of it."""
        row = super().create_model_instance(data)
        assert isinstance(row, Session)  # noqa: S101 - for the type checker: the model is ours
        row.account_id = data.get(SESSION_KEY)
        row.began_at = datetime.fromtimestamp(data[BEGAN], UTC) if BEGAN in data else None
        row.seen_on = date.fromisoformat(data[SEEN]) if SEEN in data else None
        row.browser = data.get(BROWSER, "")
        return row


def sessions_of(account: Account, *, at: datetime) -> QuerySet[Session]:
    """Return where this account is signed in, last used first."""
    return Session.objects.filter(account=account, expire_date__gt=at).order_by("-seen_on", "-began_at", "session_key")


def end(account: Account, *, but: str | None = None, only: str | None = None) -> int:
    """Sign an account out everywhere, everywhere `but` in one session, or `only` in one; return in how many."""
    rows = Session.objects.filter(account=account).exclude(session_key=but or "")
    if only is not None:
        rows = rows.filter(session_key=only)
    return rows.delete()[0]


def forget_expired(*, at: datetime) -> int:
    """Delete sessions that are over, and return how many there were."""
    return Session.objects.filter(expire_date__lte=at).delete()[0]


def forget_traces(account: Account, *, addresses: frozenset[str]) -> None:
    """Delete what sessions of nobody still hold of a person: a sign-in that she began and never finished."""
    for row in Session.objects.filter(account__isnull=True).iterator():
        held = str(row.get_decoded())
        if account.pk in held or any(address in held for address in addresses):
            row.delete()
