"""How a decision stands at an instant, and what one person may do in it: what its page asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from commonweal.acts.charters import setting_with
from commonweal.acts.seats import held_by
from commonweal.capabilities.decisions import queries, voting
from commonweal.capabilities.decisions.completing import (
    Around,
    box_of,
    box_with_casts,
    case_in,
    matter_now,
    seat_as_it_is,
    seats_now,
)
from commonweal.capabilities.decisions.queries import BallotRound, CastBallot, Decision
from commonweal.charter.clauses import Charter, Clause
from commonweal.charter.deciding import Case, decide
from commonweal.charter.mattering import Found, NoMatter, found
from commonweal.charter.roll import Seat


@dataclass(frozen=True)
class HerSeat:
    """A seat for which somebody may vote.

    :param how: ``own``, ``substitute`` or ``proxy``
    :param voted: whether a ballot came from it; `ballot` what it says, where the ballot is open
    """

    seat: Seat
    how: str
    voted: bool
    ballot: CastBallot | None


@dataclass(frozen=True)
class Standing:
    """How a decision stands.

    :param law: matter, body and rule with their clauses: of the last ballot, or else those in force; nothing where the
        charter lets nobody decide it any more
    :param seats: the roll of the last ballot as it is now, or the seats as they would be on it
    :param voted: names of seats from which a ballot came; while a secret ballot is open, for its holder's eyes only
    :param lines: the arithmetic: of the result, or as things stand in an open ballot; in a secret one before it closes
        the roll and the quorum alone
    :param turnout: of a secret ballot that is open
    """

    row: Decision
    law: Found | None
    ballot: BallotRound | None
    seats: list[Seat]
    voted: frozenset[str]
    lines: list[Mapping[str, Any]]
    turnout: voting.Turnout | None = None

    @property
    def takes_ballots(self) -> bool:
        """Whether the last ballot was opened and not closed yet."""
        return self.ballot is not None and self.ballot.closed_at is None


def standing(row: Decision, *, at: datetime) -> Standing:
    """Return how a decision stands; the number of questions does not grow with the seats or ballots."""
    ballot = queries.last_round(row.partnership, row.decision) if row.stage != "discussion" else None
    return standing_in(row, ballot, None, at=at)


def standing_in(row: Decision, ballot: BallotRound | None, around: Around | None, *, at: datetime) -> Standing:
    """Return how a decision stands, from what the caller has at hand.

    :param ballot: its last one; nothing before one was opened, or after the decision was reopened
    """
    if ballot is None:
        law = matter_now(row)
        return Standing(row, law, None, seats_now(row, law, at=at) if law else [], frozenset(), [])
    law = law_of(row, ballot)
    box = box_with_casts(ballot, at=at, around=around) if ballot.closed_at is None else box_of(ballot)
    case = case_in(ballot, box, around=around)
    if ballot.closed_at is not None:
        return Standing(row, law, ballot, list(case.seats), frozenset(case.who_voted), ballot.lines)
    shown = voting.turnout_in(box) if ballot.secret else None
    return Standing(row, law, ballot, list(case.seats), frozenset(case.who_voted), provisional(case, shown), shown)


def provisional(case: Case, shown: voting.Turnout | None) -> list[Mapping[str, Any]]:
    """Return the arithmetic as it stands before a ballot is closed; of a secret one nothing that tells how votes went.

    :param shown: the turnout of a secret ballot; nothing for an open one
    """
    lines = decide(case).lines
    if shown is None:
        return list(lines)
    harmless = _HARMLESS | _BY_SECTOR if shown.sectors else _HARMLESS
    return [line for line in lines if line["code"] in harmless]


_HARMLESS = frozenset({"roll", "recused", "ballots", "quorum"})
_BY_SECTOR = frozenset({"quorum_sectors", "quorum_presence"})


def law_of(row: Decision, ballot: BallotRound) -> Found | None:
    """Return matter, body and rule of a ballot under the charter that ruled when it opened."""
    charter = charter_of(ballot)
    try:
        return found(charter, ballot.matter, amount=row.amount or None, currency=row.currency or None)
    except NoMatter:
        return None


def charter_of(ballot: BallotRound) -> Charter:
    """Return the charter under which a ballot was opened."""
    return setting_with(ballot.partnership, digest=ballot.charter).charter


def clause_of_rule(ballot: BallotRound) -> Clause | None:
    """Return the clause that sets the rule of a ballot."""
    ruling = charter_of(ballot).rule(ballot.rule)
    return ruling[0] if ruling else None


def seats_of_hers(stands: Standing, person: str | None) -> list[HerSeat]:
    """Return the seats for which somebody may vote now: her own, those she stands in for, and those by proxy."""
    if person is None or stands.ballot is None:
        return []
    ballot = stands.ballot
    given = {one.seat for one in queries.proxies_in(ballot.partnership, ballot.decision) if one.to == person}
    by_name = {seat.name: seat for seat in stands.seats}
    hers = [(seat, "own" if seat.person == person else "substitute") for seat in held_by(person, stands.seats)]
    known = {seat.name for seat, _how in hers}
    hers += [(by_name[name], "proxy") for name in sorted(given - known) if name in by_name]
    cast = {} if ballot.secret else {row.seat: row for row in queries.ballots_in(ballot.partnership, ballot.entry)}
    return [HerSeat(seat, how, seat.name in stands.voted, cast.get(seat.name)) for seat, how in hers]


def her_seat(ballot: BallotRound, name: str, person: str | None, *, at: datetime) -> HerSeat | None:
    """Return one seat for which somebody may vote, at a price that does not grow with the roll; nothing where not."""
    seat = seat_as_it_is(ballot, name, at=at)
    if seat is None or not person:
        return None
    given = queries.proxies_in(ballot.partnership, ballot.decision)
    if person in (seat.person, seat.substitute):
        how = "own" if person == seat.person else "substitute"
    elif any(one.to == person and one.seat == name for one in given):
        how = "proxy"
    else:
        return None
    if ballot.secret:
        return HerSeat(seat, how, voting.has_voted(ballot, name), None)
    cast = queries.ballot_of(ballot.partnership, ballot.entry, name)
    return HerSeat(seat, how, cast is not None, cast)
