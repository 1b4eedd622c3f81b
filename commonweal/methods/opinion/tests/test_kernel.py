"""Compiled loops and numpy give the same bits."""

import numpy as np
import pytest
from compile_loops import build  # type: ignore[import-not-found]  # script/ lies on the path of the tests alone

from commonweal.methods.opinion import Votes, as_data, kernel, opine
from commonweal.methods.opinion.kmeans import nearest_two
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

    from commonweal.methods.opinion.pairs import Pairs  # noqa: PLC0415 - beside its use

    for one in (votes, all_agree):
        assert Pairs.of(one).same_as(plainly(lambda one=one: Pairs.of(one)))


def test_without_a_compiler_it_says_so(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("PATH", str(tmp_path))

    assert build(tmp_path / "none.so") == 0
    assert "no C compiler was found" in capsys.readouterr().err
