"""Decide: from a rule, the roll of seats and the ballots to what follows, with its arithmetic line by line.

Pure, and the same wherever it is asked: when the house closes a ballot, when a page shows how things stand, and when
somebody who doubts the host computes a result again from a bundle. `docs/methods/deciding.md` explains every step.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Literal

from commonweal.charter.choices import ABSTAIN, SECRECY_NEEDS, Choice
from commonweal.charter.electing import elect
from commonweal.charter.majorities import NOTHING, ONE, Line, Vote, is_level, measured, number, quorum_lines
from commonweal.charter.roll import Seat
from commonweal.charter.rules import YES_NO, DecisionRule
from commonweal.charter.vetoing import VetoUsed, stopped
from commonweal.methods.ballots.sheet import seeded_order

Outcome = Literal["carried", "failed", "no_quorum", "tied", "vetoed"]


@dataclass(frozen=True, slots=True)
class Ballot:
    """A ballot as it is counted.

    :param seat: the name of the seat; nothing in a secret ballot, which says of itself only what the rule needs
    """

    choice: Choice
    seat: str = ""
    weight: str | None = None
    population: str | None = None
    organisation: str | None = None
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """Everything on which the outcome of one ballot depends.

    :param seats: the roll, with who steps back marked
    :param voted: names of seats that put in a ballot, where the ballots themselves do not say it
    :param present: names of seats that were at the meeting; nothing for a written or remote vote
    :param options: the codes of what is chosen among; nothing for a question
    :param objections: entries of reasoned objections that stand, in consent, each by the name of its seat
    :param vetoes: vetoes that were used
    :param chosen: what the chair said where votes are equal, or whoever proposed, after advice; nothing before
    :param seed: the root of the closed box, by which lots are drawn
    """

    rule: DecisionRule
    seats: Sequence[Seat]
    ballots: Sequence[Ballot] = ()
    voted: Collection[str] = ()
    present: Collection[str] | None = None
    options: Sequence[str] = ()
    objections: dict[int, str] = field(default_factory=dict)
    vetoes: Sequence[VetoUsed] = ()
    chosen: str | None = None
    seed: str = ""

    @property
    def entitled(self) -> list[Seat]:
        """Return the seats that may vote: held by somebody who need not step back."""
        return _entitled(self.seats)

    @property
    def who_voted(self) -> set[str]:
        """Return the names of entitled seats from which a ballot came."""
        came = {*self.voted, *(ballot.seat for ballot in self.ballots if ballot.seat)}
        return came & {seat.name for seat in self.entitled}

    @property
    def there(self) -> set[str]:
        """Return the names of entitled seats that are there: by ballot, by objection or in the meeting."""
        came = self.who_voted | set(self.objections.values()) | set(self.present or ())
        return came & {seat.name for seat in self.entitled}


@dataclass(frozen=True, slots=True)
class Result:
    """What came out, and the lines that show how."""

    outcome: Outcome
    winners: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()


def decide(case: Case) -> Result:
    """Return what follows from the ballots under the rule."""
    lines = _roll_lines(case)
    if case.rule.quorum is not None:
        counted, there = _for_quorum(case)
        reached, shown = quorum_lines(case.rule.quorum, counted, there)
        lines += shown
        if not reached:
            return _ended("no_quorum", (), lines)
    if not case.entitled:
        return _ended("no_quorum", (), [*lines, {"code": "nobody_entitled"}])
    if case.rule.method in YES_NO:
        outcome = _answer(case, lines)
        winners: tuple[str, ...] = ()
    else:
        outcome, winners = elect(case.rule, _weighed(case), case.options, case.chosen, case.seed, lines)
    if outcome == "carried" and case.rule.vetoes:
        votes = _votes(case) if case.rule.method in YES_NO else []
        if stopped(case.rule.vetoes, case.vetoes, case.entitled, votes, case.there, lines):
            return _ended("vetoed", (), lines)
    return _ended(outcome, winners, lines)


def revealing(rule: DecisionRule, seats: Sequence[Seat]) -> tuple[str, str, int] | None:
    """Return what would betray a voter in a secret ballot: what its lines must say, of whom, and how few they are.

    Nothing is returned where at least three seats look alike on every ballot.
    """
    entitled = _entitled(seats)
    names = shown_on_ballots(rule, seats)
    groups: dict[tuple[str, ...], int] = {}
    for seat in entitled:
        alike = tuple(str(getattr(seat, name)) for name in names)
        groups[alike] = groups.get(alike, 0) + 1
    for alike, seats_in in sorted(groups.items(), key=lambda group: (group[1], group[0])):
        if seats_in < SECRECY_NEEDS:
            return ", ".join(names), ", ".join(alike), seats_in
    return None


def shown_on_ballots(rule: DecisionRule, seats: Sequence[Seat]) -> tuple[str, ...]:
    """Return what a secret ballot must say of its seat for the rule to be counted, and nothing besides."""
    entitled = _entitled(seats)
    needed = {_SHOWN[test.over] for test in rule.tests if test.over in _SHOWN}
    needed |= {_SHOWN[veto.override.over] for veto in rule.vetoes if veto.override and veto.override.over in _SHOWN}
    if rule.split or rule.method not in YES_NO:
        needed.add("weight")
    differing = {name for name in needed if len({getattr(seat, name) for seat in entitled}) > 1}
    return tuple(name for name in ("weight", "population", "organisation", "sector") if name in differing)


_SHOWN = {
    "weight": "weight",
    "population": "population",
    "organisations": "organisation",
    "each_sector": "sector",
}


def _entitled(seats: Sequence[Seat]) -> list[Seat]:
    return [seat for seat in seats if seat.filled and seat.recused is None]


def _ended(outcome: Outcome, winners: tuple[str, ...], lines: list[Line]) -> Result:
    return Result(outcome, winners, (*lines, {"code": "outcome", "outcome": outcome, "winners": list(winners)}))


def _roll_lines(case: Case) -> list[Line]:
    empty = sum(not seat.filled for seat in case.seats)
    recused = [seat for seat in case.seats if seat.filled and seat.recused is not None]
    lines: list[Line] = [
        {
            "code": "roll",
            "seats": len(case.seats),
            "empty": empty,
            "recused": len(recused),
            "entitled": len(case.entitled),
        }
    ]
    lines += [{"code": "recused", "seat": seat.name, "entry": seat.recused} for seat in recused]
    lines.append({"code": "ballots", "ballots": len(_votes(case)), "of": len(case.entitled)})
    return lines


def _for_quorum(case: Case) -> tuple[list[Seat], set[str]]:
    """Return the seats that count for the quorum, and the names of those that are there."""
    if not (case.rule.quorum and case.rule.quorum.recused):
        return case.entitled, case.there
    filled = [seat for seat in case.seats if seat.filled]
    aside = {seat.name for seat in filled if seat.recused is not None}
    return filled, case.there | (aside if case.present is None else aside & set(case.present))


def _answer(case: Case, lines: list[Line]) -> Outcome:
    votes = _votes(case)
    yes, no = sum((v.yes for v in votes), NOTHING), sum((v.no for v in votes), NOTHING)
    lines.append({"code": "answers", "yes": number(yes), "no": number(no), "abstain": number(len(votes) - yes - no)})
    if case.rule.method == "majority":
        return _majority(case, votes, lines)
    if case.rule.method == "consent":
        standing = sorted(case.objections)
        lines.append({"code": "objections", "standing": len(standing), "entries": standing})
        return "failed" if standing else "carried"
    if case.rule.method == "consensus":
        agreed = yes > 0 and no == 0
        lines.append({"code": "consensus", "reached": agreed})
        return "carried" if agreed else "failed"
    if case.chosen is None:
        lines.append({"code": "proposer_awaited"})
        return "tied"
    lines.append({"code": "proposer", "choice": case.chosen})
    return "carried" if case.chosen == "yes" else "failed"


def _majority(case: Case, votes: list[Vote], lines: list[Line]) -> Outcome:
    """Hold the votes against every test; where only equal votes stand in the way, the chair or a lot may decide."""
    tests = case.rule.tests
    tried = [measured(test, votes, case.entitled, case.there) for test in tests]
    level = any(is_level(test, counted) for test, (counted, _lines) in zip(tests, tried, strict=True))
    chair = case.rule.casting_vote or case.rule.ties == "chair"
    if not level or not (chair or case.rule.ties == "lot"):
        lines += [line for _counted, shown in tried for line in shown]
        if level:
            lines.append({"code": "level_fails"})
        return "carried" if all(counted.reached for counted, _lines in tried) else "failed"
    if chair and case.chosen is None:
        lines += [line for _counted, shown in tried for line in shown]
        with_it = [measured(test, votes, case.entitled, case.there, tie=True)[0].reached for test in tests]
        if not all(with_it):  # her vote could not carry it
            return "failed"
        lines.append({"code": "chair_awaited", "options": ["yes", "no"]})
        return "tied"
    if not chair and not case.seed:
        lines += [line for _counted, shown in tried for line in shown]
        lines.append({"code": "lot_awaited"})
        return "tied"
    said = case.chosen if chair else seeded_order(["no", "yes"], case.seed)[0]
    tried = [measured(test, votes, case.entitled, case.there, tie=said == "yes") for test in tests]
    lines += [line for _counted, shown in tried for line in shown]
    lines.append({"code": "chair", "choice": said} if chair else {"code": "lot", "seed": case.seed, "choice": said})
    return "carried" if all(counted.reached for counted, _lines in tried) else "failed"


def _votes(case: Case) -> list[Vote]:
    """Return the ballots that count; one for a seat that is not entitled is none."""
    return [vote for _ballot, vote in _counting(case)]


def _counting(case: Case) -> list[tuple[Ballot, Vote]]:
    by_name = {seat.name: seat for seat in case.entitled}
    first = case.entitled[0] if case.entitled else Seat(name="", group="")
    found = []
    for ballot in case.ballots:
        seat = by_name.get(ballot.seat) if ballot.seat else _unnamed(ballot, first)
        if seat is not None:
            found.append((ballot, _vote(ballot, seat)))
    return found


def _unnamed(ballot: Ballot, like: Seat) -> Seat:
    """Return what a secret ballot says of its seat; where all seats are alike in something, it is silent on that."""
    said = {name: getattr(ballot, name) for name in ("weight", "population", "organisation", "sector")}
    return replace(like, name="", **{name: value for name, value in said.items() if value is not None})


def _vote(ballot: Ballot, seat: Seat) -> Vote:
    parts = ballot.choice if isinstance(ballot.choice, dict) else {}
    whole = sum((Fraction(part) for part in parts.values()), NOTHING) or ONE
    said = {answer: Fraction(part) / whole for answer, part in parts.items()}
    if isinstance(ballot.choice, str):
        said = {ballot.choice: ONE}
    return Vote(
        yes=said.get("yes", NOTHING),
        no=said.get("no", NOTHING),
        weight=Fraction(seat.weight),
        population=Fraction(seat.population),
        organisation=seat.organisation,
        sector=seat.sector,
        seat=seat.name,
    )


def _weighed(case: Case) -> list[tuple[Choice, Fraction]]:
    """Return the ballots that choose something, each with what it weighs; 1 where all seats weigh the same."""
    alike = len({seat.weight for seat in case.entitled}) == 1
    pairs = [(ballot.choice, vote) for ballot, vote in _counting(case) if ballot.choice != ABSTAIN]
    return [(choice, ONE if alike else vote.weight) for choice, vote in pairs]
