"""What every answer of the house carries, and what signing in does not give away."""

from __future__ import annotations

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client

from commonweal.acts.testing import account

CODE = "/accounts/login/code/"


@pytest.fixture(autouse=True)
def counted_anew(settings, db):
    """Attempts are counted in the cache: each test begins at none, and mails go to the outbox."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    cache.clear()
    yield
    cache.clear()


@pytest.mark.parametrize("address", ["/", "/accounts/login/", "/nowhere/", "/api/v1/partnerships", "/styleguide"])
def test_every_answer_says_what_may_be_done_with_it(client, address):
    answer = client.get(address)

    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"


def test_over_https_browsers_are_told_to_stay_there(client, settings):
    settings.SECURE_HSTS_SECONDS = 31_536_000

    assert client.get("/", secure=True)["Strict-Transport-Security"].startswith("max-age=31536000")


def test_a_session_is_out_of_reach_of_scripts(client):
    client.post(CODE, {"email": "farah@example.org"})

    cookie = client.cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_a_new_session_begins_with_signing_in(client):
    client.post(CODE, {"email": "farah@example.org"})
    before = client.session.session_key
    code = mail.outbox[0].body.strip().splitlines()[2]

    client.post(f"{CODE}confirm/", {"code": code})

    assert "_auth_user_id" in client.session
    assert client.session.session_key != before


def test_whether_an_address_is_known_shows_nowhere():
    account("Alba")

    answers = [Client().post(CODE, {"email": email}) for email in ("alba@example.org", "nobody@example.org")]

    assert answers[0].status_code == answers[1].status_code == 302
    assert answers[0]["Location"] == answers[1]["Location"]
    assert [letter.to for letter in mail.outbox] == [["alba@example.org"], ["nobody@example.org"]]
    assert mail.outbox[0].subject == mail.outbox[1].subject


def test_wrong_passwords_are_counted_by_account_whatever_the_header_says(client):
    alba = account("Alba")
    alba.set_password("a long and good password")
    alba.save()

    answers = [
        client.post(
            "/accounts/login/",
            {"login": "alba@example.org", "password": f"wrong {n}"},
            headers={"X-Forwarded-For": f"203.0.113.{n}"},
            REMOTE_ADDR=f"198.51.100.{n}",
        )
        for n in range(7)
    ]

    assert "Too many failed login attempts" in answers[-1].content.decode()
    client.post("/accounts/login/", {"login": "alba@example.org", "password": "a long and good password"})
    assert "_auth_user_id" not in client.session


def test_codes_are_not_sent_without_end(client):
    for _ in range(10):
        client.post(CODE, {"email": "alba@example.org"})

    assert len(mail.outbox) <= 3


def test_a_made_up_forwarding_header_does_not_open_new_attempts(client):
    for n in range(40):
        client.post(CODE, {"email": f"nobody{n}@example.org"}, headers={"X-Forwarded-For": f"203.0.113.{n}"})

    assert len(mail.outbox) <= 20


def test_a_host_that_is_not_ours_is_not_answered(client):
    answer = client.get("/", headers={"host": "evil.example"})

    assert answer.status_code == 400


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL overwrites at VACUUM; backups rotate there.")
def test_sqlite_overwrites_what_is_erased():
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete")

        assert cursor.fetchone() == (1,)


def test_a_code_is_not_guessed(client):
    client.post(CODE, {"email": "alba@example.org"})
    code = mail.outbox[0].body.strip().splitlines()[2]

    for n in range(5):
        client.post(f"{CODE}confirm/", {"code": f"WRONG{n}"})
    client.post(f"{CODE}confirm/", {"code": code})

    assert "_auth_user_id" not in client.session


def test_a_code_of_one_browser_signs_in_no_other(client):
    client.post(CODE, {"email": "alba@example.org"})
    code = mail.outbox[0].body.strip().splitlines()[2]
    other = Client()
    other.post(CODE, {"email": "bruno@example.org"})

    other.post(f"{CODE}confirm/", {"code": code})

    assert "_auth_user_id" not in other.session


def test_a_session_that_somebody_else_chose_is_not_kept(client):
    client.cookies["sessionid"] = "a" * 32
    client.post(CODE, {"email": "alba@example.org"})
    code = mail.outbox[0].body.strip().splitlines()[2]
    client.post(f"{CODE}confirm/", {"code": code})

    assert "_auth_user_id" in client.session
    assert client.session.session_key != "a" * 32


def test_a_closed_account_is_signed_out_at_once(client):
    alba = account("Alba")
    client.force_login(alba, backend="allauth.account.auth_backends.AuthenticationBackend")
    alba.is_active = False
    alba.save()

    assert client.get("/start/").status_code == 302


def test_cookies_of_production_sign_in_and_belong_to_this_host_alone(client, settings):
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    settings.LANGUAGE_COOKIE_NAME = "__Host-language"
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = settings.LANGUAGE_COOKIE_SECURE = True
    strict = Client(enforce_csrf_checks=True)

    strict.get(CODE, secure=True)
    token = {"csrfmiddlewaretoken": strict.cookies["__Host-csrf"].value}
    own = {"referer": "https://testserver/"}
    strict.post(CODE, {"email": "farah@example.org", **token}, secure=True, headers=own)
    code = mail.outbox[0].body.strip().splitlines()[2]
    strict.post(f"{CODE}confirm/", {"code": code, **token}, secure=True, headers=own)
    strict.post("/language/", {"language": "es", **token}, secure=True, headers=own)

    assert strict.get("/accounts/", secure=True).status_code == 200
    assert {"__Host-session", "__Host-csrf", "__Host-language"} <= set(strict.cookies)
    for name, cookie in strict.cookies.items():
        assert (name[:7], cookie["path"], cookie["domain"], bool(cookie["secure"])) == ("__Host-", "/", "", True)
