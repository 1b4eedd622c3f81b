"""Mails that come at once: of what concerns somebody, of what waits for her, of topics that she chose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.notices import hours, writing
from commonweal.notices.answering import ways
from commonweal.notices.links import Less, link_to_less
from commonweal.notices.models import Hours, How, Notice, Why
from commonweal.notices.parts import Line, Part, line_of, line_of_task, part_of
from commonweal.notices.saying import Standing, said, standings, tasks_of
from commonweal.notices.topics import label_of
from commonweal.people.models import Account
from commonweal.record import reading

STALE = timedelta(days=3)
"""What happened longer ago is no news any more: it stands in the list of notices, and no mail hurries with it."""
IN_ONE_ROUND = 200
"""To how many people one round writes, so that a round ends soon and what was written is sent."""


def write_due(*, at: datetime) -> int:
    """Write to everybody for whom there is news, except in her quiet hours; return how many mails that made."""
    waiting = Hours.objects.filter(
        account__in=_news(at).values("account"), account__is_active=True, account__email__isnull=False
    )
    awake = [each.account_id for each in waiting.order_by("account") if not hours.is_quiet(each, at=at)]
    return sum(_write_to(account, at=at) for account in awake[:IN_ONE_ROUND])


def _news(at: datetime) -> QuerySet[Notice]:
    return Notice.objects.filter(how=How.ONCE, read_at=None, mailed_at=None, at__gt=at - STALE)


def _write_to(account: str, *, at: datetime) -> bool:
    """Put what is new for one person into one mail; her row of hours is locked, so that no other tick does too."""
    with transaction.atomic():
        mine = Hours.objects.select_for_update(of=("self",)).select_related("account").get(pk=account)
        news = list(_news(at).filter(account=account).order_by("partnership", "position"))
        if not news:
            return False
        Notice.objects.filter(pk__in=[notice.pk for notice in news]).update(mailed_at=at)
        with translation.override(writing.language_of(mine.account)):
            parts = list(_parts(mine, news, at=at))
            return bool(parts) and _mail(mine.account, parts, news, at=at)


def _parts(mine: Hours, news: Sequence[Notice], *, at: datetime) -> Iterator[Part]:
    here: dict[str, list[Notice]] = {}
    for notice in news:
        here.setdefault(notice.partnership, []).append(notice)
    for standing in standings(mine.account, at=at, only=here):
        lines = _lines(standing, here[standing.partnership.pk], account=mine.account, zone=hours.zone_of(mine.zone))
        if lines:
            yield part_of(standing, [("", lines)])


def _lines(standing: Standing, news: Sequence[Notice], *, account: Account, zone: ZoneInfo) -> list[Line]:
    """Return what may be told now: of what she may not read any more, only what concerns herself."""
    told = [n for n in news if n.why == Why.CONCERN or (n.why == Why.TOPIC and standing.reads and standing.takes_part)]
    entries = reading.entries_at(standing.partnership.pk, [n.position for n in told])
    by_position = {each.position: each for each in said(standing, list(entries.values()))}
    lines = [
        line_of(
            by_position[n.position], zone=zone, why=reason(n), ways=ways(standing, entries[n.position], account=account)
        )
        for n in told
        if n.position in by_position
    ]
    keys = {key for n in news if n.why == Why.TASK for key in n.tasks.splitlines()}
    waiting = [task for task in (tasks_of(standing) if keys else ()) if task.key in keys]
    return lines + [line_of_task(task, zone=zone, why=str(Why.TASK.label)) for task in waiting]


def reason(notice: Notice) -> str:
    """Return why somebody is told, in words."""
    if notice.why != Why.TOPIC:
        return str(Why(notice.why).label)
    return _("You chose to be told of “%(topic)s” at once.") % {"topic": label_of(notice.topic)}


def _mail(account: Account, parts: Sequence[Part], news: Sequence[Notice], *, at: datetime) -> bool:
    topics = sorted({n.topic if n.why == Why.TOPIC else n.why for n in news})
    return writing.write(
        "at_once",
        {"parts": parts},
        key=f"once:{account.pk}:{max(n.pk for n in news)}",
        to=account.email or "",
        account=account,
        partnership=news[0].partnership if len(parts) == 1 else "",
        lang=writing.language_of(account),
        subject=_subject(parts),
        less=link_to_less(Less(account.pk, tuple(topics))),
        at=at,
    )


def _subject(parts: Sequence[Part]) -> str:
    count = sum(part.count for part in parts)
    if count == 1:
        return _("%(partnership)s: %(sentence)s") % {
            "partnership": parts[0].name,
            "sentence": parts[0].groups[0].lines[0].says,
        }
    if len(parts) == 1:
        return ngettext(
            "%(partnership)s: %(count)s thing for you", "%(partnership)s: %(count)s things for you", count
        ) % {"partnership": parts[0].name, "count": count}
    return ngettext(
        "%(count)s thing for you in your partnerships", "%(count)s things for you in your partnerships", count
    ) % {"count": count}
