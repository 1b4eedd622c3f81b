"""The criteria of step 1: unknown, not met and met; what they rest on, what they miss; at any past instant."""

from __future__ import annotations

from datetime import timedelta

import pytest

from commonweal.acts.capability import Facts
from commonweal.acts.testing import NOON
from commonweal.capabilities.fit.criteria import CRITERIA
from commonweal.capabilities.fit.tests.arranging import (
    decided,
    decision,
    goal,
    marks,
    opened,
    scored,
    scored_by_three,
)

BY_ID = {criterion.id: criterion for criterion in CRITERIA}
EVIDENCE = {"text": "The council voted for it on 3 February."}


def found(partnership, id, *, at=NOON, **changed):
    thresholds = {(id, name): (value, "9.1") for name, value in changed.items()}
    return BY_ID[id].evaluate(Facts(partnership.id, at=at, changed=thresholds), BY_ID[id])


def stated(partnership, condition, colour="green", **more):
    return partnership.given(
        "fit.state_condition", condition=condition, colour=colour, **{"says": EVIDENCE, **more}
    ).position


@pytest.mark.parametrize("id", sorted(BY_ID))
def test_nothing_recorded_is_unknown_and_says_what_to_do(cool, id):
    finding = found(cool, id)

    assert (finding.status, finding.used) == ("unknown", ())
    assert finding.missing


def test_a_whole_goal_meets_1_1(cool):
    cool.given("fit.name_goal", **goal(title="Shade", beneficiaries=None, results=()))
    assert found(cool, "1.1").status == "not_met"
    assert [str(m) for m in found(cool, "1.1").missing] == [
        "“Shade”: say who gains.",
        "“Shade”: sketch one result that can be measured.",
    ]

    whole = cool.given("fit.name_goal", **goal()).position

    finding = found(cool, "1.1")
    assert (finding.status, finding.used, finding.missing) == ("met", (whole,), ())
    assert found(cool, "1.1", goals="2").status == "not_met"


def test_a_goal_withdrawn_reopens_1_1(cool):
    position = cool.given("fit.name_goal", **goal()).position
    cool.given("fit.withdraw_goal", goal=position, at=NOON + timedelta(days=1))

    assert found(cool, "1.1").status == "met"
    assert found(cool, "1.1", at=NOON + timedelta(days=1)).status == "unknown"


def test_three_people_of_two_sectors_meet_1_2(cool):
    assessment = opened(cool)
    assert found(cool, "1.2").status == "unknown"
    one = scored(cool, assessment, by=cool.alba).position
    two = scored(cool, assessment, by=cool.bruno).position
    assert [str(m) for m in found(cool, "1.2").missing] == ["1 more person scores."]

    three = scored(cool, assessment, by=cool.chiara).position

    assert found(cool, "1.2").status == "met"
    assert found(cool, "1.2").used == (assessment, one, two, three)
    assert found(cool, "1.2", assessors="4", sectors="5").status == "not_met"
    assert len(found(cool, "1.2", assessors="4", sectors="5").missing) == 2


def test_too_much_left_open_does_not_meet_1_2(cool):
    assessment = scored_by_three(cool)
    scored(cool, assessment, by=cool.chiara, scores={**marks(), "alone": {"linked": None, "speed": None}})
    assert found(cool, "1.2").status == "met"  # 28 of 30 is 93 %

    scored(cool, assessment, by=cool.bruno, scores={**marks(), "alone": {"linked": None, "speed": None}})

    finding = found(cool, "1.2")
    assert finding.status == "not_met"  # 26 of 30 is 86 %
    assert "86 %" in str(finding.missing[0])


def test_alternatives_and_costs_meet_1_3(cool):
    assessment = opened(cool, alternatives=("alliance", "alone", "consult"))
    of = ("alliance", "alone", "consult")
    scored(cool, assessment, by=cool.alba, cost={}, scores={**marks(of=of), "alone": {"linked": 3, "speed": None}})
    assert [str(m) for m in found(cool, "1.3").missing] == [
        "1 more alternative is scored on every criterion.",
        "Somebody estimates the hours that collaborating takes.",
        "Somebody estimates the money that collaborating costs.",
    ]

    scored(cool, assessment, by=cool.bruno, scores=marks(of=of))

    assert found(cool, "1.3").status == "met"
    assert found(cool, "1.3", alternatives="3").status == "not_met"


