"""What of an opinion may be published: never so little that somebody could be picked out.

Withheld are the places of single persons and the members of all groups; all of a group with fewer than `least` people
but that it is there: its size, where it stands, what it holds; what a group of fewer than `least` voters said on a
statement; and, where exactly one group's number is withheld, the next smallest as well, because everybody's total is
public and the missing one could be found by subtracting.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from commonweal.methods.opinion.grouping import Memory
from commonweal.methods.opinion.outlines import outline
from commonweal.methods.opinion.report import Bridge, Divide, Group, Held, Opinion, Statement

LEAST = 5
IN_NO_GROUP = -1


def disclosed(opinion: Opinion, least: int = LEAST) -> Opinion:
    """Return the same opinion without what would single somebody out."""
    sizes = {one.id: one.size or 0 for one in opinion.groups}
    small = withheld(sizes, least)
    hidden = {(id, one.id) for one in opinion.statements for id in _hidden(opinion, one, least) | small}
    open_everywhere = {one.id for one in opinion.statements if not any((id, one.id) in hidden for id in sizes)}
    return replace(
        opinion,
        least=max(least, opinion.least),
        groups=tuple(_group(opinion, place, one, small, least) for place, one in enumerate(opinion.groups)),
        representative={
            id: tuple(one for one in told if (id, one.statement) not in hidden)
            for id, told in opinion.representative.items()
        },
        consensus=tuple(one for one in opinion.consensus if _enough(one, least)),
        bridging=tuple(_bridge(one, open_everywhere) for one in opinion.bridging),
        bridges=tuple(_bridge(one, open_everywhere) for one in opinion.bridges),
        divisive=tuple(one for one in opinion.divisive if not _hides(one, hidden)),
        by_group={
            id: {name: shares for name, shares in told.items() if (id, name) not in hidden}
            for id, told in opinion.by_group.items()
        },
        routing=replace(opinion.routing, seen=opinion.routing.seen[:0]),
        people=(),
        places=np.zeros((0, 2)),
        labels=np.zeros(0, np.int64),
        memory=Memory(),
    )


def withheld(counts: dict[int, int], least: int) -> set[int]:
    """Return whose counts are not told: those from 1 to below `least`, and a second one where there is only one."""
    small = {id for id, count in counts.items() if 0 < count < least}
    if len(small) == 1:
        others = _by_size({id: count for id, count in counts.items() if id not in small and count > 0})
        small.update(others[:1])
    return small


def _hidden(opinion: Opinion, statement: Statement, least: int) -> set[int]:
    """Return of which groups it is not told how they voted on a statement.

    Those who are in no group count as one more: their votes are what is left of everybody's.
    """
    counts = {id: told[statement.id].n for id, told in opinion.by_group.items()}
    counts[IN_NO_GROUP] = statement.counts.n - sum(counts.values())
    return withheld(counts, least) - {IN_NO_GROUP}


def _by_size(counts: dict[int, int]) -> list[int]:
    return sorted(counts, key=lambda id: (counts[id], id))


def _group(opinion: Opinion, place: int, one: Group, small: Iterable[int], least: int) -> Group:
    if one.id in small:
        return Group(one.id, None, (), None)
    mine = opinion.places[opinion.labels == place] if len(opinion.places) else None
    return replace(one, members=(), outline=one.outline if mine is None else outline(mine, least))


def _enough(one: Held, least: int) -> bool:
    return one.share.n >= least


def _hides(one: Divide, hidden: set[tuple[int, str]]) -> bool:
    return (one.most_group, one.statement) in hidden or (one.least_group, one.statement) in hidden


def _bridge(one: Bridge, open_everywhere: set[str]) -> Bridge:
    if one.least is None or one.statement in open_everywhere:
        return one
    return one._replace(
        consensus=None, consensus_low=None, consensus_high=None, consensus_root=None, least=None, least_group=None
    )
