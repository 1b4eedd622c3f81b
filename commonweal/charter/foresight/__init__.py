"""What the rules of a charter do, before anybody signs it: who has how much power, who blocks, whether people come.

    pairs = pairs_of(charter)                              # every body with every rule by which it decides
    seats = expected_seats(pairs[0].body, TakingPart({"01…": "government", …}))
    seen = foresee(pairs[0], seats, Away(Fraction(1, 5)))
    seen.sectors[0].banzhaf, seen.reach.chance, remarks(seen)

The mathematics is `methods.power`. Here a charter's rule becomes a game, and what it says becomes remarks without
words; the page `docs/methods/foresight.md` says what every number means, with an example to work through by hand.
"""

from commonweal.charter.foresight.answers import Away, Conflict, Foresight, Holding, Pair, Reach
from commonweal.charter.foresight.comparing import Shift, part_of, shifts
from commonweal.charter.foresight.expecting import TakingPart, expected_seats
from commonweal.charter.foresight.foreseeing import foresee, pairs_of
from commonweal.charter.foresight.gaming import Unfit, game_of, rule_file
from commonweal.charter.foresight.gathering import GROUP, parties
from commonweal.charter.foresight.remarks import USUAL, Remark, remarks, said_so, stays_away_by_right

__all__ = [
    "GROUP",
    "USUAL",
    "Away",
    "Conflict",
    "Foresight",
    "Holding",
    "Pair",
    "Reach",
    "Remark",
    "Shift",
    "TakingPart",
    "Unfit",
    "expected_seats",
    "foresee",
    "game_of",
    "pairs_of",
    "part_of",
    "parties",
    "remarks",
    "rule_file",
    "said_so",
    "shifts",
    "stays_away_by_right",
]
