"""Organisations, places and invitations as rows, for spreadsheets and programs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Column, Reader, Sheet
from commonweal.kit.dates import to_the_hour
from commonweal.partnerships.models import Member, OpenInvitation, Representation
from commonweal.partnerships.queries import members_ever
from commonweal.people.identity import names_of

Rows = Sequence[Sequence[Any]]


def _members(reader: Reader, start: int, stop: int | None) -> Rows:
    return [_member(row, reader) for row in members_ever(reader.partnership)[start:stop]]


def _member(row: Member, reader: Reader) -> Sequence[Any]:
    return (
        row.organisation,
        row.name,
        row.legal_name or None,
        row.sector,
        row.tier or None,
        row.level or None,
        row.country or None,
        [_joined(place, "name", "country", "code") for place in row.territories],
        [f"{one['scheme']} {one['value']}" for one in row.identifiers],
        row.website or None,
        row.mandate or None,
        row.brings or None,
        row.lang or None,
        list(row.roles),
        _at(row.joined_at, reader),
        _at(row.left_at, reader),
        row.entry,
    )


def _places(reader: Reader, start: int, stop: int | None) -> Rows:
    found = Representation.objects.filter(partnership=reader.partnership).order_by("entry", "key")
    rows = list(found[start:stop])
    people = {row.person for row in rows}
    names = names_of(people, partnership=reader.partnership) if reader.names and people else {}
    return [
        (
            row.organisation or None,
            row.person or None,
            names.get(row.person),
            row.role,
            _at(row.since_at, reader),
            row.until_on,
            _at(row.ended_at, reader),
            row.how or None,
            row.reference or None,
            row.substitute or None,
            row.no_substitute,
            row.entry,
        )
        for row in rows
    ]


def _invitations(reader: Reader, start: int, stop: int | None) -> Rows:
    """Return what was offered: neither links nor codes nor addresses, which are nobody's to export."""
    found = OpenInvitation.objects.filter(partnership=reader.partnership).order_by("entry", "key")
    return [
        (
            row.role,
            row.organisation or None,
            _at(row.expires_at, reader),
            _at(row.withdrawn_at, reader),
            row.places,
            row.accepted,
            row.until_on,
            row.succeeds,
            row.entry,
        )
        for row in found[start:stop]
    ]


def _at(at: datetime | None, reader: Reader) -> datetime | None:
    return at if at is None or reader.exact else to_the_hour(at)


def _joined(place: dict[str, Any], *names: str) -> str:
    return ", ".join(place[name] for name in names if place.get(name))


MEMBERS = Sheet(
    name="members",
    title=_("Organisations that take or took part"),
    columns=(
        Column("id", _("Organisation"), "id"),
        Column("name", _("Name")),
        Column("legal_name", _("Legal name")),
        Column("sector", _("Sector")),
        Column("tier", _("Level of government")),
        Column("level", _("How wide it reaches")),
        Column("country", _("Country")),
        Column("territories", _("Where it works"), "list"),
        Column("identifiers", _("In public registers"), "list"),
        Column("website", _("Website")),
        Column("mandate", _("What gives it authority here")),
        Column("brings", _("What it brings")),
        Column("lang", _("Language")),
        Column("roles", _("In this partnership"), "list"),
        Column("joined_at", _("Joined"), "datetime"),
        Column("left_at", _("Left"), "datetime"),
        Column("entry", _("Entry"), "integer"),
    ),
    rows=_members,
)

PLACES = Sheet(
    name="places",
    title=_("Who acts for whom, and until when"),
    columns=(
        Column("organisation", _("Organisation"), "id"),
        Column("person", _("Person, by a random sign"), "id"),
        Column("name", _("Name")),
        Column("role", _("Place")),
        Column("since", _("Since"), "datetime"),
        Column("until", _("Last day of the term"), "date"),
        Column("ended_at", _("Ended"), "datetime"),
        Column("mandate", _("Mandate")),
        Column("reference", _("Document of the mandate")),
        Column("substitute", _("Who stands in, by a random sign"), "id"),
        Column("no_substitute", _("Nobody stands in"), "boolean"),
        Column("entry", _("Entry"), "integer"),
    ),
    rows=_places,
)

INVITATIONS = Sheet(
    name="invitations",
    title=_("Invitations"),
    columns=(
        Column("role", _("Place")),
        Column("organisation", _("Organisation"), "id"),
        Column("expires_at", _("Open until"), "datetime"),
        Column("withdrawn_at", _("Withdrawn"), "datetime"),
        Column("places", _("For how many people"), "integer"),
        Column("accepted", _("How many took it"), "integer"),
        Column("until", _("Last day of the place"), "date"),
        Column("succeeds", _("Entry of the place that it succeeds"), "integer"),
        Column("entry", _("Entry"), "integer"),
    ),
    rows=_invitations,
    reads="names",
)

SHEETS = (MEMBERS, PLACES, INVITATIONS)
