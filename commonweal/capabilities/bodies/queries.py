"""Questions asked of bodies: who sits where, which seats are empty and since when, who holds which office."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Q

from commonweal.acts.charters import setting_with
from commonweal.acts.seats import Holders, seats_of
from commonweal.charter.clauses import Charter, Clause
from commonweal.charter.roll import Seat
from commonweal.charter.rules import Body, SeatGroup
from commonweal.partnerships.models import CharterInForce, Decided, HeldOffice, HeldSeat, Representation, Suspension
from commonweal.partnerships.queries import members

__all__ = ["Decided", "HeldOffice", "HeldSeat"]

SPEAKS = ("representative", "convener")
"""The places that fill an organisation's seat by their office."""


@dataclass(frozen=True, slots=True)
class SeatNow:
    """A seat as it is at one instant.

    :param given: by which act it is held, where somebody was designated; nothing for one held by office
    :param expired: the holding whose last day is over and whose place nobody has taken
    :param empty_since: since when nobody holds it; nothing where somebody does
    """

    seat: Seat
    group: SeatGroup
    given: HeldSeat | None = None
    expired: HeldSeat | None = None
    empty_since: datetime | None = None

    @property
    def of_an_organisation(self) -> bool:
        """Whether it is an organisation that says who holds it."""
        return self.group.held_by in ("each_member", "organisation")


@dataclass(frozen=True, slots=True)
class BodyNow:
    """A body as it is at one instant, with the clause that sets it.

    :param depth: how many bodies it stands under
    :param offices: every office that the charter gives it, with whoever holds it
    :param over: whether its last day is over
    """

    clause: Clause
    body: Body
    seats: tuple[SeatNow, ...]
    offices: Mapping[str, HeldOffice | None]
    depth: int = 0
    over: bool = False

    @property
    def filled(self) -> int:
        """How many of its seats somebody holds."""
        return sum(each.seat.filled for each in self.seats)

    @property
    def empty(self) -> int:
        """How many of its seats nobody holds."""
        return len(self.seats) - self.filled

    def seat(self, name: str) -> SeatNow | None:
        """Return the seat of this name, or nothing."""
        return next((each for each in self.seats if each.seat.name == name), None)


@dataclass(frozen=True, slots=True)
class Structure:
    """All bodies of a partnership at one instant, a body before those that stand under it."""

    charter: Charter
    bodies: tuple[BodyNow, ...]
    among: Holders
    history: tuple[HeldSeat, ...]
    at: datetime

    def body(self, code: str) -> BodyNow | None:
        """Return the body of this code, or nothing."""
        return next((each for each in self.bodies if each.body.code == code), None)

    def above(self, code: str) -> list[BodyNow]:
        """Return the bodies above one, the nearest first."""
        found: list[BodyNow] = []
        here = self.body(code)
        while here is not None and here.body.parent and len(found) < len(self.bodies):
            here = self.body(here.body.parent)
            found += [here] if here else []
        return found

    def chairs(self, code: str) -> set[str]:
        """Return the pseudonyms of who chairs a body or the one right above it."""
        nearest = [each for each in (self.body(code), *self.above(code)[:1]) if each]
        return {row.person for each in nearest if (row := each.offices.get("chair"))}


def structure(partnership: str, charter: Charter, *, at: datetime, only: str | None = None) -> Structure:
    """Return the bodies that a charter sets, with who sits in them. At most six questions, however many there are.

    :param only: the code of the one body whose seats are wanted; the others are returned without theirs
    """
    history = tuple(HeldSeat.objects.filter(partnership=partnership).order_by("entry", "key"))
    places = list(Representation.objects.filter(partnership=partnership).order_by("entry", "key"))
    among = _among(partnership, history, places, at=at)
    offices = _offices(partnership, on=at.date())
    expired = {(r.body, r.seat): r for r in history if r.ended_at is None and r.until_on and r.until_on < at.date()}
    found = []
    for depth, clause, body in in_order(charter):
        wanted = only in (None, body.code)
        seats = [_seat_now(body, seat, among, expired) for seat in seats_of(body, among)] if wanted else []
        held: dict[str, HeldOffice | None] = {name: offices.get((body.code, name)) for name in body.offices}
        over = body.sunset_on is not None and body.sunset_on < at.date()
        found.append(BodyNow(clause, body, tuple(seats), held, depth, over))
    dated = _since_when(partnership, found, among, history, places)
    return Structure(charter, tuple(dated), among, history, at)


def in_order(charter: Charter) -> Iterator[tuple[int, Clause, Body]]:
    """Yield every body with its depth and its clause, a body before those under it; none is lost, none comes twice."""
    rows = list(charter.rules(Body))
    codes = {body.code for _clause, body in rows}
    met: set[str] = set()

    def under(parent: str | None, depth: int) -> Iterator[tuple[int, Clause, Body]]:
        for clause, body in rows:
            above = body.parent if body.parent in codes else None
            if above == parent and body.code not in met:
                met.add(body.code)
                yield depth, clause, body
                yield from under(body.code, depth + 1)

    yield from under(None, 0)
    yield from ((0, clause, body) for clause, body in rows if body.code not in met)


def history_of(structure: Structure, body: str, seat: str | None = None) -> list[HeldSeat]:
    """Return every holding of a body's seats, or of one seat, the newest first."""
    rows = [row for row in structure.history if row.body == body and seat in (None, row.seat)]
    return rows[::-1]


