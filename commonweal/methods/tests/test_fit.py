"""The arithmetic of fit: quartiles, medians of means, comparisons, and the worked example of its page."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.methods.fit import (
    Comparison,
    Cost,
    NothingToMeasure,
    OffTheScale,
    compare,
    cost_result,
    fit_result,
    mean_of,
    medians_as_text,
    quantile,
    spread_of,
)

PAGE = Path(__file__).resolve().parents[3] / "docs" / "methods" / "fit.md"

CRITERIA = ("linked", "reach", "speed")
ALTERNATIVES = ("alliance", "alone", "consult")

# The example of docs/methods/fit.md; None is "I cannot say".
AMINA = {
    "alliance": {"linked": 5, "reach": 4, "speed": 2},
    "alone": {"linked": 2, "reach": 2, "speed": 5},
    "consult": {"linked": 3, "reach": 3, "speed": 4},
}
BRUNO = {
    "alliance": {"linked": 4, "reach": 5, "speed": None},
    "alone": {"linked": 1, "reach": 2, "speed": 4},
    "consult": {"linked": 3, "reach": 4, "speed": 3},
}
CARMEN = {
    "alliance": {"linked": 5, "reach": 5, "speed": 5},
    "alone": {"linked": 2, "reach": 1, "speed": 3},
    "consult": {"linked": 2, "reach": 3, "speed": 3},
}


def example():
    return fit_result([AMINA, BRUNO, CARMEN], alternatives=ALTERNATIVES, criteria=CRITERIA)


@pytest.mark.parametrize(
    ("values", "q1", "middle", "q3"),
    [
        # What a spreadsheet's QUARTILE.INC gives.
        ([4], "4", "4", "4"),
        ([1, 5], "2", "3", "4"),
        ([2, 3, 5], "5/2", "3", "4"),
        ([1, 2, 3, 4], "7/4", "5/2", "13/4"),
        ([5, 1, 4, 2, 3], "2", "3", "4"),
        ([6, 7, 15, 36, 39, 40, 41, 42, 43, 47, 49], "51/2", "40", "85/2"),
    ],
)
def test_quartiles_are_those_of_a_spreadsheet(values, q1, middle, q3):
    spread = spread_of(values)

    assert (spread.q1, spread.median, spread.q3) == (Fraction(q1), Fraction(middle), Fraction(q3))
    assert spread.interquartile == Fraction(q3) - Fraction(q1)


@given(st.lists(st.integers(1, 5), min_size=1, max_size=40))
def test_a_spread_is_in_order_and_its_middle_is_the_median(values):
    spread = spread_of(values)

    assert spread.low <= spread.q1 <= spread.median <= spread.q3 <= spread.high
    assert spread.median == Fraction(median(map(Fraction, values)))
    assert (spread.low, spread.high, spread.count) == (min(values), max(values), len(values))


@given(st.lists(st.integers(1, 5), min_size=1, max_size=20), st.randoms(use_true_random=False))
def test_the_order_of_assessors_does_not_matter(values, random):
    shuffled = random.sample(values, len(values))

    assert spread_of(values) == spread_of(shuffled)


def test_there_is_no_median_of_nothing():
    with pytest.raises(NothingToMeasure):
        quantile([], Fraction(1, 2))


def test_a_score_off_the_scale_is_refused():
    with pytest.raises(OffTheScale, match="6 for alliance, linked"):
        fit_result([{"alliance": {"linked": 6}}], alternatives=("alliance",), criteria=("linked",))


def test_an_open_item_neither_raises_nor_lowers_a_mean():
    assert mean_of(BRUNO, "alliance", CRITERIA) == Fraction(9, 2)
    assert mean_of({}, "alliance", CRITERIA) is None


def test_comparison_uses_only_what_was_answered_for_both():
    assert compare([BRUNO], "alliance", "alone", CRITERIA) == Comparison(1, 0, 0, Fraction(3))


def test_comparison_of_what_nobody_compared():
    assert compare([{}], "alliance", "alone", CRITERIA) == Comparison(0, 0, 0, None)


def test_the_whole_result():
    result = example()

    assert (result.assessors, result.asked, result.answered) == (3, 27, 26)
    assert result.answered_share == Fraction(26, 27)
    assert medians_as_text(result) == {"alliance": "9/2", "alone": "7/3", "consult": "10/3"}
    assert result.items["alliance", "speed"].interquartile == Fraction(3, 2)
    assert result.wide() == (("alliance", "speed"),)
    assert result.comparisons["alone"] == Comparison(3, 0, 0, Fraction(3))
    assert result.comparisons["consult"] == Comparison(3, 0, 0, Fraction(1))


def test_nobody_has_scored():
    result = fit_result([], alternatives=ALTERNATIVES, criteria=CRITERIA)

    assert (result.scores, result.items, result.answered_share, result.wide()) == ({}, {}, 0, ())


def test_the_widest_item_comes_first():
    far = [{"alliance": {"linked": 1, "reach": 1}}, {"alliance": {"linked": 5, "reach": 4}}]

    result = fit_result(far, alternatives=("alliance",), criteria=("linked", "reach"))

    assert result.wide() == (("alliance", "linked"), ("alliance", "reach"))


def test_costs_are_never_mixed_over_currencies():
    costs = [
        Cost(Fraction(6), Fraction(200), "EUR"),
        Cost(Fraction(10), Fraction(300), "EUR"),
        Cost(None, Fraction(9000), "KES"),
        Cost(),
    ]

    result = cost_result(costs)

    assert result.hours is not None
    assert (result.hours.median, result.hours.count) == (8, 2)
    assert {c: s.median for c, s in result.money.items()} == {"EUR": 250, "KES": 9000}


def test_nobody_can_say_what_it_costs():
    assert cost_result([Cost()]).hours is None


def rows_after(heading: str) -> list[list[str]]:
    """The cells of the first table after a heading of the page, without its head."""
    text = PAGE.read_text(encoding="utf-8").split(heading, 1)[1]
    lines = re.search(r"(?:^\|.*\n)+", text, re.MULTILINE)
    assert lines, f"There is no table after {heading!r}."
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[0].splitlines()[2:]]


def test_the_page_shows_this_example():
    rows = rows_after("### What they answered")

    read = {name: {a: {} for a in ALTERNATIVES} for name in ("Amina", "Bruno", "Carmen")}
    for criterion, alternative, *answers in rows:
        for name, answer in zip(read, answers, strict=True):
            read[name][alternative][criterion] = None if answer == "–" else int(answer)

    assert read == {"Amina": AMINA, "Bruno": BRUNO, "Carmen": CARMEN}


def test_the_page_works_the_example_out_rightly():
    result = example()

    means = {row[0]: row[1:] for row in rows_after("### The score of each alternative")}
    against = {row[0]: row[1:] for row in rows_after("### The alliance against each alternative")}
    spread = {tuple(row[:2]): row[2:] for row in rows_after("### Where views differ")}

    assert means == {
        a: [*(str(mean_of(s, a, CRITERIA)) for s in (AMINA, BRUNO, CARMEN)), str(result.scores[a].median)]
        for a in ALTERNATIVES
    }
    assert against == {
        a: [str(c.better), str(c.same), str(c.worse), str(c.difference)] for a, c in result.comparisons.items()
    }
    assert spread == {
        item: [str(s.q1), str(s.median), str(s.q3), str(s.interquartile)]
        for item in spread
        for s in [result.items[item]]
    }
