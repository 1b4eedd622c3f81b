"""Decisions under each kind of rule, through the acts: what may be done, what is refused, what follows."""

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
    voted,
)

DAY = timedelta(days=1)


def outcome(cool: Founded, decision: int) -> str:
    return queries.decision_with(cool.id, decision).outcome


def objection(cool: Founded, decision: int, who: str = "Chiara", **fields: Any) -> int:
    said_ = {"decision": decision, "seat": seat(cool, who), "reason": said("It blocks the fire lane."), **fields}
    return cool.given("decisions.object", by=cool.actor(who), **said_).position


# ── Proposing ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"on": "weather"}, "on"),
        ({"on": "chair"}, "options"),
        ({"options": [{"code": "a", "title": said("A")}, {"code": "b", "title": said("B")}]}, "options"),
        ({"promised": "inform"}, "promised"),
        ({"concerns": ["a" * 26]}, "concerns"),
        ({"knowledge": [{"kind": "technical", "entries": [4000]}]}, "knowledge"),
        ({"review_on": NOON.date().isoformat()}, "review_on"),
    ],
)
def test_what_does_not_fit_is_said_at_its_field(cool: Founded, fields: dict[str, Any], field: str):
    with pytest.raises(Objected) as told:
        proposed(cool, **{"on": "general", **fields})

    assert told.value.objection.field == field


def test_everybody_who_takes_part_proposes_and_nobody_else(cool: Founded):
    decision = proposed(cool, by=cool.emre, knowledge=[{"kind": "experiential", "entries": [1], "says": said("Heat.")}])

    row = queries.decision_with(cool.id, decision)
    assert (row.person, row.matter, row.rule, row.about) == (cool.person("Emre"), "general", "majority", [1])
    for actor in (cool.olga, cool.farah):
        with pytest.raises(Refused, match=r"charter 6\.3"):
            proposed(cool, by=actor)


def test_a_change_is_taken_in_or_declined_by_whoever_proposed(cool: Founded):
    decision = proposed(cool, by=cool.emre)
    change = cool.given("decisions.propose_amendment", by=cool.bruno, decision=decision, text=said("By May.")).position
    settle = {"decision": decision, "amendment": change, "settled": "taken", "question": said("By May?")}
    with pytest.raises(Refused, match=r"charter 6\.3.*|Only whoever proposed"):
        cool.given("decisions.settle_amendment", by=cool.bruno, **settle)

    cool.given("decisions.settle_amendment", by=cool.emre, **settle)

    assert queries.decision_with(cool.id, decision).question.text == "By May?"
    assert queries.changes_to(cool.id, decision)[0].settled == "taken"
    with pytest.raises(Objected, match="settled already"):
        cool.given("decisions.settle_amendment", by=cool.emre, **settle)


def test_a_proposal_is_taken_back_before_its_ballot(cool: Founded):
    decision = proposed(cool)
    cool.given("decisions.withdraw", decision=decision, reason=said("Not needed."))

    with pytest.raises(Objected, match="taken back"):
        opened(cool, decision)


# ── Opening ───────────────────────────────────────────────────────────────────────────────────────


def test_notice_and_discussion_are_kept(cool: Founded):
    ruled(cool, majority={"notice_days": 3, "discussion_days": 2})
    decision = proposed(cool)
    with pytest.raises(Objected, match=r"3 days of notice.*2026-03-05.*clause 6\.2"):
        opened(cool, decision, at=NOON + 2 * DAY)
    change = cool.given("decisions.propose_amendment", decision=decision, text=said("May."), at=NOON + 2 * DAY).position
    taken = {"amendment": change, "settled": "taken", "question": said("By May?"), "at": NOON + 2 * DAY}
    cool.given("decisions.settle_amendment", decision=decision, **taken)
    with pytest.raises(Objected, match="2026-03-06"):
        opened(cool, decision, at=NOON + 3 * DAY)

    opened(cool, decision, at=NOON + 4 * DAY)
    with pytest.raises(Objected, match="opened before"):
        opened(cool, decision, at=NOON + 4 * DAY)


def test_the_house_fills_in_the_roll_whatever_it_is_told(cool: Founded):
    entry = opened(cool, proposed(cool), roll_count=99, roll_root="ab" * 32, box="a" * 26, rule="consent", secret=True)

    assert (entry.body["roll_count"], entry.body["rule"], entry.body["secret"]) == (5, "majority", False)
    assert entry.body["roll_root"] != "ab" * 32


# ── Casting ───────────────────────────────────────────────────────────────────────────────────────


