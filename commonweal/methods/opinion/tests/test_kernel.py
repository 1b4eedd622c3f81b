"""Compiled loops and numpy give the same bits."""

import numpy as np
import pytest
from compile_loops import build  # type: ignore[import-not-found]  # script/ lies on the path of the tests alone

from commonweal.methods.opinion import BadVote, LiveOpinion, Votes, as_data, kernel, opine
from commonweal.methods.opinion.kmeans import distances, kmeans, nearest_two, on_grid, silhouette
from commonweal.methods.opinion.pairs import Pairs, gram_of
from commonweal.methods.opinion.tests.conversations import camps, noise, same
from commonweal.methods.opinion.votes import LARGEST_SHORT

pytestmark = pytest.mark.once


@pytest.fixture(autouse=True)
def _forget(request):
    if kernel.compiled() is None and build() == 0:
        kernel.compiled.cache_clear()
    if kernel.compiled() is None:
        pytest.skip("Needs the compiled loops, and there is no C compiler here.")
    yield
    kernel.compiled.cache_clear()


@pytest.fixture
def plainly(monkeypatch):
    """Compute something without the compiled loops."""

    def compute(function):
        with monkeypatch.context() as other:
            other.setattr(kernel, "compiled", lambda: None)
            return function()

    return compute


@pytest.mark.parametrize("mode", ["polis", "stable"])
def test_an_opinion_is_the_same_to_the_last_bit(plainly, mode):
    votes = Votes.of(camps((300, 150, 60), 40, answered=0.4))

    def all_of_it():
        opinion = opine(votes, mode=mode, moderated_out={"3"})
        return as_data(opinion), opinion.places.tobytes(), opinion.labels.tobytes()

    assert all_of_it() == plainly(all_of_it)


@pytest.mark.parametrize("statements", [20, LARGEST_SHORT + 1])
def test_votes_come_into_order_alike(plainly, statements):
    draw = np.random.default_rng(1)
    person, statement = draw.integers(0, 50, 2000), draw.integers(0, min(statements, 40), 2000)
    vote = draw.integers(-1, 2, 2000)
    names = [[f"{at}" for at in range(count)] for count in (50, statements)]

    def ordered():
        return Votes.of_arrays(person, statement, vote, *names)

    assert same(ordered(), plainly(ordered))
    assert ordered().codes.dtype == (np.uint16 if statements == 20 else np.uint32)
    assert np.array_equal(ordered().tallies(), plainly(lambda: ordered().tallies()))


def test_the_nearest_centre_is_the_same_in_every_tie(plainly):
    grid = np.array([(x, y) for x in range(9) for y in range(9)], np.float64)
    centers = grid[::7] + 0.5

    for ours, theirs in zip(nearest_two(grid, centers), plainly(lambda: nearest_two(grid, centers)), strict=True):
        assert ours.tobytes() == theirs.tobytes()


def test_people_by_the_ten_thousand_overflow_no_field(plainly):
    votes = Votes.of(noise(40_000, 3, 0.9, seed=1))
    all_agree = Votes(votes.people, votes.statements, votes.starts, votes.codes // 3 * 3 + 2)

    for one in (votes, all_agree):
        assert Pairs.of(one).same_as(plainly(lambda one=one: Pairs.of(one)))


def test_without_a_compiler_it_says_so(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("PATH", str(tmp_path))

    assert build(tmp_path / "none.so") == 0
    assert "no C compiler was found" in capsys.readouterr().err


@pytest.mark.parametrize("groups", [1, 2, 5])
def test_silhouettes_are_the_same(plainly, groups):
    draw = np.random.default_rng(groups)
    points = on_grid(draw.normal(size=(90, 2)))
    labels = np.append(draw.integers(0, groups, 89), groups)  # the last is alone
    labels[labels == 1] = 0  # and one has nobody

    assert distances(points).tobytes() == plainly(lambda: distances(points)).tobytes()
    assert silhouette(distances(points), labels) == plainly(lambda: silhouette(distances(points), labels))


def _crowds():
    draw = np.random.default_rng(5)
    grid = np.array([(x, y) for x in range(40) for y in range(40)], np.float64)
    yield "ties", np.tile(grid, (3, 1)), grid[::67] + 0.5
    yield "one place", np.full((300, 2), 0.25), np.array([(0.0, 0.0), (0.0, 0.5), (9.0, 9.0)])
    yield "a line", np.stack([draw.normal(size=900), np.zeros(900)], axis=1), draw.normal(size=(30, 2))
    yield "some left empty", draw.normal(size=(5000, 2)), np.vstack([draw.normal(size=(90, 2)), np.full((10, 2), 99.0)])
    yield "one centre", draw.normal(size=(50, 2)), np.zeros((1, 2))


@pytest.mark.parametrize(("points", "centers"), [case[1:] for case in _crowds()], ids=[case[0] for case in _crowds()])
@pytest.mark.parametrize("rounds", [1, 2, 60])
def test_clusters_of_a_crowd_are_the_same(plainly, points, centers, rounds):
    points = on_grid(points)

    for weights in (None, 1.0 + np.arange(len(points)) % 3):
        found = kmeans(points, centers, weights=weights, rounds=rounds)
        plain = plainly(lambda weights=weights: kmeans(points, centers, weights=weights, rounds=rounds))
        for ours, theirs in zip(found, plain, strict=True):
            assert ours.tobytes() == theirs.tobytes()


@pytest.mark.parametrize(("people", "answered"), [(40_000, 0.9), (400, 0.7), (400, 0.05)])
def test_the_table_of_the_map_is_the_same_with_statements_left_out(plainly, people, answered):
    votes = Votes.of(noise(people, 5 if people > 400 else 60, answered, seed=2))
    out = np.arange(len(votes.statements)) == 3

    for which in (out, out & False):
        mean, table = gram_of(votes, which)
        plain = plainly(lambda which=which: gram_of(votes, which))
        known = Pairs.of(votes).ordered(np.flatnonzero(~which)).gram()
        for other in (plain, known):
            assert mean.tobytes() == other[0].tobytes()
            assert table.tobytes() == other[1].tobytes()


@pytest.mark.parametrize("wide", [np.int16, np.int32, np.int64])
@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_number_out_of_bounds_is_refused_alike(plainly, wide, at):
    arrays = [np.zeros(9, wide), np.zeros(9, wide), np.zeros(9, np.int8)]
    arrays[at][4] = 3

    def ordered():
        with pytest.raises(BadVote) as told:
            Votes.of_arrays(arrays[0], arrays[1], arrays[2], ["a", "b", "c"], ["1", "2", "3"])
        return str(told.value)

    assert ordered() == plainly(ordered)


def test_votes_one_by_one_leave_the_same_tables(plainly):
    draw = np.random.default_rng(9)
    told = [
        (f"{draw.integers(0, 9)}", f"s{draw.integers(0, 99 if at < 300 else 120)}", [1, 0, -1, None][draw.integers(4)])
        for at in range(1500)
    ]

    def streamed():
        live = LiveOpinion(Votes.of(camps((4, 3), 8)))
        back = [live.vote(*one) for one in told[:900]]
        before = live.votes()
        back += [live.vote(*one) for one in told[900:]]
        return back, before, live.votes(), live.pairs

    (back, *votes, pairs), (plain_back, *plain_votes, plain_pairs) = streamed(), plainly(streamed)
    assert back == plain_back
    assert all(same(one, other) for one, other in zip(votes, plain_votes, strict=True))
    assert pairs.same_as(plain_pairs)
    assert pairs.same_as(Pairs.of(votes[-1]))
