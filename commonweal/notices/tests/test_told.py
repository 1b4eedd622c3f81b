"""Who is told of what: those whom it concerns, those who chose it, and never whoever did it."""

from __future__ import annotations

import pytest

from commonweal.acts.testing import Founded, account, founded
from commonweal.notices.concerned import tell_of
from commonweal.notices.models import Notice, Why
from commonweal.notices.topics import choose


@pytest.fixture
def cool(db) -> Founded:
    return founded()


def told(entry) -> dict[str, str]:
    rows = Notice.objects.filter(partnership=entry.partnership, position=entry.position)
    return {row.account.name: row.why for row in rows.select_related("account")}


def test_who_chose_a_topic_at_once_is_told_of_it_and_nobody_else(cool):
    choose(account("Chiara"), "fit", "once")
    choose(account("Farah"), "fit", "once")  # she holds no place

    entry = cool.given("fit.name_goal", by=cool.bruno, title="Shade")
    tell_of(entry)
    tell_of(entry)

    assert told(entry) == {"Chiara": Why.TOPIC}


def test_whoever_did_it_is_never_told(cool):
    choose(account("Bruno"), "fit", "once")

    entry = cool.given("fit.name_goal", by=cool.bruno, title="Shade")
    tell_of(entry)

    assert told(entry) == {}


def test_a_choice_for_one_partnership_goes_before_that_for_all(cool):
    choose(account("Chiara"), "fit", "once")
    choose(account("Chiara"), "fit", "never", partnership=cool.id)
    choose(account("Dina"), "fit", "never")
    choose(account("Dina"), "fit", "once", partnership=cool.id)

    entry = cool.given("fit.name_goal", by=cool.bruno, title="Shade")
    tell_of(entry)

    assert told(entry) == {"Dina": Why.TOPIC}


def test_whose_place_has_ended_is_told_no_more(cool):
    choose(account("Olga"), "fit", "once")
    place = cool.given("membership.step_down", by=cool.olga, place=_place(cool, "Olga"))

    entry = cool.given("fit.name_goal", by=cool.bruno, title="Shade")
    tell_of(entry)

    assert place
    assert told(entry) == {}


def _place(cool: Founded, who: str) -> int:
    from commonweal.partnerships.models import Representation  # noqa: PLC0415 - one question, here only

    return Representation.objects.get(partnership=cool.id, person=cool.person(who)).entry
