"""Decisions as tests arrange them: by acting."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from commonweal.acts.charters import ruled_by
from commonweal.acts.testing import NOON, Founded
from commonweal.capabilities.decisions import queries
from commonweal.charter.interim import interim_charter
from commonweal.charter.rules import DecisionRule
from commonweal.partnerships.actors import Actor
from commonweal.record import reading
from commonweal.record.entry import Entry
from commonweal.record.readmodel import projecting

WEEK = timedelta(days=7)
WORDS = {"text": "Shall shade sails be put up in twelve school yards before June?", "lang": "en"}


def said(text: str) -> dict[str, str]:
    """Return words in English."""
    return {"text": text, "lang": "en"}


def proposed(cool: Founded, on: str = "general", *, by: Actor | None = None, at: datetime = NOON, **said_: Any) -> int:
    """Propose something and return the entry by which the decision is known."""
    fields = {"title": "Shade before June", "question": WORDS, "promised": "consult", **said_}
    return cool.given("decisions.propose", by=by, at=at, on=on, **fields).position


def opened(cool: Founded, decision: int, *, at: datetime = NOON, **fields: Any) -> Entry:
    """Open the ballot."""
    return cool.given("decisions.open_ballot", decision=decision, at=at, **fields)


def cast(cool: Founded, decision: int, who: str, choice: Any, *, at: datetime = NOON, **fields: Any) -> Entry:
    """Cast the ballot of the seat of somebody's organisation in the assembly."""
    fields = {"decision": decision, "seat": seat(cool, who), "choice": choice, **fields}
    return cool.given("decisions.cast", by=cool.actor(who, at=at), at=at, **fields)


def seat(cool: Founded, who: str) -> str:
    """Return the name of the seat of somebody's organisation in the assembly."""
    return f"members.{cool.org(ORGS[who])}"


def closed(cool: Founded, decision: int, *, at: datetime = NOON + WEEK) -> Entry:
    """Close the ballot, when its time is over unless another instant is given."""
    return cool.given("decisions.close", decision=decision, at=at)


ORGS = {"Alba": "city", "Bruno": "company", "Chiara": "ngo", "Dina": "university"}


def ruled(cool: Founded, **rules: dict[str, Any]) -> None:
    """Let the interim charter rule with other rules of decision, by their codes: a rule, or changes of one."""
    clauses = []
    charter = interim_charter()
    for clause in charter.clauses:
        made = tuple(
            DecisionRule.model_validate({**rule.model_dump(), **rules[rule.code]})
            if isinstance(rule, DecisionRule) and rule.code in rules
            else rule
            for rule in clause.rules
        )
        clauses.append(clause.model_copy(update={"rules": made}))
    changed = charter.model_copy(update={"clauses": tuple(clauses)})
    with projecting():
        ruled_by(changed, reading.latest_entries(cool.id, 1)[0])


def voted(cool: Founded, decision: int) -> queries.BallotRound:
    """Return the last ballot on a decision."""
    found = queries.last_round(cool.id, decision)
    assert found is not None
    return found
