"""A thousand small elections for each question that an independent library answered: the same ones on every machine.

Only ``random.Random(seed).random()`` is used, whose numbers Python promises never to change. Options are numbered
from 0.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

HOW_MANY: Final = 1_000
ANSWERS: Final = Path(__file__).with_name("oracle_answers.json")
SIGNS: Final = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ+-"

Tiers = list[list[int]]


@dataclass(frozen=True)
class Election:
    """One small election.

    :param ballots: tiers of options, or option to number, each with its weight
    :param order: every option, the preferred first, for questions in which ties are broken
    """

    options: int
    seats: int
    ballots: Sequence[tuple[Tiers | Mapping[int, int], int]]
    order: Sequence[int]


class Dice:
    """Whole numbers out of a seed."""

    def __init__(self, seed: str) -> None:
        self._random = Random(seed)

    def below(self, number: int) -> int:
        """Return a number from 0 to `number` - 1."""
        return int(self._random.random() * number)

    def shuffled(self, number: int) -> list[int]:
        """Return the numbers below `number` in some order."""
        left = list(range(number))
        return [left.pop(self.below(len(left))) for _ in range(number)]


def elections(question: str, form: str) -> list[Election]:
    """Return the elections of one question, with ballots of one of the ``FORMS``."""
    return [_election(Dice(f"{question} {number}"), FORMS[form]) for number in range(HOW_MANY)]


def _election(dice: Dice, ballot: Callable[[Dice, int], Tiers | Mapping[int, int]]) -> Election:
    options = 3 + dice.below(3)
    # Few ballots with small weights: ties are everywhere.
    ballots = [(ballot(dice, options), 1 + dice.below(4)) for _ in range(1 + dice.below(9))]
    return Election(options, 1 + dice.below(options - 1), ballots, dice.shuffled(options))


def _linear(dice: Dice, options: int) -> Tiers:
    return [[option] for option in dice.shuffled(options)]


def _truncated(dice: Dice, options: int) -> Tiers:
    return _linear(dice, options)[: 1 + dice.below(options)]


def _tied(dice: Dice, options: int) -> Tiers:
    tiers: Tiers = []
    for tier in _truncated(dice, options):
        if tiers and dice.below(3) == 0:
            tiers[-1] += tier
        else:
            tiers.append(tier)
    return tiers


def _approved(dice: Dice, options: int) -> Mapping[int, int]:
    return {option: 1 for option in range(options) if dice.below(2)}


def _scored(dice: Dice, options: int) -> Mapping[int, int]:
    return {option: dice.below(6) for option in range(options) if dice.below(5)}


def _spent(dice: Dice, options: int) -> Mapping[int, int]:
    return {option: dice.below(100 // options + 1) for option in range(options) if dice.below(3)}


FORMS: Final[Mapping[str, Callable[[Dice, int], Tiers | Mapping[int, int]]]] = {
    "linear": _linear,
    "truncated": _truncated,
    "tied": _tied,
    "approved": _approved,
    "scored": _scored,
    "spent": _spent,
}

QUESTIONS: Final[Mapping[str, str]] = {
    "plurality": "linear",
    "approval": "approved",
    "score sum": "scored",
    "score mean": "scored",
    "quadratic": "spent",
    "condorcet winner": "tied",
    "condorcet loser": "tied",
    "smith": "tied",
    "schulze": "tied",
    "ranked pairs winning votes": "tied",
    "ranked pairs margins": "tied",
    "ranked pairs in order": "tied",
    "irv": "tied",
    "irv in order": "tied",
    "stv exact": "truncated",
    "stv droop": "truncated",
    "stv equal ranks": "tied",
    "meek": "truncated",
    "meek equal ranks": "tied",
}
"""Each question and the form of its ballots."""


def written(options: Sequence[int]) -> str:
    """Return a set of options as one sign."""
    return SIGNS[sum(1 << option for option in options)]


def read(sign: str) -> frozenset[int]:
    """Return the options that a sign stands for."""
    return frozenset(option for option in range(6) if SIGNS.index(sign) >> option & 1)


def frozen() -> Mapping[str, str]:
    """Return what the library answered: for each question one sign for each election."""
    answers: dict[str, dict[str, str]] = json.loads(ANSWERS.read_text())
    return answers["answers"]
