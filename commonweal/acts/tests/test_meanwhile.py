"""Whoever acts is judged by what she is when her act is recorded, not by what she was when her request came in."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from commonweal.acts.perform import Refused
from commonweal.acts.testing import NOON, founded
from commonweal.partnerships.models import Representation
from commonweal.record import reading

pytestmark = pytest.mark.django_db


def place_of(cool, name, role="representative"):
    return Representation.objects.get(partnership=cool.id, person=cool.person(name), role=role).entry


def refused(cool, kind, *, by, at=NOON, **fields):
    size = reading.size(cool.id)
    with pytest.raises(Refused) as caught:
        cool.given(kind, by=by, at=at, **fields)
    assert reading.size(cool.id) == size
    return caught.value.verdict


def test_whoever_stepped_down_meanwhile_does_nothing_more_even_in_the_same_second():
    cool = founded()
    bruno = cool.bruno
    cool.given("membership.step_down", by=bruno, place=place_of(cool, "Bruno"))

    refused(cool, "fit.name_goal", by=bruno, title="One more goal")


def test_whose_organisation_left_meanwhile_speaks_for_it_no_more():
    cool = founded()
    bruno = cool.bruno
    cool.given("membership.leave", organisation=cool.org("company"))

    verdict = refused(cool, "fit.name_goal", by=bruno, title="One more goal")

    assert "no longer act for this organisation" in verdict.reason


def test_whose_term_ended_between_the_request_and_the_record_is_refused():
    cool = founded()
    cool.given("membership.admit", organisation=cool.org("port"), name="Port", sector="company")
    cool.given("membership.represent", organisation=cool.org("port"), until_on=NOON.date())
    as_port = replace(cool.alba, org=cool.org("port"))

    cool.given("fit.name_goal", by=as_port, title="In time")
    refused(cool, "fit.name_goal", by=as_port, at=NOON + timedelta(days=1), title="Too late")


def test_nobody_acts_for_an_organisation_that_she_does_not_represent():
    cool = founded()
    as_university = replace(cool.bruno, org=cool.org("university"))

    refused(cool, "fit.name_goal", by=as_university, title="In your name")


def test_roles_that_were_made_up_give_nothing():
    cool = founded()

    refused(cool, "membership.withdraw", by=replace(cool.olga, roles=frozenset({"convener"})), invitation="a" * 26)
