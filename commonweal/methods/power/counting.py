"""What every way of counting hands back, and how the indices follow from it.

A game is counted once: how many coalitions win, in how many of those each player is, and a weighted sum of the same
from which Shapley and Shubik's index follows exactly. The names below stand in ``docs/methods/power.md``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import comb, lcm


@dataclass(frozen=True, slots=True)
class Counts:
    """The coalitions that win.

    :param wins: how many, of the ``2 ** n`` there are
    :param wins_with: for each player, in how many of those it votes yes
    :param shapley: for each player, Shapley and Shubik's index
    :param smallest: the size of the smallest of them, and how many have that size; nothing where none wins
    """

    wins: int
    wins_with: tuple[int, ...]
    shapley: tuple[Fraction, ...]
    smallest: tuple[int, int] | None


def orders(n: int) -> tuple[int, list[int]]:
    """Return ``lcm(1..n)`` and, for each size of coalition, its weight in Shapley and Shubik's index times that.

    A player who turns a coalition of size s (herself counted) has the weight ``(s-1)! (n-s)! / n!``, which is
    ``1 / (n × C(n-1, s-1))``; and ``n × C(n-1, s-1)`` divides ``lcm(1..n)``. So all sums are whole numbers, and far
    smaller ones than factorials.

    :returns: the common denominator, and a list of ``n + 2`` weights; those of sizes 0 and n + 1 are 0
    """
    denominator = lcm(*range(1, n + 1))
    return denominator, [0, *(denominator // (n * comb(n - 1, s - 1)) for s in range(1, n + 1)), 0]


def counts_by_size(by_size: Sequence[int], with_player: Sequence[Sequence[int]]) -> Counts:
    """Return the counts of a game from the numbers of winning coalitions of each size.

    :param by_size: shape ``n + 1``: how many winning coalitions have this size
    :param with_player: shape ``n × (n + 1)``: in how many of those each player votes yes
    """
    n = len(with_player)
    denominator, weights = orders(n)
    # A swing of size s is a winning coalition with the player, less those that win without her as well.
    common = sum(weights[s + 1] * by_size[s] for s in range(n + 1))
    shapley = tuple(
        Fraction(sum((weights[s] + weights[s + 1]) * own[s] for s in range(n + 1)) - common, denominator)
        for own in with_player
    )
    smallest = next(((s, count) for s, count in enumerate(by_size) if count), None)
    return Counts(sum(by_size), tuple(map(sum, with_player)), shapley, smallest)


def swings(counts: Counts) -> tuple[int, ...]:
    """Return for each player the coalitions that it turns from losing to winning: ``2 w_i - w``, the rule being one
    that more yes never turns to no.
    """
    return tuple(2 * own - counts.wins for own in counts.wins_with)


def shares(swinging: Sequence[int]) -> tuple[Fraction, ...]:
    """Return each player's part of all swings: Banzhaf's index; 0 for all where nobody swings anything."""
    total = sum(swinging)
    return tuple(Fraction(own, total) if total else Fraction(0) for own in swinging)


def gini(values: Sequence[Fraction]) -> Fraction:
    """Return how unequal `values` are, from 0 (all equal) to almost 1 (one has everything).

    The mean difference of all pairs, divided by twice the mean (Gini 1912).
    """
    ordered, total = sorted(values), sum(values)
    if not total:
        return Fraction(0)
    n = len(ordered)
    return Fraction(sum((2 * rank - n - 1) * value for rank, value in enumerate(ordered, 1)), n * total)
