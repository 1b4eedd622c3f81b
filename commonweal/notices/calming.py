"""Get less mail, or a little more again: what the links at the end of each mail do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from commonweal.acts.capability import Says
from commonweal.notices import hours
from commonweal.notices.links import Less
from commonweal.notices.models import Choice, Hours, How, Notice
from commonweal.notices.settling import hours_of
from commonweal.notices.topics import Choices, choose, label_of
from commonweal.people.models import Account

ONCE, DAILY, NEVER, PAUSE, WEEKDAYS, EVERY_DAY = "once", "daily", "never", "pause", "weekdays", "every_day"
PAUSED_FOR = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class AsItIs:
    """What somebody gets now, of those things of which a link gives less.

    :ivar topics: what each is called, and how she is told of it; nothing where the link is about the digest
    """

    topics: tuple[tuple[Says, str], ...]
    digest: bool
    weekends: bool
    paused_until: date | None


def calm(less: Less, how: str, *, at: datetime) -> bool:
    """Do what was asked, and return whether it was something that can be asked of this link."""
    account = Account.objects.get(pk=less.account)
    if how not in ((ONCE, DAILY, NEVER) if less.topics else (NEVER, PAUSE, WEEKDAYS, EVERY_DAY)):
        return False
    with transaction.atomic():
        if less.topics:
            _choose(account, less.topics, How(how))
        else:
            _keep(hours_of(account, at=at), how, at=at)
    return True


def as_it_is(less: Less, *, at: datetime) -> AsItIs:
    """Return what she gets now."""
    mine = hours_of(Account.objects.get(pk=less.account), at=at)
    chosen = Choices.of(less.account)
    topics = tuple((label_of(t), str(chosen.how(less.account, t, partnership="").label)) for t in less.topics)
    paused = mine.paused_until if hours.is_paused(mine, at=at) else None
    return AsItIs(topics, mine.digest, mine.weekends, paused)


def _choose(account: Account, topics: tuple[str, ...], how: How) -> None:
    """Choose for everywhere; where she chose more mail for one partnership, this takes it back."""
    for topic in topics:
        choose(account, topic, how)
        if how != How.ONCE:
            Choice.objects.filter(account=account, topic=topic, how=How.ONCE).exclude(partnership="").delete()
            waiting = Notice.objects.filter(account=account, how=How.ONCE, mailed_at=None)
            (waiting.filter(why=topic) | waiting.filter(why="topic", topic=topic)).update(how=how)


def _keep(mine: Hours, how: str, *, at: datetime) -> None:
    if how == NEVER:
        mine.digest = False
    elif how == PAUSE:
        mine.paused_until = at.astimezone(hours.zone_of(mine.zone)).date() + PAUSED_FOR
    else:
        mine.digest, mine.weekends, mine.paused_until = True, how == EVERY_DAY, None
    mine.digest_next = hours.next_digest(mine, at=at)
    mine.save()
