"""The mail of the day: what waits and what is new, by partnership and topic; where nothing is new, there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from commonweal.acts.capability import Says, Task
from commonweal.notices import hours, writing
from commonweal.notices.answering import ways
from commonweal.notices.concerned import topic_of
from commonweal.notices.links import Less, link_to_less
from commonweal.notices.models import Hours, How, Marker, Notice, Why
from commonweal.notices.parts import Line, Part, line_of, line_of_task, part_of
from commonweal.notices.saying import Said, Standing, said, standings, tasks_of
from commonweal.notices.topics import Choices, topics
from commonweal.people.models import Account, Seen
from commonweal.record import reading
from commonweal.record.entry import Entry
from commonweal.web.told import organisations

FIRST = timedelta(days=7)
"""How far back the first digest looks."""
READ = 400
"""How many entries of one record a digest looks at, the newest: of a busy day it tells that there is more."""
SOON = timedelta(days=1)
"""How long before its end something that waits is worth a mail by itself."""
IN_ONE_ROUND = 200


@dataclass(frozen=True, slots=True)
class Digest:
    """What the mail of the day tells one person.

    :ivar news: whether anything in it is unread, or something that waits ends soon: else there is no mail
    :ivar upto: how far each record is told with it
    :ivar notices: the notices that are told with it
    """

    day: date
    parts: tuple[Part, ...]
    news: bool
    upto: dict[str, int] = field(default_factory=dict)
    notices: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Unread:
    """What is new for one person in one partnership."""

    entries: Sequence[Entry]
    notices: Sequence[Entry]
    further: int


def digest_of(mine: Hours, *, at: datetime, to_be_mailed: bool = False) -> Digest:
    """Return what a digest would tell now: the one that is mailed, and the one that its page shows beforehand.

    :param to_be_mailed: whether it carries the links by which one acts from a mail
    """
    account, zone = mine.account, hours.zone_of(mine.zone)
    chosen = Choices.of(account.pk)
    told = _told(account)
    kept = list(Notice.objects.filter(account=account, at__gt=at - 4 * FIRST).order_by("position"))
    parts, news, upto = [], False, {}
    for standing in standings(account, at=at):
        here = standing.partnership.pk
        noticed = [n for n in kept if n.partnership == here]
        if not standing.takes_part and not noticed:
            continue
        newest = reading.latest_entries(here, READ)
        upto[here] = newest[0].position + 1
        unread = _unread(standing, noticed, chosen, newest=newest, since=told.get(here), account=account)
        waiting = tasks_of(standing)
        part = _part(standing, unread, waiting, zone=zone, acting=account if to_be_mailed else None)
        if part.count:
            parts.append(part)
        news = news or bool(unread.entries or unread.notices or unread.further) or _ends_soon(waiting, at=at)
    day = at.astimezone(zone).date()
    return Digest(day, tuple(parts), news, upto, tuple(n.pk for n in kept if _is_unread(n)))


def _told(account: Account) -> dict[str, int]:
    """Return how far somebody was told of each record by a digest, or said herself that she has read it."""
    mailed = Marker.objects.filter(account=account).values_list("partnership", "upto")
    read = Seen.objects.filter(account=account).values_list("partnership", "position")
    told: dict[str, int] = {}
    for partnership, upto in [*mailed, *read]:
        told[partnership] = max(upto, told.get(partnership, 0))
    return told


def write_due(*, at: datetime) -> int:
    """Write the digests whose hour has come, at most one for a person and day; return how many mails that made."""
    due = Hours.objects.filter(digest_next__lte=at).order_by("digest_next").values_list("pk", flat=True)
    return sum(_write_to(account, at=at) for account in list(due[:IN_ONE_ROUND]))


def _write_to(account: str, *, at: datetime) -> bool:
    """Write one person's digest; her row is locked, so that of two ticks one finds it done."""
    with transaction.atomic():
        mine = Hours.objects.select_for_update(of=("self",)).select_related("account").get(pk=account)
        due = hours.next_digest(mine, at=at)
        if due is None or due > at or not mine.account.is_active:
            mine.digest_next = due if mine.account.is_active else None
            mine.save(update_fields=["digest_next"])
            return False
        mine.digest_on = at.astimezone(hours.zone_of(mine.zone)).date()
        mine.digest_next = hours.next_digest(mine, at=at)
        mine.save(update_fields=["digest_on", "digest_next"])
        if not mine.account.email:
            return False  # she signs in with a code on paper, and reads her notices on the page
        with translation.override(writing.language_of(mine.account)):
            digest = digest_of(mine, at=at, to_be_mailed=True)
            return digest.news and _mail(mine.account, digest, at=at)


