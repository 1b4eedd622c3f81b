"""Questions asked of workshops, their canvases and cards."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.conf import settings
from django.db.models import Count, Q
from django.utils.crypto import salted_hmac

from commonweal.capabilities.workshops.canvases import Canvas, library, made_here
from commonweal.capabilities.workshops.models import (
    CanvasLaid,
    Card,
    CardVersion,
    Cluster,
    GuestCard,
    OwnTemplate,
    Workshop,
)

__all__ = ["CanvasLaid", "Card", "CardVersion", "Cluster", "GuestCard", "NotThere", "OwnTemplate", "Workshop"]

CODE_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
CODE_LENGTH = 8


class NotThere(LookupError):
    """No workshop, canvas or card of this number in this partnership."""


def workshops(partnership: str) -> list[Workshop]:
    """Return every workshop, the last to begin first."""
    return list(Workshop.objects.filter(partnership=partnership).order_by("-starts_at", "-entry"))


def workshop_at(partnership: str, entry: int) -> Workshop:
    """Return one workshop with its words.

    :raises NotThere: where there is none
    """
    rows = Workshop.objects.filter(pk=f"{partnership}.{entry}")
    found = rows.select_related("purpose", "accessibility", "summary").first()
    if found is None:
        raise NotThere(entry)
    return found


def canvas_at(partnership: str, entry: int) -> CanvasLaid:
    """Return one canvas.

    :raises NotThere: where there is none
    """
    found = CanvasLaid.objects.filter(pk=f"{partnership}.{entry}").first()
    if found is None:
        raise NotThere(entry)
    return found


def card_at(partnership: str, entry: int) -> Card:
    """Return one card with its words.

    :raises NotThere: where there is none
    """
    found = Card.objects.filter(pk=f"{partnership}.{entry}").select_related("text").first()
    if found is None:
        raise NotThere(entry)
    return found


def canvases_of(partnership: str, workshop: int) -> list[CanvasLaid]:
    """Return the canvases of a workshop in the order in which they were laid out."""
    return list(CanvasLaid.objects.filter(partnership=partnership, workshop=workshop).order_by("entry"))


def laid_after(row: CanvasLaid) -> Canvas:
    """Return what a canvas was made after: its zones and its guide."""
    if row.own is None:
        return library()[row.template]
    made = OwnTemplate.objects.get(pk=f"{row.partnership}.{row.own}")
    return made_here(made.title, made.language, made.zones)


def own_templates(partnership: str) -> list[OwnTemplate]:
    """Return the canvases that the partnership made for itself."""
    return list(OwnTemplate.objects.filter(partnership=partnership).order_by("entry"))


def own_template(partnership: str, entry: int) -> OwnTemplate | None:
    """Return one of the partnership's own canvases, or nothing."""
    return OwnTemplate.objects.filter(pk=f"{partnership}.{entry}").first()


def cards_on(partnership: str, canvas: int) -> list[Card]:
    """Return the cards that lie on a canvas with their words, in the order in which they were put."""
    rows = Card.objects.filter(partnership=partnership, canvas=canvas, taken_back_at__isnull=True)
    return list(rows.select_related("text").order_by("entry"))


def cards_with(partnership: str, entries: Iterable[int]) -> list[Card]:
    """Return the cards among these entries."""
    return list(Card.objects.filter(partnership=partnership, entry__in=list(entries)))


def all_cards(partnership: str, start: int, stop: int | None) -> list[Card]:
    """Return a stretch of all cards with their words, in the order in which they were put."""
    rows = Card.objects.filter(partnership=partnership).select_related("text").order_by("entry")
    return list(rows[start:stop])


def card_of_receipt(partnership: str, receipt: str) -> Card | None:
    """Return the card that a guest's receipt belongs to, once it was taken in."""
    rows = Card.objects.filter(partnership=partnership, receipt=receipt) if receipt else Card.objects.none()
    return rows.select_related("text").first()


def versions_of(card: Card) -> list[CardVersion]:
    """Return every version of a card's words, the first one first."""
    rows = CardVersion.objects.filter(partnership=card.partnership, card=card.entry)
    return list(rows.select_related("text").order_by("entry"))


def clusters_on(partnership: str, canvas: int) -> list[Cluster]:
    """Return the clusters of a canvas with their names."""
    rows = Cluster.objects.filter(partnership=partnership, canvas=canvas)
    return list(rows.select_related("name").order_by("entry"))


def counted(partnership: str) -> tuple[dict[int, int], dict[int, int]]:
    """Return by workshop how many canvases it has, and how many cards lie on them. Two questions."""
    here = Q(partnership=partnership)
    laid = CanvasLaid.objects.filter(here).values("workshop").annotate(n=Count("key")).order_by()
    cards = Card.objects.filter(here, taken_back_at__isnull=True).values("workshop").annotate(n=Count("key"))
    return {r["workshop"]: r["n"] for r in laid}, {r["workshop"]: r["n"] for r in cards.order_by()}


def cards_by_canvas(partnership: str, workshop: int) -> dict[int, int]:
    """Return by canvas of a workshop how many cards lie on it."""
    rows = Card.objects.filter(partnership=partnership, workshop=workshop, taken_back_at__isnull=True)
    return {row["canvas"]: row["n"] for row in rows.values("canvas").annotate(n=Count("key")).order_by()}


# ── Guests ────────────────────────────────────────────────────────────────────────────────────────


def code_of(workshop: Workshop) -> str:
    """Return the code with which guests of a workshop put cards: this host's, and on no record."""
    secret = salted_hmac("workshops.code", workshop.key, secret=settings.SECRET_KEY, algorithm="sha256").digest()
    return "".join(CODE_LETTERS[byte % len(CODE_LETTERS)] for byte in secret[:CODE_LENGTH])


def takes_guests(workshop: Workshop, *, at: datetime) -> bool:
    """Whether a workshop takes cards of guests: from its announcement until it ended."""
    return workshop.ended_at is None


def workshop_of_code(partnership: str, code: str) -> Workshop | None:
    """Return the workshop that a code belongs to, or nothing."""
    return next((row for row in workshops(partnership) if code_of(row) == code), None)


def waiting_cards(partnership: str, workshop: int) -> list[GuestCard]:
    """Return the cards of guests that wait to be taken in."""
    rows = GuestCard.objects.filter(partnership=partnership, workshop=workshop, set_aside_on__isnull=True)
    return list(rows.order_by("on", "receipt"))


def waiting_by_workshop(partnership: str) -> dict[int, int]:
    """Return by workshop how many cards of guests wait. One question."""
    waiting = GuestCard.objects.filter(partnership=partnership, set_aside_on__isnull=True)
    rows = waiting.values("workshop").annotate(n=Count("receipt")).order_by()
    return {row["workshop"]: row["n"] for row in rows}


def waiting_card(partnership: str, receipt: str) -> GuestCard | None:
    """Return a guest's card that waits or was set aside, by its receipt, or nothing."""
    return GuestCard.objects.filter(partnership=partnership, receipt=receipt).first() if receipt else None


def in_zones(canvas: Canvas, cards: Sequence[Card]) -> list[tuple[object, list[Card]]]:
    """Return the zones of a canvas in order, each with its cards."""
    return [(zone, [card for card in cards if card.zone == zone.code]) for zone in canvas.zones]
