"""Somebody without a mail address comes in, is shown a code once, and comes back with it."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.cache import cache
from django.test import Client

from commonweal.acts.testing import NOON
from commonweal.people import papercodes
from commonweal.people.models import Account, PaperCode
from commonweal.web import paper

PAGE = "/accounts/paper/"
WRONG = papercodes.spelled("0" * 20 + papercodes.check_character("0" * 20))

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_counted_yet():
    cache.clear()


@pytest.fixture
def fatima():
    return Account.objects.create_user(None, name="Fatima")


@pytest.fixture
def code(fatima):
    return papercodes.give(fatima, at=NOON)


def signed_in(client):
    return client.session.get("_auth_user_id")


def opened(rf, *, address="192.0.2.1"):
    request = rf.post("/", REMOTE_ADDR=address)
    SessionMiddleware(lambda _request: None).process_request(request)
    MessageMiddleware(lambda _request: None).process_request(request)
    request.user = AnonymousUser()
    return request


def test_an_account_without_mail_is_opened_and_signed_in(rf):
    request = opened(rf)

    code = paper.open_without_mail(request, name="Fatima", then="/p/cool-schools/")

    account = Account.objects.get()
    assert (account.email, account.name, request.user) == (None, "Fatima", account)
    assert request.session["_auth_user_id"] == account.pk
    assert papercodes.account_with(papercodes.understood(code)) == account


def test_the_sheet_shows_the_code_once_and_puts_it_in_no_address(rf, client):
    request = opened(rf)
    code = paper.open_without_mail(request, name="Fatima", then="/p/cool-schools/")
    request.session.save()
    client.cookies["sessionid"] = request.session.session_key

    assert code.encode() not in client.head("/accounts/paper/sheet/").content
    shown = client.get("/accounts/paper/sheet/")

    page = shown.content.decode()
    assert code in page
    assert 'href="/p/cool-schools/"' in page
    assert not re.search(rf"[?&][^\"'<]*{code[:7]}", page)
    assert "no-store" in shown["Cache-Control"]
    assert client.get("/accounts/paper/sheet/").url == "/accounts/"
    assert code not in str(dict(client.session))


@pytest.mark.parametrize("typed", [str.lower, lambda c: c.replace("-", " "), lambda c: f"  {c}  "])
def test_a_code_signs_in_as_people_type_it(client, fatima, code, typed):
    answer = client.post(PAGE, {"code": typed(code), "next": "/p/cool-schools/"})

    assert (answer.status_code, answer.url) == (302, "/p/cool-schools/")
    assert signed_in(client) == fatima.pk


def test_signing_in_makes_a_new_session_key(client, code):
    client.get(PAGE)
    session = client.session
    session["before"] = "1"
    session.save()
    client.cookies["sessionid"] = before = session.session_key

    client.post(PAGE, {"code": code})

    assert signed_in(client)
    assert client.session.session_key != before


def test_a_slip_and_a_wrong_code_are_told_at_the_field(client, code):
    slip = client.post(PAGE, {"code": code[:-1]}).content.decode()
    wrong = client.post(PAGE, {"code": WRONG}).content.decode()

    assert "Compare the code with your sheet" in slip
    assert code[:-1] in slip
    assert "does not sign in" in wrong
    assert not signed_in(client)


@pytest.mark.parametrize("to", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"])
def test_it_leads_to_nowhere_else(client, code, to):
    assert "evil" not in client.post(PAGE, {"code": code, "next": to}).url


def test_a_closed_account_answers_like_a_code_that_never_was(client, fatima, code):
    fatima.is_active = False
    fatima.save()

    def answer(typed):
        page = client.post(PAGE, {"code": typed}).content.decode()
        return re.sub(r'value="[^"]*"', "", page)

    assert answer(code) == answer(WRONG)


def test_guessing_is_limited_by_address_and_by_prefix(client, code):
    answers = [client.post(PAGE, {"code": WRONG}, REMOTE_ADDR=f"192.0.2.{n}").status_code for n in range(12)]
    assert answers == [200] * 10 + [429] * 2

    guess = [
        papercodes.spelled(d + papercodes.check_character(d)) for d in (f"{n + 1:05}" + "0" * 15 for n in range(32))
    ]
    answers = [client.post(PAGE, {"code": g}, REMOTE_ADDR="198.51.100.1").status_code for g in guess]
    assert answers == [200] * 30 + [429] * 2

    assert client.post(PAGE, {"code": code}, REMOTE_ADDR="203.0.113.9").status_code == 302


def test_opening_accounts_is_limited_by_address(rf):
    for _ in range(60):
        paper.open_without_mail(opened(rf), name="")

    with pytest.raises(paper.TooOften) as refused:
        paper.open_without_mail(opened(rf), name="")

    assert refused.value.response.status_code == 429
    assert paper.open_without_mail(opened(rf, address="192.0.2.77"), name="")


def test_a_new_code_from_the_account_page_ends_the_old_one(client, fatima, code):
    client.post(PAGE, {"code": code})

    to = client.post("/accounts/paper/new/").url
    page = client.get(to).content.decode()

    new = re.search(r'translate="no">([0-9A-Z-]+)<', page).group(1)
    other = Client()
    assert other.post(PAGE, {"code": code}).status_code == 200
    assert other.post(PAGE, {"code": new}).status_code == 302
    assert PaperCode.objects.get().account == fatima
