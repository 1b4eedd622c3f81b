"""Which statement somebody is asked next: the published priorities, an even chance for everything, and a fair draw."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from hashlib import sha256

import numpy as np

from commonweal.methods.opinion.counting import Numbers
from commonweal.methods.opinion.votes import Ints

META = 49.0
UNKNOWN = 1.0
FLOOR = 0.25
"""So much of every draw is even, so that each of C statements has a chance of at least a quarter of 1/C."""
QUOTA = 30
"""So many of each group should have seen a statement before its numbers say much."""
QUOTA_PART = 0.5


@dataclass(frozen=True, slots=True)
class Draw:
    """Which statement was drawn, with what chance, and the number between 0 and 1 that decided."""

    statement: str
    chance: float
    number: float


@dataclass(frozen=True, eq=False, slots=True)
class Routing:
    """What a draw needs: statements, their priorities, and how often each group has seen them."""

    statements: Sequence[str]
    weights: Numbers
    seen: Ints
    """Group x statement."""
    even: bool
    """Whether everything keeps a chance, and what a group has not seen is asked of it first."""


def priorities(tallies: Ints, extremity: Numbers, meta: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Numbers:
    """Return each statement's weight, from the tallies of everybody on the map (statement x disagree, pass, agree)."""
    seen = tallies.sum(axis=1)
    passed, agreed = tallies[:, 1], tallies[:, 2]
    importance = (1 - (passed + 1) / (seen + 2)) * (1 + extremity) * (agreed + 1) / (seen + 2)
    weights: Numbers = np.square(importance * (1 + 8 * np.power(2.0, -seen / 5)))
    return np.where(meta, META, weights)


def chances(
    routing: Routing, answered: Collection[str], *, group: int | None = None, visible: Collection[str] | None = None
) -> dict[str, float]:
    """Return the chance of each statement for somebody who has answered `answered` and is in `group` (its place)."""
    known = {name: at for at, name in enumerate(routing.statements)}
    asked = [name for name in (routing.statements if visible is None else visible) if name not in answered]
    if not asked:
        return {}
    at = np.array([known.get(name, -1) for name in asked])
    weight = np.where(at >= 0, np.append(routing.weights, UNKNOWN)[at], UNKNOWN)
    chance = weight / weight.sum()
    if routing.even:
        if group is not None and 0 <= group < len(routing.seen):
            missing = np.maximum(QUOTA - np.append(routing.seen[group], 0)[at], 0)
            if missing.any():
                chance = (1 - QUOTA_PART) * chance + QUOTA_PART * missing / missing.sum()
        chance = (1 - FLOOR) * chance + FLOOR / len(asked)
    return dict(zip(asked, chance.tolist(), strict=True))


def next_statement(
    routing: Routing,
    answered: Collection[str],
    *,
    draw: str,
    group: int | None = None,
    visible: Collection[str] | None = None,
) -> Draw | None:
    """Draw what somebody is asked next, or nothing where she has answered all.

    `draw` is whatever makes this draw one of its own (the conversation's seed, the participant, how many she has
    answered): the same words always give the same number, so that every draw can be looked at again.
    """
    offered = chances(routing, answered, group=group, visible=visible)
    if not offered:
        return None
    number = number_of(draw)
    passed = 0.0
    for statement, chance in offered.items():
        passed += chance
        if number < passed:
            return Draw(statement, chance, number)
    return Draw(statement, chance, number)


def number_of(draw: str) -> float:
    """Return the number from 0 up to 1 that belongs to these words."""
    return int.from_bytes(sha256(draw.encode()).digest()[:7], "big") / float(1 << 56)
