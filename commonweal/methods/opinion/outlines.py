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
    across, up = points.T.copy()
    reach = float(max(np.ptp(across), np.ptp(up)))
    step = 2.0 ** np.ceil(np.log2(reach / CELLS)) if reach > 0 else 1.0
    for _ in range(6):
        columns, rows = (np.floor(one / step).astype(np.int64) for one in (across, up))
        west, south = int(columns.min()), int(rows.min())
        tall = int(rows.max()) - south + 1
        counts = np.bincount((columns - west) * tall + (rows - south))
        held = np.flatnonzero(counts >= least)
        if counts[held].sum() * 2 >= len(points):
            break
        step *= 2
    full = [divmod(cell, tall) for cell in held.tolist()]
    corners = _ends([(column + west, row + south) for column, row in full])
    return tuple((x * float(step), y * float(step)) for x, y in _hull(corners))


def _ends(cells: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return of all corners of these cells the lowest and the highest in each column, in order."""
    low: dict[int, int] = {}
    high: dict[int, int] = {}
    for x, y in cells:
        for column in (x, x + 1):
            low[column] = min(low.get(column, y), y)
            high[column] = max(high.get(column, y + 1), y + 1)
    return [(column, end) for column in sorted(low) for end in (low[column], high[column])]


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
