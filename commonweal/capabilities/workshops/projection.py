"""From recorded acts to the read model of workshops, canvases and cards."""

from __future__ import annotations

from typing import Any

from commonweal.acts.act import FreeText, TextRef
from commonweal.capabilities.workshops import acts
from commonweal.capabilities.workshops.models import CanvasLaid, Card, CardVersion, Cluster, OwnTemplate, Workshop
from commonweal.record.entry import Entry

TABLES = (OwnTemplate, Workshop, CanvasLaid, Cluster, Card, CardVersion)
"""What is written here, in the order in which a replay fills it."""


def planned(act: acts.PlanWorkshop, entry: Entry) -> None:
    """Write the workshop."""
    Workshop.objects.create(
        **_made(entry),
        title=act.title,
        purpose_id=_text(act.purpose),
        starts_at=act.starts_at,
        ends_at=act.ends_at,
        where=act.where,
        online=act.online,
        language=act.language,
        guide=act.guide or "",
        accessibility_id=_text(act.accessibility),
    )


def begun(act: acts.BeginWorkshop, entry: Entry) -> None:
    """Say since when the workshop runs."""
    row = Workshop.objects.get(pk=_key(entry, act.workshop))
    row.begun_at, row.begun_entry = entry.at, entry.position
    row.save()


def ended(act: acts.EndWorkshop, entry: Entry) -> None:
    """Say when the workshop ended, and what came of it."""
    row = Workshop.objects.get(pk=_key(entry, act.workshop))
    row.ended_at, row.ended_entry, row.summary_id = entry.at, entry.position, _text(act.summary)
    row.save()


def canvas_opened(act: acts.OpenCanvas, entry: Entry) -> None:
    """Write the canvas."""
    CanvasLaid.objects.create(
        **_made(entry), workshop=act.workshop, template=act.template or "", own=act.own, title=act.title
    )


def card_put(act: acts.PutCard, entry: Entry) -> None:
    """Write the card with the first version of its words."""
    of_list = next((cite.entry for cite in entry.cites if cite.rel == "implements"), None)
    _card(act, entry, of_list=of_list)


def card_taken(act: acts.TakeCard, entry: Entry) -> None:
    """Write the card of a guest: nobody's, with its receipt."""
    _card(act, entry, by="", org="", receipt=act.receipt)


def card_changed(act: acts.ChangeCard, entry: Entry) -> None:
    """Write the new version, and let it hold."""
    row = _card_of(entry, act.card)
    row.text_id, row.version = _text(act.text), entry.position
    row.save()
    CardVersion.objects.create(**_made(entry), card=act.card, text_id=_text(act.text), on=act.on)


def card_moved(act: acts.MoveCard, entry: Entry) -> None:
    """Let the card lie in the other zone."""
    row = _card_of(entry, act.card)
    row.zone = act.zone
    row.save()


def card_taken_back(act: acts.TakeBackCard, entry: Entry) -> None:
    """Mark the card as taken back."""
    row = _card_of(entry, act.card)
    row.taken_back_at, row.taken_back_entry = entry.at, entry.position
    row.save()


def clustered(act: acts.ClusterCards, entry: Entry) -> None:
    """Write the cluster, and put its cards into it."""
    Cluster.objects.create(**_made(entry), canvas=act.canvas, name_id=_text(act.name))
    Card.objects.filter(partnership=entry.partnership, entry__in=act.cards).update(cluster=entry.position)


def list_imported(act: acts.ImportCards, entry: Entry) -> None:
    """Write nothing: the cards follow, each for itself."""


def template_made(act: acts.MakeTemplate, entry: Entry) -> None:
    """Write the partnership's own canvas."""
    OwnTemplate.objects.create(
        **_made(entry),
        title=act.title,
        language=act.language,
        zones=[zone.model_dump() for zone in act.zones],
        after=act.after or "",
    )


def _card(act: acts.PutCard | acts.TakeCard, entry: Entry, **said: Any) -> None:
    made, text = _made(entry), _text(act.text)
    made |= {name: said.pop(name) for name in ("by", "org") if name in said}
    workshop = CanvasLaid.objects.get(pk=_key(entry, act.canvas)).workshop
    Card.objects.create(
        **made,
        canvas=act.canvas,
        workshop=workshop,
        zone=act.zone,
        text_id=text,
        version=entry.position,
        **said,
    )
    CardVersion.objects.create(**made, card=entry.position, text_id=text)


def _card_of(entry: Entry, card: int) -> Card:
    return Card.objects.get(pk=_key(entry, card))


def _key(entry: Entry, position: int) -> str:
    return f"{entry.partnership}.{position}"


def _made(entry: Entry) -> dict[str, Any]:
    return {
        "key": _key(entry, entry.position),
        "partnership": entry.partnership,
        "entry": entry.position,
        "at": entry.at,
        "by": entry.by or "",
        "org": entry.org or "",
    }


def _text(words: FreeText | None) -> str | None:
    return words.text if isinstance(words, TextRef) else None
