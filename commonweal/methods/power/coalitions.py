"""Smallest winning coalitions: a few of them, to be looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from commonweal.methods.power.game import Game

SHOWN = 5
_TRIES = 60


def some_smallest(game: Game, size: int, swings: Sequence[int], shown: int = SHOWN) -> tuple[tuple[int, ...], ...]:
    """Return up to `shown` winning coalitions of `size` players, the smallest size with which a vote passes.

    From all players one is taken away after the other, the least powerful first, as long as the rest still wins. Other
    orders give other coalitions. Fewer are returned where none is found in this way; how many there are is counted,
    not looked for, so it is exact all the same.
    """
    found: list[tuple[int, ...]] = []
    for order in _orders(game, swings):
        left = _kept(game, order)
        if len(left) == size and left not in found:
            found.append(left)
        if len(found) == shown:
            break
    return tuple(found)


def _orders(game: Game, swings: Sequence[int]) -> Iterator[list[int]]:
    """Yield orders in which players are taken away: by power, by weight, and each with one player kept longest."""
    players = range(len(game.players))
    by_power = sorted(players, key=lambda i: (swings[i], -i))
    by_weight = sorted(players, key=lambda i: (game.players[i].weight, game.players[i].population, -i))
    yield from (by_power, by_weight)
    for late in range(min(len(by_power), _TRIES)):
        for order in (by_power, by_weight):
            yield [*order[:late], *order[late + 1 :], order[late]]


def _kept(game: Game, order: Sequence[int]) -> tuple[int, ...]:
    """Return who is left when players are taken away in this order as long as the others still win."""
    left = set(order)
    for i in order:
        left.discard(i)
        if not game.wins(left):
            left.add(i)
    return tuple(sorted(left))
