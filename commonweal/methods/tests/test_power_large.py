"""Voting power of the Council of the European Union, and of large partnerships."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from commonweal.methods.power import Game, Majority, Player, TooLarge, power_of, remaindering
from commonweal.methods.power.limits import limits_of
from commonweal.methods.power.measuring import count
from commonweal.methods.tests.councils import LISBON, LISBON_SWINGS, LISBON_WINS, NICE, NICE_SWINGS, NICE_WINS

pytestmark = pytest.mark.once


def many(partners, sectors, heaviest=9, majorities=None):
    """So many partners with weights from 1 to `heaviest`, under a double majority of weight and of each sector."""
    dice = random.Random(partners)
    players = tuple(
        Player(f"partner {i}", dice.randint(1, heaviest), sector=f"sector {i % sectors}") for i in range(partners)
    )
    return Game(players, majorities or (Majority("weight", Fraction(2, 3), more=False), Majority("each_sector")))


@pytest.mark.parametrize(
    ("council", "wins", "swings"),
    [(NICE, NICE_WINS, NICE_SWINGS), (LISBON, LISBON_WINS, LISBON_SWINGS)],
    ids=["nice", "lisbon"],
)
def test_every_swing_in_the_council_is_as_looking_at_every_coalition_finds(council, wins, swings):
    power = power_of(council)

    assert power.wins == wins
    assert [player.swings for player in power.players] == swings
    assert sum(player.shapley for player in power.players) == 1


def test_without_the_test_on_population_the_council_of_nice_hardly_changes():
    both = Game(NICE.players, NICE.majorities[:2])

    power = power_of(both)

    assert len(limits_of(both).weighings) == 1
    assert power.wins > NICE_WINS
    assert power.players[0].swings == power.players[3].swings


@pytest.mark.parametrize("sectors", [4, 1])
def test_fifty_partners_are_counted_the_same_by_sectors_and_by_columns(sectors):
    """A majority in one sector that everybody belongs to is a majority of seats."""
    weight, sector = Majority("weight", Fraction(2, 3), more=False), Majority("each_sector")
    game = many(50, sectors, majorities=(weight, sector))

    counted = count(game)

    assert sum(counted.shapley) == 1
    if sectors == 1:
        assert counted == count(Game(game.players, (weight, Majority("seats"))))


@pytest.mark.parametrize(
    "majorities",
    [
        (Majority("weight", Fraction(2, 3), more=False), Majority("each_sector")),
        (Majority("weight", Fraction(2, 3), more=False), Majority("seats")),
    ],
    ids=["sectors", "seats"],
)
def test_two_hundred_partners_are_exact(majorities):
    power = power_of(many(200, 5, majorities=majorities))

    assert sum(player.shapley for player in power.players) == 1
    assert sum(player.banzhaf for player in power.players) == 1
    by_weight = {}
    for player, own in zip(many(200, 5).players, power.players, strict=True):
        sector = player.sector if majorities[1].over == "each_sector" else ""
        by_weight.setdefault((sector, player.weight), set()).add((own.swings, own.shapley))
    assert all(len(same) == 1 for same in by_weight.values())  # who is alike has the same power
    # Who is heavier has no less of it.
    assert all(
        max(by_weight[key]) >= max(by_weight[lighter])
        for key in by_weight
        for lighter in by_weight
        if key[0] == lighter[0] and key[1] > lighter[1]
    )


@pytest.mark.parametrize(
    ("partners", "sectors", "heaviest", "more"),
    [
        (50, 5, 30, [Majority("each_sector")]),
        (60, 4, 9, [Majority("each_sector", sectors=3)]),
        (60, 3, 9, [Majority("each_sector"), Majority("seats", Fraction(4, 5))]),
        (110, 2, 3, [Majority("each_sector")]),  # a count of one sector takes two words
    ],
)
def test_sectors_are_counted_the_same_in_long_numbers_and_by_remainders(partners, sectors, heaviest, more, monkeypatch):
    game = many(partners, sectors, heaviest, (Majority("weight", Fraction(2, 3), more=False), *more))
    monkeypatch.setattr(remaindering, "LEAST_CELLS", 0)
    quick = count(game)
    monkeypatch.setattr(remaindering, "MOST_GROUPS", 0)

    assert quick == count(game)


def test_two_hundred_partners_with_weights_up_to_99_are_exact():
    power = power_of(many(200, 5, heaviest=99))

    assert sum(player.shapley for player in power.players) == 1
    assert sum(player.banzhaf for player in power.players) == 1


def test_what_cannot_be_counted_exactly_is_refused():
    inhabited = [Player(f"partner {i}", i, 10**9 + i * i, f"sector {i % 3}") for i in range(60)]

    with pytest.raises(TooLarge, match="give them in larger units"):
        power_of(Game(tuple(inhabited), (Majority("population"),)))
    with pytest.raises(TooLarge, match="up to 34 players, not for 60"):
        power_of(Game(tuple(inhabited), (Majority("population"), Majority("weight"))))
    with pytest.raises(TooLarge, match="a second weight"):
        power_of(Game(tuple(inhabited), (Majority("population"), Majority("weight"), Majority("each_sector"))))


def test_thirty_players_with_inhabitants_to_the_last_are_counted():
    dice = random.Random(30)
    players = tuple(Player(f"city {i}", population=dice.randint(1, 10**7)) for i in range(24))

    power = power_of(Game(players, (Majority("population", Fraction(3, 5)), Majority("seats"))))

    assert sum(player.shapley for player in power.players) == 1
