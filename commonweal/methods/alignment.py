"""How far organisations agree on a goal: the mean of their stances on a scale of four words.

The definition, with an example to work through by hand, stands in ``docs/methods/alignment.md``. Every number is an
exact fraction; rounding is left to whoever shows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

WORTH: Final[Mapping[str, Fraction]] = {
    "support": Fraction(1),
    "can_live_with": Fraction(2, 3),
    "reserve": Fraction(1, 3),
    "object": Fraction(0),
}
"""What each stance is worth, at equal distances: the words are in an order, and nothing more is claimed of them."""

VERSION: Final = "alignment/1"


@dataclass(frozen=True, slots=True)
class Aligned:
    """How far those who said where they stand agree.

    :param score: between 0 and 1; nothing where nobody said anything
    :param n: how many said where they stand, `of` how many could have
    """

    score: Fraction | None
    n: int
    of: int

    @property
    def answered(self) -> Fraction:
        """The share of those who said where they stand; 0 where there is nobody."""
        return Fraction(self.n, self.of) if self.of else Fraction(0)


def aligned(stances: Iterable[str], *, of: int) -> Aligned:
    """Return how far organisations agree, each counting once.

    :param stances: of those who said where they stand
    :param of: how many organisations could have said so
    """
    worth = [WORTH[stance] for stance in stances]
    return Aligned(sum(worth, Fraction(0)) / len(worth) if worth else None, len(worth), of)


def over_goals(scores: Iterable[Aligned]) -> Aligned:
    """Return how far they agree on several goals: the mean over the goals on which anybody said anything.

    Each goal counts alike, however many said where they stand on it; `n` and `of` are added up.
    """
    rows = list(scores)
    known = [row.score for row in rows if row.score is not None]
    score = sum(known, Fraction(0)) / len(known) if known else None
    return Aligned(score, sum(row.n for row in rows), sum(row.of for row in rows))
