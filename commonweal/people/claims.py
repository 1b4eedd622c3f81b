"""Links by which somebody is linked again to her sign in a record: good once, for a week, kept as digests."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Final

from commonweal.people import identity
from commonweal.people.models import Account, Claim

LASTS: Final = timedelta(days=7)


def offer(person: str, *, partnership: str, at: datetime) -> str:
    """Make the secret of a link for this person; one that she was given before stops working."""
    Claim.objects.filter(partnership=partnership, person=person).delete()
    token = secrets.token_urlsafe(24)
    Claim.objects.create(digest=_digest(token), partnership=partnership, person=person, expires_at=at + LASTS)
    return token


def offered(token: str, *, at: datetime) -> Claim | None:
    """Return what a link offers; nothing where it was used, is over or never was."""
    return Claim.objects.filter(pk=_digest(token), expires_at__gt=at).first()


def take(claim: Claim, account: Account) -> bool:
    """Link the account as the link says, and use the link up; tell whether it fitted."""
    if not identity.link(account, claim.person, partnership=claim.partnership):
        return False
    claim.delete()
    return True


def _digest(token: str) -> str:
    return hashlib.sha256(b"commonweal/claim/v1\n" + token.encode()).hexdigest()
