"""A person with places in two partnerships never sees or does in one what only the other allows."""

from __future__ import annotations

import pytest
from django.test import Client

from commonweal.acts.perform import Objected, Refused
from commonweal.acts.testing import NOON, account, admit, founded, founded_alone, welcome
from commonweal.kit.ids import id_from_seed
from commonweal.partnerships.actors import actor_for, visitor
from commonweal.people import identity
from commonweal.people.models import Pseudonym
from commonweal.record import reading
from commonweal.web.audience import ACTING_FOR

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"

pytestmark = pytest.mark.django_db


@pytest.fixture
def both(time_machine):
    """Bruno represents a company in the first and observes the second, where Alba alone convenes."""
    time_machine.move_to(NOON, tick=False)
    cool, quiet = founded("Cool Schools"), founded_alone("Quiet Streets")
    admit(quiet, "company", "Tejados Frescos", "company")
    welcome(quiet, "Bruno", "observer")
    return cool, quiet


def browser(name, **session):
    client = Client()
    client.force_login(account(name), backend=BACKEND)
    kept = client.session
    kept.update(session)
    kept.save()
    return client


def test_each_partnership_knows_another_sign_and_other_roles(both):
    cool, quiet = both
    here, there = (actor_for(account("Bruno"), partnership=house.id, at=NOON) for house in both)

    assert here.person != there.person
    assert (here.roles, here.org) == ({"anyone", "representative"}, cool.org("company"))
    assert (there.roles, there.org) == ({"anyone", "observer"}, None)
    assert actor_for(account("Chiara"), partnership=quiet.id, at=NOON) == visitor(quiet.id)


@pytest.mark.parametrize("org", ["elsewhere", "same company", "nobody", "", None, 7, ["x"], {"x": 1}])
def test_acting_for_an_organisation_of_another_partnership_changes_nothing(both, org):
    cool, quiet = both
    named = {"elsewhere": cool.org("company"), "same company": quiet.org("company"), "nobody": id_from_seed("x")}
    chosen = named.get(org, org) if isinstance(org, str) else org

    actor = actor_for(account("Bruno"), partnership=quiet.id, at=NOON, org=chosen)
    page = browser("Bruno", **{ACTING_FOR: {quiet.id: chosen}}).get("/p/quiet-streets/places/")

    assert (actor.roles, actor.org) == ({"anyone", "observer"}, None)
    assert page.status_code == 200
    assert page.context["actor"].org is None


def test_a_place_that_is_chosen_in_one_is_not_chosen_in_the_other(both):
    cool, quiet = both
    welcome(quiet, "Bruno", "representative", org="company")
    admit(quiet, "second", "Another one", "company")
    welcome(quiet, "Bruno", "representative", org="second")
    client = browser("Bruno", **{ACTING_FOR: {quiet.id: quiet.org("second")}})

    assert client.get("/p/quiet-streets/places/").context["actor"].org == quiet.org("second")
    assert client.get("/p/cool-schools/places/").context["actor"].org == cool.org("company")


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("fit.name_goal", {"title": "Shade in every yard"}),
        ("membership.admit", {"organisation": id_from_seed("new"), "name": "New", "sector": "company"}),
        ("access.looked", {"what": "profile", "reason": {"text": "To see it.", "lang": "en"}}),
    ],
)
def test_what_one_allows_the_other_refuses(both, kind, fields):
    _cool, quiet = both
    there = actor_for(account("Bruno"), partnership=quiet.id, at=NOON)
    if kind.startswith("access"):
        fields = {**fields, "person": quiet.person("Alba")}
    before = reading.size(quiet.id)

    with pytest.raises(Refused, match="charter"):
        quiet.given(kind, by=there, **fields)

    assert reading.size(quiet.id) == before


def test_an_actor_of_one_partnership_is_nobody_in_the_other(both):
    cool, quiet = both

    with pytest.raises((Refused, Objected)):
        quiet.given("fit.name_goal", by=cool.bruno, title="Shade in every yard")
    with pytest.raises((Refused, Objected)):
        quiet.given("membership.admit", by=cool.alba, organisation=id_from_seed("n"), name="New", sector="company")


def test_pages_of_one_name_nobody_of_the_other(both):
    page = browser("Bruno").get("/p/quiet-streets/members/").content.decode()

    assert "Chiara" not in page
    assert "Shade for All" not in page
    for address in ("invitations/", "places/", "who-looked/"):
        assert browser("Chiara").get(f"/p/quiet-streets/{address}").status_code == 404, address


def test_being_erased_in_one_leaves_the_other(both):
    cool, quiet = both

    cool.given("people.erased", by=cool.bruno, people=[cool.person("Bruno")])

    assert Pseudonym.objects.get(pk=quiet.person("Bruno")).account == account("Bruno")
    assert identity.names_of([cool.person("Bruno"), quiet.person("Bruno")], partnership=quiet.id) == {
        quiet.person("Bruno"): "Bruno"
    }
    assert actor_for(account("Bruno"), partnership=quiet.id, at=NOON).has("observer")
