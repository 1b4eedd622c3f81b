"""Instant runoff: whoever has least leaves, her papers go to their next choice, until somebody has more than half."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from commonweal.methods.ballots.forms import Ranked, Weight
from commonweal.methods.ballots.piles import Piles, until_equal
from commonweal.methods.ballots.rules import Rule
from commonweal.methods.ballots.sheet import Sheet, number, numbers


def count_irv(rule: Rule, ballots: Sequence[tuple[Ranked, Weight]], options: Sequence[str], sheet: Sheet) -> list[str]:
    """Return the winner.

    Options without a single vote leave together, since nobody's paper moves. Otherwise one leaves at a time. With
    ``until=majority`` the count ends when somebody has more than half of the votes still counted, with ``until=two``
    when two are left.
    """
    piles = Piles(until_equal(ballots) if rule["equal"] == "stop" else ballots, options)
    turn = 0
    while True:
        turn += 1
        votes = piles.all_votes()
        active = sum(votes.values())
        sheet.write(
            "round", number=turn, votes=numbers(votes), active=number(active),
            exhausted=number(piles.exhausted), unused=number(piles.unused),
        )  # fmt: skip
        leader = _leader(votes, active, all_rounds=rule["until"] == "two")
        if leader is not None:
            sheet.write("elected", option=leader, votes=number(votes[leader]), active=number(active))
            return [leader]
        leaving = without_votes(votes, keep=1) or [sheet.worst("elimination", lowest(votes))]
        sheet.write("eliminated", options=leaving, votes=number(votes[leaving[0]]))
        piles.drop(leaving)


def lowest(votes: Mapping[str, Weight]) -> list[str]:
    """Return the options with least votes."""
    level = min(votes.values())
    return [option for option, value in votes.items() if value == level]


def without_votes(votes: Mapping[str, Weight], keep: int) -> list[str]:
    """Return the options without any vote, where they can all leave and at least `keep` others stay; else nothing."""
    none = sorted(option for option, value in votes.items() if not value)
    return none if len(votes) - len(none) >= keep else []


def _leader(votes: Mapping[str, Weight], active: Weight, *, all_rounds: bool) -> str | None:
    """Return the option that has won, if any has."""
    if len(votes) == 1:
        return next(iter(votes))
    if all_rounds and len(votes) > 2:
        return None
    return next((option for option, value in votes.items() if value * 2 > active), None)