def test_only_seats_vote_once_and_in_time(cool: Founded):
    decision = proposed(cool)
    with pytest.raises(Objected, match="not opened yet"):
        cast(cool, decision, "Alba", "yes")
    opened(cool, decision)
    with pytest.raises(Refused, match=r"You do not hold this seat.*6\.1"):
        cool.given("decisions.cast", by=cool.emre, decision=decision, seat=seat(cool, "Alba"), choice="yes")
    with pytest.raises(Refused, match=r"not on the roll.*6\.1"):
        cool.given("decisions.cast", by=cool.emre, decision=decision, seat="members.x", choice="yes")
    with pytest.raises(Objected, match="one of the answers"):
        cast(cool, decision, "Alba", "perhaps")
    cast(cool, decision, "Alba", "no")
    cast(cool, decision, "Alba", "yes")  # she thinks again
    with pytest.raises(Objected, match="time for this ballot is over"):
        cast(cool, decision, "Bruno", "yes", at=NOON + WEEK)

    ballots = queries.ballots_in(cool.id, voted(cool, decision).entry)
    assert [(one.choice, one.times) for one in ballots] == [("yes", 2)]


def test_a_ballot_is_closed_in_time_or_when_everybody_voted(cool: Founded):
    decision = proposed(cool)
    opened(cool, decision)
    for who in ("Alba", "Bruno", "Chiara"):
        cast(cool, decision, who, "yes")
    with pytest.raises(Objected, match="open until 2026-03-09"):
        closed(cool, decision, at=NOON)
    cast(cool, decision, "Dina", "no")

    closed(cool, decision, at=NOON)

    assert outcome(cool, decision) == "carried"
    with pytest.raises(Objected, match="closed and counted"):
        cast(cool, decision, "Dina", "yes")
    with pytest.raises(Objected, match="closed and counted"):
        closed(cool, decision)


def test_whoever_steps_back_has_no_ballot_and_no_part_in_the_quorum(cool: Founded):
    decision = proposed(cool)
    cool.given("interests.recuse", by=cool.bruno, subject="organisation", matters=["general"])
    opened(cool, decision)

    with pytest.raises(Refused, match=r"charter 6\.7"):
        cast(cool, decision, "Bruno", "no")
    cast(cool, decision, "Alba", "yes")
    cast(cool, decision, "Chiara", "yes")
    lines = closed(cool, decision).body["lines"]

    assert next(line for line in lines if line["code"] == "quorum")["of"] == 3
    assert outcome(cool, decision) == "carried"


def test_a_ballot_of_somebody_who_steps_back_meanwhile_is_set_aside(cool: Founded):
    decision = proposed(cool)
    opened(cool, decision)
    cast(cool, decision, "Alba", "yes")
    cast(cool, decision, "Bruno", "no")
    cast(cool, decision, "Chiara", "yes")
    entry = cool.given("interests.recuse", by=cool.bruno, subject="organisation", matters=["general"]).position

    lines = closed(cool, decision).body["lines"]

    assert {"code": "recused", "seat": seat(cool, "Bruno"), "entry": entry} in lines
    assert next(line for line in lines if line["code"] == "answers")["no"] == "0"


def test_a_proxy_votes_where_the_rule_lets_it_and_the_absent_member_has_the_last_word(cool: Founded):
    decision = proposed(cool)
    give = {"decision": decision, "seat": seat(cool, "Dina"), "to": cool.person("Alba")}
    money = proposed(cool, "money")
    with pytest.raises(Refused, match=r"lets nobody vote for somebody else.*6\.2"):
        cool.given("decisions.give_proxy", by=cool.dina, **{**give, "decision": money})
    with pytest.raises(Refused, match="somebody else who holds a seat"):
        cool.given("decisions.give_proxy", by=cool.dina, **{**give, "to": cool.person("Emre")})
    cool.given("decisions.give_proxy", by=cool.dina, **give)
    with pytest.raises(Refused, match="as many absent members"):
        cool.given("decisions.give_proxy", by=cool.chiara, **{**give, "seat": seat(cool, "Chiara")})
    opened(cool, decision)
    by_proxy = {"decision": decision, "seat": seat(cool, "Dina"), "for_absent": True}
    with pytest.raises(Refused, match="has not asked you"):
        cool.given("decisions.cast", by=cool.bruno, choice="no", **by_proxy)

    cool.given("decisions.cast", by=cool.alba, choice="yes", **by_proxy)

    ballot = queries.ballot_of(cool.id, voted(cool, decision).entry, seat(cool, "Dina"))
    assert ballot is not None
    assert (ballot.how, ballot.person) == ("proxy", cool.person("Alba"))
    cast(cool, decision, "Dina", "no")
    with pytest.raises(Objected, match="voted herself"):
        cool.given("decisions.cast", by=cool.alba, choice="yes", **by_proxy)


def test_paper_is_entered_by_whoever_keeps_the_record(cool: Founded):
    decision = proposed(cool)
    opened(cool, decision)
    paper = {"decision": decision, "seat": seat(cool, "Dina"), "choice": "yes", "scan": "ab" * 32}
    with pytest.raises(Refused, match=r"charter 6\.1"):
        cool.given("decisions.enter_paper", by=cool.bruno, **paper)

    cool.given("decisions.enter_paper", **paper)

    assert queries.ballots_in(cool.id, voted(cool, decision).entry)[0].how == "paper"
    cast(cool, decision, "Chiara", "yes")
    with pytest.raises(Objected, match="voted online"):
        cool.given("decisions.enter_paper", **{**paper, "seat": seat(cool, "Chiara")})


# ── Rules ─────────────────────────────────────────────────────────────────────────────────────────


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
