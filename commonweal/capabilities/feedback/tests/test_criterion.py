"""Criterion 7.3, the home page, tasks and notices."""

from __future__ import annotations

import pytest

from commonweal.acts.capability import Facts
from commonweal.acts.installed import capability_of
from commonweal.acts.kept import kept
from commonweal.acts.testing import NOON, founded
from commonweal.capabilities.feedback import offered, queries
from commonweal.capabilities.feedback.criteria import CRITERIA
from commonweal.capabilities.feedback.tests.arranging import DAY, asked, said, told

(HEARD_BACK,) = CRITERIA


@pytest.fixture
def ten(db):
    """Ten statements by Emre."""

    def arranged():
        cool = founded()
        talk = asked(cool)
        return cool, tuple(said(cool, talk, f"Tree {n}.") for n in range(10))

    return kept("feedback.ten", arranged)


@pytest.fixture
def cool(ten):
    return ten[0]


def found(cool, at=NOON):
    return HEARD_BACK.evaluate(Facts(cool.id, at), HEARD_BACK)


def concerned_by(entry):
    return [*capability_of(entry.kind).concerns[entry.kind](entry)]


def test_its_thresholds_are_those_of_the_mission():
    assert {name: str(value) for name, value in HEARD_BACK.thresholds.items()} == {
        "acknowledged": "0.9",
        "closed": "0.8",
    }


def test_nothing_given_is_unknown(db):
    assert found(founded()).status == "unknown"


def test_what_is_within_its_days_counts_on_no_side(ten):
    cool, _about = ten
    finding = found(cool)

    assert (finding.status, finding.until) == ("unknown", NOON + 14 * DAY)


def test_nine_of_ten_acknowledged_and_eight_closed_are_enough(ten):
    cool, about = ten
    told(cool, "acknowledge", *about[:9], at=NOON + DAY)
    told(cool, "answer", *about[:9], at=NOON + 2 * DAY)
    told(cool, "state_effect", *about[:8], at=NOON + 3 * DAY)

    assert found(cool, NOON + 15 * DAY).status == "met"
    late = found(cool, NOON + 200 * DAY)
    assert (late.status, str(late.says)) == (
        "met",
        "Acknowledged in time: 9 of 10. Answered with what came of it: 8 of 10 that are due.",
    )


def test_one_less_is_not(ten):
    cool, about = ten
    told(cool, "answer", *about[:9], at=NOON + DAY)
    told(cool, "state_effect", *about[:7], at=NOON + DAY)

    assert found(cool, NOON + DAY).status == "met"
    assert found(cool, NOON + 200 * DAY).status == "not_met"


def test_what_is_acknowledged_too_late_does_not_count(ten):
    cool, about = ten
    told(cool, "answer", *about, outcome="already_so", at=NOON + 15 * DAY)

    finding = found(cool, NOON + 15 * DAY)
    assert finding.status == "not_met"
    assert "Acknowledge what comes in within its days." in map(str, finding.missing)


def test_whoever_gave_is_told_and_nobody_else(ten):
    cool, about = ten
    answer = told(cool, "answer", *about)

    assert concerned_by(answer) == [cool.person("Emre")]
    assert concerned_by(told(cool, "hand_over", about[0], owner=cool.person("Bruno"))) == [cool.person("Bruno")]
    (reply,) = capability_of("feedback.answer").answers["feedback.answer"](answer, cool.emre)
    assert (reply.kind, reply.cites) == ("messages.write", (answer.position,))


def test_an_owner_has_one_task_for_however_many(ten):
    cool, about = ten
    told(cool, "hand_over", about[0], owner=cool.person("Bruno"))
    late = Facts(cool.id, NOON + 20 * DAY)

    (hers,) = offered.waits(late, cool.alba, cool.slug)
    (his,) = offered.waits(late, cool.bruno, cool.slug)
    assert (str(hers.says), hers.due_at) == ("Say that 9 contributions arrived", NOON + 14 * DAY)
    assert str(his.says) == "Say that 1 contribution arrived"
    assert not list(offered.waits(late, cool.emre, cool.slug))
    assert not list(offered.waits(Facts(cool.id, NOON), cool.alba, cool.slug))


def test_home_tells_how_much_came_back(ten, seen_by, django_assert_max_num_queries):
    cool, about = ten
    told(cool, "answer", *about[:4], outcome="already_so")

    emre = seen_by("Emre")
    emre.get(f"/p/{cool.slug}/")
    with django_assert_max_num_queries(10):
        page = emre.get(f"/p/{cool.slug}/").content.decode()

    assert "10 contributions since" in page
    assert 'Acknowledged in time: <b class="num">4</b> of 4.' in page


def test_home_costs_no_more_once_a_day_has_passed(ten, seen_by, time_machine, django_assert_max_num_queries):
    cool, _about = ten
    cool.given("fit.name_goal", title="Shade")
    time_machine.move_to(NOON + 15 * DAY, tick=False)
    emre = seen_by("Emre")
    emre.get(f"/p/{cool.slug}/")
    with django_assert_max_num_queries(10):
        page = emre.get(f"/p/{cool.slug}/").content.decode()

    assert 'Acknowledged in time: <b class="num">0</b> of 10.' in page


def test_the_closure_costs_one_question(ten, django_assert_num_queries):
    cool, _about = ten
    with django_assert_num_queries(1):
        assert queries.closure(cool.id, at=NOON).given == 10
