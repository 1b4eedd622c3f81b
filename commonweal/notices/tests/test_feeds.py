"""Calendars and feeds: what their reader may see now, nothing to strangers, and the same ids for the same things."""

from __future__ import annotations

import re
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from icalendar import Calendar

from commonweal.acts.testing import NOON, account, known_here
from commonweal.notices import feeds
from commonweal.notices.atom import NAMESPACE
from commonweal.notices.models import Feed
from commonweal.notices.tests.conftest import client, for_members_only, hang
from commonweal.partnerships.models import Partnership, Representation
from commonweal.people.models import Account
from commonweal.record.readmodel import projecting

DAY = date(2026, 4, 1)


def get(path, who=None, **headers):
    return client(who).get(path.removeprefix("http://localhost:8000"), headers=headers)


def events(answer):
    return {str(e["uid"]): e for e in Calendar.from_ical(answer.content).walk("VEVENT")}


def entries(answer):
    return ElementTree.fromstring(answer.content).findall(f"{{{NAMESPACE}}}entry")


def say(element, name):
    return element.find(f"{{{NAMESPACE}}}{name}").text


def end_place(cool, who):
    with projecting():
        place = Representation.objects.get(partnership=cool.id, person=cool.person(who))
        place.ended_at = NOON
        place.save()


@pytest.fixture
def address(cool) -> str:
    return feeds.made(account("Chiara"), Feed.Form.CALENDAR, at=NOON)


# ── Calendars ─────────────────────────────────────────────────────────────────────────────────────


def test_the_days_of_a_partnership_are_for_everybody_and_keep_their_ids(cool):
    entry = hang(cool, until_on=DAY)

    first, second = get("/p/cool-schools/calendar.ics"), get("/p/cool-schools/calendar.ics")

    assert first["Content-Type"] == "text/calendar; charset=utf-8"
    [event] = [e for uid, e in events(first).items() if uid.startswith("swings")]
    assert event.decoded("dtstart") == DAY
    assert str(event["uid"]) == f"swings.{entry.position}.{cool.id}@localhost"
    assert event["url"] == f"http://localhost:8000/p/cool-schools/swings/{entry.position}/"
    assert first.content == second.content


def test_her_own_calendar_has_what_waits_for_her_too(cool, address):
    hang(cool, until_on=DAY)

    found = events(get(address))

    [task] = [e for uid, e in found.items() if uid.startswith("task.swings")]
    assert task.decoded("dtstart").isoformat() == "2026-04-01T17:00:00+00:00"


def test_the_secret_is_kept_nowhere_and_a_new_one_stops_the_old(cool, address):
    secret = address.rpartition("/")[2].removesuffix(".ics")
    assert secret not in str(list(Feed.objects.values()))

    second = feeds.made(account("Chiara"), Feed.Form.CALENDAR, at=NOON)

    assert get(address).status_code == 404
    assert get(second).status_code == 200
    feeds.taken_back(account("Chiara"), Feed.Form.CALENDAR)
    assert get(second).status_code == 404


@pytest.mark.parametrize("gone", ["place", "account", "closed"])
def test_who_is_gone_has_no_calendar(cool, address, gone):
    if gone == "place":
        end_place(cool, "Chiara")
    else:
        Account.objects.filter(pk=account("Chiara").pk).update(is_active=False)

    assert get(address).status_code == 404


def test_a_calendar_of_one_partnership_shows_that_one(cool):
    from commonweal.acts.testing import founded  # noqa: PLC0415 - one test needs a second partnership

    quiet = founded("Quiet Streets")
    hang(cool, until_on=DAY)
    hang(quiet, until_on=DAY)
    address = feeds.made(account("Chiara"), Feed.Form.CALENDAR, partnership=quiet.id, at=NOON)

    answer = get(address)

    assert quiet.id in answer.content.decode()
    assert cool.id not in answer.content.decode().replace("\r\n ", "")


@pytest.mark.parametrize("form", ["calendar", "feed"])
@pytest.mark.parametrize("secret", ["nobody", "x" * 32, "%00", "..%2F.."])
def test_a_secret_that_nobody_has_opens_nothing(cool, form, secret):
    end = {"calendar": "ics", "feed": "atom"}[form]

    assert get(f"/{form}/{secret}.{end}").status_code == 404


