"""Interests and judgements, arranged by acting."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from commonweal.acts.seats import recusals
from commonweal.acts.testing import NOON, Founded
from commonweal.partnerships.actors import Actor
from commonweal.record.entry import Entry

SAYS = {"text": "My sister runs a nursery for trees.", "lang": "en"}
WHY = {"text": "The nursery may sell to us.", "lang": "en"}


def declared(cool: Founded, *, by: Actor | None = None, at: datetime = NOON, **said: Any) -> Entry:
    """Declare an interest: by Bruno, of himself, in what binds money, where nothing else is said."""
    fields = {"subject": "self", "nature": "family", "says": SAYS, "matters": ["money"], **said}
    return cool.given("interests.declare", by=by or cool.bruno, at=at, **fields)


def judged(
    cool: Founded,
    declaration: int,
    conflict: str = "recuse",
    *,
    by: Actor | None = None,
    at: datetime = NOON,
    **said: Any,
) -> Entry:
    """Judge an interest, as Chiara where nobody is named."""
    from_what = {"matters": ["money"]} if conflict == "recuse" else {}
    how = {"plan": {"text": "Two others read every offer."}} if conflict == "manage" else {}
    fields = {"declaration": declaration, "conflict": conflict, "reason": WHY, **from_what, **how, **said}
    return cool.given("interests.judge", by=by or cool.chiara, at=at, **fields)


def standing(cool: Founded, at: datetime = NOON) -> list[tuple[str, str, int]]:
    """Return who steps back from what at an instant, and because of which entry."""
    return [
        (row.person or row.organisation, row.matter or row.counterpart, row.interest)
        for row in recusals(cool.id, at=at)
    ]
