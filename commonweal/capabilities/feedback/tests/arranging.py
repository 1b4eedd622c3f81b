"""Contributions of people with an account and without, arranged by acting."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from commonweal.acts.testing import NOON, Founded
from commonweal.capabilities.feedback import queries
from commonweal.capabilities.feedback.queries import Contribution
from commonweal.kit.ids import id_from_seed
from commonweal.partnerships.actors import Actor
from commonweal.record.entry import Entry

DAY = timedelta(days=1)
WORDS = {"text": "Thank you; we plant in spring.", "lang": "en"}


def asked(cool: Founded, *, at: datetime = NOON) -> int:
    """Open a conversation, which Alba keeps, and return its entry."""
    return cool.given(
        "conversations.open",
        at=at,
        box=id_from_seed("test", cool.slug, "box"),
        title="Heat in school yards",
        question={"text": "What should happen?", "lang": "en"},
        policy={"text": "We set aside what insults.", "lang": "en"},
    ).position


def said(
    cool: Founded, conversation: int, words: str = "More trees.", *, by: Actor | None = None, at: datetime = NOON
) -> int:
    """Let somebody (Emre, where nobody is named) add a statement, and return its entry."""
    return cool.given(
        "conversations.add_statement",
        by=by or cool.emre,
        at=at,
        conversation=conversation,
        words={"text": words, "lang": "en"},
    ).position


def told(cool: Founded, kind: str, *about: int, by: Actor | None = None, at: datetime = NOON, **fields: Any) -> Entry:
    """Acknowledge, answer, state an effect or hand over."""
    if kind == "answer":
        fields = {"outcome": "taken_up", "words": WORDS, **fields}
    elif kind == "state_effect":
        fields = {"words": WORDS, **fields}
    return cool.given(f"feedback.{kind}", by=by, at=at, about=about, **fields)


def row(cool: Founded, entry: int) -> Contribution:
    """Return a contribution as it is now."""
    return queries.contribution_at(cool.id, entry)
