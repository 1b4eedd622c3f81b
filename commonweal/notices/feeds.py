"""Secret addresses for programs: made and shown once, taken back at any time, and worth only what their owner is."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.urls import reverse

from commonweal.kit.digests import sha256_hex
from commonweal.notices.links import absolute
from commonweal.notices.models import Feed
from commonweal.people.models import Account

ADDRESSES = {Feed.Form.CALENDAR: "notices:calendar", Feed.Form.ATOM: "notices:feed"}


class NoFeedError(LookupError):
    """Nobody has this secret, or its owner is gone."""


def made(account: Account, form: str, *, partnership: str = "", at: datetime) -> str:
    """Return a new secret address, in place of the one before it, which stops working; it is kept nowhere."""
    secret = secrets.token_urlsafe(24)
    Feed.objects.update_or_create(
        account=account, partnership=partnership, form=form, defaults={"digest": _digest(secret), "made_at": at}
    )
    return absolute(reverse(ADDRESSES[Feed.Form(form)], args=[secret]))


def taken_back(account: Account, form: str, *, partnership: str = "") -> None:
    """Let a secret address stop working."""
    Feed.objects.filter(account=account, partnership=partnership, form=form).delete()


def feed_with(secret: str, form: str) -> Feed:
    """Return the feed behind a secret.

    :raises NoFeedError: where there is none, or its owner is gone
    """
    rows = Feed.objects.select_related("account").filter(form=form, digest=_digest(secret), account__is_active=True)
    found = rows.first()
    if found is None:
        raise NoFeedError
    return found


def feeds_of(account: Account) -> dict[tuple[str, str], Feed]:
    """Return somebody's feeds by form and partnership."""
    return {(feed.form, feed.partnership): feed for feed in Feed.objects.filter(account=account)}


def _digest(secret: str) -> str:
    return sha256_hex(secret.encode())
