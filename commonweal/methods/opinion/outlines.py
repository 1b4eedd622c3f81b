"""Where a group stands, drawn so that nobody can be picked out: around the cells of the map that hold several of it."""

from __future__ import annotations

import numpy as np

from commonweal.methods.opinion.pca import Floats

CELLS = 12
Corner = tuple[float, float]


def outline(points: Floats, least: int) -> tuple[Corner, ...]:
    """Return the corners around all cells of a grid in which at least `least` of the points lie; none where none does.

    The grid has round steps and does not begin at anybody's place, so a corner tells nobody's place either.
    """
    if len(points) < least:
        return ()
    reach = float(np.ptp(points, axis=0).max())
    step = 2.0 ** np.ceil(np.log2(reach / CELLS)) if reach > 0 else 1.0
    for _ in range(6):
        cells = np.floor(points / step).astype(np.int64)
        low = cells.min(axis=0)
        wide = int(cells[:, 1].max() - low[1]) + 1
        counts = np.bincount((cells[:, 0] - low[0]) * wide + cells[:, 1] - low[1])
        held = np.flatnonzero(counts >= least)
        full = np.stack([held // wide, held % wide], axis=1) + low
        if counts[held].sum() * 2 >= len(points):
            break
        step *= 2
    corners = np.unique(np.concatenate([full + shift for shift in ((0, 0), (0, 1), (1, 0), (1, 1))]), axis=0)
    return tuple((float(x) * step, float(y) * step) for x, y in _hull([(int(x), int(y)) for x, y in corners]))


def _hull(points: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the corners of the convex hull, counterclockwise, in whole numbers and therefore exactly."""
    if len(points) < 3:
        return points
    halves = []
    for run in (points, points[::-1]):
        half: list[tuple[int, int]] = []
        for point in run:
            while len(half) > 1 and _turn(half[-2], half[-1], point) <= 0:
                half.pop()
            half.append(point)
        halves.append(half[:-1])
    return halves[0] + halves[1]


def _turn(a: tuple[int, int], b: tuple[int, int], c: tuple[int, int]) -> int:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
