"""Counts by every rule: small ones by hand, and what holds for all of them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from commonweal.methods.ballots import (
    BadBallots,
    answered,
    approved,
    count,
    ranked,
    scored,
    seeded_order,
    spent,
    standard,
)

ABC = ["a", "b", "c"]
RANKED = ["plurality", "condorcet", "schulze", "ranked_pairs", "irv", "stv", "meek"]


def codes(result):
    return [line["code"] for line in result.transcript]


def line(result, code, nth=0):
    return [each for each in result.transcript if each["code"] == code][nth]


# ── Points ──


def test_plurality_counts_first_choices_and_shares_equal_ones():
    ballots = [(ranked("a", "b"), 2), (ranked(["b", "c"], "a"), 3)]

    result = count(standard("plurality"), ballots, ABC)

    assert result.winners == ("a",)
    assert line(result, "points")["points"] == {"a": 2, "b": "3/2", "c": "3/2"}


def test_plurality_leaves_out_equal_first_choices_where_the_rule_stops_there():
    result = count(standard("plurality", equal="stop"), [(ranked(["b", "c"]), 3), (ranked("a"), 1)], ABC)

    assert result.winners == ("a",)
    assert line(result, "points")["unused"] == 3


def test_approval_fills_several_seats_in_order():
    ballots = [(approved("a", "b"), 3), (approved("b", "c"), 2)]

    assert count(standard("approval"), ballots, ABC, seats=2).winners == ("b", "a")


def test_scores_left_open_are_the_lowest_or_do_not_count():
    ballots = [(scored({"a": 5}), 1), (scored({"a": 1, "b": 3}), 1)]

    assert count(standard("score"), ballots, ["a", "b"]).winners == ("a",)
    assert count(standard("score", blank="absent", by="mean"), ballots, ["a", "b"], order=()).open
    assert line(count(standard("score", blank="absent", by="mean"), ballots, ["a", "b"]), "points")["points"] == {
        "a": 3,
        "b": 3,
    }


def test_quadratic_takes_whole_roots_of_credits():
    ballots = [(spent({"a": 99, "b": 1}), 1), (spent({"b": 64, "c": 36}), 1)]

    result = count(standard("quadratic"), ballots, ABC)

    assert line(result, "points")["points"] == {"a": 9, "b": 9, "c": 6}
    assert result.open
    assert result.tied[0].options == ("a", "b")


def test_quadratic_counts_against_where_the_rule_allows_it():
    ballots = [(spent({"a": -49, "b": 4}), 1)]

    result = count(standard("quadratic", against="yes"), ballots, ["a", "b"])

    assert line(result, "points")["points"] == {"b": 2, "a": -7}


@pytest.mark.parametrize(
    ("changed", "winner"),
    [
        ({}, "yes"),
        ({"share": "2/3"}, "no"),
        ({"share": "2/3", "needs": "reached"}, "yes"),
        ({"of": "ballots"}, "no"),
    ],
)
def test_yes_or_no(changed, winner):
    ballots = [(answered("yes"), 4), (answered("no"), 2), (answered("abstain"), 3)]

    assert count(standard("yesno", **changed), ballots, []).winners == (winner,)


# ── Two by two ──

CIRCLE = [(ranked("a", "b", "c"), 4), (ranked("b", "c", "a"), 3), (ranked("c", "a", "b"), 2)]


def test_a_circle_has_no_condorcet_winner_and_all_are_in_the_smith_set():
    result = count(standard("condorcet"), CIRCLE, ABC)

    assert result.winners == ()
    assert line(result, "pairwise")["smith"] == ABC
    assert line(result, "pairwise")["preferred"]["a"] == {"b": 6, "c": 4}


@pytest.mark.parametrize("rule", ["schulze", "ranked_pairs"])
def test_a_circle_breaks_at_its_weakest_victory(rule):
    # a beats b 6:3, b beats c 7:2, c beats a 5:4; the last is the weakest.
    assert count(standard(rule), CIRCLE, ABC).winners == ("a",)


def test_ranked_pairs_leaves_open_what_its_order_would_decide():
    even = [(ranked("a", "b", "c"), 1), (ranked("b", "c", "a"), 1), (ranked("c", "a", "b"), 1)]

    left = count(standard("ranked_pairs"), even, ABC)
    broken = count(standard("ranked_pairs", ties="order"), even, ABC, order=["b", "c", "a"])

    assert left.open
    assert left.winners == ()
    assert left.transcript[-1]["possible"] == [["a"], ["b"], ["c"]]
    assert broken.winners == ("b",)
    assert broken.tied[0].how == "order"


# ── Round by round ──


def test_instant_runoff_hands_papers_on():
    ballots = [(ranked("a"), 4), (ranked("b", "c"), 2), (ranked("c", "b"), 3)]

    result = count(standard("irv"), ballots, ABC)

    assert result.winners == ("c",)
    assert line(result, "eliminated")["options"] == ["b"]
    assert line(result, "round", 1)["votes"] == {"c": 5, "a": 4}


def test_a_tie_that_changes_nothing_is_broken_anyhow_and_told():
    ballots = [(ranked("a"), 5), (ranked("b"), 2), (ranked("c"), 2)]

    result = count(standard("irv", until="two"), ballots, ABC)

    assert result.winners == ("a",)
    assert not result.open
    assert result.tied[0].how == "any"


def test_a_tie_that_matters_stands_open():
    ballots = [(ranked("a"), 4), (ranked("b", "c"), 3), (ranked("c", "b"), 3)]

    result = count(standard("irv"), ballots, ABC)

    assert result.open
    assert result.winners == ()
    assert result.transcript[-1] == {"code": "open", "certain": [], "possible": [["b"], ["c"]]}


def test_surplus_goes_on_from_every_paper():
    # 9 papers, 2 seats: threshold 4. a has 6, hands on 2/6 of each paper: 4 × 1/3 to b, 2 × 1/3 to c.
    ballots = [(ranked("a", "b"), 4), (ranked("a", "c"), 2), (ranked("b"), 1), (ranked("c"), 2)]

    result = count(standard("stv"), ballots, ABC, seats=2)

    assert line(result, "threshold")["threshold"] == 4
    assert line(result, "round", 1)["votes"] == {"c": "8/3", "b": "7/3"}
    assert result.winners == ("a", "c")


def test_values_can_be_cut_and_what_is_lost_is_told():
    ballots = [(ranked("a", "b"), 4), (ranked("a", "c"), 2), (ranked("b"), 1), (ranked("c"), 2)]

    result = count(standard("stv", precision="2"), ballots, ABC, seats=2)

    assert line(result, "round", 1)["votes"] == {"c": "133/50", "b": "58/25"}
    assert line(result, "surplus")["lost"] == "1/50"


def test_meek_lets_everybody_elected_keep_what_the_quota_asks_for():
    ballots = [(ranked("a", "b"), 4), (ranked("a", "c"), 2), (ranked("b"), 1), (ranked("c"), 2)]

    result = count(standard("meek"), ballots, ABC, seats=2)

    assert result.winners == ("a",)
    assert result.tied[0].options == ("b", "c"), "3 votes each, which rounding must not decide"
    assert Fraction(line(result, "round", 1)["keep"]["a"]) == pytest.approx(Fraction(1, 2), abs=1e-6)


# ── Ties by a seed, and bad input ──


def test_a_seed_gives_an_order_that_anybody_can_work_out():
    assert seeded_order(ABC, "draw 4711") == seeded_order(ABC[::-1], "draw 4711")

    result = count(standard("approval", ties="seed"), [(approved("a", "b", "c"), 1)], ABC, seed="draw 4711")

    assert result.winners == (seeded_order(ABC, "draw 4711")[0],)
    assert line(result, "order")["seed"] == "draw 4711"


@pytest.mark.parametrize(
    ("rule", "ballots", "more", "says"),
    [
        ("irv", [(ranked("z"), 1)], {}, "'z', which is not on the list"),
        ("irv", [(ranked("a", "a"), 1)], {}, "names 'a' twice"),
        ("irv", [(approved("a"), 1)], {}, "ballots that are ranked, and one is approved"),
        ("irv", [(ranked("a"), -1)], {}, "less than nothing"),
        ("irv", [], {"seats": 2}, "finds one winner"),
        ("stv", [], {"seats": 0}, "a seat to fill"),
        ("score", [(scored({"a": 6}), 1)], {}, "scores go from 0 to 5"),
        ("quadratic", [(spent({"a": 60, "b": 60}), 1)], {}, "spends 120 credits, and everybody has 100"),
        ("quadratic", [(spent({"a": -1}), 1)], {}, "none can be spent against"),
    ],
)
def test_ballots_that_cannot_be_counted_are_refused_with_a_sentence(rule, ballots, more, says):
    with pytest.raises(BadBallots, match=says):
        count(standard(rule), ballots, ABC, **more)


def test_ties_need_what_breaks_them():
    with pytest.raises(BadBallots, match="by a seed"):
        count(standard("irv", ties="seed"), [], ABC)
    with pytest.raises(BadBallots, match="every option once"):
        count(standard("irv", ties="order"), [], ABC, order=["a"])
    with pytest.raises(BadBallots, match="is empty"):
        count(standard("irv"), [], [])
    with pytest.raises(BadBallots, match="twice on the list"):
        count(standard("irv"), [], ["a", "a"])
    with pytest.raises(BadBallots, match="yes, no or abstain"):
        answered("perhaps")


@pytest.mark.parametrize("name", RANKED)
def test_nobody_voted(name):
    result = count(standard(name), [], ABC)

    assert result.winners == ()
    assert result.open == (name != "condorcet")
