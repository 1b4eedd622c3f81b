"""A game seen from its noes: what the votes against may add up to at most, in whole numbers.

A vote passes as long as those against it, T, stay within limits: so many seats, so much weight, so many seats of each
sector. Counting those small sets is cheaper than counting the large winning ones, and tells the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm

from commonweal.methods.power.game import Game, Majority, Number


@dataclass(frozen=True, slots=True)
class Weighing:
    """At most `limit` of these whole-numbered `weights` (one for each player) may be against."""

    weights: tuple[int, ...]
    limit: int


@dataclass(frozen=True, slots=True)
class Grouping:
    """In all groups but `slack` of them, at most this many seats may be against.

    :param groups: the players of each group; `limits`: how many of each may be against while it still is for
    """

    groups: tuple[tuple[int, ...], ...]
    limits: tuple[int, ...]
    slack: int


@dataclass(frozen=True, slots=True)
class Limits:
    """All limits of a game, of which every set of noes that passes keeps each.

    :param free: the players who may vote no without a veto
    :param seats: at most so many against; below 0 where nothing ever passes
    :param minority: fewer than this many against pass whatever else is said; 0 where there is no such rule
    """

    n: int
    free: tuple[int, ...]
    seats: int
    weighings: tuple[Weighing, ...]
    groupings: tuple[Grouping, ...]
    minority: int


def limits_of(game: Game) -> Limits:
    """Return the limits of a game in which everybody votes yes or no."""
    n = len(game.players)
    seats, weighings, groupings = n, list[Weighing](), list[Grouping]()
    for majority in game.majorities:
        if majority.over == "each_sector":
            groups = tuple(game.members(sector) for sector in game.sectors)
            held = tuple(_at_most(majority, len(group)) for group in groups)
            needed = len(groups) if majority.sectors is None else majority.sectors
            groupings.append(Grouping(groups, held, len(groups) - needed))
        elif majority.over == "organisations":
            groups = tuple(game.organisations.values())
            held = tuple((len(group) - 1) // 2 for group in groups)
            groupings.append(Grouping(groups, held, _at_most(majority, len(groups))))
        elif majority.over == "seats":
            seats = min(seats, _at_most(majority, n))
        else:
            weighings.append(_weighing([getattr(player, majority.over) for player in game.players], majority))
    groups = tuple(game.members(sector) for sector in game.sector_vetoes)
    if groups:
        groupings.append(Grouping(groups, tuple(len(group) // 2 for group in groups), 0))
    minority = game.minority or 0
    if not game.has_quorum(range(n)):
        seats, minority = -1, 0
    free = tuple(i for i, player in enumerate(game.players) if not player.veto)
    return _tidied(Limits(n, free, seats, tuple(weighings), tuple(groupings), minority))


def _at_most(majority: Majority, total: Number) -> int:
    """Return how much of `total` may be against before `majority` is missed; below 0 where it always is."""
    need = Fraction(majority.need if majority.need is not None else majority.share * total)
    room = Fraction(total) - need
    return -(-room.numerator // room.denominator) - 1 if majority.more else room.numerator // room.denominator


def _weighing(weights: Sequence[Number], majority: Majority) -> Weighing:
    scale = Fraction(lcm(*(Fraction(w).denominator for w in weights)), 1)
    whole = [int(w * scale) for w in weights]
    scale /= gcd(*whole)
    whole = [int(w * scale) for w in weights]
    total = sum(whole)
    scaled = (
        majority if majority.need is None else Majority(majority.over, need=majority.need * scale, more=majority.more)
    )
    return Weighing(tuple(whole), min(_at_most(scaled, total), total))


def _tidied(limits: Limits) -> Limits:
    """Return the same limits, fewer: equal weights are seats, groups of one are seats, equal weighings are one."""
    seats, heaviest, groupings = limits.seats, dict[tuple[int, ...], int](), list[Grouping]()
    for weighing in limits.weighings:
        if set(weighing.weights) == {1}:
            seats = min(seats, weighing.limit)
        else:
            heaviest[weighing.weights] = min(weighing.limit, heaviest.get(weighing.weights, weighing.limit))
    for grouping in limits.groupings:
        if all(
            len(group) == 1 and held == 0 for group, held in zip(grouping.groups, grouping.limits, strict=True)
        ) and (len(grouping.groups) == limits.n):
            seats = min(seats, grouping.slack)
        else:
            groupings.append(grouping)
    if any(weighing.limit < 0 for weighing in limits.weighings) or any(g.slack < 0 for g in groupings):
        seats = -1
        groupings = []
    weighings = tuple(Weighing(weights, limit) for weights, limit in heaviest.items() if limit >= 0)
    return Limits(limits.n, limits.free, seats, weighings, tuple(groupings), limits.minority)
