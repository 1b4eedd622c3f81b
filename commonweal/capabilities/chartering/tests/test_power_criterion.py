"""Criterion 6.3: no sector decides or stops a decision alone unless the charter says so, and quorums are in reach."""

from __future__ import annotations

from datetime import date, timedelta

from commonweal.acts.capability import Facts
from commonweal.acts.charters import ruled_by
from commonweal.acts.testing import NOON
from commonweal.capabilities.chartering.power_criteria import CRITERIA
from commonweal.capabilities.chartering.tests.test_power_pages import FIVE_OF_GOVERNMENT, ruled
from commonweal.charter.clauses import Charter
from commonweal.partnerships.models import Recusal, SeatPresence
from commonweal.record import reading
from commonweal.record.readmodel import projecting

(CRITERION,) = CRITERIA


def found(cool, at=NOON):
    return CRITERION.evaluate(Facts(cool.id, at), CRITERION)


def under(cool, seats, **rule):
    """Let a charter of one rule come into force with the last entry."""
    charter = Charter.model_validate({"edition": "own/1", "title": {"en": "Ours"}, "clauses": [ruled(seats, **rule)]})
    with projecting():
        ruled_by(charter, reading.entry_at(cool.id, reading.size(cool.id) - 1))


def test_the_interim_charter_meets_it_with_four_sectors(cool):
    finding = found(cool)

    assert finding.status == "met", finding.missing
    assert "4 rules" in finding.says
    assert finding.used


def test_a_sector_that_decides_alone_is_named_with_its_clause(cool):
    under(cool, FIVE_OF_GOVERNMENT)
    finding = found(cool)

    assert finding.status == "not_met"
    assert "Clause 3.1, Board" in finding.missing[0]
    assert "One sector can decide alone" in finding.missing[0]


def test_a_veto_says_so(cool):
    equal = [{**group, "count": 2} for group in FIVE_OF_GOVERNMENT]
    under(cool, [*equal, {"code": "com", "name": {"en": "R"}, "held_by": "community", "of": "All", "count": 3}],
          vetoes=[{"held_by": "sector", "of": "community"}])  # fmt: skip

    assert found(cool).status == "met"


def test_six_meetings_with_many_away_put_the_quorum_out_of_reach(cool):
    assert found(cool).status == "met"
    with projecting():
        for meeting in range(6):
            for n in range(4):
                SeatPresence.objects.create(
                    key=f"{cool.id}.{meeting}.{n}", partnership=cool.id, meeting=meeting, body="assembly",
                    seat=f"members.{n}", how="room" if n == 0 else "absent", entry=meeting,
                    held_at=NOON - timedelta(days=meeting + 1),
                )  # fmt: skip
    finding = found(cool)

    assert finding.status == "not_met"
    assert any("out of reach on a usual day" in says for says in finding.missing)
    assert {1, 2, 3} <= set(finding.used)


def test_recusals_are_taken_out_and_their_last_day_is_when_to_look_again(cool):
    with projecting():
        for n, name in enumerate(("city", "company", "ngo", "university", "families")):
            Recusal.objects.create(
                key=f"{cool.id}.r{n}", partnership=cool.id, organisation=cool.org(name), matter="general",
                interest=1, entry=2, since_at=NOON, until_on=date(2026, 5, 1),
            )  # fmt: skip
    finding = found(cool)

    assert finding.status == "not_met"
    assert finding.until is not None
    assert any("step back" in says for says in finding.missing)


def test_it_asks_few_questions(cool, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        assert found(cool).status == "met"
