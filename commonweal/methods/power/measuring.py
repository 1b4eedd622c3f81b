"""From a rule to everything that is said about it: who has how much power, who can block, who never matters."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from commonweal.methods.power import brute, halves
from commonweal.methods.power.brute import count_by_looking
from commonweal.methods.power.coalitions import some_smallest
from commonweal.methods.power.columns import count_by_columns
from commonweal.methods.power.counting import Counts, gini, shares, swings
from commonweal.methods.power.game import Game, TooLarge
from commonweal.methods.power.groups import count_by_groups
from commonweal.methods.power.halves import count_by_halves
from commonweal.methods.power.limits import Limits, limits_of

WIDE_UP_TO, WIDE_FROM = 26, 20
"""Up to so many players, weights that add up to more than so many times what halves take are counted by halves."""


@dataclass(frozen=True, slots=True)
class PlayerPower:
    """What one player can do.

    :param swings: coalitions that its yes turns from losing to winning
    :param penrose: the chance that its vote decides when all others toss coins
    :param banzhaf: its part of all swings; `shapley`: its part by Shapley and Shubik
    :param prevent: Coleman's power to prevent: its part in the winning coalitions that it can break
    :param initiate: Coleman's power to initiate: the losing coalitions that it can make win
    :param dummy: its vote never matters; `veto`: nothing passes without it; `dictator`: its vote is the decision
    """

    name: str
    swings: int
    penrose: Fraction
    banzhaf: Fraction
    shapley: Fraction
    prevent: Fraction
    initiate: Fraction
    dummy: bool
    veto: bool
    dictator: bool


@dataclass(frozen=True, slots=True)
class BlocPower:
    """What the players of one sector or organisation have together.

    :param seats: how many; `weight`: their part of all weight
    :param banzhaf: the sum of their parts of all swings; `shapley`: of their indices
    :param blocks: if all of them vote no, nothing passes; `passes`: if all of them vote yes, everything does
    """

    kind: Literal["sector", "organisation"]
    name: str
    seats: int
    weight: Fraction
    banzhaf: Fraction
    shapley: Fraction
    blocks: bool
    passes: bool


@dataclass(frozen=True, slots=True)
class Power:
    """Everything that a rule says about who has power under it.

    :param wins: how many coalitions win, of ``2 ** len(players)``
    :param act: Coleman's power of the body to act: the chance that a vote passes when everybody tosses a coin
    :param smallest: how many votes it takes at least; nothing where no vote ever passes
    :param smallest_count: how many coalitions of that size win; `smallest_some`: some of them, as players' numbers
    :param gini: inequality of Banzhaf's index, from 0 to 1
    :param most_to_least: the largest index divided by the smallest; nothing where somebody has none
    """

    players: tuple[PlayerPower, ...]
    sectors: tuple[BlocPower, ...]
    organisations: tuple[BlocPower, ...]
    wins: int
    act: Fraction
    smallest: int | None
    smallest_count: int
    smallest_some: tuple[tuple[int, ...], ...]
    gini: Fraction
    most_to_least: Fraction | None

    @property
    def swings(self) -> int:
        """Return the swings of all players together."""
        return sum(player.swings for player in self.players)

    @property
    def dummies(self) -> tuple[str, ...]:
        """Return the names of those whose vote never matters."""
        return tuple(player.name for player in self.players if player.dummy)

    @property
    def vetoes(self) -> tuple[str, ...]:
        """Return the names of those without whom nothing passes."""
        return tuple(player.name for player in self.players if player.veto)


def count(game: Game) -> Counts:
    """Return the counts of a game, exactly, by the way that suits it.

    :raises TooLarge: where no way does
    """
    limits, n = limits_of(game), len(game.players)
    try:
        if limits.groupings:
            return count_by_groups(limits)
        if len(limits.weighings) < halves.MOST_WEIGHINGS and not _is_wide(limits):
            return count_by_columns(limits)
    except TooLarge:
        if n > brute.MOST_PLAYERS and (limits.groupings or n > halves.MOST_PLAYERS):
            raise
    if not limits.groupings and len(limits.weighings) <= halves.MOST_WEIGHINGS and n <= halves.MOST_PLAYERS:
        return count_by_halves(limits)
    if n <= brute.MOST_PLAYERS:
        return count_by_looking(game)
    raise TooLarge(f"Two different weights are counted exactly for up to {halves.MOST_PLAYERS} players, not for {n}.")


def _is_wide(limits: Limits) -> bool:
    """Whether a table by weight would be far larger than two lists of half of all coalitions."""
    return limits.n <= WIDE_UP_TO and any(one.limit > WIDE_FROM << (limits.n // 2) for one in limits.weighings)


def power_of(game: Game) -> Power:
    """Return who has how much power in a game in which everybody votes yes or no.

    :raises TooLarge: where it cannot be counted exactly
    """
    counts = count(game)
    swinging = swings(counts)
    banzhaf = shares(swinging)
    players = tuple(
        _player(game, counts, number, swinging[number], banzhaf[number]) for number in range(len(game.players))
    )
    size, many = counts.smallest or (None, 0)
    least = min(banzhaf)
    return Power(
        players=players,
        sectors=tuple(_bloc(game, players, "sector", name, game.members(name), size) for name in game.sectors),
        organisations=tuple(
            _bloc(game, players, "organisation", name, own, size) for name, own in game.organisations.items()
        ),
        wins=counts.wins,
        act=Fraction(counts.wins, 1 << len(players)),
        smallest=size,
        smallest_count=many,
        smallest_some=some_smallest(game, size, swinging) if size else (),
        gini=gini(banzhaf),
        most_to_least=max(banzhaf) / least if least else None,
    )


def _player(game: Game, counts: Counts, number: int, swinging: int, banzhaf: Fraction) -> PlayerPower:
    n, wins = len(game.players), counts.wins
    losing = (1 << n) - wins
    return PlayerPower(
        name=game.players[number].name,
        swings=swinging,
        penrose=Fraction(swinging, 1 << (n - 1)),
        banzhaf=banzhaf,
        shapley=counts.shapley[number],
        prevent=Fraction(swinging, wins) if wins else Fraction(0),
        initiate=Fraction(swinging, losing) if losing else Fraction(0),
        dummy=swinging == 0,
        veto=0 < wins == swinging,
        dictator=wins == swinging == 1 << (n - 1),
    )


def _bloc(
    game: Game,
    players: Sequence[PlayerPower],
    kind: Literal["sector", "organisation"],
    name: str,
    own: Collection[int],
    least: int | None,
) -> BlocPower:
    total = Fraction(sum(player.weight for player in game.players))
    return BlocPower(
        kind=kind,
        name=name,
        seats=len(own),
        weight=sum(game.players[i].weight for i in own) / total if total else Fraction(0),
        banzhaf=sum((players[i].banzhaf for i in own), Fraction(0)),
        shapley=sum((players[i].shapley for i in own), Fraction(0)),
        # Whoever is alone was judged already, and fewer than the smallest number of votes never pass.
        blocks=any(players[i].veto for i in own)
        or (least is not None and len(own) > 1 and not game.wins(set(range(len(players))).difference(own))),
        passes=least is not None and len(own) >= least and game.wins(own),
    )
