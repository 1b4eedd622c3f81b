"""Workshops, canvases and cards, arranged by acting."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from commonweal.acts.kept import kept
from commonweal.acts.testing import NOON, Founded, founded
from commonweal.capabilities.workshops import queries
from commonweal.capabilities.workshops.queries import GuestCard
from commonweal.kit.ids import id_from_seed
from commonweal.partnerships.actors import Actor
from commonweal.record.entry import Entry


def says(text: str, lang: str = "en") -> dict[str, str]:
    return {"text": text, "lang": lang}


def planned(cool: Founded, *, by: Actor | None = None, **fields: Any) -> int:
    """Announce a workshop by Bruno and return its entry."""
    said = {
        "title": "Heat on the way to school",
        "purpose": says("See the way to school with a child's eyes."),
        "starts_at": NOON + timedelta(days=3),
        "ends_at": NOON + timedelta(days=3, hours=2),
        "where": "Library",
        "guide": "empathy_map",
        **fields,
    }
    return cool.given("workshops.plan", by=by or cool.bruno, **said).position


def laid(cool: Founded, workshop: int, template: str = "empathy_map", title: str = "A child of nine") -> int:
    """Lay a canvas out and return its entry."""
    fields = {"workshop": workshop, "template": template, "title": title}
    return cool.given("workshops.open_canvas", by=cool.bruno, **fields).position


def put(cool: Founded, canvas: int, text: str, *, zone: str = "sees", lang: str = "en", by: Actor | None = None) -> int:
    """Put a card by Chiara and return its entry."""
    fields = {"canvas": canvas, "zone": zone, "text": says(text, lang)}
    return cool.given("workshops.put_card", by=by or cool.chiara, **fields).position


def changed(cool: Founded, card: int, text: str, *, on: int, by: Actor | None = None) -> Entry:
    """Change a card by Dina."""
    return cool.given("workshops.change_card", by=by or cool.dina, card=card, on=on, text=says(text))


def guest(cool: Founded, workshop: int, canvas: int, text: str = "No shade at the gate", n: int = 1) -> GuestCard:
    """Let a guest's card wait."""
    receipt = id_from_seed("guest", str(n))
    said = {"workshop": workshop, "canvas": canvas, "zone": "sees", "text": text, "lang": "en", "on": NOON.date()}
    return GuestCard.objects.create(receipt=receipt, partnership=cool.id, **said)


def taken(cool: Founded, card: GuestCard, *, by: Actor | None = None) -> Entry:
    """Take a guest's card in, by Bruno."""
    fields = {"canvas": card.canvas, "zone": card.zone, "receipt": card.receipt, "text": says(card.text, card.lang)}
    return cool.given("workshops.take_card", by=by or cool.bruno, **fields)


def gathered() -> tuple[Founded, int, int, list[int]]:
    """A partnership with one workshop, a canvas and three cards."""
    return kept("workshops.gathered", _gathered)


def _gathered() -> tuple[Founded, int, int, list[int]]:
    cool = founded()
    workshop = planned(cool)
    canvas = laid(cool, workshop)
    cards = [
        put(cool, canvas, "The pavement is too hot at noon"),
        put(cool, canvas, "Hot pavement, no trees", by=cool.emre),
        put(cool, canvas, "لا ظل في الطريق", lang="ar", zone="hears"),
    ]
    return cool, workshop, canvas, cards


def words(cool: Founded, card: int) -> str:
    text = queries.card_at(cool.id, card).text
    return text.text if text else ""
