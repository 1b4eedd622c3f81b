"""A decision from the proposal to its outcome, under the interim charter."""

from __future__ import annotations

from commonweal.acts.replay import replay
from commonweal.acts.testing import NOON, Founded
from commonweal.capabilities.decisions import queries
from commonweal.capabilities.decisions.tests.arranging import WEEK, cast, closed, opened, proposed, said
from commonweal.partnerships.models import Decided


def test_more_yes_than_no_carries(cool: Founded):
    decision = proposed(cool)
    opened(cool, decision)
    for who, choice in [("Alba", "yes"), ("Bruno", "no"), ("Chiara", "yes")]:
        cast(cool, decision, who, choice)
    entry = closed(cool, decision)

    assert entry.body["outcome"] == "carried"
    row = queries.decision_with(cool.id, decision)
    assert (row.stage, row.outcome, row.body, row.rule) == ("closed", "carried", "assembly", "majority")
    assert Decided.objects.get(decision=decision).outcome == "carried"
    tests = [line for line in entry.body["lines"] if line["code"] == "test"]
    assert tests[0]["yes"] == "2"
    assert tests[0]["base"] == "3"
    cool.given(
        "decisions.state_outcome",
        decision=decision,
        statement=said("Shade sails go up."),
        actual="involve",
        review_on=(NOON + 20 * WEEK).date().isoformat(),
        actions=[{"what": said("Order the sails."), "organisation": cool.org("city")}],
        at=NOON + WEEK,
    )
    before = list(queries.rounds_of(cool.id, decision))
    replay(cool.id)
    assert [row.lines for row in queries.rounds_of(cool.id, decision)] == [row.lines for row in before]
