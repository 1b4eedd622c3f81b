"""Mail that is shown on a page, where no mail server is set."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.core.mail import send_mail

from commonweal.notices.letterbox import KEPT
from commonweal.notices.models import Letter
from commonweal.notices.tests.conftest import BACKEND
from commonweal.people.models import Account


@pytest.fixture(autouse=True)
def letterbox(settings, db) -> None:
    settings.EMAIL_BACKEND = "commonweal.notices.letterbox.Letterbox"
    cache.clear()  # it counts how often a code was asked for


def test_a_mail_is_shown_instead_of_sent(client):
    assert send_mail("Your code", "It is 4711.", None, ["farah@example.org"]) == 1

    page = client.get("/mail/").content.decode()

    assert "Your code" in page
    assert "It is 4711." in page


def test_only_the_latest_are_kept():
    for n in range(KEPT + 3):
        send_mail(f"Letter {n}", "", None, ["farah@example.org"])

    assert Letter.objects.count() == KEPT
    assert not Letter.objects.filter(subject="Letter 0").exists()


def test_no_such_page_exists_where_mail_is_sent(client, settings):
    settings.LETTERBOX = False

    assert client.get("/mail/").status_code == 404


def test_what_stands_in_a_mail_is_text_and_nothing_else(client):
    send_mail("<b>Hello</b>", "<script>alert(1)</script>", None, ["farah@example.org"])

    page = client.get("/mail/").content.decode()

    assert "<script>alert" not in page
    assert "<b>Hello</b>" not in page


def test_a_code_lets_in_whoever_has_an_account_and_whoever_has_none(client):
    for email in ("farah@example.org", "FARAH@example.org"):
        asked = client.post("/accounts/login/code/", {"email": email})
        code = Letter.objects.first().body.strip().splitlines()[2]
        assert client.post(asked.url, {"code": code}).url == "/"
        assert client.get("/start/").status_code == 200
        client.logout()


@pytest.mark.parametrize("address", ["login/", "login/code/", "signup/", "logout/", "password/reset/"])
def test_account_pages_are_of_the_house(client, address):
    answer = client.get(f"/accounts/{address}", follow=True)

    assert "commonweal.css" in answer.content.decode()
    assert "<script>" not in answer.content.decode()


OWN = ["email/", "password/set/", "2fa/", "2fa/totp/activate/", "2fa/webauthn/add/", "2fa/webauthn/"]


@pytest.mark.parametrize("address", OWN)
def test_pages_of_ones_own_account_are_of_the_house(client, address):
    asked = client.post("/accounts/login/code/", {"email": "farah@example.org"})
    client.post(asked.url, {"code": Letter.objects.first().body.strip().splitlines()[2]})

    answer = client.get(f"/accounts/{address}", follow=True)

    assert answer.status_code == 200
    assert "commonweal.css" in answer.content.decode()
    assert "style=" not in answer.content.decode()


# ── A demonstration that others can reach ─────────────────────────────────────────────────────────


@pytest.fixture
def public(settings) -> None:
    settings.ADDRESS = "https://demo.commonweal.example"
    settings.DEBUG = False


def test_on_a_public_demonstration_a_real_address_is_nobody_elses_business(client, public):
    for to in ("farah@example.org", "real@mail.com", "almost@notexample.org", "x@example.org.evil.com"):
        send_mail(f"Code for {to}", "4711", None, [to])

    page = client.get("/mail/").content.decode()

    assert "Code for farah@example.org" in page
    assert "real@mail.com" not in page
    assert "almost@" not in page
    assert "evil.com" not in page
    hidden = Letter.objects.get(to="real@mail.com")
    assert client.get(f"/mail/html/?letter={hidden.pk}").status_code == 404
    assert "Code for" not in client.get("/mail/?to=real@mail.com").content.decode()


def test_ones_own_letters_are_shown_to_oneself(client, public):
    send_mail("For me", "", None, ["real@mail.com"])
    client.force_login(Account.objects.create_user("real@mail.com"), backend=BACKEND)

    assert "For me" in client.get("/mail/").content.decode()


def test_letters_are_found_by_address(client):
    for to in ("anna@example.org", "bela@example.org"):
        send_mail(f"For {to}", "", None, [to])

    page = client.get("/mail/?to=BELA").content.decode()

    assert "For bela@example.org" in page
    assert "For anna@example.org" not in page


def test_the_html_part_can_do_nothing(client):
    Letter.objects.create(to="a@example.org", subject="x", body="x", html="<script>alert(1)</script><p>Hello")

    page = client.get(f"/mail/html/?letter={Letter.objects.get().pk}")

    policy = page["Content-Security-Policy"]
    assert "sandbox" in policy
    assert "default-src 'none'" in policy
    assert "script-src" not in policy


@pytest.mark.parametrize("letter", ["", "0", "x", "9" * 30, "-1"])
def test_a_letter_that_is_not_there(client, letter):
    assert client.get("/mail/html/", {"letter": letter}).status_code == 404
