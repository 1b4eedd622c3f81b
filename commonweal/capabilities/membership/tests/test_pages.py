"""The pages of membership, as each reader sees them."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from commonweal.acts.testing import NOON, Founded, account, admit, founded, welcome
from commonweal.kit.ids import id_from_seed
from commonweal.partnerships.models import Member, OpenInvitation
from commonweal.partnerships.queries import members, representations
from commonweal.people.invitations import spelled
from commonweal.people.models import Account, Invitation, Pseudonym

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def cool(db, time_machine) -> Founded:
    time_machine.move_to(NOON, tick=False)
    return founded()


@pytest.fixture
def at(cool):
    return lambda page: f"/p/{cool.slug}/{page}"


@pytest.fixture
def seen_by(client):
    def signed_in(name):
        client.force_login(account(name), backend=BACKEND)
        return client

    return signed_in


def offered(client, at, **said) -> Invitation:
    """Offer a place on the page, and return the half that holds the link."""
    given = {"role": "observer", "organisation": "", "expires_on": "2026-03-20", **said}
    answer = client.post(at("invitations/"), given)
    assert answer.status_code == 302, answer.context["invite"].errors
    return Invitation.objects.get(id=answer.url.strip("/").rpartition("/")[2])


def test_the_public_sees_organisations_and_no_names(cool, at, client):
    page = client.get(at("members/")).content.decode()

    assert "Tejados Frescos" in page
    assert "Bruno" not in page
    assert "Clause 3.2" in page


def test_members_see_names(cool, at, seen_by):
    assert "Bruno" in seen_by("Emre").get(at("members/")).content.decode()


def test_the_convener_adds_an_organisation(cool, at, seen_by):
    sent = {"form": "admit", "name": "Bus Line 7", "sector": "company", "level": "", "brings": ""}

    assert seen_by("Alba").post(at("members/"), sent).status_code == 302
    assert members(cool.id).filter(name="Bus Line 7").exists()


def test_a_name_that_is_taken_is_explained_at_its_field(cool, at, seen_by):
    sent = {"form": "admit", "name": "Tejados Frescos", "sector": "company"}

    answer = seen_by("Alba").post(at("members/"), sent)

    assert "of this name takes part already" in str(answer.context["admit"].errors["name"])


def test_a_representative_sees_why_she_cannot_add(cool, at, seen_by):
    page = seen_by("Bruno").get(at("members/")).content.decode()

    assert "Clause 2.2" in page
    assert 'name="sector"' not in page


def test_what_is_said_of_an_organisation_is_corrected(cool, at, seen_by):
    page = at(f"members/{cool.org('company')}/correct/")
    sent = {"name": "Cool Roofs", "sector": "company", "level": "local", "brings": "Paint"}

    assert seen_by("Alba").post(page, sent).status_code == 302
    assert members(cool.id).get(organisation=cool.org("company")).brings == "Paint"


def test_an_organisation_leaves(cool, at, seen_by):
    page = at(f"members/{cool.org('company')}/leaving/")
    client = seen_by("Alba")

    assert "Tejados Frescos leaves" in client.get(page).content.decode()
    assert client.post(page, {"organisation": cool.org("company"), "duty_0": "Return the keys."}).status_code == 302
    assert client.get(page).status_code == 404


def test_an_invitation_sent_twice_is_made_once(cool, at, seen_by):
    client, idem = seen_by("Alba"), cool.org("idem")
    before = OpenInvitation.objects.count()

    first, second = offered(client, at, idem=idem), offered(client, at, idem=idem)

    assert first.token == second.token
    assert OpenInvitation.objects.count() == before + 1


def test_an_invitation_shows_its_link_and_its_code(cool, at, seen_by):
    client = seen_by("Alba")
    half = offered(client, at)

    # Whatever name the request came under: what is sent on leads to the address in the settings.
    for page, link in (("", f"join/{half.token}/"), ("poster/", "join/")):
        shown = client.get(at(f"invitations/{half.id}/{page}"), headers={"host": "127.0.0.1:81"}).content.decode()
        assert f"http://localhost:8000/{link}" in shown
        assert spelled(half.code) in shown
        assert "<svg" in shown
        assert "style=" not in shown


def test_only_the_convener_sees_links(cool, at, seen_by):
    half = offered(seen_by("Alba"), at)
    client = seen_by("Bruno")

    assert client.get(at(f"invitations/{half.id}/")).status_code == 404
    assert half.token not in client.get(at("invitations/")).content.decode()


def test_an_invitation_beyond_three_months_is_explained_at_its_field(cool, at, seen_by):
    sent = {"role": "observer", "organisation": "", "expires_on": "2026-12-31"}

    answer = seen_by("Alba").post(at("invitations/"), sent)

    assert "90 days" in str(answer.context["invite"].errors["expires_on"])


def test_a_stranger_signs_in_with_a_code_and_joins(cool, at, client, seen_by, mailoutbox):
    half = offered(seen_by("Alba"), at, role="representative", organisation=cool.org("company"))
    client.logout()
    join = f"/join/{half.token}/"

    offer = client.get(join).content.decode()
    assert "Representative for Tejados Frescos" in offer
    assert not Pseudonym.objects.filter(account__isnull=True).exists()
    asked = client.post("/accounts/login/code/", {"email": "Greta@example.org", "next": join})
    code = re.search(r"^\s*([A-Z0-9-]{4,12})\s*$", mailoutbox[-1].body, re.MULTILINE)
    assert code
    back = client.post(asked.url, {"code": code[1], "next": join})
    assert back.url == join
    taken = client.post(join, {"your_name": "Greta Lind"})

    assert taken.url == f"/p/{cool.slug}/"
    greta = Account.objects.get(email="greta@example.org")
    place = representations(cool.id).get(person__in=greta.pseudonyms.values("id"))
    assert (greta.name, place.role, place.organisation) == ("Greta Lind", "representative", cool.org("company"))
    assert "Take the place" not in client.get(join).content.decode()


def test_an_expired_and_a_withdrawn_link_are_told_plainly(cool, at, client, seen_by, time_machine):
    alba = seen_by("Alba")
    half, other = offered(alba, at), offered(alba, at)
    assert alba.post(at("invitations/"), {"invitation": other.id}).status_code == 302
    client.logout()

    assert "was withdrawn" in client.get(f"/join/{other.token}/").content.decode()
    time_machine.shift(timedelta(days=40))
    assert "expired on" in client.get(f"/join/{half.token}/").content.decode()
    unknown = client.get("/join/nothing/")
    assert (unknown.status_code, "belongs to no invitation" in unknown.content.decode()) == (404, True)


def test_a_place_is_given_up(cool, at, seen_by):
    place = representations(cool.id).get(person=cool.person("Emre"))
    client = seen_by("Emre")

    assert "Participant for Families of the North Quarter" in client.get(at("places/")).content.decode()
    assert client.post(at("places/"), {"place": place.entry, "reason": ""}).status_code == 302
    assert client.get(at("places/")).status_code == 404


def test_the_last_convener_is_told_why_she_stays(cool, at, seen_by):
    answer = seen_by("Alba").post(at("places/"), {"place": 0})

    assert "only convener" in answer.content.decode()


def test_one_chooses_for_whom_one_acts(cool, at, seen_by):
    welcome(cool, "Bruno", "representative", org="ngo")
    client = seen_by("Bruno")

    assert client.post(at("acting-for/"), {"organisation": cool.org("ngo"), "next": at("places/")}).url == at("places/")
    page = client.get(at("places/")).content.decode()

    assert "Act for Tejados Frescos" in page
    assert "Act for Shade for All" not in page


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_the_choice_leads_to_no_other_host(cool, at, seen_by, back):
    answer = seen_by("Bruno").post(at("acting-for/"), {"organisation": cool.org("company"), "next": back})

    assert answer.url == at("places/")


def test_nobody_chooses_an_organisation_that_is_not_hers(cool, at, seen_by):
    assert seen_by("Bruno").post(at("acting-for/"), {"organisation": cool.org("ngo")}).status_code == 404
    assert seen_by("Bruno").post(at("acting-for/"), {"organisation": ""}).status_code == 404


def _alike(cool, many) -> list[Member]:
    """Return rows of so many companies: admitting hundreds is not what is measured."""
    ids = [id_from_seed("alike", str(n)) for n in range(many)]
    like = {"partnership": cool.id, "entry": 0, "sector": "company", "joined_at": NOON}
    return [Member(key=f"{cool.id}.{id}", organisation=id, name=f"Company {n}", **like) for n, id in enumerate(ids)]


@pytest.mark.parametrize("many", [3, 300])
def test_the_list_costs_the_same_whatever_its_length(cool, at, seen_by, django_assert_max_num_queries, many):
    for n in range(3):
        admit(cool, f"more{n}", f"Organisation {n}", "company")
        welcome(cool, f"Person{n}", "representative", org=f"more{n}")
    Member.objects.bulk_create(_alike(cool, many))
    client = seen_by("Emre")
    client.get(at("members/"))

    with django_assert_max_num_queries(8):
        page = client.get(at("members/")).content
    with django_assert_max_num_queries(8):
        client.get(at("members/?sector=company"))
    assert page.count(b"<") < 1600, "The page stays short: the rest stands on the page of the sector."


@pytest.mark.parametrize("many", [3, 60])
def test_invitations_cost_the_same_whatever_their_number(cool, at, seen_by, django_assert_max_num_queries, many):
    client = seen_by("Alba")
    for _n in range(many):
        offered(client, at)
    client.get(at("invitations/"))

    with django_assert_max_num_queries(10):
        client.get(at("invitations/"))
