"""What a game comes to, counted once: by its own text, so that the same rule in the same body costs nothing again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from commonweal.charter.foresight.costing import absences_quick, too_long
from commonweal.charter.foresight.gaming import rule_file
from commonweal.methods.power import Game, Power, TooLarge, absences_of, power_of, quorum_reach
from commonweal.methods.power.rulefile import read_rule


@dataclass(frozen=True, slots=True)
class Bloc:
    """What the seats of one sector or organisation can do together, by asking the rule itself.

    :param seats: their numbers
    :param blocks: nothing passes when all of them vote no; `passes`: their yes is enough
    :param holds_quorum: without them there never is a quorum
    """

    code: str
    seats: tuple[int, ...]
    blocks: bool
    passes: bool
    holds_quorum: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """What a game comes to.

    :param power: nothing where counting would take too long
    :param can_pass: whether anything passes when everybody agrees
    :param blocking: the numbers of seats without which nothing passes
    :param organisations: those that have several seats
    :param no_show: for each seat, the chance that its no makes something pass; empty where that was not looked at
    """

    power: Power | None
    can_pass: bool
    blocking: frozenset[int]
    sectors: tuple[Bloc, ...]
    organisations: tuple[Bloc, ...]
    no_show: tuple[Fraction, ...]


def counted(game: Game, *, in_full: bool = True) -> Counted:
    """Return what a game comes to.

    :param in_full: whether power is counted too, where that is quick enough
    """
    return _counted(key_of(game), in_full)


def reach(game: Game, absence: Fraction, recused: Sequence[int], *, recused_count: bool) -> Fraction:
    """Return how likely the quorum is (`quorum_reach`)."""
    return _reach(key_of(game), absence, tuple(recused), recused_count)


def key_of(game: Game) -> str:
    """Return the text by which a game is known: its RULE.json."""
    return json.dumps(rule_file(game), sort_keys=True)


@lru_cache(maxsize=512)
def _counted(key: str, in_full: bool) -> Counted:  # noqa: FBT001 - part of the key
    game = read_rule(key).game
    everybody = range(len(game.players))
    can_pass = game.wins(everybody)
    power = _power(game) if in_full else None
    blocking = [i for i, one in enumerate(power.players) if one.veto] if power else _blocking(game, can_pass)
    return Counted(
        power=power,
        can_pass=can_pass,
        blocking=frozenset(blocking),
        sectors=tuple(_bloc(game, code, game.members(code), can_pass) for code in game.sectors),
        organisations=tuple(
            _bloc(game, code, own, can_pass) for code, own in game.organisations.items() if len(own) > 1
        ),
        no_show=tuple(one.no_show for one in absences_of(game)) if absences_quick(game) else (),
    )


@lru_cache(maxsize=1024)
def _reach(key: str, absence: Fraction, recused: tuple[int, ...], recused_count: bool) -> Fraction:  # noqa: FBT001 - part of the key
    return quorum_reach(read_rule(key).game, absence, recused, recused_count=recused_count)


def _power(game: Game) -> Power | None:
    if too_long(game):
        return None
    try:
        return power_of(game)
    except TooLarge:
        return None


def _blocking(game: Game, can_pass: bool) -> list[int]:  # noqa: FBT001 - a finding, not a switch
    """Return who blocks alone, asked once of all who are alike."""
    if not can_pass:
        return []
    found, known = [], dict[object, bool]()
    for i, player in enumerate(game.players):
        alike = (player.weight, player.population, player.sector, player.organisation, player.veto)
        if alike not in known:
            known[alike] = not game.wins([j for j in range(len(game.players)) if j != i])
        if known[alike]:
            found.append(i)
    return found


def _bloc(game: Game, code: str, own: tuple[int, ...], can_pass: bool) -> Bloc:  # noqa: FBT001 - a finding, not a switch
    others = [i for i in range(len(game.players)) if i not in set(own)]
    return Bloc(
        code=code,
        seats=own,
        blocks=can_pass and not game.wins(others),
        passes=game.wins(own),
        holds_quorum=not game.has_quorum(others),
    )
