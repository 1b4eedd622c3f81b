"""What the security log says of signing in, refusals and limits, and what it never says."""

from __future__ import annotations

import io
import json
import logging
from contextlib import contextmanager

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache

from commonweal.acts.perform import Refused
from commonweal.acts.testing import NOON, account, founded
from commonweal.kit.securitylog import NAME, JsonLine, note

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
CODE = "/accounts/login/code/"

pytestmark = pytest.mark.django_db


@contextmanager
def noted():
    """Collect the lines that are written meanwhile."""
    written, lines = io.StringIO(), []
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonLine())
    logging.getLogger(NAME).addHandler(handler)
    try:
        yield lines
    finally:
        logging.getLogger(NAME).removeHandler(handler)
        lines += [json.loads(line) for line in written.getvalue().splitlines()]


@pytest.fixture(autouse=True)
def _counted_anew(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    cache.clear()


@pytest.fixture
def alba():
    found = account("Alba")
    found.set_password("correct horse battery staple")
    found.save()
    EmailAddress.objects.create(user=found, email=found.email, verified=True, primary=True)
    return found


@pytest.fixture
def cool(time_machine):
    time_machine.move_to(NOON, tick=False)
    return founded()


def test_signing_in_and_out_is_noted_with_the_way_and_without_an_address(client, alba):
    with noted() as lines:
        client.post(CODE, {"email": alba.email})
        client.post(f"{CODE}confirm/", {"code": "WRONG1"})
        client.post(f"{CODE}confirm/", {"code": mail.outbox[0].body.strip().splitlines()[2]})
        client.post("/accounts/logout/")
        client.post("/accounts/login/", {"login": alba.email, "password": "wrong"})

    assert [(line["event"], line.get("by"), line.get("account")) for line in lines] == [
        ("sign_in_failed", "code", None),
        ("signed_in", "code", alba.pk),
        ("signed_out", None, alba.pk),
        ("sign_in_failed", "password", alba.pk),
    ]
    assert all(line["at"].endswith("Z") for line in lines)
    assert "alba" not in str(lines).lower()
    assert "127.0.0.1" not in str(lines)


def test_a_limit_that_is_hit_is_noted(client, alba):
    with noted() as lines:
        for n in range(7):
            client.post("/accounts/login/", {"login": alba.email, "password": f"wrong {n}"})

    assert {"limit"} < {line["event"] for line in lines}
    assert next(line["what"] for line in lines if line["event"] == "limit") == "login_failed"


def test_a_refused_act_is_noted_once_with_its_clause(cool):
    with noted() as lines, pytest.raises(Refused):
        cool.given("membership.admit", by=cool.olga, organisation=cool.org("x"), name="Yards", sector="civil_society")

    (line,) = lines
    assert (line["event"], line["kind"]) == ("refused", "membership.admit")
    assert (line["person"], line["partnership"]) == (cool.person("Olga"), cool.id)
    assert line["clause"]


def test_who_is_kept_from_a_page_is_noted_by_its_pattern(client, cool):
    client.force_login(account("Farah"), backend=BACKEND)

    with noted() as lines:
        client.get("/p/cool-schools/places/")

    (line,) = lines
    assert (line["event"], line["account"], line["partnership"]) == ("page_not_shown", account("Farah").pk, cool.id)
    assert "<slug:slug>" in line["page"]


def test_a_line_cannot_be_broken_nor_written_by_somebody_else():
    with noted() as lines:
        note("limit", what='x"}\n{"event": "signed_in", "account": "forged"}\r\u2028\x1b[2J' + "y" * 500)

    (line,) = lines
    assert line["event"] == "limit"
    assert len(line["what"]) == 120


def test_every_line_is_ascii(cool):
    record = logging.makeLogRecord({"msg": "limit", "facts": {"what": "\u202e水\x00"}})

    assert JsonLine().format(record).isascii()
    assert JsonLine().format(record).isprintable()


def test_a_browser_forgets_pages_and_drafts_at_signing_out(client, alba):
    client.force_login(alba, backend=BACKEND)

    answer = client.post("/accounts/logout/")

    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert "Clear-Site-Data" not in client.get("/")


def test_signing_in_again_to_go_on_keeps_what_was_typed(client, alba):
    client.force_login(alba, backend=BACKEND)

    assert "Clear-Site-Data" not in client.post("/accounts/again/", {"next": "/accounts/"})


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PROPFIND", "x"])
def test_a_method_that_nothing_here_knows_is_answered_405(client, method):
    for address in ("/", "/accounts/login/", "/api/v1/partnerships", "/nowhere/"):
        answer = client.generic(method, address)
        assert answer.status_code == 405, address
        assert answer["Allow"]


@pytest.mark.parametrize(
    "password", ["commonweal1234", "Partnership-2026", "alba.commonweal", "localhost-1234", "AlbaAlbaAlba12"]
)
def test_a_password_of_words_of_this_house_is_explained(client, alba, password, settings):
    settings.ADDRESS = "https://localhost"
    client.force_login(alba, backend=BACKEND)

    page = client.post(
        "/accounts/password/change/",
        {"oldpassword": "correct horse battery staple", "password1": password, "password2": password},
    ).content.decode()

    assert "words that others would try first" in page
    alba.refresh_from_db()
    assert alba.check_password("correct horse battery staple")


@pytest.mark.parametrize(
    "password",
    [
        "lavender over commonweal roofs",
        "lavender over every roof of ours " * 3 + "é水",
        "correct horse battery staple!",
    ],
)
def test_a_password_may_be_long_and_hold_anything_else(client, alba, password):
    client.force_login(alba, backend=BACKEND)

    client.post(
        "/accounts/password/change/",
        {"oldpassword": "correct horse battery staple", "password1": password, "password2": password},
    )

    alba.refresh_from_db()
    assert alba.check_password(password)


def test_a_program_that_asks_without_encryption_is_told_so(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_REDIRECT_EXEMPT = [r"^api/"]

    told = client.get("/api/v1/partnerships", headers={"authorization": "Bearer cw_x"})

    assert (told.status_code, told["Content-Type"]) == (403, "application/problem+json")
    assert "Ask by https" in told.json()["title"]
    assert client.get("/api/v1/partnerships", secure=True).status_code == 200
