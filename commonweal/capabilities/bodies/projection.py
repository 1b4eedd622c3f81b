"""From recorded acts to seats and offices that are held; and their end, where whoever held them holds no place."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from commonweal.acts.charters import setting_with
from commonweal.capabilities.bodies.acts import Appoint, Designate, EndOffice, NameSubstitute, Vacate
from commonweal.partnerships.models import CharterInForce, HeldOffice, HeldSeat, Representation
from commonweal.record.entry import Entry

TABLES = (HeldSeat, HeldOffice)
"""What is written here, in the order in which a replay fills it."""

ENDS_PLACES: Final = frozenset(
    {
        "membership.accept",
        "membership.end_place",
        "membership.leave",
        "membership.step_down",
        "membership.undo_import",
        "erasure.erase",
    }
)
"""Kinds of act by which places end, and with them the seats that were given to whoever held them."""


def designated(act: Designate, entry: Entry) -> None:
    """Write the holding; whoever held the seat before holds it no more."""
    for row in _live_seats(act.partnership, act.body, act.seat):
        _ended(row, entry, why="term_over" if _is_over(row, entry.at) else "replaced")
    HeldSeat.objects.create(
        key=f"{act.partnership}.{entry.position}",
        partnership=act.partnership,
        body=act.body,
        seat=act.seat,
        person=act.person,
        organisation=act.organisation or "",
        substitute=act.substitute or "",
        how=act.how,
        reference=act.reference or "",
        since_at=entry.at,
        until_on=act.until_on,
        entry=entry.position,
    )


def substitute_named(act: NameSubstitute, entry: Entry) -> None:
    """Write who stands in from now on."""
    for row in _live_seats(act.partnership, act.body, act.seat):
        row.substitute = act.substitute or ""
        row.save()


def vacated(act: Vacate, entry: Entry) -> None:
    """End the holding."""
    for row in _live_seats(act.partnership, act.body, act.seat):
        _ended(row, entry, why=act.why)


def appointed(act: Appoint, entry: Entry) -> None:
    """Write the office; whoever held it before holds it no more."""
    for row in _live_offices(act.partnership, act.body, act.office):
        _end(row, entry)
    HeldOffice.objects.create(
        key=f"{act.partnership}.{entry.position}",
        partnership=act.partnership,
        body=act.body,
        office=act.office,
        person=act.person,
        since_at=entry.at,
        until_on=act.until_on,
        entry=entry.position,
    )


def office_ended(act: EndOffice, entry: Entry) -> None:
    """End the office."""
    for row in _live_offices(act.partnership, act.body, act.office):
        _end(row, entry)


def follows_places(entry: Entry) -> None:
    """End what was given to people who hold no place any more, and let go of substitutes who do not."""
    if entry.kind not in ENDS_PLACES:
        return
    seats = list(HeldSeat.objects.filter(partnership=entry.partnership, ended_at__isnull=True).order_by("entry"))
    offices = list(HeldOffice.objects.filter(partnership=entry.partnership, ended_at__isnull=True).order_by("entry"))
    if not seats and not offices:
        return
    here = Representation.objects.filter(partnership=entry.partnership, ended_at__isnull=True)
    places = set(here.values_list("person", "organisation"))
    people = {person for person, _organisation in places}
    for row in seats:
        gone = row.person not in people or (row.organisation and (row.person, row.organisation) not in places)
        if gone:
            _ended(row, entry, why="left")
        elif row.substitute and row.substitute not in people:
            row.substitute = ""
            row.save()
    for office in offices:
        if office.person not in people:
            _end(office, entry)


def follows_charter(entry: Entry) -> None:
    """End the seats and offices that the charter, if this entry put another one in force, no longer knows."""
    seats = list(HeldSeat.objects.filter(partnership=entry.partnership, ended_at__isnull=True).order_by("entry"))
    offices = list(HeldOffice.objects.filter(partnership=entry.partnership, ended_at__isnull=True).order_by("entry"))
    if not seats and not offices:
        return
    new = CharterInForce.objects.filter(partnership=entry.partnership, since=entry.position).first()
    if new is None:
        return
    charter = setting_with(entry.partnership, digest=new.digest).charter
    for row in seats:
        known = charter.body(row.body)
        if known is None or row.seat.partition(".")[0] not in {group.code for group in known[1].seats}:
            _ended(row, entry, why="charter")
    for office in offices:
        known = charter.body(office.body)
        if known is None or office.office not in known[1].offices:
            _end(office, entry)


def _live_seats(partnership: str, body: str, seat: str) -> list[HeldSeat]:
    rows = HeldSeat.objects.filter(partnership=partnership, body=body, seat=seat, ended_at__isnull=True)
    return list(rows.order_by("entry"))


def _live_offices(partnership: str, body: str, office: str) -> list[HeldOffice]:
    rows = HeldOffice.objects.filter(partnership=partnership, body=body, office=office, ended_at__isnull=True)
    return list(rows.order_by("entry"))


def _is_over(row: HeldSeat, at: datetime) -> bool:
    return row.until_on is not None and row.until_on < at.date()


def _ended(row: HeldSeat, entry: Entry, *, why: str) -> None:
    row.ended_at, row.ended_entry, row.why_ended = entry.at, entry.position, why
    row.save()


def _end(row: HeldOffice, entry: Entry) -> None:
    row.ended_at, row.ended_entry = entry.at, entry.position
    row.save()
