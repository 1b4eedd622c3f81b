"""Swings alone, without Shapley and Shubik's index: faster by as much as there are sizes of coalitions."""

from __future__ import annotations

from collections.abc import Sequence

from commonweal.methods.power.counting import swings
from commonweal.methods.power.game import Game
from commonweal.methods.power.limits import limits_of
from commonweal.methods.power.measuring import count


def swings_of(game: Game) -> tuple[int, ...]:
    """Return for each player the coalitions that it turns from losing to winning.

    :raises TooLarge: where they cannot be counted exactly
    """
    limits = limits_of(game)
    n = len(game.players)
    if limits.groupings or limits.minority or len(limits.weighings) != 1 or limits.seats != n or len(limits.free) != n:
        return swings(count(game))
    (weighing,) = limits.weighings
    return weighted_swings(weighing.weights, weighing.limit)


def weighted_swings(weights: Sequence[int], limit: int) -> tuple[int, ...]:
    """Return the swings of a game that passes as long as those against weigh at most `limit`.

    The polynomial is that of `columns`, without a variable for the size; a player is taken out of it in the same way.
    """
    field = (len(weights) + 8) // 8 * 8  # whole bytes, so that a count is a slice
    width, top = field // 8, (limit + 1) * field
    table, mask = 1, (1 << top) - 1
    for weight in sorted(weights):
        table += (table << (weight * field)) & mask
    step = 1
    while step <= limit:
        table += (table << (step * field)) & mask
        step *= 2
    data = table.to_bytes((limit + 1) * width, "little")
    below = [int.from_bytes(data[start : start + width], "little") for start in range(0, len(data), width)]
    found = {weight: _without(below, weight, limit) for weight in set(weights)}
    return tuple(2 * found[weight] - below[limit] for weight in weights)


def _without(below: Sequence[int], own: int, limit: int) -> int:
    """Return how many sets up to `limit` a player of this weight is not in."""
    if not own:
        return below[limit] // 2
    return sum(below[limit :: -2 * own]) - sum(below[limit - own :: -2 * own] if limit >= own else ())
