"""Counting games of up to some 34 players with any weights at all, such as populations to the last inhabitant.

The players are split into two halves. For each set of noes in one half, the sets of the other half that still keep
within the limits are counted by search in a sorted list (Horowitz and Sahni 1974). A second weight is handled by going
from the least room for the first to the most, so that the list holds just those that keep within the first.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass

from commonweal.methods.power.counting import Counts, counts_by_size
from commonweal.methods.power.limits import Limits

MOST_PLAYERS = 34
MOST_WEIGHINGS = 2


@dataclass(frozen=True, slots=True)
class Half:
    """All sets of one half's players, by the bits of their index: how large each is and what it weighs, twice."""

    players: tuple[int, ...]
    sizes: list[int]
    first: list[int]
    second: list[int]


def half_of(players: Sequence[int], first: Sequence[int], second: Sequence[int]) -> Half:
    """Return all sets of these players with what they weigh."""
    sizes, heavy, light = [0], [0], [0]
    for i in players:
        sizes += [size + 1 for size in sizes]
        heavy += [weight + first[i] for weight in heavy]
        light += [weight + second[i] for weight in light]
    return Half(tuple(players), sizes, heavy, light)


def count_by_halves(limits: Limits) -> Counts:
    """Return the counts of a game with limits on seats and on up to two weights of any size."""
    n, free = limits.n, limits.free
    weights = [weighing.weights for weighing in limits.weighings] + [(0,) * n] * MOST_WEIGHINGS
    rooms = [weighing.limit for weighing in limits.weighings] + [0] * MOST_WEIGHINGS
    middle = len(free) // 2
    left, right = (half_of(part, weights[0], weights[1]) for part in (free[:middle], free[middle:]))
    whole, inside = _matched(left, right, limits, rooms)
    inside |= _matched(right, left, limits, rooms)[1]
    outside = [
        [all_ - own for all_, own in zip(whole, inside[i], strict=True)] if i in inside else whole for i in range(n)
    ]
    return counts_by_size(whole[::-1], [own[::-1] for own in outside])


def _matched(own: Half, other: Half, limits: Limits, rooms: Sequence[int]) -> tuple[list[int], dict[int, list[int]]]:
    """Return by size the sets of noes that pass, and for each player of `own` those that it is in."""
    field = limits.n + 1
    packed = [0] * len(own.sizes)
    by_size: dict[int, list[int]] = {}
    for index, size in enumerate(other.sizes):
        by_size.setdefault(size, []).append(index)
    order = sorted(range(len(own.sizes)), key=lambda index: own.first[index], reverse=True)
    for size, indices in by_size.items():
        _match_size(own, other, (size, indices), order, limits, rooms, packed)
    found = {}
    for bit, i in enumerate(own.players):
        inside = sum(value for index, value in enumerate(packed) if index >> bit & 1)
        found[i] = _unpacked(inside, field, limits.n)
    return _unpacked(sum(packed), field, limits.n), found


def _match_size(
    own: Half,
    other: Half,
    those: tuple[int, list[int]],
    order: Sequence[int],
    limits: Limits,
    rooms: Sequence[int],
    packed: list[int],
) -> None:
    """Add to `packed`, for each set of `own`, how many of `those` sets of the other half go with it."""
    size, indices = those
    field = limits.n + 1
    waiting = sorted(indices, key=lambda index: other.first[index], reverse=True)
    within: list[int] = []
    # From the least room to the most, so that sets only ever join the list.
    for index in order:
        room = rooms[0] - own.first[index]
        while waiting and other.first[waiting[-1]] <= room:
            insort(within, other.second[waiting.pop()])
        total = size + own.sizes[index]
        if total < limits.minority:
            fit = len(indices)
        elif total > limits.seats:
            fit = 0
        else:
            fit = bisect_right(within, rooms[1] - own.second[index])
        packed[index] += fit << (total * field)


def _unpacked(packed: int, field: int, n: int) -> list[int]:
    return [packed >> (size * field) & ((1 << field) - 1) for size in range(n + 1)]
