"""Ideas, ratings and drafts, arranged by acting."""

from __future__ import annotations

from typing import Any

from commonweal.acts.kept import kept
from commonweal.acts.testing import Founded, founded
from commonweal.partnerships.actors import Actor


def says(text: str, lang: str = "en") -> dict[str, str]:
    return {"text": text, "lang": lang}


def idea(cool: Founded, title: str, *, by: Actor | None = None, **fields: Any) -> int:
    """Put an idea by Emre and return its entry."""
    said = {"title": title, "text": says(f"{title}, and why"), **fields}
    return cool.given("ideas.put", by=by or cool.emre, **said).position


def rate(cool: Founded, one: int, criteria: int, scores: list[int], *, by: Actor) -> int:
    return cool.given("ideas.rate", by=by, idea=one, criteria=criteria, scores=scores).position


def collected() -> tuple[Founded, int, int, int]:
    """A partnership with two ideas, and two criteria by which they are rated."""
    return kept("ideas.collected", _collected)


def _collected() -> tuple[Founded, int, int, int]:
    cool = founded()
    first, second = idea(cool, "Trees at the gate"), idea(cool, "Sails over the yard", by=cool.chiara)
    criteria = cool.given("ideas.choose_criteria", criteria=["Helps children", "Can be done in a year"]).position
    return cool, first, second, criteria


def drafted() -> tuple[Founded, int]:
    """A partnership with a draft of two paragraphs by Chiara."""
    return kept("ideas.drafted", _drafted)


def _drafted() -> tuple[Founded, int]:
    cool, first, second, _criteria = collected()
    whole = cool.given(
        "ideas.merge", by=cool.chiara, ideas=[first, second], title="Shade", text=says("Trees and sails")
    )
    paragraphs = [says("We plant trees."), says("We hang sails.")]
    fields = {"title": "Shade for every yard", "ideas": [whole.position], "paragraphs": paragraphs}
    return cool, cool.given("ideas.open_draft", by=cool.chiara, **fields).position


def suggested(cool: Founded, draft: int, *, on: int, by: Actor | None = None, **fields: Any) -> int:
    """Suggest other words for the first paragraph, by Emre."""
    said = {
        "draft": draft,
        "paragraph": 1,
        "on": on,
        "what": "replace",
        "text": says("We plant forty trees."),
        **fields,
    }
    return cool.given("ideas.suggest", by=by or cool.emre, **said).position


def settled(cool: Founded, suggestion: int, outcome: str = "taken", *, by: Actor | None = None, **fields: Any) -> int:
    """Settle a suggestion, by Chiara."""
    said = {"suggestion": suggestion, "outcome": outcome, **fields}
    return cool.given("ideas.settle", by=by or cool.chiara, **said).position
