"""Follow each record: catch up with entries that no listener heard of, and see what newly waits for whom.

What waits is asked once for each kind of place and not for each person, so it costs the same however many take part: a
task of which anybody in that place would be told. Whether it is truly hers is asked when the mail is written.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from commonweal.notices.concerned import tell_of, tell_of_tasks, topic_of
from commonweal.notices.models import Followed
from commonweal.notices.saying import Standing, tasks_of
from commonweal.partnerships.actors import ANYONE, Actor
from commonweal.partnerships.models import Partnership
from commonweal.record import reading
from commonweal.record.entry import Entry
from commonweal.web.audience import MEMBERS

AT_ONE_GO = 500
"""How many entries of a record are caught up with in one round."""


def follow_all(*, at: datetime) -> int:
    """Follow every record that has grown; return how many entries were followed."""
    known = {row.partnership: row for row in Followed.objects.all()}
    grown = [
        (id, size)
        for id, size in reading.sizes(reading.partnerships()).items()
        if id not in known or size > known[id].upto
    ]
    return sum(_follow(id, known.get(id), at=at) for id, _size in grown)


def _follow(partnership: str, before: Followed | None, *, at: datetime) -> int:
    row = Partnership.objects.filter(pk=partnership).first()
    if row is None:
        return 0
    if before is None:  # nobody is told anew of a record that came here whole
        waiting = {role: sorted(_keys(row, role, at=at)) for role in MEMBERS}
        Followed.objects.get_or_create(pk=partnership, defaults={"upto": reading.size(partnership), "waiting": waiting})
        return 0
    entries = reading.entries(partnership, before.upto, before.upto + AT_ONE_GO)
    for entry in entries:
        tell_of(entry, in_a_round=True)  # who was told already has her notice, and gets no other
    waiting = {role: sorted(_keys(row, role, at=at)) for role in MEMBERS}
    with transaction.atomic():
        # Of two ticks, one moves on from where both began; the other finds it moved and tells nobody a second time.
        moved = Followed.objects.filter(pk=partnership, upto=before.upto)
        if moved.update(upto=before.upto + len(entries), waiting=waiting) and entries:
            for role in MEMBERS:
                _tell(partnership, role, set(waiting[role]) - set(before.waiting.get(role, ())), entries)
    return len(entries)


def _keys(partnership: Partnership, role: str, *, at: datetime) -> set[str]:
    """Return the keys of what waits for anybody in such a place, whoever she is and for whomever she acts."""
    anybody = Actor(partnership.pk, roles=frozenset({ANYONE, role}))
    return {task.key for task in tasks_of(Standing(partnership, anybody, at))}


def _tell(partnership: str, role: str, new: set[str], entries: list[Entry]) -> None:
    """Write a notice of what newly waits, at the last entry of the capability whose task it is."""
    at_entry: dict[int, list[str]] = {}
    for key in sorted(new):
        near = [e for e in entries if topic_of(e) == key.partition(".")[0]]
        at_entry.setdefault((near or entries)[-1].position, []).append(key)
    for entry in entries:
        if keys := at_entry.get(entry.position):
            tell_of_tasks(
                partnership,
                role=role,
                position=entry.position,
                topic=topic_of(entry),
                tasks=keys,
                author=entry.by,
                at=entry.at,
            )
