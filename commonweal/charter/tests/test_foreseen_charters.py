"""What stands out in the five starting charters, and that the file of each of their rules counts to the same."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

import pytest

from commonweal.charter.foresight import Away, expected_seats, foresee, pairs_of, parties, rule_file
from commonweal.charter.models import MODELS, starting_charter
from commonweal.charter.tests.test_foresight import FIFTH, SEVEN, codes
from commonweal.methods.power import power_of
from commonweal.methods.power.rulefile import read_rule
from commonweal.methods.power.written import as_data


@pytest.mark.parametrize("model", MODELS)
def test_the_file_of_a_rule_counts_to_the_same_numbers(model):
    for pair in pairs_of(starting_charter(model)):
        found = foresee(pair, expected_seats(pair.body, SEVEN), Away(FIFTH))
        if found.game is None or found.kind == "election":
            continue
        rule = read_rule(json.dumps(rule_file(found.game, name="A rule", absence=FIFTH)))
        written: Any = as_data(rule, power_of(rule.game))

        assert [row["banzhaf"] for row in written["players"]] == [str(row.banzhaf) for row in found.seats]
        assert [row["shapley"] for row in written["players"]] == [str(row.shapley) for row in found.seats]
        assert written["dummies"] == [row.code for row in found.seats if row.dummy]
        assert written["smallest"]["size"] == found.smallest
        assert written["quorum_reach"] == (str(found.reach.chance) if found.reach else None)


STARTING = {
    "co_design_lab": [],
    "living_lab": [("steering.founding", "sector_blocks", ("community",))],
    "public_private": [
        ("joint_board.chair_election", "sector_passes", ("government",)),
        ("oversight.oversight", "sector_passes", ("community",)),
        ("oversight.oversight", "sector_blocks", ("community",)),
        ("oversight.pairs", "sector_passes", ("community",)),
    ],
    "citizen_panel": [],
    "consortium": [],
}
"""What stands out in the five starting charters when seven organisations of all sectors take part."""


@pytest.mark.parametrize("model", MODELS)
def test_what_stands_out_in_the_starting_charters(model):
    pairs = pairs_of(starting_charter(model))
    found = [
        foresee(pair, expected_seats(pair.body, SEVEN), Away(Fraction(pair.body.typical_absence))) for pair in pairs
    ]

    named = [(one.pair.code, *warned) for one in found for warned in codes(one)]

    assert named == STARTING[model]
    assert all(sum(row.banzhaf or 0 for row in one.seats) in (0, 1) for one in found)
    assert all(sum(row.seat_share for row in parties(one)) == (1 if one.seats else 0) for one in found)
