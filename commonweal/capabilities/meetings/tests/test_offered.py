"""What meetings offer to the rest of the house: criteria, tasks, the calendar, sheets; and who steps back."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.conf import settings
from icalendar import Calendar

from commonweal.acts.capability import Facts, Reader
from commonweal.acts.installed import capability_of, sheets
from commonweal.acts.testing import NOON, given, made
from commonweal.capabilities.meetings import attending
from commonweal.capabilities.meetings.sitting import quorums, sitting, to_decide
from commonweal.capabilities.meetings.tests.arranging import (
    DAY,
    HOUR,
    SAID,
    SOON,
    approved,
    called,
    drafted,
    held,
    here,
    opened,
    points,
)
from commonweal.partnerships.models import Decided, Recusal
from commonweal.partnerships.queries import digest_in_force
from commonweal.record.readmodel import projecting

CAPABILITY = capability_of("meetings.call")
CRITERIA = {criterion.id: criterion for criterion in CAPABILITY.criteria}


def finding(cool, id, *, at):
    return CRITERIA[id].evaluate(Facts(cool.id, at=at), CRITERIA[id])


def decided(cool, *, days):
    with projecting():
        Decided.objects.create(
            key=f"{cool.id}.d{days}",
            partnership=cool.id,
            decision=1,
            matter="money",
            body="assembly",
            rule="consent",
            outcome="carried",
            charter="0" * 64,
            entry=1,
            at=NOON,
            proposed_at=NOON - days * DAY,
        )


# ── Criterion 6.5 ─────────────────────────────────────────────────────────────────────────────────


def test_nobody_can_tell_before_anything_was_decided_and_minuted(cool):
    assert finding(cool, "6.5", at=NOON).status == "unknown"
    decided(cool, days=10)

    now = finding(cool, "6.5", at=NOON)

    assert now.status == "unknown"
    assert str(now.says) == "From proposal to decision it takes 10 days."
    assert [str(each) for each in now.missing] == ["No meeting was held yet."]


def test_minutes_that_are_owed_grow_late_by_themselves(cool):
    decided(cool, days=10)
    meeting = held(cool, "Alba", "Bruno")
    over = SOON + HOUR
    early = finding(cool, "6.5", at=over + 3 * DAY)
    assert early.status == "met"
    assert early.until == over + 21 * DAY

    late = finding(cool, "6.5", at=over + 22 * DAY)
    assert late.status == "not_met"
    assert "Half of the minutes take longer than 21 days" in str(late.missing[0])

    drafted(cool, meeting)
    approved(cool, meeting, "Alba", "Bruno", at=SOON + 5 * DAY)
    assert finding(cool, "6.5", at=over + 99 * DAY).status == "met"


def test_decisions_that_take_too_long_say_no(cool):
    decided(cool, days=61)
    assert finding(cool, "6.5", at=NOON).status == "not_met"
    decided(cool, days=1)
    assert finding(cool, "6.5", at=NOON).status == "unknown"  # the middle of both is 31 days


# ── Criterion 6.6 ─────────────────────────────────────────────────────────────────────────────────


def test_people_come_or_do_not(cool):
    assert finding(cool, "6.6", at=NOON).status == "unknown"
    held(cool, "Alba", "Bruno", "Chiara", "Dina")
    assert finding(cool, "6.6", at=SOON + DAY).status == "met"
    for n in range(1, 4):
        held(cool, "Alba", "Bruno", "Chiara", starts=SOON + n * DAY)

    now = finding(cool, "6.6", at=SOON + 9 * DAY)

    assert str(now.says).startswith("In the last 4 meetings, 81% of the seats were there.")
    assert now.status == "not_met"
    assert [str(each) for each in now.missing] == ["Universities: 25% of the seats were there, fewer than 50%."]
    assert len(now.used) == 4


def test_only_the_last_four_meetings_of_a_body_count(cool):
    for n in range(3):
        held(cool, "Alba", starts=SOON + n * DAY)
    for n in range(3, 7):
        held(cool, "Alba", "Bruno", "Chiara", "Dina", starts=SOON + n * DAY)

    assert finding(cool, "6.6", at=SOON + 9 * DAY).status == "met"


def test_a_gap_between_speaking_and_being_there_is_named(cool):
    meeting = held(cool, "Alba", "Bruno", "Chiara", "Dina")
    spoken = [{"group": "government", "seconds": 3000}, {"group": "company", "seconds": 600}]
    said = {"meeting": meeting, "by": "sector", "spoken": spoken}
    given(made("meetings.count_speaking", cool.id, **said), by=cool.alba, at=SOON + DAY)

    now = finding(cool, "6.6", at=SOON + DAY)

    assert now.status == "met"
    assert "Government spoke 83% of the time with 25% of the seats that were there." in str(now.says)
    assert "Companies" not in str(now.says)


def test_a_gap_between_proposing_and_sitting_is_counted():
    rows = [SimpleNamespace(organisation=org, sector=sector) for org, sector in (("a", "company"), ("b", "university"))]

    shares = {each.group: each for each in attending.proposing(["a", "a", "a", "b"], rows)}

    assert (shares["company"].spoke, shares["company"].present, shares["university"].gap) == (
        pytest.approx(0.75),
        pytest.approx(0.5),
        pytest.approx(0.25),
    )


# ── Quorum ────────────────────────────────────────────────────────────────────────────────────────


def test_who_steps_back_counts_neither_as_there_nor_as_entitled(cool):
    now = sitting(cool.id, "assembly", digest=digest(cool), at=NOON)
    with projecting():
        recusal = Recusal.objects.create(
            key=f"{cool.id}.r", partnership=cool.id, organisation=cool.org("company"), matter="money", interest=1,
            entry=2, since_at=NOON,
        )  # fmt: skip
    agenda = [{**points("Roofs")[0], "purpose": "decide", "on": "money", "decision": None, "concerns": []}]
    wanted = to_decide(now.charter, now.body, agenda)
    two = {f"members.{cool.org(org)}" for org in ("company", "ngo")}

    (with_her,) = quorums(now.seats, two, wanted, [])
    (without,) = quorums(now.seats, two, wanted, [recusal])

    assert (with_her["lines"][0]["there"], with_her["lines"][0]["of"], with_her["reached"]) == (2, 4, True)
    assert (without["lines"][0]["there"], without["lines"][0]["of"], without["reached"]) == (1, 3, False)
    assert without["recused"] == [{"seat": f"members.{cool.org('company')}", "entry": 2}]
    assert with_her["matters"] == ["money"]


def test_matters_with_the_same_quorum_are_told_once(cool):
    now = sitting(cool.id, "assembly", digest=digest(cool), at=NOON)

    told = quorums(now.seats, set(), to_decide(now.charter, now.body, []), [])

    assert [each["matters"] for each in told] == [
        ["general", "membership", "publication", "money", "data", "purpose", "chair"],
        ["charter"],
    ]


def digest(cool):

    return digest_in_force(cool.id)


# ── Tasks, calendar, sheets ───────────────────────────────────────────────────────────────────────


def tasks(cool, who, *, at=NOON):
    return [str(t.says) for t in CAPABILITY.tasks[0](Facts(cool.id, at=at), cool.actor(who, at=at), cool.slug)]


def test_tasks_are_for_those_who_can_do_them(cool):
    meeting = called(cool)
    come = ["Say whether you come: Assembly of partners, March 9, 2026"]
    assert tasks(cool, "Bruno") == come
    assert tasks(cool, "Emre") == tasks(cool, "Olga") == []
    cool.given("meetings.say_absent", by=cool.bruno, meeting=meeting)
    assert tasks(cool, "Bruno") == []
    opened(cool, meeting)
    here(cool, meeting, "Alba", "Bruno")
    action = {"what": "Paint", "organisation": cool.org("company"), "due_on": "2026-06-01"}
    cool.given("meetings.agree_action", meeting=meeting, at=SOON, **action)
    cool.given("meetings.close", meeting=meeting, at=SOON + HOUR)
    later = SOON + DAY

    assert tasks(cool, "Alba", at=later) == ["Draft the minutes: Assembly of partners, March 9, 2026"]
    drafted(cool, meeting)
    paint, read = "Do what was agreed: Paint", "Read and approve the minutes: Assembly of partners, March 9, 2026"
    assert tasks(cool, "Bruno", at=later) == [read, paint]
    assert tasks(cool, "Dina", at=later) == []
    approved(cool, meeting, "Bruno")
    assert tasks(cool, "Bruno", at=SOON + 3 * DAY) == [paint]


def event(cool, client, meeting):
    answer = client.get(f"/p/{cool.slug}/calendar.ics")
    found = Calendar.from_ical(answer.content).walk("VEVENT")
    return next(each for each in found if meeting in str(each["uid"]))


def test_a_meeting_stands_in_the_calendar_with_its_hours_and_moves_there(cool, client):
    meeting = called(cool)
    first = event(cool, client, meeting)
    assert (first.decoded("dtstart"), first.decoded("dtend")) == (SOON, SOON + 2 * HOUR)
    assert "Town hall" in str(first["location"])
    assert (int(first["sequence"]), str(first["status"]), str(first["transp"])) == (0, "CONFIRMED", "OPAQUE")

    starts = SOON + DAY
    moved = {"starts_at": starts, "ends_at": starts + HOUR, "how": "room", "where": "Library"}
    cool.given("meetings.reschedule", meeting=meeting, **moved)
    second = event(cool, client, meeting)
    assert (str(second["uid"]), second.decoded("dtstart"), int(second["sequence"])) == (str(first["uid"]), starts, 1)
    cool.given("meetings.cancel", meeting=meeting, reason=SAID)

    assert str(event(cool, client, meeting)["status"]) == "CANCELLED"
    assert settings.USE_TZ


@pytest.mark.parametrize("many", [1, 8])
def test_sheets_cost_the_same_for_few_and_many(cool, many, django_assert_max_num_queries):
    for n in range(many):
        meeting = held(cool, "Alba", "Bruno", starts=SOON + n * DAY)
        action = {"what": f"Paint {n}", "organisation": cool.org("company")}
        cool.given("meetings.agree_action", meeting=meeting, at=SOON + n * DAY + timedelta(hours=2), **action)
    reader = Reader(cool.id, cool.slug, cool.alba, NOON, names=True, exact=False)

    for name, count in (("meetings", many), ("presence", 4 * many), ("minutes", many), ("actions", many)):
        sheet = sheets()[name]
        with django_assert_max_num_queries(3):
            lines = sheet.rows(reader, 0, None)
        assert len(lines) == count
        assert all(len(line) == len(sheet.columns) for line in lines)
