"""Calling, applying, answering and taking a place, through the acts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pydantic import ValidationError

from commonweal.acts.installed import capability_of
from commonweal.acts.perform import Objected, Refused
from commonweal.acts.testing import NOON
from commonweal.capabilities.calls import queries
from commonweal.capabilities.calls.tests.arranging import WEEK, answered, applied, called, row, stranger
from commonweal.kit.ids import new_id

CAPABILITY = capability_of("calls.open")


# ── Calls ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_call_names_its_criteria_and_its_last_day(cool):
    call = queries.call_with(cool.id, called(cool))

    assert [c["weight"] for c in call.criteria] == [70, 30]
    assert queries.is_open(call, NOON + WEEK)
    assert not queries.is_open(call, NOON + WEEK + timedelta(seconds=1))


@pytest.mark.parametrize("weights", [(70, 20), (70, None), (100, 1)])
def test_weights_that_make_no_whole_are_explained(cool, weights):
    criteria = [{"title": "One", "weight": weights[0]}, {"title": "Two", "weight": weights[1]}]

    with pytest.raises(ValidationError, match="together they make 100"):
        called(cool, criteria=criteria)


def test_a_representative_is_asked_of_organisations_alone(cool):
    with pytest.raises(ValidationError, match="let organisations apply"):
        called(cool, role="representative")


@pytest.mark.parametrize("days", [-1, 0, 400])
def test_the_last_day_lies_ahead(cool, days):
    with pytest.raises(Objected, match="last day lie ahead"):
        called(cool, closes_at=NOON + timedelta(days=days))


def test_an_instant_without_a_zone_is_no_instant(cool):
    with pytest.raises(ValidationError, match="timezone"):
        called(cool, closes_at="2026-03-09T12:00:00")


@pytest.mark.parametrize("who", ["Bruno", "Emre", "Olga", "Farah"])
def test_only_the_convener_calls(cool, who):
    by = cool.farah if who == "Farah" else cool.actor(who)
    said = {"call": new_id(), "title": "A", "role": "observer", "places": 1, "criteria": [{"title": "B"}]}

    with pytest.raises(Refused, match=r"charter 2\.2"):
        cool.given("calls.open", by=by, closes_at=NOON + WEEK, text={"text": "C"}, **said)


def test_a_call_that_is_closed_takes_no_more(cool):
    call = called(cool)
    cool.given("calls.close", call=call)

    with pytest.raises(Objected, match="takes no more"):
        applied(cool, call)
    with pytest.raises(Objected, match="closed already"):
        cool.given("calls.close", call=call)


# ── Applications ──────────────────────────────────────────────────────────────────────────────────


def test_after_the_last_day_nobody_applies(cool):
    with pytest.raises(Objected, match="takes no more"):
        applied(cool, called(cool), at=NOON + WEEK + timedelta(seconds=1))


def test_who_does_not_come_through_the_page_is_refused_by_clause(cool):
    with pytest.raises(Refused, match=r"charter 5\.2"):
        cool.given("calls.apply", by=cool.farah, call=called(cool), application=new_id(), answers=[{"text": "I"}])


def test_every_criterion_is_answered(cool):
    with pytest.raises(Objected, match="on each criterion"):
        applied(cool, called(cool), answers=[{"text": "Only one."}])


def test_nobody_applies_twice_but_again_after_taking_it_back(cool):
    call = called(cool)
    first = applied(cool, call)
    with pytest.raises(Objected, match="applied to this call already"):
        applied(cool, call)

    cool.given("calls.withdraw", by=stranger(cool, "Farah"), application=first)
    applied(cool, call)

    assert queries.counts(cool.id)[call].applied == 1


def test_nobody_takes_back_what_another_wrote(cool):
    application = applied(cool, called(cool))

    with pytest.raises(Objected, match="that you made"):
        cool.given("calls.withdraw", by=stranger(cool, "Gil"), application=application)


def test_an_organisation_is_named_where_one_is_asked_and_only_there(cool):
    for_orgs, for_people = called(cool, role="representative", organisations=True), called(cool)

    with pytest.raises(Objected, match="Name the organisation"):
        applied(cool, for_orgs)
    with pytest.raises(Objected, match="for persons"):
        applied(cool, for_people, organisation_name="Bus Line 7", sector="company")
    with pytest.raises(Objected, match="takes part already"):
        applied(cool, for_orgs, organisation_name="tejados frescos", sector="company")
    with pytest.raises(ValidationError, match="its sector"):
        applied(cool, for_orgs, organisation_name="Bus Line 7")


# ── Answers ───────────────────────────────────────────────────────────────────────────────────────


def test_answers_are_put_in_order_by_their_weighted_mean(cool):
    call = called(cool)
    first, second = applied(cool, call, "Farah"), applied(cool, call, "Gil")
    answered(cool, first, "waiting", scores=(2, 5))
    answered(cool, second, "chosen", scores=(4, 2), by=cool.bruno)

    found = queries.applications_to(queries.call_with(cool.id, call))

    assert [(str(a.mean), a.rank) for a in found] == [("29/10", 2), ("17/5", 1)]


@pytest.mark.parametrize("who", ["Emre", "Olga", "Farah"])
def test_who_may_not_answer_is_refused_by_clause(cool, who):
    by = cool.farah if who == "Farah" else cool.actor(who)
    application = applied(cool, called(cool), "Gil")

    with pytest.raises(Refused, match=r"charter 5\.2"):
        answered(cool, application, "chosen", by=by)


def test_nobody_answers_her_own(cool):
    application = applied(cool, called(cool), "Bruno")

    with pytest.raises(Refused, match=r"Somebody else answers it.*charter 5\.2"):
        answered(cool, application, "chosen", by=cool.bruno)


def test_nobody_answers_for_her_own_organisation(cool):
    call = called(cool, role="representative", organisations=True)
    application = applied(cool, call, organisation_name="Bus Line 7", sector="company")
    cool.given("membership.admit", organisation=cool.org("bus"), name="bus line 7", sector="company")
    cool.given("membership.represent", organisation=cool.org("bus"))

    with pytest.raises(Refused, match=r"charter 5\.2"):
        answered(cool, application, "chosen")


def test_no_more_are_chosen_than_there_are_places(cool):
    call = called(cool, places=1)
    first, second = applied(cool, call, "Farah"), applied(cool, call, "Gil")
    answered(cool, first, "chosen")

    with pytest.raises(Objected, match="The only place is given"):
        answered(cool, second, "chosen")


@pytest.mark.parametrize("scores", [(4,), (4, 2, 1)])
def test_every_criterion_is_scored(cool, scores):
    with pytest.raises(Objected, match="for each criterion"):
        answered(cool, applied(cool, called(cool)), "chosen", scores=scores)


def test_a_score_stays_on_the_scale(cool):
    with pytest.raises(ValidationError, match="less than or equal to 5"):
        answered(cool, applied(cool, called(cool)), "chosen", scores=(6, 1))


def test_an_answer_changes_only_on_purpose(cool):
    application = applied(cool, called(cool))
    first = answered(cool, application, "declined").position
    with pytest.raises(Objected, match="answered this meanwhile"):
        answered(cool, application, "waiting")

    answered(cool, application, "waiting", cites=[{"entry": first, "rel": "supersedes"}])

    assert row(cool, application).outcome == "waiting"
    assert [given.outcome for given in queries.answers_given(row(cool, application))] == ["waiting", "declined"]


def test_what_was_taken_back_is_not_answered(cool):
    application = applied(cool, called(cool))
    cool.given("calls.withdraw", by=stranger(cool, "Farah"), application=application)

    with pytest.raises(Objected, match="taken back"):
        answered(cool, application, "chosen")


def test_when_a_chosen_one_gives_up_the_next_is_offered_the_place(cool):
    call = called(cool, places=1)
    first, second, third = (applied(cool, call, who) for who in ("Farah", "Gil", "Hana"))
    answered(cool, first, "chosen")
    answered(cool, second, "waiting", scores=(1, 1))
    answered(cool, third, "waiting", scores=(3, 3))
    found = queries.call_with(cool.id, call)
    assert queries.next_on_the_list(found, queries.applications_to(found)) is None

    cool.given("calls.withdraw", by=stranger(cool, "Farah"), application=first)

    following = queries.next_on_the_list(found, queries.applications_to(found))
    assert following.row.application == third
