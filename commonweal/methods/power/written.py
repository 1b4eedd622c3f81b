"""What a rule does, written out: as data for programs, every number exact."""

from __future__ import annotations

from collections.abc import Sequence

from commonweal.methods.power.absences import Absence, absences_of, quorum_reach
from commonweal.methods.power.game import Game, TooLarge
from commonweal.methods.power.measuring import BlocPower, Power
from commonweal.methods.power.rulefile import Rule

Data = dict[str, object]


def absences_if_small(game: Game) -> tuple[Absence, ...]:
    """Return what absences do where a quorum or a share counts them and the body is small enough; else nothing."""
    if game.quorum is None and all(majority.of != "entitled" for majority in game.majorities):
        return ()
    try:
        return absences_of(game)
    except TooLarge:
        return ()


def as_data(rule: Rule, power: Power) -> Data:
    """Return one object: counts as whole numbers, everything else as text such as ``"2/3"``.

    The keys are explained in ``docs/methods/power.md``.
    """
    absences = absences_if_small(rule.game)
    reach = quorum_reach(rule.game, rule.absence) if rule.game.quorum and rule.absence is not None else None
    return {
        "name": rule.name,
        "coalitions": 1 << len(power.players),
        "winning": power.wins,
        "swings": power.swings,
        "act": str(power.act),
        "players": _players(rule.game, power, absences),
        "sectors": [_bloc(bloc) for bloc in power.sectors],
        "organisations": [_bloc(bloc) for bloc in power.organisations if bloc.seats > 1],
        "dummies": list(power.dummies),
        "vetoes": list(power.vetoes),
        "smallest": {
            "size": power.smallest,
            "count": power.smallest_count,
            "some": [[power.players[i].name for i in own] for own in power.smallest_some],
        },
        "gini": str(power.gini),
        "most_to_least": None if power.most_to_least is None else str(power.most_to_least),
        "quorum_reach": None if reach is None else str(reach),
    }


def _players(game: Game, power: Power, absences: Sequence[Absence]) -> list[Data]:
    found = []
    for i, (own, player) in enumerate(zip(power.players, game.players, strict=True)):
        found.append(
            {
                "name": own.name,
                "weight": str(player.weight),
                "population": str(player.population),
                "sector": player.sector,
                "organisation": player.organisation,
                "swings": own.swings,
                "penrose": str(own.penrose),
                "banzhaf": str(own.banzhaf),
                "shapley": str(own.shapley),
                "prevent": str(own.prevent),
                "initiate": str(own.initiate),
                "dummy": own.dummy,
                "veto": own.veto,
                "dictator": own.dictator,
                "no_show": str(absences[i].no_show) if absences else None,
            }
        )
    return found


def _bloc(bloc: BlocPower) -> Data:
    return {
        "name": bloc.name,
        "seats": bloc.seats,
        "weight": str(bloc.weight),
        "banzhaf": str(bloc.banzhaf),
        "shapley": str(bloc.shapley),
        "blocks": bloc.blocks,
        "passes": bloc.passes,
    }
