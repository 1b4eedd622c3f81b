"""The mail of the day: one at most, only what is unread, by partnership and topic."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commonweal.acts.testing import NOON, account, founded
from commonweal.notices.digest import digest_of
from commonweal.notices.models import Hours, Marker, Outgoing
from commonweal.notices.parts import SHOWN, shared
from commonweal.notices.saying import standings, tasks_of
from commonweal.notices.settling import hours_of
from commonweal.notices.tests.conftest import awake, client, hang, letters, minutes
from commonweal.notices.ticking import tick
from commonweal.notices.topics import choose
from commonweal.people.seen import mark_seen
from commonweal.record import reading

MORNING = NOON + timedelta(hours=19)
"""Seven in the morning of the next day, UTC: when digests come where nobody said otherwise."""


def goal(cool, title, at=NOON):
    return cool.given("fit.name_goal", by=cool.bruno, title=title, at=at)


def digests(who):
    return [letter for letter in letters(who) if "at most once a day" in letter.body]


def test_what_was_done_comes_the_next_morning_and_once(cool):
    goal(cool, "Shade in the yard")

    tick(at=MORNING - minutes(1))
    assert digests("Chiara") == []
    for minute in range(0, 24 * 60, 7):
        tick(at=MORNING + minutes(minute))

    [letter] = digests("Chiara")
    assert letter.subject == "Cool Schools, March 3, 2026"
    assert "Fit" in letter.body
    assert "goal" in letter.body


def test_where_nothing_is_unread_no_mail_comes(cool):
    tick(at=MORNING)
    assert digests("Chiara"), "The first one tells of the founding week."

    tick(at=MORNING + timedelta(days=1))
    tick(at=MORNING + timedelta(days=2))

    assert len(digests("Chiara")) == 1


def test_what_a_digest_told_it_does_not_tell_again(cool):
    goal(cool, "Parasols")
    tick(at=MORNING)
    goal(cool, "Water", at=MORNING + minutes(5))
    tick(at=MORNING + timedelta(days=1))

    second = digests("Chiara")[1]

    assert "Parasols" not in second.body
    assert second.body.count("\n\nFit\n\n* ") == 1


def test_what_she_said_that_she_has_read_comes_no_more(cool):
    awake("Chiara")
    goal(cool, "Shade")
    mark_seen(account("Chiara"), partnership=cool.id, position=reading.size(cool.id), at=NOON)

    tick(at=MORNING)

    assert digests("Chiara") == []


def test_what_came_at_once_is_not_told_again(cool):
    hang(cool, "Chiara", colour="violet")
    tick(at=NOON)
    tick(at=MORNING)

    assert all(
        "violet" not in letter.body.partition("\nWaits")[0] for letter in digests("Chiara") if "Push" not in letter.body
    )
    assert "A violet swing was hung" not in digests("Chiara")[0].body


def test_what_she_did_herself_and_what_she_does_not_want_is_left_out(cool):
    awake("Bruno")
    choose(account("Bruno"), "membership", "never")
    choose(account("Bruno"), "founding", "never")
    goal(cool, "Shade")

    tick(at=MORNING)

    assert digests("Bruno") == []


def test_a_topic_that_is_wanted_at_once_does_not_come_daily_too(cool):
    choose(account("Chiara"), "fit", "once")
    goal(cool, "Shade")

    assert all(group.label != "Fit" for part in _digest("Chiara").parts for group in part.groups)


def test_tasks_come_first_those_that_end_soonest_at_the_top(cool):
    for days, colour in ((9, "late"), (2, "soon"), (None, "never")):
        until = NOON.date() + timedelta(days=days) if days else None
        hang(cool, by="Emre", colour=colour, until_on=until)

    [part] = _digest("Chiara").parts
    waiting = [task.says for task in tasks_of(standings(account("Chiara"), at=NOON)[0]) if "Push" in str(task.says)]

    assert part.groups[0].label == "Waits for you"
    assert waiting == ["Push the soon swing", "Push the late swing", "Push the never swing"]
    assert part.groups[0].lines[0].says == "Push the soon swing"


@pytest.mark.parametrize(
    ("wanted", "shares"),
    [([3, 4], [3, 4]), ([90, 2, 1], [17, 2, 1]), ([30, 30, 30], [7, 7, 6]), ([], []), ([50], [20])],
)
def test_a_loud_topic_does_not_drown_the_quiet_ones(wanted, shares):
    assert shared(wanted, most=SHOWN) == shares


def test_at_most_twenty_lines_and_how_many_more(cool):
    for n in range(30):
        goal(cool, f"Goal {n}")
    tick(at=MORNING)

    letter = digests("Chiara")[0]

    assert letter.body.count("\n* ") == SHOWN
    assert "more" in letter.body


def test_something_that_ends_within_a_day_is_worth_a_mail(cool):
    tick(at=MORNING)
    hang(cool, by="Chiara", until_on=(MORNING + timedelta(days=1)).date(), at=MORNING)

    tick(at=MORNING + timedelta(days=1))

    assert "Push the red swing" in digests("Chiara")[-1].body


def test_by_partnership(cool):
    quiet = founded("Quiet Streets")
    goal(cool, "Shade")
    goal(quiet, "Silence")

    tick(at=MORNING)

    [letter] = digests("Chiara")
    assert letter.subject == "Your partnerships, March 3, 2026"
    assert letter.body.index("Cool Schools") < letter.body.index("Quiet Streets")


def test_a_day_that_was_missed_is_made_up_for_once(cool):
    goal(cool, "Shade")

    tick(at=MORNING + timedelta(days=3, hours=5))
    tick(at=MORNING + timedelta(days=3, hours=6))

    assert len(digests("Chiara")) == 1


def test_her_own_hour_her_own_zone_and_no_weekends(cool):
    mine = awake("Chiara", zone="Asia/Tokyo", digest_at=time(18), weekends=False, digest_on=date(2026, 3, 6))
    goal(cool, "Shade")
    Hours.objects.filter(pk=mine.pk).update(digest_next=NOON)

    tick(at=NOON + timedelta(days=5))  # Saturday evening in Tokyo
    assert digests("Chiara") == []
    assert Hours.objects.get(pk=mine.pk).digest_next.isoformat() == "2026-03-09T09:00:00+00:00"


def test_of_two_ticks_at_once_one_writes(cool):
    goal(cool, "Shade")
    tick(at=MORNING)
    before = Outgoing.objects.count()
    Hours.objects.update(digest_next=MORNING)  # as the other tick still read it

    tick(at=MORNING)

    assert Outgoing.objects.count() == before


def test_the_page_shows_it_beforehand_and_reads_nothing(cool, time_machine):
    goal(cool, "Shade")
    page = client("Chiara").get("/mine/digest/").content.decode()

    assert "Cool Schools, March 2, 2026" in page
    assert "goal" in page
    assert not Marker.objects.exists()
    tick(at=MORNING)
    assert len(digests("Chiara")) == 1


@pytest.mark.parametrize("address", ["/mine/digest/", "/mine/notices/list/"])
def test_a_page_costs_the_same_for_few_and_for_many(cool, address):
    counts = []
    for many in (1, 60):
        for n in range(many):
            hang(cool, "Chiara", colour=f"c{n}")
        cache.clear()
        browser = client("Chiara")
        browser.get(address)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert browser.get(address).status_code == 200
        counts.append(len(asked))

    assert counts[0] == counts[1]
    assert counts[0] <= (12 + len(_asked_by_hooks()) if "digest" in address else 8)


def _asked_by_hooks():
    """What the capabilities ask to say what waits: each its own few questions."""
    here = standings(account("Chiara"), at=NOON)[0]
    with CaptureQueriesContext(connection) as asked:
        tasks_of(here)
    return asked


def _digest(who):
    return digest_of(hours_of(account(who), at=NOON), at=NOON)
