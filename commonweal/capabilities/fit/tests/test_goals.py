"""Goals are named, said anew and withdrawn; codes are checked; every wording stays."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from commonweal.acts.perform import Objected, Refused
from commonweal.acts.testing import made
from commonweal.capabilities.fit.queries import goal_wordings, goals
from commonweal.capabilities.fit.sdg import is_sdg_code, sdg_order
from commonweal.capabilities.fit.tests.arranging import goal


def test_a_goal_is_named_and_shown(cool):
    entry = cool.given("fit.name_goal", by=cool.emre, **goal())

    (row,) = goals(cool.id)
    assert (row.title, row.goal, row.org) == (goal()["title"], entry.position, cool.org("families"))
    assert row.sdg == ["11.7", "13.1"]


def test_a_goal_said_anew_keeps_its_place_and_its_old_words(cool):
    first = cool.given("fit.name_goal", **goal()).position
    cool.given("fit.name_goal", **goal(title="Shade on every way to school"))

    cool.given("fit.revise_goal", goal=first, **goal(title="No school yard above 36 degrees in June"))

    assert [row.title for row in goals(cool.id)] == [
        "No school yard above 36 degrees in June",
        "Shade on every way to school",
    ]
    assert [row.title for row in goal_wordings(cool.id, first)] == [
        "No school yard above 36 degrees in June",
        "No school yard above 38 degrees in June",
    ]


def test_a_goal_withdrawn_can_not_be_changed(cool):
    first = cool.given("fit.name_goal", **goal()).position
    cool.given("fit.withdraw_goal", goal=first, reason={"text": "It belongs to another city."})

    with pytest.raises(Objected, match="withdrawn"):
        cool.given("fit.revise_goal", goal=first, **goal())

    assert goals(cool.id) == []


def test_a_goal_that_was_never_named_can_not_be_withdrawn(cool):
    with pytest.raises(Objected) as objected:
        cool.given("fit.withdraw_goal", goal=1)

    assert objected.value.objection.field == "goal"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"until_on": "2025-01-01"}, "until_on"),
        ({"sdg": ["13.9"]}, "sdg"),
        ({"sdg": ["18"]}, "sdg"),
        ({"title": "  "}, "title"),
        ({"results": [{"measured": "Yards", "unit": "yards", "target": "few"}]}, "results"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(changes, field):
    with pytest.raises(ValidationError) as invalid:
        made("fit.name_goal", "a" * 26, **goal(**changes))

    assert [error["loc"][0] for error in invalid.value.errors()] == [field]


def test_an_observer_names_no_goal(cool):
    with pytest.raises(Refused, match=r"charter 2\.4"):
        cool.given("fit.name_goal", by=cool.olga, **goal())

    assert goals(cool.id) == []


def test_there_are_17_goals_and_169_targets():
    parts = [*map(str, range(30)), *"abcdefgh"]

    targets = [f"{g}.{t}" for g in range(20) for t in parts if is_sdg_code(f"{g}.{t}")]

    assert len(targets) == 169
    assert [g for g in map(str, range(30)) if is_sdg_code(g)] == [str(n) for n in range(1, 18)]
    assert not any(map(is_sdg_code, ("", "01", "13.", "13.01", "13.1.1", "13.B", "¹")))


def test_codes_stand_in_their_usual_order():
    assert sorted(["11", "2.a", "2", "2.10", "2.1"], key=sdg_order) == ["2", "2.1", "2.10", "2.a", "11"]
