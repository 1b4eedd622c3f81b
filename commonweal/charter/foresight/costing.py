"""Whether counting a game may take longer than anybody should wait for a page. Rough, and the same for ever."""

from __future__ import annotations

from math import comb, prod

from commonweal.methods.power import Game
from commonweal.methods.power.absences import kinds_of
from commonweal.methods.power.limits import limits_of
from commonweal.methods.power.measuring import WIDE_UP_TO

MOST = 400
"""Milliseconds that one rule may take the first time it is asked for."""
_FEW_STATES = 7_000


def cost(game: Game) -> float:
    """Return about how many milliseconds `power_of` takes."""
    limits = limits_of(game)
    n, loose = limits.n, [grouping for grouping in limits.groupings if grouping.slack]
    heaviest = max((one.limit for one in limits.weighings), default=0)
    partitions = len({frozenset(map(frozenset, grouping.groups)) for grouping in limits.groupings})
    if limits.groupings:
        if len(limits.weighings) > 1 or partitions > 1 or len(loose) > 1:
            return n / 400 * float(1 << n)
        return n * n * max(1, heaviest) * 4.5e-4
    if len(limits.weighings) > 1 or (n <= WIDE_UP_TO and heaviest > n << (n // 2)):
        return float(1 << (n // 2)) / 60
    return n * n * max(1, heaviest) * 1e-5


def too_long(game: Game) -> bool:
    """Whether counting it would keep somebody waiting."""
    return cost(game) > MOST


def absences_quick(game: Game) -> bool:
    """Whether all answers, absences included, can be gone through at once, and matter at all."""
    if game.quorum is None and all(majority.of != "entitled" for majority in game.majorities):
        return False
    return prod(comb(len(kind) + 2, 2) for kind in kinds_of(game)) <= _FEW_STATES
