"""Groups as Polis finds them: who is on the map, a hundred base clusters, then two to five groups of those.

Written from the published method. Where the running Polis differs from what it means to do, `Quirks` says so by name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from commonweal.methods.opinion.kmeans import Tree, distances, first_distinct, kmeans, middles, on_grid, silhouette
from commonweal.methods.opinion.pca import Floats
from commonweal.methods.opinion.votes import Ints, Votes

ENOUGH_VOTES = 7
ENOUGH_PEOPLE = 15
BASE = 100
ROUNDS = 100
MOST_GROUPS = 5
PEOPLE_A_GROUP = 12
STEADY = 4


@dataclass(frozen=True, slots=True)
class Quirks:
    """In what the running Polis differs from its own description; none of it is switched on unless asked for."""

    rounds: int = ROUNDS
    """Rounds of clustering the groups: 20 in the running Polis, since the intended 100 is passed under another name."""


def _nobody() -> Ints:
    return np.zeros(0, np.int64)


CLOJURE_2024 = Quirks(rounds=20)


@dataclass(frozen=True, eq=False, slots=True)
class Memory:
    """What a live conversation remembers of its last map, so that the next one moves and does not jump.

    `base` and `group` hold a number for each of `people`, or -1 for those who were not on the map.
    """

    people: Sequence[str] = ()
    base: Ints = field(default_factory=_nobody)
    group: Ints = field(default_factory=_nobody)
    """The id of each one's group; an id is never given to another group."""
    next_id: int = 0
    centers: dict[int, tuple[tuple[float, float], ...]] = field(default_factory=dict)
    """For each number of groups, where their centres were."""
    shown: int = 0
    """How many groups are shown,"""
    leading: int = 0
    """how many fit best at present,"""
    times: int = 0
    """and how many times in a row they did."""

    def carried(self, votes: Votes) -> Memory:
        """Return the same with a row for each participant of `votes`; newcomers were not on the map."""
        if self.people is votes.people:
            return self
        if not len(self.people):
            nobody = np.full(len(votes.people), -1)
            return replace(self, people=votes.people, base=nobody, group=nobody)
        if tuple(self.people) == tuple(votes.people):
            return replace(self, people=votes.people)
        row = {name: at for at, name in enumerate(self.people)}
        rows = np.array([row.get(name, len(row)) for name in votes.people], np.int64)
        base, group = (np.append(one, -1)[rows] for one in (self.base, self.group))
        return replace(self, people=votes.people, base=base, group=group)


@dataclass(frozen=True, eq=False, slots=True)
class Grouping:
    """Which participant is in which group."""

    labels: Ints
    """The group of each participant, from 0; -1 for those who are not on the map."""
    count: int
    clear: bool = True
    """Whether the groups may be spoken of."""
    silhouettes: dict[int, float] = field(default_factory=dict)
    stability: dict[int, float] = field(default_factory=dict)
    confidence: Floats | None = None
    """For each participant, in how many of the resamples she fell into her group."""
    memory: Memory = field(default_factory=Memory)


def on_the_map(votes: Votes, memory: Memory | None = None) -> Ints:
    """Return who has voted enough to be in a group, and at least the fifteen who voted most; once in, always in."""
    cast = votes.cast
    within = cast >= min(ENOUGH_VOTES, len(votes.statements))
    if memory is not None and len(memory.people):
        within |= memory.carried(votes).base >= 0
    missing = ENOUGH_PEOPLE - int(within.sum())
    if missing > 0:
        others = np.flatnonzero(~within & (cast > 0))
        within[others[np.argsort(-cast[others], kind="stable")][:missing]] = True
    return np.flatnonzero(within)


def in_turn(votes: Votes, who: Ints) -> Ints:
    """Return the participants by the first statement they voted on, then by name: near to the order in which they came.

    The published method begins its clusters at the first participants, so an order must be chosen; this one can be
    read off the votes themselves, and is that of Polis' exported files.
    """
    first = votes.codes[np.minimum(votes.starts[who], max(votes.size - 1, 0))] // 3 if votes.size else who * 0
    first = np.where(votes.cast[who] > 0, first, len(votes.statements))
    return who[np.argsort(first.astype(np.uint16 if len(votes.statements) < 1 << 16 else np.int64), kind="stable")]


