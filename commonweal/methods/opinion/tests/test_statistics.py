"""Tests, intervals, consensus and routing against their definitions and against scipy's."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from commonweal.methods.opinion import Routing, Votes, chances, next_statement, opine
from commonweal.methods.opinion.counting import (
    SIGNIFICANT,
    Share,
    proportion_test,
    two_proportion_test,
    wilson,
    wilsons,
)
from commonweal.methods.opinion.representing import distinctive, group_informed, measures
from commonweal.methods.opinion.routing import number_of, priorities
from commonweal.methods.opinion.telling import Counted, divisive
from commonweal.methods.opinion.tests.conversations import camps

pytestmark = pytest.mark.once
COUNTS = st.tuples(st.integers(0, 80), st.integers(0, 80)).map(lambda pair: (min(pair), max(pair)))


@given(COUNTS, COUNTS)
@settings(max_examples=60)
def test_both_tests_are_those_of_the_textbook_with_one_more_success(mine, theirs):
    (a, n), (b, m) = mine, theirs

    assert proportion_test(np.array(a), np.array(n)) == pytest.approx(
        ((a + 1) / (n + 1) - 0.5) / np.sqrt(0.25 / (n + 1))
    )
    z = float(two_proportion_test(np.array(a), np.array(n), np.array(b), np.array(m)))
    table = np.array([[a + 1, n - a], [b + 1, m - b]])
    if table[:, 1].any():
        assert z * z == pytest.approx(stats.chi2_contingency(table, correction=False).statistic, abs=1e-9)
        assert np.sign(z) == np.sign(round((a + 1) / (n + 1) - (b + 1) / (m + 1), 12))
    else:
        assert z == 0


@given(COUNTS.filter(lambda pair: pair[1] > 0))
@settings(max_examples=40)
def test_intervals_are_wilsons(pair):
    theirs = stats.binomtest(*pair).proportion_ci(method="wilson")

    assert wilson(*pair) == pytest.approx((theirs.low, theirs.high), abs=1e-12)
    assert wilsons(*map(np.array, pair)) == pytest.approx(wilson(*pair), abs=1e-15)


def test_the_bounds_of_significance_and_of_no_answer():
    assert stats.norm.ppf(0.9) == pytest.approx(SIGNIFICANT)
    assert (Share(0, 0).value, Share(0, 0).low, Share(0, 0).high) == (0.0, 0.0, 1.0)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30)), min_size=2, max_size=4))
def test_consensus_lies_between_none_and_all_and_grows_with_every_agreement(groups):
    tallies = np.array(groups)[:, None, :]
    before = float(group_informed(measures(tallies))[0])
    more = tallies.copy()
    more[0, 0, 2] += 1

    assert 0 < before < 1
    assert float(group_informed(measures(more))[0]) > before


def test_without_anything_distinctive_one_statement_is_told_all_the_same():
    tallies = np.array([[[1, 0, 1], [1, 1, 1]], [[1, 0, 1], [1, 1, 1]]])

    told = distinctive(measures(tallies), np.zeros(2, bool))

    assert [len(one) for one in told] == [1, 1]
    assert distinctive(measures(tallies), np.ones(2, bool)) == [[], []]


def test_agreements_come_before_disagreements_and_never_more_than_five():
    opinion = opine(Votes.of(camps((60, 40), 30)), mode="polis", moderated_out={"9"})

    for told in opinion.representative.values():
        ways = [one.way for one in told]
        assert ways == sorted(ways)
        assert len(told) == 5
        assert "9" not in {one.statement for one in told}
    assert {one.statement for one in opinion.bridging} >= {"0", "1", "2"}
    assert {one.statement for one in opinion.divisive}.isdisjoint({"0", "1", "2"})
    assert all(one.low > 0 for one in opinion.divisive)


def test_the_interval_of_a_gap_is_newcombes():
    # Newcombe 1998, table II, example (a): 56 of 70 and 48 of 80.
    tallies = np.array([[[14, 0, 56]], [[32, 0, 48]]])
    counts = Counted(Votes.of([("a", "1", 1)]), tallies.sum(axis=0), tallies, (3, 4), *np.zeros((2, 1), bool))

    (told,) = divisive(counts, measures(tallies))

    assert (told.gap, told.low, told.high) == pytest.approx((0.2, 0.0524, 0.3339), abs=1e-4)
    assert (told.most, told.most_group, told.least_group) == ((56, 70), 3, 4)


def test_every_published_share_says_of_how_many_and_how_sure():
    opinion = opine(Votes.of(camps((60, 40), 30)))

    for one in [*opinion.consensus, *(held for told in opinion.representative.values() for held in told)]:
        assert 0 <= one.share.low <= one.share.value <= one.share.high <= 1
        assert one.share.n > 0
    for bridge in opinion.bridging:
        assert bridge.consensus_low < bridge.consensus < bridge.consensus_high
        assert bridge.consensus_root == pytest.approx(bridge.consensus ** (1 / len(opinion.groups)))
        assert bridge.intercept_low < bridge.intercept < bridge.intercept_high
        assert bridge.least.n > 0


def test_the_intercept_prefers_what_both_camps_hold_to_what_the_larger_one_does():
    draw = np.random.default_rng(1)
    events = []
    for person in range(100):
        large = person < 70
        events += [(f"{person}", f"{at}", 1 if (at % 2 == 0) == large else -1) for at in range(20)]
        events.append((f"{person}", "joined", int(draw.random() < 0.7) * 2 - 1))
        events.append((f"{person}", "larger", 1 if large else -1))

    bridges = {one.statement: one for one in opine(Votes.of(events), mode="bridging").bridges}

    assert bridges["joined"].intercept > bridges["larger"].intercept
    assert abs(bridges["joined"].side) < abs(bridges["larger"].side) / 5


ROUTING = Routing(("1", "2", "3", "4"), np.array([49.0, 4.0, 1.0, 0.0]), np.array([[30, 30, 30, 0]]), even=False)
KEPT = Routing(ROUTING.statements, ROUTING.weights, ROUTING.seen, even=True)


def test_priorities_fall_as_people_see_a_statement_and_rise_with_agreement():
    tallies = np.array([[1, 1, 1], [10, 10, 10], [5, 5, 20], [0, 0, 0]])

    found = priorities(tallies, np.zeros(4), np.array([False, False, False, True]))

    assert found[0] > found[2] > found[1]
    assert found[3] == 49
    passed, agreed, seen = 1, 1, 3
    importance = (1 - (passed + 1) / (seen + 2)) * (agreed + 1) / (seen + 2)
    assert found[0] == pytest.approx((importance * (1 + 8 * 2 ** (-seen / 5))) ** 2)


@pytest.mark.parametrize("routing", [ROUTING, KEPT])
def test_statements_are_drawn_as_often_as_their_chances_say(routing):
    offered = chances(routing, {"2"}, group=0)
    drawn = [next_statement(routing, {"2"}, draw=f"seed {at}", group=0).statement for at in range(3000)]

    assert sum(offered.values()) == pytest.approx(1)
    expected = {name: chance * 3000 for name, chance in offered.items() if chance}
    assert set(drawn) == set(expected)
    assert stats.chisquare([drawn.count(name) for name in expected], list(expected.values())).pvalue > 0.001


def test_in_stable_maps_everything_keeps_a_chance_and_what_a_group_has_not_seen_comes_first():
    kept = chances(KEPT, set(), group=0)

    assert min(kept.values()) >= 1 / (4 * len(KEPT.statements))
    assert kept["4"] > kept["2"] > kept["3"], "4 is what the group has not seen"
    assert min(chances(KEPT, set(), group=None).values()) == pytest.approx(1 / 16)


def test_a_draw_can_be_looked_at_again_and_ends_when_all_is_answered():
    assert next_statement(ROUTING, set(), draw="a") == next_statement(ROUTING, set(), draw="a")
    assert number_of("a") != number_of("b")
    assert next_statement(ROUTING, {"1", "2", "3", "4"}, draw="a") is None
    assert set(chances(ROUTING, {"1"}, visible=["1", "4", "new"])) == {"4", "new"}
    assert next_statement(ROUTING, {"1"}, draw="a", visible=["4", "new"]).statement == "new"
