"""A decision rests on the scores as they are, names a sponsor, and ends when the assessment is reopened."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from commonweal.acts.perform import Objected, Refused
from commonweal.acts.testing import made
from commonweal.capabilities.fit.queries import decisions, models_chosen
from commonweal.capabilities.fit.tests.arranging import (
    as_it_stands,
    decided,
    decision,
    marks,
    opened,
    scored,
    scored_by_three,
)


@pytest.fixture
def closed(cool) -> int:
    """An assessment that three people scored and that is closed."""
    assessment = scored_by_three(cool)
    cool.given("fit.close_assessment", assessment=assessment)
    return assessment


def test_a_decision_carries_the_figures_on_which_it_rests(cool, closed):
    entry = cool.given("fit.decide", **decision(cool, closed))

    assert entry.body["medians"] == {"alliance": "5", "alone": "2", "consult": "2", "contract": "2", "network": "2"}
    assert entry.body["assessors"] == "3"
    assert [c.entry for c in entry.cites] == [s.entry for s in as_it_stands(cool, closed).scores]
    (row,) = decisions(cool.id)
    assert (row.outcome, row.sponsor, str(row.reason)) == (
        "proceed",
        cool.org("city"),
        "Nobody can cool a yard alone.",
    )


@pytest.mark.parametrize("outcome", ["smaller", "not"])
def test_no_is_a_good_result(cool, closed, outcome):
    cool.given("fit.decide", **decision(cool, closed, outcome=outcome, instead="consult"))

    (row,) = decisions(cool.id)
    assert (row.outcome, row.instead) == (outcome, "consult")


@pytest.mark.parametrize(
    "changes",
    [{"medians": {"alliance": "4"}}, {"assessors": "2"}, {"cites": []}],
)
def test_figures_that_are_not_those_of_the_scores_are_not_taken(cool, closed, changes):
    with pytest.raises(Objected, match="scores have changed"):
        cool.given("fit.decide", **decision(cool, closed, **changes))


def test_nothing_is_decided_without_scores(cool):
    assessment = opened(cool)

    with pytest.raises(Objected, match="Nobody has scored yet"):
        cool.given("fit.decide", **decision(cool, assessment))


def test_nothing_is_decided_while_scores_may_change(cool):
    assessment = scored_by_three(cool)

    with pytest.raises(Objected, match="Close the assessment first"):
        cool.given("fit.decide", **decision(cool, assessment))


def test_it_is_decided_once_until_it_is_reopened(cool, closed):
    cool.given("fit.decide", **decision(cool, closed))
    with pytest.raises(Objected, match="It is decided"):
        cool.given("fit.decide", **decision(cool, closed))

    cool.given("fit.reopen", assessment=closed, reason={"text": "The company has left."})
    scored(cool, closed, by=cool.bruno, scores=marks(alliance=1))
    cool.given("fit.close_assessment", assessment=closed)
    cool.given("fit.decide", **decision(cool, closed, outcome="not"))

    assert [(row.outcome, row.ended_at is None) for row in decisions(cool.id)] == [("not", True), ("proceed", False)]


def test_the_sponsor_is_a_member(cool, closed):
    with pytest.raises(Objected) as objected:
        cool.given("fit.decide", **decision(cool, closed, sponsor=cool.org("nobody")))

    assert objected.value.objection.field == "sponsor"


def test_deciders_take_part_and_declare_once(cool, closed):
    stranger = [{"person": cool.person("Farah"), "interest": False}]
    twice = [{"person": cool.person("Alba"), "interest": False}] * 2

    for interests in (stranger, twice):
        with pytest.raises(Objected) as objected:
            cool.given("fit.decide", **decision(cool, closed, interests=interests))
        assert objected.value.objection.field == "interests"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"instead": "alliance", "outcome": "smaller"}, "instead"),
        ({"instead": "alone"}, "instead"),
        ({"interests": [{"person": "a" * 26, "interest": True}]}, "interests"),
        ({"interests": [{"interest": True}]}, "interests"),
        ({"medians": {"alliance": "4.5"}}, "medians"),
        ({"outcome": "perhaps"}, "outcome"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(changes, field):
    said = {
        "assessment": 3,
        "outcome": "proceed",
        "sponsor": "a" * 26,
        "reason": {"text": "Because."},
        "medians": {"alliance": "9/2"},
        "assessors": "3",
        **changes,
    }

    with pytest.raises(ValidationError) as invalid:
        made("fit.decide", "a" * 26, **said)

    assert {error["loc"][0] for error in invalid.value.errors()} == {field}


def test_a_participant_does_not_decide(cool, closed):
    with pytest.raises(Refused, match=r"charter 2\.5"):
        cool.given("fit.decide", by=cool.emre, **decision(cool, closed))

    assert decisions(cool.id) == []


def test_a_choice_of_models_takes_the_place_of_the_one_before(cool):
    decided(cool)
    cool.given("fit.choose_models", models=("consortium",))

    cool.given("fit.choose_models", models=("consortium", "co_design_lab"), reason={"text": "Pupils draw the yards."})

    row = models_chosen(cool.id)
    assert row is not None
    assert (row.models_chosen, str(row.reason)) == (["co_design_lab", "consortium"], "Pupils draw the yards.")
