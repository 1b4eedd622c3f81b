"""Working relations, by the example of docs/methods/relations.md and by hand."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from commonweal.methods.relations import CLOSEST, RATINGS, relations

PAGE = Path(__file__).parents[3] / "docs" / "methods" / "relations.md"
FOUR = ("City", "Roofs", "Shade", "University")
SAID = (
    ("City", "Roofs", 3), ("City", "Shade", 2), ("City", "University", 1),
    ("Roofs", "City", 3), ("Roofs", "Shade", 0), ("Roofs", "University", 0),
    ("Shade", "City", 1), ("Shade", "Roofs", 0), ("Shade", "University", 0),
)  # fmt: skip


def test_the_example_of_the_page():
    found = relations(FOUR, ("City", "Roofs", "Shade"), SAID, [], respondents=3)

    assert (found.response, found.density, found.least, found.most) == (
        Fraction(3, 4), Fraction(1, 3), Fraction(1, 4), Fraction(1, 2),
    )  # fmt: skip
    assert found.isolated == ("University",)
    assert found.reciprocity == Fraction(2, 3)
    page = PAGE.read_text(encoding="utf-8")
    for figure in ("3 of 4", "3 of 9", "between 3 of 12 and 6 of 12", "2 of 3", "University stands alone"):
        assert figure in page


def test_trust_and_value_are_means_of_three_and_need_five_people():
    ratings = [dict(zip(RATINGS, (5, 4, 3, 1, 1, 4), strict=True)), dict.fromkeys(RATINGS, 2)]

    few = relations(FOUR, FOUR, SAID, ratings, respondents=4)
    enough = relations(FOUR, FOUR, SAID, ratings, respondents=5)

    assert (few.trust, few.value) == (None, None)
    assert (enough.trust, enough.value) == (3.0, 2.0)


def test_nobody_and_nothing():
    found = relations((), (), (), [], respondents=0)

    assert (found.response, found.density, found.isolated, found.reciprocity) == (0, 0, (), None)


def test_who_left_and_who_rates_oneself_count_for_nothing():
    found = relations(("City",), ("City", "Gone"), [("City", "City", 4), ("City", "Gone", 4)], [], respondents=1)

    assert (found.answered, found.density, found.isolated) == (1, 0, ("City",))


TIES = st.lists(st.tuples(st.sampled_from(FOUR), st.sampled_from(FOUR), st.integers(0, CLOSEST)), max_size=30)


@given(TIES, st.sets(st.sampled_from(FOUR)), st.randoms(use_true_random=False))
def test_the_order_of_answers_changes_nothing_and_the_bounds_hold(ties, answered, chance):
    ties = [tie for tie in ties if tie[0] in answered]
    mixed = list(ties)
    chance.shuffle(mixed)

    found = relations(FOUR, answered, ties, [], respondents=0)

    assert found == relations(FOUR, answered, mixed, [], respondents=0)
    assert 0 <= found.least <= found.most <= 1
    assert found.least <= found.density <= 1
