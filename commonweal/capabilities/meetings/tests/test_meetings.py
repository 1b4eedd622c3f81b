"""Calling, moving, opening, being there, closing: through the acts."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from commonweal.acts.perform import Objected, Refused
from commonweal.acts.testing import NOON
from commonweal.capabilities.meetings import queries
from commonweal.capabilities.meetings.tests.arranging import (
    DAY,
    HOUR,
    SAID,
    SOON,
    called,
    closed,
    now,
    opened,
    points,
)
from commonweal.kit.ids import new_id

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
