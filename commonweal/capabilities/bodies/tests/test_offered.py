"""What bodies offer to the rest of the house: the criterion, tasks, days and sheets."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from commonweal.acts.capability import Facts, Reader
from commonweal.acts.installed import capability_of, sheets
from commonweal.acts.testing import NOON, admit, welcome
from commonweal.capabilities.bodies.tests.arranging import (
    appointed,
    designated,
    everybody_sits,
    in_force,
    three_bodies,
)

CAPABILITY = capability_of("bodies.designate")
DAYS = timedelta(days=1)


def finding(cool, *, at=NOON):
    (criterion,) = CAPABILITY.criteria
    assert criterion.id == "6.2"
    return criterion.evaluate(Facts(cool.id, at=at), criterion)


# ── Criterion 6.2 ─────────────────────────────────────────────────────────────────────────────────


def test_bodies_without_offices_say_no(cool):
    now = finding(cool)

    assert now.status == "not_met"
    assert [str(each) for each in now.missing] == [
        "Assembly of partners has nobody in this office: Chair.",
        "Assembly of partners has nobody in this office: Record keeper.",
    ]


def test_a_seat_may_be_empty_for_a_while_and_then_no_more(cool):
    appointed(cool, "chair", "Bruno", body="assembly")
    appointed(cool, "record_keeper", "Dina", body="assembly")

    now = finding(cool)
    assert (now.status, now.until) == ("met", NOON + 60 * DAYS)
    assert len(now.used) == 2
    assert finding(cool, at=NOON + 60 * DAYS - DAYS).status == "met"
    later = finding(cool, at=NOON + 60 * DAYS)
    assert later.status == "not_met"
    assert "too long (Families of the North Quarter)" in str(later.missing[0])


def test_it_is_met_when_everybody_sits_and_reopens_when_a_term_ends(cool):
    in_force(cool)
    assert finding(cool, at=NOON + 90 * DAYS).status == "not_met"
    everybody_sits(cool)

    now = finding(cool)

    assert now.status == "met"
    assert str(now.says) == "The seats of 3 bodies are filled, and each has its offices."
    later = finding(cool, at=now.until)
    assert later.status == "not_met"
    assert "the term of a seat has run out (Firms 1)" in str(later.missing[0])


def test_a_charter_says_otherwise_how_long_and_a_body_that_is_over_counts_no_more(cool):
    in_force(cool, three_bodies(cool, sunset_on=date(2026, 2, 1)))
    everything = finding(cool)

    assert not any("Steering" in str(each) for each in everything.missing)


# ── Tasks, days ───────────────────────────────────────────────────────────────────────────────────


def tasks(cool, actor, *, at=NOON):
    return [str(task.says) for task in CAPABILITY.tasks[0](Facts(cool.id, at=at), actor, cool.slug)]


def test_seats_and_offices_wait_for_those_who_may_fill_them(cool):
    in_force(cool)
    hers = tasks(cool, cool.alba)

    assert "Fill an office of “Steering”: Chair" in hers
    assert "Fill a seat of “Steering”: Residents 2" in hers
    assert "Fill a seat of “Steering”: City" in hers
    assert tasks(cool, cool.bruno) == []
    assert tasks(cool, cool.olga) == []
    assert tasks(cool, cool.farah) == []


def test_a_term_that_ends_is_told_to_its_holder_and_to_those_who_fill_it(cool):
    in_force(cool)
    everybody_sits(cool)
    last = NOON + timedelta(days=365)

    assert tasks(cool, cool.bruno, at=last - 61 * DAYS) == []
    assert tasks(cool, cool.bruno, at=last - 60 * DAYS) == [
        "Your term in “Steering” ends",
        "A term in “Steering” ends: Firms 2",
    ]
    assert "A term in “Steering” ends: Firms 1" in tasks(cool, cool.alba, at=last - 60 * DAYS)


def test_last_days_stand_in_the_calendar(cool):
    in_force(cool, three_bodies(cool, sunset_on=date(2027, 1, 1)))
    entry = designated(cool, "firms.1", "Bruno", org="company", until_on=date(2026, 12, 31))
    office = appointed(cool, "chair", "Bruno", until_on=date(2026, 6, 30))

    days = {day.key: day.on for day in CAPABILITY.dates[0](cool.id, cool.slug)}

    assert days == {
        "bodies.steering": date(2027, 1, 1),
        f"bodies.seat.{entry.position}": date(2026, 12, 31),
        f"bodies.office.{office.position}": date(2026, 6, 30),
    }


# ── Sheets ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("many", [1, 40])
def test_sheets_cost_the_same_for_few_and_many(cool, many, django_assert_max_num_queries):
    in_force(cool)
    for n in range(many):
        admit(cool, f"org{n}", f"Organisation {n}", "company")
        welcome(cool, f"P{n}", "representative", org=f"org{n}")
    designated(cool, "firms.1", "Bruno", org="company")
    appointed(cool, "chair", "Bruno")
    reader = Reader(cool.id, cool.slug, cool.alba, NOON, names=True, exact=False)

    for name, count in (("bodies", 3), ("seats", 13 + many), ("offices", 1)):
        sheet = sheets()[name]
        with django_assert_max_num_queries(8):
            lines = sheet.rows(reader, 0, None)
        assert len(lines) == count
        assert all(len(line) == len(sheet.columns) for line in lines)
    assert sheets()["seats"].rows(reader, 0, 2) == sheets()["seats"].rows(reader, 0, None)[:2]
