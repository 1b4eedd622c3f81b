"""The tokens with which programs act for a person: made, seen once, found by their digest, revoked."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from commonweal.acts.installed import act_types
from commonweal.api.models import Token
from commonweal.kit.digests import sha256_hex
from commonweal.kit.securitylog import note
from commonweal.partnerships.models import Partnership
from commonweal.people.models import Account, Pseudonym

PREFIX: Final = "cw_"
"""So that programs which look for leaked secrets know one of ours."""

LONGEST: Final = timedelta(days=365)
WARNED: Final = timedelta(days=14)
"""How long before its end a token is marked on its page."""

KEPT: Final = timedelta(days=30)
"""How long a token that ended is still shown or kept."""

READ: Final = "read"
ACT: Final = "act:"
EVERYTHING: Final = "act:*"


def scopes() -> tuple[str, ...]:
    """Return every scope that a token may have."""
    return (READ, EVERYTHING, *(f"{ACT}{matter}" for matter in sorted({a.matter for a in act_types().values()})))


def make(
    account: Account, *, partnership: str, id: str, name: str, scopes: Iterable[str], expires_at: datetime, at: datetime
) -> str | None:
    """Keep a new token and return its secret, the only time it is ever known here.

    :return: nothing where a token of this id was made before: its secret cannot be shown again
    """
    secret = PREFIX + secrets.token_urlsafe(32)
    _kept, new = Token.objects.get_or_create(
        id=id,
        defaults={
            "digest": _digest(secret),
            "account": account,
            "partnership": partnership,
            "name": name,
            "scopes": sorted(set(scopes)),
            "made_at": at,
            "expires_at": min(expires_at, at + LONGEST),
        },
    )
    if new:
        note("token_made", account=account.pk, partnership=partnership, token=id)
    return secret if new else None


def token_with(secret: str, *, at: datetime) -> tuple[Token, str] | None:
    """Return the token of this secret with the address of its partnership, or nothing where it does not count.

    It counts while it is not revoked and has not expired, its account is open, and its holder is still known in the
    partnership. One query. It is looked for by its digest, so that how long that takes says nothing about a secret.
    """
    hers = Pseudonym.objects.filter(account=OuterRef("account"), partnership=OuterRef("partnership"))
    slug = Partnership.objects.filter(pk=OuterRef("partnership")).values("slug")[:1]
    found = (
        Token.objects.filter(digest=_digest(secret), revoked_at=None, expires_at__gt=at, account__is_active=True)
        .annotate(known=Exists(hers), slug=Subquery(slug))
        .select_related("account")
        .first()
    )
    return (found, found.slug) if found is not None and found.known and found.slug else None


def used(token: Token, *, at: datetime) -> None:
    """Remember the day on which a token was used last; asked of the database at most once a day."""
    if token.last_used_on != at.date():
        Token.objects.filter(pk=token.pk).update(last_used_on=at.date())


def allows(token: Token, *, matter: str | None) -> bool:
    """Return whether a token lets a program read (no matter named), or act in `matter`."""
    if matter is None:
        return READ in token.scopes
    return EVERYTHING in token.scopes or f"{ACT}{matter}" in token.scopes


def tokens_of(account: Account, *, partnership: str) -> QuerySet[Token]:
    """Return the tokens that a person made here and did not revoke, newest first."""
    return Token.objects.filter(account=account, partnership=partnership, revoked_at=None).order_by("-made_at", "id")


def revoke(id: str, *, account: Account, partnership: str, at: datetime) -> bool:
    """Let a token count no longer; tell whether it was hers and did."""
    revoked = bool(tokens_of(account, partnership=partnership).filter(pk=id).update(revoked_at=at))
    if revoked:
        note("token_revoked", account=account.pk, partnership=partnership, token=id)
    return revoked


def sweep(at: datetime) -> None:
    """Forget tokens of those whom their partnership does not know any more, and those that ended long ago.

    Called now and then by ``commonweal tick``.
    """
    hers = Pseudonym.objects.filter(account=OuterRef("account"), partnership=OuterRef("partnership"))
    over = Q(revoked_at__lt=at - KEPT) | Q(expires_at__lt=at - KEPT)
    Token.objects.filter(over | ~Exists(hers)).delete()


def _digest(secret: str) -> str:
    return sha256_hex(secret.encode("utf-8", errors="surrogateescape"))
