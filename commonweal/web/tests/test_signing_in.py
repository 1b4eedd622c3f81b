"""Signing in holds against guessing, asking around, replaying and forged headers, and lets honest people through."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from commonweal.acts.testing import NOON, account
from commonweal.people.models import Account

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
CODE, LOGIN, SECOND = "/accounts/login/code/", "/accounts/login/", "/accounts/2fa/authenticate/"
PASSWORD = "correct horse battery staple"
SECRET = "JBSWY3DPEHPK3PXP"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _quiet_noon(settings, time_machine):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    time_machine.move_to(NOON, tick=False)
    cache.clear()


@pytest.fixture
def alba():
    found = account("Alba")
    found.set_password(PASSWORD)
    found.save()
    EmailAddress.objects.create(user=found, email=found.email, verified=True, primary=True)
    return found


def signed_in(client):
    return client.session.get("_auth_user_id")


def ask(client, email, **meta):
    return client.post(CODE, {"email": email}, **meta)


def mailed():
    return mail.outbox[-1].body.strip().splitlines()[2]


def with_password(client, password=PASSWORD, email="alba@example.org", **meta):
    return client.post(LOGIN, {"login": email, "password": password}, **meta)


def totp(*, step=0):
    return format_hotp_value(hotp_value(SECRET, int(NOON.timestamp()) // 30 + step))


# ── Codes by mail ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_mailed_code_signs_in_once_and_in_its_own_browser_only(client, alba):
    asked = ask(client, "alba@example.org")
    code = mailed()

    other = Client()
    ask(other, "bruno@example.org")
    assert other.post(asked.url, {"code": code}).status_code == 200
    assert not signed_in(other)
    client.post(asked.url, {"code": code})
    assert signed_in(client) == alba.pk
    again = Client()
    again.post(asked.url, {"code": code})
    assert not signed_in(again)


def test_a_mailed_code_expires_and_allows_few_guesses(client, alba, time_machine):
    asked = ask(client, "alba@example.org")
    time_machine.move_to(NOON + timedelta(minutes=30), tick=False)
    client.post(asked.url, {"code": mailed()})
    assert not signed_in(client)

    asked = ask(client, "alba@example.org")
    for _ in range(3):
        client.post(asked.url, {"code": "wrong1"})
    client.post(asked.url, {"code": mailed()})
    assert not signed_in(client)


# ── Whether somebody is known shows nowhere ──────────────────────────────────────────────────────────────────────────


def shape(answer):
    return (
        answer.status_code,
        getattr(answer, "url", ""),
        re.sub(r'value="[^"]*"|[\w-]+@example\.org|\d', "", answer.content.decode()),
    )


@pytest.mark.parametrize("path", ["code", "reset", "password"])
def test_known_and_unknown_addresses_are_answered_alike(alba, path):
    def asked(email):
        mail.outbox.clear()
        client = Client()
        sent = {
            "code": lambda: ask(client, email),
            "reset": lambda: client.post("/accounts/password/reset/", {"email": email}),
            "password": lambda: with_password(client, "wrong wrong wrong", email),
        }[path]
        answer = sent()
        follow = client.get(answer.url) if answer.status_code == 302 else answer
        return shape(answer), shape(follow), len(mail.outbox)

    assert asked("alba@example.org") == asked("nobody@example.org")


def test_asking_for_a_code_is_the_same_work_for_a_known_address_and_a_new_one(alba):
    def work(email):
        with CaptureQueriesContext(connection) as queries:
            ask(Client(), email)
        done = [query["sql"].split()[0] for query in queries]
        return [done.count(word) for word in ("INSERT", "UPDATE", "DELETE")], done.count("SELECT"), len(mail.outbox)

    (known, looked, one), (new, also_looked, two) = work("alba@example.org"), work("new@example.org")

    assert (known, one) == (new, two - 1)
    assert abs(looked - also_looked) <= 1  # allauth asks once more, of one database for the one and not of the other
    assert not Account.objects.filter(email__endswith="nobody.invalid").exists()


def test_an_address_that_somebody_claims_is_not_hers_until_confirmed(client, alba):
    """Whoever puts another's address on her own account gains nothing when its owner comes."""
    client.force_login(alba, backend=BACKEND)
    client.post("/accounts/email/", {"action_add": "", "email": "victim@example.org"})
    victim = Client()

    asked = ask(victim, "victim@example.org")
    victim.post(asked.url, {"code": mailed()})

    assert signed_in(victim) not in (None, alba.pk)
    assert not EmailAddress.objects.filter(user=alba, email="victim@example.org", verified=True).exists()


# ── Limits ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
def test_guessing_one_account_from_a_thousand_addresses_gets_five_tries_a_minute(alba):
    tried = [
        with_password(Client(), f"guess {n} guess", REMOTE_ADDR=f"10.{n // 250}.{n % 250}.7").content.decode()
        for n in range(1000)
    ]

    assert sum("Too many failed" not in page for page in tried) == 5


def test_honest_users_are_not_kept_out_by_somebody_else_s_guesses(alba):
    for n in range(8):
        with_password(Client(), "wrong wrong wrong", REMOTE_ADDR=f"10.0.0.{n}")
    bruno = account("Bruno")
    bruno.set_password(PASSWORD)
    bruno.save()
    EmailAddress.objects.create(user=bruno, email=bruno.email, verified=True, primary=True)
    other, hers = Client(), Client()

    with_password(other, email="bruno@example.org", REMOTE_ADDR="10.9.9.9")
    asked = ask(hers, "alba@example.org", REMOTE_ADDR="10.9.9.8")
    hers.post(asked.url, {"code": mailed()})

    assert signed_in(other) == bruno.pk
    assert signed_in(hers) == alba.pk


@pytest.mark.parametrize(("proxies", "allowed"), [(0, 30), (1, 40)])
def test_a_forged_forwarded_for_has_no_effect_without_a_proxy(alba, settings, proxies, allowed):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies

    tried = [
        with_password(Client(), "x" * 12, f"a{n}@example.org", REMOTE_ADDR="192.0.2.1",
                      headers={"X-Forwarded-For": f"10.0.0.{n}"}).status_code
        for n in range(40)
    ]  # fmt: skip

    assert tried.count(200) == allowed


def test_behind_a_proxy_only_its_own_word_counts(alba, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    tried = [
        with_password(Client(), "x" * 12, f"a{n}@example.org", REMOTE_ADDR="192.0.2.1",
                      headers={"X-Forwarded-For": f"10.0.0.{n}, 203.0.113.5"}).status_code
        for n in range(40)
    ]  # fmt: skip

    assert tried.count(200) == 30


def test_the_host_header_buys_no_further_tries(alba, settings):
    settings.ALLOWED_HOSTS = ["*"]

    tried = [
        with_password(Client(SERVER_NAME=f"h{n}.example.org"), "wrong wrong", REMOTE_ADDR=f"10.0.0.{n}")
        for n in range(12)
    ]

    assert sum("Too many failed" not in page.content.decode() for page in tried) == 5
