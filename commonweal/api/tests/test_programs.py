"""The pages on which programs are let in and other systems told: seen once, twice made once, each for whom it is."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from commonweal.acts.installed import act_types
from commonweal.acts.testing import NOON, account, welcome
from commonweal.api.document import operations
from commonweal.api.models import Token, Webhook
from commonweal.kit.ids import new_id

HERE = "/p/cool-schools/programs/"
MAKE = {"form": "make", "name": "Evening report", "scopes": ["read", "act:fit"], "days": "90"}
ADD = {"form": "add", "url": "https://example.org/told", "topics": ["fit"]}


@pytest.fixture
def bruno(cool, client):
    client.force_login(account("Bruno"))
    return client


def test_a_token_is_made_shown_once_used_and_revoked(cool, bruno, program):
    page = bruno.post(HERE, {**MAKE, "id": new_id()})
    (secret,) = re.findall(r"cw_[\w-]{43}", page.content.decode())
    token = Token.objects.get()

    assert page["Cache-Control"].count("no-store") == 1
    assert program("partnerships/cool-schools/entries", secret=secret).status_code == 200
    later = bruno.get(HERE).content.decode()
    assert secret not in later
    assert "Evening report" in later
    assert "Last used on" in later
    assert bruno.post(HERE, {"form": "revoke", "token": token.pk}).status_code == 302
    assert program("partnerships/cool-schools/entries", secret=secret).status_code == 401


def test_sent_twice_it_is_made_once_and_not_shown_again(bruno):
    once = {**MAKE, "id": new_id()}
    bruno.post(HERE, once)

    again = bruno.post(HERE, once).content.decode()

    assert Token.objects.count() == 1
    assert "cw_" not in again
    assert "made already" in again


def test_what_is_missing_is_told_at_its_field_and_nothing_typed_is_lost(bruno):
    page = bruno.post(HERE, {**MAKE, "id": new_id(), "scopes": [], "name": "Kept as typed"}).content.decode()

    assert Token.objects.count() == 0
    assert "Kept as typed" in page
    assert 'id="make_scopes_error"' in page


def test_a_token_that_ends_soon_says_so(cool, bruno, token, time_machine):
    token("Bruno", days=10)
    assert "Expires soon" in bruno.get(HERE).content.decode()

    time_machine.move_to(NOON + timedelta(days=11), tick=False)
    bruno.force_login(account("Bruno"))
    assert "Expired" in bruno.get(HERE).content.decode()


def test_nobody_sees_or_revokes_the_tokens_of_others(cool, client, token):
    token("Alba")
    client.force_login(account("Bruno"))

    assert 'value="revoke"' not in client.get(HERE).content.decode()
    for id in (Token.objects.get().pk, "a" * 26, "\0", ""):
        assert client.post(HERE, {"form": "revoke", "token": id}).status_code == 404
    assert Token.objects.get().revoked_at is None


def test_the_secret_of_a_webhook_is_shown_once_and_stands_in_no_table(bruno):
    page = bruno.post(HERE, {**ADD, "id": new_id()}).content.decode()

    (secret,) = re.findall(r"whsec_[\w+/]{43}=", page)
    assert secret not in str(list(Webhook.objects.values()))
    assert secret not in bruno.get(HERE).content.decode()
    assert secret not in bruno.get(f"{HERE}{Webhook.objects.get().pk}/").content.decode()


@pytest.mark.parametrize("who", ["Emre", "Olga"])
def test_all_members_see_where_acts_are_sent_and_few_change_it(cool, client, who):
    client.force_login(account("Alba"))
    client.post(HERE, {**ADD, "id": new_id()})
    hook = Webhook.objects.get()
    client.force_login(account(who))

    page = client.get(HERE).content.decode()

    assert "https://example.org/told" in page
    assert "Only the convener and the representatives" in page
    assert client.post(HERE, {**ADD, "id": new_id()}).status_code == 403
    assert client.post(f"{HERE}{hook.pk}/", {"form": "stop"}).status_code == 403
    assert Webhook.objects.get().stopped_at is None


def test_a_webhook_is_stopped_by_hand(bruno):
    bruno.post(HERE, {**ADD, "id": new_id()})
    hook = Webhook.objects.get()

    bruno.post(f"{HERE}{hook.pk}/", {"form": "stop"})

    assert "Stopped on" in bruno.get(f"{HERE}{hook.pk}/").content.decode()
    assert bruno.get(f"{HERE}{'a' * 26}/").status_code == 404


def test_an_address_of_our_own_network_is_refused_at_its_field(bruno):
    page = bruno.post(HERE, {**ADD, "id": new_id(), "url": "https://169.254.169.254/"}).content.decode()

    assert "private network" in page
    assert 'id="add_url_error"' in page
    assert Webhook.objects.count() == 0


@pytest.mark.parametrize("who", [None, "Farah"])
def test_strangers_find_nothing_there(cool, client, who):
    if who:
        client.force_login(account(who))

    assert client.get(HERE).status_code == (404 if who else 302)


def test_the_pages_cost_the_same_for_one_and_for_many(cool, bruno, token, django_assert_max_num_queries):
    for count in (1, 15):
        for _ in range(count):
            token("Bruno")
            Webhook.objects.create(partnership=cool.id, url="https://example.org/", upto=0, made_at=NOON)
        with django_assert_max_num_queries(8):
            bruno.get(HERE)


def test_the_manual_has_a_page_for_every_address_and_every_kind(cool, client):
    index = client.get("/api/").content.decode()

    for kind in act_types():
        assert f"/api/kinds/{kind}/" in index
        page = client.get(f"/api/kinds/{kind}/")
        assert (page.status_code, page.content.count(b"<") < 800) == (200, True)
    for _path, _method, op in operations():
        assert f"/api/addresses/{op.id}/" in index
        assert client.get(f"/api/addresses/{op.id}/").status_code == 200
    assert client.get("/api/kinds/kites.fly/").status_code == client.get("/api/addresses/x/").status_code == 404


def test_examples_name_the_readers_own_partnership(cool, client):
    assert "your-partnership" in client.get("/api/addresses/act/").content.decode()
    welcome(cool, "Farah", "observer", at=NOON)
    client.force_login(account("Farah"))

    assert "/partnerships/cool-schools/acts" in client.get("/api/addresses/act/").content.decode()
