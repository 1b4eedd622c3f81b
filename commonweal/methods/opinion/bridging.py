"""What bridges: a statement's own standing, after what divides people has been taken out of every vote.

Each vote is explained as vote = mean + (how readily this person agrees) + (how well this statement stands) +
(person's side x statement's side). The second number in brackets, the intercept, is high for statements that people
of both sides agree with. It needs no groups, so it cannot jump when groups do. Ridge least squares, solved for people
and statements in turn.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from commonweal.methods.opinion.pca import Components, Floats
from commonweal.methods.opinion.votes import Votes

SWEEPS = 60
SETTLED = 1e-7
HOLDS_BACK_INTERCEPT = 1.0
HOLDS_BACK_SIDE = 0.7


@dataclass(frozen=True, eq=False, slots=True)
class Explained:
    """How far each statement bridges, and on which sides people and statements stand."""

    mean: float
    readiness: Floats
    intercept: Floats
    """Of each statement; 0 for those moderated out."""
    low: Floats
    high: Floats
    """Between what bounds the intercept stays if one more person voted, whoever she is and whatever she says."""
    sides: Floats
    """Of each statement (statements x sides)."""
    people: Floats
    """Of each participant (people x sides)."""


def explained(votes: Votes, out: NDArray[np.bool_], start: Components, *, sides: int = 1) -> Explained:
    """Explain the votes with one side (left and right, say) or two, beginning at the map and never at random."""
    from scipy.sparse import csr_array  # noqa: PLC0415 - scipy is loaded only when a map is computed

    width, people = len(votes.statements), len(votes.people)
    columns, kept = votes.columns, None
    values = votes.values.astype(np.float64)
    there = np.ones(votes.size)
    if out.any():
        kept = ~out[columns]
        values[~kept], there[~kept] = 0.0, 0.0
    inner = (columns.astype(np.int32), votes.starts)
    cast, voted = (csr_array((one, *inner), shape=(people, width)) for one in (values, there))
    mean = float(values.sum() / max(there.sum(), 1))
    cast_turned, voted_turned = cast.T.tocsr(), voted.T.tocsr()
    theirs = np.column_stack([np.zeros(width), np.sqrt(width) * start.axes[:sides].T])
    mine = np.zeros((people, sides + 1))
    for _ in range(SWEEPS):
        before = theirs[:, 0]
        mine = _solved(cast, voted, theirs, mean)
        theirs = _solved(cast_turned, voted_turned, mine, mean)
        if np.abs(theirs[:, 0] - before).max(initial=0.0) < SETTLED:
            break
    low, high = _bounds(cast_turned, voted_turned, mine, theirs, mean)
    return Explained(mean, mine[:, 0], theirs[:, 0], low, high, theirs[:, 1:], mine[:, 1:])


def _solved(cast: Any, voted: Any, others: Floats, mean: float) -> Floats:
    """Return for each row the intercept and sides that explain its votes best, those of the columns being given."""
    normal, right = _equations(cast, voted, others, mean)
    found: Floats = np.linalg.solve(normal, right[:, :, None])[:, :, 0].astype(np.float64, copy=False)
    return found


def _equations(cast: Any, voted: Any, others: Floats, mean: float) -> tuple[Floats, Floats]:
    unknown = others.shape[1]
    design = np.column_stack([np.ones(len(others)), others[:, 1:]])
    products = (design[:, :, None] * design[:, None, :]).reshape(len(others), unknown * unknown)
    given = (mean + others[:, :1]) * design
    sums = voted @ np.column_stack([products, given])
    normal = sums[:, : unknown * unknown].reshape(-1, unknown, unknown)
    normal += np.diag([HOLDS_BACK_INTERCEPT] + [HOLDS_BACK_SIDE] * (unknown - 1))
    return normal, (cast @ design) - sums[:, unknown * unknown :]


def _bounds(cast: Any, voted: Any, mine: Floats, theirs: Floats, mean: float) -> tuple[Floats, Floats]:
    """Add one more person to each statement: from either end or the middle, agreeing or disagreeing."""
    normal, right = _equations(cast, voted, mine, mean)
    low, high = theirs[:, 0].copy(), theirs[:, 0].copy()
    sides = mine[:, 1:]
    ends = [np.zeros(sides.shape[1])]
    if len(sides):
        for side in range(sides.shape[1]):
            here = np.arange(sides.shape[1]) == side
            ends.extend(np.where(here, end, 0.0) for end in (sides[:, side].min(), sides[:, side].max()))
    for end in ends:
        design = np.concatenate([[1.0], end])
        for vote in (-1.0, 1.0):
            moved = np.linalg.solve(normal + np.outer(design, design), (right + (vote - mean) * design)[:, :, None])
            low, high = np.minimum(low, moved[:, 0, 0]), np.maximum(high, moved[:, 0, 0])
    return low, high
