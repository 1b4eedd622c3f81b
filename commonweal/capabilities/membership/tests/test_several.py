"""Several invitations at once: every line is looked through before anything is made."""

from __future__ import annotations

import pytest

from commonweal.acts.testing import NOON, Founded, account, founded
from commonweal.partnerships.models import OpenInvitation
from commonweal.people.models import Invitation

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


LINES = """Tejados Frescos; representative; greta@example.org

shade for all; substitute
; observer
University of Ribera"""


def test_several_invitations_are_looked_through_and_then_made(cool, at, seen_by):
    client, before = seen_by("Alba"), OpenInvitation.objects.count()
    sent = {"lines": LINES, "expires_on": "2026-03-20", "idem": cool.org("idem")}

    looked = client.post(at("invitations/several/"), sent)
    assert (len(looked.context["form"].found), looked.context["form"].faults) == (4, [])
    assert OpenInvitation.objects.count() == before
    for _twice in range(2):
        assert client.post(at("invitations/several/"), {**sent, "make": "yes"}).status_code == 302

    made = OpenInvitation.objects.order_by("entry")[before:]
    assert [row.role for row in made] == ["representative", "substitute", "observer", "representative"]
    assert Invitation.objects.get(pk=made[0].pk).mail == "greta@example.org"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("Nobody Ltd; representative", "No member organisation is called “Nobody Ltd”"),
        ("Tejados Frescos; king", "“king” is no place"),
        ("; representative", "Choose the organisation"),
        ("Tejados Frescos; observer; not an address", "is no mail address"),
        ("a; b; c; d", "more than three parts"),
        ("a؛ b; c؛ d", "more than three parts"),
    ],
)
def test_each_line_is_explained_and_nothing_is_lost(cool, at, seen_by, line, says):
    sent = {"lines": f"Tejados Frescos; observer\n{line}", "expires_on": "2026-03-20", "make": "yes"}

    answer = seen_by("Alba").post(at("invitations/several/"), sent)

    (fault,) = answer.context["form"].faults
    assert (fault.number, says in fault.fault) == (2, True), fault.fault
    assert line in answer.content.decode().replace("&quot;", '"')
    assert OpenInvitation.objects.filter(role="observer").count() == 1  # Olga's, from before


def test_the_arabic_semicolon_separates_parts_too(cool, at, seen_by):
    lines = "Tejados Frescos؛ ممثل؛ greta@example.org\nshade for all؛ substitute; hana@example.org"
    sent = {"lines": lines, "expires_on": "2026-03-20"}

    form = seen_by("Alba").post(at("invitations/several/"), sent, headers={"accept-language": "ar"}).context["form"]

    understood = [(line.name, line.role, line.mail) for line in form.found]
    assert form.faults == []
    assert understood == [
        ("Tejados Frescos", "representative", "greta@example.org"),
        ("Shade for All", "substitute", "hana@example.org"),
    ]


def test_a_representative_makes_several_for_her_organisation_only(cool, at, seen_by):
    sent = {"lines": "Tejados Frescos; participant\nShade for All; participant", "expires_on": "2026-03-20"}

    (fault,) = seen_by("Bruno").post(at("invitations/several/"), sent).context["form"].faults

    assert (fault.number, "for which you act" in fault.fault) == (2, True)
