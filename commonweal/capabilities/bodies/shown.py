"""What the pages of bodies show: seats and offices in words, and names for those who may read them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from commonweal.acts.capability import Says
from commonweal.acts.charters import setting_with
from commonweal.acts.perform import verdict_on_reading
from commonweal.acts.seats import Holders
from commonweal.capabilities.bodies.phrases import HOW, OFFICES, WHY_ENDED, here, seat_label
from commonweal.capabilities.bodies.queries import BodyNow, Decided, HeldSeat, SeatNow, Structure, structure
from commonweal.charter.clauses import Charter
from commonweal.charter.rules import Matter
from commonweal.people.identity import names_of
from commonweal.web.audience import PartnershipRequest

SOON = timedelta(days=60)
"""How long before its end a term is said to end soon."""

Named = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SeatRow:
    """One seat in words.

    :param holder: her name, for those who may read names; `role` says for all what she is there for
    """

    now: SeatNow
    label: str
    sector: str
    organisation: str
    holder: str
    substitute: str
    how: Says
    until_on: date | None
    ends_soon: bool

    @property
    def filled(self) -> bool:
        """Whether somebody holds it."""
        return self.now.seat.filled


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """One office of a body in words.

    :param stands_for: the organisation of whoever holds it, which everybody may read
    """

    office: str
    label: Says
    held: bool
    holder: str
    stands_for: str
    since_at: datetime | None
    until_on: date | None
    entry: int | None


@dataclass(frozen=True, slots=True)
class PastRow:
    """One holding of a seat in words, over or not."""

    row: HeldSeat
    label: str
    holder: str
    organisation: str
    how: Says
    why_ended: Says


@dataclass(frozen=True, slots=True)
class MatterRow:
    """A matter that a body decides, with the rule by which it does, both with their clauses."""

    name: str
    clause: str
    rule: str
    rule_clause: str
    delegated: bool = False


def structure_for(request: PartnershipRequest, *, only: str | None = None) -> Structure:
    """Return the bodies of the partnership that is looked at, as they are now."""
    charter = setting_with(request.partnership.pk, digest=request.partnership.charter).charter
    return structure(request.partnership.pk, charter, at=request.at, only=only)


def names_in(request: PartnershipRequest, people: Iterable[str]) -> Named:
    """Return the names behind these pseudonyms, for whoever the charter lets read names. At most one question."""
    wanted = {person for person in people if person}
    setting = setting_with(request.partnership.pk, digest=request.partnership.charter)
    if not wanted or not verdict_on_reading("names", by=request.actor, setting=setting):
        return {}
    return names_of(wanted, partnership=request.partnership.pk)


def people_of(now: Structure, body: BodyNow) -> set[str]:
    """Return everybody who is to be named on the page of a body."""
    seats = {person for each in body.seats for person in (each.seat.person, each.seat.substitute)}
    past = {row.person for row in now.history if row.body == body.body.code}
    return seats | past | {row.person for row in body.offices.values() if row}


def seat_rows(now: Structure, body: BodyNow, names: Named) -> list[SeatRow]:
    """Return the seats of a body in words."""
    soon = (now.at + SOON).date()
    return [seat_row(now, each, names, soon=soon) for each in body.seats]


def seat_row(now: Structure, each: SeatNow, names: Named, *, soon: date) -> SeatRow:
    """Return one seat in words."""
    organisation = organisation_of(now.among, each.seat.organisation)
    given = each.given
    return SeatRow(
        now=each,
        label=seat_label(each.group, each.seat, organisation),
        sector=each.seat.sector,
        organisation=organisation,
        holder=names.get(each.seat.person, ""),
        substitute=names.get(each.seat.substitute, "") or (_("yes") if each.seat.substitute else ""),
        how=HOW[given.how] if given else HOW["office"],
        until_on=given.until_on if given else None,
        ends_soon=bool(given and given.until_on and given.until_on <= soon),
    )


def office_rows(now: Structure, body: BodyNow, names: Named) -> list[OfficeRow]:
    """Return the offices of a body in words."""
    return [
        OfficeRow(
            office=office,
            label=OFFICES[office],
            held=row is not None,
            holder=names.get(row.person, "") if row else "",
            stands_for=_stands_for(now, body, row.person) if row else "",
            since_at=row.since_at if row else None,
            until_on=row.until_on if row else None,
            entry=row.entry if row else None,
        )
        for office, row in body.offices.items()
    ]


def _stands_for(now: Structure, body: BodyNow, person: str) -> str:
    """Return for whom the holder of an office sits in the body, or for whom she takes part."""
    seat = next((each.seat for each in body.seats if each.seat.person == person and each.seat.organisation), None)
    if seat is not None:
        return organisation_of(now.among, seat.organisation)
    place = next((each for each in now.among.places if each.person == person and each.organisation), None)
    return organisation_of(now.among, place.organisation) if place else ""


def past_rows(now: Structure, body: BodyNow, names: Named, rows: Iterable[HeldSeat]) -> list[PastRow]:
    """Return holdings of seats in words."""
    groups = {group.code: group for group in body.body.seats}
    found = []
    for row in rows:
        group = groups.get(row.seat.partition(".")[0])
        organisation = organisation_of(now.among, row.organisation)
        seat = body.seat(row.seat)
        label = (
            seat_label(group, seat.seat, organisation) if group and seat else (here(group.name) if group else row.seat)
        )
        why = WHY_ENDED.get(row.why_ended, "") if row.ended_at else ""
        found.append(PastRow(row, label, names.get(row.person, ""), organisation, HOW.get(row.how, row.how), why))
    return found


def matters_of(charter: Charter, body: BodyNow) -> list[MatterRow]:
    """Return what a body decides and by which rule; also what the body above it lets it decide."""
    found = []
    for clause, matter in charter.rules(Matter):
        delegated = matter.code in body.body.delegated and matter.body != body.body.code
        if matter.body != body.body.code and not delegated:
            continue
        ruled = charter.rule(matter.rule)
        name, number = (here(ruled[1].name), ruled[0].number) if ruled else (matter.rule, clause.number)
        found.append(MatterRow(here(matter.name), clause.number, name, number, delegated))
    return found


def decision_rows(charter: Charter, decided: Iterable[Decided], slug: str) -> list[tuple[Decided, str, str]]:
    """Return decisions with the name of their matter and the address of their page."""
    found = []
    for row in decided:
        matter = charter.matter(row.matter)
        address = page("decisions:decision", slug, row.decision) or reverse("entry", args=[slug, row.decision])
        found.append((row, here(matter[1].name) if matter else row.matter, address))
    return found


def page(name: str, *args: object) -> str:
    """Return the path of a page of another capability, or nothing where that is not installed."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def organisation_of(among: Holders, organisation: str) -> str:
    """Return what a member is called; nothing for who is none."""
    member = among.members.get(organisation)
    return member.name if member else ""
