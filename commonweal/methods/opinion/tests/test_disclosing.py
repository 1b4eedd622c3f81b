"""What is published singles nobody out."""

import json

import numpy as np
import pytest

from commonweal.methods.opinion import Group, Votes, as_data, disclosed, opine
from commonweal.methods.opinion.disclosing import withheld
from commonweal.methods.opinion.outlines import outline
from commonweal.methods.opinion.tests.conversations import camps

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        ({0: 50, 1: 40}, set()),
        ({0: 50, 1: 4, 2: 9}, {1, 2}),  # 4 could be found from the total otherwise
        ({0: 50, 1: 4, 2: 3}, {1, 2}),
        ({0: 50, 1: 0, 2: 9}, set()),
        ({0: 4}, {0}),
    ],
)
def test_a_small_count_is_withheld_and_another_with_it(counts, hidden):
    assert withheld(counts, 5) == hidden


@pytest.fixture(scope="module")
def opinion():
    events = [event for event in camps((40, 20, 3), 30, seed=2) if event[1] != "29" or int(event[0]) < 43]
    return opine(Votes.of(events), mode="polis")


def test_nobody_is_named_and_nobody_placed(opinion):
    public = disclosed(opinion)

    assert opinion.place_of("7") is not None
    assert opinion.group_of("7") in {group.id for group in opinion.groups}
    assert public.place_of("7") is None
    assert all(tuple(group.members) == () for group in public.groups)
    assert "members" not in json.dumps(as_data(public, members=False))
    assert public.least == 5


def test_no_count_below_the_least_is_told(opinion):
    public = disclosed(opinion)

    told = [counts.n for group in public.by_group.values() for counts in group.values()]
    assert told
    assert all(n >= 5 or n == 0 for n in told)
    assert all(group.size is None or group.size >= 5 for group in public.groups)
    for held in (one for group in public.representative.values() for one in group):
        assert held.share.n >= 5


def test_nothing_is_told_of_a_withheld_group_but_that_it_is_there():
    opinion = opine(Votes.of(camps((60, 40, 20), 30)), mode="polis")
    public = disclosed(opinion, least=21)

    hidden = [group for group in public.groups if group.size is None]
    assert (len(opinion.groups), len(hidden)) == (3, 2)
    for group in hidden:
        assert group == Group(group.id, None, (), None)
        assert not public.representative.get(group.id)
        assert not public.by_group[group.id]
    written = {one["id"]: one for one in as_data(public, members=False)["groups"]}
    nothing = {"size": None, "center": None, "outline": [], "confidence": None}
    assert all(written[group.id] == {"id": group.id} | nothing for group in hidden)
    assert not len(public.routing.seen)
    told = {one.least_group for one in public.bridges} | {one.most_group for one in public.divisive}
    assert not told & {group.id for group in hidden}


def test_what_is_withheld_cannot_be_found_by_subtracting(opinion):
    public = disclosed(opinion)

    for statement in public.statements:
        missing = [id for id, group in public.by_group.items() if statement.id not in group]
        shown = sum(group[statement.id].n for id, group in public.by_group.items() if id not in missing)
        assert statement.counts.n - shown == 0 or statement.counts.n - shown >= 5
        bridge = next(one for one in public.bridges if one.statement == statement.id)
        assert (bridge.consensus is None) == bool(missing)


def test_the_votes_of_the_few_in_no_group_cannot_be_found_by_subtracting():
    events = [*camps((30, 20), 20), ("99", "4", 1), ("99", "5", -1)]
    opinion = opine(Votes.of(events), mode="polis")

    public = disclosed(opinion)

    assert opinion.group_of("99") is None
    for statement in public.statements:
        shown = [group[statement.id].n for group in public.by_group.values() if statement.id in group]
        rest = statement.counts.n - sum(shown)
        assert rest == 0 or rest >= 5


def test_an_outline_goes_around_crowds_and_tells_no_persons_place():
    draw = np.random.default_rng(3)
    crowd = np.vstack([draw.normal(0, 1, (200, 2)), [[50.0, 50.0]]])

    corners = np.array(outline(crowd, 5))

    assert corners.max() < 50
    assert not {tuple(one) for one in corners} & {tuple(one) for one in crowd}
    assert outline(crowd[:4], 5) == ()
    assert len(outline(np.zeros((9, 2)), 5)) == 4
