"""Leaving out one player after another without counting everything again each time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

Weighted = tuple[int, int]
"""A player's number and weight."""


def each_left_out(worth: Sequence[Sequence[int]], players: Sequence[Weighted]) -> Iterator[tuple[int, int, int]]:
    """Yield for each player the worth of all sets of `players` that it is not in, and of all that it is in.

    The table is halved again and again: to reach one half of the players, those of the other half are added one by one
    (a set's worth with and without them), by one shift and one addition of a single long number.

    :param worth: shape ``sizes × (sum of weights + 1)``: what a set of this size and weight is worth, never negative;
        missing sizes are worth nothing
    """
    weights = sum(weight for _, weight in players) + 1
    highest = max(max(row) for row in worth)
    size = (highest.bit_length() + len(players) + 8) // 8
    nothing = bytes(size)
    data = b"".join(
        b"".join([value.to_bytes(size, "little") for value in row]) + nothing * (weights - len(row)) for row in worth
    )
    yield from _halved(data, len(worth), list(players), size)


def _halved(data: bytes, sizes: int, players: list[Weighted], width: int) -> Iterator[tuple[int, int, int]]:
    weights = sum(weight for _, weight in players) + 1
    if len(players) == 1:
        ((number, weight),) = players
        start = (weights + weight) * width
        without, within = data[:width], data[start : start + width] if sizes > 1 else b""
        yield number, int.from_bytes(without, "little"), int.from_bytes(within, "little")
        return
    middle = len(players) // 2
    for side, other in ((players[:middle], players[middle:]), (players[middle:], players[:middle])):
        table = int.from_bytes(data, "little")
        for _, weight in other:
            table += table >> ((weights + weight) * width * 8)
        full = table.to_bytes(len(data) + 1, "little")
        own = (sum(weight for _, weight in side) + 1) * width
        rows = min(sizes, len(side) + 1)
        starts = (size * weights * width for size in range(rows))
        yield from _halved(b"".join([full[start : start + own] for start in starts]), rows, side, width)
