"""One function for every rule: ballots in, winners, ties and the whole transcript out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from commonweal.methods.ballots import points
from commonweal.methods.ballots.forms import (
    Answered,
    Approved,
    BadBallots,
    Ballot,
    Ranked,
    Scored,
    Spent,
    Weight,
    checked,
)
from commonweal.methods.ballots.irv import count_irv
from commonweal.methods.ballots.meek import count_meek
from commonweal.methods.ballots.pairwise import count_condorcet, matrix_of
from commonweal.methods.ballots.ranked_pairs import count_ranked_pairs
from commonweal.methods.ballots.rules import ONE_SEAT, Rule, read_rule
from commonweal.methods.ballots.schulze import count_schulze
from commonweal.methods.ballots.sheet import (
    MOST_OUTCOMES,
    InOrder,
    Line,
    Nobody,
    Sheet,
    Tie,
    Undecided,
    all_outcomes,
    number,
    seeded_order,
)
from commonweal.methods.ballots.stv import count_wigm

ANSWERS: Final = ("yes", "no")
"""The options of a question that is answered with yes or no."""

Work = Callable[[Sheet], Sequence[str]]
"""A whole count: writes on a sheet and returns the winners."""


@dataclass(frozen=True, slots=True)
class Count:
    """What a count says.

    :param rule: the complete document of the rule
    :param options: what could be voted for, by name
    :param winners: who won, in the order of election where the rule has one. Where a tie stands open, only those who
        win however it is broken
    :param tied: every tie that was met, and how it was broken
    :param open: whether a tie stands open, so that seats are left to fill
    :param transcript: the arithmetic, line by line
    """

    rule: str
    options: tuple[str, ...]
    seats: int
    winners: tuple[str, ...]
    tied: tuple[Tie, ...]
    open: bool
    transcript: tuple[Line, ...]

    def document(self) -> dict[str, object]:
        """Return everything as one object ready for JSON."""
        return {
            "rule": self.rule, "options": list(self.options), "seats": self.seats, "winners": list(self.winners),
            "open": self.open, "tied": [tie.line() for tie in self.tied], "transcript": list(self.transcript),
        }  # fmt: skip


def count(
    rule_document: str,
    ballots: Iterable[tuple[Ballot, Weight]],
    options: Sequence[str],
    seats: int = 1,
    seed: str = "",
    order: Sequence[str] = (),
) -> Count:
    """Count ballots by a rule.

    :param rule_document: a complete document, as :func:`~commonweal.methods.ballots.rules.standard` makes them
    :param ballots: each with its weight; equal ballots may come one by one or together, in any order
    :param options: everything that could be voted for, in any order
    :param seed: for ``ties=seed``: a public text that nobody who votes could choose
    :param order: for ``ties=order``: every option, the preferred first
    :raises UnknownRule: for a document that is not complete
    :raises BadBallots: for ballots, options, seats, a seed or an order that do not fit; the message says why
    """
    rule = read_rule(rule_document)
    names = tuple(sorted(ANSWERS if rule.name == "yesno" else options))
    _check_seats(rule, names, seats)
    line_up = _order(rule, names, seed, order)
    work, papers = _prepared(rule, ballots, names, seats, line_up)
    sheet = Sheet(Nobody() if line_up is None else InOrder(rule["ties"], line_up))
    sheet.write(
        "start", rule=rule_document, options=list(names), seats=seats,
        ballots=number(sum(weight for _ballot, weight in papers)), different=len(papers),
    )  # fmt: skip
    if line_up is not None:
        sheet.write("order", order=line_up, seed=seed if rule["ties"] == "seed" else None)
    try:
        winners = work(sheet)
    except Undecided as met:
        return _left_open(rule_document, names, seats, sheet, met.tie, work)
    return Count(
        rule_document, names, seats, tuple(winners), tuple(sheet.ties), open=False, transcript=tuple(sheet.lines)
    )


def possible_winners(
    rule_document: str, ballots: Iterable[tuple[Ballot, Weight]], options: Sequence[str], seats: int = 1
) -> frozenset[frozenset[str]] | None:
    """Return every set of winners that some way of breaking the ties leads to; nothing where there are too many ways.

    :raises UnknownRule: as for :func:`count`
    :raises BadBallots: as for :func:`count`
    """
    rule = read_rule(rule_document)
    names = tuple(sorted(ANSWERS if rule.name == "yesno" else options))
    _check_seats(rule, names, seats)
    work, _papers = _prepared(rule, ballots, names, seats, None)
    return all_outcomes(work, MOST_OUTCOMES * 10)


def _check_seats(rule: Rule, names: Sequence[str], seats: int) -> None:
    if not names:
        raise BadBallots("There is nothing to vote for: the list of options is empty.")
    if seats < 1:
        raise BadBallots(f"There must be a seat to fill, and {seats} were given.")
    if rule.name in ONE_SEAT and seats != 1:
        raise BadBallots(f"The rule {rule.name} finds one winner, and {seats} seats were given.")


def _order(rule: Rule, names: Sequence[str], seed: str, order: Sequence[str]) -> list[str] | None:
    """Return the order by which ties are broken; nothing where they are left open."""
    how = rule.choices.get("ties", "fail")
    if how == "seed":
        if not seed:
            raise BadBallots("This rule breaks ties by a seed, and none was given.")
        return seeded_order(names, seed)
    if how == "order":
        if sorted(order) != list(names):
            raise BadBallots("This rule breaks ties by an order, and it must name every option once.")
        return list(order)
    return None


def _prepared(
    rule: Rule,
    ballots: Iterable[tuple[Ballot, Weight]],
    names: Sequence[str],
    seats: int,
    order: Sequence[str] | None,
) -> tuple[Work, Sequence[tuple[Ballot, Weight]]]:
    """Return the function that counts on a sheet, and the ballots that it counts."""
    if rule.name == "approval":
        approvals = checked(ballots, names, Approved)
        return lambda sheet: points.count_approval(approvals, names, seats, sheet), approvals
    if rule.name == "score":
        scores = checked(ballots, names, Scored)
        return lambda sheet: points.count_score(rule, scores, names, seats, sheet), scores
    if rule.name == "quadratic":
        credits_ = checked(ballots, names, Spent)
        return lambda sheet: points.count_quadratic(rule, credits_, names, seats, sheet), credits_
    if rule.name == "yesno":
        answers = checked(ballots, names, Answered)
        return lambda sheet: points.count_yesno(rule, answers, sheet), answers
    papers = checked(ballots, names, Ranked)
    return _ranked_work(rule, papers, names, seats, order), papers


def _ranked_work(
    rule: Rule,
    papers: Sequence[tuple[Ranked, Weight]],
    names: Sequence[str],
    seats: int,
    order: Sequence[str] | None,
) -> Work:
    if rule.name == "plurality":
        return lambda sheet: points.count_plurality(rule, papers, names, seats, sheet)
    if rule.name == "irv":
        return lambda sheet: count_irv(rule, papers, names, sheet)
    if rule.name == "stv":
        counted = count_meek if rule["transfer"] == "meek" else count_wigm
        return lambda sheet: counted(rule, papers, names, seats, sheet)
    matrix = matrix_of(papers, names)
    if rule.name == "schulze":
        return lambda sheet: count_schulze(rule, matrix, sheet)
    if rule.name == "ranked_pairs":
        return lambda sheet: count_ranked_pairs(rule, matrix, sheet, order)
    return lambda sheet: count_condorcet(matrix, sheet)


def _left_open(document: str, names: tuple[str, ...], seats: int, sheet: Sheet, tie: Tie, work: Work) -> Count:
    """Work out what every way of breaking the ties leads to. Where all lead to the same winners, they have won."""
    outcomes = all_outcomes(work)
    if outcomes is not None and len(outcomes) == 1:
        again = Sheet(InOrder("any", names))
        again.lines.append(sheet.lines[0])
        winners = tuple(work(again))
        return Count(document, names, seats, winners, tuple(again.ties), open=False, transcript=tuple(again.lines))
    if outcomes is None:
        certain = [str(line["option"]) for line in sheet.lines if line["code"] == "elected"]
        sheet.write("open", certain=certain, possible=None)
    else:
        certain = sorted(frozenset.intersection(*outcomes))
        sheet.write("open", certain=certain, possible=sorted(sorted(each) for each in outcomes))
    ties = (*sheet.ties[:-1], tie)
    return Count(document, names, seats, tuple(certain), ties, open=True, transcript=tuple(sheet.lines))
