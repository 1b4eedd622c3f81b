"""Majorities and quorums in exact fractions: what is counted, against what, and how much it takes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from commonweal.charter.roll import Seat
from commonweal.charter.rules import Quorum, Test

Line = dict[str, Any]
"""One line of the arithmetic: a code and its figures, ready for JSON; fractions as text."""

ONE, NOTHING = Fraction(1), Fraction(0)


@dataclass(frozen=True, slots=True)
class Vote:
    """One ballot on one question: the parts of a seat that say yes and no (1 and 0, unless it was split)."""

    yes: Fraction
    no: Fraction
    weight: Fraction
    population: Fraction
    organisation: str
    sector: str
    seat: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """What one majority came to."""

    yes: Fraction
    no: Fraction
    base: Fraction
    reached: bool


def number(value: Fraction) -> str:
    """Return a fraction as people write it: a whole number, or numerator and denominator."""
    return str(value)


def enough(part: Fraction, base: Fraction, share: Fraction, *, more: bool) -> bool:
    """Whether a part of a base reaches a share; nothing is reached where there is nobody."""
    return base > 0 and (part > share * base if more else part >= share * base)


def measured(
    test: Test, votes: Sequence[Vote], entitled: Sequence[Seat], present: Collection[str], *, tie: bool | None = None
) -> tuple[Counted, list[Line]]:
    """Return whether one majority is reached, with the lines that show it.

    :param entitled: seats that may vote on this, without those that step back
    :param present: the names of seats that are there
    :param tie: what the chair or the lot says where yes and no are equal; nothing where they leave it
    """
    if test.over == "each_sector":
        return _by_sector(test, votes, entitled, present, tie=tie)
    over = _MEASURES[test.over](votes, entitled, present)
    counted = _counted(test, *over, tie=tie)
    return counted, [{"code": "test", "over": test.over, **_figures(test, counted)}]


def is_level(test: Test, counted: Counted) -> bool:
    """Whether a majority of those voting failed only because yes and no are equal."""
    halves = test.of == "voting" and Fraction(test.share) == Fraction(1, 2) and test.more
    return halves and counted.yes == counted.no and counted.yes > 0


def quorum_lines(quorum: Quorum, entitled: Sequence[Seat], there: Collection[str]) -> tuple[bool, list[Line]]:
    """Return whether enough are there, with the lines that show it.

    :param entitled: the seats that count for the quorum
    """
    share, base = Fraction(quorum.share), Fraction(len(entitled))
    came = [seat for seat in entitled if seat.name in there]
    reached = enough(Fraction(len(came)), base, share, more=quorum.more)
    lines: list[Line] = [
        {
            "code": "quorum", "there": len(came), "of": len(entitled), "share": quorum.share, "more": quorum.more,
            "needed": number(share * base), "reached": reached,
        }
    ]  # fmt: skip
    if quorum.sectors:
        sectors = sorted({seat.sector for seat in came if seat.sector})
        enough_sectors = len(sectors) >= quorum.sectors
        lines.append(
            {"code": "quorum_sectors", "sectors": sectors, "needed": quorum.sectors, "reached": enough_sectors}
        )
        reached = reached and enough_sectors
    for wanted in quorum.presence:
        seats = sum(seat.sector == wanted.sector for seat in came)
        lines.append(
            {
                "code": "quorum_presence", "sector": wanted.sector, "there": seats, "needed": wanted.seats,
                "reached": seats >= wanted.seats,
            }
        )  # fmt: skip
        reached = reached and seats >= wanted.seats
    return reached, lines


def _counted(test: Test, yes: Fraction, no: Fraction, bases: dict[str, Fraction], *, tie: bool | None) -> Counted:
    base = bases[test.of] if test.of in bases else yes + no
    counted = Counted(yes, no, base, enough(yes, base, Fraction(test.share), more=test.more))
    if tie and is_level(test, counted):
        return Counted(yes, no, base, reached=True)
    return counted


def _figures(test: Test, counted: Counted) -> Line:
    return {
        "of": test.of, "yes": number(counted.yes), "no": number(counted.no), "base": number(counted.base),
        "share": test.share, "more": test.more, "needed": number(Fraction(test.share) * counted.base),
        "reached": counted.reached,
    }  # fmt: skip


def _by_sector(
    test: Test, votes: Sequence[Vote], entitled: Sequence[Seat], present: Collection[str], *, tie: bool | None
) -> tuple[Counted, list[Line]]:
    sectors = sorted({seat.sector for seat in entitled if seat.sector})
    lines: list[Line] = []
    reached_in = 0
    for sector in sectors:
        seats = [seat for seat in entitled if seat.sector == sector]
        over = _seats([vote for vote in votes if vote.sector == sector], seats, present)
        counted = _counted(test, *over, tie=tie)
        reached_in += counted.reached
        lines.append({"code": "sector_test", "sector": sector, **_figures(test, counted)})
    needed = test.sectors or len(sectors)
    reached = bool(sectors) and reached_in >= needed
    lines.append(
        {"code": "sectors", "reached_in": reached_in, "of": len(sectors), "needed": needed, "reached": reached}
    )
    return Counted(Fraction(reached_in), NOTHING, Fraction(len(sectors)), reached), lines


Measured = tuple[Fraction, Fraction, dict[str, Fraction]]


def _by(size_of_vote: Callable[[Vote], Fraction], size_of_seat: Callable[[Seat], Fraction]) -> Callable[..., Measured]:
    def measure(votes: Iterable[Vote], entitled: Sequence[Seat], present: Collection[str]) -> Measured:
        votes = list(votes)
        yes = sum((vote.yes * size_of_vote(vote) for vote in votes), NOTHING)
        no = sum((vote.no * size_of_vote(vote) for vote in votes), NOTHING)
        bases = {
            "entitled": sum((size_of_seat(seat) for seat in entitled), NOTHING),
            "present": sum((size_of_seat(seat) for seat in entitled if seat.name in present), NOTHING),
        }
        return yes, no, bases

    return measure


def _organisations(votes: Iterable[Vote], entitled: Sequence[Seat], present: Collection[str]) -> Measured:
    """Count each organisation once, by the larger part of its seats."""
    balance: dict[str, Fraction] = {}
    for vote in votes:
        if vote.organisation:
            balance[vote.organisation] = balance.get(vote.organisation, NOTHING) + vote.yes - vote.no
    yes = Fraction(sum(side > 0 for side in balance.values()))
    no = Fraction(sum(side < 0 for side in balance.values()))
    everybody = {seat.organisation for seat in entitled if seat.organisation}
    came = {seat.organisation for seat in entitled if seat.organisation and seat.name in present}
    return yes, no, {"entitled": Fraction(len(everybody)), "present": Fraction(len(came))}


_seats = _by(lambda vote: ONE, lambda seat: ONE)
_MEASURES: dict[str, Callable[..., Measured]] = {
    "seats": _seats,
    "weight": _by(lambda vote: vote.weight, lambda seat: Fraction(seat.weight)),
    "population": _by(lambda vote: vote.population, lambda seat: Fraction(seat.population)),
    "organisations": _organisations,
}
