"""What the house fills in: matter, body and rule; the roll at the opening; the count and result at the closing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeVar

from commonweal.acts.act import Act
from commonweal.acts.capability import Completion
from commonweal.acts.charters import setting_with
from commonweal.acts.perform import setting_of
from commonweal.acts.seats import holders, recusals, recused, seats_of
from commonweal.capabilities.decisions import queries
from commonweal.capabilities.decisions.acts import Propose
from commonweal.capabilities.decisions.ballot_acts import ChooseTie, CloseBallot, OpenBallot, UseVeto
from commonweal.capabilities.decisions.queries import BallotRound, CastBallot, Decision, NotThere
from commonweal.charter import boxed
from commonweal.charter.deciding import Case, Result, decide, shown_on_ballots
from commonweal.charter.mattering import Found, NoMatter, found
from commonweal.charter.roll import Seat
from commonweal.charter.rules import DecisionRule
from commonweal.charter.vetoing import VetoUsed
from commonweal.kit.canonical import canonical_decode
from commonweal.kit.dates import to_the_second
from commonweal.kit.ids import id_from_seed
from commonweal.partnerships.actors import Actor
from commonweal.record import boxes

Counted = TypeVar("Counted", CloseBallot, ChooseTie)


def matter_of(partnership: str, on: str, amount: str | None, currency: str | None) -> Found | None:
    """Return what the charter in force says of a question; nothing where it lets nobody decide it."""
    try:
        return found(setting_of(partnership).charter, on, amount=amount, currency=currency)
    except NoMatter:
        return None


def matter_now(row: Decision) -> Found | None:
    """Return what the charter in force says of a proposal that waits for its ballot."""
    return matter_of(row.partnership, row.on, row.amount or None, row.currency or None)


def rule_of(ballot: BallotRound) -> DecisionRule:
    """Return the rule under which a ballot was opened, whatever rules now."""
    rule = setting_with(ballot.partnership, digest=ballot.charter).charter.rule(ballot.rule)
    if rule is None:
        raise LookupError(ballot.rule)
    return rule[1]


def seats_now(row: Decision, law: Found, *, at: datetime) -> list[Seat]:
    """Return the seats of the body that decides, those marked whose holder has to step back from this decision."""
    seats = seats_of(law.body, holders(row.partnership, at=at))
    among = recusals(row.partnership, at=at)
    return recused(seats, among, matter=law.matter.code, decision=row.decision, concerns=row.concerns)


@dataclass(frozen=True)
class Around:
    """What stands on the record around a ballot and counts in it.

    :param options: their codes, in the order in which they were offered
    :param objections: entries of those that stand, each with its seat
    :param row: the decision, `casts` the open ballots as they were last cast, where they are at hand
    """

    options: Sequence[str]
    objections: dict[int, str]
    vetoes: Sequence[VetoUsed]
    row: Decision | None = None
    casts: Sequence[CastBallot] | None = None


def around_of(ballot: BallotRound) -> Around:
    """Return what stands around a ballot, for whoever has none of it at hand."""
    here, decision = ballot.partnership, ballot.decision
    return Around(
        options=[option.code for option in queries.options_of(here, decision)],
        objections={row.entry: row.seat for row in queries.objections_to(here, decision) if not row.settled},
        vetoes=[VetoUsed(row.seat, row.entry) for row in queries.vetoes_in(here, ballot.entry)],
    )


def case_in(
    ballot: BallotRound, box: boxed.Box, *, chosen: str | None = None, seed: str = "", around: Around | None = None
) -> Case:
    """Return the case that a box makes together with objections and vetoes that are on the record."""
    around = around or around_of(ballot)
    return Case(
        rule=rule_of(ballot),
        seats=box.roll_now,
        ballots=box.ballots,
        voted=box.ticks,
        present=box.at_meeting,
        options=around.options,
        objections=around.objections,
        vetoes=around.vetoes,
        chosen=chosen,
        seed=seed,
    )


def box_of(ballot: BallotRound) -> boxed.Box:
    """Return what is in the box of a ballot now."""
    return boxed.box_of(canonical_decode(line) for line in boxes.lines(ballot.partnership, ballot.box))


def box_with_casts(ballot: BallotRound, *, at: datetime, around: Around | None = None) -> boxed.Box:
    """Return what would be in the box of an open ballot if it were closed at this instant."""
    box = box_of(ballot)
    for _words, line in _closing_lines(ballot, box, at=at, around=around):
        boxed.take(box, line)
    return box


def _proposed(act: Propose, *, by: Actor, at: datetime) -> Propose:
    law = matter_of(act.partnership, act.on, act.amount, act.currency)
    said = (law.matter.code, law.body.code, law.rule.code) if law else (None, None, None)
    return act.model_copy(update=dict(zip(("found", "body", "rule"), said, strict=True)))


def _opened(act: OpenBallot, *, by: Actor, at: datetime) -> OpenBallot:
    """Put the roll of seats into a new box."""
    nothing = dict.fromkeys(OPENED)
    try:
        row = queries.decision_with(act.partnership, act.decision)
    except NotThere:
        return act.model_copy(update=nothing)
    law = matter_now(row)
    if law is None or row.stage != "discussion":
        return act.model_copy(update=nothing)
    box = id_from_seed(act.partnership, act.idem, "box")
    seats = seats_now(row, law, at=at)
    boxes.put_each_once(act.partnership, box, [(("seat", seat.name), boxed.seat_line(seat)) for seat in seats])
    days = law.rule.open_days
    return act.model_copy(
        update={
            "found": law.matter.code,
            "body": law.body.code,
            "rule": law.rule.code,
            "secret": law.rule.secrecy == "secret",
            "box": box,
            "roll_count": len(seats),
            "roll_root": boxes.root(act.partnership, box).hex(),
            "shown": shown_on_ballots(law.rule, seats) if law.rule.secrecy == "secret" else (),
            "closes_at": to_the_second(at) + timedelta(days=days) if days else None,
        }
    )


def _closed(act: CloseBallot, *, by: Actor, at: datetime) -> CloseBallot:
    """Put what was cast in the open into the box, and count."""
    ballot = queries.last_round(act.partnership, act.decision)
    if ballot is None or ballot.closed_at is not None:
        return act.model_copy(update=dict.fromkeys(CLOSED))
    boxes.put_each_once(act.partnership, ballot.box, _closing_lines(ballot, box_of(ballot), at=at))
    final = boxes.lines(act.partnership, ballot.box)
    root = boxes.root_of_lines(final).hex()
    box = boxed.box_of(canonical_decode(line) for line in final)
    counted = {"box": ballot.box, "count": len(final), "root": root}
    return _with(act.model_copy(update=counted), decide(case_in(ballot, box, seed=root)))


def _chosen(act: ChooseTie, *, by: Actor, at: datetime) -> ChooseTie:
    """Count again, now that somebody says what the votes left open."""
    ballot = queries.last_round(act.partnership, act.decision)
    if ballot is None or ballot.outcome != "tied" or act.choice not in choices_left(ballot):
        return act.model_copy(update=dict.fromkeys(CHOSEN))
    return _with(act, decide(case_in(ballot, box_of(ballot), chosen=act.choice, seed=ballot.root)))


def choices_left(ballot: BallotRound) -> list[str]:
    """Return between what the chair chooses, or what whoever proposed may say after advice."""
    for line in reversed(ballot.lines):
        if line["code"] == "chair_awaited":
            return list(line["options"])
        if line["code"] == "proposer_awaited":
            return ["yes", "no"]
    return []


def _with(act: Counted, result: Result) -> Counted:
    return act.model_copy(
        update={"outcome": result.outcome, "winners": tuple(result.winners), "lines": tuple(result.lines)}
    )


Named = tuple[tuple[str, ...], dict[str, object]]
"""A line of a box, with the words from which its receipt follows."""


def _closing_lines(ballot: BallotRound, box: boxed.Box, *, at: datetime, around: Around | None = None) -> list[Named]:
    """Return what goes into a box at the end: open ballots, who is at the meeting, who stepped back meanwhile."""
    casts = around.casts if around else None
    if casts is None:
        casts = queries.ballots_in(ballot.partnership, ballot.entry)
    lines: list[Named] = [
        (("ballot", cast.seat), boxed.open_line(cast.choice, cast.seat, cast.entry)) for cast in casts
    ]
    if ballot.meeting is not None:
        lines.append((("meeting",), {"what": "meeting", "meeting": ballot.meeting}))
        there = queries.seats_at(ballot.partnership, ballot.meeting, ballot.body)
        lines += [(("present", seat), {"what": "present", "seat": seat}) for seat in there]
    return lines + [
        (("later", seat.name), {"what": "later", "seat": seat.name, "entry": seat.recused})
        for seat in stepped_back_since(ballot, box.seats, at=at, row=around.row if around else None)
        if seat.name not in box.ticks
    ]


def stepped_back_since(
    ballot: BallotRound, seats: list[Seat], *, at: datetime, row: Decision | None = None
) -> list[Seat]:
    """Return the seats whose holder has to step back now and had not when the ballot opened."""
    among = recusals(ballot.partnership, at=at)
    if not among:
        return []
    row = row or queries.bare(ballot.partnership, ballot.decision)
    if row is None:
        return []
    free = [seat for seat in seats if seat.recused is None]
    now = recused(free, among, matter=ballot.matter, decision=ballot.decision, concerns=row.concerns)
    return [seat for seat in now if seat.recused is not None]


def _vetoing(act: UseVeto, *, by: Actor, at: datetime) -> UseVeto:
    ballot = queries.last_round(act.partnership, act.decision)
    seat = seat_in(ballot, act.seat) if ballot else None
    return act.model_copy(update={"sector": seat.sector if seat else None})


def seat_in(ballot: BallotRound, name: str) -> Seat | None:
    """Return a seat of the roll of a ballot, at the price of one line; nothing where it is not on it."""
    try:
        line = boxes.line_of(ballot.partnership, ballot.box, boxes.known_receipt(ballot.box, "seat", name))
    except boxes.BoxError:
        return None
    return boxed.seat_of(line)


def seat_as_it_is(ballot: BallotRound, name: str, *, at: datetime) -> Seat | None:
    """Return a seat of the roll, marked where its holder has to step back by now."""
    seat = seat_in(ballot, name)
    if seat is None or seat.recused is not None:
        return seat
    later = stepped_back_since(ballot, [seat], at=at)
    return replace(seat, recused=later[0].recused) if later else seat


PROPOSED = frozenset({"found", "body", "rule"})
OPENED = frozenset({"found", "body", "rule", "secret", "box", "roll_count", "roll_root", "closes_at", "shown"})
CHOSEN = frozenset({"outcome", "winners", "lines"})
CLOSED = CHOSEN | {"box", "count", "root"}

COMPLETES: dict[type[Act], Completion] = {
    Propose: Completion(PROPOSED, _proposed),
    OpenBallot: Completion(OPENED, _opened),
    UseVeto: Completion(frozenset({"sector"}), _vetoing),
    CloseBallot: Completion(CLOSED, _closed),
    ChooseTie: Completion(CHOSEN, _chosen),
}
