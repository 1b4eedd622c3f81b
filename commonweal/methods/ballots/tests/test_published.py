"""Elections whose official results are published."""

from __future__ import annotations

import pytest

from commonweal.methods.ballots import count, read_csv, standard
from commonweal.methods.ballots.forms import Ranked
from commonweal.methods.ballots.pairwise import compare
from commonweal.methods.ballots.rules import read_rule
from commonweal.methods.ballots.schulze import count_schulze
from commonweal.methods.ballots.sheet import Nobody, Sheet


@pytest.fixture(scope="module")
def minneapolis(shared_data):
    return read_csv(shared_data("ballots", "mn_2013_cast_vote_record.csv").read_text(), Ranked)


def test_minneapolis_elected_betsy_hodges(minneapolis):
    """Official: 79,415 counted in the first round, 28,962 of them for Hodges; 38,870 to 24,972 in the last."""
    result = count(standard("irv", until="two"), minneapolis.ballots, minneapolis.options)

    rounds = [line for line in result.transcript if line["code"] == "round"]
    assert result.winners == ("BETSY HODGES",)
    assert rounds[0]["active"] == 79_415
    assert rounds[0]["votes"]["BETSY HODGES"] == 28_962
    assert rounds[-1]["votes"] == {"BETSY HODGES": 38_870, "MARK ANDREW": 24_972}


@pytest.mark.parametrize("rule", ["plurality", "schulze", "ranked_pairs", "condorcet", "stv", "meek"])
def test_every_rule_elects_her(minneapolis, rule):
    assert count(standard(rule), minneapolis.ballots, minneapolis.options).winners == ("BETSY HODGES",)


def test_debian_elected_martin_michlmayr():
    """The official report of 2003 says 228 to 224.

    PrefLib's file of that election elects the other one, 252 to 228, because it makes ties into orders.
    Of the official matrix only this pair is known here with certainty, and a matrix is all that the rule needs.
    """
    matrix = {"Michlmayr": {"Garbee": 228}, "Garbee": {"Michlmayr": 224}}

    assert count_schulze(read_rule(standard("schulze")), matrix, Sheet(Nobody())) == ["Michlmayr"]
    assert compare(matrix).winner == "Michlmayr"
    assert compare(matrix).loser == "Garbee"
