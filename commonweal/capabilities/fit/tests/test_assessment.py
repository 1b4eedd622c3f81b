"""An assessment opens, takes one score from each person, is talked over and closes."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pytest
from pydantic import ValidationError

from commonweal.acts.perform import Objected, Refused
from commonweal.acts.testing import NOON, made
from commonweal.capabilities.fit.queries import latest_assessment
from commonweal.capabilities.fit.tests.arranging import as_it_stands, goal, marks, opened, scored, scored_by_three
from commonweal.partnerships.actors import Actor

OURS = {"code": "linked"}
OWN = {"code": "water", "title": "Does it save water?", "low": "Not a drop", "high": "A lot", "lang": "en"}


def test_scores_are_seen_by_everyone_once_given(cool):
    assessment = scored_by_three(cool)

    stands = as_it_stands(cool, assessment)

    assert [(s.by, s.sector) for s in stands.scores] == [
        (cool.person("Alba"), "government"),
        (cool.person("Bruno"), "company"),
        (cool.person("Chiara"), "civil_society"),
    ]
    assert stands.result.scores["alliance"].median == 5
    assert stands.cost.hours is not None
    assert stands.cost.hours.median == 8
    assert stands.cost.money["EUR"].median == 250


def test_a_later_score_of_hers_replaces_the_earlier(cool):
    assessment = opened(cool)
    scored(cool, assessment, by=cool.bruno, scores=marks(alliance=1))

    second = scored(cool, assessment, by=cool.bruno, scores=marks(alliance=4))

    stands = as_it_stands(cool, assessment)
    assert [s.entry for s in stands.scores] == [second.position]
    assert stands.result.scores["alliance"].median == 4


def test_alternatives_stand_in_one_order_whoever_names_them(cool):
    assessment = opened(cool, alternatives=("network", "alone", "alliance"))

    assert as_it_stands(cool, assessment).row.alternatives == ["alliance", "alone", "network"]


def test_a_criterion_of_their_own_has_words(cool):
    position = cool.given("fit.open_assessment", alternatives=("alliance", "alone"), criteria=[OURS, OWN]).position

    assert as_it_stands(cool, position).row.criteria == [OURS, OWN]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"alternatives": ["alone", "consult"]}, "alternatives"),
        ({"alternatives": ["alliance"]}, "alternatives"),
        ({"alternatives": ["alliance", "miracle"]}, "alternatives"),
        ({"criteria": []}, "criteria"),
        ({"criteria": [OURS, OURS]}, "criteria"),
        ({"criteria": [{"code": "water"}]}, "criteria"),
        ({"criteria": [{**OWN, "code": "speed"}]}, "criteria"),
    ],
)
def test_what_is_wrong_with_an_opening_is_told_at_its_field(changes, field):
    said = {"alternatives": ["alliance", "alone"], "criteria": [OURS], **changes}

    with pytest.raises(ValidationError) as invalid:
        made("fit.open_assessment", "a" * 26, **said)

    assert {error["loc"][0] for error in invalid.value.errors()} == {field}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"scores": marks(alliance=6)}, "scores"),
        ({"scores": marks(alliance=0)}, "scores"),
        ({"scores": marks(None, None)}, "scores"),
        ({"cost": {"money": "250"}}, "cost"),
        ({"cost": {"hours": "-3"}}, "cost"),
    ],
)
def test_what_is_wrong_with_a_score_is_told_at_its_field(changes, field):
    with pytest.raises(ValidationError) as invalid:
        made("fit.score", "a" * 26, **{"assessment": 3, "scores": marks(), **changes})

    assert {error["loc"][0] for error in invalid.value.errors()} == {field}


def test_one_assessment_at_a_time(cool):
    opened(cool)

    with pytest.raises(Objected, match="open already"):
        opened(cool)


def test_a_closed_assessment_takes_no_scores_until_it_is_reopened(cool):
    assessment = scored_by_three(cool)
    cool.given("fit.close_assessment", assessment=assessment)

    with pytest.raises(Objected, match="closed"):
        scored(cool, assessment, by=cool.dina)

    cool.given("fit.reopen", assessment=assessment, reason={"text": "Dina was away."})
    scored(cool, assessment, by=cool.dina)
    assert len(as_it_stands(cool, assessment).scores) == 4


def test_an_open_assessment_can_not_be_reopened(cool):
    assessment = opened(cool)

    with pytest.raises(Objected) as objected:
        cool.given("fit.reopen", assessment=assessment, reason={"text": "Why not."})

    assert objected.value.objection.field == "assessment"


def test_an_old_assessment_is_not_reopened_beside_an_open_one(cool):
    old = scored_by_three(cool)
    cool.given("fit.close_assessment", assessment=old)
    opened(cool)

    with pytest.raises(Objected, match="later assessment"):
        cool.given("fit.reopen", assessment=old, reason={"text": "Why not."})


def test_a_score_answers_what_was_asked(cool):
    assessment = opened(cool, alternatives=("alliance", "alone"))

    with pytest.raises(Objected) as objected:
        scored(cool, assessment, by=cool.bruno, scores=marks())

    assert objected.value.objection.field == "scores"


def test_there_must_be_an_assessment_at_this_place(cool):
    position = cool.given("fit.name_goal", **goal()).position

    with pytest.raises(Objected) as objected:
        scored(cool, position, by=cool.bruno)

    assert objected.value.objection.field == "assessment"


def test_an_observer_does_not_score(cool):
    assessment = opened(cool)

    with pytest.raises(Refused, match=r"charter 2\.4"):
        scored(cool, assessment, by=cool.olga)


def test_a_participant_does_not_open_or_close(cool):
    with pytest.raises(Refused, match=r"charter 2\.5"):
        opened(cool, by=cool.emre)


def test_only_a_person_scores(cool):
    assessment = opened(cool)
    nobody = Actor(partnership=cool.id, org=cool.org("city"), roles=frozenset({"representative"}))

    with pytest.raises(Objected, match="Sign in"):
        scored(cool, assessment, by=nobody)


def test_a_note_is_about_an_item_that_was_asked(cool):
    assessment = opened(cool)
    note = {"assessment": assessment, "alternative": "alliance", "says": {"text": "We spoke of the summer."}}

    cool.given("fit.note", by=cool.emre, criterion="speed", **note)
    with pytest.raises(Objected) as objected:
        cool.given("fit.note", criterion="risk", **note)

    (row,) = as_it_stands(cool, assessment).notes
    assert (row.alternative, row.criterion, str(row.says)) == ("alliance", "speed", "We spoke of the summer.")
    assert objected.value.objection.field == "criterion"


def test_an_assessment_is_answered_for_the_instant_that_is_asked(cool):
    assessment = opened(cool)
    scored(cool, assessment, by=cool.bruno, scores=marks(alliance=2))
    later = NOON + timedelta(hours=2)
    scored(cool, assessment, by=cool.chiara, scores=marks(alliance=4), at=later)

    then, now = (latest_assessment(cool.id, at=at) for at in (NOON, later))
    assert then is not None
    assert now is not None
    assert then.result.scores["alliance"].median == 2
    assert now.result.scores["alliance"].median == 3
    assert now.result.answered_share == Fraction(1)
