"""Open calls, applications and answers, arranged by acting."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from commonweal.acts.testing import NOON, Founded, given, known_here, made
from commonweal.capabilities.calls.queries import Application, application_with
from commonweal.kit.ids import new_id
from commonweal.partnerships.actors import ANYONE, Actor

WEEK = timedelta(days=7)
CRITERIA = ({"title": "Knows the quarter", "weight": 70}, {"title": "Has time", "weight": 30})


def called(cool: Founded, *, at: datetime = NOON, **fields: Any) -> str:
    """Open a call for two participants and return its id."""
    said = {
        "call": new_id(),
        "title": "Two neighbours for the school yards",
        "role": "participant",
        "places": 2,
        "criteria": CRITERIA,
        "closes_at": at + WEEK,
        "text": {"text": "Four evenings until the summer."},
        **fields,
    }
    cool.given("calls.open", at=at, **said)
    return said["call"]


def stranger(cool: Founded, who: str) -> Actor:
    """Return somebody as the page gives her the right to apply."""
    return Actor(partnership=cool.id, person=known_here(cool, who), roles=frozenset({ANYONE, "applicant"}))


def applied(cool: Founded, call: str, who: str = "Farah", *, at: datetime = NOON, **fields: Any) -> str:
    """Let somebody apply and return the application's id."""
    said = {"application": new_id(), "answers": [{"text": "I grew up here."}, {"text": "Two evenings."}], **fields}
    given(made("calls.apply", cool.id, call=call, **said), by=stranger(cool, who), at=at)
    return said["application"]


def answered(cool: Founded, application: str, outcome: str, *, scores=(4, 2), by: Actor | None = None, **fields: Any):
    """Answer an application, for the reason that every test gives."""
    said = {"application": application, "outcome": outcome, "scores": scores, "reason": {"text": "She knows all."}}
    return cool.given("calls.answer", by=by, **{**said, **fields})


def row(cool: Founded, application: str) -> Application:
    """Return an application as it is now."""
    return application_with(cool.id, application)
