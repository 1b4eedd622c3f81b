"""Home, steps and criteria as each reader sees them, within their budgets of questions."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.html import escape

from commonweal.acts.testing import NOON, account, admit, founded_alone
from commonweal.kit.ids import id_from_seed
from commonweal.lifecycle.catalogue import steps
from commonweal.lifecycle.queries import waivers
from commonweal.lifecycle.tests.test_waivers import mark, name_whole_goal

HOME, DETAIL = 10, 12


@pytest.fixture(autouse=True)
def today(time_machine) -> None:
    """The house lives at noon of 2 March 2026."""
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def seen_by(client):
    """Return the client as one of the cast."""

    def signed_in(name):
        client.force_login(account(name), backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return signed_in


def asked_for(client, address, budget, django_assert_max_num_queries):
    """Return the text of a page within its budget, once what never changes was asked for."""
    client.get(address)
    with django_assert_max_num_queries(budget):
        response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_home_tells_a_stranger_who_takes_part_and_for_what(cool, client, django_assert_max_num_queries):
    page = asked_for(client, f"/p/{cool.slug}/", HOME, django_assert_max_num_queries)

    assert "School yards and the streets around them are safe in the heat." in page
    assert "Tejados Frescos" in page
    assert "Every sector takes part." in page
    assert "Waits for you" not in page


def test_home_tells_the_convener_what_waits_for_her(cool, seen_by, django_assert_max_num_queries):
    name_whole_goal(cool)
    page = asked_for(seen_by("Alba"), f"/p/{cool.slug}/", HOME, django_assert_max_num_queries)

    assert "Waits for you" in page
    assert "1 of 6 met" in page


def test_a_member_who_comes_back_is_told_what_reopened(cool, seen_by, time_machine):
    goal = name_whole_goal(cool)
    client = seen_by("Alba")
    client.get(f"/p/{cool.slug}/")
    cool.given("fit.withdraw_goal", goal=goal)
    time_machine.move_to(NOON + timedelta(hours=2), tick=False)

    page = client.get(f"/p/{cool.slug}/").content.decode()

    assert "What was met and is no longer" in page
    assert f'href="/p/{cool.slug}/criteria/1.1/"' in page


def test_an_observer_is_told_by_which_clause_she_may_not(cool, seen_by):
    page = seen_by("Olga").get(f"/p/{cool.slug}/fit/").content.decode()

    assert "Only those who take part in this partnership judge its fit." in page
    assert "#clause-2.4" in page


@pytest.mark.parametrize("many", [1, 3])
def test_home_costs_the_same_however_many_take_part(db, client, django_assert_max_num_queries, many):
    alone = founded_alone()
    for n in range(many * 10):
        admit(alone, f"org{n}", f"Organisation {n}", "company")

    page = asked_for(client, f"/p/{alone.slug}/", HOME, django_assert_max_num_queries)

    assert "Nobody takes part from these sectors: Government, Civil society, Universities, Communities." in page


def test_home_remembers_where_a_member_was(cool, seen_by, time_machine):
    client = seen_by("Bruno")
    assert "What happened lately" in client.get(f"/p/{cool.slug}/").content.decode()
    name_whole_goal(cool)
    time_machine.shift(3600)

    page = client.get(f"/p/{cool.slug}/").content.decode()

    assert "Since you were here" in page
    assert page.count("<b>") - page.count("<b class") >= 1
    time_machine.shift(60)
    assert client.get(f"/p/{cool.slug}/").content.decode().count("<b>") == page.count("<b>")


def test_home_shows_parent_and_children(cool, client):
    child = founded_alone("North Quarter", parent=cool.id)

    assert "North Quarter" in client.get(f"/p/{cool.slug}/").content.decode()
    assert f'href="/p/{cool.slug}/"' in client.get(f"/p/{child.slug}/").content.decode()


DEARER = {"structure": 28}
"""Its eight criteria are asked anew of six rooms, each its own tables: seats, meetings, decisions, complaints."""


@pytest.mark.parametrize("place", [step.place for step in steps()])
@pytest.mark.parametrize("who", ["Alba", None])
def test_every_step_shows_every_criterion_of_it(cool, client, seen_by, django_assert_max_num_queries, place, who):
    client = seen_by(who) if who else client

    page = asked_for(client, f"/p/{cool.slug}/{place}/", DEARER.get(place, DETAIL), django_assert_max_num_queries)

    step = next(step for step in steps() if step.place == place)
    assert all(f"/criteria/{each.id}/" in page for each in step.criteria)
    assert str(step.question) in page


def test_a_step_shows_its_evidence_and_what_is_missing(cool, client):
    entry = name_whole_goal(cool)

    page = client.get(f"/p/{cool.slug}/fit/").content.decode()

    assert f'href="/p/{cool.slug}/record/{entry}/"' in page
    assert "What is missing" in page


def test_a_waiver_is_asked_for_agreed_to_and_ended_on_the_page(cool, seen_by, django_assert_max_num_queries):
    address = f"/p/{cool.slug}/criteria/5.1/"
    reason = "We take over the statement of the city's heat plan."
    sent = {"form": "ask", "criterion": "5.1", "reason": reason, "expires_on": "2026-06-30"}
    sent["idem"] = id_from_seed("ask")
    assert seen_by("Alba").post(address, sent).status_code == 302
    (shown,) = waivers(cool.id, "5.1")

    client = seen_by("Bruno")
    assert "Agree that this is waived" in client.get(f"/p/{cool.slug}/").content.decode()
    agreed = {"form": "agree", "waiver": shown.waiver.entry, "idem": id_from_seed("agree")}
    assert client.post(address, agreed).status_code == 302
    page = asked_for(client, address, DETAIL + 2, django_assert_max_num_queries)
    assert "Waived until" in page
    assert escape(reason) in page

    ended = {"form": "end", "waiver": shown.waiver.entry, "idem": id_from_seed("end")}
    assert client.post(address, ended).status_code == 302
    assert mark(cool, "5.1") == "needs"


def test_a_waiver_too_long_is_explained_at_its_field_and_keeps_what_was_typed(cool, seen_by):
    sent = {"form": "ask", "criterion": "5.1", "reason": "Later on", "expires_on": "2030-01-01"}

    page = seen_by("Alba").post(f"/p/{cool.slug}/criteria/5.1/", sent).content.decode()

    assert "Choose a last day within the next twelve months." in page
    assert "Later on" in page


def test_whoever_may_not_ask_is_told_the_clause(cool, client):
    page = client.get(f"/p/{cool.slug}/criteria/5.1/").content.decode()

    assert "#clause-2.6" in page
    assert 'name="expires_on"' not in page


def test_there_is_no_criterion_1_9(cool, client):
    assert client.get(f"/p/{cool.slug}/criteria/1.9/").status_code == 404


@pytest.mark.parametrize("language", ["es", "fr", "ar"])
@pytest.mark.parametrize("place", ["", "fit/", "criteria/1.2/"])
def test_pages_come_in_every_language(cool, client, language, place):
    client.cookies["language"] = language

    page = client.get(f"/p/{cool.slug}/{place}").content.decode()

    assert f'lang="{language}"' in page
    assert ('dir="rtl"' in page) == (language == "ar")
