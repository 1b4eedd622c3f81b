"""What a citation does by itself: the worked example of docs/methods/feedback.md, and where it does nothing."""

from __future__ import annotations

import pytest

from commonweal.acts.kept import kept
from commonweal.acts.replay import replay
from commonweal.acts.testing import NOON, founded
from commonweal.capabilities.feedback.citations import does
from commonweal.capabilities.feedback.models import Contribution
from commonweal.capabilities.feedback.tests.arranging import DAY, asked, row, said, told


@pytest.fixture
def heard(db):
    def arranged():
        cool = founded()
        talk = asked(cool)
        return cool, talk, said(cool, talk)

    return kept("feedback.cited", arranged)


@pytest.fixture
def cool(heard):
    return heard[0]


@pytest.fixture
def tree(heard):
    return heard[2]


def goal(cool, *, rel, about, by=None, at=NOON + DAY):
    """Name a goal that cites a contribution; any act may cite."""
    return cool.given("fit.name_goal", by=by, at=at, title="Shade", cites=[{"entry": about, "rel": rel}]).position


def test_the_worked_example(cool, tree):
    """Emre says that trees are missing; Alba names a goal that answers it; Dina puts an idea that rests on it."""
    answer = goal(cool, rel="answers", about=tree, at=NOON + 3 * DAY)
    idea = cool.given(
        "ideas.put",
        by=cool.dina,
        at=NOON + 20 * DAY,
        title="A tree for each class",
        text={"text": "Limes."},
        sources=[tree],
    ).position

    one = row(cool, tree)
    assert (one.acknowledged_entry, one.answered_entry, one.effect_entry) == (answer, answer, idea)
    assert (one.acknowledged_at, one.effect_at) == (NOON + 3 * DAY, NOON + 20 * DAY)
    assert (one.outcome, one.owes) == ("", "")


@pytest.mark.parametrize("rel", ["based_on", "implements"])
def test_an_entry_of_another_room_that_builds_on_it_shows_an_effect_and_answers_nothing(cool, tree, rel):
    effect = goal(cool, rel=rel, about=tree)

    one = row(cool, tree)
    assert (one.effect_entry, one.answered_entry, one.owes) == (effect, None, "acknowledge")


@pytest.mark.parametrize("rel", ["supersedes", "challenges", "measures", "funds", "learns_from"])
def test_other_relations_do_nothing(cool, tree, rel):
    goal(cool, rel=rel, about=tree)

    assert row(cool, tree).owes == "acknowledge"


def test_only_who_answers_for_the_partnership_answers_by_a_citation(cool, heard):
    mine = said(cool, heard[1], "Water.", by=cool.chiara)
    goal(cool, rel="answers", about=mine, by=cool.emre)
    assert row(cool, mine).answered_entry is None

    answer = goal(cool, rel="answers", about=mine, by=cool.bruno)
    assert row(cool, mine).answered_entry == answer


def test_what_somebody_builds_on_her_own_words_is_no_effect(cool, tree):
    cool.given("ideas.put", by=cool.emre, title="Limes", text={"text": "Many."}, sources=[tree])

    assert row(cool, tree).effect_entry is None


def test_talk_is_no_answer(cool, tree):
    cool.given(
        "messages.write", about=tree, words={"text": "I think so too."}, cites=[{"entry": tree, "rel": "answers"}]
    )

    assert row(cool, tree).owes == "acknowledge"


def test_one_contribution_answers_no_other(cool, heard, tree):
    cool.given(
        "conversations.add_statement", by=cool.bruno, conversation=heard[1], words={"text": "No."},
        cites=[{"entry": tree, "rel": "answers"}],
    )  # fmt: skip

    assert row(cool, tree).answered_entry is None


def test_the_first_answer_and_effect_hold_against_later_citations(cool, tree):
    answer = told(cool, "answer", tree).position
    effect = told(cool, "state_effect", tree).position
    goal(cool, rel="answers", about=tree)
    goal(cool, rel="based_on", about=tree)

    assert (row(cool, tree).answered_entry, row(cool, tree).effect_entry) == (answer, effect)


def test_a_statement_that_a_moderator_sets_aside_is_still_owed_an_answer(cool, heard, tree):
    talk = heard[1]
    aside = cool.given("conversations.set_aside_statement", conversation=talk, statement=tree, reason="off_topic")
    assert (row(cool, tree).aside_entry, row(cool, tree).owes) == (aside.position, "acknowledge")

    cool.given("conversations.restore_statement", conversation=talk, statement=tree)
    assert (row(cool, tree).aside_entry, row(cool, tree).answered_entry) == (None, None)


def test_a_suggestion_that_is_settled_is_answered_and_has_its_effect(cool):
    problem = cool.given("problem.open", title="Heat").position
    suggestion = cool.given(
        "problem.suggest", by=cool.emre, problem=problem, how="new", line=cool.org("line"), text={"text": "No shade."}
    ).position
    settled = cool.given(
        "problem.settle", problem=problem, suggestion=suggestion, settled="declined", reason={"text": "Said twice."}
    ).position

    one = row(cool, suggestion)
    assert (one.answered_entry, one.effect_entry, one.outcome, one.owes) == (settled, settled, "not_taken", "")


def test_citations_are_replayed_to_the_same_rows(cool, tree):
    goal(cool, rel="answers", about=tree)
    goal(cool, rel="based_on", about=tree)
    before = list(Contribution.objects.values())

    replay(cool.id)

    assert list(Contribution.objects.values()) == before


@pytest.mark.parametrize(
    ("kind", "rel", "what"),
    [
        ("decisions.propose", "based_on", "shows"),
        ("conversations.close", "based_on", None),
        ("conversations.mark_meta", "answers", None),
        ("conversations.translate_statement", "answers", None),
        ("feedback.answer", "answers", None),
        ("workshops.take_back_card", "closes", "withdraws"),
        ("ideas.settle", "answers", "settles"),
    ],
)
def test_what_each_kind_does_to_a_statement(kind, rel, what):
    assert does(rel, kind=kind, own="conversations") == what
