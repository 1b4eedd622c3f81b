"""Exact counts in numpy, each over several words of 64 bits of which 48 are used.

The 16 bits to spare take up what additions carry, so that words are added without looking at one another, and what has
gathered in them is carried on only now and then.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Limbs = NDArray[np.uint64]
"""Shape ``words × sizes × (weights)``: by size and weight a count, its lowest 48 bits in the first word."""

BITS = 48
MOST_ROWS = 1 << (64 - BITS)
"""So many words may be added up before they are carried."""
_TURNS = 64 - BITS - 1  # each player at most doubles a word
_MASK, _SHIFT = np.uint64((1 << BITS) - 1), np.uint64(BITS)


def words_for(players: int) -> int:
    """Return how many words a count of sets of so many players takes."""
    return players // BITS + 1


def filled(weights: Sequence[int], sizes: int, limit: int) -> Limbs:
    """Return how many sets of players have each size below `sizes` and each weight up to `limit`.

    :param weights: in ascending order, so that heavy weights are reached late
    """
    table = np.zeros((words_for(len(weights)), sizes, limit + 1), dtype=np.uint64)
    table[0, 0, 0] = 1
    reach = 0
    for turn, weight in enumerate(weights, 1):
        if weight > limit:
            break
        reach = min(limit, reach + weight)
        for word in table[: words_for(turn)]:
            for size in range(min(turn, sizes - 1), 0, -1):
                word[size, weight : reach + 1] += word[size - 1, : reach + 1 - weight]
        if turn % _TURNS == 0:
            carried(table)
    carried(table)
    return table


def carried(table: Limbs) -> None:
    """Bring each word but the last back to the bits that it uses."""
    for low, high in pairwise(table):
        high += low >> _SHIFT
        low &= _MASK


def without(table: Limbs, weight: int) -> Limbs:
    """Return the same table for one player less, who has this weight.

    What has the player in it is what has not, of one less; so each size follows from the one before.
    """
    left = table.astype(np.int64)
    for size in range(1, left.shape[1] if weight < left.shape[2] else 0):
        left[:, size, weight:] -= left[:, size - 1, : left.shape[2] - weight]
        for low, high in pairwise(left[:, size]):
            high += low >> BITS
            low &= (1 << BITS) - 1
    return left.astype(np.uint64)
