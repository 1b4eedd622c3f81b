"""Clusters against brute force, ties by rule, and groups that are shown only where they would come out again."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.methods.opinion import LiveOpinion, Votes, opine
from commonweal.methods.opinion.grouping import Memory, _smoothed, in_turn, on_the_map
from commonweal.methods.opinion.kmeans import agreement, distances, first_distinct, kmeans, nearest, on_grid, silhouette
from commonweal.methods.opinion.tests.conversations import camps, noise

pytestmark = pytest.mark.once
POINTS = st.lists(st.tuples(st.integers(-3, 3), st.integers(-3, 3)), min_size=3, max_size=25)


def array(points):
    return np.array(points, np.float64).reshape(-1, 2)


@given(POINTS, POINTS)
@settings(max_examples=50)
def test_everybody_belongs_to_the_nearest_centre_and_in_a_tie_to_the_later(points, centers):
    found = nearest(array(points), array(centers))

    for point, label in zip(points, found, strict=True):
        away = [(point[0] - x) ** 2 + (point[1] - y) ** 2 for x, y in centers]
        assert label == max(at for at, one in enumerate(away) if one == min(away))


@given(POINTS)
@settings(max_examples=50)
def test_the_silhouette_is_that_of_its_definition(points):
    places = array(points)
    labels = np.arange(len(points)) % 3
    scores = []
    for at, here in enumerate(places):
        away = np.hypot(*(places - here).T)
        own = (labels == labels[at]) & (np.arange(len(points)) != at)
        if not own.any():
            scores.append(0.0)
            continue
        inside = away[own].mean()
        outside = min(away[labels == other].mean() for other in range(3) if other != labels[at])
        scores.append((outside - inside) / max(inside, outside) if max(inside, outside) else 0.0)

    assert silhouette(distances(places), labels) == pytest.approx(np.mean(scores), abs=1e-9)


def test_centres_move_to_their_members_and_empty_ones_go():
    points = array([(0, 0), (0, 2), (10, 0), (10, 2)])

    labels, centers = kmeans(points, array([(1, 1), (9, 1), (100, 100)]), rounds=10)

    assert labels.tolist() == [0, 0, 1, 1]
    assert centers.tolist() == [[0, 1], [10, 1]]
    _, heavy = kmeans(points, array([(1, 1), (9, 1)]), weights=np.array([3.0, 1, 1, 1]), rounds=10)
    assert heavy[0].tolist() == [0, 0.5]


def test_starts_are_the_first_places_that_differ():
    assert first_distinct(array([(1, 1), (0, 0), (1, 1), (2, 2), (0, 5)]), 3).tolist() == [[1, 1], [0, 0], [2, 2]]
    assert on_grid(array([(1 + 1e-11, -1e-12)])).tobytes() == array([(1, 0)]).tobytes()


@pytest.mark.parametrize(
    ("one", "other", "index"),
    [
        ([0, 0, 1, 1], [1, 1, 0, 0], 1.0),
        ([0, 0, 1, 1], [0, 0, 1, 2], 0.571428571),
        ([0, 0, 0, 0], [0, 1, 2, 3], 0.0),
        ([0, 1, 0, 1], [0, 0, 1, 1], -0.5),
        ([0, 0, 0], [0, 0, 0], 1.0),
    ],
)
def test_agreement_is_the_adjusted_rand_index(one, other, index):
    assert agreement(np.array(one), np.array(other)) == pytest.approx(index)


def test_seven_votes_put_somebody_on_the_map_and_fifteen_are_always_there():
    rows = {f"{person:02}": {f"{at}": 1 for at in range(person % 10 + 1)} for person in range(40)}
    votes = Votes.of_rows(rows, {f"{at}" for at in range(12)})
    few = Votes.of_rows({name: row for name, row in rows.items() if int(name) < 14}, votes.statements)

    assert {votes.cast[at] for at in on_the_map(votes)} == {7, 8, 9, 10}
    assert len(on_the_map(few)) == 14
    once_in = Memory(votes.people, np.where(votes.cast == 3, 0, -1), np.full(40, -1))
    assert {votes.cast[at] for at in on_the_map(votes, once_in)} == {3, 7, 8, 9, 10}


def test_the_first_on_the_map_are_those_who_saw_the_first_statements():
    votes = Votes.of([("1", "5", 1), ("2", "3", 1), ("3", "5", 1), ("4", "3", 0), ("4", "9", 0)])

    assert [votes.people[at] for at in in_turn(votes, np.arange(4))] == ["2", "4", "1", "3"]


def test_another_number_of_groups_must_lead_four_times_before_it_is_shown():
    memory, shown = Memory(shown=2, leading=2, times=9), []
    for _ in range(5):
        now, times = _smoothed(memory, 3, {2: 0.4, 3: 0.5})
        memory = Memory(shown=now, leading=3, times=times)
        shown.append(now)

    assert shown == [2, 2, 2, 3, 3]


def camps_of(opinion, *ends):
    """Return how far the groups are the camps of the people up to each of `ends`."""
    camp = np.searchsorted(ends, [int(name) for name in opinion.people], side="right")
    return agreement(camp, opinion.labels) if len(opinion.groups) == len(ends) else 0.0


@pytest.mark.parametrize("mode", ["polis", "stable", "bridging"])
def test_camps_are_found(mode):
    opinion = opine(Votes.of(camps((60, 40), 30)), mode=mode)

    assert opinion.clear
    assert camps_of(opinion, 60, 100) >= 0.95


def test_three_camps_are_told_from_two():
    opinion = opine(Votes.of(camps((60, 50, 40), 40, seed=3)), mode="stable")

    assert camps_of(opinion, 60, 110, 150) >= 0.95
    assert opinion.stability.chosen > 0.95
    assert all(group.confidence > 0.95 for group in opinion.groups)


@pytest.mark.parametrize("seed", range(4))
def test_where_votes_mean_nothing_no_groups_are_shown(seed):
    opinion = opine(Votes.of(noise(150, 30, 0.5, seed)), mode="stable", seed=seed)

    assert not opinion.clear
    assert opinion.groups == ()
    assert opinion.representative == {}
    assert max(opinion.stability.by_count.values()) < 0.8


def test_nobody_is_a_group_of_less_than_five():
    events = [*camps((60, 40), 30), *(("999", f"{at}", (-1) ** at) for at in range(30))]

    opinion = opine(Votes.of(events), mode="stable")

    assert all((group.size or 0) >= 40 for group in opinion.groups)


def test_a_crowd_gets_the_groups_of_its_parts():
    opinion = opine(Votes.of(camps((1200, 800), 30)), mode="stable")

    assert camps_of(opinion, 1200, 2000) >= 0.95
    assert opinion.groups[0].confidence > 0.95


@pytest.mark.parametrize("mode", ["stable", "polis"])
def test_groups_keep_their_ids_and_no_id_is_given_twice(mode):
    live = LiveOpinion(mode=mode, seed=1)
    events = camps((60, 40), 30)
    for event in events:
        live.vote(*event)
    first = live.tick()
    names = {group.id: set(group.members) for group in first.groups}
    for person, statement, vote in camps((30, 70), 30, seed=1):
        live.vote(f"new {person}", statement, vote)
    second = live.tick()

    assert first.stability.settled is None
    assert second.stability.settled >= 0.9
    for group in second.groups:
        assert len(names[group.id] - set(group.members)) <= 2
    for person, statement, _ in events:
        live.vote(person, statement, None)
        live.vote(f"new {person}", statement, None)
    for person, statement, vote in camps((60, 40), 30, seed=9):
        live.vote(f"other {person}", statement, vote)
    third = live.tick()
    assert {group.id for group in third.groups}.isdisjoint(names), "nobody is left whom these ids meant"