def decided_by(partnership: str, body: str, *, most: int = 20) -> list[Decided]:
    """Return what a body decided, the newest first."""
    return list(Decided.objects.filter(partnership=partnership, body=body).order_by("-entry")[:most])


def decision(partnership: str, position: int) -> Decided | None:
    """Return the latest result of the decision that this entry proposed, or nothing."""
    return Decided.objects.filter(partnership=partnership, decision=position).order_by("-entry").first()


def carried(partnership: str) -> list[Decided]:
    """Return the decisions that were carried and not taken back, the newest first; as many as a form offers."""
    rows = Decided.objects.filter(partnership=partnership, outcome="carried", reopened_at__isnull=True)
    return list(rows.order_by("-entry")[:40])


def offices_ever(partnership: str) -> list[HeldOffice]:
    """Return every holding of an office, in the order in which they began."""
    return list(HeldOffice.objects.filter(partnership=partnership).order_by("entry", "key"))


def ended_by(partnership: str, position: int) -> list[str]:
    """Return the pseudonyms of those whose seat or office an entry ended."""
    seats = HeldSeat.objects.filter(partnership=partnership, ended_entry=position)
    offices = HeldOffice.objects.filter(partnership=partnership, ended_entry=position)
    return [*seats.values_list("person", flat=True), *offices.values_list("person", flat=True)]


def _among(partnership: str, history: Iterable[HeldSeat], places: Iterable[Representation], *, at: datetime) -> Holders:
    """Return what `acts.seats.holders` returns, from the rows that are at hand with those of the past."""
    today = at.date()
    resting = Suspension.objects.filter(partnership=partnership, ended_at__isnull=True)
    resting = resting.filter(Q(until_on__isnull=True) | Q(until_on__gte=today))
    return Holders(
        members={row.organisation: row for row in members(partnership)},
        places=tuple(row for row in places if _in_force(row, today)),
        held={(row.body, row.seat): row for row in history if _in_force(row, today)},
        resting=frozenset(resting.values_list("organisation", flat=True)),
    )


def _in_force(row: HeldSeat | Representation, today: date) -> bool:
    return row.ended_at is None and (row.until_on is None or row.until_on >= today)


def _offices(partnership: str, *, on: date) -> dict[tuple[str, str], HeldOffice]:
    rows = HeldOffice.objects.filter(partnership=partnership, ended_at__isnull=True).order_by("entry", "key")
    return {(row.body, row.office): row for row in rows if row.until_on is None or row.until_on >= on}


def _seat_now(body: Body, seat: Seat, among: Holders, expired: Mapping[tuple[str, str], HeldSeat]) -> SeatNow:
    group = next(each for each in body.seats if each.code == seat.group)
    where = (body.code, seat.name)
    return SeatNow(seat, group, given=among.held.get(where), expired=None if seat.filled else expired.get(where))


# ── Since when a seat is empty ────────────────────────────────────────────────────────────────────


def _since_when(
    partnership: str,
    found: Sequence[BodyNow],
    among: Holders,
    history: Sequence[HeldSeat],
    places: Sequence[Representation],
) -> Iterator[BodyNow]:
    empty = [each for here in found for each in here.seats if not each.seat.filled]
    if not empty:
        yield from found
        return
    began = _groups_began(partnership)
    left = _latest(((row.organisation, ""), row) for row in places if row.role in SPEAKS)
    last = _latest(((row.body, row.seat), row) for row in history)

    def since(here: BodyNow, each: SeatNow) -> datetime | None:
        reasons = (
            began.get((here.body.code, each.group.code)),
            _joined(among, each.seat.organisation),
            left.get((each.seat.organisation, "")),
            last.get((here.body.code, each.seat.name)),
        )
        return max(filter(None, reasons), default=None)

    for here in found:
        seats = (each if each.seat.filled else replace(each, empty_since=since(here, each)) for each in here.seats)
        yield replace(here, seats=tuple(seats))


def _groups_began(partnership: str) -> dict[tuple[str, str], datetime]:
    """Return since when, without a break, a charter has known each group of seats."""
    rows = CharterInForce.objects.filter(partnership=partnership).order_by("-since").values_list("digest", "since_at")
    began: dict[tuple[str, str], datetime] = {}
    going: set[tuple[str, str]] | None = None
    for digest, since_at in rows:
        charter = setting_with(partnership, digest=digest).charter
        known = {(body.code, group.code) for _clause, body in charter.rules(Body) for group in body.seats}
        going = known if going is None else going & known
        began |= dict.fromkeys(going, since_at)
    return began


def _latest(
    rows: Iterable[tuple[tuple[str, str], HeldSeat | Representation]],
) -> dict[tuple[str, str], datetime]:
    """Return when the last of these holdings ended, by what was held."""
    left: dict[tuple[str, str], datetime] = {}
    for what, row in rows:
        end = row.ended_at or (_day_after(row.until_on) if row.until_on else None)
        if end is not None:
            left[what] = max(end, left.get(what, end))
    return left


def _joined(among: Holders, organisation: str) -> datetime | None:
    member = among.members.get(organisation)
    return member.joined_at if member else None


def _day_after(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), UTC)
