"""Consent, double majorities, ties, advice and vetoes, through the acts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from commonweal.acts.perform import Objected, Refused
from commonweal.acts.testing import NOON, Founded
from commonweal.capabilities.decisions import arithmetic, queries, standing
from commonweal.capabilities.decisions.tests.arranging import (
    WEEK,
    cast,
    closed,
    opened,
    proposed,
    ruled,
    said,
    seat,
)

DAY = timedelta(days=1)


def outcome(cool: Founded, decision: int) -> str:
    return queries.decision_with(cool.id, decision).outcome


def objection(cool: Founded, decision: int, who: str = "Chiara", **fields: Any) -> int:
    said_ = {"decision": decision, "seat": seat(cool, who), "reason": said("It blocks the fire lane."), **fields}
    return cool.given("decisions.object", by=cool.actor(who), **said_).position


def test_consent_waits_until_the_objection_is_met(cool: Founded):
    decision = proposed(cool, "money")
    first = objection(cool, decision)
    with pytest.raises(Refused, match=r"hold a seat in the body.*6\.1"):
        cool.given("decisions.object", by=cool.emre, decision=decision, seat=seat(cool, "Dina"), reason=said("No."))
    integrate = {"decision": decision, "objection": first, "how": said("A lane stays free."), "question": said("New?")}
    cool.given("decisions.integrate_objection", **integrate)
    opened(cool, decision)
    second = objection(cool, decision, "Dina")
    for who in ("Alba", "Bruno", "Chiara"):
        cast(cool, decision, who, "yes")
    with pytest.raises(Objected, match="Object with a reason"):
        cast(cool, decision, "Dina", "no")
    with pytest.raises(Refused, match="whoever objected"):
        cool.given("decisions.withdraw_objection", by=cool.bruno, decision=decision, objection=second)

    now = standing.standing(queries.decision_with(cool.id, decision), at=NOON)
    assert {"code": "objections", "standing": 1, "entries": [second]} in now.lines
    cool.given("decisions.withdraw_objection", by=cool.dina, decision=decision, objection=second)
    closed(cool, decision)

    assert outcome(cool, decision) == "carried"


def test_a_double_majority_with_a_recusal(cool: Founded):
    tests = [{"over": "seats"}, {"over": "each_sector", "sectors": 3}]
    ruled(cool, majority={"tests": tests})
    cool.given("interests.recuse", by=cool.dina, subject="organisation", matters=["general"])
    decision = proposed(cool)
    opened(cool, decision)
    for who, choice in (("Alba", "yes"), ("Bruno", "yes"), ("Chiara", "yes")):
        cast(cool, decision, who, choice)

    lines = closed(cool, decision).body["lines"]

    assert next(line for line in lines if line["code"] == "sectors")["of"] == 3
    assert outcome(cool, decision) == "carried"


def test_the_chair_decides_where_votes_are_equal(cool: Founded):
    cool.given("bodies.appoint", body="assembly", office="chair", person=cool.person("Chiara"))
    decision = proposed(cool)
    opened(cool, decision)
    cast(cool, decision, "Alba", "yes")
    cast(cool, decision, "Bruno", "no")
    closed(cool, decision)
    assert (outcome(cool, decision), queries.decision_with(cool.id, decision).stage) == ("tied", "tied")
    choose = {"decision": decision, "choice": "yes", "reason": said("It is hot."), "at": NOON + WEEK}
    with pytest.raises(Refused, match=r"Only the chair.*6\.2"):
        cool.given("decisions.choose_tie", **choose)
    with pytest.raises(Objected, match="between those that are equal"):
        cool.given("decisions.choose_tie", by=cool.chiara, **{**choose, "choice": "abstain"})

    cool.given("decisions.choose_tie", by=cool.chiara, **choose)

    assert outcome(cool, decision) == "carried"
    with pytest.raises(Objected, match="left nothing open"):
        cool.given("decisions.choose_tie", by=cool.chiara, **choose)


def test_after_advice_whoever_proposed_decides(cool: Founded):
    ruled(cool, majority={"method": "advice", "tests": ()})
    decision = proposed(cool, by=cool.emre)
    opened(cool, decision)
    for who in ("Alba", "Bruno"):
        cast(cool, decision, who, "no")
    closed(cool, decision)
    choose = {"decision": decision, "choice": "yes", "reason": said("I heard you."), "at": NOON + WEEK}
    with pytest.raises(Refused, match=r"Whoever proposed this decides"):
        cool.given("decisions.choose_tie", **choose)

    cool.given("decisions.choose_tie", by=cool.emre, **choose)

    assert outcome(cool, decision) == "carried"


def test_a_veto_stops_what_would_be_carried_and_is_used_once_a_year(cool: Founded):
    ruled(cool, majority={"vetoes": [{"held_by": "sector", "of": "university", "yearly": 1}]})
    decision = proposed(cool)
    opened(cool, decision)
    veto = {"decision": decision, "reason": said("It breaks our rules.")}
    with pytest.raises(Refused, match=r"gives this seat no veto.*6\.2"):
        cool.given("decisions.veto", by=cool.bruno, seat=seat(cool, "Bruno"), **veto)
    cool.given("decisions.veto", by=cool.dina, seat=seat(cool, "Dina"), **veto)
    for who in ("Alba", "Bruno", "Chiara"):
        cast(cool, decision, who, "yes")
    closed(cool, decision)
    assert outcome(cool, decision) == "vetoed"
    other = proposed(cool)
    opened(cool, other)

    with pytest.raises(Refused, match=r"as often as the rule allows.*6\.2"):
        cool.given("decisions.veto", by=cool.dina, seat=seat(cool, "Dina"), **{**veto, "decision": other})


def test_too_few_decide_nothing(cool: Founded):
    decision = proposed(cool)
    opened(cool, decision)
    cast(cool, decision, "Alba", "yes")

    closed(cool, decision)

    assert outcome(cool, decision) == "no_quorum"


def test_every_line_has_a_sentence(cool: Founded):
    decision = proposed(cool)
    opened(cool, decision)
    for who in ("Alba", "Bruno"):
        cast(cool, decision, who, "yes")
    lines = closed(cool, decision).body["lines"]

    said_ = arithmetic.sentences_of(lines, arithmetic.Names())

    assert said_ == [
        "The body has 5 seats. 1 is empty. 4 may vote.",
        "2 ballots were counted, of 4 that could have come.",
        "Quorum: 2 of 4 are there; it takes at least 2. Reached.",
        "Yes: 2. No: 0. Abstained: 0.",
        "seats, of those who voted yes or no: 2 yes, 0 no. It takes more than 1, which is 1/2 of 2. Reached.",
        "Result: Carried.",
    ]
