"""Who is told of an entry: those whom it concerns, and those who chose to be told of its topic at once.

However many people take part, an entry costs the same few questions: what is written for thousands is written by one
statement, in the words of both databases.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import connection, transaction

from commonweal.acts.installed import UnknownKind, capability_of
from commonweal.acts.perform import setting_of, verdict_on_reading
from commonweal.notices.models import Choice, How, Notice, Why
from commonweal.notices.topics import Choices
from commonweal.partnerships.actors import ANYONE, Actor
from commonweal.people.models import Account, Pseudonym
from commonweal.record.entry import Entry
from commonweal.web.audience import MEMBERS

FEW = 200
"""For how many people who chose a topic the notices are written while whoever acted waits: about a hundredth of a
second. For more, the next round of the tick writes them."""


def tell_of(entry: Entry, *, in_a_round: bool = False) -> None:
    """Write a notice for everybody who is told of this entry; for whoever has one of it already, none.

    :param in_a_round: whether nobody waits for this, so that it may be for thousands
    """
    topic, concerned = topic_of(entry), concerned_by(entry)
    choices = Choice.objects.filter(topic=topic, how=How.ONCE, partnership__in=("", entry.partnership))
    count = choices[: FEW + 1].count()
    chosen = count > 0 and (in_a_round or count <= FEW)
    if not concerned and not chosen:
        return
    with transaction.atomic():
        if concerned:
            _tell(entry, concerned, topic=topic)
        if chosen:
            _tell_those_who_chose(entry, topic=topic)


def topic_of(entry: Entry) -> str:
    """Return the topic to which an entry belongs: the capability that offers its kind."""
    try:
        return capability_of(entry.kind).name
    except UnknownKind:
        return entry.kind.partition(".")[0]


def concerned_by(entry: Entry) -> list[str]:
    """Return the pseudonyms of those who must be told of an entry themselves, never of whoever did it."""
    try:
        hook = capability_of(entry.kind).concerns.get(entry.kind)
    except UnknownKind:
        return []
    return sorted({person for person in hook(entry) if person and person != entry.by}) if hook else []


def readers(partnership: str) -> list[str]:
    """Return the roles whose holders the charter lets read the record."""
    setting = setting_of(partnership)
    return [role for role in MEMBERS if verdict_on_reading("record", by=_in_role(partnership, role), setting=setting)]


def tell_of_tasks(
    partnership: str, *, role: str, position: int, topic: str, tasks: Iterable[str], author: str | None, at: datetime
) -> None:
    """Write a notice for everybody who holds a place of this role, but not for whoever did what made the tasks."""
    values = (partnership, position, topic, Why.TASK, "\n".join(tasks), connection.ops.adapt_datetimefield_value(at))
    holding = (Why.TASK, Why.TASK, partnership, role, at.date().isoformat(), author or "")
    with connection.cursor() as cursor:
        cursor.execute(_FOR_A_ROLE, [*values, *holding])


def _tell(entry: Entry, persons: Iterable[str], *, topic: str) -> None:
    found = Pseudonym.objects.filter(
        partnership=entry.partnership, id__in=list(persons), account__is_active=True
    ).exclude(account__in=_author(entry))
    accounts = list(found.values_list("account", flat=True))
    chosen = Choices.of(*accounts)
    Notice.objects.bulk_create(
        [
            Notice(
                account_id=account,
                partnership=entry.partnership,
                position=entry.position,
                topic=topic,
                why=Why.CONCERN,
                how=chosen.how(account, Why.CONCERN, partnership=entry.partnership),
                at=entry.at,
            )
            for account in accounts
        ],
        ignore_conflicts=True,
    )


def _author(entry: Entry) -> list[str]:
    """Return whose act it was: a person has one pseudonym here, but an account may have been joined with another."""
    rows = Account.objects.filter(pseudonyms__id=entry.by or "", pseudonyms__partnership=entry.partnership)
    return list(rows.values_list("pk", flat=True))


def _tell_those_who_chose(entry: Entry, *, topic: str) -> None:
    roles = readers(entry.partnership)
    at = connection.ops.adapt_datetimefield_value(entry.at)
    values = (entry.partnership, entry.position, topic, Why.TOPIC, How.ONCE, at)
    holding = (topic, How.DAILY, How.ONCE, entry.partnership, entry.at.date().isoformat(), entry.by or "")
    with connection.cursor() as cursor:
        cursor.execute(_FOR_THOSE_WHO_CHOSE, [*values, *holding, *(roles + [""] * len(MEMBERS))[: len(MEMBERS)]])


def _in_role(partnership: str, role: str) -> Actor:
    return Actor(partnership=partnership, roles=frozenset({ANYONE, role}))


# Both statements ask who holds a place in the words of `partnerships.actors`. `here` is what somebody chose for this
# partnership, `every` what she chose for all; what stands last is what holds where she chose nothing.
_FOR_THOSE_WHO_CHOSE = """
INSERT INTO notices_notice (account_id, partnership, position, topic, why, how, tasks, at)
SELECT DISTINCT a.id, %s, %s, %s, %s, %s, '', %s
FROM people_pseudonym p
JOIN partnerships_representation r ON r.partnership = p.partnership AND r.person = p.id
JOIN people_account a ON a.id = p.account_id AND a.is_active
JOIN notices_choice c ON c.account_id = a.id AND c.topic = %s AND c.partnership IN ('', p.partnership)
LEFT JOIN notices_choice here ON here.account_id = a.id AND here.topic = c.topic AND here.partnership = p.partnership
LEFT JOIN notices_choice every ON every.account_id = a.id AND every.topic = c.topic AND every.partnership = ''
WHERE COALESCE(here.how, every.how, %s) = %s AND p.partnership = %s
  AND r.ended_at IS NULL AND (r.until_on IS NULL OR r.until_on >= %s) AND p.id <> %s
  AND r.role IN (%s, %s, %s, %s, %s)
ON CONFLICT DO NOTHING
"""
_FOR_A_ROLE = """
INSERT INTO notices_notice (account_id, partnership, position, topic, why, tasks, at, how)
SELECT DISTINCT a.id, %s, %s, %s, %s, %s, %s, COALESCE(here.how, every.how, 'once')
FROM people_pseudonym p
JOIN partnerships_representation r ON r.partnership = p.partnership AND r.person = p.id
JOIN people_account a ON a.id = p.account_id AND a.is_active
LEFT JOIN notices_choice here ON here.account_id = a.id AND here.topic = %s AND here.partnership = p.partnership
LEFT JOIN notices_choice every ON every.account_id = a.id AND every.topic = %s AND every.partnership = ''
WHERE p.partnership = %s AND r.role = %s
  AND r.ended_at IS NULL AND (r.until_on IS NULL OR r.until_on >= %s) AND p.id <> %s
ON CONFLICT DO NOTHING
"""
