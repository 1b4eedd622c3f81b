"""Complaints, arranged by acting."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from commonweal.acts.testing import NOON, Founded, known_here
from commonweal.partnerships.actors import ANYONE, Actor
from commonweal.record.entry import Entry

WORDS = {"text": "The trees were planted in front of our door.", "lang": "en"}
WHY = {"text": "They will be moved.", "lang": "en"}


def stranger(cool: Founded, who: str = "Farah") -> Actor:
    """Return somebody from outside who complains."""
    return Actor(partnership=cool.id, person=known_here(cool, who), roles=frozenset({ANYONE, "complainant"}))


def raised(cool: Founded, *, by: Actor | None = None, at: datetime = NOON, **said: Any) -> int:
    """Complain about the company, as Farah from outside where nobody is named; return the entry."""
    fields = {"sort": "complaint", "against": cool.org("company"), "words": WORDS, **said}
    return cool.given("disputes.raise", by=by or stranger(cool), at=at, **fields).position


def taken(cool: Founded, dispute: int, *, by: Actor | None = None, at: datetime = NOON) -> Entry:
    """Take a dispute on, as Chiara where nobody is named."""
    return cool.given("disputes.take", by=by or cool.chiara, at=at, dispute=dispute)


def settled(cool: Founded, dispute: int, outcome: str = "upheld", *, by: Actor | None = None, at: datetime = NOON,
            **said: Any) -> Entry:  # fmt: skip
    """Settle a dispute, as Chiara where nobody is named."""
    fields = {"dispute": dispute, "outcome": outcome, "words": WHY, "remedy": WHY, **said}
    return cool.given("disputes.settle", by=by or cool.chiara, at=at, **fields)
