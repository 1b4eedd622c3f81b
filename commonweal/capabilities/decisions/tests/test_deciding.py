"""Proposing, opening a ballot and casting, through the acts: what may be done, and what is refused by which clause."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from commonweal.acts.perform import Objected, Refused
from commonweal.acts.testing import NOON, Founded
from commonweal.capabilities.decisions import queries
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