def polis_groups(
    votes: Votes,
    places: Floats,
    who: Ints,
    memory: Memory | None = None,
    quirks: Quirks | None = None,
    tree: Tree | None = None,
) -> Grouping:
    """Return the groups of the participants `who`, who stand at `places` (one for each participant)."""
    before = (memory or Memory()).carried(votes)
    begun = bool(len(before.base)) and bool((before.base[who] >= 0).any())
    who = who if begun else in_turn(votes, who)
    points = on_grid(places if len(who) == len(places) and begun else places.take(who, axis=0))
    base_of, base = _base_clusters(points, _continued(votes, points, who, before.base) if begun else None, tree)
    if tree is not None and not begun:
        tree.renumbered(np.searchsorted(np.sort(who), who))
    remembered = _for_everybody(votes, who, base_of)
    if len(base) < 2:
        labels = _for_everybody(votes, who, np.zeros_like(base_of))
        return Grouping(labels, min(1, len(who)), memory=Memory(votes.people, remembered, before.group))
    weights = np.bincount(base_of, minlength=len(base)).astype(np.float64)
    found: dict[int, tuple[Ints, Floats]] = {}
    for groups in range(2, most_groups(len(base)) + 1):
        start = _starting(before.centers.get(groups), base, groups)
        found[groups] = kmeans(base, start, weights=weights, rounds=(quirks or Quirks()).rounds)
    away = distances(base)
    scores = {groups: silhouette(away, of_base) for groups, (of_base, _) in found.items()}
    leading = max(scores, key=lambda groups: (scores[groups], groups))
    shown, times = _smoothed(before, leading, scores)
    of_base, _ = found[shown]
    labels = np.append(of_base, -1)[remembered]  # a base cluster of -1 is the last
    centers = {groups: tuple((float(x), float(y)) for x, y in at) for groups, (_, at) in found.items()}
    kept = Memory(votes.people, remembered, before.group, before.next_id, centers, shown, leading, times)
    return Grouping(labels, int(of_base.max()) + 1, silhouettes=scores, memory=kept)


def _for_everybody(votes: Votes, who: Ints, numbers: Ints) -> Ints:
    """Return the numbers of those on the map among everybody; of others -1."""
    if len(who) == len(votes.people) and bool((who[1:] > who[:-1]).all()):
        return numbers
    spread = np.full(len(votes.people), -1)
    spread[who] = numbers
    return spread


def most_groups(base: int) -> int:
    """Return how many groups are tried at most: five, and fewer where there are few clusters to make them of."""
    return min(MOST_GROUPS, 2 + base // PEOPLE_A_GROUP, base)


def _base_clusters(points: Floats, start: Floats | None, tree: Tree | None) -> tuple[Ints, Floats]:
    if not len(points):
        return _nobody(), np.zeros((0, 2))
    return kmeans(points, first_distinct(points, BASE) if start is None else start, rounds=ROUNDS, tree=tree)


def _continued(votes: Votes, points: Floats, who: Ints, before: Ints) -> Floats:
    """Begin where the base clusters were: at the means of those still there; then split off whoever stands farthest."""
    made = first_distinct(middles(points, before[who], int(before.max()) + 1), BASE)
    if len(made) == BASE:
        return made
    turn = np.searchsorted(who, in_turn(votes, who))
    points = points[turn]
    away = np.full(len(points), np.inf)
    for center in made:
        away = np.minimum(away, np.hypot(*(points - center).T))
    while len(made) < BASE and away.max() > 0:
        farthest = points[int(np.argmax(away))]
        made = np.vstack([made, farthest])
        away = np.minimum(away, np.hypot(*(points - farthest).T))
    return made


def _starting(before: tuple[tuple[float, float], ...] | None, base: Floats, groups: int) -> Floats:
    if before and len(before) == groups:
        return np.array(before)
    return first_distinct(base, groups)


def _smoothed(memory: Memory, leading: int, scores: dict[int, float]) -> tuple[int, int]:
    """Return how many groups to show, and how many times in a row `leading` led: four times before it is followed."""
    if memory.shown not in scores:
        return leading, 1
    times = memory.times + 1 if leading == memory.leading else 1
    return (leading if times >= STEADY else memory.shown), times
