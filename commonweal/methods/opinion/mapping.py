"""From votes to a conversation's opinion: the map, the groups and everything that is told of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from commonweal.methods.opinion import telling
from commonweal.methods.opinion.bridging import Explained, explained
from commonweal.methods.opinion.grouping import Grouping, Memory, Quirks, on_the_map, polis_groups
from commonweal.methods.opinion.kmeans import Tree, middles
from commonweal.methods.opinion.lineage import named
from commonweal.methods.opinion.outlines import outline
from commonweal.methods.opinion.pairs import Pairs
from commonweal.methods.opinion.pca import Components, Floats, components, project
from commonweal.methods.opinion.report import VERSION, Group, Members, Mode, Opinion, Stability
from commonweal.methods.opinion.representing import common, distinctive, measures
from commonweal.methods.opinion.routing import Routing, priorities
from commonweal.methods.opinion.stable import stable_groups
from commonweal.methods.opinion.votes import Ints, Votes

OUTLINED = 5


def opine(
    votes: Votes,
    *,
    mode: Mode = "stable",
    moderated_out: Collection[str] = frozenset(),
    meta: Collection[str] = frozenset(),
    seed: int = 0,
    pairs: Pairs | None = None,
    memory: Memory | None = None,
    quirks: Quirks | None = None,
    tree: Tree | None = None,
) -> Opinion:
    """Return what the votes come to.

    `pairs` are their pair counts where they are known already, `memory` is that of the map before, and `quirks` (mode
    `polis`) make it err as the running Polis does. A `tree` that is kept from map to map saves time.
    """
    about = {str(name) for name in meta}
    left_out = {str(name) for name in moderated_out} | about
    out = np.array([name in left_out for name in votes.statements], bool)
    is_meta = np.array([name in about for name in votes.statements], bool)
    found = components(votes, out, pairs)
    places = project(votes, found)
    sides = None if mode == "polis" else explained(votes, out, found)
    who = on_the_map(votes, memory)
    if mode == "polis":
        grouping = polis_groups(votes, places, who, memory, quirks, tree)
    else:
        grouping = stable_groups(votes, places, who, out, seed=seed)
    if mode == "bridging":
        places = explained(votes, out, found, sides=2).people
    drawn = Drawn(votes, mode, seed, found, places, who, out, is_meta, sides)
    return _told(drawn, grouping, *named(votes, grouping, memory))


@dataclass(frozen=True, eq=False, slots=True)
class Drawn:
    """A map: the votes, where everybody stands, and what was left out."""

    votes: Votes
    mode: Mode
    seed: int
    found: Components
    places: Floats
    who: Ints
    out: NDArray[np.bool_]
    meta: NDArray[np.bool_]
    sides: Explained | None


def _told(on: Drawn, grouping: Grouping, ids: tuple[int, ...], kept: Memory, settled: float | None) -> Opinion:
    """Tell what a map with groups says."""
    votes = on.votes
    tally, tallies = votes.tallies_of_all_and_by(grouping.labels, grouping.count)
    counts = telling.Counted(votes, tally, tallies, ids, on.out, on.meta)
    measured = measures(tallies)
    bridges = telling.bridges(counts, measured, on.sides)
    agreed = common(counts.tally, on.out)
    told = zip(ids, distinctive(measured, on.out), strict=True) if len(ids) > 1 else ()
    weights = priorities(tallies.sum(axis=0) if ids else counts.tally, on.found.extremity, on.meta)
    return Opinion(
        on.mode, VERSION, on.seed, len(votes.people), votes.size, len(on.who),
        statements=telling.statements(counts, on.found.statements),
        groups=_groups(votes, grouping, ids, on.places),
        representative={id: tuple(telling.held(votes, one) for one in held) for id, held in told},
        consensus=tuple(telling.held(votes, one) for way in ("agree", "disagree") for one in agreed[way]),
        bridging=telling.most_bridging(counts, bridges, on.mode),
        bridges=bridges,
        divisive=telling.divisive(counts, measured),
        uncertain=telling.uncertain(counts),
        by_group=telling.by_group(counts),
        stability=_stability(grouping, settled),
        explained=on.found.explained,
        routing=Routing(votes.statements, weights, tallies.sum(axis=2), even=on.mode != "polis"),
        people=votes.people, places=on.places, labels=grouping.labels, memory=kept,
    )  # fmt: skip


def _groups(votes: Votes, found: Grouping, ids: tuple[int, ...], places: Floats) -> tuple[Group, ...]:
    told, centers = [], middles(places, found.labels, len(ids))
    for group, id in enumerate(ids):
        rows = np.flatnonzero(found.labels == group)
        middle = centers[group]
        told.append(
            Group(
                id, len(rows), Members(votes.people, rows), (float(middle[0]), float(middle[1])),
                outline(places.take(rows, axis=0), OUTLINED),
                None if found.confidence is None else float(np.nanmean(found.confidence[rows])),
            )
        )  # fmt: skip
    return tuple(told)


def _stability(found: Grouping, settled: float | None) -> Stability:
    chosen = found.stability.get(found.count)
    return Stability(found.clear and found.count > 1, chosen, found.stability, found.silhouettes, settled)
