"""What workshops offer to the rest of the house: tasks, days, sheets, addresses, and what is owed an answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Column, Contributed, Dated, Facts, Reader, Sheet, Task
from commonweal.capabilities.workshops import queries
from commonweal.capabilities.workshops.conditions import leads
from commonweal.capabilities.workshops.queries import NotThere
from commonweal.kit.dates import to_the_hour
from commonweal.partnerships.actors import Actor
from commonweal.record.entry import Entry


def waits(facts: Facts, actor: Actor, slug: str) -> Iterator[Task]:
    """Yield the cards of guests that wait for whoever facilitates."""
    if actor.person is None:
        return
    waiting = queries.waiting_by_workshop(facts.partnership)
    for row in queries.workshops(facts.partnership) if waiting else ():
        n = waiting.get(row.entry, 0)
        if n and leads(actor, row):
            says = ngettext(
                "Take in %(n)s card of a guest: “%(title)s”", "Take in %(n)s cards of guests: “%(title)s”", n
            ) % {"n": n, "title": row.title}
            yield Task(f"workshops.guests.{row.entry}", says, reverse("workshops:guests", args=[slug, row.entry]))


def days(partnership: str, slug: str) -> Iterator[Dated]:
    """Yield every workshop with its hours and place."""
    for row in queries.workshops(partnership):
        says = gettext("Workshop: %(title)s") % {"title": row.title}
        url = reverse("workshops:workshop", args=[slug, row.entry])
        on = localtime(row.starts_at).date()
        where = row.where or row.online
        yield Dated(f"workshops.{row.entry}", says, on, url, at=row.starts_at, until=row.ends_at, where=where)


def contributed(entry: Entry) -> Contributed | None:
    """Return that a card is owed an answer by whoever announced its workshop."""
    try:
        canvas = queries.canvas_at(entry.partnership, entry.body["canvas"])
        workshop = queries.workshop_at(entry.partnership, canvas.workshop)
    except NotThere:
        return None
    return Contributed(workshop.entry, owner=workshop.by, receipt=entry.body.get("receipt") or "")


def page_of_workshop(entry: Entry, slug: str) -> str:
    """Return the page of the workshop that an entry announced, began or ended."""
    return reverse("workshops:workshop", args=[slug, entry.body.get("workshop", entry.position)])


def page_of_canvas(entry: Entry, slug: str) -> str:
    """Return the page of the canvas that an entry laid out, or onto which it brought something."""
    return reverse("workshops:canvas", args=[slug, entry.body.get("canvas", entry.position)])


def page_of_clusters(entry: Entry, slug: str) -> str:
    """Return the page of the clusters of a canvas."""
    return reverse("workshops:clusters", args=[slug, entry.body["canvas"]])


def page_of_card(entry: Entry, slug: str) -> str:
    """Return the page of the card that an entry put or changed."""
    return reverse("workshops:card", args=[slug, entry.body.get("card", entry.position)])


def page_of_template(entry: Entry, slug: str) -> str:
    """Return the page of a canvas of the partnership's own."""
    return reverse("workshops:own", args=[slug, entry.position])


def _workshop_rows(reader: Reader, start: int, stop: int | None) -> list[list[Any]]:
    canvases, cards = queries.counted(reader.partnership)
    return [
        [
            row.entry,
            row.title,
            row.starts_at,
            row.ends_at,
            row.where or None,
            row.language,
            row.guide or None,
            _told(row.begun_at, reader),
            _told(row.ended_at, reader),
            canvases.get(row.entry, 0),
            cards.get(row.entry, 0),
        ]
        for row in queries.workshops(reader.partnership)[::-1][start:stop]
    ]


def _card_rows(reader: Reader, start: int, stop: int | None) -> list[list[Any]]:
    return [
        [
            row.entry,
            row.workshop,
            row.canvas,
            row.zone,
            row.text.text if row.text else None,
            row.text.lang if row.text else None,
            row.version,
            row.cluster,
            bool(row.receipt),
            row.of_list,
            _told(row.at, reader),
            _told(row.taken_back_at, reader),
        ]
        for row in queries.all_cards(reader.partnership, start, stop)
    ]


def _told(at: datetime | None, reader: Reader) -> datetime | None:
    return at if at is None or reader.exact else to_the_hour(at)


WORKSHOPS = Sheet(
    "workshops",
    _("Workshops"),
    (
        Column("entry", _("Entry"), "integer"),
        Column("title", _("Title")),
        Column("starts_at", _("Begins"), "datetime"),
        Column("ends_at", _("Ends"), "datetime"),
        Column("where", _("Where")),
        Column("language", _("Language")),
        Column("guide", _("Guide")),
        Column("begun_at", _("Begun"), "datetime"),
        Column("ended_at", _("Ended"), "datetime"),
        Column("canvases", _("Canvases"), "integer"),
        Column("cards", _("Cards"), "integer"),
    ),
    _workshop_rows,
)

CARDS = Sheet(
    "cards",
    _("Cards"),
    (
        Column("entry", _("Entry"), "integer"),
        Column("workshop", _("Workshop"), "integer"),
        Column("canvas", _("Canvas"), "integer"),
        Column("zone", _("Zone")),
        Column("text", _("Words")),
        Column("lang", _("Language")),
        Column("version", _("Version"), "integer"),
        Column("cluster", _("Cluster"), "integer"),
        Column("guest", _("From a guest"), "boolean"),
        Column("of_list", _("List it came with"), "integer"),
        Column("at", _("Put"), "datetime"),
        Column("taken_back_at", _("Taken back"), "datetime"),
    ),
    _card_rows,
)
