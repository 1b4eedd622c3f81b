"""Fewer mails with one tap: by a request that a mail program sends, or by a button; never by looking."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from commonweal.acts.testing import NOON, account
from commonweal.notices.models import Choice, Hours, Outgoing
from commonweal.notices.tests.conftest import client, hang, letters
from commonweal.notices.ticking import tick
from commonweal.notices.topics import Choices, choose


def link_in(letter) -> str:
    return re.search(r"http://localhost:8000(/less-mail/\S+)", letter.body).group(1)


@pytest.fixture
def link(cool) -> str:
    hang(cool, "Chiara", by="Emre")
    tick(at=NOON)
    return link_in(letters("Chiara")[0])


@pytest.fixture
def daily(cool) -> str:
    tick(at=NOON + timedelta(hours=19))
    return link_in(letters("Chiara")[0])


def how(topic="concern", **where) -> str:
    return Choices.of(account("Chiara").pk).how(account("Chiara").pk, topic, partnership=where.get("of", ""))


def test_to_look_changes_nothing(cool, link):
    page = client(None).get(link)

    assert page.status_code == 200
    assert "chiara@example.org" not in page.content.decode()
    assert client(None).head(link).status_code == 200
    assert Choice.objects.count() == 0


def test_a_mail_program_stops_it_with_its_own_request(cool, link):
    page = client(None).post(link, {"List-Unsubscribe": "One-Click"})

    assert page.status_code == 200
    assert how() == "never"
    hang(cool, "Chiara", at=NOON + timedelta(minutes=1))
    tick(at=NOON + timedelta(minutes=1))
    assert len(letters("Chiara")) == 1


def test_once_a_day_instead_and_back(cool, link):
    client(None).post(link, {"how": "daily"})
    assert how() == "daily"

    client(None).post(link, {"how": "once"})
    assert how() == "once"


def test_it_takes_back_what_was_chosen_for_one_partnership_too(cool, link):
    choose(account("Chiara"), "concern", "once", partnership=cool.id)

    client(None).post(link, {"how": "never"})

    assert how(of=cool.id) == "never"


def test_only_what_the_mail_was_about(cool, link):
    client(None).post(link, {"how": "never"})

    assert how("fit") == "daily"
    assert Hours.objects.get(account=account("Chiara")).digest


@pytest.mark.parametrize("sent", [{}, {"how": "everything"}, {"how": "pause"}])
def test_what_cannot_be_asked_changes_nothing(cool, link, sent):
    assert client(None).post(link, sent).status_code == 422
    assert Choice.objects.count() == 0


@pytest.mark.parametrize(
    ("asked", "field", "value"),
    [("never", "digest", False), ("weekdays", "weekends", False), ("every_day", "digest", True)],
)
def test_the_mail_of_the_day_is_stopped_or_kept_from_weekends(cool, daily, asked, field, value):
    client(None).post(daily, {"how": asked})

    assert getattr(Hours.objects.get(account=account("Chiara")), field) is value


def test_nothing_for_two_weeks(cool, daily):
    client(None).post(daily, {"how": "pause"})
    hang(cool, "Chiara", at=NOON + timedelta(days=2))
    before = Outgoing.objects.filter(account=account("Chiara")).count()

    for day in range(2, 13):
        tick(at=NOON + timedelta(days=day))

    assert Outgoing.objects.filter(account=account("Chiara")).count() == before


def test_one_click_on_the_mail_of_the_day_stops_it(cool, daily):
    client(None).post(daily, {"List-Unsubscribe": "One-Click"})

    mine = Hours.objects.get(account=account("Chiara"))
    assert (mine.digest, mine.digest_next) == (False, None)


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_no_other_method(cool, link, method):
    assert getattr(client(None), method)(link).status_code == 405


def test_a_link_that_nobody_made(cool):
    assert client(None).post("/less-mail/nobody/", {"how": "never"}).status_code == 404
