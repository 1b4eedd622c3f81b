"""What holds for every rule, whatever the ballots."""

from __future__ import annotations

import json
from fractions import Fraction
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from commonweal.methods.ballots import count, possible_winners, ranked, standard

ABC = ["a", "b", "c"]
RANKED = ["plurality", "condorcet", "schulze", "ranked_pairs", "irv", "stv", "meek"]

BALLOT = st.permutations([*ABC, "d"]).flatmap(lambda all_: st.integers(1, 4).map(lambda n: ranked(*all_[:n])))
BALLOTS = st.lists(st.tuples(BALLOT, st.integers(1, 3)), min_size=1, max_size=8)


@given(BALLOTS, st.sampled_from(RANKED), st.randoms())
def test_order_of_ballots_and_options_is_nothing(ballots, name, random):
    other = [(ballot, 1) for ballot, weight in ballots for _ in range(weight)]
    random.shuffle(other)

    first = count(standard(name), ballots, ["a", "b", "c", "d"])
    second = count(standard(name), other, ["d", "b", "c", "a"])

    assert first == second
    json.dumps(first.document())


@given(BALLOTS, st.sampled_from(["plurality", "schulze", "ranked_pairs", "irv", "stv"]))
def test_weights_only_matter_beside_each_other(ballots, name):
    changed = {"quota": "exact"} if name == "stv" else {}
    third = [(ballot, Fraction(weight, 3)) for ballot, weight in ballots]

    one, other = (count(standard(name, **changed), papers, ["a", "b", "c", "d"]) for papers in (ballots, third))

    assert one.winners == other.winners
    assert one.open == other.open


@given(BALLOTS, st.sampled_from(["schulze", "ranked_pairs", "irv", "stv", "meek"]), st.permutations("abcd"))
def test_every_order_leads_to_a_possible_outcome(ballots, name, order):
    seats = 2 if name in ("stv", "meek") else 1

    outcomes = possible_winners(standard(name), ballots, "abcd", seats)
    result = count(standard(name, ties="order"), ballots, "abcd", seats, order=order)

    assert frozenset(result.winners) in outcomes
    assert len(result.winners) == seats


def test_names_decide_nothing():
    ballots = [(ranked("a", "b"), 4), (ranked("b", "c"), 3), (ranked("c", "a"), 2), (ranked("b"), 2)]
    for name in RANKED:
        expected = count(standard(name), ballots, ABC).winners
        for names in permutations("xyz"):
            new = dict(zip(ABC, names, strict=True))
            renamed = [(ranked(*(new[o] for tier in ballot.tiers for o in tier)), n) for ballot, n in ballots]
            assert count(standard(name), renamed, names).winners == tuple(new[o] for o in expected)
