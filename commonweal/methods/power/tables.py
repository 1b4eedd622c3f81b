"""Multiplying tables of exact counts fast, with nothing but the standard library.

A table says how many sets there are of each weight and size. Two tables multiply like polynomials: their counts are
written side by side into one long number each (Kronecker substitution), and the decimal module multiplies long numbers
by number-theoretic transforms, which Python's own integers do not.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal, Inexact

from commonweal.methods.power.game import TooLarge

Table = list[list[int]]
"""Weight to size to count. All rows of a table are of one length."""

MOST_DIGITS = 60_000_000
_EXACT = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[Inexact])


def product(one: Table, other: Table, limit: int) -> Table:
    """Return the table of all unions of a set of `one` and a set of `other`, up to the weight `limit`.

    :raises TooLarge: where the numbers would not fit into memory
    """
    stride = len(one[0]) + len(other[0]) - 1
    most = min(_total(one) * _highest(other), _total(other) * _highest(one))
    digits = len(str(most))
    weights = min(limit, len(one) + len(other) - 2) + 1
    if (len(one) + len(other)) * stride * digits > MOST_DIGITS:
        raise TooLarge("These weights are too many to count exactly; give them in larger units.")
    found = _EXACT.multiply(_written(one, stride, digits), _written(other, stride, digits))
    text = str(found).zfill((len(one) + len(other)) * stride * digits)
    end, table = len(text), Table()
    for _ in range(weights):
        places = range(end - digits, end - (stride + 1) * digits, -digits)
        table.append([int(text[place : place + digits]) for place in places])
        end -= stride * digits
    return table


def added(tables: Sequence[Table]) -> Table:
    """Return the sum of some tables, which may be of different height but not width."""
    if len(tables) == 1:
        return tables[0]
    height = max(map(len, tables))
    width = max(len(table[0]) for table in tables)
    nothing = [0] * width
    return [
        [sum(column) for column in zip(*(_row(table, w, nothing) for table in tables), strict=True)]
        for w in range(height)
    ]


def summed(table: Table) -> Table:
    """Return how many sets there are of each size and of at most each weight."""
    found, last = Table(), [0] * len(table[0])
    for row in table:
        last = [a + b for a, b in zip(last, row, strict=True)]
        found.append(last)
    return found


def _row(table: Table, weight: int, nothing: list[int]) -> list[int]:
    if weight >= len(table):
        return nothing
    return table[weight] + [0] * (len(nothing) - len(table[weight]))


def _written(table: Table, stride: int, digits: int) -> Decimal:
    empty = "0" * ((stride - len(table[0])) * digits)
    rows = (empty + "".join([str(count).zfill(digits) for count in reversed(row)]) for row in reversed(table))
    return Decimal("".join(rows))


def _total(table: Table) -> int:
    return sum(map(sum, table))


def _highest(table: Table) -> int:
    return max(max(row) for row in table)
