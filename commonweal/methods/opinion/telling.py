"""From counts to what is told: every share with how many it is of and its interval."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from commonweal.methods.opinion.bridging import Explained
from commonweal.methods.opinion.counting import Share, difference
from commonweal.methods.opinion.pca import Floats
from commonweal.methods.opinion.report import Bridge, Divide, Doubt, Held, Mode, Statement
from commonweal.methods.opinion.representing import Common, Distinct, Measures, group_informed
from commonweal.methods.opinion.votes import Ints, Votes

MANY = 10
SOME = 5


@dataclass(frozen=True, eq=False, slots=True)
class Counts:
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
    share = Share.of(one.count, one.n)
    name = votes.statements[one.column]
    if isinstance(one, Common):
        return Held(name, one.way, share, one.test)
    return Held(name, one.way, share, one.test, one.ratio, one.ratio_test, one.best_agree)


def statements(counts: Counts, places: Floats) -> tuple[Statement, ...]:
    """Tell how everybody voted on each statement."""
    rows = zip(
        counts.votes.statements, counts.tally.tolist(), places.tolist(), counts.out.tolist(), counts.meta.tolist(),
        strict=True,
    )  # fmt: skip
    return tuple(
        Statement(name, *_shares(tally), (place[0], place[1]), out and not meta, meta)
        for name, tally, place, out, meta in rows
    )


def by_group(counts: Counts) -> dict[int, dict[str, tuple[Share, Share, Share]]]:
    """Tell how each group voted on each statement."""
    return {
        id: {name: _shares(tally) for name, tally in zip(counts.votes.statements, tallies.tolist(), strict=True)}
        for id, tallies in zip(counts.ids, counts.of_groups, strict=True)
    }


def _shares(tally: list[int]) -> tuple[Share, Share, Share]:
    n = sum(tally)
    return Share.of(tally[2], n), Share.of(tally[0], n), Share.of(tally[1], n)


def bridges(counts: Counts, found: Measures, sides: Explained | None) -> tuple[Bridge, ...]:
    """Measure how far each statement joins, in the order of the statements."""
    groups = len(counts.ids)
    joined = group_informed(found) if groups else None
    lowest = np.argmin(found.pa, axis=0) if groups else None
    told = []
    for column, name in enumerate(counts.votes.statements):
        numbers: dict[str, float | None] = dict.fromkeys(
            ("consensus", "consensus_low", "consensus_high", "consensus_root")
        )
        least, least_group = None, None
        n = int(counts.tally[column].sum())
        if joined is not None and lowest is not None:
            shares = [
                Share.of(int(a), int(s)) for a, s in zip(found.agree[:, column], found.seen[:, column], strict=True)
            ]
            n = sum(share.n for share in shares)
            least, least_group = shares[lowest[column]], counts.ids[lowest[column]]
            numbers = {
                "consensus": float(joined[column]),
                "consensus_low": float(np.prod([share.low for share in shares])),
                "consensus_high": float(np.prod([share.high for share in shares])),
                "consensus_root": float(joined[column] ** (1 / groups)),
            }
        told.append(Bridge(name, n, least=least, least_group=least_group, **numbers, **_sides(sides, column)))
    return tuple(told)


def _sides(sides: Explained | None, column: int) -> dict[str, float | None]:
    if sides is None:
        return dict.fromkeys(("intercept", "intercept_low", "intercept_high", "side"))
    return {
        "intercept": float(sides.intercept[column]),
        "intercept_low": float(sides.low[column]),
        "intercept_high": float(sides.high[column]),
        "side": float(sides.sides[column, 0]),
    }


def most_bridging(counts: Counts, all_of_them: tuple[Bridge, ...], mode: Mode) -> tuple[Bridge, ...]:
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


def divisive(counts: Counts, found: Measures) -> tuple[Divide, ...]:
    """Return the ten statements over which groups part most, counted from the near end of the interval."""
    if len(counts.ids) < 2:
        return ()
    told = []
    for column in np.flatnonzero(~counts.out):
        most, least = int(np.argmax(found.pa[:, column])), int(np.argmin(found.pa[:, column]))
        shares = [Share.of(int(found.agree[at, column]), int(found.seen[at, column])) for at in (most, least)]
        if most == least or not shares[0].n or not shares[1].n:
            continue
        low, high = difference(shares[0], shares[1])
        if low > 0:
            gap = shares[0].value - shares[1].value
            name = counts.votes.statements[int(column)]
            told.append(Divide(name, shares[0], counts.ids[most], shares[1], counts.ids[least], gap, low, high))
    return tuple(sorted(told, key=lambda one: -one.low)[:MANY])


def uncertain(counts: Counts) -> tuple[Doubt, ...]:
    """Return the five statements on which most pass, counted from the near end of the interval."""
    doubts = [
        Doubt(
            counts.votes.statements[int(column)],
            Share.of(int(counts.tally[column, 1]), int(counts.tally[column].sum())),
        )
        for column in np.flatnonzero(~counts.out & (counts.tally[:, 1] > 0))
    ]
    return tuple(sorted(doubts, key=lambda one: -one.passed.low)[:SOME])
