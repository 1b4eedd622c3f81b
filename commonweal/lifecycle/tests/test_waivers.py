"""A waiver is asked for, agreed to from another sector, shown as waived, and ends."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from commonweal.acts.perform import Objected, Refused
from commonweal.acts.replay import replay
from commonweal.acts.testing import NOON, made, welcome
from commonweal.lifecycle.models import Agreement, CriterionChange, CriterionState, Waiver
from commonweal.lifecycle.queries import waivers
from commonweal.lifecycle.state import standing
from commonweal.lifecycle.tests.conftest import asking
from commonweal.partnerships.actors import actor_of
from commonweal.partnerships.queries import partnership_with

LAST_DAY = datetime(2026, 6, 30, 23, 59, 59, tzinfo=UTC)
DAY_AFTER = datetime(2026, 7, 1, tzinfo=UTC)


def mark(partnership, criterion, at=NOON):
    charter = partnership_with(partnership.id).charter
    stood = standing(partnership.id, charter=charter, at=at)
    return next(each.mark for step in stood for each in step.criteria if each.id == criterion)


def agree(partnership, asked, *, by, **more):
    return partnership.given("lifecycle.agree_to_waiver", by=by, cites=[{"entry": asked, "rel": "waives"}], **more)


def test_one_sector_alone_waives_nothing(cool, asked):
    assert mark(cool, "5.1") == "needs"


def test_with_a_second_sector_it_counts_until_its_last_day(cool, asked):
    agree(cool, asked, by=cool.chiara)

    assert mark(cool, "5.1") == "waived"
    assert mark(cool, "5.1", at=LAST_DAY) == "waived"
    assert mark(cool, "5.1", at=DAY_AFTER) == "needs"


def test_the_waiver_says_who_stands_behind_it_and_which_clause_asks_for_that(cool, asked):
    agree(cool, asked, by=cool.bruno)

    (shown,) = waivers(cool.id, "5.1")
    assert shown.waiver.sectors == ["company", "government"]
    assert (shown.waiver.sectors_needed, shown.waiver.clause) == (2, "2.6")
    assert [(a.sector, a.entry) for a in shown.agreements] == [("company", shown.waiver.counts_from)]


def test_the_same_sector_does_not_count_twice(cool, asked):
    welcome(cool, "Gema", "representative", org="city")

    with pytest.raises(Objected, match="Your sector stands behind"):
        agree(cool, asked, by=cool.actor("Gema"))

    assert mark(cool, "5.1") == "needs"


def test_one_person_does_not_stand_for_two_sectors(cool, asked):
    cool.given("membership.represent", organisation=cool.org("company"))
    as_company = actor_of(cool.person("Alba"), partnership=cool.id, at=NOON, org=cool.org("company"))
    assert as_company.has("representative")

    with pytest.raises(Objected, match="You stand behind this waiver already"):
        agree(cool, asked, by=as_company)

    assert mark(cool, "5.1") == "needs"


def test_what_is_met_is_shown_as_met_and_never_as_waived(cool):
    asked = cool.given("lifecycle.ask_waiver", **asking(criterion="1.1")).position
    agree(cool, asked, by=cool.bruno)
    assert mark(cool, "1.1") == "waived"

    name_whole_goal(cool)

    assert mark(cool, "1.1") == "met"
    with pytest.raises(Objected, match="asked for or in force"):
        cool.given("lifecycle.ask_waiver", **asking(criterion="1.1"))


def test_what_is_met_needs_no_waiver(cool):
    name_whole_goal(cool)

    with pytest.raises(Objected, match="This criterion is met"):
        cool.given("lifecycle.ask_waiver", **asking(criterion="1.1"))


def test_an_ended_waiver_shows_what_is_so_and_a_new_one_may_be_asked_for(cool, asked):
    agree(cool, asked, by=cool.dina)
    cool.given("lifecycle.end_waiver", by=cool.bruno, cites=[{"entry": asked, "rel": "closes"}])

    assert mark(cool, "5.1") == "needs"
    with pytest.raises(Objected, match="has ended"):
        agree(cool, asked, by=cool.chiara)
    again = cool.given("lifecycle.ask_waiver", **asking()).position
    assert [shown.waiver.entry for shown in waivers(cool.id, "5.1")] == [again, asked]


@pytest.mark.parametrize("who", ["emre", "olga", "farah"])
def test_whoever_represents_no_organisation_is_refused_by_clause(cool, who):
    with pytest.raises(Refused, match=r"charter 2\.6"):
        cool.given("lifecycle.ask_waiver", by=getattr(cool, who), **asking())

    assert not Waiver.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"expires_on": "2027-03-03"}, "expires_on"),
        ({"expires_on": "2026-03-01"}, "expires_on"),
        ({"criterion": "1.9"}, "criterion"),
    ],
)
def test_what_does_not_fit_is_told_at_its_field(cool, changes, field):
    with pytest.raises(Objected) as objected:
        cool.given("lifecycle.ask_waiver", **asking(**changes))

    assert objected.value.objection.field == field


def test_twelve_months_to_the_day_are_allowed(cool):
    cool.given("lifecycle.ask_waiver", **asking(expires_on="2027-03-02"))

    assert Waiver.objects.get().expires_on.isoformat() == "2027-03-02"


def test_an_agreement_must_cite_the_waiver_as_such(cool, asked):
    with pytest.raises(ValidationError):
        made("lifecycle.agree_to_waiver", cool.id, cites=[{"entry": asked, "rel": "based_on"}])
    with pytest.raises(Objected, match="does not ask for a waiver"):
        agree(cool, 0, by=cool.bruno)


def test_a_replay_gives_the_same_rows(cool, asked):
    name_whole_goal(cool)
    agree(cool, asked, by=cool.chiara)
    tables = (CriterionState, CriterionChange, Waiver, Agreement)
    before = [list(table.objects.order_by("key").values()) for table in tables]

    replay(cool.id)

    assert [list(table.objects.order_by("key").values()) for table in tables] == before


def name_whole_goal(partnership) -> int:
    """Name a goal that meets criterion 1.1."""
    return partnership.given(
        "fit.name_goal",
        title="No school yard above 38 degrees in June",
        beneficiaries="4,100 pupils",
        area="North Quarter",
        from_on="2026-03-01",
        until_on="2028-06-30",
        results=[{"measured": "Yards above 38 degrees", "unit": "yards", "baseline": "14", "target": "0"}],
    ).position
