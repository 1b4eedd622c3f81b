"""The Council of the European Union under two treaties, and what looking at all its coalitions found.

Under Nice: the weights of the Treaty for 27 members (255 of 345 votes, 14 states, 62 % of the population), with the
populations of 1 January 2007. Under Lisbon: the 27 members since 2020 (15 states, that is 55 %, and 65 % of the
population; or fewer than four against), with the populations of 1 January 2020. Both populations are Eurostat's, in
thousands, and serve as an example: a decision of the Council uses those of its own annex.

`script/bench council` looks at each of the 134,217,728 coalitions and prints the swings below.
"""

from __future__ import annotations

from fractions import Fraction

from commonweal.methods.power import Game, Majority, Player

NICE_STATES = {
    "Germany": (29, 82315), "France": (29, 63392), "United Kingdom": (29, 60781), "Italy": (29, 59131),
    "Spain": (27, 44475), "Poland": (27, 38125), "Romania": (14, 21565), "Netherlands": (13, 16358),
    "Greece": (12, 11172), "Portugal": (12, 10599), "Belgium": (12, 10585), "Czechia": (12, 10287),
    "Hungary": (12, 10066), "Sweden": (10, 9113), "Austria": (10, 8283), "Bulgaria": (10, 7679),
    "Denmark": (7, 5447), "Slovakia": (7, 5394), "Finland": (7, 5277), "Ireland": (7, 4312),
    "Lithuania": (7, 3385), "Latvia": (4, 2281), "Slovenia": (4, 2010), "Estonia": (4, 1342),
    "Cyprus": (4, 779), "Luxembourg": (4, 476), "Malta": (3, 408),
}  # fmt: skip
LISBON_STATES = {
    "Germany": 83167, "France": 67320, "Italy": 59642, "Spain": 47333, "Poland": 37958, "Romania": 19329,
    "Netherlands": 17408, "Belgium": 11522, "Greece": 10719, "Czechia": 10694, "Sweden": 10328, "Portugal": 10296,
    "Hungary": 9770, "Austria": 8901, "Bulgaria": 6951, "Denmark": 5823, "Finland": 5525, "Slovakia": 5458,
    "Ireland": 4964, "Croatia": 4058, "Lithuania": 2794, "Slovenia": 2096, "Latvia": 1908, "Estonia": 1329,
    "Cyprus": 888, "Luxembourg": 626, "Malta": 515,
}  # fmt: skip

NICE = Game(
    tuple(Player(name, weight, population) for name, (weight, population) in NICE_STATES.items()),
    (
        Majority("weight", need=255, more=False),
        Majority("seats", need=14, more=False),
        Majority("population", Fraction(62, 100), more=False),
    ),
)
LISBON = Game(
    tuple(Player(name, population=population) for name, population in LISBON_STATES.items()),
    (Majority("seats", Fraction(55, 100), more=False), Majority("population", Fraction(65, 100), more=False)),
    minority=4,
)

NICE_WINS = 2_718_740
NICE_SWINGS = [
    2193666, 2193652, 2193646, 2193640, 2091370, 2091346, 1200470, 1120104, 1038464, 1038464, 1038464, 1038464, 1038464,
    871642, 871642, 871642, 614700, 614700, 614700, 614700, 614700, 352378, 352376, 352376, 352376, 352374, 265574,
]  # fmt: skip
LISBON_WINS = 17_712_327
LISBON_SWINGS = [
    14111303, 11711677, 10436599, 8944877, 7505901, 4624585, 4363617, 3556477, 3445539, 3441899, 3391233, 3386785,
    3313965, 3193489, 2921851, 2764273, 2722613, 2713189, 2644345, 2517439, 2339553, 2240967, 2214543, 2132717, 2070355,
    2033181, 2017545,
]  # fmt: skip
