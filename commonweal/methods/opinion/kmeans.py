"""Clusters on the map, with every tie decided by rule: of two centres equally near, the later one wins."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from commonweal.methods.opinion import kernel
from commonweal.methods.opinion.pca import Floats
from commonweal.methods.opinion.votes import Ints

GRAIN = 1e-9
ROWS = 1 << 15
MARGIN = 1e-9
HALF = 26
BOX = 9
"""How many numbers a box is kept in."""


def on_grid(points: Floats) -> Floats:
    """Return the points rounded to 1e-9, so that no last bit decides who belongs where."""
    points = np.ascontiguousarray(points)
    rounded: Floats = np.empty_like(points)
    if not kernel.run("grid", points, points.size, np.array([GRAIN]), rounded):
        rounded = np.rint(points / GRAIN) * GRAIN + 0.0  # no minus zero
    return rounded


class Tree:
    """The boxes in which a crowd was put in order, kept for the next map, where nearly all stand as they stood.

    It only saves time; labels and centres are the same without it.
    """

    def __init__(self) -> None:
        self._of = 0

    def of(self, count: int) -> tuple[Ints, NDArray[np.int64], Ints, Floats]:
        """Return the room for so many points, filled where so many were put in order before."""
        if self._of != count:
            self._of = count
            self._order, self._boxes = np.empty(count, np.int64), np.empty((2 * count, BOX), np.int64)
            self._size, self._wide = np.zeros(2, np.int64), np.zeros(1)
        return self._order, self._boxes, self._size, self._wide

    def renumbered(self, to: Ints) -> None:
        """Take note that the point that stood at each place stands at another one from now on."""
        if self._of == len(to):
            self._order = to[self._order]


def first_distinct(points: Floats, count: int) -> Floats:
    """Return the first `count` points that differ from all before them."""
    looked = count
    while True:
        found = dict.fromkeys(map(tuple, points[:looked].tolist()))
        if len(found) >= count or looked >= len(points):
            return np.array(list(found)[:count], np.float64).reshape(-1, 2)
        looked *= 4


def nearest(points: Floats, centers: Floats) -> Ints:
    """Return the nearest centre of each point, the later one in a tie."""
    return nearest_two(points, centers)[0]


def nearest_two(points: Floats, centers: Floats) -> tuple[Ints, Floats, Floats]:
    """Return the nearest centre of each point, and the squared distances to it and to the next nearest."""
    if compiled := kernel.nearest_two(points, centers):
        return compiled
    labels, best, second = np.empty(len(points), np.int64), np.empty(len(points)), np.full(len(points), np.inf)
    last = len(centers) - 1
    for first in range(0, len(points), ROWS):
        block = points[first : first + ROWS]
        away = np.square(block[:, 0, None] - centers[::-1, 0]) + np.square(block[:, 1, None] - centers[::-1, 1])
        found = np.argmin(away, axis=1)
        row = np.arange(len(block))
        labels[first : first + ROWS] = last - found
        best[first : first + ROWS] = away[row, found]
        if last:
            away[row, found] = np.inf
            second[first : first + ROWS] = away.min(axis=1)
    return labels, best, second


class _Nearest:
    """Who belongs to which centre while the centres move: only whom another centre may have come near is asked again.

    A point keeps its centre while, by how far centres moved since it was asked, none can have overtaken; where that
    is not certain by a margin, it is asked. So the answer is always that of asking everybody.
    """

    def __init__(self, points: Floats, centers: Floats) -> None:
        self.points = points
        self.labels, best, second = nearest_two(points, centers)
        self.own, self.other = np.sqrt(best), np.sqrt(second)

    def moved(self, before: Floats, after: Floats) -> None:
        """Take note that each centre went from `before` to `after`."""
        way = _apart(before, after)
        between = np.hypot(after[:, 0, None] - after[:, 0], after[:, 1, None] - after[:, 1])
        np.fill_diagonal(between, np.inf)
        half = between.min(axis=1) / 2
        self.own += way[self.labels]
        self.other -= way.max()
        safe = np.maximum(self.other, half[self.labels])
        unsure = np.flatnonzero(~(self.own < safe - MARGIN * (1 + self.own)))
        if len(unsure):
            labels, best, second = nearest_two(self.points[unsure], after)
            self.labels[unsure], self.own[unsure], self.other[unsure] = labels, np.sqrt(best), np.sqrt(second)


def halves_of(points: Floats) -> list[Floats]:
    """Return the coordinates as whole numbers of a grain, in halves whose sums floating point holds exactly."""
    halves = []
    for axis in range(2):
        whole = np.rint(points[:, axis] / GRAIN).astype(np.int64)
        high = whole >> HALF
        halves += [high.astype(np.float64), (whole - (high << HALF)).astype(np.float64)]
    return halves


def middles(points: Floats, labels: Ints, count: int) -> Floats:
    """Return the mean of each cluster that has members; labels below 0 are left out."""
    members, whole = np.zeros(count, np.int64), np.zeros((count, 2), np.int64)
    points = np.ascontiguousarray(points)
    if kernel.run("whole_sums", points, len(points), labels, np.array([GRAIN]), members, whole):
        there = np.flatnonzero(members)
        found: Floats = whole[there] / members[there, None] * GRAIN
        return found
    counted = labels >= 0
    return _middles(halves_of(points[counted]), labels[counted], count)[0]


def _middles(halves: list[Floats], labels: Ints, count: int) -> tuple[Floats, Ints]:
    """Return the mean of each cluster that has members, and which clusters those are.

    Coordinates are added as whole numbers, exactly and in any order.
    """
    members = np.bincount(labels, minlength=count)
    there = np.flatnonzero(members)
    added = [np.bincount(labels, one, count)[there].astype(np.int64) for one in halves]
    sums = np.stack([(added[at] << HALF) + added[at + 1] for at in (0, 2)], axis=1)
    return sums / members[there, None] * GRAIN, there


def means(points: Floats, weights: Floats, labels: Ints, count: int) -> tuple[Floats, Ints]:
    """Return the weighted mean of each cluster that has members, and which clusters those are."""
    there = np.flatnonzero(np.bincount(labels, minlength=count))
    mass, across, up = (
        np.bincount(labels, one, count).astype(np.float64)
        for one in (weights, points[:, 0] * weights, points[:, 1] * weights)
    )
    return np.stack([across[there], up[there]], axis=1) / mass[there, None], there


def kmeans(
    points: Floats,
    centers: Floats,
    *,
    weights: Floats | None = None,
    rounds: int,
    settled: float = 0.01,
    tree: Tree | None = None,
) -> tuple[Ints, Floats]:
    """Move the centres to the means of their members until none moves by `settled`; drop those without members.

    Returns the cluster of each point, and the centres.
    """
    points, centers = np.ascontiguousarray(points), np.array(centers, np.float64, order="C")
    if len(centers) and len(points) and kernel.compiled():
        return _by_loops(points, centers, weights, rounds, settled, tree or Tree())
    halves = halves_of(points) if weights is None else []
    found = _Nearest(points, centers)
    for turn in range(1, rounds + 1):
        labels = found.labels
        if weights is None:
            moved, there = _middles(halves, labels, len(centers))
        else:
            moved, there = means(points, weights, labels, len(centers))
        if len(there) < len(centers):
            renumbered = np.full(len(centers), -1)
            renumbered[there] = np.arange(len(there))
            labels, centers = renumbered[labels], moved
            found = _Nearest(points, centers)
            continue
        if turn == rounds or np.all(_apart(_sorted(moved), _sorted(centers)) < settled):
            return labels, moved
        found.moved(centers, moved)
        centers = moved
    return labels, centers


def _by_loops(
    points: Floats, centers: Floats, weights: Floats | None, rounds: int, settled: float, tree: Tree
) -> tuple[Ints, Floats]:
    """Do it by the compiled loops: a crowd by boxes, a few weighted points one by one."""
    labels, left = np.empty(len(points), np.int64), np.zeros(1, np.int64)
    limits = np.array([settled, MARGIN, GRAIN])
    given = (len(points), centers, len(centers), rounds, limits, labels, left)
    if weights is None:
        kernel.run("crowd", points, *given, *tree.of(len(points)))
    else:
        kernel.run("lloyd", points, weights, *given)
    return labels, centers[: int(left[0])]


def distances(points: Floats) -> Floats:
    """Return how far every point is from every other."""
    away: Floats = np.empty((len(points), len(points)))
    if not kernel.run("apart", np.ascontiguousarray(points), len(points), away):
        across, up = points[:, 0, None] - points[:, 0], points[:, 1, None] - points[:, 1]
        np.sqrt(across * across + up * up, out=away)
    return away


def silhouette(away: Floats, labels: Ints) -> float:
    """Return the mean silhouette by distances between all points, from -1 to 1; a cluster of one scores 0."""
    people, size = len(labels), np.bincount(labels)
    count = len(size)
    if count < 2:
        return 0.0
    scores: Floats = np.empty(people)
    if kernel.run("silhouettes", away, people, labels, size, count, np.empty(count), scores):
        return float(scores.mean())
    row = np.arange(people)
    pairs = (row[:, None] * count + labels).ravel()
    added = np.bincount(pairs, away.ravel(), people * count)  # in order, as the loop does
    totals: Floats = added.astype(np.float64, copy=False).reshape(people, count)
    own = size[labels]
    inside = totals[row, labels] / np.maximum(own - 1, 1)
    totals /= np.maximum(size, 1)
    totals[:, size == 0] = np.inf
    totals[row, labels] = np.inf
    outside = totals.min(axis=1)
    largest = np.maximum(inside, outside)
    scores = np.where((own > 1) & (largest > 0), (outside - inside) / np.where(largest > 0, largest, 1), 0.0)
    return float(scores.mean())


def _apart(one: Floats, other: Floats) -> Floats:
    return np.hypot(one[:, 0] - other[:, 0], one[:, 1] - other[:, 1])


def _sorted(points: Floats) -> Floats:
    return points[np.lexsort((points[:, 1], points[:, 0]))]


def agreement(one: Ints, other: Ints) -> float:
    """Return how far two groupings of the same people agree (adjusted Rand index): 1 the same, 0 as by chance."""
    if len(one) < 2:
        return 1.0
    return agreement_of(contingency(one, other).astype(np.float64))


def agreement_of(table: Floats) -> float:
    """Return the adjusted Rand index of a table of how many people are in which group here and there."""
    together = float((table * (table - 1)).sum())
    mine, theirs = table.sum(axis=1), table.sum(axis=0)
    pairs_mine, pairs_theirs = float((mine * (mine - 1)).sum()), float((theirs * (theirs - 1)).sum())
    everybody = float(table.sum())
    chance = pairs_mine * pairs_theirs / (everybody * (everybody - 1)) if everybody > 1 else 0.0
    most = (pairs_mine + pairs_theirs) / 2
    return 1.0 if most == chance else (together - chance) / (most - chance)


def contingency(one: Ints, other: Ints, least: int = 0) -> NDArray[np.int64]:
    """Return how many are in each group of one and in each group of the other; labels below 0 are left out.

    :param least: how many groups the one has at least
    """
    rows, columns = max(int(one.max(initial=-1)) + 1, least), int(other.max(initial=-1)) + 1
    with_none = np.bincount((one + 1) * (columns + 1) + other + 1, minlength=(rows + 1) * (columns + 1))
    counted: NDArray[np.int64] = with_none.reshape(rows + 1, columns + 1)[1:, 1:]
    return counted
