"""Where a partnership stands: every criterion by name, nothing shown as met that nobody computed."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest

from commonweal.acts.perform import setting_of
from commonweal.acts.testing import NOON, admit, founded_alone
from commonweal.lifecycle.catalogue import steps
from commonweal.lifecycle.models import CriterionState
from commonweal.lifecycle.projection import watched
from commonweal.lifecycle.queries import changes
from commonweal.lifecycle.state import computed, examined, standing
from commonweal.lifecycle.tests.test_waivers import mark, name_whole_goal
from commonweal.lifecycle.thresholds import changed_thresholds
from commonweal.partnerships.queries import partnership_with, representations
from commonweal.record.reading import latest_entries


def stood(partnership, at=NOON):
    return standing(partnership.id, charter=partnership_with(partnership.id).charter, at=at)


def alone_places(alone):
    return list(representations(alone.id).filter(role="representative").values_list("entry", flat=True))


def test_every_criterion_of_the_seven_steps_has_its_name():
    assert [len(step.criteria) for step in steps()] == [6, 8, 7, 6, 7, 8, 10]
    assert all(str(each.title) and str(each.needs) for step in steps() for each in step.criteria)


def test_on_the_day_of_the_founding_is_met_only_what_the_interim_charter_settles(db):
    alone = founded_alone()

    marks = Counter(each.mark for step in stood(alone) for each in step.criteria)
    assert [each.id for step in stood(alone) for each in step.criteria if each.mark == "met"] == ["6.1"]
    assert marks["waived"] == 0
    assert marks["needs"] == 52 - len(computed())


def test_what_nothing_installed_computes_is_listed_by_what_it_needs(cool):
    fifth = stood(cool)[4]

    assert {each.mark for each in fifth.criteria} == {"needs"}
    assert fifth.unknown == 7
    assert not fifth.done


def test_what_was_stored_after_the_last_act_is_what_looking_now_finds(cool):
    name_whole_goal(cool)
    setting = setting_of(cool.id)

    for step in stood(cool):
        looked = examined(cool.id, step=step.step, setting=setting, at=NOON)
        assert [(each.id, each.mark, each.used) for each in looked.criteria] == [
            (each.id, each.mark, each.used) for each in step.criteria
        ]


def test_a_criterion_lists_the_entries_it_used_and_the_facts_it_misses(cool):
    entry = name_whole_goal(cool)

    first = examined(cool.id, step=steps()[0], setting=setting_of(cool.id), at=NOON)
    assert first.criteria[0].used == (entry,)
    assert first.criteria[1].finding.missing


def test_a_criterion_reopens_with_the_act_that_reopens_it(cool):
    goal = name_whole_goal(cool)
    assert mark(cool, "1.1") == "met"

    undone = cool.given("fit.withdraw_goal", goal=goal).position

    assert [(row.was, row.entry, row.reopens) for row in changes(cool.id, "1.1")] == [
        ("met", undone, True),
        ("unknown", goal, False),
    ]
    assert stood(cool)[0].reopened == 1
    name_whole_goal(cool)
    assert stood(cool)[0].reopened == 1


def test_an_act_that_moves_no_criterion_costs_no_question(cool, django_assert_num_queries):

    cool.given("lifecycle.ask_waiver", criterion="5.1", reason={"text": "Later."}, expires_on="2026-04-01")
    (entry,) = latest_entries(cool.id, 1)

    with django_assert_num_queries(0):
        watched(entry)


def test_where_a_partnership_stands_is_one_question(cool, django_assert_num_queries):
    charter = partnership_with(cool.id).charter
    standing(cool.id, charter=charter, at=NOON)

    with django_assert_num_queries(1):
        standing(cool.id, charter=charter, at=NOON)


def test_members_of_step_two_are_told_and_never_called_met(cool):
    second = examined(cool.id, step=steps()[1], setting=setting_of(cool.id), at=NOON)
    by_id = {each.id: each for each in second.criteria}

    assert by_id["2.2"].mark == "unknown"
    assert len(by_id["2.2"].used) == 5
    assert by_id["2.4"].mark == "not_met"
    assert by_id["2.1"].mark == "needs"


def test_the_charter_sets_thresholds_and_names_its_clause(cool):
    assert changed_thresholds(cool.id)["waiver", "sectors"] == ("2", "2.6")


@pytest.mark.parametrize("step", range(7))
def test_each_step_asks_a_question(step):
    assert str(steps()[step].question).endswith("?")


def test_each_criterion_is_computed_once():
    ids = [each.id for each in computed().values()]
    assert len(ids) == len(set(ids))
    assert CriterionState._meta.get_field("criterion").max_length >= max(map(len, ids))


def test_time_alone_changes_what_is_shown_and_the_next_act_puts_it_on_the_record(db):
    alone = founded_alone()
    admit(alone, "city", "City of Ribera Alta", "government")
    alone.given("membership.represent", organisation=alone.org("city"), until_on="2026-03-31")
    later = NOON + timedelta(days=30)

    (place,) = alone_places(alone)
    alone.given("membership.say_mandate", place=place, how="elected", until_on="2026-03-31", no_substitute=True)
    alone.given("membership.answer_access", answered=True)

    assert mark(alone, "2.4") == "met"
    assert mark(alone, "2.4", at=later - timedelta(days=1)) == "met"
    assert mark(alone, "2.4", at=later) == "not_met"

    entry = admit(alone, "ngo", "Shade for All", "civil_society", by=alone.actor("Alba", at=later), at=later)
    assert (changes(alone.id, "2.4")[0].now, changes(alone.id, "2.4")[0].entry) == ("not_met", entry.position)