def _mail(account: Account, digest: Digest, *, at: datetime) -> bool:
    """Put the digest into the outbox and remember what it told, both or neither."""
    Notice.objects.filter(pk__in=digest.notices).update(mailed_at=at)
    Marker.objects.bulk_create(
        [Marker(account=account, partnership=here, upto=upto) for here, upto in digest.upto.items()],
        update_conflicts=True,
        update_fields=["upto"],
        unique_fields=["account", "partnership"],
    )
    return writing.write(
        "digest",
        {"digest": digest},
        key=f"digest:{account.pk}:{digest.day.isoformat()}",
        to=account.email or "",
        account=account,
        lang=writing.language_of(account),
        subject=subject_of(digest),
        less=link_to_less(Less(account.pk)),
        at=at,
    )


def subject_of(digest: Digest) -> str:
    """Return what stands above a digest."""
    day = date_format(digest.day, "DATE_FORMAT")
    if len(digest.parts) == 1:
        return _("%(partnership)s, %(day)s") % {"partnership": digest.parts[0].name, "day": day}
    return _("Your partnerships, %(day)s") % {"day": day}


def _unread(
    standing: Standing,
    kept: Sequence[Notice],
    chosen: Choices,
    *,
    newest: Sequence[Entry],
    since: int | None,
    account: Account,
) -> _Unread:
    """Return what is new: notices of which she was not told, and what else was done that she wants to know daily."""
    mine = [n.position for n in kept if _is_unread(n) and n.why != Why.TASK]
    if not (standing.takes_part and standing.reads):
        concern = {n.position for n in kept if n.why == Why.CONCERN}
        return _Unread([], _entries(standing, [p for p in mine if p in concern], newest), 0)
    noticed, here = {n.position for n in kept}, standing.partnership.pk
    new = [e for e in newest if (e.at > standing.at - FIRST if since is None else e.position >= since)]
    wanted = [
        e
        for e in new
        if e.position not in noticed
        and e.by != standing.actor.person
        and chosen.how(account.pk, topic_of(e), partnership=here) == How.DAILY
    ]
    beyond = max(0, new[-1].position - since) if since is not None and len(new) == READ else 0
    return _Unread(wanted, _entries(standing, mine, newest), beyond)


def _entries(standing: Standing, positions: Sequence[int], newest: Sequence[Entry]) -> list[Entry]:
    """Return the entries at these positions, without a question where they are among the newest."""
    known = {entry.position: entry for entry in newest}
    missing = [position for position in positions if position not in known]
    if missing:
        known |= reading.entries_at(standing.partnership.pk, missing)
    return [known[position] for position in sorted(positions) if position in known]


def _is_unread(notice: Notice) -> bool:
    return notice.read_at is None and notice.mailed_at is None and notice.how != How.NEVER


def _part(
    standing: Standing, unread: _Unread, waiting: Sequence[Task], *, zone: ZoneInfo, acting: Account | None
) -> Part:
    orgs = organisations(standing.partnership.pk) if unread.notices or unread.entries else {}
    mine = [
        line_of(each, zone=zone, ways=ways(standing, entry, account=acting) if acting else ())
        for entry, each in zip(unread.notices, said(standing, unread.notices, orgs=orgs), strict=True)
    ]
    others: dict[str, list[Said]] = {}
    for each in said(standing, unread.entries, orgs=orgs):
        others.setdefault(each.topic, []).append(each)
    groups: list[tuple[Says, Sequence[Line]]] = [
        (_("Waits for you"), [line_of_task(task, zone=zone) for task in waiting]),
        (_("Concerns you"), mine),
        *((t.label, [line_of(each, zone=zone) for each in others[t.name]]) for t in topics() if t.name in others),
    ]
    return part_of(standing, groups, further=unread.further)


def _ends_soon(waiting: Sequence[Task], *, at: datetime) -> bool:
    return any(task.due_at is not None and at <= task.due_at <= at + SOON for task in waiting)
