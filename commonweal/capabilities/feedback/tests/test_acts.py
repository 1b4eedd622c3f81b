"""Giving, acknowledging, answering, telling the effect and handing over, through the acts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pydantic import ValidationError

from commonweal.acts.act import Cite
from commonweal.acts.installed import capability_of, contributing, installed
from commonweal.acts.kept import kept
from commonweal.acts.perform import Objected, Refused
from commonweal.acts.replay import replay
from commonweal.acts.testing import NOON, founded, made
from commonweal.capabilities.feedback import acts, queries
from commonweal.capabilities.feedback.models import Contribution, Reply
from commonweal.capabilities.feedback.tests.arranging import DAY, WORDS, asked, row, said, told

CAPABILITY = capability_of("feedback.answer")


def arranged():
    """A conversation with a statement by Emre and one by Olga’s neighbour Chiara."""
    cool = founded()
    talk = asked(cool)
    return cool, talk, said(cool, talk), said(cool, talk, "Water to drink.", by=cool.chiara)


@pytest.fixture
def heard(db):
    return kept("feedback.arranged", arranged)


@pytest.fixture
def cool(heard):
    return heard[0]


@pytest.fixture
def tree(heard):
    """Emre's statement."""
    return heard[2]


@pytest.fixture
def water(heard):
    """Chiara's statement."""
    return heard[3]


# ── Giving ────────────────────────────────────────────────────────────────────────────────────────


def test_what_somebody_gives_is_owed_an_answer_within_the_days_of_the_charter(cool, heard, tree):
    one = row(cool, tree)

    assert (one.room, one.person, one.asked) == ("conversations", cool.person("Emre"), heard[1])
    assert one.owner == cool.person("Alba")
    assert (one.acknowledge_by, one.answer_by, one.effect_by) == tuple(NOON + n * DAY for n in (14, 60, 180))
    assert (one.owes, one.due_at, one.words.text) == ("acknowledge", one.acknowledge_by, "More trees.")


def test_what_its_own_owner_gives_is_owed_nothing(cool, heard):
    mine = said(cool, heard[1], by=cool.alba)

    with pytest.raises(queries.NotThere):
        row(cool, mine)


def test_every_capability_that_takes_contributions_is_followed():
    declared = {kind for capability in installed() for kind in capability.contributes}

    assert contributing() == declared
    assert {"conversations.add_statement", "evidence.add"} <= declared


def test_evidence_that_nobody_asked_for_is_answered_by_the_convener(cool):
    item = cool.given(
        "evidence.add",
        by=cool.emre,
        title="Sick on hot days",
        kinds=["experiential"],
        says={"text": "Three children fainted.", "lang": "en"},
        source={"text": "Parents of class 3", "lang": "en"},
        strength="limited",
        why_strength={"text": "Three of them.", "lang": "en"},
        limits={"text": "One school.", "lang": "en"},
    ).position

    one = row(cool, item)
    assert (one.owner, one.title, one.words.text) == ("", "Sick on hot days", "Three children fainted.")


# ── Acknowledging, answering, effect ──────────────────────────────────────────────────────────────


def test_it_is_acknowledged_answered_and_told_what_came_of_it(cool, tree):
    told(cool, "acknowledge", tree, at=NOON + DAY)
    assert row(cool, tree).owes == "answer"

    told(cool, "answer", tree, at=NOON + 2 * DAY)
    assert (row(cool, tree).owes, row(cool, tree).outcome) == ("effect", "taken_up")

    told(cool, "state_effect", tree, at=NOON + 3 * DAY)
    one = row(cool, tree)
    assert (one.owes, one.due_at) == ("", None)
    assert [one.acknowledged_at, one.answered_at, one.effect_at] == [NOON + n * DAY for n in (1, 2, 3)]


def test_an_answer_acknowledges_too(cool, tree):
    told(cool, "answer", tree, at=NOON + DAY)

    assert row(cool, tree).acknowledged_at == NOON + DAY


@pytest.mark.parametrize("outcome", ["not_taken", "already_so"])
def test_an_answer_after_which_nothing_is_to_come_closes(cool, tree, outcome):
    answer = told(cool, "answer", tree, outcome=outcome).position

    assert (row(cool, tree).owes, row(cool, tree).effect_entry) == ("", answer)


