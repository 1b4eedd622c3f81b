"""The order of applications: shares, weighted means, ranks, and the worked example of its page."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.methods.choosing import NotScored, ranks, shares, weighted_mean

PAGE = Path(__file__).resolve().parents[3] / "docs" / "methods" / "choosing-from-applications.md"
SCORES = st.lists(st.integers(0, 5), min_size=1, max_size=8)


def table(after: str) -> list[list[str]]:
    """Return the cells of the first table after some words of the page, its heading first."""
    lines = PAGE.read_text().partition(after)[2].strip().splitlines()
    rows = []
    for line in lines:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip("|").split("|")])
    return [row for row in rows if not set("".join(row)) <= set("-")]


def test_the_page_works_out():
    heading, *criteria = table("in this order.\n")
    (_corner, *names), means, places = table("2 + 0.9 + 1 = 3.9.\n")
    weights = [int(row[1]) for row in criteria]

    worked = {
        name: weighted_mean([int(row[n]) for row in criteria], weights=weights)
        for n, name in enumerate(heading[2:], start=2)
    }

    assert {name: Fraction(mean) for name, mean in zip(names, means[1:], strict=True)} == worked
    assert {name: int(place) for name, place in zip(names, places[1:], strict=True)} == ranks(worked)
    unweighted = [weighted_mean([int(row[n]) for row in criteria], weights=[None] * 3) for n in range(2, 6)]
    assert unweighted == [4, Fraction(10, 3), Fraction(10, 3), 4]


@given(SCORES)
def test_equal_weights_change_nothing(scores):
    plain = weighted_mean(scores, weights=[None] * len(scores))

    assert plain == Fraction(sum(scores), len(scores))
    assert 0 <= plain <= 5
    assert sum(shares([7] * len(scores))) == 1
    assert weighted_mean(scores, weights=[7] * len(scores)) == plain


@given(st.dictionaries(st.text(max_size=3), st.fractions(0, 5), min_size=1))
def test_ranks_count_who_is_better(means):
    assert ranks(means) == {k: 1 + sum(other > mean for other in means.values()) for k, mean in means.items()}


@pytest.mark.parametrize(("scores", "weights"), [((1,), (50, 50)), ((6,), (100,)), ((-1,), (100,)), ((), ())])
def test_what_was_not_scored_is_not_guessed(scores, weights):
    with pytest.raises(NotScored):
        weighted_mean(scores, weights=weights)
