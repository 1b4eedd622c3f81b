"""Roles come from the places that a person holds at an instant, never from her account.

These tests stand here and not in `partnerships`, because acts arrange them.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from commonweal.acts.testing import NOON, account, admit, founded, founded_alone, welcome
from commonweal.kit.ids import id_from_seed
from commonweal.partnerships.actors import ANYONE, actor_for, actor_of, visitor
from commonweal.partnerships.models import CharterInForce
from commonweal.partnerships.naming import knowing, organisation_name
from commonweal.partnerships.queries import (
    UnknownPartnership,
    children_of,
    digest_in_force,
    members,
    partnership_at,
    partnership_with,
    partnerships,
    representations,
)


@pytest.fixture
def cool(db):
    """A partnership with the whole cast."""
    return founded()


def test_the_founder_convenes_and_represents_what_she_says(cool):
    alba = cool.alba

    assert (alba.partnership, alba.person, alba.org) == (cool.id, cool.person("Alba"), cool.org("city"))
    assert alba.roles == {ANYONE, "convener", "representative"}
    assert alba.has("observer", "convener")
    assert not alba.has("observer")


@pytest.mark.parametrize(
    ("who", "org", "role"),
    [("bruno", "company", "representative"), ("emre", "families", "participant"), ("olga", None, "observer")],
)
def test_each_of_the_cast_has_her_role(cool, who, org, role):
    actor = getattr(cool, who)

    assert actor.roles == {ANYONE, role}
    assert actor.org == (cool.org(org) if org else None)


def test_a_visitor_and_a_stranger_with_an_account_have_no_role(cool):
    farah = actor_for(account("Farah"), partnership=cool.id, at=NOON)

    assert farah == visitor(cool.id) == cool.farah
    assert (farah.person, farah.org, farah.roles) == (None, None, {ANYONE})


def test_an_account_acts_under_its_pseudonym_in_one_question(cool, django_assert_num_queries):
    bruno = account("Bruno")
    with django_assert_num_queries(1):
        found = actor_for(bruno, partnership=cool.id, at=NOON)

    assert found == cool.bruno


def test_a_place_ends_with_the_last_day_of_its_term(cool):
    admit(cool, "port", "Port of Ribera", "government")
    cool.given("membership.represent", organisation=cool.org("port"), until_on="2026-03-31")
    last = datetime(2026, 3, 31, 23, 59, 59, tzinfo=UTC)

    def acting(at):
        return actor_of(cool.person("Alba"), partnership=cool.id, at=at, org=cool.org("port")).org

    assert acting(last) == cool.org("port")
    assert acting(last + timedelta(seconds=1)) == cool.org("city")


def test_whoever_gave_up_her_place_holds_none(cool):
    entry = representations(cool.id).get(person=cool.person("Olga")).entry
    cool.given("membership.step_down", by=cool.olga, place=entry)

    assert cool.olga.roles == {ANYONE}
    assert cool.olga.person == cool.person("Olga")


def test_one_acts_for_one_organisation_at_a_time_and_chooses_which(cool):
    welcome(cool, "Bruno", "participant", org="families")

    def acting(org):
        return actor_of(cool.person("Bruno"), partnership=cool.id, at=NOON, org=org)

    assert (acting(None).org, acting(None).roles) == (cool.org("company"), {ANYONE, "representative"})
    assert (acting(cool.org("families")).org, acting(cool.org("families")).roles) == (
        cool.org("families"),
        {ANYONE, "participant"},
    )
    assert acting(cool.org("university")).org == cool.org("company")


def test_roles_of_one_partnership_count_for_nothing_in_another(cool):
    other = founded_alone("Quiet Streets")

    assert actor_for(account("Bruno"), partnership=other.id, at=NOON) == visitor(other.id)
    assert actor_of(cool.person("Alba"), partnership=other.id, at=NOON).roles == {ANYONE}


def test_partnerships_are_found_by_address_and_id_and_parent(cool):
    child = founded_alone("Quiet Streets", parent=cool.id)

    assert partnership_at("cool-schools").pk == partnership_with(cool.id).pk == cool.id
    assert [p.pk for p in children_of(cool.id)] == [child.id]
    assert {p.pk for p in partnerships()} == {cool.id, child.id}
    for find, name in ((partnership_at, "nowhere"), (partnership_with, id_from_seed("x"))):
        with pytest.raises(UnknownPartnership):
            find(name)


def test_members_who_left_are_still_named(cool):
    cool.given("membership.leave", organisation=cool.org("ngo"))

    assert "Shade for All" not in {m.name for m in members(cool.id)}
    assert organisation_name(cool.org("ngo"), partnership=cool.id) == "Shade for All"
    assert organisation_name(id_from_seed("x"), partnership=cool.id) == ""


def test_names_known_to_a_page_are_not_asked_for_again(cool, django_assert_num_queries):
    with knowing({cool.org("ngo"): "Shade"}), django_assert_num_queries(0):
        assert organisation_name(cool.org("ngo"), partnership=cool.id) == "Shade"


def test_a_charter_rules_from_the_founding_on(cool):
    row = CharterInForce.objects.get(partnership=cool.id)

    assert (row.since, row.digest) == (0, digest_in_force(cool.id))
    assert digest_in_force(id_from_seed("x")) is None
