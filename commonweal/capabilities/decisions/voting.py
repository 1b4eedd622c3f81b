"""Secret ballots: a tick for the seat, and a line that nobody can trace to it.

In one transaction the seat is ticked, once and for ever, and the ballot put in under a receipt that chance gives and
that is shown to the voter alone. Nothing is kept of when, in which order, or from where; with every ballot some others
are written anew, so that not even the database can tell which two lines came together. Against whom this holds, and
against whom it cannot, is in `docs/methods/secret-ballots.md`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Objection
from commonweal.acts.perform import Objected, Refused, verdict_on
from commonweal.capabilities.decisions import queries
from commonweal.capabilities.decisions.ballot_acts import Cast, EnterPaper
from commonweal.capabilities.decisions.ballot_conditions import chosen_in, closed_to_ballots
from commonweal.capabilities.decisions.completing import box_of, seat_in
from commonweal.capabilities.decisions.phrases import wrong_choice
from commonweal.capabilities.decisions.queries import BallotRound
from commonweal.charter import boxed
from commonweal.charter.choices import SECRECY_NEEDS, BadChoice
from commonweal.partnerships.actors import Actor, as_of_now
from commonweal.record import boxes
from commonweal.record.holding import locked

MOVED: Final = 32
"""How many other lines are written anew with each ballot."""
_ROLL: Final = b'{"group"'
"""How the lines of the roll begin: they were there before the first ballot."""


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many have voted, and nothing of how: of all who may, and by sector where it tells nothing of anybody."""

    voted: int
    of: int
    sectors: dict[str, tuple[int, int]]


def cast_secretly(act: Cast, *, by: Actor, at: datetime, receipt: str = "") -> str:
    """Put a secret ballot into the box, and return its receipt.

    :param act: says the decision, the seat and the choice. It is judged like every act, and never recorded
    :param receipt: of the ballot that this one takes the place of, while the ballot is open
    :raises Refused: naming the clause
    :raises Objected: where the ballot cannot be taken, saying what to do
    """
    with transaction.atomic(durable=True), locked(act.partnership):
        ballot = _taking(act, by=by, at=at)
        choice = _choice(ballot, act.seat, act.choice)
        new = _again(ballot, act, choice, receipt) if receipt else _first(ballot, act, choice)
        boxes.mix(act.partnership, ballot.box, some=MOVED, besides=_ROLL)
    return new


def enter_paper_secretly(
    act: EnterPaper, seats: Sequence[str], choices: Sequence[Any], *, by: Actor, at: datetime
) -> int:
    """Put ballots that came on paper into the box: who voted on paper, what the papers say, and the digest of the scan.

    :param act: carries the decision and the scan; its seat and choice are those of the first paper. Never recorded
    :param seats: whose papers were in the urn, `choices`: what stands on them, in any order
    :raises Refused: naming the clause
    :raises Objected: where they cannot be taken, saying what to do
    """
    if len(seats) != len(choices) or len(set(seats)) != len(seats):
        raise Objected(Objection(_("There are as many papers as seats that voted on paper, each once."), "choice"))
    with transaction.atomic(durable=True), locked(act.partnership):
        ballot = _taking(act, by=by, at=at)
        if len(seats) < SECRECY_NEEDS:
            raise Objected(Objection(_("Enter at least three papers together, or it shows whose they are."), "seat"))
        for seat in seats:
            one = act.model_copy(update={"seat": seat})
            _judge(one, by=by, at=at)
            _tick(ballot, seat, "paper")
        if ballot.shown:
            raise Objected(Objection(_("Ballots with weights cannot be entered from paper in secret."), "choice"))
        for choice in choices:
            said = _choice(ballot, seats[0], choice)
            boxes.put(act.partnership, ballot.box, _line(ballot, seats[0], said))
        paper = {"what": "paper", "by": by.person or "", "scan": act.scan, "ballots": len(seats)}
        boxes.put(act.partnership, ballot.box, paper)
        boxes.mix(act.partnership, ballot.box, some=MOVED, besides=_ROLL)
    return len(seats)


def is_in_the_box(ballot: BallotRound, receipt: str) -> bool:
    """Whether a ballot with this receipt is in the box, before and after it is closed; never what stands on it."""
    try:
        return boxes.line_of(ballot.partnership, ballot.box, receipt).get("what") == "ballot"
    except boxes.BoxError:
        return False


