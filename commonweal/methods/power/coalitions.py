"""Smallest winning coalitions: a few of them, to be looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, combinations, islice
from math import comb

from commonweal.methods.power.game import Game
from commonweal.methods.power.limits import Limits, limits_of

SHOWN = 5
_TRIES = 60
_FEW = 2_000


def some_smallest(game: Game, size: int, swings: Sequence[int], shown: int = SHOWN) -> tuple[tuple[int, ...], ...]:
    """Return up to `shown` winning coalitions of `size` players, the smallest size with which a vote passes.

    Where there are few coalitions of that size, all are looked at. Else from all players one is taken away after the
    other, the least powerful first, as long as the rest still wins; other orders give other coalitions. Fewer are
    returned where no more are found in this way. How many there are is counted, not looked for, so it is exact.
    """
    limits = limits_of(game)
    if comb(limits.n, size) <= _FEW:
        strongest = sorted(range(limits.n), key=lambda i: (-swings[i], i))
        every = (tuple(sorted(own)) for own in combinations(strongest, size) if game.wins(own))
        return tuple(islice(every, shown))
    found: list[tuple[int, ...]] = []
    for order in _orders(game, swings):
        noes = Noes(limits)
        left = tuple(sorted(i for i in order if not noes.take(i)))
        if len(left) == size and left not in found:
            found.append(left)
        if len(found) == shown:
            break
    return tuple(found)


class Noes:
    """A growing set of votes against with which a vote still passes."""

    def __init__(self, limits: Limits) -> None:
        """Begin with nobody."""
        self.limits, self.count, self.free = limits, 0, frozenset(limits.free)
        self.weights = [0] * len(limits.weighings)
        self.sizes = [[0] * len(grouping.groups) for grouping in limits.groupings]
        self.group_of = [{i: at for at, group in enumerate(g.groups) for i in group} for g in limits.groupings]

    def take(self, number: int) -> bool:
        """Let one more player vote no and return True; or leave everything as it is, where nothing would pass."""
        if number not in self.free:
            return False
        weights = [sofar + one.weights[number] for sofar, one in zip(self.weights, self.limits.weighings, strict=True)]
        sizes = [
            [size + (of.get(number) == at) for at, size in enumerate(own)]
            for own, of in zip(self.sizes, self.group_of, strict=True)
        ]
        if self.count + 1 >= self.limits.minority and not self._fit(weights, sizes):
            return False
        self.weights, self.sizes, self.count = weights, sizes, self.count + 1
        return True

    def _fit(self, weights: Sequence[int], sizes: Sequence[Sequence[int]]) -> bool:
        return (
            self.count < self.limits.seats
            and all(sofar <= one.limit for sofar, one in zip(weights, self.limits.weighings, strict=True))
            and all(
                sum(size > held for size, held in zip(own, grouping.limits, strict=True)) <= grouping.slack
                for own, grouping in zip(sizes, self.limits.groupings, strict=True)
            )
        )


def _orders(game: Game, swings: Sequence[int]) -> Iterator[list[int]]:
    """Yield orders in which players are taken away.

    By power, by weight, a whole sector or organisation after the other, and the first two with one player kept longest.
    """
    players = range(len(game.players))
    by_power = sorted(players, key=lambda i: (swings[i], -i))
    by_weight = sorted(players, key=lambda i: (game.players[i].weight, game.players[i].population, -i))
    yield from (by_power, by_weight)
    for groups in (game.organisations.values(), [game.members(sector) for sector in game.sectors]):
        whole = [own for own in groups if len(own) > 1]
        for first in range(min(len(whole), _TRIES)):
            together = list(chain(*whole[first:], *whole[:first]))
            yield [*together, *(i for i in by_weight if i not in set(together))]
    for late in range(min(len(by_power), _TRIES)):
        for order in (by_power, by_weight):
            yield [*order[:late], *order[late + 1 :], order[late]]
