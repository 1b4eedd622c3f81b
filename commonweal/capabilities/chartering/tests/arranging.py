"""Drafts, changes and objections, arranged by acting."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from commonweal.acts.testing import NOON, Founded
from commonweal.capabilities.chartering import queries
from commonweal.partnerships.actors import Actor
from commonweal.record.entry import Entry

MODEL = ("living_lab",)


def clause(number: str, text: str = "We share what we learn.", *, lang: str = "en", **fields: Any) -> dict[str, Any]:
    """Return a clause as data."""
    return {"number": number, "title": {lang: f"Clause {number}"}, "text": {lang: text}, "rules": [], **fields}


def opened(cool: Founded, *, source: Any = "blank", by: Actor | None = None, at: datetime = NOON, **said: Any) -> int:
    """Open a draft and return its entry."""
    fields = {"title": "Our charter", "source": source, "languages": ["en"], **said}
    return cool.given("chartering.open_draft", by=by, at=at, **fields).position


def put(cool: Founded, draft: int, *clauses: dict[str, Any], removes: Any = (), by: Actor | None = None) -> Entry:
    """Put clauses into a draft."""
    return cool.given("chartering.put_clauses", by=by, draft=draft, clauses=clauses, removes=removes)


def proposed(cool: Founded, draft: int, wanted: dict[str, Any] | str, *, by: Actor | None = None) -> int:
    """Propose a clause, or by its number that one be taken out, and return the change's entry."""
    number = wanted if isinstance(wanted, str) else wanted["number"]
    said = {"removal": True} if isinstance(wanted, str) else {"clause": wanted}
    why = {"text": "It is clearer so."}
    by = by or cool.emre
    return cool.given("chartering.propose_change", by=by, draft=draft, number=number, why=why, **said).position


def settled(cool: Founded, change: int, *, accepted: bool = True, by: Actor | None = None) -> Entry:
    """Take a change in, or decline it."""
    reason = None if accepted else {"text": "We said otherwise."}
    return cool.given("chartering.settle_change", by=by, change=change, accepted=accepted, reason=reason)


def objected(cool: Founded, draft: int, number: str | None = None, *, by: Actor | None = None) -> int:
    """Object and return the objection's entry."""
    reason = {"text": "This leaves the families out."}
    return cool.given("chartering.object", by=by or cool.emre, draft=draft, number=number, reason=reason).position


def whole(cool: Founded, *, source: Any = MODEL) -> int:
    """Open a draft and put in everything that its source says, and return its entry."""
    from commonweal.capabilities.chartering.opening import opened_from  # noqa: PLC0415 - stands on forms

    return opened_from(source, title="Our charter", languages=("en",), partnership=cool.id, by=cool.alba, at=NOON)


def text(cool: Founded, draft: int) -> dict[str, Any]:
    """Return the clauses of a draft as they stand, by number."""
    return queries.text_of(queries.draft_with(cool.id, draft)).clauses
