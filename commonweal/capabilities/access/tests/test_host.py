"""Whoever runs the host sees counts, looks at one account for a recorded reason, and has no say anywhere."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from commonweal.acts.testing import NOON, account, founded, founded_alone, welcome
from commonweal.capabilities.access.models import Look
from commonweal.people.models import Account, HostLook, Session
from commonweal.record import reading

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
WHY = "A letter to this person came back."

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _noon(time_machine):
    time_machine.move_to(NOON, tick=False)
    cache.clear()


@pytest.fixture
def cool():
    return founded()


def browser(name):
    client = Client()
    client.force_login(account(name), backend=BACKEND)
    return client


@pytest.fixture
def henri():
    Account.objects.filter(pk=account("Henri").pk).update(is_administrator=True)
    return browser("Henri")


def look(client, who, why=WHY):
    return client.post("/host/account/", {"who": who, "reason": why})


def test_to_others_there_is_no_such_page(cool):
    for name in ("Alba", "Farah"):
        assert browser(name).get("/host/").status_code == 404
        assert look(browser(name), "emre@example.org").status_code == 404
        assert browser(name).post("/host/stop/", {}).status_code == 404
    assert Client().get("/host/").status_code == 302
    assert not Look.objects.exists()


def test_a_sign_in_of_long_ago_is_asked_for_again(henri, time_machine):
    assert henri.get("/host/").status_code == 200

    time_machine.move_to(NOON + timedelta(minutes=settings.RECENT_MINUTES), tick=False)

    assert henri.get("/host/").status_code == 403
    assert "Show again that it is you" in look(henri, "emre@example.org").content.decode()
    again = henri.post("/accounts/again/", {"next": "/host/"})
    assert again.url == "/accounts/login/?next=%2Fhost%2F"
    assert henri.get("/host/").status_code == 302


def test_it_shows_public_facts_and_counts_and_nobody(cool, henri):
    page = henri.get("/host/").content.decode()

    assert "Cool Schools" in page
    for name in ("Emre", "emre@example.org", "Bruno"):
        assert name not in page


def test_a_look_is_on_every_record_before_anything_is_shown(cool, henri):
    quiet = founded_alone("Quiet Streets")
    welcome(quiet, "Emre", "observer")

    page = look(henri, "Emre@example.org").content.decode()

    assert "emre@example.org" in page
    assert {row.partnership for row in Look.objects.all()} == {cool.id, quiet.id}
    assert {row.person for row in Look.objects.all()} == {cool.person("Emre"), quiet.person("Emre")}
    assert HostLook.objects.get().recorded == 2
    assert WHY in henri.get("/host/").content.decode()
    assert WHY in browser("Olga").get("/p/cool-schools/who-looked/").content.decode()


def test_where_a_record_refuses_nothing_is_shown(cool, henri, monkeypatch):
    from commonweal.acts.perform import Refused  # noqa: PLC0415 - only this test refuses
    from commonweal.capabilities.access import hosting  # noqa: PLC0415 - only this test refuses
    from commonweal.charter.judge import Verdict  # noqa: PLC0415 - only this test refuses

    def refused(*_args, **_named):
        raise Refused(Verdict(allowed=False, clause="9.9", reason="Nobody looks here."))

    monkeypatch.setattr(hosting, "perform", refused)

    page = look(henri, "emre@example.org").content.decode()

    assert "Nobody looks here." in page
    assert "emre@example.org" not in page


def test_somebody_without_a_partnership_is_looked_at_in_the_log_of_the_host(henri):
    page = look(henri, account("Farah").pk).content.decode()

    assert "farah@example.org" in page
    logged = HostLook.objects.get()
    assert (logged.account, logged.reason, logged.recorded) == (account("Farah").pk, WHY, 0)


@pytest.mark.parametrize(
    ("who", "why", "says"),
    [
        ("nobody@example.org", WHY, "no account with exactly this"),
        ("emre", WHY, "no account with exactly this"),
        ("%", WHY, "no account with exactly this"),
        ("emre@example.org", "", "Say why"),
        ("emre@example.org", "short", "at least 10"),
    ],
)
def test_a_mistake_is_told_at_its_field_and_nothing_is_lost(cool, henri, who, why, says):
    answer = look(henri, who, why)

    page = answer.content.decode()
    assert answer.status_code == 400
    assert says in page
    assert f'value="{who}"' in page
    assert not Look.objects.exists()


def test_looking_is_limited(henri):
    answers = [look(henri, "nobody@example.org").status_code for _ in range(31)]

    assert answers == [400] * 30 + [429]


def test_a_stopped_account_is_signed_out_and_cannot_come_back(cool, henri):
    emre = browser("Emre")
    sent = {"account": account("Emre").pk, "stop": "True", "reason": WHY}

    assert henri.post("/host/stop/", sent).url == "/host/"

    assert emre.get("/accounts/").status_code == 302
    assert not Account.objects.get(pk=account("Emre").pk).is_active
    assert not Session.objects.filter(account=account("Emre")).exists()
    assert Look.objects.get().done == "stopped"
    assert reading.entry_at(cool.id, Look.objects.get().entry).kind == "access.stopped"
    henri.post("/host/stop/", {**sent, "stop": ""})
    assert Account.objects.get(pk=account("Emre").pk).is_active
    assert [row.what for row in HostLook.objects.order_by("pk")] == ["stopped", "resumed"]


def test_nobody_stops_herself_or_without_a_reason(cool, henri):
    henri.post("/host/stop/", {"account": account("Henri").pk, "stop": "True", "reason": WHY})
    henri.post("/host/stop/", {"account": account("Emre").pk, "stop": "True", "reason": ""})
    henri.post("/host/stop/", {"account": "nobody", "stop": "True", "reason": WHY})

    assert not Account.objects.filter(is_active=False).exists()


def test_running_the_host_gives_no_say_in_a_partnership(cool, henri):
    before = reading.size(cool.id)
    for address in ("invitations/", "places/", "who-looked/", "who-looked/link/"):
        assert henri.get(f"/p/cool-schools/{address}").status_code == 404, address
    sent = {"kind": "access.looked", "body": {"person": cool.person("Emre"), "what": "profile",
            "reason": {"text": WHY, "lang": "en"}}}  # fmt: skip
    answer = henri.post("/api/v1/partnerships/cool-schools/acts", sent, content_type="application/json")

    assert answer.status_code == 403
    assert reading.size(cool.id) == before


@pytest.mark.parametrize("count", [3, 60])
def test_the_page_costs_the_same_however_many_there_are(henri, count, django_assert_max_num_queries):
    for n in range(count):
        account(f"Person{n}")
        HostLook.objects.create(by=account("Henri"), account="x", what="looked", reason=WHY, recorded=0, at=NOON)

    with django_assert_max_num_queries(10):
        henri.get("/host/")
