"""What disputes offer to the rest of the house: tasks, days, a sheet, who must be told, and what she may answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Answer, Column, Dated, Facts, Reader, Sheet, Task
from commonweal.acts.perform import verdict_on
from commonweal.capabilities.disputes import queries
from commonweal.capabilities.disputes.acts import TakeDispute
from commonweal.capabilities.disputes.path import path_with, step_name
from commonweal.capabilities.disputes.queries import Dispute
from commonweal.kit.dates import to_the_hour
from commonweal.partnerships.actors import Actor
from commonweal.record.entry import Entry

MOST = 5
"""How many disputes that nobody handles stand in somebody's list one by one; of more it gives the number."""


def waits(facts: Facts, actor: Actor, slug: str) -> Iterator[Task]:
    """Yield what waits for somebody: what she has taken on, and what nobody has taken on or is late."""
    if actor.person is None:
        return
    rows = queries.open_disputes(facts.partnership)
    for row in rows:
        if row.handler == actor.person:
            says = gettext("Settle what was raised in entry %(n)s, or take it to the next step") % {"n": row.entry}
            yield Task(f"disputes.settle.{row.entry}.{row.step}", says, _at(slug, row.entry), due_at=_end(row))
    on = facts.at.date()
    free = [row for row in rows if not row.handler or (queries.is_overdue(row, on) and row.handler != actor.person)]
    mine = [row for row in free if not queries.concerned(row).includes(actor)]
    if not mine or not verdict_on(TakeDispute, by=actor, at=facts.at).allowed:
        return
    for row in mine[:MOST]:
        says = gettext("Take on what was raised in entry %(n)s") % {"n": row.entry}
        yield Task(f"disputes.take.{row.entry}.{row.step}", says, _at(slug, row.entry), due_at=_end(row))
    if len(mine) > MOST:
        more = len(mine) - MOST
        says = ngettext("%(n)s complaint more waits", "%(n)s complaints more wait", more) % {"n": more}
        yield Task("disputes.take", says, reverse("disputes:disputes", args=[slug]))


def ends(partnership: str, slug: str) -> Iterator[Dated]:
    """Yield the last day of the step at which each open dispute is."""
    for row in queries.open_disputes(partnership):
        step = step_name(path_with(partnership, digest=row.charter).step(row.step))
        says = gettext("Number %(n)s of the complaints and disputes: last day of “%(step)s”") % {
            "n": row.number,
            "step": step,
        }
        yield Dated(f"disputes.{row.entry}", says, row.due_on, _at(slug, row.entry))


def parties(entry: Entry) -> Iterable[str]:
    """Return who must be told of an entry: everybody who is a party to the dispute."""
    row = queries.dispute_at(entry.partnership, entry.body.get("dispute", entry.position))
    return [person for person in queries.parties_of(row, at=entry.at) if person != entry.by] if row else []


def may_reply(entry: Entry, actor: Actor) -> Iterable[Answer]:
    """Offer a reply, from the mail that tells of it, to those who are parties."""
    dispute = entry.body.get("dispute", entry.position)
    row = queries.dispute_at(entry.partnership, dispute)
    if row is None or row.closed_at is not None or not queries.is_party(row, actor, at=entry.at):
        return []
    return [Answer("disputes.say", _("Reply"), {"dispute": dispute}, asks=("words",), cites=(dispute,))]


def page_of_dispute(entry: Entry, slug: str) -> str:
    """Return the page of the dispute that an entry raised or changed."""
    return _at(slug, entry.body.get("dispute", entry.position))


def page_of_path(entry: Entry, slug: str) -> str:
    """Return the page on which the path stands."""
    return reverse("disputes:disputes", args=[slug])


def _at(slug: str, dispute: int) -> str:
    return reverse("disputes:dispute", args=[slug, dispute])


def _end(row: Dispute) -> datetime:
    return datetime.combine(row.due_on, datetime.min.time(), UTC)


def _rows(reader: Reader, start: int, stop: int | None) -> list[list[Any]]:
    rows = queries.disputes(reader.partnership).order_by("entry")[start:stop]
    return [
        [
            row.number,
            row.entry,
            row.sort,
            row.about,
            row.against or None,
            _told(row.at, reader),
            row.step + 1,
            None if row.closed_at else row.due_on,
            bool(row.handler),
            row.outcome or None,
            _told(row.closed_at, reader),
            row.decision,
        ]
        for row in rows
    ]


def _told(at: datetime | None, reader: Reader) -> datetime | None:
    return at if at is None or reader.exact else to_the_hour(at)


DISPUTES = Sheet(
    "disputes",
    _("Complaints and disputes"),
    (
        Column("number", _("Number"), "integer"),
        Column("entry", _("Entry"), "integer"),
        Column("sort", _("What it is")),
        Column("about", _("About entry"), "integer"),
        Column("against", _("About organisation"), "id"),
        Column("raised_at", _("Raised"), "datetime"),
        Column("step", _("Step"), "integer"),
        Column("due_on", _("Until"), "date"),
        Column("handled", _("Somebody has taken it on"), "boolean"),
        Column("outcome", _("Outcome")),
        Column("closed_at", _("Closed"), "datetime"),
        Column("decision", _("Decision"), "integer"),
    ),
    _rows,
)
