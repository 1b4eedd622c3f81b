"""One ballot, checked from its box: who was on the roll, who voted, whether each ballot counts, and what follows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from commonweal.charter import boxed
from commonweal.charter.choices import BadChoice, valid_choice
from commonweal.charter.deciding import Case, decide, shown_on_ballots
from commonweal.charter.recusing import SteppingBack, in_force, marked
from commonweal.charter.roll import Seat
from commonweal.charter.rules import DecisionRule
from commonweal.charter.vetoing import VetoUsed
from commonweal.kit.canonical import canonical_decode
from commonweal.record.tree import append_to_edge, leaf_hash, root_of_edge

Wrong = tuple[int, str]
"""The entry that is wrong, and a sentence that says how."""


@dataclass(frozen=True)
class Cast:
    """A ballot as its entry says it. `how` is ``own``, ``proxy`` or ``paper``."""

    position: int
    seat: str
    choice: Any
    by: str | None
    how: str
    on: date


@dataclass
class Round:
    """One ballot as the record tells it, from the entry that opened it to the one that closed it.

    :param concerns: the members that the decision touches; `rule` that of the charter in force at the opening
    :param proxies: seat to those who might vote for it, each from one position to another
    :param result: position and body of every act that carries a result, the closing first
    """

    decision: int
    position: int
    opened: dict[str, Any]
    on: date
    rule: DecisionRule | None
    options: list[str]
    concerns: list[str]
    casts: list[Cast] = field(default_factory=list)
    proxies: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    vetoes: list[VetoUsed] = field(default_factory=list)
    objections: dict[int, str] = field(default_factory=dict)
    results: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    closed: int | None = None
    closed_on: date | None = None


def wrong_in(ballot: Round, lines: Sequence[bytes], recusals: Sequence[SteppingBack]) -> Iterator[Wrong]:
    """Yield what is wrong with a closed ballot.

    :param lines: of its box; `recusals`: every one that ever stood
    """
    box = boxed.box_of(canonical_decode(line) for line in lines)
    yield from _wrong_roll(ballot, box, lines, recusals)
    if ballot.rule is None:
        return
    yield from _wrong_casts(ballot, ballot.rule, {seat.name: seat for seat in box.seats}, recusals)
    wrong = (
        _wrong_secret(ballot.rule, ballot.options, box, lines) if ballot.opened["secret"] else _wrong_open(ballot, box)
    )
    yield from ((ballot.closed or 0, says) for says in wrong)
    yield from _wrong_later(ballot, box, recusals)
    yield from _wrong_results(ballot, ballot.rule, box)


def _wrong_roll(
    ballot: Round, box: boxed.Box, lines: Sequence[bytes], recusals: Sequence[SteppingBack]
) -> Iterator[Wrong]:
    edge: list[bytes] = []
    roll = [line for line in lines if canonical_decode(line).get("what") == "seat"]
    for count, line in enumerate(roll):
        append_to_edge(edge, count, leaf_hash(line))
    root = root_of_edge(edge).hex()
    if (ballot.opened["roll_count"], ballot.opened["roll_root"]) != (len(roll), root):
        yield ballot.position, "The roll in the box is not the one that the ballot was opened with."
    free = [replace(seat, recused=None) for seat in box.seats]
    expected = _stepping_back(ballot, free, recusals, before=ballot.position, on=ballot.on)
    for seat, due in zip(box.seats, expected, strict=True):
        if (seat.recused is None) != (due.recused is None):
            says = "steps back" if due.recused is not None else "does not step back"
            yield ballot.position, f"Seat {seat.name} {says}, and the roll says otherwise."


def _stepping_back(
    ballot: Round, seats: Sequence[Seat], recusals: Sequence[SteppingBack], *, before: int, on: date
) -> list[Seat]:
    ruling = in_force(recusals, before=before, on=on)
    return marked(seats, ruling, matter=ballot.opened["found"], decision=ballot.decision, concerns=ballot.concerns)


def _wrong_casts(
    ballot: Round, rule: DecisionRule, seats: dict[str, Seat], recusals: Sequence[SteppingBack]
) -> Iterator[Wrong]:
    """Yield the open ballots that come from nobody entitled, from somebody who steps back, or say nothing countable."""
    for cast in ballot.casts:
        seat = seats.get(cast.seat)
        if seat is None:
            yield cast.position, f"This ballot is cast for {cast.seat}, which is not on the roll."
            continue
        if not _may(ballot, cast, seat):
            yield cast.position, f"This ballot is cast for {cast.seat} by somebody who does not hold that seat."
        due = _stepping_back(ballot, [seat], recusals, before=cast.position, on=cast.on)[0]
        if due.recused is not None:
            yield cast.position, f"This ballot is cast for {cast.seat}, which steps back as entry {due.recused} says."
        if (says := _wrong_choice(rule, ballot.options, cast.choice, seat.weight)) is not None:
            yield cast.position, f"This ballot says what the rule cannot count: {says}."


def _may(ballot: Round, cast: Cast, seat: Seat) -> bool:
    if cast.how == "paper":
        return True  # somebody else typed it in; the scan whose digest it names is the proof
    if cast.how == "proxy":
        given = [to for to, since in ballot.proxies.get(seat.name, []) if since < cast.position]
        return bool(given) and given[-1] == cast.by
    return cast.by is not None and cast.by in (seat.person, seat.substitute)


def _wrong_choice(rule: DecisionRule, options: Sequence[str], choice: Any, weight: str) -> str | None:
    try:
        valid_choice(rule, options, choice, weight=weight)
    except BadChoice as bad:
        return bad.code
    return None


def _wrong_later(ballot: Round, box: boxed.Box, recusals: Sequence[SteppingBack]) -> Iterator[Wrong]:
    """Yield who stepped back while the ballot was open, where the box says otherwise."""
    closed = ballot.closed or 0
    free = [seat for seat in box.seats if seat.recused is None and seat.name not in box.ticks]
    for seat in _stepping_back(ballot, free, recusals, before=closed, on=ballot.closed_on or ballot.on):
        if (seat.recused is not None) != (seat.name in box.later):
            says = "stepped back" if seat.recused is not None else "did not step back"
            yield closed, f"Seat {seat.name} {says} before the ballot was closed, and the box says otherwise."


def _wrong_open(ballot: Round, box: boxed.Box) -> Iterator[str]:
    """Yield where the ballots in the box are not those that were cast last for each seat."""
    last = {cast.seat: cast for cast in ballot.casts}
    found: dict[str, Any] = {}
    for one in box.ballots:
        if one.seat in found:
            yield f"The box holds two ballots of {one.seat}."
        found[one.seat] = one.choice
    for seat, choice in sorted(found.items()):
        if seat not in last:
            yield f"The box holds a ballot of {seat} that no entry cast."
        elif choice != last[seat].choice or box.entries.get(seat) != last[seat].position:
            yield f"The ballot of {seat} in the box is not the one that entry {last[seat].position} cast."
    for seat in sorted(set(last) - set(found)):
        yield f"The ballot of {seat}, cast in entry {last[seat].position}, is not in the box."


def _wrong_secret(rule: DecisionRule, options: Sequence[str], box: boxed.Box, lines: Sequence[bytes]) -> Iterator[str]:
    """Yield where seats are ticked that may not be, where ballots are too many, and where lines say too much."""
    said = [canonical_decode(line) for line in lines]
    ticks = [line["seat"] for line in said if line.get("what") == "tick"]
    entitled = {seat.name for seat in box.seats if seat.filled and seat.recused is None}
    for seat in sorted(set(ticks)):
        if ticks.count(seat) > 1:
            yield f"Seat {seat} is ticked twice."
        if seat not in entitled:
            yield f"Seat {seat} is ticked, and has no ballot: it steps back, is empty or is not on the roll."
    if len(box.ballots) != len(ticks):
        yield f"The box holds {len(box.ballots)} ballots, and {len(ticks)} seats are ticked."
    shown = {"what", "choice", "receipt", *shown_on_ballots(rule, box.seats)}
    for line in said:
        if line.get("what") != "ballot":
            continue
        if set(line) != shown:
            yield f"The ballot with the receipt {line.get('receipt')} does not say what it should, and only that."
        elif (wrong := _wrong_choice(rule, options, line["choice"], line.get("weight", "1"))) is not None:
            yield f"The ballot with the receipt {line['receipt']} says what the rule cannot count: {wrong}."


def _wrong_results(ballot: Round, rule: DecisionRule, box: boxed.Box) -> Iterator[Wrong]:
    root = ""
    for position, body in ballot.results:
        root = body.get("root") or root
        case = Case(
            rule=rule,
            seats=box.roll_now,
            ballots=box.ballots,
            voted=box.ticks,
            present=box.at_meeting,
            options=ballot.options,
            objections=ballot.objections,
            vetoes=ballot.vetoes,
            chosen=body.get("choice"),
            seed=root,
        )
        yield from ((position, says) for says in _compare(case, body))


def _compare(case: Case, body: dict[str, Any]) -> Iterator[str]:
    result = decide(case)
    if (body["outcome"], list(body["winners"])) != (result.outcome, list(result.winners)):
        yield (
            f"The result says {body['outcome']} {body['winners']};"
            f" the ballots give {result.outcome} {list(result.winners)}."
        )
    for number, (said, due) in enumerate(zip(body["lines"], result.lines, strict=False), start=1):
        if said != due:
            yield f"Line {number} of the result says {said}; the ballots give {due}."
            return
    if len(body["lines"]) != len(result.lines):
        yield f"The result has {len(body['lines'])} lines; the ballots give {len(result.lines)}."
