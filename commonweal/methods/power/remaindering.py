"""Counting large games with a majority inside each sector, or of organisations, beside one weight.

What `groups` does in long numbers is done here modulo so many primes that the answers follow from their remainders.
Every player is taken out of the exact table of its group, and what is left meets what its sets are worth in products of
matrices that are small enough to be exact as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import comb, gcd

import numpy as np
from numpy.typing import NDArray

from commonweal.methods.power.counting import Counts, orders
from commonweal.methods.power.limbs import BITS, Limbs, filled, without
from commonweal.methods.power.limits import Limits
from commonweal.methods.power.residues import Remainders, balanced, highest_prime, lifted, primes_for
from commonweal.methods.power.spectra import Grid, Worths

LEAST_CELLS = 20_000
"""From so many sizes times weights on this is faster than long numbers."""
MOST_CELLS = 1 << 22
MOST_GROUPS = 16
PIECE = 16  # bits of a count that go into one product
BATCH = 1 << 21


@dataclass(frozen=True, slots=True)
class Part:
    """One group: the players who may vote no, up to how many it still is for, and its sets by size and weight."""

    players: tuple[int, ...]
    held: int
    table: Limbs

    @property
    def most(self) -> int:
        """Return how many of its players may be against."""
        return int(self.table.shape[1]) - 1

    def fails(self, first: int = 0) -> NDArray[np.bool_]:
        """Return for each size from `first` on whether so many noes make the group one that is not for it."""
        return np.arange(first, self.most + 1) > self.held

    def grid(self, prime: int, slack: int, first: int, *, sizes: bool) -> Grid:
        """Return the table modulo a prime, from a size on, or without regard to size; apart where the group fails."""
        table = balanced(self.table[0, first:].astype(np.float64), prime)
        for at, word in enumerate(self.table[1:, first:], 1):
            table += balanced(word.astype(np.float64), prime) * pow(2, BITS * at, prime)
        table = balanced(table, prime)
        fails = self.fails(first)[:, None]
        parts = [np.where(fails, 0, table), np.where(fails, table, 0)] if slack and fails.any() else [table]
        return Grid(parts if sizes else [balanced(part.sum(axis=0, keepdims=True), prime) for part in parts])


@dataclass(frozen=True, slots=True)
class Remaindering:
    """One game while it is counted."""

    limits: Limits
    parts: Sequence[Part]
    weights: Sequence[int]
    room: int
    slack: int
    below: int

    def counts(self) -> Counts:
        """Return the counts of the game."""
        n, seats = self.limits.n, self.limits.seats
        denominator, order = orders(n)
        tallies = [int(against <= seats) for against in range(self._largest + 1)]
        worth = [(order[n - a] + order[n - a + 1]) * one for a, one in enumerate(tallies)]
        scale = gcd(*worth)
        worth = [own // scale for own in worth]
        orders_at, tallies_at = self._primes(worth), self._primes(tallies)
        worths = [self._worths(worth, orders_at), self._worths(tallies, tallies_at)]
        wins, sums = dict[int, int](), dict[int, int]()
        totals = set[tuple[int, int]]()
        for place, part in enumerate(self.parts):
            every = [None, *sorted({self.weights[i] for i in part.players})]
            met = _met(part.table, every, np.concatenate([own[place] for own in worths]), (*orders_at, *tallies_at))
            ordered, tallied = (
                lifted(own, primes)
                for own, primes in ((met[: len(orders_at)], orders_at), (met[len(orders_at) :], tallies_at))
            )
            found = dict(zip(every, zip(ordered, tallied, strict=True), strict=True))
            totals.add(found[None])
            for i in part.players:
                sums[i], wins[i] = found[self.weights[i]]
        ((all_sums, all_wins),) = totals  # every group tells the same
        listed = [scale * sums.get(i, all_sums) for i in range(n)]
        # The indices add up to 1, which tells what all of them have in common.
        common = (sum(listed) - denominator) // n
        shapley = tuple(Fraction(own - common, denominator) for own in listed)
        return Counts(all_wins, tuple(wins.get(i, all_wins) for i in range(n)), shapley, self.smallest())

    def smallest(self) -> tuple[int, int]:
        """Return the size of the smallest coalition that wins, and how many there are, from those against it."""
        most = self.most_against()
        missing = self._largest - most
        first = [max(0, part.most - missing) for part in self.parts]
        worth = [int(size == most) for size in range(self._largest + 1)]
        primes = self._primes(worth)
        (own, *_) = self._worths(worth, primes, first)
        many = lifted(_met(self.parts[0].table[:, first[0] :], [None], own, primes), primes)
        return self.limits.n - most, many[0]

    def most_against(self) -> int:
        """Return how many may be against at most, from the lightest sets of each size in each group."""
        lightest = {(0, 0): 0}
        for part in self.parts:
            ordered = sorted(self.weights[i] for i in part.players)
            joined: dict[tuple[int, int], int] = {}
            for (failing, size), weight in lightest.items():
                for own in range(part.most + 1):
                    key = failing + (own > part.held), size + own
                    heavy = weight + sum(ordered[:own])
                    if key[0] <= self.slack and heavy <= joined.get(key, self.room):
                        joined[key] = heavy
            lightest = joined
        return max(size for _, size in lightest if size <= self.limits.seats)

    @property
    def _largest(self) -> int:
        return sum(part.most for part in self.parts)

    def _primes(self, worth: Sequence[int]) -> tuple[int, ...]:
        free = len(self.limits.free)
        return primes_for(sum(comb(free, size) * own for size, own in enumerate(worth)).bit_length(), self.below)

    def _worths(self, worth: Sequence[int], primes: Sequence[int], first: Sequence[int] = ()) -> list[Remainders]:
        """Return for each group, modulo each prime, what its sets are worth by size and weight; flat after the prime.

        :param first: the sizes from which on the groups' sets are looked at; then of the first group alone
        """
        begin = first or [0] * len(self.parts)
        sizes = len(set(worth[sum(begin) :])) > 1
        found: list[list[Remainders]] = [[] for _ in self.parts]
        for prime in primes:
            grids = [part.grid(prime, self.slack, at, sizes=sizes) for part, at in zip(self.parts, begin, strict=True)]
            modulo = balanced(np.array([own % prime for own in worth[sum(begin) :]], dtype=np.float64), prime)
            for place, grid in Worths(grids, modulo, self.room, self.slack, prime).of_each():
                fails = self.parts[place].fails(begin[place])[:, None]
                tables = grid.tables if len(grid.tables) > 1 else [grid.tables[0], np.zeros(1)]
                found[place].append(np.where(fails, tables[1], tables[0]).ravel())
                if first:
                    break
        return [np.array(own) for own in found]


def remaindering(
    limits: Limits, parts: Sequence[tuple[tuple[int, ...], int, int]], weights: Sequence[int], room: int, slack: int
) -> Remaindering | None:
    """Return what counts a game; nothing where it is too small, too large, or has too many groups for it.

    :param parts: of each group its players, how many of them may be against at most, and until when it is still for
    """
    most = [min(own, limits.seats) for _, own, _ in parts]
    heaviest = [
        min(room, sum(sorted((weights[i] for i in players), reverse=True)[:own]))
        for (players, _, _), own in zip(parts, most, strict=True)
    ]
    cells = [(own + 1) * (heavy + 1) for own, heavy in zip(most, heaviest, strict=True)]
    every = (sum(most) + 1) * (min(2 * room, sum(heaviest)) + 1)
    half = (len(parts) + 1) // 2
    largest = (sum(sorted(most)[-half:]) + 1) * (min(room, sum(sorted(heaviest)[-half:])) + 1)
    if len(parts) > MOST_GROUPS or every < LEAST_CELLS or max(cells) > MOST_CELLS or every > MOST_CELLS:
        return None
    below = highest_prime(4 * max(cells), largest, 3 if slack else 1)  # one factor has at most two groups
    if not primes_for(2 * limits.n + 64, below):
        return None
    made = [
        Part(players, held, filled(sorted(weights[i] for i in players), own + 1, heavy))
        for (players, _, held), own, heavy in zip(parts, most, heaviest, strict=True)
    ]
    made.sort(key=lambda part: part.table.shape[2], reverse=True)  # so that the larger half of them is the lighter one
    return Remaindering(limits, made, weights, room, slack, below)


def _met(table: Limbs, weights: Sequence[int | None], worths: Remainders, primes: Sequence[int]) -> NDArray[np.int64]:
    """Return modulo each prime what all sets are worth, less those with a player of each weight in turn.

    :param weights: of the players who are left out; None: nobody is
    :param worths: shape ``primes × (sizes × weights)``
    """
    modulo = np.array(primes)
    pieces = len(table) * (BITS // PIECE)
    powers = np.array([[pow(2, PIECE * at, prime) for prime in primes] for at in range(pieces)])
    cells = worths.shape[1]
    step = max(1, BATCH // (pieces * cells))
    found = []
    for start in range(0, len(weights), step):
        some = weights[start : start + step]
        written = np.empty((len(some), len(table), BITS // PIECE, cells))
        for at, weight in enumerate(some):
            left = table if weight is None else without(table, weight)
            for part in range(BITS // PIECE):
                written[at, :, part] = (left >> np.uint64(PIECE * part) & np.uint64((1 << PIECE) - 1)).reshape(
                    -1, cells
                )
        met = (written.reshape(-1, cells) @ worths.T).astype(np.int64) % modulo
        found.append((met.reshape(len(some), pieces, -1) * powers % modulo).sum(axis=1) % modulo)
    return np.concatenate(found).T
