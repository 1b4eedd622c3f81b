"""Declaring, renewing, ending, judging and stepping back, through the acts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from pydantic import ValidationError

from commonweal.acts.perform import Objected, Refused
from commonweal.acts.testing import NOON
from commonweal.capabilities.interests.tests.arranging import WHY, declared, judged, standing
from commonweal.kit.ids import new_id
from commonweal.partnerships.models import DeclarationState

YEAR = date(2027, 3, 2)
LATER = NOON + timedelta(days=30)


# ── Declaring ─────────────────────────────────────────────────────────────────────────────────────


def test_an_interest_waits_for_a_judgement(cool):
    entry = declared(cool)

    state = DeclarationState.objects.get(partnership=cool.id, person=cool.person("Bruno"))
    assert (state.entry, state.renew_on, state.unhandled) == (entry.position, YEAR, [entry.position])
    assert standing(cool) == []


def test_a_kind_that_is_always_a_conflict_recuses_at_once(cool):
    entry = declared(cool, nature="employment", counterpart_org=cool.org("ngo"), matters=["data", "money"])

    assert standing(cool) == [
        (cool.person("Bruno"), what, entry.position) for what in ("data", "money", cool.org("ngo"))
    ]
    assert DeclarationState.objects.get(person=cool.person("Bruno")).unhandled == []


def test_one_that_is_always_a_conflict_and_touches_nothing_waits_all_the_same(cool):
    entry = declared(cool, nature="ownership", matters=[])

    assert DeclarationState.objects.get(person=cool.person("Bruno")).unhandled == [entry.position]


def test_an_organisation_declares_by_those_who_speak_for_it(cool):
    entry = declared(cool, subject="organisation", nature="contract", counterpart_org=cool.org("city"), matters=[])

    assert standing(cool) == [(cool.org("company"), cool.org("city"), entry.position)]
    with pytest.raises(Objected, match="act for no organisation"):
        declared(cool, by=cool.olga, subject="organisation")


def test_where_nobody_represents_an_organisation_who_takes_part_for_it_speaks(cool):
    cool.given("interests.declare_none", by=cool.emre, subject="organisation")

    assert DeclarationState.objects.get(organisation=cool.org("families")).renew_on == YEAR


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"matters": ["sport"]}, "matters"),
        ({"decision": 3}, "decision"),
        ({"decision": 10_000}, "decision"),
        ({"counterpart_org": new_id()}, "counterpart_org"),
        ({"band": 4}, "band"),
    ],
)
def test_what_is_not_there_is_explained_at_its_field(cool, said, field):
    with pytest.raises(Objected) as objected:
        declared(cool, **said)

    assert objected.value.objection.field == field


def test_an_organisation_has_no_interest_in_itself(cool):
    with pytest.raises(Objected, match="not the organisation itself"):
        declared(cool, subject="organisation", counterpart_org=cool.org("company"))


@pytest.mark.parametrize(
    "said", [{"says": None}, {"since_on": "2026-03-02", "until_on": "2026-03-01"}, {"nature": "luck"}]
)
def test_what_cannot_be_meant_is_refused(cool, said):
    with pytest.raises(ValidationError):
        declared(cool, **said)


def test_who_takes_no_part_is_refused_by_clause(cool):
    with pytest.raises(Refused, match=r"charter 6\.7"):
        declared(cool, by=cool.farah)


# ── Nothing to declare, renewing, ending ──────────────────────────────────────────────────────────


def test_to_have_none_is_said_for_a_year_and_no_longer_once_there_is_one(cool):
    cool.given("interests.declare_none", by=cool.bruno, subject="self")
    entry = declared(cool, at=LATER)

    state = DeclarationState.objects.get(person=cool.person("Bruno"))
    assert (state.entry, state.renew_on) == (entry.position, date(2027, 4, 1))
    with pytest.raises(Objected, match="Say first that it is over"):
        cool.given("interests.declare_none", by=cool.bruno, subject="self")


def test_who_has_two_is_current_as_long_as_the_older_one(cool):
    first = declared(cool)
    declared(cool, at=LATER)
    assert DeclarationState.objects.get(person=cool.person("Bruno")).renew_on == YEAR

    cool.given("interests.renew", by=cool.bruno, declaration=first.position, at=LATER + timedelta(days=30))

    assert DeclarationState.objects.get(person=cool.person("Bruno")).renew_on == date(2027, 4, 1)


def test_only_whoever_declared_it_renews_and_ends_it(cool):
    entry = declared(cool)

    for kind, said in (("interests.renew", {}), ("interests.end", {"on": "2026-03-02"})):
        with pytest.raises(Refused, match=r"Only whoever declared.*charter 6\.7"):
            cool.given(kind, by=cool.chiara, declaration=entry.position, **said)


def test_to_end_it_does_not_lift_the_recusal(cool):
    entry = declared(cool, nature="contract")
    cool.given("interests.end", by=cool.bruno, declaration=entry.position, on="2026-03-01")
    assert len(standing(cool)) == 1
    with pytest.raises(Objected, match="over already"):
        cool.given("interests.renew", by=cool.bruno, declaration=entry.position)

    judged(cool, entry.position, "none")

    assert standing(cool) == []


@pytest.mark.parametrize("on", ["2026-03-03", "2025-12-31"])
def test_it_is_over_on_a_day_that_has_come(cool, on):
    entry = declared(cool, since_on="2026-01-01")

    with pytest.raises(Objected) as objected:
        cool.given("interests.end", by=cool.bruno, declaration=entry.position, on=on)

    assert objected.value.objection.field == "on"


# ── Judging ───────────────────────────────────────────────────────────────────────────────────────


def test_others_judge_and_may_judge_again(cool):
    entry = declared(cool)
    judged(cool, entry.position)
    assert standing(cool) == [(cool.person("Bruno"), "money", entry.position)]

    judged(cool, entry.position, matters=["data"], by=cool.dina)
    assert standing(cool) == [(cool.person("Bruno"), "data", entry.position)]

    judged(cool, entry.position, "manage")
    assert standing(cool) == []
    assert DeclarationState.objects.get(person=cool.person("Bruno")).unhandled == []


def test_nobody_judges_what_concerns_her_or_her_organisation(cool):
    hers = declared(cool).position
    with_ngo = declared(cool, counterpart_org=cool.org("ngo")).position

    for entry, who in ((hers, cool.bruno), (with_ngo, cool.chiara)):
        with pytest.raises(Refused, match=r"concerns you or your organisation.*charter 6\.7"):
            judged(cool, entry, by=who)
    with pytest.raises(Refused, match=r"Only the convener and the representatives.*charter 6\.7"):
        judged(cool, hers, by=cool.emre)


def test_what_is_always_a_conflict_is_never_judged_away(cool):
    entry = declared(cool, nature="ownership")

    for conflict in ("none", "manage"):
        with pytest.raises(Objected, match="always a conflict"):
            judged(cool, entry.position, conflict)
    judged(cool, entry.position, matters=["data"])
    assert [what for _who, what, _interest in standing(cool)] == ["money", "data"]


@pytest.mark.parametrize(
    ("conflict", "said"),
    [
        ("recuse", {"matters": []}),
        ("manage", {"plan": None}),
        ("none", {"matters": ["money"]}),
        ("none", {"plan": WHY}),
    ],
)
def test_a_judgement_says_from_what_or_how(cool, conflict, said):
    with pytest.raises(ValidationError):
        judged(cool, declared(cool).position, conflict, **said)


def test_a_recusal_ends_with_its_last_day(cool):
    judged(cool, declared(cool).position, until_on="2026-03-31")

    assert len(standing(cool, NOON + timedelta(days=29))) == 1
    assert standing(cool, LATER) == []
