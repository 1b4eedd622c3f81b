"""Order, shards, names and history of votes change no number; what is undone leaves no trace."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.methods.opinion import BadVote, LiveOpinion, Votes, as_data, opine
from commonweal.methods.opinion.pairs import Pairs
from commonweal.methods.opinion.tests.conversations import camps, same

pytestmark = pytest.mark.once
EVENTS = camps((40, 25), 20)
MODES = ("polis", "stable", "bridging")


def shuffled(events, seed):
    mixed = list(events)
    random.Random(seed).shuffle(mixed)
    return mixed


@pytest.fixture(scope="module", params=MODES)
def whole(request):
    return opine(Votes.of(EVENTS), mode=request.param, moderated_out={"4"}, seed=5)


def bits(opinion):
    return as_data(opinion), opinion.places.tobytes(), opinion.labels.tobytes()


def test_votes_in_another_order_give_the_same_bits(whole):
    again = opine(Votes.of(shuffled(EVENTS, 2)), mode=whole.mode, moderated_out={"4"}, seed=5)

    assert bits(again) == bits(whole)


def test_shards_put_together_give_the_same_bits(whole):
    shards = [Votes.of(shuffled(EVENTS, 3)[at::3]) for at in range(3)]

    merged = Votes.merged(*shards)

    assert same(merged, Votes.of(EVENTS))
    assert bits(opine(merged, mode=whole.mode, moderated_out={"4"}, seed=5)) == bits(whole)


def test_a_conversation_that_streams_in_gives_the_same_bits(whole):
    live = LiveOpinion(mode=whole.mode, seed=5)
    draw = random.Random(4)
    for person, statement, vote in shuffled(EVENTS, 4):
        if draw.random() < 0.2:
            live.vote(person, statement, draw.choice([-1, 0, 1]))  # changes her mind in a moment
        live.vote(person, statement, vote)

    assert live.pairs.same_as(Pairs.of(Votes.of(EVENTS)))
    assert bits(live.tick(moderated_out={"4"})) == bits(whole)


def test_pair_counts_of_shards_of_people_add_up():
    first = [event for event in EVENTS if int(event[0]) % 2]
    names = {event[1] for event in EVENTS}
    parts = [Votes.of(part, statements=names) for part in (first, [one for one in EVENTS if one not in first])]

    assert (Pairs.of(parts[0]) + Pairs.of(parts[1])).same_as(Pairs.of(Votes.of(EVENTS)))


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.integers(0, 5), st.sampled_from([-1, 0, 1, None])), max_size=40))
@settings(max_examples=40)
def test_whatever_is_voted_and_taken_back_counts_are_those_of_what_stands(steps):
    live, stands = LiveOpinion(), {}
    for person, statement, vote in steps:
        assert live.voted(person).get(str(statement)) == stands.get((person, str(statement)))
        before = live.vote(person, statement, vote)
        assert before == stands.pop((person, str(statement)), None)
        if vote is not None:
            stands[person, str(statement)] = vote

        if vote == 0:
            live.votes()  # looked at in between, now and then

    rebuilt = Votes.of(((*cell, vote) for cell, vote in stands.items()), statements={str(step[1]) for step in steps})

    assert same(live.votes(), rebuilt)
    assert live.pairs.same_as(Pairs.of(rebuilt))


def test_a_revote_and_a_moderation_undone_restore_the_state():
    live = LiveOpinion(Votes.of(EVENTS))
    before = bits(opine(live.votes(), pairs=live.pairs))
    person, statement, vote = EVENTS[0]

    assert live.vote(person, statement, -1 if vote >= 0 else 1) == vote
    moved = bits(opine(live.votes(), pairs=live.pairs, moderated_out={"7"}))
    live.vote(person, statement, vote)

    assert moved != before
    assert bits(opine(live.votes(), pairs=live.pairs)) == before


def test_more_statements_than_there_was_room_for():
    live = LiveOpinion()
    for at in range(150):
        live.vote("anna", at, 1)
        live.vote("ben", at, -1)

    assert live.pairs.same_as(Pairs.of(live.votes()))


def test_arrays_hold_what_rows_hold_and_the_later_vote_counts():
    events = [("2", "10", 1), ("10", "9", -1), ("2", "10", -1), ("2", "9", 0), ("10", "9", 1)]
    people, statements = ("2", "10"), ("9", "10")
    person = np.array([people.index(one[0]) for one in events])
    statement = np.array([statements.index(one[1]) for one in events])

    of_arrays = Votes.of_arrays(person, statement, np.array([one[2] for one in events]), people, statements)

    assert same(of_arrays, Votes.of(events))
    assert of_arrays.rows() == {"2": {"9": 0, "10": -1}, "10": {"9": 1}}


def test_other_names_move_nobody():
    renamed = opine(Votes.of((f"x{int(p):03}", f"y{int(s):02}", v) for p, s, v in EVENTS), seed=5)
    named = opine(Votes.of(EVENTS), seed=5)

    assert renamed.labels.tolist() == named.labels.tolist()
    assert [one.share for one in renamed.consensus] == [one.share for one in named.consensus]


def test_who_agrees_and_who_disagrees_can_be_exchanged():
    turned = opine(Votes.of((p, s, -v) for p, s, v in EVENTS), mode="polis")
    straight = opine(Votes.of(EVENTS), mode="polis")

    assert turned.places == pytest.approx(-straight.places, abs=1e-12) or turned.places == pytest.approx(
        straight.places
    )
    ways = {(one.statement, one.way) for one in straight.consensus}
    assert {(one.statement, {"agree": "disagree", "disagree": "agree"}[one.way]) for one in turned.consensus} == ways


def test_what_is_no_vote_is_refused():
    with pytest.raises(BadVote, match="2 is no vote"):
        Votes.of([("a", "1", 2)])
    with pytest.raises(BadVote, match="None none any more"):
        LiveOpinion().vote("a", "1", 7)
    with pytest.raises(BadVote, match="A statement is not from 0 to 0"):
        Votes.of_arrays(np.array([0]), np.array([1]), np.array([1]), ["a"], ["1"])
