"""Links that sign in: on a demonstration host only, for a week, and to nowhere but this house."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail, signing
from django.core.cache import cache

from commonweal.acts.testing import NOON, account
from commonweal.web.entering import LASTS, entry_token

HERE = "/p/cool-schools/"


@pytest.fixture
def link(db, time_machine):
    """A link that signs in as Alba, made at noon."""
    time_machine.move_to(NOON, tick=False)
    return f"/enter/{entry_token(account('Alba'))}/"


def signed_in(client):
    return "_auth_user_id" in client.session


def test_a_link_asks_with_one_button_and_then_signs_in(link, client):
    assert client.get(link).status_code == 200
    assert not signed_in(client)

    answer = client.post(link, {"next": HERE})

    assert (answer.status_code, answer.url) == (302, HERE)
    assert signed_in(client)


def test_where_no_demonstration_is_shown_there_is_no_such_page(link, client, settings):
    settings.DEMONSTRATION = False

    assert client.get(link).status_code == client.post(link).status_code == 404
    assert not signed_in(client)


def test_a_link_works_for_a_week(link, client, time_machine):
    time_machine.move_to(NOON + LASTS - timedelta(seconds=2), tick=False)
    assert client.get(link).status_code == 200

    time_machine.move_to(NOON + LASTS + timedelta(seconds=2), tick=False)

    assert client.post(link).status_code == 404
    assert not signed_in(client)


def test_a_token_that_this_host_did_not_make_for_this_purpose_is_nothing(link, client):
    alba = account("Alba")
    said, _colon, signature = link.rpartition(":")
    forged = [
        f"{said}:{'B' if signature[0] == 'A' else 'A'}{signature[1:]}",
        "/enter/x/",
        f"/enter/{signing.dumps(alba.pk)}/",
        f"/enter/{signing.dumps('x', salt='commonweal.enter')}/",
    ]

    assert [client.post(address).status_code for address in forged] == [404] * len(forged)


def test_a_closed_account_is_not_entered(link, client):
    alba = account("Alba")
    alba.is_active = False
    alba.save()

    assert client.post(link).status_code == 404


@pytest.mark.parametrize(
    "to",
    [
        "https://evil.example/",
        "//evil.example/p/",
        "/\\evil.example",
        "/p//evil.example",
        "javascript:alert(1)",
        "p/x",
        "",
        "/accounts/",
    ],
)
def test_a_link_leads_to_nowhere_else(link, client, to):
    assert client.post(link, {"next": to}).url == "/"


@pytest.mark.parametrize("to", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"])
def test_signing_in_by_code_leads_to_nowhere_else(db, client, settings, to):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    cache.clear()  # it counts how often a code was asked for
    asked = client.post("/accounts/login/code/", {"email": "alba@example.org", "next": to})
    code = mail.outbox[0].body.strip().splitlines()[2]

    done = client.post(asked.url, {"code": code, "next": to})

    assert signed_in(client)
    assert (done.status_code, done.url) == (302, "/")
    assert "evil" not in client.post("/accounts/logout/", {"next": to}).url
