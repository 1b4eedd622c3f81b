"""Groups that would come out again: the best of many starts, tried on resampled participants, or none at all.

For 2 to 5 groups: sixteen seeded starts (k-means++), the tightest one in which no group is too small. Then
participants are drawn anew twenty times, and map and groups made of each draw; how far those groups agree with ours
is the stability of that number of groups, and how often a participant falls into her own group is her confidence.
Without a stable number there are no groups.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from commonweal.methods.opinion.grouping import Grouping, Memory, most_groups
from commonweal.methods.opinion.kmeans import agreement_of, nearest, on_grid
from commonweal.methods.opinion.pca import Floats
from commonweal.methods.opinion.resampling import Resample, panel_of, resamples
from commonweal.methods.opinion.votes import Ints, Votes

STARTS = 16
RESAMPLES = 20
STARTS_OF_RESAMPLE = 4
CLEAR = 0.8
MARGIN = 0.02
FEWEST = 5
FEWEST_SHARE = 0.01
ROUNDS = 60
ONE_BY_ONE = 400
CELLS = 24


@dataclass(frozen=True, eq=False, slots=True)
class Places:
    """Distinct places on the map, in order, and how many people stand at each."""

    points: Floats
    people: Floats
    of_person: Ints


@dataclass(frozen=True, eq=False, slots=True)
class Tried:
    """The best way found to make so many groups."""

    centers: Floats
    labels: Ints
    score: float


def stable_groups(votes: Votes, places: Floats, who: Ints, out: NDArray[np.bool_], *, seed: int = 0) -> Grouping:
    """Return the groups of the participants `who`, or none that are clear."""
    labels = np.full(len(votes.people), -1)
    on_map = _remembered(votes, who)
    if len(who) < 2 * FEWEST:
        return Grouping(labels, 0, clear=False, memory=on_map)
    spots = gathered(on_grid(places.take(who, axis=0)))
    tried: dict[int, Tried] = {}
    for groups in range(2, most_groups(len(spots.points)) + 1):
        if found := _best(spots, groups, seed):
            tried[groups] = found
    panel = panel_of(who, seed)
    ours = {groups: one.labels[spots.of_person[panel]] for groups, one in tried.items()}
    stability, kept = _tried_again(votes, who[panel], out, ours, seed)
    scores = {groups: one.score for groups, one in tried.items()}
    chosen = _chosen(scores, stability)
    if chosen is None:
        return Grouping(labels, 0, clear=False, silhouettes=scores, stability=stability, memory=on_map)
    confidence = np.full(len(votes.people), np.nan)
    labels[who] = tried[chosen].labels[spots.of_person]
    confidence[who[panel]] = kept[chosen]
    return Grouping(labels, chosen, silhouettes=scores, stability=stability, confidence=confidence, memory=on_map)


def _remembered(votes: Votes, who: Ints) -> Memory:
    base = np.full(len(votes.people), -1)
    base[who] = 0
    return Memory(votes.people, base, np.full(len(votes.people), -1))


def gathered(points: Floats, weights: Floats | None = None) -> Places:
    """Return the distinct places; of many, the middle of those in each cell of a grid: a crowd costs no more."""
    distinct, of_person = np.unique(points, axis=0, return_inverse=True)
    of_person = of_person.reshape(-1)
    people = np.bincount(of_person, weights, len(distinct)).astype(np.float64)
    if len(distinct) <= ONE_BY_ONE:
        return Places(distinct, people, of_person)
    low, high = np.quantile(distinct, (0.01, 0.99), axis=0)
    step = np.where(high > low, (high - low) / CELLS, 1.0)
    cell = np.clip(np.floor((distinct - low) / step), -1, CELLS).astype(np.int64)
    _, of_place = np.unique(cell[:, 0] * (CELLS + 2) + cell[:, 1], return_inverse=True)
    of_place = of_place.reshape(-1)
    mass = np.bincount(of_place, people).astype(np.float64)
    here = np.where(mass[of_place] > 0, people, 1.0)
    total = np.bincount(of_place, here)
    middle: Floats = np.stack([np.bincount(of_place, distinct[:, axis] * here) / total for axis in range(2)], axis=1)
    return Places(middle, mass, of_place[of_person])


def _chosen(scores: dict[int, float], stability: dict[int, float]) -> int | None:
    """Return the smallest stable number of groups that no other stable number beats by more than the margin."""
    steady = [groups for groups in sorted(scores) if stability[groups] >= CLEAR]
    if not steady:
        return None
    most = max(scores[groups] for groups in steady)
    return next(groups for groups in steady if scores[groups] >= most - MARGIN)


def _best(spots: Places, groups: int, seed: int) -> Tried | None:
    """Return the tightest of sixteen starts in which every group is large enough."""
    draw = np.random.Generator(np.random.PCG64([seed, groups]))
    weights = np.broadcast_to(spots.people, (STARTS, len(spots.people)))
    centers = _moved(spots.points, weights, _spread_out(spots.points, weights, groups, draw))
    fewest = max(FEWEST, FEWEST_SHARE * spots.people.sum())
    best: tuple[float, Floats, Ints] | None = None
    for moved in centers:
        one = moved[np.lexsort((moved[:, 1], moved[:, 0]))]
        labels = nearest(spots.points, one)
        if np.bincount(labels, spots.people, groups).min() < fewest:
            continue
        wide = float((spots.people * np.square(spots.points - one[labels]).sum(axis=1)).sum())
        if best is None or round(wide, 9) < round(best[0], 9):
            best = wide, one, labels
    if best is None:
        return None
    return Tried(best[1], best[2], _simplified(spots, best[1], best[2]))


def _spread_out(points: Floats, weights: Floats, groups: int, draw: np.random.Generator) -> Floats:
    """Return seeded starts (start x group x 2): each next centre drawn by how far it is from those before it."""
    starts = len(weights)
    centers = np.empty((starts, groups, 2))
    away = np.ones((starts, len(points)))
    for group in range(groups):
        chance = np.cumsum(weights * away, axis=1)
        aim = draw.random(starts) * chance[:, -1]
        at = np.minimum((chance <= aim[:, None]).sum(axis=1), len(points) - 1)
        centers[:, group] = points[at]
        apart = np.square(points[None] - centers[:, group, None]).sum(axis=2)
        away = apart if group == 0 else np.minimum(away, apart)
    return centers


def _moved(points: Floats, weights: Floats, centers: Floats) -> Floats:
    """Move the centres of all starts at once until nobody changes groups."""
    starts, groups, _ = centers.shape
    row = np.arange(starts)[:, None] * groups
    before = np.full((starts, len(points)), -1)
    for _ in range(ROUNDS):
        labels = _labels(points, centers)
        if np.array_equal(labels, before):
            break
        before = labels
        flat = (row + labels).ravel()
        mass = np.bincount(flat, weights.ravel(), starts * groups)
        sums = [np.bincount(flat, (weights * points[:, axis]).ravel(), starts * groups) for axis in range(2)]
        full = mass > 0
        moved = np.stack([np.divide(one, mass, out=np.zeros_like(one), where=full) for one in sums], axis=1)
        centers = np.where(full[:, None], moved, centers.reshape(-1, 2)).reshape(centers.shape)
    return centers


def _labels(points: Floats, centers: Floats) -> Ints:
    best = np.zeros((len(centers), len(points)), np.int64)
    near = np.full(best.shape, np.inf)
    for group in range(centers.shape[1]):
        away = np.square(points[None, :, 0] - centers[:, group, None, 0])
        away += np.square(points[None, :, 1] - centers[:, group, None, 1])
        nearer = away <= near
        best[nearer] = group
        np.minimum(near, away, out=near)
    return best


def _tried_again(
    votes: Votes, panel: Ints, out: NDArray[np.bool_], ours: dict[int, Ints], seed: int
) -> tuple[dict[int, float], dict[int, Floats]]:
    """Return how far groups of resampled people agree with ours, and how often each of the panel keeps her group."""
    agreed = dict.fromkeys(ours, 0.0)
    kept = {groups: np.zeros(len(panel)) for groups in ours}
    for number, again in enumerate(resamples(votes, out, panel, RESAMPLES, seed)):
        for groups, labels in ours.items():
            draw = np.random.Generator(np.random.PCG64([seed, groups, number]))
            theirs = _grouped(again, groups, draw)
            table = np.zeros((groups, groups))
            np.add.at(table, (labels, theirs), 1)
            agreed[groups] += agreement_of(table) / RESAMPLES
            kept[groups] += (_renamed(table)[theirs] == labels) / RESAMPLES
    return agreed, kept


def _grouped(again: Resample, groups: int, draw: np.random.Generator) -> Ints:
    """Return the group of each of the panel by the best of a few starts on the map of a resample."""
    spots = gathered(again.points, again.drawn)
    weights = np.broadcast_to(spots.people, (STARTS_OF_RESAMPLE, len(spots.people)))
    centers = _moved(spots.points, weights, _spread_out(spots.points, weights, groups, draw))
    wide = [
        float((spots.people * np.square(spots.points - one[nearest(spots.points, one)]).sum(axis=1)).sum().round(9))
        for one in centers
    ]
    return nearest(again.points, centers[int(np.argmin(wide))])


def _renamed(table: Floats) -> Ints:
    """Return for each of their groups the one of ours that shares most with it, one for one."""
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415 - scipy is loaded only when a map is computed

    mine, theirs = linear_sum_assignment(-table)
    to = np.empty(len(table), np.int64)
    to[theirs] = mine
    return to


def _simplified(spots: Places, centers: Floats, labels: Ints) -> float:
    """Return the mean silhouette by distances to centres instead of to everybody."""
    away = np.hypot(spots.points[:, 0, None] - centers[:, 0], spots.points[:, 1, None] - centers[:, 1])
    row = np.arange(len(labels))
    own = away[row, labels]
    away[row, labels] = np.inf
    other = away.min(axis=1)
    largest = np.maximum(own, other)
    return float(
        np.average(np.where(largest > 0, (other - own) / np.where(largest > 0, largest, 1), 0), weights=spots.people)
    )
