"""From votes to a conversation's opinion: the map, the groups and everything that is told of them."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from commonweal.methods.opinion import telling
from commonweal.methods.opinion.bridging import explained
from commonweal.methods.opinion.grouping import Grouping, Memory, Quirks, on_the_map, polis_groups
from commonweal.methods.opinion.lineage import named
from commonweal.methods.opinion.outlines import outline
from commonweal.methods.opinion.pairs import Pairs
from commonweal.methods.opinion.pca import Floats, components, project
from commonweal.methods.opinion.report import VERSION, Group, Members, Mode, Opinion, Stability
from commonweal.methods.opinion.representing import common, distinctive, measures
from commonweal.methods.opinion.routing import Routing, priorities
from commonweal.methods.opinion.stable import stable_groups
from commonweal.methods.opinion.votes import Votes

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
) -> Opinion:
    """Return what the votes come to.

    `pairs` are their pair counts where they are known already, `memory` is that of the map before, and `quirks` (mode
    `polis`) make it err as the running Polis does.
    """
    left_out = {str(name) for name in moderated_out} | {str(name) for name in meta}
    out = np.array([name in left_out for name in votes.statements], bool)
    is_meta = np.array([name in meta for name in votes.statements], bool)
    found = components(votes, out, pairs)
    places = project(votes, found)
    sides = None if mode == "polis" else explained(votes, out, found)
    who = on_the_map(votes, memory)
    if mode == "polis":
        grouping = polis_groups(votes, places, who, memory, quirks)
    else:
        grouping = stable_groups(votes, places, who, out, seed=seed)
    if mode == "bridging":
        places = explained(votes, out, found, sides=2).people
    ids, kept, settled = named(votes, grouping, memory)
    counts = telling.Counted(
        votes, votes.tallies(), votes.tallies_by(grouping.labels, grouping.count), ids, out, is_meta
    )
    measured = measures(counts.of_groups)
    bridges = telling.bridges(counts, measured, sides)
    agreed = common(counts.tally, out)
    on_map = counts.of_groups.sum(axis=0) if ids else counts.tally
    return Opinion(
        mode, VERSION, seed, len(votes.people), votes.size, len(who),
        statements=telling.statements(counts, found.statements),
        groups=_groups(votes, grouping, ids, places),
        representative={
            id: tuple(telling.held(votes, one) for one in told)
            for id, told in zip(ids, distinctive(measured, out), strict=True)
        } if len(ids) > 1 else {},
        consensus=tuple(telling.held(votes, one) for way in ("agree", "disagree") for one in agreed[way]),
        bridging=telling.most_bridging(counts, bridges, mode),
        bridges=bridges,
        divisive=telling.divisive(counts, measured),
        uncertain=telling.uncertain(counts),
        by_group=telling.by_group(counts),
        stability=_stability(grouping, settled),
        explained=found.explained,
        routing=Routing(
            votes.statements, priorities(on_map, found.extremity, is_meta), counts.of_groups.sum(axis=2),
            even=mode != "polis",
        ),
        people=votes.people, places=places, labels=grouping.labels, memory=kept,
    )  # fmt: skip


def _groups(votes: Votes, found: Grouping, ids: tuple[int, ...], places: Floats) -> tuple[Group, ...]:
    told = []
    for group, id in enumerate(ids):
        rows = np.flatnonzero(found.labels == group)
        middle = places[rows].mean(axis=0)
        told.append(
            Group(
                id, len(rows), Members(votes.people, rows), (float(middle[0]), float(middle[1])),
                outline(places[rows], OUTLINED),
                None if found.confidence is None else float(np.nanmean(found.confidence[rows])),
            )
        )  # fmt: skip
    return tuple(told)


def _stability(found: Grouping, settled: float | None) -> Stability:
    chosen = found.stability.get(found.count)
    return Stability(found.clear and found.count > 1, chosen, found.stability, found.silhouettes, settled)