def test_the_alliance_ahead_meets_1_4_and_equal_is_not_ahead(cool):
    assessment = scored_by_three(cool)
    assert found(cool, "1.4").status == "met"

    for person in (cool.alba, cool.bruno):
        scored(cool, assessment, by=person, scores={**marks(), "network": {"linked": 5, "speed": 5}})

    assert [str(m) for m in found(cool, "1.4").missing] == ["The alliance scores higher than “Network”.", *wide(cool)]


def wide(partnership):
    return [str(m) for m in found(partnership, "1.4").missing if str(m).startswith("Views differ")]


def test_a_wide_item_wants_a_note_for_1_4(cool):
    assessment = scored_by_three(cool)
    far = {**marks(), "alliance": {"linked": 5, "speed": 1}}
    scored(cool, assessment, by=cool.alba, scores=far)
    assert wide(cool) == ["Views differ on 1 item: talk about it and note what you found."]
    assert found(cool, "1.4", spread="2").status == "met"

    note = {"assessment": assessment, "alternative": "alliance", "criterion": "speed", "says": {"text": "Permits."}}
    entry = cool.given("fit.note", by=cool.dina, **note)

    finding = found(cool, "1.4")
    assert finding.status == "met"
    assert entry.position in finding.used


def test_every_condition_with_evidence_meets_1_5(cool):
    used = [stated(cool, condition) for condition in ("room", "sponsor", "time")]
    assert found(cool, "1.5").status == "unknown"
    assert [str(m) for m in found(cool, "1.5").missing] == ["Say how it stands with “Means”."]

    used.append(stated(cool, "resources", "amber", says=None, link="https://ribera.example/budget"))

    assert found(cool, "1.5").status == "met"
    assert found(cool, "1.5").used == tuple(used)


def test_red_stands_in_the_way_until_it_is_said_anew(cool):
    for condition in ("room", "sponsor", "time", "resources"):
        stated(cool, condition)
    stated(cool, "problem", "red")
    assert found(cool, "1.5").status == "not_met"

    stated(cool, "problem", at=NOON + timedelta(days=3))

    assert found(cool, "1.5", at=NOON + timedelta(days=2)).status == "not_met"
    assert found(cool, "1.5", at=NOON + timedelta(days=3)).status == "met"


def test_a_decision_with_all_declarations_meets_1_6(cool):
    assessment = decided(cool)

    finding = found(cool, "1.6")
    assert (finding.status, str(finding.says)) == ("met", "Decided: Proceed.")
    assert finding.used[0] == assessment


@pytest.mark.parametrize(
    ("interests", "missing"),
    [
        ([], ["Whoever decided says whether", "The sponsor says whether"]),
        ([("Alba", False)], ["The sponsor says whether"]),
        ([("city", False), ("Alba", None)], ["Whoever decided says whether"]),
        ([("city", False), ("Alba", False), ("Bruno", None)], ["Every other decider says whether"]),
    ],
)
def test_a_declaration_that_misses_keeps_1_6_open(cool, interests, missing):
    assessment = scored_by_three(cool)
    cool.given("fit.close_assessment", assessment=assessment)
    said = [
        {"organisation": cool.org(who), "interest": interest}
        if who == "city"
        else {"person": cool.person(who), "interest": interest}
        for who, interest in interests
    ]

    cool.given("fit.decide", **decision(cool, assessment, interests=said))

    finding = found(cool, "1.6")
    assert finding.status == "not_met"
    assert [str(m)[: len(wanted)] for m, wanted in zip(finding.missing, missing, strict=True)] == missing


def test_reopening_takes_the_decision_away(cool):
    assessment = decided(cool)

    cool.given("fit.reopen", assessment=assessment, reason={"text": "It rained."}, at=NOON + timedelta(days=9))

    assert found(cool, "1.6").status == "met"
    assert found(cool, "1.6", at=NOON + timedelta(days=9)).status == "unknown"


def test_a_sponsor_that_leaves_reopens_1_6(cool):
    decided(cool)

    left = cool.given("membership.leave", organisation=cool.org("city"), at=NOON + timedelta(days=30)).position

    finding = found(cool, "1.6", at=NOON + timedelta(days=30))
    assert finding.status == "not_met"
    assert left in finding.used
    assert found(cool, "1.6").status == "met"


def test_all_criteria_of_the_step_take_five_questions(cool, django_assert_num_queries):
    decided(cool)
    facts = Facts(cool.id, at=NOON)

    with django_assert_num_queries(5):
        for criterion in CRITERIA:
            criterion.evaluate(facts, criterion)
