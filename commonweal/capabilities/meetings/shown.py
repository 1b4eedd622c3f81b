"""What the pages of meetings show: meetings, seats and quorum in words, names for those who may read them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.acts.capability import Says
from commonweal.acts.charters import setting_with
from commonweal.acts.perform import verdict_on_reading
from commonweal.capabilities.meetings import queries
from commonweal.capabilities.meetings.phrases import HOW, OUTCOMES, PHASES, PURPOSES, THERE, here, matters, quorum_says
from commonweal.capabilities.meetings.queries import Decided, Meeting, SeatPresence, Whole, phase_of
from commonweal.capabilities.meetings.sitting import THERE as IS_THERE
from commonweal.charter.clauses import Charter
from commonweal.charter.roll import Seat
from commonweal.partnerships.models import Sector
from commonweal.people.identity import names_of
from commonweal.web.audience import PartnershipRequest

Named = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting in words."""

    row: Meeting
    name: str
    body: str
    phase: str
    state: Says
    how: Says


@dataclass(frozen=True, slots=True)
class PointRow:
    """A point of an agenda in words, with what was decided on it."""

    point: Mapping[str, Any]
    purpose: Says
    matter: str
    decision: str
    outcome: Says


@dataclass(frozen=True, slots=True)
class QuorumRow:
    """Whether enough are there for some matters: the sentence of each of its conditions, and who steps back."""

    matters: str
    clause: str
    reached: bool
    says: Sequence[str]
    recused: int


@dataclass(frozen=True, slots=True)
class SectorRow:
    """How many seats of a sector are there."""

    sector: str
    label: Says
    there: int
    of: int

    @property
    def signs(self) -> list[bool]:
        """One for each seat, whether it is empty at the meeting; at most forty."""
        return [n >= self.there for n in range(min(self.of, 40))]


def charter_of(request: PartnershipRequest) -> Charter:
    """Return the charter in force where somebody looks."""
    return setting_with(request.partnership.pk, digest=request.partnership.charter).charter


def names_in(request: PartnershipRequest, people: Iterable[str]) -> Named:
    """Return the names behind these pseudonyms, for whoever the charter lets read names. At most one question."""
    wanted = {person for person in people if person}
    setting = setting_with(request.partnership.pk, digest=request.partnership.charter)
    if not wanted or not verdict_on_reading("names", by=request.actor, setting=setting):
        return {}
    return names_of(wanted, partnership=request.partnership.pk)


def meeting_row(row: Meeting, charter: Charter) -> MeetingRow:
    """Return a meeting in words."""
    known = charter.body(row.body)
    body = here(known[1].name) if known else row.body
    phase = phase_of(row)
    return MeetingRow(row, row.title or body, body, phase, PHASES[phase], HOW[row.how])


def point_rows(row: Meeting, charter: Charter, results: Mapping[int, Decided], slug: str) -> list[PointRow]:
    """Return the points of the agenda in words."""
    found = []
    for point in row.agenda:
        matter = matters(charter, [point["on"]]) if point["on"] else ""
        result = results.get(point["decision"])
        outcome = OUTCOMES.get(result.outcome, result.outcome) if result else ""
        decision = address_of_decision(point["decision"], slug) if point["decision"] is not None else ""
        found.append(PointRow(point, PURPOSES[point["purpose"]], matter, decision, outcome))
    return found


def results_for(row: Meeting) -> dict[int, Decided]:
    """Return what came out of the decisions on an agenda. One question where there are any."""
    positions = [point["decision"] for point in row.agenda if point["decision"] is not None]
    return queries.results_of(row.partnership, positions) if positions else {}


def address_of_decision(position: int, slug: str) -> str:
    """Return the page of a decision, or of its entry where decisions have no pages here."""
    try:
        return reverse("decisions:decision", args=[slug, position])
    except NoReverseMatch:
        return reverse("entry", args=[slug, position])


def address_of_body(body: str, slug: str) -> str:
    """Return the page of a body, or nothing where bodies have no pages here."""
    try:
        return reverse("bodies:body", args=[slug, body])
    except NoReverseMatch:
        return ""


def quorum_rows(found: Iterable[Mapping[str, Any]], charter: Charter) -> list[QuorumRow]:
    """Return what was found of each quorum in words."""
    return [
        QuorumRow(
            matters=matters(charter, each["matters"]),
            clause=each["clause"],
            reached=each["reached"],
            says=[quorum_says(line) for line in each["lines"]],
            recused=len(each["recused"]),
        )
        for each in found
    ]


def sector_rows(seats: Iterable[tuple[str, bool]]) -> list[SectorRow]:
    """Return how many seats of each sector are there.

    :param seats: the sector of each seat that somebody holds, and whether it is there
    """
    seats = list(seats)
    of, there = Counter(sector for sector, _there in seats), Counter(sector for sector, is_there in seats if is_there)
    labels: dict[str, Says] = dict(Sector.choices)
    return [SectorRow(s, labels.get(s, _("Without a sector")), there[s], of[s]) for s in [*Sector.values, ""] if of[s]]


def live_sectors(whole: Whole, seats: Iterable[Seat]) -> list[SectorRow]:
    """Return the same while a meeting goes on, from the seats as they are held now."""
    there = {each.seat for each in whole.there}
    return sector_rows((seat.sector, seat.name in there) for seat in seats if seat.filled)


def kept_sectors(whole: Whole) -> list[SectorRow]:
    """Return the same of a meeting that is over."""
    return sector_rows((each.sector, each.how in IS_THERE) for each in whole.seats)


def seat_label(charter: Charter, body: str, seat: str, organisation: str) -> str:
    """Return what a seat is called: its organisation, or its group and number."""
    if organisation:
        return organisation
    known, (group, _dot, number) = charter.body(body), seat.partition(".")
    named = next((each for each in known[1].seats if each.code == group), None) if known else None
    if named is None:
        return seat
    return f"{here(named.name)} {number}" if number.isdigit() and named.count > 1 else here(named.name)


@dataclass(frozen=True, slots=True)
class PresenceRow:
    """One seat at a meeting in words."""

    seat: SeatPresence
    label: str
    holder: str
    how: Says


def presence_rows(whole: Whole, charter: Charter, orgs: Named, names: Named) -> list[PresenceRow]:
    """Return who was there, those who were first."""
    rows = [
        PresenceRow(
            each,
            seat_label(charter, whole.row.body, each.seat, orgs.get(each.organisation, "")),
            names.get(each.person, ""),
            THERE[each.how],
        )
        for each in whole.seats
    ]
    return sorted(rows, key=lambda row: (row.seat.how not in IS_THERE, row.label.casefold()))


def quorum_in_a_sentence(rows: Sequence[QuorumRow]) -> str:
    """Return whether enough are there, in one sentence."""
    if not rows:
        return _("The charter asks for no number of seats.")
    short = sum(not row.reached for row in rows)
    if not short:
        return _("Enough seats are there for everything that can be decided.")
    if short == len(rows):
        return _("Too few seats are there to decide.")
    says = ngettext(
        "Enough are there for some matters, and too few for %(n)s kind of them.",
        "Enough are there for some matters, and too few for %(n)s kinds of them.",
        short,
    )
    return says % {"n": short}
