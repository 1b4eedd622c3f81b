"""How people come: by link, by mail, by a code on paper, without a mail address, many at once."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from commonweal.acts.testing import NOON, Founded, account, founded, welcome
from commonweal.partnerships.models import OpenInvitation
from commonweal.partnerships.queries import representations
from commonweal.people import invitations
from commonweal.people.models import Account, Invitation, PaperCode
from commonweal.record.entry import Entry

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
    given = {"role": "observer", "organisation": "", "expires_on": "2026-03-20", **said}
    answer = client.post(at("invitations/"), given)
    assert answer.status_code == 302, answer.context["invite"].errors
    return Invitation.objects.get(id=answer.url.strip("/").rpartition("/")[2])


# ── By mail ───────────────────────────────────────────────────────────────────────────────────────


def test_an_address_is_kept_before_the_act_and_never_enters_it(
    cool, at, seen_by, settings, django_capture_on_commit_callbacks
):
    HEARD.clear()
    settings.COMMONWEAL_LISTENERS = ["commonweal.capabilities.membership.tests.test_coming.heard"]

    with django_capture_on_commit_callbacks(execute=True):
        half = offered(seen_by("Alba"), at, mail="greta@example.org")

    assert half.mail == "greta@example.org"
    assert HEARD == ["greta@example.org"]
    assert "greta" not in str(OpenInvitation.objects.filter(pk=half.pk).values())


HEARD: list[str] = []


def heard(entry: Entry) -> None:
    if entry.kind == "membership.invite":
        HEARD.append(Invitation.objects.get(pk=entry.body["invitation"]).mail)
        assert "greta" not in entry.raw.decode()


@pytest.mark.parametrize("who", ["Emre", "Bruno"])
def test_nothing_is_kept_of_an_invitation_that_was_refused(cool, at, seen_by, who):
    before = Invitation.objects.count()
    sent = {"role": "observer", "organisation": "", "expires_on": "2026-03-20", "mail": "greta@example.org"}

    assert seen_by(who).post(at("invitations/"), sent).status_code == 200
    assert Invitation.objects.count() == before


def test_an_address_is_forgotten_once_nobody_needs_it(cool, at, client, seen_by):
    alba = seen_by("Alba")
    taken = offered(alba, at, role="representative", organisation=cool.org("ngo"), mail="greta@example.org")
    withdrawn = offered(alba, at, mail="hugo@example.org")
    alba.post(at("invitations/"), {"invitation": withdrawn.pk})
    assert seen_by("Farah").post(f"/join/{taken.token}/", {"your_name": "Farah"}).status_code == 302

    assert set(Invitation.objects.filter(pk__in=[taken.pk, withdrawn.pk]).values_list("mail", flat=True)) == {""}


# ── By a code on paper ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("typed", ["{}", "{} ", " {} "])
def test_a_code_is_typed_as_people_type(cool, at, client, seen_by, typed):
    half = offered(seen_by("Alba"), at)
    client.logout()

    answer = client.post("/join/", {"code": typed.format(invitations.spelled(half.code).lower())})

    assert answer.url == f"/join/{half.token}/"


@pytest.mark.parametrize(
    ("code", "says"), [("4F7K", "wrong or missing"), ("4F7K-9QX2", "No invitation has this code"), ("", "required")]
)
def test_a_code_that_is_none_is_explained_at_its_field(db, client, code, says):
    assert says in str(client.post("/join/", {"code": code}).context["form"].errors["code"])


def test_codes_have_no_look_alikes_and_are_all_different(db):
    codes = {invitations.kept(f"{n:026}", partnership="p" * 26).code for n in range(200)}

    assert len(codes) == 200
    assert all(re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{8}", code) for code in codes)


def test_codes_are_not_guessed_by_trying(db, client):
    answers = [client.post("/join/", {"code": f"4F7K-{n:04}"}).status_code for n in range(70)]

    assert answers[0] == 200
    assert answers[-1] == 429


def test_a_poster_speaks_the_language_of_the_partnership(db, time_machine, client, seen_by):
    time_machine.move_to(NOON, tick=False)
    cool = founded("Patio", lang="ar")
    half = offered(seen_by("Alba"), lambda page: f"/p/{cool.slug}/{page}")

    page = client.get(f"/p/{cool.slug}/invitations/{half.pk}/poster/").content.decode()

    assert '<html lang="ar" dir="rtl"' in page
    assert invitations.spelled(half.code) in page


# ── Without a mail address ────────────────────────────────────────────────────────────────────────


def test_somebody_without_mail_joins_and_keeps_a_code(cool, at, client, seen_by):
    half = offered(seen_by("Alba"), at, role="participant")
    client.logout()

    answer = client.post(f"/join/{half.token}/", {"your_name": "Greta Lind"})

    greta = Account.objects.get(name="Greta Lind")
    assert greta.email is None
    assert representations(cool.id).get(person__in=greta.pseudonyms.values("id")).role == "participant"
    sheet = client.get(answer.url, follow=True)
    assert re.search(r"([0-9A-Z]{3}-){6}[0-9A-Z]{3}", sheet.content.decode())
    assert client.get(at("places/")).status_code == 200


@pytest.mark.parametrize("why", ["expired", "withdrawn", "taken", "no name"])
def test_no_account_is_opened_for_a_place_that_is_not_to_be_had(cool, at, client, seen_by, time_machine, why):
    alba = seen_by("Alba")
    half = offered(alba, at, role="participant", places=1)
    if why == "withdrawn":
        alba.post(at("invitations/"), {"invitation": half.pk})
    client.logout()
    if why == "taken":
        client.post(f"/join/{half.token}/", {"your_name": "First"})
        client.logout()
    if why == "expired":
        time_machine.shift(timedelta(days=40))
    before = Account.objects.count()

    answer = client.post(f"/join/{half.token}/", {"your_name": "" if why == "no name" else "Greta"})

    assert answer.status_code == 200
    assert Account.objects.count() == before


# ── Whose links one sees ──────────────────────────────────────────────────────────────────────────


def test_a_representative_sees_the_links_of_her_organisation_and_no_others(cool, at, client, seen_by):
    alba = seen_by("Alba")
    other = offered(alba, at, role="representative", organisation=cool.org("ngo"))
    client = seen_by("Bruno")
    hers = offered(client, at, role="substitute", organisation=cool.org("company"))

    page = client.get(at("invitations/")).content.decode()
    assert hers.pk in page
    assert other.pk not in page
    assert client.get(at(f"invitations/{hers.pk}/")).status_code == 200
    for page in ("", "poster/"):
        assert client.get(at(f"invitations/{other.pk}/{page}")).status_code == 404
    assert client.post(at(f"invitations/{other.pk}/reset/")).status_code == 404


def test_an_invitation_of_another_partnership_is_not_there(cool, at, seen_by):
    other = founded("Other Schools")
    half = offered(seen_by("Alba"), lambda page: f"/p/{other.slug}/{page}")

    assert seen_by("Alba").get(at(f"invitations/{half.pk}/")).status_code == 404


def test_a_new_link_takes_the_place_of_the_old_one(cool, at, client, seen_by):
    client = seen_by("Alba")
    half = offered(client, at, role="participant", places=3, until_on="2027-03-01")

    answer = client.post(at(f"invitations/{half.pk}/reset/"))

    fresh = OpenInvitation.objects.get(pk=answer.url.strip("/").rpartition("/")[2])
    assert (fresh.places, str(fresh.until_on), fresh.withdrawn_at) == (3, "2027-03-01", None)
    assert "was withdrawn" in client.get(f"/join/{half.token}/").content.decode()


def test_a_place_is_handed_over_on_its_page(cool, at, client, seen_by):
    bruno = representations(cool.id).get(person=cool.person("Bruno"))
    client = seen_by("Bruno")
    sent = {"expires_on": "2026-03-20", "until_on": "2027-03-01", "mail": ""}

    assert "Hand over" in client.get(at(f"places/{bruno.entry}/hand-over/")).content.decode()
    answer = client.post(at(f"places/{bruno.entry}/hand-over/"), sent)
    half = Invitation.objects.get(pk=answer.url.strip("/").rpartition("/")[2])
    seen_by("Farah").post(f"/join/{half.token}/", {"your_name": "Farah"})

    (now,) = representations(cool.id).filter(organisation=cool.org("company"))
    assert (now.person != bruno.person, str(now.until_on)) == (True, "2027-03-01")


def test_a_link_is_not_taken_after_its_last_second(cool, at, client, seen_by, time_machine):
    half = offered(seen_by("Alba"), at, expires_on=str(timezone.localdate() + timedelta(days=1)))
    time_machine.shift(timedelta(days=2))

    assert "expired on" in seen_by("Farah").get(f"/join/{half.token}/").content.decode()
    assert seen_by("Farah").post(f"/join/{half.token}/", {"your_name": "Farah"}).status_code == 200
    assert PaperCode.objects.count() == 0


def test_two_invitations_taken_by_one_person_make_two_places(cool, at, seen_by):
    welcome(cool, "Bruno", "representative", org="ngo")

    page = seen_by("Bruno").get(at("places/")).content.decode()

    assert "You act for" in page
    assert page.count("Act for") >= 1