def test_another_answer_takes_its_place_and_opens_again_what_the_first_one_closed(cool, tree):
    told(cool, "answer", tree, outcome="not_taken", at=NOON + DAY)
    later = told(cool, "answer", tree, outcome="partly", at=NOON + 9 * DAY).position

    one = row(cool, tree)
    assert (one.owes, one.outcome, one.answered_entry) == ("effect", "partly", later)
    assert one.answered_at == NOON + DAY


def test_one_answer_is_to_many_and_cites_each(cool, tree, water):
    answer = told(cool, "answer", water, tree, water)

    assert answer.body["about"] == [tree, water]
    assert [tuple(cite) for cite in answer.cites] == [(tree, "answers"), (water, "answers")]
    assert {row(cool, tree).answered_entry, row(cool, water).answered_entry} == {answer.position}
    assert Reply.objects.get(partnership=cool.id).count == 2


def test_a_thousand_fit_into_one_answer_and_one_more_is_explained(cool):
    about = tuple(range(1_000_000, 1_000_000 + acts.MOST))
    act = made("feedback.answer", cool.id, about=about, outcome="partly", words=WORDS)

    assert len(act.cites) == acts.MOST
    with pytest.raises(ValidationError, match="at most 1000"):
        made("feedback.answer", cool.id, about=(*about, 5), outcome="partly", words=WORDS)


def test_it_is_handed_over_to_somebody_who_may_answer(cool, tree):
    told(cool, "hand_over", tree, owner=cool.person("Bruno"))
    assert row(cool, tree).owner == cool.person("Bruno")

    with pytest.raises(Objected, match="answers all of these already"):
        told(cool, "hand_over", tree, owner=cool.person("Bruno"))
    for nobody in ("Emre", "Olga", "Farah"):
        with pytest.raises(Objected, match="from which one answers"):
            told(cool, "hand_over", tree, owner=cool.person(nobody))


# ── What does not fit, and who may not ────────────────────────────────────────────────────────────


def test_what_is_no_contribution_is_explained(cool, heard, tree):
    with pytest.raises(Objected, match=rf"Entry {heard[1]} is no contribution") as objected:
        told(cool, "answer", heard[1], tree)
    assert objected.value.objection.field == "about"


def test_nobody_answers_herself(cool, tree, water):
    with pytest.raises(Objected, match=f"You gave entry {water} yourself"):
        told(cool, "answer", tree, water, by=cool.chiara)


def test_what_came_of_it_is_said_after_the_answer(cool, tree):
    with pytest.raises(Objected, match=f"Entry {tree} was not answered yet"):
        told(cool, "state_effect", tree)


def test_it_is_acknowledged_once_but_two_may_do_so_at_once(cool, tree, water):
    told(cool, "acknowledge", tree, at=NOON + DAY)
    told(cool, "acknowledge", tree, water, by=cool.bruno, at=NOON + 2 * DAY)

    assert [row(cool, each).acknowledged_at for each in (tree, water)] == [NOON + DAY, NOON + 2 * DAY]
    with pytest.raises(Objected, match="acknowledged already"):
        told(cool, "acknowledge", tree, water)


def test_nothing_is_no_choice(cool):
    with pytest.raises(ValidationError, match="at least 1"):
        told(cool, "answer")


@pytest.mark.parametrize("who", ["Emre", "Olga", "Farah"])
@pytest.mark.parametrize("kind", ["acknowledge", "answer"])
def test_only_who_holds_a_place_for_an_organisation_answers(cool, tree, who, kind):
    by = cool.farah if who == "Farah" else cool.actor(who)

    with pytest.raises(Refused, match=r"charter 7\.5"):
        told(cool, kind, tree, by=by)


def test_what_was_given_elsewhere_is_no_contribution_here(cool, tree):
    quiet = founded("Quiet Streets")

    with pytest.raises(Objected, match="is no contribution"):
        told(quiet, "answer", tree)


# ── Replay ────────────────────────────────────────────────────────────────────────────────────────


def test_a_replay_gives_the_same_rows(cool, tree, water):
    told(cool, "acknowledge", tree, water, words=WORDS)
    told(cool, "answer", tree, cites=[Cite(entry=0)])
    told(cool, "state_effect", tree, at=NOON + timedelta(hours=1))
    told(cool, "hand_over", water, owner=cool.person("Dina"))
    tables = (Contribution, Reply)
    before = [list(table.objects.order_by("key").values()) for table in tables]

    replay(cool.id)

    assert [list(table.objects.order_by("key").values()) for table in tables] == before
    assert len(before[0]) == 2
