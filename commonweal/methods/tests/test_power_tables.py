"""Voting power: large tables, filled by numpy, against the same tables made of one long number."""

from __future__ import annotations

import random
from itertools import combinations

import pytest

from commonweal.methods.power import columns
from commonweal.methods.power.columns import Columns
from commonweal.methods.power.limbs import filled

pytestmark = pytest.mark.once


@pytest.mark.parametrize(("players", "most", "limit"), [(5, 5, 40), (46, 20, 60), (48, 48, 60), (100, 9, 90)])
@pytest.mark.parametrize("summed", [True, False])
def test_a_table_is_the_same_however_it_is_filled(players, most, limit, summed, monkeypatch):
    dice = random.Random(players)
    weights = [dice.randint(0, 9) for _ in range(players)]
    plain = Columns(weights, limit, most, summed=summed)
    monkeypatch.setattr(columns, "LARGE_BITS", 0)

    large = Columns(weights, limit, most, summed=summed)

    assert large.field != plain.field
    assert [large.unpacked(large.at(w)) for w in range(limit + 1)] == [
        plain.unpacked(plain.at(w)) for w in range(limit + 1)
    ]
    assert large.without(weights[0], limit) == plain.without(weights[0], limit)


def test_a_filled_table_counts_every_set():
    weights = [0, 1, 1, 2, 5, 9]

    table = filled(weights, 4, 8)[0]

    for size in range(4):
        sums = [sum(own) for own in combinations(weights, size)]
        assert table[size].tolist() == [sums.count(weight) for weight in range(9)]
