"""Counting by looking at every coalition: slow, plain, and right for any rule. The oracle of this package."""

from __future__ import annotations

from commonweal.methods.power.counting import Counts, counts_by_size
from commonweal.methods.power.game import Game

MOST_PLAYERS = 16


def count_by_looking(game: Game) -> Counts:
    """Return the counts of a game of at most 16 players, from every one of its coalitions."""
    n = len(game.players)
    by_size = [0] * (n + 1)
    with_player = [[0] * (n + 1) for _ in range(n)]
    for mask in range(1 << n):
        yes = [i for i in range(n) if mask >> i & 1]
        if game.passes(yes, [i for i in range(n) if not mask >> i & 1]):
            by_size[len(yes)] += 1
            for i in yes:
                with_player[i][len(yes)] += 1
    return counts_by_size(by_size, with_player)