def test_a_secret_of_one_form_does_not_open_the_other(cool, address):
    secret = address.rpartition("/")[2].removesuffix(".ics")

    assert get(f"/feed/{secret}.atom").status_code == 404


def test_no_person_is_named_and_nothing_remembers_the_secret(cool, address):
    Account.objects.filter(email="bruno@example.org").update(name="Bruno Secretname")
    hang(cool, until_on=DAY)

    answer = get(address)

    assert "Secretname" not in answer.content.decode()
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Referrer-Policy"] == "no-referrer"


# ── Feeds ─────────────────────────────────────────────────────────────────────────────────────────


def test_what_happened_as_a_visitor_is_told_it_whoever_asks(cool):
    Account.objects.filter(email="bruno@example.org").update(name="Bruno Secretname")
    entry = hang(cool, "Chiara", colour="green", at=NOON + timedelta(minutes=17))

    for who in (None, "Alba"):
        answer = get("/p/cool-schools/feed.atom", who)
        first = entries(answer)[0]
        assert say(first, "title") == "A green swing was hung"
        assert say(first, "id") == f"tag:localhost,2026-03-02:{cool.id}:{entry.position}"
        assert say(first, "updated") == "2026-03-02T12:00:00Z", "To the hour."
        assert "Secretname" not in answer.content.decode()


def test_a_program_that_has_it_is_told_so(cool):
    first = get("/p/cool-schools/feed.atom")
    again = get("/p/cool-schools/feed.atom", **{"If-None-Match": first["ETag"]})
    hang(cool)
    changed = get("/p/cool-schools/feed.atom", **{"If-None-Match": first["ETag"]})

    assert (first.status_code, again.status_code, changed.status_code) == (200, 304, 200)
    assert first["Last-Modified"] == "Mon, 02 Mar 2026 12:00:00 GMT"


def test_at_most_fifty_and_the_same_number_of_questions(cool, django_assert_max_num_queries):
    for n in range(60):
        hang(cool, colour=f"c{n}")

    with django_assert_max_num_queries(4):
        answer = client(None).get("/p/cool-schools/feed.atom")
    assert len(entries(answer)) == 50


def test_what_somebody_typed_is_text_in_a_feed_and_in_a_calendar(cool):
    row = Partnership.objects.get(pk=cool.id)
    row.name = "A <b>&\x0b\r\nATTENDEE:mailto:x@example.org"
    with projecting():
        row.save()
    hang(cool, until_on=DAY)

    feed, calendar = get("/p/cool-schools/feed.atom"), get("/p/cool-schools/calendar.ics")

    assert say(ElementTree.fromstring(feed.content), "title").startswith("A <b>&")
    assert not re.search(rb"^ATTENDEE", calendar.content, re.MULTILINE)


@pytest.mark.parametrize("path", ["/p/cool-schools/feed.atom", "/p/cool-schools/calendar.ics"])
def test_where_the_record_is_for_members_nothing_leaks_to_strangers(cool, path):
    for_members_only(cool)
    hang(cool, until_on=DAY, colour="mauve")

    for who in (None, "Farah"):
        answer = get(path, who)
        assert answer.status_code == 403
        assert b"mauve" not in answer.content
    member = get(path, "Chiara")
    assert member.status_code == 200
    assert member["Cache-Control"] == "private, no-store"


def test_her_own_feed_tells_what_concerns_her_and_nothing_else(cool):
    known_here(cool, "Farah")
    address = feeds.made(account("Farah"), Feed.Form.ATOM, at=NOON)
    assert entries(get(address)) == []

    hang(cool, "Farah", colour="green")
    hang(cool, "Chiara", colour="blue")

    [entry] = entries(get(address))
    assert say(entry, "title") == "Cool Schools: A green swing was hung"


def test_her_own_feed_obeys_what_she_may_see_now(cool):
    address = feeds.made(account("Chiara"), Feed.Form.ATOM, at=NOON)
    hang(cool, "Chiara", colour="secretive")
    for_members_only(cool)
    end_place(cool, "Chiara")

    body = get(address).content.decode()

    assert "secretive" not in body
    assert "Something that concerns you" in body
