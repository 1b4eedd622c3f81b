"""Being there, for a seat or as a guest, by oneself or on a paper list; and who speaks: through the acts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pydantic import ValidationError

from commonweal.acts.perform import Objected
from commonweal.acts.testing import NOON, given, made, welcome
from commonweal.capabilities.meetings.tests.arranging import (
    DAY,
    HOUR,
    SOON,
    called,
    closed,
    held,
    here,
    now,
    opened,
)
from commonweal.partnerships.models import SeatPresence


def presence(cool):
    return {row.organisation: row.how for row in SeatPresence.objects.filter(partnership=cool.id)}


# ── Being there ───────────────────────────────────────────────────────────────────────────────────


def test_a_meeting_is_opened_at_its_time_and_closed_once(cool):
    meeting = called(cool)
    with pytest.raises(Objected, match="too early"):
        opened(cool, meeting, at=SOON - 2 * HOUR)
    with pytest.raises(Objected, match="not begun"):
        closed(cool, meeting)
    opened(cool, meeting, at=SOON - HOUR / 2)
    with pytest.raises(Objected, match="begun already"):
        opened(cool, meeting)
    closed(cool, meeting)
    with pytest.raises(Objected, match="is over"):
        closed(cool, meeting)


def test_one_says_before_that_one_comes_and_then_that_one_is_here(cool):
    meeting = called(cool)
    with pytest.raises(Objected, match="not begun yet"):
        here(cool, meeting, "Bruno", at=NOON)
    cool.given("meetings.say_present", by=cool.bruno, meeting=meeting, how="room", expected=True)
    cool.given("meetings.say_absent", by=cool.chiara, meeting=meeting, substitute=True)
    opened(cool, meeting)
    with pytest.raises(Objected, match="Say that you are here"):
        cool.given("meetings.say_present", by=cool.dina, meeting=meeting, how="room", expected=True, at=SOON)
    with pytest.raises(Objected, match="begun already"):
        cool.given("meetings.say_absent", by=cool.dina, meeting=meeting, at=SOON)
    here(cool, meeting, "Bruno")
    here(cool, meeting, "Dina", how="remote")
    closed(cool, meeting)

    assert presence(cool) == {
        cool.org("company"): "room",
        cool.org("university"): "remote",
        cool.org("ngo"): "excused",
        cool.org("city"): "absent",
    }
    with pytest.raises(Objected, match="Ask whoever keeps the record"):
        here(cool, meeting, "Alba", at=SOON + 2 * HOUR)


def test_a_seat_is_there_once_whoever_sits_in_it(cool):
    welcome(cool, "Sami", "substitute", org="company")
    meeting = called(cool)
    opened(cool, meeting)

    here(cool, meeting, "Sami")
    assert [row.person for row in now(cool, meeting).there] == [cool.person("Sami")]
    here(cool, meeting, "Bruno")

    whole = now(cool, meeting)
    assert [row.person for row in whole.there] == [cool.person("Bruno")]
    assert whole.present == {cool.person("Sami"), cool.person("Bruno")}
    here(cool, meeting, "Sami", how="remote")
    assert [row.person for row in now(cool, meeting).there] == [cool.person("Bruno")]


def test_who_holds_no_seat_is_there_as_a_guest(cool):
    meeting = called(cool)
    opened(cool, meeting)
    here(cool, meeting, "Olga", "Emre")

    whole = now(cool, meeting)
    assert whole.there == []
    assert whole.present == {cool.person("Olga"), cool.person("Emre")}


def record(cool, meeting, *seats, at=SOON, by=None):
    said = [{"seat": f"members.{cool.org(org)}", "how": how, **more} for org, how, more in seats]
    return cool.given("meetings.record_presence", by=by, meeting=meeting, seats=said, at=at)


def test_a_paper_list_is_entered_also_when_the_meeting_is_over(cool):
    meeting = held(cool, "Alba", "Bruno")
    row = now(cool, meeting).row
    assert (row.there, row.seats) == (2, 4)
    assert [each["reached"] for each in row.quorum] == [True, False]  # two thirds are needed for the charter

    record(cool, meeting, ("ngo", "paper", {}), ("university", "excused", {}), at=SOON + DAY)

    row = now(cool, meeting).row
    assert (row.there, row.seats) == (3, 4)
    assert all(each["reached"] for each in row.quorum)
    assert cool.person("Chiara") in now(cool, meeting).present


def test_what_was_recorded_wrongly_is_recorded_right(cool):
    welcome(cool, "Sami", "substitute", org="company")
    meeting = held(cool, "Alba", "Bruno")

    record(cool, meeting, ("company", "room", {"person": cool.person("Sami")}), at=SOON + DAY)

    whole = now(cool, meeting)
    assert cool.person("Bruno") not in whole.present
    assert cool.person("Sami") in whole.seated


@pytest.mark.parametrize(
    ("org", "more", "says"),
    [
        ("nobody", {}, "no such seat"),
        ("families", {}, "Nobody holds this seat"),
        ("company", {"person": "Farah"}, "holds no place"),
    ],
)
def test_presence_is_recorded_of_seats_that_are_held(cool, org, more, says):
    meeting = called(cool)
    opened(cool, meeting)
    more = {key: cool.person(who) for key, who in more.items()}

    with pytest.raises(Objected, match=says):
        record(cool, meeting, (org, "room", more))


def test_presence_is_not_recorded_before_the_meeting_nor_twice_in_one_act(cool):
    meeting = called(cool)
    with pytest.raises(Objected, match="not begun"):
        record(cool, meeting, ("company", "room", {}))
    with pytest.raises(ValidationError, match="named twice"):
        record(cool, meeting, ("company", "room", {}), ("company", "paper", {}))


# ── Speaking ──────────────────────────────────────────────────────────────────────────────────────


def test_time_is_counted_by_group_and_never_by_person(cool):
    meeting = held(cool, "Alba", "Bruno")
    later = SOON + timedelta(hours=3)

    def counted(by, **seconds):
        spoken = [{"group": group, "seconds": long} for group, long in seconds.items()]
        said = {"meeting": meeting, "by": by, "spoken": spoken}
        return given(made("meetings.count_speaking", cool.id, **said), by=cool.alba, at=later)

    counted("sector", government=600, company=60)

    assert now(cool, meeting).row.speaking["seconds"] == {"government": 600, "company": 60}
    with pytest.raises(Objected, match="Count for sectors"):
        counted("organisation", **{cool.person("Bruno"): 1})
