"""What the first partnership gathered in a workshop: one canvas, a card, an idea and a draft, each with an address."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from commonweal.acts.testing import NOON, Founded
from commonweal.capabilities.workshops import queries
from commonweal.capabilities.workshops.queries import GuestCard


def gathered(cool: Founded, words: str) -> dict[str, dict[str, Any]]:
    """Let these words stand on a canvas and in a draft, and return the ids by the place in which their pages lie."""
    said, title = {"text": words, "lang": "en"}, f"Heat {words}"[:200]
    hours = {"starts_at": NOON + timedelta(days=2), "ends_at": NOON + timedelta(days=2, hours=1)}
    workshop = cool.given("workshops.plan", by=cool.bruno, title=title, purpose=said, **hours).position
    zones = [{"code": "one", "title": title}]
    own = cool.given("workshops.make_template", by=cool.bruno, title=title, zones=zones).position
    canvas = cool.given("workshops.open_canvas", workshop=workshop, template="empathy_map", title=title).position
    card = cool.given("workshops.put_card", by=cool.chiara, canvas=canvas, zone="sees", text=said).position
    cool.given("workshops.cluster", canvas=canvas, name=said, cards=[card])
    waiting = GuestCard.objects.create(receipt=cool.org("guest card"), partnership=cool.id, workshop=workshop,
                                       canvas=canvas, zone="sees", text=words, lang="en", on=NOON.date())  # fmt: skip
    ids = {"own": own, "workshop": workshop, "canvas": canvas, "zone": "sees", "card": card, "template": "pre_mortem",
           "code": queries.code_of(queries.workshop_at(cool.id, workshop)), "receipt": waiting.receipt}  # fmt: skip
    return {"workshops": ids, "ideas": _drafted(cool, said, title, card)}


def _drafted(cool: Founded, said: dict[str, str], title: str, card: int) -> dict[str, Any]:
    idea = cool.given("ideas.put", by=cool.emre, title=title, text=said, sources=[card]).position
    cool.given("ideas.choose_criteria", criteria=[title])
    draft = cool.given("ideas.open_draft", by=cool.chiara, title=title, ideas=[idea], paragraphs=[said]).position
    suggestion = cool.given("ideas.suggest", by=cool.emre, draft=draft, paragraph=1, on=draft, what="add", text=said)
    return {"idea": idea, "draft": draft, "paragraph": 1, "suggestion": suggestion.position}
