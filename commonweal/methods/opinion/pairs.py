"""How often two statements were answered by the same person, and how: whole numbers, so that any order gives the same.

Over everybody who voted on both j and k: `both` counts them, `sums` adds up their votes on j, `products` the products
of their two votes. On the diagonal stand the voters of j, the sum of their votes, and those who did not pass. Shards
add up.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from commonweal.methods.opinion import kernel
from commonweal.methods.opinion.votes import Array, Numbered, Votes

MOST_STATEMENTS = 4_000
"""Beyond, the three tables would take 200 MB, and principal components are found without them."""
DENSE = 0.10
FIELD = 16
BLOCK = (1 << (FIELD - 1)) - 1
Table = NDArray[np.int32]
Floats = NDArray[np.float64]


@dataclass(eq=False, slots=True)
class Pairs:
    """Three tables, statement by statement."""

    both: Table
    sums: Table
    products: Table

    @classmethod
    def none(cls, statements: int) -> Pairs:
        """Return the tables of no votes."""
        return cls(*(np.zeros((statements, statements), np.int32) for _ in range(3)))

    @classmethod
    def of(cls, votes: Votes) -> Pairs:
        """Count the pairs of all votes."""
        statements = len(votes.statements)
        made = cls.none(statements)
        if kernel.compiled():
            left = _count_compiled(made, votes, np.zeros(statements, bool))
            kernel.run("unpack", left, statements, made.both, made.sums, made.products)
            return made
        cells = len(votes.people) * statements
        count = _count_dense if cells and votes.size >= DENSE * cells else _count_sparse
        for first in range(0, len(votes.people), BLOCK):
            count(made, votes, first, min(first + BLOCK, len(votes.people)))
        return made

    def __add__(self, other: Pairs) -> Pairs:
        return Pairs(self.both + other.both, self.sums + other.sums, self.products + other.products)

    def same_as(self, other: Pairs) -> bool:
        """Return whether all three tables are equal."""
        return all(
            np.array_equal(mine, theirs)
            for mine, theirs in zip(
                (self.both, self.sums, self.products), (other.both, other.sums, other.products), strict=True
            )
        )

    def gram(self) -> tuple[Floats, Floats]:
        """Return the mean of each statement and the table z'z, in which a missing vote counts as the mean."""
        size = len(self.both)
        mean, made = np.empty(size), np.empty((size, size))
        tables = (np.ascontiguousarray(one) for one in (self.both, self.sums, self.products))
        if kernel.run("gram_tables", *tables, size, mean, made):
            return mean, made
        mean = np.diagonal(self.sums) / np.maximum(np.diagonal(self.both), 1)
        shift = self.sums * mean[None, :]
        made = self.products - (shift + shift.T) + np.multiply.outer(mean, mean) * self.both
        return mean, made

    def ordered(self, order: Array) -> Pairs:
        """Return the tables with their statements in another order."""
        at = np.ix_(order, order)
        return Pairs(self.both[at], self.sums[at], self.products[at])


def gram_of(votes: Votes, out: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Return the table z'z of all statements but those marked in `out`, and their means."""
    width = int((~out).sum())
    if not kernel.compiled():
        return Pairs.of(votes.without(out) if out.any() else votes).gram()
    made = Pairs(*(np.zeros((0, 0), np.int32) for _ in range(3)))
    left = _count_compiled(made, votes, out)
    if len(made.both):
        kernel.run("unpack", left, width, made.both, made.sums, made.products)
        return made.gram()
    mean = np.empty(width)
    kernel.run("gram_packed", left, width, mean)
    return mean, left.view(np.float64).reshape(width, width)


def _count_compiled(made: Pairs, votes: Votes, out: NDArray[np.bool_]) -> Array:
    """Return the pairs of all rows, four counts in the fields of one whole number; emptied before any overflows.

    A field holds no more than the votes on a statement. What had to be emptied stands in `made`.
    """
    width = int((~out).sum())
    to = np.where(out, -1, np.cumsum(~out) - 1).astype(np.int32)
    packed, filled = np.zeros(width * width, np.int64), np.zeros(len(out), np.int64)
    several = len(votes.people) > BLOCK
    for first in range(0, len(votes.people), BLOCK):
        starts = votes.starts[first : first + BLOCK + 1]
        rows = len(starts) - 1
        if several:
            cast = Votes(Numbered(rows), votes.statements, starts, votes.codes).tallies().sum(axis=1)
            filled += cast
            if filled.max(initial=0) > BLOCK:
                if not len(made.both):
                    made.both, made.sums, made.products = (np.zeros((width, width), np.int32) for _ in range(3))
                kernel.run("unpack", packed, width, made.both, made.sums, made.products)
                filled = cast
        kernel.run(kernel.named("pairs", votes.codes), starts, votes.codes, rows, to, width, packed)
    return packed


def _rows(votes: Votes, first: int, last: int) -> tuple[Array, Array, Array]:
    begin, end = votes.starts[first], votes.starts[last]
    codes = votes.codes[begin:end]
    columns = np.floor_divide(codes, 3)
    return votes.starts[first : last + 1] - begin, columns, codes.astype(np.int64) - 3 * columns.astype(np.int64) - 1


def _count_dense(made: Pairs, votes: Votes, first: int, last: int) -> None:
    """Add the pairs of some rows by products of full tables: whole numbers below 2^24 are exact in single precision."""
    starts, columns, values = _rows(votes, first, last)
    row = np.repeat(np.arange(last - first), np.diff(starts))
    there = np.zeros((last - first, len(votes.statements)), np.float32)
    cast = np.zeros_like(there)
    there[row, columns] = 1
    cast[row, columns] = values
    made.both += (there.T @ there).astype(np.int32)
    made.sums += (cast.T @ there).astype(np.int32)
    made.products += (cast.T @ cast).astype(np.int32)


def _count_sparse(made: Pairs, votes: Votes, first: int, last: int) -> None:
    """Add the pairs of some rows by one sparse product that carries all four counts in fields of one whole number.

    (1 + x f)(1 + y f^2) = 1 + x f + y f^2 + x y f^3 with f = 2^16: summed over fewer than 2^15 people no field
    overflows into its neighbour but for a borrow, which is undone from the lowest field upwards.
    """
    from scipy.sparse import csr_array  # noqa: PLC0415 - scipy is loaded only when it is used

    starts, columns, values = _rows(votes, first, last)
    statements = len(votes.statements)
    shape = (last - first, statements)
    inner = (columns.astype(np.int32), starts.astype(np.int32))
    left = csr_array((1 + (values << FIELD), *inner), shape=shape)
    right = csr_array((1 + (values << (2 * FIELD)), *inner), shape=shape)
    packed = (left.T.tocsr() @ right).toarray()
    fields = []
    for _ in range(4):
        low = ((packed + (1 << (FIELD - 1))) & ((1 << FIELD) - 1)) - (1 << (FIELD - 1))
        packed = (packed - low) >> FIELD
        fields.append(low)
    made.both += fields[0].astype(np.int32)
    made.sums += fields[1].astype(np.int32)
    made.products += fields[3].astype(np.int32)
