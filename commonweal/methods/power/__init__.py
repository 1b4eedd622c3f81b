"""Voting power: what a rule of decision makes of every vote, in exact numbers.

    from fractions import Fraction
    from commonweal.methods.power import Game, Majority, Player, power_of

    game = Game(
        players=(Player("City", weight=5, sector="government"), Player("Firm", weight=3, sector="company")),
        majorities=(Majority("weight", Fraction(2, 3)), Majority("each_sector")),
    )
    power = power_of(game)
    power.players[0].banzhaf, power.dummies, power.sectors[0].blocks

`power_of` answers for a vote in which everybody says yes or no: power of each seat, sector and organisation, who blocks
or passes alone, who never matters, the smallest winning coalitions. `swings_of` gives the swings alone, faster.
`absences_of` says what happens when somebody may stay away (small bodies), `quorum_reach` how likely a quorum is, also
with some recused. All is exact, or refused with `TooLarge`. `rulefile` reads a rule from a file, `written` makes data
of the answer.

What a charter's rule has and a game has not: a casting vote, an override of a veto, and how often a veto may be used.

Definitions, with an example to work through by hand, stand in ``docs/methods/power.md``.
"""

from commonweal.methods.power.absences import Absence, absences_of, quorum_reach
from commonweal.methods.power.game import BadGame, Game, Majority, Player, Quorum, TooLarge
from commonweal.methods.power.measuring import BlocPower, PlayerPower, Power, power_of
from commonweal.methods.power.swinging import swings_of

__all__ = [
    "Absence",
    "BadGame",
    "BlocPower",
    "Game",
    "Majority",
    "Player",
    "PlayerPower",
    "Power",
    "Quorum",
    "TooLarge",
    "absences_of",
    "power_of",
    "quorum_reach",
    "swings_of",
]
