"""Meetings, presence, minutes and actions as rows."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Column, Reader, Sheet
from commonweal.acts.perform import setting_of
from commonweal.capabilities.meetings import queries
from commonweal.capabilities.meetings.phrases import here
from commonweal.capabilities.meetings.queries import phase_of
from commonweal.capabilities.meetings.sitting import THERE
from commonweal.kit.dates import to_the_hour


def _told(at: datetime | None, reader: Reader) -> datetime | None:
    return at if at is None or reader.exact else to_the_hour(at)


def _meeting_rows(reader: Reader, start: int, stop: int | None) -> list[list[Any]]:
    rows = queries.meetings(reader.partnership)[start:stop]
    charter = setting_of(reader.partnership).charter
    names = {row.body: (here(known[1].name) if (known := charter.body(row.body)) else row.body) for row in rows}
    return [
        [
            row.meeting_id,
            row.entry,
            row.body,
            names[row.body],
            row.title or None,
            row.starts_at,
            row.ends_at,
            row.how,
            row.where or None,
            len(row.agenda),
            row.moved,
            phase_of(row),
            row.there,
            row.seats,
            all(each["reached"] for each in row.quorum) if row.quorum else None,
            _told(row.approved_at, reader),
        ]
        for row in rows
    ]


def _presence_rows(reader: Reader, start: int, stop: int | None) -> list[list[Any]]:
    rows = queries.presence(reader.partnership)[start:stop]
    return [
        [
            row.meeting,
            row.body,
            row.seat,
            row.sector or None,
            row.organisation or None,
            row.how,
            row.how in THERE,
            row.entry,
        ]
        for row in rows
    ]


def _minutes_rows(reader: Reader, start: int, stop: int | None) -> list[list[Any]]:
    rows = [row for row in queries.meetings(reader.partnership) if row.closed_at][start:stop]
    return [
        [
            row.meeting_id,
            row.body,
            _told(row.closed_at, reader),
            _told(row.drafted_at, reader),
            row.drafted_entry,
            row.minutes_entry,
            _told(row.approved_at, reader),
            row.approved_entry,
            (row.approved_at - row.closed_at).days if row.approved_at and row.closed_at else None,
        ]
        for row in rows
    ]


def _action_rows(reader: Reader, start: int, stop: int | None) -> list[list[Any]]:
    rows = queries.actions(reader.partnership)[start:stop]
    return [
        [
            row.entry,
            row.meeting_id,
            row.what,
            row.organisation or None,
            bool(row.person),
            row.due_on,
            row.outcome or None,
            _told(row.settled_at, reader),
        ]
        for row in rows
    ]


MEETINGS = Sheet(
    "meetings",
    _("Meetings"),
    (
        Column("meeting", _("Meeting"), "id"),
        Column("entry", _("Entry"), "integer"),
        Column("body", _("Body")),
        Column("body_name", _("Name of the body")),
        Column("title", _("Title")),
        Column("starts_at", _("Begins"), "datetime"),
        Column("ends_at", _("Ends"), "datetime"),
        Column("how", _("How it is held")),
        Column("where", _("Where")),
        Column("points", _("Points on the agenda"), "integer"),
        Column("moved", _("How often it was moved"), "integer"),
        Column("phase", _("How far it has come")),
        Column("there", _("Seats that were there"), "integer"),
        Column("seats", _("Seats that could be there"), "integer"),
        Column("quorum", _("Enough were there"), "boolean"),
        Column("approved_at", _("Minutes approved"), "datetime"),
    ),
    _meeting_rows,
)

PRESENCE = Sheet(
    "presence",
    _("Presence at meetings"),
    (
        Column("meeting", _("Entry that called the meeting"), "integer"),
        Column("body", _("Body")),
        Column("seat", _("Seat")),
        Column("sector", _("Sector")),
        Column("organisation", _("Organisation"), "id"),
        Column("how", _("How")),
        Column("there", _("Was there"), "boolean"),
        Column("entry", _("Entry"), "integer"),
    ),
    _presence_rows,
)

MINUTES = Sheet(
    "minutes",
    _("Minutes"),
    (
        Column("meeting", _("Meeting"), "id"),
        Column("body", _("Body")),
        Column("closed_at", _("Meeting over"), "datetime"),
        Column("drafted_at", _("Drafted"), "datetime"),
        Column("drafted_entry", _("Drafted by entry"), "integer"),
        Column("last_entry", _("Last changed by entry"), "integer"),
        Column("approved_at", _("Approved"), "datetime"),
        Column("approved_entry", _("Approved by entry"), "integer"),
        Column("days", _("Days it took"), "integer"),
    ),
    _minutes_rows,
)

ACTIONS = Sheet(
    "actions",
    _("What meetings agreed to do"),
    (
        Column("entry", _("Entry"), "integer"),
        Column("meeting", _("Meeting"), "id"),
        Column("what", _("What")),
        Column("organisation", _("Organisation"), "id"),
        Column("by_a_person", _("A person does it"), "boolean"),
        Column("due_on", _("Due"), "date"),
        Column("outcome", _("What became of it")),
        Column("settled_at", _("Settled"), "datetime"),
    ),
    _action_rows,
)
