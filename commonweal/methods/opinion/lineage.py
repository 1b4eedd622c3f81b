"""Groups keep their ids from one map to the next: each new group is matched with the old one whose people it holds."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from commonweal.methods.opinion.grouping import Grouping, Memory
from commonweal.methods.opinion.kmeans import agreement, contingency
from commonweal.methods.opinion.votes import Ints, Votes


def named(votes: Votes, found: Grouping, before: Memory | None) -> tuple[tuple[int, ...], Memory, float | None]:
    """Return the id of each group, what to remember, and how far the groups agree with those before (None: none were).

    No id is ever given again, so an id that was published always means the same people and those who joined them.
    """
    last = (before or Memory()).carried(votes)
    earlier = last.group if len(last.people) else np.full(len(votes.people), -1)
    old = np.unique(earlier[earlier >= 0])
    matched = _matched(found, np.searchsorted(old, earlier) * (earlier >= 0) - (earlier < 0), len(old))
    next_id, ids = last.next_id, list[int]()
    for group in range(found.count):
        if group in matched:
            ids.append(int(old[matched[group]]))
        else:
            ids.append(next_id)
            next_id += 1
    labels = found.labels
    group_ids = np.where(labels >= 0, np.array([*ids, -1])[labels], -1)
    both = (labels >= 0) & (earlier >= 0)
    settled = agreement(labels[both], np.searchsorted(old, earlier[both])) if both.any() else None
    return tuple(ids), replace(found.memory, group=group_ids, next_id=next_id), settled


def _matched(found: Grouping, earlier: Ints, old: int) -> dict[int, int]:
    if not old or not found.count:
        return {}
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415 - scipy is loaded only when a map is computed

    shared = np.zeros((found.count, old), np.int64)
    counted = contingency(found.labels, earlier)
    shared[: counted.shape[0], : counted.shape[1]] = counted
    rows, columns = linear_sum_assignment(-shared)
    return {int(row): int(column) for row, column in zip(rows, columns, strict=True) if shared[row, column]}
