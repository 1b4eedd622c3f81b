"""Passwords: which are taken, how they change, and what the pages around them do."""

from __future__ import annotations

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings as house
from django.core.cache import cache
from django.db import connection
from django.test import Client

from commonweal.acts.testing import account
from commonweal.people.sessions import SessionStore

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
OLD = "correct horse battery staple"
NEW = "another horse entirely"
CHANGE = "/accounts/password/change/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def alba(client):
    cache.clear()
    found = account("Alba")
    found.set_password(OLD)
    found.save()
    EmailAddress.objects.create(user=found, email=found.email, verified=True, primary=True)
    client.force_login(found, backend=BACKEND)
    return found


def changed(client, alba, new, *, old=OLD):
    client.post(CHANGE, {"oldpassword": old, "password1": new, "password2": new})
    alba.refresh_from_db()
    return alba.check_password(new)


@pytest.mark.parametrize(
    "password",
    ["short", "elevenchars", "passwordpassword", "123456789012", "qwertyuiop12", "aaaaaaaaaaaaab", "Password2026!"],
)
def test_a_short_password_and_one_that_everybody_uses_are_explained(client, alba, password):
    assert not changed(client, alba, password)
    assert alba.check_password(OLD)


def test_a_password_is_not_changed_without_the_old_one(client, alba):
    assert not changed(client, alba, NEW, old="wrong")
    assert not changed(client, alba, NEW, old="")
    assert changed(client, alba, NEW)


def test_a_password_field_hides_what_is_typed_and_lets_programs_help(client, alba):
    pages = [client.get(CHANGE).content.decode()]
    client.logout()
    pages.append(client.get("/accounts/login/").content.decode())

    for page in pages:
        assert 'type="password"' in page
        assert 'autocomplete="current-password"' in page
        assert "onpaste" not in page
        assert 'autocomplete="off"' not in page


def test_a_session_that_was_signed_out_is_nothing(client, alba):
    key = client.session.session_key
    client.post("/accounts/logout/")

    client.cookies[house.SESSION_COOKIE_NAME] = key

    assert client.get("/accounts/").status_code == 302


def test_session_keys_are_long_random_and_all_different(db):
    stores = [SessionStore() for _ in range(200)]
    for store in stores:
        store.create()
    keys = {str(store.session_key) for store in stores}

    assert len(keys) == 200
    assert all(re.fullmatch(r"[a-z0-9]{32}", key) for key in keys)
    assert len({key[:4] for key in keys}) > 190


def test_a_fault_is_logged_and_its_words_stay_here(db, caplog):
    def fail(*_asked):
        raise RuntimeError("words of the inside")

    with connection.execute_wrapper(fail):
        answer = Client(raise_request_exception=False).get("/p/cool-schools/")

    assert answer.status_code == 500
    assert "words of the inside" not in answer.content.decode()
    assert any(record.exc_info and record.levelname == "ERROR" for record in caplog.records)


def test_a_second_factor_is_not_added_without_showing_again_that_it_is_her(client, alba, time_machine):
    for address in ("/accounts/2fa/totp/activate/", "/accounts/2fa/webauthn/add/"):
        assert "/accounts/reauthenticate/" in client.get(address)["Location"]
        assert client.post(address, {"code": "123456"}).status_code == 302
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize(
    "path", [".git/config", "static/", "static/../config/settings.py", "var/secret.key", "static/%2e%2e/var/host.key",
             "files/"]
)  # fmt: skip
def test_only_what_is_collected_is_served(client, path):
    assert client.get(f"/{path}").status_code in (400, 404)
