"""What comes after a decision: its outcome, dissent, appeals and reopening; and that a replay tells the same."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commonweal.acts.perform import Objected, Refused
from commonweal.acts.replay import replay, tables
from commonweal.acts.testing import NOON, Founded
from commonweal.capabilities.decisions import queries, standing
from commonweal.capabilities.decisions.tests.arranging import (
    WEEK,
    cast,
    closed,
    opened,
    proposed,
    said,
    seat,
    voted,
)
from commonweal.partnerships.models import Decided
from commonweal.record import boxes

AFTER = NOON + WEEK
REVIEW = (NOON + 20 * WEEK).date().isoformat()


@pytest.fixture
def decided(cool: Founded) -> int:
    """A decision that was carried."""
    decision = proposed(cool, by=cool.emre)
    opened(cool, decision, by=cool.bruno)
    for who, choice in (("Alba", "yes"), ("Bruno", "no"), ("Chiara", "yes")):
        cast(cool, decision, who, choice)
    cool.given("decisions.close", by=cool.bruno, decision=decision, at=AFTER)
    return decision


def appeal(cool: Founded, decision: int, **fields: Any) -> int:
    fields = {"by": cool.chiara, "grounds": said("We were not heard."), "at": AFTER, **fields}
    return cool.given("decisions.appeal", decision=decision, **fields).position


def rows(cool: Founded) -> dict[str, list[dict[str, Any]]]:
    return {t.__name__: list(t.objects.filter(partnership=cool.id).order_by("pk").values()) for t in tables()}


def test_a_person_tells_the_outcome_and_what_follows(cool: Founded, decided: int):
    fields = {"decision": decided, "statement": said("Sails go up."), "actual": "involve", "review_on": REVIEW}
    actions = [{"what": said("Order them."), "organisation": cool.org("city"), "due_on": REVIEW}]
    with pytest.raises(Refused, match=r"charter 6\.3"):
        cool.given("decisions.state_outcome", by=cool.emre, at=AFTER, **fields)
    with pytest.raises(Objected, match="lies ahead"):
        cool.given("decisions.state_outcome", at=AFTER, **{**fields, "review_on": AFTER.date().isoformat()})

    cool.given("decisions.state_outcome", at=AFTER, actions=actions, **fields)

    row = queries.decision_with(cool.id, decided)
    assert (row.statement.text, row.actual, str(row.review_on)) == ("Sails go up.", "involve", REVIEW)
    assert [one.what.text for one in queries.actions_after(cool.id, decided)] == ["Order them."]
    assert str(Decided.objects.get(decision=decided).review_on) == REVIEW


def test_dissent_is_recorded_after_the_decision(cool: Founded):
    decision = proposed(cool)
    with pytest.raises(Objected, match="not decided yet"):
        cool.given("decisions.dissent", by=cool.bruno, decision=decision, says=said("Too dear."))
    opened(cool, decision)
    for who in ("Alba", "Chiara"):
        cast(cool, decision, who, "yes")
    closed(cool, decision)

    cool.given("decisions.dissent", by=cool.bruno, decision=decision, says=said("Too dear."), at=AFTER)

    assert [one.says.text for one in queries.dissents_from(cool.id, decision)] == ["Too dear."]


def test_an_appeal_is_ruled_on_by_somebody_else_and_reopens(cool: Founded, decided: int):
    made = appeal(cool, decided)
    with pytest.raises(Objected, match="appealed against this already"):
        appeal(cool, decided)
    rule = {"decision": decided, "appeal": made, "ruling": "upheld", "reason": said("True."), "at": AFTER}
    for actor in (cool.chiara, cool.bruno):  # who appealed, and who ran the ballot
        with pytest.raises(Refused, match=r"Somebody else rules.*6\.3"):
            cool.given("decisions.rule_on_appeal", by=actor, **rule)
    reopen = {"decision": decided, "reason": said("Heard."), "question": said("With the ngo?"), "at": AFTER}
    with pytest.raises(Objected, match="only after an appeal was upheld"):
        cool.given("decisions.reopen", **reopen)
    cool.given("decisions.rule_on_appeal", by=cool.dina, **rule)

    cool.given("decisions.reopen", **reopen)

    row = queries.decision_with(cool.id, decided)
    assert (row.stage, row.outcome, row.question.text) == ("discussion", "", "With the ngo?")
    assert Decided.objects.get(decision=decided).reopened_at == AFTER
    opened(cool, decided, at=AFTER)
    for who in ("Alba", "Bruno"):
        cast(cool, decided, who, "no", at=AFTER)
    closed(cool, decided, at=AFTER + WEEK)
    assert [one.outcome for one in queries.rounds_of(cool.id, decided)] == ["failed", "carried"]
    assert Decided.objects.filter(decision=decided, reopened_at=None).get().outcome == "failed"
    with pytest.raises(Objected, match="only after an appeal was upheld"):
        cool.given("decisions.reopen", **{**reopen, "at": AFTER + WEEK})


def test_an_appeal_that_is_rejected_changes_nothing(cool: Founded, decided: int):
    rule = {"decision": decided, "appeal": appeal(cool, decided), "ruling": "rejected", "reason": said("No.")}
    cool.given("decisions.rule_on_appeal", by=cool.dina, at=AFTER, **rule)
    with pytest.raises(Objected, match="ruled on already"):
        cool.given("decisions.rule_on_appeal", by=cool.dina, at=AFTER, **rule)

    with pytest.raises(Objected, match="only after an appeal was upheld"):
        cool.given("decisions.reopen", decision=decided, reason=said("Still."), at=AFTER)


def test_an_appeal_comes_within_the_days_of_the_charter(cool: Founded, decided: int):
    with pytest.raises(Objected, match="within 30 days"):
        appeal(cool, decided, at=AFTER + timedelta(days=31))
    with pytest.raises(Refused, match=r"charter 6\.3"):
        appeal(cool, decided, by=cool.farah)


def test_a_replay_gives_the_same_rows(cool: Founded, decided: int):
    cool.given("decisions.say_position", by=cool.dina, decision=proposed(cool), stance="against", says=said("No."))
    made = appeal(cool, decided)
    rule = {"appeal": made, "ruling": "upheld", "reason": said("True."), "at": AFTER}
    cool.given("decisions.rule_on_appeal", by=cool.dina, decision=decided, **rule)
    cool.given("decisions.reopen", decision=decided, reason=said("Heard."), at=AFTER)
    opened(cool, decided, at=AFTER)
    give = {"decision": decided, "seat": seat(cool, "Dina"), "to": cool.person("Alba"), "at": AFTER}
    cool.given("decisions.give_proxy", by=cool.dina, **give)
    before = rows(cool)

    replay(cool.id)

    assert rows(cool) == before


def test_the_box_holds_everything_that_was_counted(cool: Founded, decided: int):
    ballot = voted(cool, decided)

    lines = boxes.lines(cool.id, ballot.box)

    assert (len(lines), boxes.root_of_lines(lines).hex()) == (ballot.count, ballot.root)
    assert len(lines) == 5 + 3


def test_standing_costs_the_same_for_few_and_many_ballots(cool: Founded):
    decision = proposed(cool)
    opened(cool, decision)
    row = queries.decision_with(cool.id, decision)

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            standing.standing(row, at=NOON)
        return len(seen)

    cast(cool, decision, "Alba", "yes")
    one = asked()
    for who in ("Bruno", "Chiara", "Dina"):
        cast(cool, decision, who, "yes")

    assert asked() == one
    assert one <= 9
