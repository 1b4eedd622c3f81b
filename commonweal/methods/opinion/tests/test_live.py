"""What a live conversation keeps from map to map saves time and changes nothing."""

import random

import pytest

from commonweal.methods.opinion import LiveOpinion, Votes, as_data, opine
from commonweal.methods.opinion.tests.conversations import camps, same

pytestmark = pytest.mark.once
EVENTS = camps((180, 120), 25)


def change(live, seed, *, people=40):
    """Let some change their minds, some take a vote back, and somebody come who was not there."""
    draw = random.Random(seed)
    for person, statement, _vote in draw.sample(EVENTS, people):
        live.vote(person, statement, draw.choice([-1, 0, 1, None]))
    for number in range(10):
        live.vote(f"new {seed}", f"{number}", draw.choice([-1, 0, 1]))


@pytest.mark.parametrize("seeds", [(), (1,), (1, 2, 3, 4)])
def test_each_map_is_that_of_the_votes_and_of_what_was_remembered(seeds):
    live = LiveOpinion(Votes.of(EVENTS), mode="polis")
    live.tick()
    for seed in seeds:
        change(live, seed)
        before = live.memory
        opinion = live.tick()
        alone = opine(Votes.of_rows(live.votes().rows(), live.votes().statements), mode="polis", memory=before)

        assert as_data(opinion) == as_data(alone)
        assert opinion.places.tobytes() == alone.places.tobytes()
        assert opinion.labels.tobytes() == alone.labels.tobytes()


def test_maps_in_a_row_are_those_of_maps_one_by_one():
    live, again = (LiveOpinion(Votes.of(EVENTS), mode="polis") for _ in range(2))
    for seed in range(5):
        change(live, seed)
        change(again, seed)
        again.votes()  # is seen by somebody, so its room is not used again

        assert as_data(live.tick()) == as_data(again.tick())
    assert same(live.votes(), again.votes())


def test_votes_that_somebody_was_given_stay_as_they_were():
    given = Votes.of(EVENTS)
    live, kept = LiveOpinion(given, mode="polis"), [(given, given.rows())]
    for seed in range(6):
        change(live, seed)
        live.tick()
        if seed % 2:
            kept.append((live.votes(), live.votes().rows()))

    assert all(votes.rows() == rows for votes, rows in kept)
