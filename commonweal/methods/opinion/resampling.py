"""Maps of participants drawn anew: how much of what we see would we see again if other people like these had come?

Each resample draws as many participants with replacement, takes the means and the components of their votes, and
places all participants on that map. Of a crowd, a seeded panel stands for all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from commonweal.methods.opinion.kmeans import on_grid
from commonweal.methods.opinion.pca import Floats, beginning
from commonweal.methods.opinion.votes import Ints, Votes

PANEL = 2_000
NEAR_ENOUGH = 1e-5
SMALL = 64


@dataclass(frozen=True, eq=False, slots=True)
class Resample:
    """Where the panel stands on the map of one draw, and how often each of it was drawn."""

    points: Floats
    drawn: Floats


def panel_of(who: Ints, seed: int) -> Ints:
    """Return the places in `who` of those who stand for all: everybody, or a seeded choice of a crowd."""
    if len(who) <= PANEL:
        return np.arange(len(who))
    draw = np.random.Generator(np.random.PCG64([seed, PANEL]))
    return np.sort(draw.choice(len(who), PANEL, replace=False))


def resamples(votes: Votes, out: NDArray[np.bool_], panel: Ints, count: int, seed: int) -> Iterator[Resample]:
    """Draw `count` times from the participants in the rows `panel`."""
    cast, voted = _tables(votes, panel)
    turned = (cast.T.tocsr(), voted.T.tocsr())
    width = len(votes.statements)
    seen = voted.sum(axis=1) if not out.any() else voted @ (~out).astype(np.float64) + int(out.sum())
    scale = np.sqrt(width / np.maximum(seen, 1))[:, None]
    draw = np.random.Generator(np.random.PCG64([seed, count]))
    for _ in range(count):
        drawn = draw.multinomial(len(panel), np.full(len(panel), 1 / len(panel))).astype(np.float64)
        mean = np.where(out, 0.0, (turned[0] @ drawn) / np.maximum(turned[1] @ drawn, 1))
        axes = _components(cast, voted, turned, drawn, mean, ~out)
        yield Resample(on_grid(scale * (cast @ axes - voted @ (mean[:, None] * axes))), drawn)


def _tables(votes: Votes, rows: Ints) -> tuple[Any, Any]:
    from scipy.sparse import csr_array  # noqa: PLC0415 - scipy is loaded only when a map is computed

    cast = votes.cast[rows]
    starts = np.concatenate(([0], np.cumsum(cast)))
    at = np.repeat(votes.starts[rows] - starts[:-1], cast) + np.arange(starts[-1])
    codes = votes.codes[at].astype(np.int32)
    shape = (len(rows), len(votes.statements))
    columns = codes // 3
    tables = (csr_array((data, columns, starts), shape=shape) for data in (codes % 3 - 1.0, np.ones(len(codes))))
    values, voted = tables
    return values, voted


def _components(
    cast: Any, voted: Any, turned: tuple[Any, Any], drawn: Floats, mean: Floats, keep: NDArray[np.bool_]
) -> Floats:
    """Return the two components of the drawn participants' votes (statements x 2), nearly."""
    from scipy.linalg import eigh  # noqa: PLC0415 - scipy is loaded only when a map is computed
    from scipy.sparse.linalg import ArpackError, LinearOperator, eigsh  # noqa: PLC0415 - as above

    width = len(mean)
    kept = keep.astype(np.float64)

    def apply(given: Floats) -> Floats:
        one = (given.T * kept).T
        moved = cast @ one - voted @ (one.T * mean).T
        weighted = (moved.T * drawn).T
        back: Floats = ((turned[0] @ weighted - ((turned[1] @ weighted).T * mean).T).T * kept).T
        return back

    if width > SMALL:
        product = LinearOperator((width, width), matvec=apply, matmat=apply, dtype=np.float64)
        try:
            vectors: Floats = eigsh(product, k=2, which="LA", v0=beginning(width), tol=NEAR_ENOUGH)[1]
            return vectors * kept[:, None]
        except ArpackError:
            pass  # too few directions to iterate in: the full table knows them all
    full = apply(np.eye(width))
    vectors = eigh((full + full.T) / 2, subset_by_index=(max(width - 2, 0), width - 1))[1]
    return np.column_stack([vectors, np.zeros((width, 2))])[:, :2] * kept[:, None]
