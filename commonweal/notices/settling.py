"""Give everybody her hours: when mail may come to her, where she has said nothing about it."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from commonweal.notices import hours
from commonweal.notices.models import Hours
from commonweal.people.models import Account

IN_ONE_ROUND = 2_000


def settle(*, at: datetime) -> int:
    """Give everybody who is known in a partnership her hours, at the first sight of her; return to how many."""
    new = Account.objects.filter(is_active=True, pseudonyms__isnull=False).exclude(pk__in=Hours.objects.values("pk"))
    found = list(new.distinct()[:IN_ONE_ROUND])
    Hours.objects.bulk_create([hours_for(account, at=at) for account in found], ignore_conflicts=True)
    return len(found)


def hours_for(account: Account, *, at: datetime) -> Hours:
    """Return the hours of somebody who has said nothing about them; her first digest comes at its next hour."""
    mine = Hours(account=account, zone=settings.TIME_ZONE)
    here = at.astimezone(hours.zone_of(mine.zone))
    mine.digest_on = here.date() if here.time() >= mine.digest_at else None
    mine.digest_next = hours.next_digest(mine, at=at)
    return mine


def hours_of(account: Account, *, at: datetime) -> Hours:
    """Return somebody's hours, given to her at the first need."""
    found = Hours.objects.select_related("account").filter(pk=account.pk).first()
    if found is None:
        Hours.objects.bulk_create([hours_for(account, at=at)], ignore_conflicts=True)
        found = Hours.objects.select_related("account").get(pk=account.pk)
    return found
