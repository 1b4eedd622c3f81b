"""The worked example of docs/methods/similarity.md, and what must hold of it in every language."""

from __future__ import annotations

import math

import pytest

from commonweal.methods.similarity import alike, likeness, stems, weights_among

CARDS = {1: "No shade at the bus stop", 2: "The bus stop needs shade", 3: "The lesson begins too late"}


def test_the_worked_example():
    said = {key: stems(text) for key, text in CARDS.items()}
    weights = weights_among(said)

    assert said[1] == {"shad", "bus", "stop"}
    assert said[2] == {"shad", "bus", "stop", "need"}
    assert said[3] == {"lesso", "begin", "lat"}
    assert weights["bus"] == pytest.approx(1 + math.log(3 / 2))
    assert likeness(said[1], said[2], weights) == pytest.approx(0.668, abs=0.001)
    assert alike(CARDS) == [[1, 2]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Schools need shaded yards", "shade in the yard of a school"),
        ("Las escuelas necesitan árboles", "Árbol en la escuela"),
        ("Les écoles manquent d'ombre", "De l'ombre à l'école"),
        ("لا ظل في المدرسة", "ظلٌّ للمدارس والمدرسة"),
    ],
)
def test_the_same_is_found_in_every_language_whatever_its_endings(one, other):
    assert alike({1: one, 2: other}) == [[1, 2]]


def test_nothing_twice_and_empty_texts():
    assert alike({}) == []
    assert alike({1: "", 2: "", 3: "the of"}) == []
    assert alike({1: "Heat", 2: "Heat", 3: "heat!"}) == [[1, 2, 3]]


def test_the_order_of_texts_changes_no_group():
    many = dict(enumerate([*CARDS.values(), "Late lessons begin badly", "Shade, shade, shade"]))

    forwards, backwards = alike(many), alike(dict(reversed(many.items())))

    assert sorted(map(sorted, forwards)) == sorted(map(sorted, backwards))
