"""The seats of a body as they are at an instant: what the charter says of them, and who holds each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db.models import Q

from commonweal.charter.recusing import marked
from commonweal.charter.roll import Seat, seat_name
from commonweal.charter.rules import SECTORS, Body, SeatGroup
from commonweal.partnerships.models import HeldSeat, Member, Recusal, Representation, Suspension
from commonweal.partnerships.queries import members, places_held

_SPEAKS = ("representative", "convener")
"""The places that fill a seat of a member organisation by their office, the first that is held."""


@dataclass(frozen=True, slots=True)
class Holders:
    """Who could hold a seat at one instant: asked once for all bodies of a partnership (four questions).

    :param held: by body and name of the seat, the holding that is in force
    :param resting: organisations whose seats rest
    :param speaking: by organisation, the places of those who could speak for it
    """

    members: Mapping[str, Member]
    places: tuple[Representation, ...]
    held: Mapping[tuple[str, str], HeldSeat]
    resting: frozenset[str]
    speaking: Mapping[str, Sequence[Representation]] = field(init=False)

    def __post_init__(self) -> None:
        """Sort the places by organisation, so that a body of thousands costs no more for each seat."""
        speaking: dict[str, list[Representation]] = {}
        for place in self.places:
            speaking.setdefault(place.organisation, []).append(place)
        object.__setattr__(self, "speaking", speaking)


def holders(partnership: str, *, at: datetime) -> Holders:
    """Return who could hold a seat in this partnership at this instant."""
    today = Q(until_on__isnull=True) | Q(until_on__gte=at.date())
    now = Q(partnership=partnership, ended_at__isnull=True) & today
    return Holders(
        members={row.organisation: row for row in members(partnership)},
        places=tuple(places_held(partnership, at=at)),
        held={(row.body, row.seat): row for row in HeldSeat.objects.filter(now).order_by("entry", "key")},
        resting=frozenset(Suspension.objects.filter(now).values_list("organisation", flat=True)),
    )


def seats_of(body: Body, among: Holders) -> list[Seat]:
    """Return every seat of a body, empty ones too, in the order of the charter; those that rest are left out."""
    seats = [seat for group in body.seats for seat in _of_group(body, group, among)]
    return [seat for seat in seats if not seat.organisation or seat.organisation not in among.resting]


def held_by(person: str, seats: Iterable[Seat]) -> list[Seat]:
    """Return the seats for which a person may speak, her own before those for which she stands in."""
    found = [seat for seat in seats if person in (seat.person, seat.substitute)]
    return sorted(found, key=lambda seat: seat.person != person)


def recusals(partnership: str, *, at: datetime) -> list[Recusal]:
    """Return who steps back from something at this instant. One question."""
    rows = Recusal.objects.filter(partnership=partnership, ended_at__isnull=True)
    return list(rows.filter(Q(until_on__isnull=True) | Q(until_on__gte=at.date())).order_by("entry", "key"))


def recused(
    seats: Iterable[Seat], among: Iterable[Recusal], *, matter: str, decision: int | None, concerns: Iterable[str]
) -> list[Seat]:
    """Return the seats, those whose holder has to step back from a decision marked with the entry of the recusal.

    :param decision: the entry that proposed it; nothing before it is proposed
    :param concerns: the member organisations that gain or lose by it
    """
    return marked(seats, among, matter=matter, decision=decision, concerns=concerns)


def _of_group(body: Body, group: SeatGroup, among: Holders) -> Iterator[Seat]:
    blank = Seat(name="", group=group.code, weight=group.weight, population=group.population)
    if group.held_by == "each_member":
        for organisation, member in among.members.items():
            yield _spoken_for(_named(blank, organisation, organisation, member.sector), body, among)
    elif group.held_by == "each_person":
        yield from _everybody(blank, among)
    else:
        organisation = group.of if group.held_by == "organisation" else ""
        for number in range(1, group.count + 1):
            yield _designated(_named(blank, number, organisation, _sector(group, among)), body, among)


def _named(blank: Seat, whose: str | int, organisation: str, sector: str) -> Seat:
    return replace(blank, name=seat_name(blank.group, whose), organisation=organisation, sector=sector)


def _sector(group: SeatGroup, among: Holders) -> str:
    if group.held_by == "sector" and group.of in SECTORS:
        return group.of
    if group.held_by == "organisation" and group.of in among.members:
        return among.members[group.of].sector
    return "community" if group.held_by in ("community", "lot") else ""


def _spoken_for(seat: Seat, body: Body, among: Holders) -> Seat:
    """Return the seat of a member organisation, held by whoever was designated, or else by its representative."""
    if (body.code, seat.name) in among.held:
        return _designated(seat, body, among)
    hers = among.speaking.get(seat.organisation, ())
    for role in _SPEAKS:
        for place in hers:
            if place.role == role:
                substitute = place.substitute or next((p.person for p in hers if p.role == "substitute"), "")
                return replace(seat, person=place.person, substitute=substitute)
    return seat


def _everybody(blank: Seat, among: Holders) -> Iterator[Seat]:
    met = set()
    for place in among.places:
        if place.person not in met and place.role != "observer":
            met.add(place.person)
            member = among.members.get(place.organisation)
            seat = _named(blank, place.person, place.organisation, member.sector if member else "community")
            yield replace(seat, person=place.person)


def _designated(seat: Seat, body: Body, among: Holders) -> Seat:
    row = among.held.get((body.code, seat.name))
    if row is None:
        return seat
    member = among.members.get(row.organisation)
    return replace(
        seat,
        person=row.person,
        substitute=row.substitute,
        organisation=row.organisation or seat.organisation,
        sector=seat.sector or (member.sector if member else ""),
    )
