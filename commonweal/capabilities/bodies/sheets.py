"""Bodies, seats and offices as rows."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Column, Reader, Sheet
from commonweal.acts.perform import setting_of
from commonweal.capabilities.bodies import queries
from commonweal.capabilities.bodies.criteria import label
from commonweal.capabilities.bodies.phrases import here
from commonweal.capabilities.bodies.queries import BodyNow, SeatNow, Structure, structure
from commonweal.capabilities.bodies.shown import organisation_of
from commonweal.kit.dates import to_the_hour


def _body_rows(reader: Reader, start: int, stop: int | None) -> list[list[Any]]:
    now = structure(reader.partnership, setting_of(reader.partnership).charter, at=reader.at)
    return [
        [
            each.body.code,
            here(each.body.name),
            here(each.body.mandate),
            each.clause.number,
            each.body.parent,
            len(each.seats),
            each.filled,
            each.empty,
            each.offices.get("chair") is not None if "chair" in each.offices else None,
            each.offices.get("record_keeper") is not None if "record_keeper" in each.offices else None,
            each.body.sunset_on,
        ]
        for each in now.bodies[start:stop]
    ]


def _seat_rows(reader: Reader, start: int, stop: int | None) -> list[list[Any]]:
    now = structure(reader.partnership, setting_of(reader.partnership).charter, at=reader.at)
    rows = [(body, each) for body in now.bodies for each in body.seats][start:stop]
    return [_seat_line(now, body, each, reader) for body, each in rows]


def _seat_line(now: Structure, body: BodyNow, each: SeatNow, reader: Reader) -> list[Any]:
    given, since = each.given, each.empty_since
    return [
        body.body.code,
        each.seat.name,
        label(now, each),
        each.seat.sector or None,
        each.seat.organisation or None,
        organisation_of(now.among, each.seat.organisation) or None,
        each.seat.filled,
        given.how if given else ("office" if each.seat.filled else None),
        (given.reference or None) if given else None,
        given.entry if given else None,
        given.until_on if given else None,
        (since if reader.exact else to_the_hour(since)) if since else None,
        bool(each.seat.substitute),
        each.seat.weight,
    ]


def _office_rows(reader: Reader, start: int, stop: int | None) -> list[list[Any]]:
    rows = queries.offices_ever(reader.partnership)[start:stop]
    return [
        [
            row.body,
            row.office,
            row.entry,
            row.since_at if reader.exact else to_the_hour(row.since_at),
            row.until_on,
            (row.ended_at if reader.exact else to_the_hour(row.ended_at)) if row.ended_at else None,
            row.ended_entry,
        ]
        for row in rows
    ]


BODIES = Sheet(
    "bodies",
    _("Bodies"),
    (
        Column("body", _("Body")),
        Column("name", _("Name")),
        Column("mandate", _("What it is for")),
        Column("clause", _("Clause")),
        Column("under", _("Stands under")),
        Column("seats", _("Seats"), "integer"),
        Column("filled", _("Filled"), "integer"),
        Column("empty", _("Empty"), "integer"),
        Column("chair", _("Has a chair"), "boolean"),
        Column("record_keeper", _("Has a record keeper"), "boolean"),
        Column("until_on", _("Last day"), "date"),
    ),
    _body_rows,
)

SEATS = Sheet(
    "seats",
    _("Seats"),
    (
        Column("body", _("Body")),
        Column("seat", _("Seat")),
        Column("name", _("What it is called")),
        Column("sector", _("Sector")),
        Column("organisation", _("Organisation"), "id"),
        Column("organisation_name", _("Name of the organisation")),
        Column("filled", _("Filled"), "boolean"),
        Column("how", _("How it was filled")),
        Column("reference", _("What shows it")),
        Column("entry", _("Entry"), "integer"),
        Column("until_on", _("Last day of the term"), "date"),
        Column("empty_since", _("Empty since"), "datetime"),
        Column("substitute", _("Somebody stands in"), "boolean"),
        Column("weight", _("Weight")),
    ),
    _seat_rows,
)

OFFICES = Sheet(
    "offices",
    _("Offices in bodies"),
    (
        Column("body", _("Body")),
        Column("office", _("Office")),
        Column("entry", _("Entry"), "integer"),
        Column("since_at", _("Since"), "datetime"),
        Column("until_on", _("Last day"), "date"),
        Column("ended_at", _("Ended"), "datetime"),
        Column("ended_entry", _("Ended by entry"), "integer"),
    ),
    _office_rows,
)
