"""Calling, moving, opening, being there, closing: through the acts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pydantic import ValidationError

from commonweal.acts.perform import Objected, Refused
from commonweal.acts.testing import NOON, given, made, welcome
from commonweal.capabilities.meetings import queries
from commonweal.capabilities.meetings.tests.arranging import (
    DAY,
    HOUR,
    SAID,
    SOON,
    called,
    closed,
    held,
    here,
    now,
    opened,
    points,
)
from commonweal.kit.ids import new_id
from commonweal.partnerships.models import SeatPresence


def presence(cool):
    return {row.organisation: row.how for row in SeatPresence.objects.filter(partnership=cool.id)}


# ── Calling ───────────────────────────────────────────────────────────────────────────────────────


def test_a_meeting_is_called_with_its_agenda(cool):
    row = now(cool, called(cool)).row

    assert [each["title"] for each in row.agenda] == ["Roofs", "Water"]
    assert queries.phase_of(row) == "called"
    assert queries.upcoming(cool.id, at=NOON) == [row]
    assert queries.upcoming(cool.id, at=NOON, body="cellar") == []


def test_a_body_is_called_in_time_by_its_clause(cool):
    with pytest.raises(Refused, match=r"at least 3 days before. The earliest day is March 5, 2026. \(charter 6\.1\)"):
        called(cool, starts=NOON + 2 * DAY)
    called(cool, starts=NOON.replace(hour=8) + 3 * DAY)


@pytest.mark.parametrize("who", ["Emre", "Olga", "Farah"])
def test_who_may_not_is_refused_by_clause(cool, who):
    with pytest.raises(Refused, match=r"charter 6\.6"):
        called(cool, by=cool.farah if who == "Farah" else cool.actor(who))


def test_where_there_are_officers_they_lead_and_the_convener(cool):
    called(cool, by=cool.dina)
    cool.given("bodies.appoint", body="assembly", office="chair", person=cool.person("Bruno"))

    with pytest.raises(Refused, match=r"chair or the record keeper.*charter 6\.1"):
        called(cool, by=cool.dina)
    called(cool, by=cool.bruno)
    called(cool, by=cool.alba)


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"ends_at": SOON}, "after it begins"),
        ({"ends_at": SOON + 4 * DAY}, "three days at most"),
        ({"where": None}, "where the room is"),
        ({"address": None}, "from afar"),
        ({"agenda": points("A") + points("A")}, "twice"),
    ],
)
def test_what_a_meeting_lacks_is_said(cool, said, says):
    with pytest.raises(ValidationError, match=says):
        called(cool, **said)


@pytest.mark.parametrize(
    ("said", "says", "field"),
    [
        ({"body": "cellar"}, "no such body", "body"),
        ({"agenda": points("A", on="cellar")}, "does not decide that matter", "agenda"),
        ({"agenda": points("A", decision=1)}, "No decision was proposed there", "agenda"),
        ({"agenda": points("A", decision=9_999)}, "No decision was proposed there", "agenda"),
    ],
)
def test_what_does_not_fit_is_explained_at_its_field(cool, said, says, field):
    with pytest.raises(Objected, match=says) as objected:
        called(cool, **said)

    assert objected.value.objection.field == field


def test_a_meeting_is_called_once(cool):
    meeting = called(cool)
    with pytest.raises(Objected, match="called before"):
        called(cool, meeting=meeting)


# ── Moving and cancelling ─────────────────────────────────────────────────────────────────────────


def moved(cool, meeting, starts, *, at=NOON, **said):
    held = {"starts_at": starts, "ends_at": starts + HOUR, "how": "remote", "address": "+34 600 000 000", **said}
    return cool.given("meetings.reschedule", meeting=meeting, at=at, **held)


def test_a_moved_meeting_asks_anew_who_comes(cool):
    meeting = called(cool)
    cool.given("meetings.say_present", by=cool.bruno, meeting=meeting, how="room", expected=True)

    moved(cool, meeting, SOON + DAY)

    whole = now(cool, meeting)
    assert (whole.row.moved, whole.row.how, whole.row.where) == (1, "remote", "")
    assert whole.said_by(cool.person("Bruno")).said == ""


def test_to_another_hour_of_the_day_it_moves_freely_to_another_day_with_notice(cool):
    meeting = called(cool)
    eve = SOON - DAY

    moved(cool, meeting, SOON + HOUR, at=eve)
    with pytest.raises(Refused, match=r"charter 6\.1"):
        moved(cool, meeting, SOON + DAY, at=eve)


def test_a_cancelled_meeting_is_not_held(cool):
    meeting = called(cool)
    cool.given("meetings.cancel", meeting=meeting, reason=SAID)

    assert queries.phase_of(now(cool, meeting).row) == "cancelled"
    assert queries.upcoming(cool.id, at=NOON) == []
    assert [row.meeting_id for row in queries.past(cool.id, at=NOON)] == [meeting]
    for kind, said in (("open", {}), ("cancel", {"reason": SAID}), ("say_present", {"how": "room"})):
        with pytest.raises(Objected, match="does not take place"):
            cool.given(f"meetings.{kind}", meeting=meeting, at=SOON, **said)
    with pytest.raises(Objected, match="does not take place"):
        moved(cool, meeting, SOON + DAY)


def test_nothing_is_done_with_a_meeting_that_is_not_there(cool):
    for kind, said in (("open", {}), ("close", {}), ("say_present", {"how": "room"}), ("draft_minutes", {}),
                       ("settle_agenda", {"agenda": []}), ("note", {"words": SAID})):  # fmt: skip
        with pytest.raises(Objected, match="no such meeting"):
            cool.given(f"meetings.{kind}", meeting=new_id(), **said)


# ── The agenda ────────────────────────────────────────────────────────────────────────────────────


def test_everybody_suggests_and_whoever_leads_settles(cool):
    meeting = called(cool)
    (point,) = points("Trees")
    cool.given("meetings.suggest_item", by=cool.emre, meeting=meeting, **point)
    cool.given("bodies.appoint", body="assembly", office="chair", person=cool.person("Bruno"))

    with pytest.raises(Refused, match=r"charter 6\.1"):
        cool.given("meetings.settle_agenda", by=cool.dina, meeting=meeting, agenda=[point])
    cool.given("meetings.settle_agenda", by=cool.bruno, meeting=meeting, agenda=[point, *points("Roofs")])

    row = now(cool, meeting).row
    assert [each["title"] for each in row.agenda] == ["Trees", "Roofs"]
    assert row.suggestions[0]["person"] == cool.person("Emre")
    opened(cool, meeting)
    closed(cool, meeting)
    with pytest.raises(Objected, match="is over"):
        cool.given("meetings.settle_agenda", meeting=meeting, agenda=[], at=SOON + 2 * HOUR)


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
