"""From counts to what is told: every share with how many it is of and its interval."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from commonweal.methods.opinion.bridging import Explained
from commonweal.methods.opinion.counting import Share, wilsons
from commonweal.methods.opinion.pca import Floats
from commonweal.methods.opinion.report import Bridge, Counts, Divide, Doubt, Held, Mode, Statement
from commonweal.methods.opinion.representing import Common, Distinct, Measures, group_informed
from commonweal.methods.opinion.votes import Ints, Votes

Row = TypeVar("Row", bound=tuple[Any, ...])
MANY = 10
SOME = 5


@dataclass(frozen=True, eq=False, slots=True)
class Counted:
    """What is told from: the votes by statement and by group, and which statements are left out."""

    votes: Votes
    tally: Ints
    """Statement x disagree, pass, agree: of all participants."""
    of_groups: Ints
    """Group x statement x the same: of those on the map."""
    ids: tuple[int, ...]
    out: NDArray[np.bool_]
    meta: NDArray[np.bool_]


def held(votes: Votes, one: Distinct | Common) -> Held:
    """Tell of a statement that a group or everybody holds."""
    share = Share(one.count, one.n)
    name = votes.statements[one.column]
    if isinstance(one, Common):
        return Held(name, one.way, share, one.test)
    return Held(name, one.way, share, one.test, one.ratio, one.ratio_test, one.best_agree)


def statements(counts: Counted, places: Floats) -> tuple[Statement, ...]:
    """Tell how everybody voted on each statement."""
    out = (counts.out & ~counts.meta).tolist()
    at: Iterable[tuple[Any, ...]] = map(tuple, places.tolist())
    told = zip(counts.votes.statements, _each(counts.tally), at, out, counts.meta.tolist(), strict=True)
    return tuple(_made(Statement, told))


def by_group(counts: Counted) -> dict[int, dict[str, Counts]]:
    """Tell how each group voted on each statement."""
    return {
        id: dict(zip(counts.votes.statements, _each(tallies), strict=True))
        for id, tallies in zip(counts.ids, counts.of_groups, strict=True)
    }


def _each(tallies: Ints) -> Iterator[Counts]:
    return _made(Counts, tallies.tolist())


def _made(kind: type[Row], rows: Iterable[Iterable[Any]]) -> Iterator[Row]:
    """Make many named tuples of as many iterables of the right length, which `_make` would count one by one."""
    return map(partial(tuple.__new__, kind), rows)


def bridges(counts: Counted, found: Measures, sides: Explained | None) -> tuple[Bridge, ...]:
    """Measure how far each statement joins, in the order of the statements."""
    groups = len(counts.ids)
    n = found.seen.sum(axis=0) if groups else counts.tally.sum(axis=1)
    joined: Iterable[Iterable[Any]] = [(None,) * len(n)] * 6
    if groups:
        consensus = group_informed(found)
        low, high = (np.prod(one, axis=0) for one in wilsons(found.agree, found.seen))
        lowest, column = np.argmin(found.pa, axis=0), np.arange(len(n))
        pairs = zip(found.agree[lowest, column].tolist(), found.seen[lowest, column].tolist(), strict=True)
        ids = np.array(counts.ids)[lowest].tolist()
        numbers = (consensus.tolist(), low.tolist(), high.tolist(), (consensus ** (1 / groups)).tolist())
        joined = (*numbers, _made(Share, pairs), ids)
    apart: Iterable[Iterable[Any]] = [(None,) * len(n)] * 4
    if sides is not None:
        apart = (one.tolist() for one in (sides.intercept, sides.low, sides.high, sides.sides[:, 0]))
    told = zip(counts.votes.statements, n.tolist(), *joined, *apart, strict=True)
    return tuple(_made(Bridge, told))


def most_bridging(counts: Counted, all_of_them: tuple[Bridge, ...], mode: Mode) -> tuple[Bridge, ...]:
    """Return the ten that join most, by the measure of the mode; never one that most of a group does not agree with."""

    def worth(one: Bridge) -> float:
        if mode == "polis" and one.consensus is not None:
            return one.consensus
        if mode == "stable" and one.least is not None:
            return (one.least.count + 1) / (one.least.n + 2)
        return one.intercept_low if one.intercept_low is not None else 0.0

    def joins(one: Bridge) -> bool:
        return (one.least is None or one.least.value > 0.5) and (one.intercept is None or one.intercept > 0)

    seen = [one for one, out in zip(all_of_them, counts.out.tolist(), strict=True) if not out and one.n and joins(one)]
    return tuple(sorted(seen, key=lambda one: -worth(one))[:MANY])


def divisive(counts: Counted, found: Measures) -> tuple[Divide, ...]:
    """Return the ten statements over which groups part most, counted from the near end of the interval."""
    if len(counts.ids) < 2:
        return ()
    column = np.arange(len(counts.out))
    ends = [np.argmax(found.pa, axis=0), np.argmin(found.pa, axis=0)]
    agreed, seen = ([one[at, column] for at in ends] for one in (found.agree, found.seen))
    shares = [count / np.maximum(n, 1) for count, n in zip(agreed, seen, strict=True)]
    (low, high), (least_low, least_high) = (wilsons(*one) for one in zip(agreed, seen, strict=True))
    gap = shares[0] - shares[1]
    near = gap - np.sqrt((shares[0] - low) ** 2 + (least_high - shares[1]) ** 2)
    far = gap + np.sqrt((high - shares[0]) ** 2 + (shares[1] - least_low) ** 2)
    fits = np.flatnonzero(~counts.out & (near > 0) & (seen[0] > 0) & (seen[1] > 0))
    told = fits[np.argsort(-near[fits], kind="stable")][:MANY]
    most, least = ([Share(int(count[at]), int(n[at])) for at in told] for count, n in zip(agreed, seen, strict=True))
    return tuple(
        Divide(
            counts.votes.statements[int(at)],
            most[place], counts.ids[ends[0][at]], least[place], counts.ids[ends[1][at]],
            float(gap[at]), float(near[at]), float(min(far[at], 1.0)),
        )
        for place, at in enumerate(told)
    )  # fmt: skip


def uncertain(counts: Counted) -> tuple[Doubt, ...]:
    """Return the five statements on which most pass, counted from the near end of the interval."""
    passed, seen = counts.tally[:, 1], counts.tally.sum(axis=1)
    low, _ = wilsons(passed, seen)
    fits = np.flatnonzero(~counts.out & (passed > 0))
    told = fits[np.argsort(-low[fits], kind="stable")][:SOME]
    return tuple(Doubt(counts.votes.statements[int(at)], Share(int(passed[at]), int(seen[at]))) for at in told)