def has_voted(ballot: BallotRound, seat: str) -> bool:
    """Whether a seat was ticked."""
    return boxes.has(ballot.partnership, ballot.box, boxes.known_receipt(ballot.box, "tick", seat))


def those_ticked(asked: Sequence[tuple[BallotRound, str]]) -> set[tuple[int, str]]:
    """Return which of these seats were ticked, each with the entry of its ballot. One question, or none."""
    if not asked:
        return set()
    found = {boxes.known_receipt(ballot.box, "tick", seat): (ballot, seat) for ballot, seat in asked}
    there = boxes.those_there(asked[0][0].partnership, {one: ballot.box for one, (ballot, _seat) in found.items()})
    return {(found[one][0].entry, found[one][1]) for one in there}


def turnout(ballot: BallotRound) -> Turnout:
    """Return how many have voted in a secret ballot, by sector only where each sector has three who may."""
    return turnout_in(box_of(ballot))


def turnout_in(box: boxed.Box) -> Turnout:
    """Return how many of those in a box have voted, as `turnout` does."""
    entitled = [seat for seat in box.seats if seat.filled and seat.recused is None]
    sectors: dict[str, tuple[int, int]] = {}
    for seat in entitled:
        voted, of = sectors.get(seat.sector, (0, 0))
        sectors[seat.sector] = (voted + (seat.name in box.ticks), of + 1)
    alone = any(of < SECRECY_NEEDS for _voted, of in sectors.values())
    return Turnout(len(box.ticks), len(entitled), {} if alone else sectors)


def _taking(act: Cast | EnterPaper, *, by: Actor, at: datetime) -> BallotRound:
    """Return the secret ballot that takes this now, after judging whether this actor may."""
    _judge(act, by=by, at=at)
    ballot = queries.last_round(act.partnership, act.decision)
    objection = closed_to_ballots(ballot, at=at)
    if ballot is None or objection is not None:
        raise Objected(objection or Objection(_("The ballot has not opened yet.")))
    if not ballot.secret:
        raise Objected(Objection(_("This ballot is not secret. Cast it in the open.")))
    return ballot


def _judge(act: Cast | EnterPaper, *, by: Actor, at: datetime) -> None:
    now = as_of_now(by, at=at) or by
    verdict = verdict_on(act, by=now, at=at)
    if not verdict.allowed:
        raise Refused(verdict)


def _choice(ballot: BallotRound, seat: str, choice: Any) -> Any:
    try:
        return chosen_in(ballot, seat, choice)
    except BadChoice as bad:
        raise Objected(Objection(wrong_choice(bad), "choice")) from bad


def _first(ballot: BallotRound, act: Cast, choice: Any) -> str:
    _tick(ballot, act.seat, "proxy" if act.for_absent else "own")
    return boxes.put(act.partnership, ballot.box, _line(ballot, act.seat, choice))


def _again(ballot: BallotRound, act: Cast, choice: Any, receipt: str) -> str:
    if not has_voted(ballot, act.seat) or not is_in_the_box(ballot, receipt):
        raise Objected(Objection(_("There is no ballot with this receipt. Look at what you wrote down."), "receipt"))
    new, before = _line(ballot, act.seat, choice), boxes.line_of(act.partnership, ballot.box, receipt)
    if any(new[name] != before.get(name) for name in ballot.shown):
        raise Objected(Objection(_("This receipt is not of a ballot of this seat."), "receipt"))
    return boxes.replace(act.partnership, ballot.box, receipt, new)


def _tick(ballot: BallotRound, seat: str, how: str) -> None:
    if not boxes.put_once(ballot.partnership, ballot.box, boxed.tick_line(seat, how), "tick", seat):
        raise Objected(
            Objection(_("A ballot for this seat is in the box. To change it, give its receipt."), field="receipt")
        )


def _line(ballot: BallotRound, seat: str, choice: Any) -> dict[str, Any]:
    return boxed.secret_line(choice, _seat(ballot, seat), ballot.shown)


def _seat(ballot: BallotRound, name: str) -> Any:
    seat = seat_in(ballot, name)
    if seat is None:
        raise Objected(Objection(_("This seat was not on the roll when the ballot opened."), "seat"))
    return seat
