"""Three thousand people take part: an entry costs them the same few questions, and everybody is told once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commonweal.acts.testing import NOON, Founded, account, admit
from commonweal.kit.ids import id_from_seed
from commonweal.notices import following
from commonweal.notices.concerned import tell_of, tell_of_tasks
from commonweal.notices.models import Choice, Notice, Why
from commonweal.notices.settling import settle
from commonweal.notices.ticking import tick
from commonweal.notices.topics import choose
from commonweal.partnerships.models import Representation
from commonweal.people.models import Account, Pseudonym
from commonweal.record.readmodel import projecting

MANY = 3_000


def crowd(cool: Founded, count: int) -> list[Account]:
    """So many people with an account, a pseudonym and a place, each of whom wants to be told of fit at once.

    Laid down at once: to let three thousand people come one after the other takes a minute and proves nothing here.
    """
    names = [id_from_seed("crowd", str(n)) for n in range(count)]
    accounts = Account.objects.bulk_create([Account(id=n, email=f"{n}@example.org") for n in names])
    people = Pseudonym.objects.bulk_create([Pseudonym(partnership=cool.id, account=a) for a in accounts])
    with projecting():
        Representation.objects.bulk_create(
            Representation(
                key=f"{cool.id}.crowd.{n}", partnership=cool.id, person=p.id, role="participant", entry=10_000 + n,
                since_at=NOON,
            )
            for n, p in enumerate(people)
        )  # fmt: skip
    Choice.objects.bulk_create([Choice(account=a, topic="fit", how="once") for a in accounts])
    return accounts


def asked_for(entry) -> int:
    with CaptureQueriesContext(connection) as asked:
        tell_of(entry, in_a_round=True)
    return len([q for q in asked.captured_queries if not q["sql"].startswith(("BEGIN", "SAVEPOINT", "RELEASE"))])


@pytest.mark.slow
def test_an_entry_costs_the_same_for_three_and_for_three_thousand(cool):
    choose(account("Chiara"), "fit", "once")
    few = asked_for(cool.given("fit.name_goal", by=cool.bruno, title="Shade"))
    crowd(cool, MANY)
    entry = cool.given("fit.name_goal", by=cool.bruno, title="Water")
    many = asked_for(entry)

    assert few == many <= 3
    assert Notice.objects.filter(position=entry.position).count() == MANY + 1
    assert asked_for(admit(cool, "late", "Latecomers", "company")) == 1, "Nobody chose that."


@pytest.mark.slow
def test_what_waits_for_thousands_is_found_and_told_in_the_same_few_questions(cool):
    counts = []
    for size, n in ((3, 1), (MANY, 2)):
        people = crowd(cool, size) if size == MANY else []
        with CaptureQueriesContext(connection) as asked:
            tell_of_tasks(
                cool.id, role="participant", position=n, topic="fit", tasks=["fit.score.1"], author=None, at=NOON
            )
        counts.append(len(asked))

    assert counts == [1, 1]
    assert Notice.objects.filter(position=2, why=Why.TASK).count() == len(people) + 1  # and Emre


@pytest.mark.slow
def test_a_round_follows_a_record_at_the_same_price_however_many_take_part(cool):
    counts = []
    for n in range(2):
        if n:
            crowd(cool, MANY)
        cool.given("fit.name_goal", by=cool.bruno, title=f"Goal {n}", at=NOON + timedelta(minutes=n))
        with CaptureQueriesContext(connection) as asked:
            following.follow_all(at=NOON + timedelta(minutes=n))
        counts.append(len(asked))

    # With the crowd somebody chose the topic, which costs its own three.
    assert counts[1] - counts[0] <= 5


@pytest.mark.slow
def test_rounds_write_to_everybody_once_and_end_soon(cool, monkeypatch):
    monkeypatch.setattr("commonweal.notices.at_once.IN_ONE_ROUND", 20)
    crowd(cool, 45)
    settle(at=NOON)
    tell_of(cool.given("fit.name_goal", by=cool.bruno, title="Shade"), in_a_round=True)

    done = [tick(at=NOON + timedelta(minutes=n))["at once"] for n in range(4)]

    assert done == [20, 20, 5, 0]


@pytest.mark.slow
def test_nobody_who_acts_waits_for_thousands_the_next_round_tells_them(cool):
    crowd(cool, 250)
    entry = cool.given("fit.name_goal", by=cool.bruno, title="Shade")

    tell_of(entry)
    assert Notice.objects.count() == 0
    tick(at=NOON)
    assert Notice.objects.filter(position=entry.position, why=Why.TOPIC).count() == 250
