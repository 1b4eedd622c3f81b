"""Giving, acknowledging, answering, telling the effect and handing over, through the acts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pydantic import ValidationError

from commonweal.acts.capability import Facts
from commonweal.acts.installed import capability_of
from commonweal.acts.perform import Objected, Refused
from commonweal.acts.replay import replay
from commonweal.acts.testing import NOON
from commonweal.capabilities.feedback import queries
from commonweal.capabilities.feedback.models import Contribution, Reply
from commonweal.capabilities.feedback.tests.arranging import DAY, WORDS, asked, row, said, told

CAPABILITY = capability_of("feedback.answer")


@pytest.fixture
def talk(cool):
    return asked(cool)


@pytest.fixture
def tree(cool, talk):
    """Emre's statement."""
    return said(cool, talk)


# ── Giving ────────────────────────────────────────────────────────────────────────────────────────


def test_what_somebody_gives_is_owed_an_answer_within_the_days_of_the_charter(cool, talk, tree):
    one = row(cool, tree)

    assert (one.room, one.person, one.asked, one.owner) == (
        "conversations",
        cool.person("Emre"),
        talk,
        cool.person("Alba"),
    )
    assert (one.acknowledge_by, one.answer_by, one.effect_by) == tuple(NOON + timedelta(days=n) for n in (14, 60, 180))
    assert (one.owes, one.due_at, one.words.text) == ("acknowledge", one.acknowledge_by, "More trees.")


def test_what_its_own_owner_gives_is_owed_nothing(cool, talk):
    mine = said(cool, talk, by=cool.alba)

    with pytest.raises(queries.NotThere):
        row(cool, mine)


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
