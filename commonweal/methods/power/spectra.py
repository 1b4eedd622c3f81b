"""What noes in one group are worth, given all that the other groups may do: modulo one prime, by Fourier transforms.

The worth of a set of noes is added up over all sets of the other groups that go with it. So a group is taken into
account by correlating the worth with its table, and all groups but one are by halves: first one half of them, then one
half of the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from commonweal.methods.power.residues import Remainders, balanced, quick_length

Shape = tuple[int, int]


class Grid:
    """Tables by size and weight, one for each number of groups that are not for it, and their transforms."""

    def __init__(self, tables: Sequence[Remainders]) -> None:
        """Keep the tables, which are all of one shape."""
        self.tables, self.spectra = list(tables), dict[Shape, list[NDArray[np.complex128]]]()
        self.sizes, self.weights = tables[0].shape

    def at(self, shape: Shape) -> list[NDArray[np.complex128]]:
        """Return the transforms of this shape."""
        if shape not in self.spectra:
            self.spectra[shape] = [np.fft.rfft2(table, s=shape, axes=(0, 1)) for table in self.tables]
        return self.spectra[shape]


class Worths:
    """One game modulo one prime.

    :param own: the tables of each group: its sets that are for it, and, where it may not be, those that are not
    :param worth: what a coalition is worth by how many are against it, up to as many as all groups have
    :param room: the weight that may be against; `slack`: the number of groups that need not be for it
    """

    def __init__(self, own: Sequence[Grid], worth: Remainders, room: int, slack: int, prime: int) -> None:
        """Begin with nothing counted."""
        self.own, self.worth, self.room, self.slack, self.prime = own, worth, room, slack, prime
        self.pairs = dict[tuple[int, ...], Grid]()

    def of_each(self) -> Iterator[tuple[int, Grid]]:
        """Yield each group's place and what its sets of noes are worth, by how many groups (0 or 1) it makes fail."""
        every = list(range(len(self.own)))
        middle = len(every) // 2
        for side, other in ((every[:middle], every[middle:]), (every[middle:], every[:middle])):
            if side:
                yield from self._halved(self._first(side, other), side)

    def _halved(self, worth: Grid, places: list[int]) -> Iterator[tuple[int, Grid]]:
        if len(places) == 1:
            yield places[0], worth
            return
        middle = (len(places) + 1) // 2
        for side, other in ((places[:middle], places[middle:]), (places[middle:], places[:middle])):
            rest, left = worth, list(places)
            if pair := self.pairs.get(tuple(other)):
                rest = self._less(rest, pair, side)
                other = []
            for place in other:
                left.remove(place)
                rest = self._less(rest, self.own[place], left)
            yield from self._halved(rest, side)

    def _extent(self, places: Sequence[int]) -> tuple[int, int, int]:
        """Return how many numbers of failing groups, sizes and weights some groups have together."""
        grids = [self.own[place] for place in places]
        return (
            1 + min(self.slack, sum(len(grid.tables) - 1 for grid in grids)),
            1 + sum(grid.sizes - 1 for grid in grids),
            1 + min(self.room, sum(grid.weights - 1 for grid in grids)),
        )

    def _first(self, side: Sequence[int], other: Sequence[int]) -> Grid:
        """Return what sets of noes of one side are worth: a sum over all sets of the other that fit."""
        fails, sizes, weights = self._extent(side)
        others = Grid([np.ones((1, 1))])
        for at, place in enumerate(other):
            others = self._united(others, self.own[place], other[: at + 1]) if at else self.own[place]
            if at == 1:
                self.pairs[tuple(other[:2])] = others
        lasts = np.minimum(self.room - np.arange(weights), others.weights - 1)
        hankel = self.worth[np.arange(sizes)[:, None] + np.arange(others.sizes)]
        within, sofar = list[Remainders](), others.tables[0]
        for failing in range(self.slack + 1):
            if 0 < failing < len(others.tables):
                sofar = sofar + others.tables[failing]
            fitting = balanced(np.cumsum(sofar, axis=1), self.prime)[:, lasts]
            within.append(balanced(hankel @ fitting, self.prime))
        return Grid([within[self.slack - failing] for failing in range(fails)])

    def _united(self, one: Grid, other: Grid, places: Sequence[int]) -> Grid:
        """Return the tables of two sets of groups together."""
        fails, sizes, weights = self._extent(places)
        shape = quick_length(sizes), quick_length(one.weights + other.weights - 1)
        left, right, found = one.at(shape), other.at(shape), list[Remainders]()
        for failing in range(fails):
            pairs = [left[failing - b] * right[b] for b in range(len(right)) if 0 <= failing - b < len(left)]
            found.append(self._back(pairs, shape, sizes, weights))
        return Grid(found)

    def _less(self, worth: Grid, own: Grid, left: Sequence[int]) -> Grid:
        """Return what the sets of the groups that are `left` are worth, once those of `own` are taken into account."""
        fails, sizes, weights = self._extent(left)
        # What wraps around in so short a transform is not looked at.
        shape = quick_length(worth.sizes), quick_length(max(worth.weights, weights + own.weights - 1))
        whole, part, found = worth.at(shape), own.at(shape), list[Remainders]()
        for failing in range(fails):
            pairs = [np.conj(b) for b in part[: len(whole) - failing]]
            for pair, a in zip(pairs, whole[failing:], strict=False):  # a group that fails is one more
                pair *= a
            found.append(self._back(pairs, shape, sizes, weights))
        return Grid(found)

    def _back(self, spectra: Sequence[NDArray[np.complex128]], shape: Shape, sizes: int, weights: int) -> Remainders:
        """Return the table whose transform is the sum of `spectra`, which are used up."""
        spectrum, *rest = spectra
        for one in rest:
            spectrum += one
        np.fft.ifft(spectrum, axis=0, out=spectrum)
        found = np.fft.irfft(spectrum[:sizes], shape[1], axis=1)[:, :weights]
        return balanced(np.rint(found, out=found), self.prime)
