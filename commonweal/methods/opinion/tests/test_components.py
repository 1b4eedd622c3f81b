"""The map from whole-number counts against the plain way: fill in means, decompose the full table."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.methods.opinion import Votes
from commonweal.methods.opinion.pairs import Pairs, _count_dense, _count_sparse
from commonweal.methods.opinion.pca import _by_operator, components, project
from commonweal.methods.opinion.tests.conversations import camps, noise

pytestmark = pytest.mark.once


def plain(votes, out):
    """Fill in missing votes with the statement's mean, zero what is moderated, decompose, project."""
    people, width = len(votes.people), len(votes.statements)
    table = np.full((people, width), np.nan)
    table[np.repeat(np.arange(people), votes.cast), votes.columns] = votes.values
    seen = (~np.isnan(table)).sum(axis=0)
    mean = np.where(out, 0, np.nansum(table, axis=0) / np.maximum(seen, 1))
    table[:, out] = 0
    moved = np.where(np.isnan(table), 0, table - mean)
    _, size, axes = np.linalg.svd(moved, full_matrices=False)
    cast = np.maximum((~np.isnan(table)).sum(axis=1), 1)
    return mean, size, axes, np.sqrt(width / cast)[:, None] * (moved @ axes[:2].T)


def of_table(rows):
    return Votes.of(
        [(f"p{i}", f"s{j}", v) for i, row in enumerate(rows) for j, v in enumerate(row) if v is not None],
        statements=[f"s{j}" for j in range(len(rows[0]))],
        people=[f"p{i}" for i in range(len(rows))],
    )


def compare(votes, out, tolerance=1e-10):
    mean, size, axes, places = plain(votes, out)
    found = components(votes, out)
    ours = project(votes, found)
    assert found.center == pytest.approx(mean, abs=tolerance)
    several = np.append(size, [0, 0, 0]) ** 2
    for axis in range(2):
        gap = several[axis] - several[axis + 1] if axis == 0 else min(several[0] - several[1], several[1] - several[2])
        if several[axis] < 1e-9:
            assert not found.axes[axis].any()
            assert not ours[:, axis].any()
        elif gap > 1e-3 * several[0]:  # otherwise the direction is anybody's choice
            sign = 1 if np.dot(found.axes[axis], axes[axis]) > 0 else -1
            assert sign * found.axes[axis] == pytest.approx(axes[axis], abs=tolerance)
            assert sign * ours[:, axis] == pytest.approx(places[:, axis], abs=tolerance)


TABLES = st.integers(2, 7).flatmap(
    lambda width: st.lists(
        st.lists(st.sampled_from([None, None, -1, 0, 1]), min_size=width, max_size=width), min_size=2, max_size=12
    )
)


@given(TABLES, st.data())
@settings(max_examples=40)
def test_the_map_is_that_of_the_full_table(rows, data):
    out = np.array(data.draw(st.lists(st.booleans(), min_size=len(rows[0]), max_size=len(rows[0]))))

    compare(of_table(rows), out)


@pytest.mark.parametrize(
    "rows",
    [
        [[1, 1, 1], [1, 1, 1]],  # constant votes
        [[1, None, -1], [-1, None, 1], [1, None, 0]],  # a statement nobody saw
        [[1, -1, 0], [1, -1, 0], [-1, 1, 0], [-1, 1, 0]],  # the same place twice
        [[None, None], [None, None]],
    ],
)
def test_the_map_of_little_is_that_of_the_full_table(rows):
    votes = of_table(rows)

    compare(votes, np.zeros(len(rows[0]), bool))
    assert not project(votes, components(votes, np.ones(len(rows[0]), bool))).any(), "all moderated out"


@pytest.mark.parametrize("rows", [[[1, -1, 0]], [[1], [-1], [0]]])
def test_one_participant_or_one_statement_stands_in_the_middle(rows):
    votes = of_table(rows)

    assert not project(votes, components(votes, np.zeros(len(rows[0]), bool))).any()


def test_a_larger_map_is_that_of_the_full_table():
    votes = Votes.of(camps((60, 40, 30), 150, answered=0.3))
    out = np.arange(150) % 7 == 0

    compare(votes, out)


def test_the_way_without_pair_counts_finds_the_same_map():
    votes = Votes.of(camps((50, 30), 60, answered=0.4))
    out = np.arange(60) % 9 == 0

    center, axes, explained = _by_operator(votes, out)

    found = components(votes, out)
    assert center == pytest.approx(found.center, abs=1e-12)
    assert axes == pytest.approx(found.axes, abs=1e-10)
    assert explained == pytest.approx(found.explained)


@pytest.mark.parametrize("answered", [0.02, 0.5])
def test_pairs_counted_from_full_tables_and_from_sparse_ones_are_equal(answered):
    votes = Votes.of(noise(300, 40, answered, seed=3))
    dense, sparse = Pairs.none(len(votes.statements)), Pairs.none(len(votes.statements))

    for first, last in ((0, 100), (100, len(votes.people))):
        _count_dense(dense, votes, first, last)
        _count_sparse(sparse, votes, first, last)

    assert dense.same_as(sparse)
    assert Pairs.of(votes).same_as(dense)


def test_each_axis_points_where_its_largest_weight_is_positive():
    votes = Votes.of(camps((30, 20), 20))
    found = components(votes, np.zeros(20, bool))

    assert all(axis[np.argmax(np.abs(axis))] > 0 for axis in found.axes)
    assert np.linalg.norm(found.axes, axis=1) == pytest.approx([1, 1])
