"""Groups keep their ids from one map to the next: each new group is matched with the old one whose people it holds."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from commonweal.methods.opinion.grouping import Grouping, Memory
from commonweal.methods.opinion.kmeans import agreement_of, contingency
from commonweal.methods.opinion.votes import Ints, Votes


def named(votes: Votes, found: Grouping, before: Memory | None) -> tuple[tuple[int, ...], Memory, float | None]:
    """Return the id of each group, what to remember, and how far the groups agree with those before (None: none were).

    No id is ever given again, so an id that was published always means the same people and those who joined them.
    """
    last = (before or Memory()).carried(votes)
    earlier = last.group if len(last.people) else np.full(len(votes.people), -1)
    shared = contingency(found.labels, earlier, found.count)
    old = np.flatnonzero(np.bincount(earlier + 1)[1:])
    matched = _matched(shared[:, old])
    next_id, ids = last.next_id, list[int]()
    for group in range(found.count):
        if group in matched:
            ids.append(int(old[matched[group]]))
        else:
            ids.append(next_id)
            next_id += 1
    settled = agreement_of(shared.astype(np.float64)) if shared.any() else None
    group_ids = np.array([*ids, -1])[found.labels]  # a label of -1 is the last
    return tuple(ids), replace(found.memory, group=group_ids, next_id=next_id), settled


def _matched(shared: Ints) -> dict[int, int]:
    """Return which new group goes on from which old one, by how many people they share (new x old)."""
    if not shared.size:
        return {}
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415 - scipy is loaded only when a map is computed

    rows, columns = linear_sum_assignment(-shared)
    return {int(row): int(column) for row, column in zip(rows, columns, strict=True) if shared[row, column]}
