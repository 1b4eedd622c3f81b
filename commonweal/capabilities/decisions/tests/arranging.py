"""Decisions as tests arrange them: by acting."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from commonweal.acts.testing import NOON, Founded
from commonweal.partnerships.actors import Actor
from commonweal.record.entry import Entry

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
    seat = f"members.{cool.org(ORGS[who])}"
    fields = {"decision": decision, "seat": seat, "choice": choice, **fields}
    return cool.given("decisions.cast", by=cool.actor(who, at=at), at=at, **fields)


def closed(cool: Founded, decision: int, *, at: datetime = NOON + WEEK) -> Entry:
    """Close the ballot, when its time is over unless another instant is given."""
    return cool.given("decisions.close", decision=decision, at=at)


ORGS = {"Alba": "city", "Bruno": "company", "Chiara": "ngo", "Dina": "university"}
