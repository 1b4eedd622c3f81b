"""Another provider vouches for people: only the configured one, for one sign-in, and never for an account here."""

from __future__ import annotations

import hashlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from commonweal.acts.testing import account
from commonweal.people.models import Account, Outside
from commonweal.web.idtokens import NotTheirs, claims_of
from commonweal.web.tests.provider import OTHER, Provider, b64, published

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
GO, BACK = "/accounts/openid/", "/accounts/openid/back/"


@pytest.fixture
def provider(db, settings):
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            found = here.answer(self.path, body, dict(self.headers))
            said = json.dumps(found).encode()
            self.send_response(200 if found is not None else 404)
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def do_POST(self):
            self.do_GET()

        def log_message(self, *_args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    here = Provider(f"http://127.0.0.1:{server.server_port}")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.PRIVATE_HOSTS = True
    settings.OPENID_NAME, settings.OPENID_CLIENT, settings.OPENID_SECRET = "City", "commonweal", "s3cret"
    settings.OPENID_SERVER = here.url
    yield here
    server.shutdown()
    server.server_close()


pytestmark = [pytest.mark.loopback, pytest.mark.django_db]


def left(client, **asked):
    """Leave for the provider, and return with what it was asked."""
    there = client.get(f"{GO}?{urlencode(asked)}")
    assert there.status_code == 302, there.content.decode()
    return {name: value[0] for name, value in parse_qs(urlsplit(there.url).query).items()}


def came_back(client, provider, **changed):
    went = left(client)
    provider.nonce = went["nonce"]
    return client.get(f"{BACK}?{urlencode({'code': 'c0de', 'state': went['state'], **changed})}")


def signed_in(client):
    return client.session.get("_auth_user_id")


def test_the_button_is_there_once_all_is_set(client, provider, settings):
    assert "Sign in at City" in client.get("/accounts/login/").content.decode()

    settings.OPENID_SECRET = ""

    assert "Sign in at City" not in client.get("/accounts/login/").content.decode()
    assert client.get(GO).status_code == client.get(BACK).status_code == 404


@pytest.mark.parametrize("signs", [{}, {"alg": "ES256", "kid": "e"}])
def test_somebody_new_comes_in(client, provider, signs):
    provider.signs = signs

    answer = came_back(client, provider)

    assert answer.status_code == 302
    nadia = Account.objects.get(pk=signed_in(client))
    assert (nadia.name, nadia.email) == ("Nadia", None)
    assert Outside.objects.get().account == nadia
    again = Client()
    came_back(again, provider)
    assert signed_in(again) == nadia.pk


def test_what_is_asked_is_bound_to_this_browser(client, provider, settings):
    went = left(client)
    provider.nonce = went["nonce"]
    client.get(f"{BACK}?{urlencode({'code': 'c0de', 'state': went['state']})}")

    sent = {name: value[0] for name, value in parse_qs(provider.asked[-2][1]).items()}
    challenge = b64(hashlib.sha256(sent["code_verifier"].encode()).digest())
    assert (went["code_challenge"], went["code_challenge_method"], went["response_type"]) == (challenge, "S256", "code")
    assert sent["redirect_uri"] == went["redirect_uri"] == settings.ADDRESS + BACK
    assert provider.asked[-2][2]["Authorization"].startswith("Basic ")
    assert "s3cret" not in provider.asked[-2][1]


@pytest.mark.parametrize(
    ("claims", "signs"),
    [
        ({"iss": "https://evil.example"}, {}),
        ({"aud": "somebody-else"}, {}),
        ({"aud": ["commonweal", "somebody-else"]}, {}),
        ({"azp": "somebody-else"}, {}),
        ({"exp": 1}, {}),
        ({"exp": "never"}, {}),
        ({"iat": 4_000_000_000}, {}),
        ({"nonce": "another"}, {}),
        ({"nonce": None}, {}),
        ({"sub": ""}, {}),
        ({"sub": 7}, {}),
        ({}, {"key": OTHER}),
        ({}, {"alg": "none"}),
        ({}, {"alg": "HS256"}),
        ({}, {"kid": "another"}),
        ({}, {"kid": "e"}),
    ],
)
def test_a_token_that_does_not_hold_lets_nobody_in(client, provider, claims, signs):
    provider.claims, provider.signs = claims, signs

    answer = came_back(client, provider)

    assert answer.status_code == 400
    assert "nothing was changed" in answer.content.decode()
    assert not signed_in(client)
    assert not Account.objects.exists()


@pytest.mark.parametrize("changed", [{"state": "another"}, {"iss": "https://evil.example"}, {"code": ""}])
def test_an_answer_to_another_question_lets_nobody_in(client, provider, changed):
    provider.signs = {"alg": "none"} if "code" in changed else {}

    assert came_back(client, provider, **changed).status_code == 400
    assert not signed_in(client)


def test_an_answer_counts_once_and_in_its_own_browser_only(client, provider):
    went = left(client)
    provider.nonce = went["nonce"]
    address = f"{BACK}?{urlencode({'code': 'c0de', 'state': went['state']})}"

    assert Client().get(address).status_code == 400
    assert client.get(address).status_code == 302
    client.post("/accounts/logout/")
    assert client.get(address).status_code == 400


def test_an_answer_that_comes_late_does_not_count(client, provider, time_machine):
    went = left(client)
    provider.nonce = went["nonce"]
    time_machine.move_to(time.time() + 601, tick=False)

    assert client.get(f"{BACK}?{urlencode({'code': 'c', 'state': went['state']})}").status_code == 400


@pytest.mark.parametrize(
    "configuration",
    [
        {"issuer": "https://evil.example"},
        {"token_endpoint": "https://evil.example/token"},
        {"jwks_uri": "http://127.0.0.1:1/keys"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"token_endpoint": None},
    ],
)
def test_no_other_host_is_asked(client, provider, configuration):
    provider.configuration = configuration

    assert client.get(GO).status_code == 400
    assert len(provider.asked) == 1


def test_a_provider_that_is_away_is_told(client, provider, settings):
    settings.OPENID_SERVER = "http://127.0.0.1:9"

    assert client.get(GO).status_code == 400
    settings.OPENID_SERVER, settings.PRIVATE_HOSTS = provider.url, False
    assert client.get(GO).status_code == 400
    assert provider.asked == []


@pytest.mark.parametrize("verified", [True, False, None, "true"])
def test_no_account_is_joined_by_a_mail_address(client, provider, verified):
    alba = account("Alba")
    EmailAddress.objects.create(user=alba, email=alba.email, verified=True, primary=True)
    provider.claims = {"email": "Alba@example.org", "email_verified": verified}

    answer = came_back(client, provider)

    assert signed_in(client) != alba.pk
    if verified is True:
        assert answer.url == "/accounts/login/"
        assert "Sign in to it" in client.get("/accounts/login/").content.decode()
        assert not signed_in(client)
    else:
        assert Account.objects.get(pk=signed_in(client)).email is None


def test_an_address_that_the_provider_confirmed_comes_along(client, provider):
    provider.claims = {"email": "Nadia@example.org", "email_verified": True}

    came_back(client, provider)

    assert EmailAddress.objects.get(email="nadia@example.org").verified
    assert Account.objects.get().email == "nadia@example.org"


def test_who_is_signed_in_connects_and_comes_that_way_from_then_on(client, provider):
    alba = account("Alba")
    client.force_login(alba, backend=BACKEND)

    assert came_back(client, provider).url == "/accounts/"

    other = Client()
    came_back(other, provider)
    assert signed_in(other) == alba.pk
    bruno = Client()
    bruno.force_login(account("Bruno"), backend=BACKEND)
    came_back(bruno, provider)
    assert Outside.objects.get().account == alba


def test_a_second_factor_is_asked_for_and_a_stopped_account_stays_out(client, provider):
    came_back(client, provider)
    nadia = Account.objects.get()
    TOTP.activate(nadia, "JBSWY3DPEHPK3PXP")
    second = Client()
    assert came_back(second, provider).url == "/accounts/2fa/authenticate/"
    assert not signed_in(second)

    Account.objects.update(is_active=False)
    third = Client()
    came_back(third, provider)
    assert not signed_in(third)


@pytest.mark.parametrize("junk", ["", "a.b", "a.b.c", "....", "e30.e30.", "ß.ß.ß", f"{b64(b'[]')}.{b64(b'{}')}.x"])
def test_what_is_no_token_is_refused(junk):
    with pytest.raises(NotTheirs):
        claims_of(junk, keys=published(), issuer="i", client="c", nonce="n", now=0)
