"""Voting power: every way of counting against looking at every coalition, and the tables that were published."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.methods.power import (
    BadGame,
    Game,
    Majority,
    Player,
    Quorum,
    TooLarge,
    power_of,
    remaindering,
    swings_of,
)
from commonweal.methods.power.brute import count_by_looking
from commonweal.methods.power.columns import count_by_columns
from commonweal.methods.power.counting import gini, orders
from commonweal.methods.power.groups import count_by_groups
from commonweal.methods.power.halves import count_by_halves
from commonweal.methods.power.limits import limits_of
from commonweal.methods.power.measuring import count
from commonweal.methods.power.rulefile import read_rule

pytestmark = pytest.mark.once


def weighted(quota, *weights):
    """A game in which weights have to reach a quota."""
    players = tuple(Player(f"player {i}", weight) for i, weight in enumerate(weights))
    return Game(players, (Majority("weight", need=quota, more=False),))


SECURITY_COUNCIL = Game(
    tuple(Player(f"member {i}", veto=i < 5) for i in range(15)), (Majority("seats", need=9, more=False),)
)
NASSAU = weighted(58, 31, 31, 28, 21, 2, 2)
EEC = weighted(12, 4, 4, 4, 2, 2, 1)


def numbers(least, most):
    return st.integers(least, most)


@st.composite
def players(draw):
    """Up to seven players with everything that a player can have."""
    weight = st.one_of(numbers(0, 9), st.fractions(0, 5, max_denominator=3))
    return tuple(
        Player(
            f"player {i}",
            draw(weight),
            draw(numbers(0, 999)),
            draw(st.sampled_from(["", "city", "firm", "club"])),
            draw(st.sampled_from(["", "", "one", "two"])),
            draw(st.sampled_from([False, False, False, True])),
        )
        for i in range(draw(numbers(1, 7)))
    )


@st.composite
def games(draw, overs=("seats", "weight", "population", "organisations", "each_sector")):
    """A rule of one to three majorities, with or without vetoes of sectors and a blocking minority."""
    own = draw(players())
    sectors = sorted({player.sector for player in own} - {""})
    majorities = []
    for over in draw(st.lists(st.sampled_from(overs), min_size=1, max_size=3)):
        share, more = Fraction(draw(numbers(1, 11)), 12), draw(st.booleans())
        need = draw(st.sampled_from([None, None, None, 1, 2, 7]))
        some = draw(st.sampled_from([None, *range(1, len(sectors) + 1)])) if over == "each_sector" else None
        majorities.append(Majority(over, share, more, need, sectors=some))
    vetoes = tuple(draw(st.lists(st.sampled_from(sectors), max_size=1))) if sectors else ()
    minority = draw(st.sampled_from([None, None, None, *range(1, len(own) + 1)]))
    try:
        return Game(own, tuple(majorities), vetoes, minority)
    except BadGame:
        return weighted(1, 1)


@settings(max_examples=300, deadline=None)
@given(games())
def test_however_a_game_is_counted_it_is_as_looking_at_every_coalition(game):
    limits, right = limits_of(game), count_by_looking(game)

    assert count(game) == right
    if not limits.groupings and len(limits.weighings) < 3:
        assert count_by_halves(limits) == right
    if not limits.groupings and len(limits.weighings) < 2:
        assert count_by_columns(limits) == right


@settings(max_examples=200, deadline=None)
@given(games(overs=("seats", "weight", "each_sector")))
def test_groups_are_counted_as_looking_at_every_coalition(game):
    try:
        counted = count_by_groups(limits_of(game))
    except TooLarge:
        return

    assert counted == count_by_looking(game)


@settings(max_examples=200, deadline=None)
@given(games(overs=("seats", "weight", "each_sector", "organisations")))
def test_groups_by_remainders_are_counted_as_looking_at_every_coalition(game):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(remaindering, "LEAST_CELLS", 0)
        try:
            counted = count_by_groups(limits_of(game))
        except TooLarge:
            return

    assert counted == count_by_looking(game)


@settings(max_examples=100, deadline=None)
@given(games())
def test_what_indices_must_be(game):
    power = power_of(game)

    assert swings_of(game) == tuple(player.swings for player in power.players)
    passes = game.wins(range(len(game.players)))
    assert sum(player.shapley for player in power.players) == passes
    assert sum(player.banzhaf for player in power.players) == bool(power.swings)
    for i, player in enumerate(power.players):
        assert player.veto == (passes and not game.wins([j for j in range(len(power.players)) if j != i]))
        assert player.dummy == (player.shapley == 0)
        assert not player.dictator or (game.wins([i]) and player.shapley == 1)
    for example in power.smallest_some:
        assert len(example) == power.smallest
        assert game.wins(example)
    assert len(power.smallest_some) <= power.smallest_count


def test_the_security_council():
    power = power_of(SECURITY_COUNCIL)

    assert [player.swings for player in power.players] == [848] * 5 + [84] * 10
    assert power.swings == 5080
    assert [player.shapley for player in power.players] == [Fraction(421, 2145)] * 5 + [Fraction(4, 2145)] * 10
    assert power.vetoes == tuple(f"member {i}" for i in range(5))
    assert (power.smallest, power.smallest_count, len(power.smallest_some)) == (9, 210, 5)


def test_luxembourg_was_a_dummy_in_the_community_of_1958():
    power = power_of(EEC)

    assert power.dummies == ("player 5",)
    assert [player.swings for player in power.players] == [10, 10, 10, 6, 6, 0]
    assert [player.shapley * 60 for player in power.players] == [14, 14, 14, 9, 9, 0]


def test_three_of_the_six_supervisors_of_nassau_county_were_dummies():
    power = power_of(NASSAU)

    assert power.dummies == ("player 3", "player 4", "player 5")
    assert [player.banzhaf for player in power.players[:3]] == [Fraction(1, 3)] * 3


def test_one_large_and_two_small():
    power = power_of(weighted(5, 5, 3, 3))

    assert [player.banzhaf for player in power.players] == [Fraction(3, 5), Fraction(1, 5), Fraction(1, 5)]
    assert [player.shapley for player in power.players] == [Fraction(2, 3), Fraction(1, 6), Fraction(1, 6)]


@given(st.lists(numbers(0, 20), min_size=1, max_size=9).filter(any), numbers(1, 19))
def test_swings_alone_are_the_same(weights, twentieths):
    players = tuple(Player(f"player {i}", weight) for i, weight in enumerate(weights))
    game = Game(players, (Majority("weight", Fraction(twentieths, 20)),))

    assert swings_of(game) == tuple(player.swings for player in power_of(game).players)


def test_orders_are_those_of_permutations():
    denominator, weights = orders(4)

    assert [Fraction(weight, denominator) for weight in weights[1:5]] == [
        Fraction(6, 24), Fraction(2, 24), Fraction(2, 24), Fraction(6, 24),
    ]  # fmt: skip


def test_inequality():
    assert gini([Fraction(1, 4)] * 4) == 0
    assert gini([Fraction(0), Fraction(0), Fraction(0), Fraction(1)]) == Fraction(3, 4)
    assert gini([Fraction(0)] * 3) == 0


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"players": ()}, "at least one player"),
        ({"players": (Player("a"), Player("a"))}, "Two players are called 'a'"),
        ({"players": (Player("a", -1),)}, "below 0"),
        ({"majorities": ()}, "at least one majority"),
        ({"majorities": (Majority("weight", need=0, more=False),)}, "above 0"),
        ({"majorities": (Majority("weight", Fraction(3, 2)),)}, "up to 1; 3/2 does not"),
        ({"majorities": (Majority("weight", Fraction(1)),)}, "More than all"),
        ({"majorities": (Majority("each_sector"),)}, "needs players with a sector"),
        ({"majorities": (Majority("population"),)}, "players that have some"),
        ({"minority": 3}, "from 1 to 2 players"),
        ({"sector_vetoes": ("city",)}, "No player belongs to the sector 'city'"),
        ({"quorum": Quorum(presence={"city": 1})}, "No player belongs to the sector 'city'"),
    ],
)
def test_what_cannot_be_a_game_says_why(parts, says):
    with pytest.raises(BadGame, match=says):
        Game(**{"players": (Player("a"), Player("b")), **parts})


PAGE = Path(__file__).resolve().parents[3] / "docs" / "methods" / "power.md"


def tables_of_the_page():
    """The tables of results in docs/methods/power.md, as lists of rows of cells."""
    text = PAGE.read_text(encoding="utf-8")
    blocks = re.findall(r"^\| partner \|.*\n\|[-|]+\|\n((?:\|.*\n)+)", text, re.MULTILINE)
    return [[[cell.strip() for cell in line.strip("|").split("|")] for line in block.splitlines()] for block in blocks]


def as_on_the_page(power, game):
    return [
        [
            own.name,
            str(player.weight),
            str(own.swings),
            *map(str, (own.banzhaf, own.shapley, own.prevent, own.initiate)),
        ]
        for own, player in zip(power.players, game.players, strict=True)
    ]


def test_the_example_of_the_page():
    rule = read_rule(re.search(r"```json\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)[1])
    four = rule.game.players
    tested = Game(four, (*rule.game.majorities, Majority("each_sector", sectors=3)))
    raised = Game((*four[:2], replace(four[2], weight=3), four[3]), (Majority("weight"),))

    found = [as_on_the_page(power_of(game), game) for game in (rule.game, tested, raised)]

    assert found == tables_of_the_page()
    assert power_of(rule.game).wins == 5
    assert power_of(rule.game).vetoes == power_of(tested).vetoes == ("City",)
    assert power_of(raised).dummies == ("University",)
