"""The seats that a body will have: what its groups of seats make of the organisations that take part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from commonweal.charter.roll import Seat, seat_name
from commonweal.charter.rules import SECTORS, Body, SeatGroup


@dataclass(frozen=True, slots=True)
class TakingPart:
    """Who takes part.

    :param organisations: each member's id and its sector, in the order in which they joined
    :param people: each person with the organisation for which she takes part, empty where for none; nothing means one
        person for each organisation
    """

    organisations: Mapping[str, str]
    people: tuple[tuple[str, str], ...] | None = None

    @property
    def persons(self) -> tuple[tuple[str, str], ...]:
        """Return the persons, or one for each organisation."""
        return tuple((org, org) for org in self.organisations) if self.people is None else self.people


def expected_seats(body: Body, among: TakingPart) -> list[Seat]:
    """Return every seat of a body as if it were filled, in the order of the charter."""
    return [seat for group in body.seats for seat in _of_group(group, among)]


def _of_group(group: SeatGroup, among: TakingPart) -> Iterator[Seat]:
    blank = Seat(name="", group=group.code, weight=group.weight, population=group.population)
    if group.held_by == "each_member":
        for org, sector in among.organisations.items():
            yield replace(blank, name=seat_name(group.code, org), organisation=org, sector=sector)
    elif group.held_by == "each_person":
        for person, org in among.persons:
            sector = among.organisations.get(org, "community")
            yield replace(blank, name=seat_name(group.code, person), person=person, organisation=org, sector=sector)
    else:
        org = group.of if group.held_by == "organisation" else ""
        sector = _sector(group, among)
        for number in range(1, group.count + 1):
            yield replace(blank, name=seat_name(group.code, number), organisation=org, sector=sector)


def _sector(group: SeatGroup, among: TakingPart) -> str:
    if group.held_by == "sector":
        return group.of if group.of in SECTORS else ""
    if group.held_by == "organisation":
        return among.organisations.get(group.of, "")
    return "community" if group.held_by in ("community", "lot") else ""
