"""Voting power: what a rule of decision makes of every vote, in exact numbers.

    from fractions import Fraction
    from commonweal.methods.power import Game, Majority, Player, power_of

    game = Game(
        players=(Player("City", weight=5, sector="government"), Player("Firm", weight=3, sector="company")),
        majorities=(Majority("weight", Fraction(2, 3)), Majority("each_sector")),
    )
    power = power_of(game)
    power.players[0].banzhaf, power.dummies, power.sectors[0].blocks

`power_of` answers for a vote in which everybody says yes or no. Definitions, with an example to work through by hand,
stand in ``docs/methods/power.md``.
"""

from commonweal.methods.power.game import BadGame, Game, Majority, Player, Quorum, TooLarge
from commonweal.methods.power.measuring import BlocPower, PlayerPower, Power, power_of

__all__ = [
    "BadGame",
    "BlocPower",
    "Game",
    "Majority",
    "Player",
    "PlayerPower",
    "Power",
    "Quorum",
    "TooLarge",
    "power_of",
]
