"""The map: two principal components of the votes, exactly, and where people and statements stand on it.

A missing vote counts as the statement's mean. With z = vote - mean where there is a vote and 0 where there is none,
the table z'z follows from whole-number pair counts, so the map does not depend on the order, the shards or the
history of the votes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from commonweal.methods.opinion import kernel
from commonweal.methods.opinion.pairs import MOST_STATEMENTS, Pairs, gram_of
from commonweal.methods.opinion.votes import Votes

SMALL = 200
FIXED = 50
NOTHING = 1e-12
Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False, slots=True)
class Components:
    """Mean vote of each statement and its weight on both axes; zero for statements that are moderated out."""

    center: Floats
    axes: Floats
    """2 x statements, each of length 1 (or 0 where the votes have no second dimension)."""
    explained: tuple[float, float]
    """The share of all variance on each axis."""
    out: NDArray[np.bool_]
    """Which statements are moderated out: each counts as one vote of everybody, as Polis has it."""

    @property
    def statements(self) -> Floats:
        """Where somebody would stand who agreed with one statement and answered no other (statements x 2)."""
        width = self.axes.shape[1]
        placed: Floats = np.sqrt(width) * (1 - self.center) * self.axes
        return placed.T

    @property
    def extremity(self) -> Floats:
        """How far from the middle each statement stands."""
        away: Floats = np.hypot(*self.statements.T)
        return away


def components(votes: Votes, out: NDArray[np.bool_], pairs: Pairs | None = None) -> Components:
    """Return the two principal components, leaving out the statements marked in `out`."""
    width = len(votes.statements)
    if len(votes.people) < 2 or width < 2:
        return Components(np.zeros(width), np.zeros((2, width)), (0.0, 0.0), out)
    if width > MOST_STATEMENTS and pairs is None:
        center, axes, explained = _by_operator(votes, out)
    else:
        if pairs is not None and out.any():
            pairs = pairs.ordered(np.flatnonzero(~out))
        center, axes, explained = _by_pairs(*(gram_of(votes, out) if pairs is None else pairs.gram()), out)
    return Components(center, axes, explained, out)


def project(votes: Votes, found: Components) -> Floats:
    """Return where each participant stands (people x 2): the mean of what moved her, scaled up for sparse voters.

    Sums are taken in whole numbers of 2^-50, so that they are the same in any order.
    """
    width = len(votes.statements)
    scale = float(1 << FIXED)
    values = np.array([-1.0, 0.0, 1.0])
    table = (values[None, :, None] - found.center[:, None, None]) * found.axes.T[:, None, :]
    fixed = np.rint(table * scale).astype(np.int64).reshape(3 * width, 2)
    seen = votes.cast
    if found.out.any():
        seen = seen + int(found.out.sum()) - votes.cast_on(found.out)
    placed: Floats = np.empty((len(votes.people), 2))
    rows = (votes.starts, votes.codes, len(votes.people), fixed, seen, np.array([width, scale]), placed)
    if kernel.run(kernel.named("project", votes.codes), *rows):
        return placed
    sums = np.zeros((len(votes.people), 2), np.int64)
    for first, last in votes.chunks():
        codes = votes.codes[votes.starts[first] : votes.starts[last]]
        starts = votes.starts[first:last] - votes.starts[first]
        voted = np.flatnonzero(np.diff(votes.starts[first : last + 1]))
        if len(voted):
            for axis in range(2):
                sums[first + voted, axis] = np.add.reduceat(fixed[:, axis][codes], starts[voted])
    placed[:] = np.sqrt(width / np.maximum(seen, 1))[:, None] * (sums / scale)
    return placed


def _by_pairs(mean: Floats, gram: Floats, out: NDArray[np.bool_]) -> tuple[Floats, Floats, tuple[float, float]]:
    """Find the components from means and table of the statements that are left in."""
    center, axes = np.zeros(len(out)), np.zeros((2, len(out)))
    values, vectors = _leading(gram)
    center[~out], axes[:, ~out] = mean, vectors
    return center, axes, _explained(values, float(np.trace(gram)))


def _leading(gram: Floats) -> tuple[Floats, Floats]:
    """Return the two largest eigenvalues, and their vectors as rows under the sign rule."""
    from scipy.linalg import eigh  # noqa: PLC0415 - scipy is loaded only when a map is computed
    from scipy.sparse.linalg import ArpackError, eigsh  # noqa: PLC0415 - as above

    size = len(gram)
    if size < 2:
        return _settled(np.diagonal(gram).copy(), np.ones((size, size)), size)
    if size > SMALL:
        try:
            values, vectors = eigsh(gram, k=2, which="LA", v0=beginning(size), tol=0)
            return _settled(values, vectors, size)
        except ArpackError:
            pass  # too few directions to iterate in: the full decomposition knows them all
    values, vectors = eigh(gram, subset_by_index=(size - 2, size - 1))
    return _settled(values, vectors, size)


def _by_operator(votes: Votes, out: NDArray[np.bool_]) -> tuple[Floats, Floats, tuple[float, float]]:
    """Find the components without pair counts, by products with the sparse votes."""
    from scipy.sparse import csr_array  # noqa: PLC0415 - scipy is loaded only when a map is computed
    from scipy.sparse.linalg import LinearOperator, eigsh  # noqa: PLC0415 - as above

    width = len(votes.statements)
    tally = votes.tallies()
    center = np.where(out, 0.0, (tally[:, 2] - tally[:, 0]) / np.maximum(tally.sum(axis=1), 1))
    columns = votes.columns.astype(np.int32)
    moved = votes.values - center[columns]
    moved[out[columns]] = 0.0
    rows = csr_array((moved, columns, votes.starts), shape=(len(votes.people), width))
    turned = rows.T.tocsr()
    product = LinearOperator((width, width), matvec=lambda one: turned @ (rows @ one), dtype=np.float64)
    values, vectors = eigsh(product, k=2, which="LA", v0=beginning(width), tol=0)
    values, axes = _settled(values, vectors, width)
    axes[:, out] = 0.0
    return center, axes, _explained(values, float(moved @ moved))


def beginning(size: int) -> Floats:
    """Return where the iteration starts: near to all ones, at a right angle to nothing that votes can make."""
    started: Floats = 1 + 0.1 * np.sin(np.arange(1, size + 1) ** 1.5)
    return started


def _settled(values: Floats, vectors: Floats, size: int) -> tuple[Floats, Floats]:
    """Put the larger first, drop what is nothing, and turn each axis so that its largest weight is positive."""
    order = np.argsort(-values, kind="stable")
    largest = np.zeros(2)
    axes = np.zeros((2, size))
    for axis, at in enumerate(order[:2]):
        if values[at] <= NOTHING * max(float(values[order[0]]), NOTHING):
            continue
        weights = vectors[:, at]
        steady = np.round(np.abs(weights), 12)
        largest[axis] = values[at]
        axes[axis] = weights if weights[int(np.argmax(steady))] > 0 else -weights
    return largest, axes


def _explained(values: Floats, total: float) -> tuple[float, float]:
    if total <= 0:
        return 0.0, 0.0
    return float(values[0] / total), float(values[1] / total)
