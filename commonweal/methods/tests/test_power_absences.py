"""Who stays away: the no-show paradox and the reach of a quorum, against looking at everything."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.methods.power import Game, Majority, Player, Quorum, TooLarge
from commonweal.methods.power.absences import absences_of, quorum_reach

pytestmark = pytest.mark.once

SEVEN = tuple(Player(f"player {i}") for i in range(7))


@st.composite
def bodies(draw):
    """Up to five players under a quorum and one or two majorities."""
    some = tuple(
        Player(
            f"player {i}",
            draw(st.integers(0, 3)),
            sector=draw(st.sampled_from(["city", "firm"])),
            organisation=draw(st.sampled_from(["", "", "one"])),
            veto=draw(st.sampled_from([False, False, False, True])),
        )
        for i in range(draw(st.integers(1, 5)))
    )
    weighty = any(player.weight for player in some)
    overs = ["seats", "organisations", "each_sector", *(["weight"] if weighty else [])]
    majorities = tuple(
        Majority(draw(st.sampled_from(overs)), draw(st.sampled_from([Fraction(1, 2), Fraction(2, 3)])),
                 of=draw(st.sampled_from(["entitled", "present", "voting"])))
        for _ in range(draw(st.integers(1, 2)))
    )  # fmt: skip
    sectors = sorted({player.sector for player in some})
    presence = {sector: draw(st.integers(0, 2)) for sector in sectors}
    share = draw(st.sampled_from([Fraction(0), Fraction(1, 2), Fraction(2, 3)]))
    quorum = Quorum(share, draw(st.booleans()), draw(st.integers(0, 2)), presence)
    return Game(some, majorities, quorum=quorum)


def looked_at(game, number):
    """Count swings and backfires of a player over every answer of the others."""
    n = len(game.players)
    swings = backfires = 0
    for answers in product("yna", repeat=n - 1):
        results = []
        for own in "yna":
            everybody = [*answers[:number], own, *answers[number:]]
            results.append(game.passes(*([i for i in range(n) if everybody[i] == kind] for kind in "yn")))
        swings += results[0] and not results[1]
        backfires += results[1] and not results[2]
    return swings, backfires


@settings(max_examples=60, deadline=None)
@given(bodies())
def test_absences_are_as_looking_at_every_answer(game):
    found = absences_of(game)

    assert [(own.swings, own.backfires) for own in found] == [looked_at(game, i) for i in range(len(game.players))]


@settings(max_examples=60, deadline=None)
@given(bodies(), st.sampled_from([Fraction(0), Fraction(1, 5), Fraction(1)]), st.booleans(), st.booleans())
def test_the_reach_of_a_quorum_is_as_looking_at_every_meeting(game, absence, first_recused, counted):
    recused = [0] if first_recused else []
    n, reach = len(game.players), Fraction(0)
    left = [i for i in range(n) if i not in recused]
    for there in product([True, False], repeat=len(left)):
        present = [i for i, here in zip(left, there, strict=True) if here]
        held = Game(game.players if counted or not recused else game.players[1:]) if n > len(recused) else None
        if held is None:
            return
        renumbered = [*present, *recused] if counted else [i - len(recused) for i in present]
        rule = game.quorum
        if any(not any(p.sector == s for p in held.players) for s in rule.presence):
            return
        if Game(held.players, quorum=rule).has_quorum(renumbered):
            reach += prod(1 - absence if here else absence for here in there)

    assert quorum_reach(game, absence, recused, recused_count=counted) == reach


def test_a_no_can_bring_the_quorum_together():
    game = Game(SEVEN, quorum=Quorum(Fraction(1, 2)))

    assert {(own.no_show, own.of) for own in absences_of(game)} == {(Fraction(20, 729), 729)}


def test_a_share_of_the_entitled_has_no_paradox():
    game = Game(SEVEN, (Majority("seats", of="entitled"),))

    assert {own.backfires for own in absences_of(game)} == {0}


def test_a_large_body_of_unequal_members_is_refused():
    with pytest.raises(TooLarge):
        absences_of(Game(tuple(Player(f"player {i}", i) for i in range(30)), quorum=Quorum()))


def test_without_a_quorum_every_meeting_may_decide():
    assert quorum_reach(Game(SEVEN), Fraction(1, 2)) == 1
