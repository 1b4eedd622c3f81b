"""Criteria 6.4 and 6.8, from decisions that were really taken."""

from __future__ import annotations

from typing import Any

from commonweal.acts.capability import Facts, Finding
from commonweal.acts.testing import NOON, Founded
from commonweal.capabilities.decisions.criteria import CRITERIA
from commonweal.capabilities.decisions.tests.arranging import WEEK, cast, closed, opened, proposed, said
from commonweal.partnerships.models import Decided

KNOWN = [{"kind": "community", "entries": [1]}]


def found(cool: Founded, id: str) -> Finding:
    criterion = next(one for one in CRITERIA if one.id == id)
    return criterion.evaluate(Facts(cool.id, NOON + WEEK), criterion)


def taken(cool: Founded, title: str, *, actual: str = "consult", **fields: Any) -> int:
    decision = proposed(cool, title=title, **{"knowledge": KNOWN, **fields})
    opened(cool, decision)
    for who in ("Alba", "Bruno"):
        cast(cool, decision, who, "yes")
    closed(cool, decision)
    if actual:
        told(cool, decision, actual)
    return decision


def told(cool: Founded, decision: int, actual: str) -> None:
    review = (NOON + 20 * WEEK).date().isoformat()
    fields = {"statement": said("So be it."), "actual": actual, "review_on": review, "at": NOON + WEEK}
    cool.given("decisions.state_outcome", decision=decision, **fields)


def test_nothing_decided_is_unknown(cool: Founded):
    assert [found(cool, id).status for id in ("6.4", "6.8")] == ["unknown", "unknown"]


def test_three_whole_decisions_meet_it(cool: Founded):
    for title in ("One", "Two"):
        taken(cool, title)
    assert found(cool, "6.4").status == "not_met"
    assert found(cool, "6.4").missing == ("It takes 1 decision more.",)
    taken(cool, "Three")

    assert found(cool, "6.4").status == "met"
    assert found(cool, "6.4").until is not None
    assert found(cool, "6.8").status == "met"


def test_what_a_decision_lacks_is_named(cool: Founded):
    taken(cool, "One", knowledge=[], actual="")

    missing = found(cool, "6.4").missing

    assert "“One” rests on nothing that is on the record." in missing
    assert "Tell the outcome of “One”." in missing
    assert found(cool, "6.8").missing == ("Tell the outcome of “One”, and how people took part.",)


def test_a_missed_recusal_makes_a_decision_invalid(cool: Founded):
    decisions = [taken(cool, title) for title in ("One", "Two", "Three", "Four")]
    declared = cool.given(
        "interests.declare",
        by=cool.bruno,
        subject="organisation",
        nature="contract",
        counterpart_org=cool.org("city"),
        matters=["general"],
        at=NOON + WEEK,
    ).position
    cool.given(
        "interests.report_missed",
        by=cool.chiara,
        decision=decisions[0],
        organisation=cool.org("company"),
        declaration=declared,
        reason=said("It sells the sails."),
        at=NOON + WEEK,
    )

    assert found(cool, "6.4").status == "not_met"
    assert found(cool, "6.4").missing == ("“One” is no longer valid: reopen it.",)
    cool.given("decisions.reopen", decision=decisions[0], reason=said("It sells the sails."), at=NOON + WEEK)
    assert found(cool, "6.4").status == "met"  # three are left, and what is decided anew begins unflagged
    opened(cool, decisions[0], at=NOON + WEEK)
    for who in ("Alba", "Chiara"):
        cast(cool, decisions[0], who, "yes", at=NOON + WEEK)
    closed(cool, decisions[0], at=NOON + 2 * WEEK)
    assert [row.flagged for row in Decided.objects.filter(decision=decisions[0]).order_by("entry")] == [True, False]


def test_less_of_a_say_than_promised_is_named(cool: Founded):
    taken(cool, "One", promised="collaborate", actual="inform")

    assert found(cool, "6.8").status == "not_met"
    assert found(cool, "6.8").missing == ("In “One” those affected had less of a say than promised.",)
