"""The counts of pairs of a conversation that goes on, so laid that one vote touches little of the memory.

For each two statements j <= k stand side by side how many voted on both, the sum of their votes on j, the sum of their
votes on k, and the products of the two: the tables of `Pairs`, of which each number is kept once.
"""

from __future__ import annotations

from array import array
from typing import Final

import numpy as np
from numpy.typing import NDArray

from commonweal.methods.opinion import kernel
from commonweal.methods.opinion.pairs import Pairs
from commonweal.methods.opinion.votes import Ints

NO_VOTE: Final = 2
BOTH, FIRST, SECOND, PRODUCTS = range(4)


class Cells:
    """Counts of pairs with room for more statements than there are; without room, nothing is counted."""

    def __init__(self, room: int, pairs: Pairs | None = None) -> None:
        """Make room, and begin with these counts, or with none."""
        width = 0 if pairs is None else len(pairs.both)
        self.room = max(room, width)
        self.numbers: NDArray[np.int32] = np.zeros((self.room, self.room, 4), np.int32)
        self._loop = kernel.recast()
        self._at: int = self.numbers.ctypes.data
        if pairs is None:
            return
        tables = (np.ascontiguousarray(one, np.int32) for one in (pairs.both, pairs.sums, pairs.products))
        if kernel.run("fold", self.numbers, self.room, width, *tables):
            return
        for place, table in (
            (BOTH, pairs.both),
            (FIRST, pairs.sums),
            (SECOND, pairs.sums.T),
            (PRODUCTS, pairs.products),
        ):
            self.numbers[:width, :width, place] = np.triu(table)

    def pairs(self, width: int) -> Pairs:
        """Return the three tables of the first `width` statements."""
        made = Pairs(*(np.empty((width, width), np.int32) for _ in range(3)))
        if kernel.run("spread", self.numbers, self.room, width, made.both, made.sums, made.products):
            return made
        both, first, second, products = (self.numbers[:width, :width, place] for place in range(4))
        for table, above, below in (
            (made.both, both, both),
            (made.sums, first, second),
            (made.products, products, products),
        ):
            table[:] = np.triu(above) + np.triu(below, 1).T
        return made

    def recast(self, row: array[int], column: int, after: int) -> int:
        """Take a vote in place of the one before in somebody's row of codes, and count; return the one before."""
        codes, count = row.buffer_info()
        if self._loop is not None:
            return self._loop(self._at, self.room, codes, count, column, after)
        return self._recast(row, column, after)

    def _recast(self, row: array[int], column: int, after: int) -> int:
        """Do what the loop `recast` of kernel.c does."""
        codes = np.frombuffer(row, np.uint32) if row else np.zeros(0, np.uint32)
        columns = (codes // 3).astype(np.int64)
        found = np.flatnonzero(columns == column)
        before = int(codes[found[0]]) % 3 - 1 if len(found) else NO_VOTE
        if before == after:
            return before
        if self.room:
            values = (codes % 3).astype(np.int32) - 1
            self._count(column, before, after, columns[columns != column], values[columns != column])
        if len(found):
            codes[found[0]] = codes[-1] if after == NO_VOTE else 3 * column + after + 1
        return before

    def _count(self, at: int, before: int, after: int, others: Ints, values: NDArray[np.int32]) -> None:
        """Move the counts from one vote to another, against the voter's votes on all other statements."""
        there = (after != NO_VOTE) - (before != NO_VOTE)
        now, then = (0 if one == NO_VOTE else one for one in (after, before))
        moved = now - then
        self.numbers[at, at] += np.array([there, moved, moved, now * now - then * then], np.int32)
        first = at < others
        mine, theirs = np.full(len(others), moved, np.int32), (there * values).astype(np.int32)
        self.numbers[np.minimum(at, others), np.maximum(at, others)] += np.stack(
            [
                np.full(len(others), there, np.int32),
                np.where(first, mine, theirs),
                np.where(first, theirs, mine),
                (moved * values).astype(np.int32),
            ],
            axis=1,
        )
