"""Counting weighted games of any size whose weights are whole numbers of moderate sum.

The generating polynomial of all sets of noes, the product of ``1 + x y^w`` over the players, is held in one whole
number: each coefficient has a field of bits wide enough for it, so multiplying by one more player is one shift and one
addition (Kronecker substitution). Taking one player out again is an alternating sum (Brams and Affuso 1976; Bilbao and
others 2000), over columns that are already summed over all lower weights.

A large table is filled by numpy instead, each count in words of `limbs`, and packed afterwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from math import comb

import numpy as np

from commonweal.methods.power.counting import Counts, counts_by_size
from commonweal.methods.power.game import TooLarge
from commonweal.methods.power.limbs import BITS, MOST_ROWS, Limbs, carried, filled, words_for
from commonweal.methods.power.limits import Limits

MOST_BITS = 2_000_000_000
"""The largest table that is made: 250 MB."""
LARGE_BITS = 1_000_000
"""From how large a table numpy is worth its calls."""
MOST_WORDS = 20_000_000
"""The largest table that numpy makes, 160 MB; wide ones that do not fill their words fit into one long number."""
SPARE = 8
"""How many players are taken in before what has grown too large is cleared away; so many sizes have a spare field."""


class Columns:
    """How many sets of players have each size and at most each weight, or exactly each where not `summed`."""

    def __init__(self, weights: Sequence[int], limit: int, most: int, *, summed: bool = True) -> None:
        """Fill the table for sets of at most `most` of these weights, adding up to at most `limit`.

        :raises TooLarge: where it would not fit into memory
        """
        ordered = sorted(weights)
        self.limit = min(limit, sum(weights))
        largest = sum(1 for total in accumulate(ordered) if total <= self.limit)
        self.sizes = 1 + min(most, largest)
        self.spare = SPARE if most < largest else 0
        self.field = len(weights) + 1  # bits: no count of sets exceeds 2 ** len(weights)
        self.bytes = ((self.sizes + self.spare) * self.field + 7) // 8
        self.stride = self.bytes * 8
        if self.stride * (self.limit + 1) > MOST_BITS:
            raise TooLarge(
                f"Weights that add up to {sum(weights)} for {len(weights)} players are too many to count exactly; "
                "give them in larger units."
            )
        words = words_for(len(weights))
        if self.stride * (self.limit + 1) < LARGE_BITS or not self._fits(words):
            self.data = self._filled(ordered, summed=summed)
        else:
            self.spare, self.field = 0, words * BITS
            self.bytes = self.sizes * self.field // 8
            self.data = self._packed(filled(ordered, self.sizes, self.limit), summed=summed)

    def _fits(self, words: int) -> bool:
        return self.limit < MOST_ROWS and words * self.sizes * (self.limit + 1) <= MOST_WORDS

    def _packed(self, table: Limbs, *, summed: bool) -> bytes:
        """Return the table as one long number's bytes: by weight, then by size, the bits that a word uses."""
        if summed:
            np.cumsum(table, axis=2, out=table)
            carried(table)
        words = np.ascontiguousarray(table.transpose(2, 1, 0)).view(np.uint8)
        return words.reshape(-1, 8)[:, : BITS // 8].tobytes()

    def _filled(self, ordered: Sequence[int], *, summed: bool) -> bytes:
        table, top = 1, (self.limit + 1) * self.stride
        kept = self._kept() if self.spare else (1 << top) - 1
        for turn, weight in enumerate(ordered, 1):
            if weight > self.limit:
                break
            table += table << (weight * self.stride + self.field)
            if turn % SPARE == 0 and (self.spare or table.bit_length() > top):
                table &= kept
        table &= kept
        step = 1
        while summed and step <= self.limit:
            table += table << (step * self.stride)
            step *= 2
        table &= (1 << top) - 1
        return table.to_bytes((self.limit + 1) * self.bytes, "little")

    def _kept(self) -> int:
        """Return the bits of all sizes that count, without those of the spare ones."""
        column = ((1 << self.sizes * self.field) - 1).to_bytes(self.bytes, "little")
        return int.from_bytes(column * (self.limit + 1), "little")

    def at(self, weight: int) -> int:
        """Return the sets of at most this weight (or of exactly it), packed by size."""
        weight = min(weight, self.limit)
        return int.from_bytes(self.data[weight * self.bytes : (weight + 1) * self.bytes], "little")

    def without(self, own: int, weight: int) -> list[int]:
        """Return by size the sets of at most this weight that a player of weight `own` is not in.

        What has the player in it is what has not, shifted; so the whole is what has not, once and once shifted.
        """
        found, sign, shift = 0, 1, 0
        while weight >= 0 and shift <= self.sizes * self.field:
            found += sign * (self.at(weight) << shift)
            weight, sign, shift = weight - own, -sign, shift + self.field
        return self.unpacked(found)

    def unpacked(self, packed: int) -> list[int]:
        """Return the numbers that lie side by side in one."""
        mask = (1 << self.field) - 1
        return [packed >> (size * self.field) & mask for size in range(self.sizes)]


def count_by_columns(limits: Limits) -> Counts:
    """Return the counts of a game with limits on seats and on at most one weight.

    :raises TooLarge: where the table of its weights would not fit into memory
    """
    n, free = limits.n, limits.free
    if limits.weighings:
        (weighing,) = limits.weighings
        columns = Columns([weighing.weights[i] for i in free], weighing.limit, max(limits.seats, 0))
        whole = columns.unpacked(columns.at(weighing.limit))
        cache: dict[int, list[int]] = {}
        for i in free:
            own = weighing.weights[i]
            if own not in cache:
                cache[own] = columns.without(own, weighing.limit)
        apart = [whole if i not in set(free) else cache[weighing.weights[i]] for i in range(n)]
    else:
        whole = [comb(len(free), size) for size in range(len(free) + 1)]
        others = [comb(len(free) - 1, size) for size in range(len(free))]
        apart = [others if i in set(free) else whole for i in range(n)]
    return counts_by_size(
        _winning(limits, whole, len(free)),
        [_winning(limits, own, len(free) - (i in set(free))) for i, own in enumerate(apart)],
    )


def _winning(limits: Limits, against: Sequence[int], voters: int) -> list[int]:
    """Return by size of the winning coalition how many there are, from the noes that keep within the weight."""
    found = [0] * (limits.n + 1)
    for size in range(voters + 1):
        if size < limits.minority:
            found[limits.n - size] = comb(voters, size)
        elif size <= limits.seats and size < len(against):
            found[limits.n - size] = against[size]
    return found
