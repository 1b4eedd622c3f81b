"""The page of moving: signed from the form to the record, closed, and said on every page."""

from __future__ import annotations

import pytest

from commonweal.acts.testing import NOON, Founded, account, founded
from commonweal.capabilities.trust.tests.test_moving import NEW, agree, key_of, signing, with_keys
from commonweal.kit.canonical import b64_encode
from commonweal.record import reading

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def cool(db, time_machine) -> Founded:
    time_machine.move_to(NOON, tick=False)
    return with_keys(founded())


@pytest.fixture
def seen_by(client):
    def signed_in(name):
        client.force_login(account(name), backend=BACKEND)
        return client

    return signed_in


def page(cool) -> str:
    return f"/p/{cool.slug}/moving/"


def test_a_representative_signs_and_the_page_counts(cool, seen_by):
    client = seen_by("Bruno")
    asked = client.post(page(cool), {"step": "prepare", "to": f"{NEW}/", "reason": "It is nearer to us."})
    prepared = asked.context["prepared"]
    assert "This is what you sign" in asked.content.decode()
    sent = {"step": "sign", "key": key_of("Bruno"), "signature": b64_encode(signing("Bruno").sign(prepared.message))}

    assert client.post(page(cool), sent).status_code == 302

    shown = client.get(page(cool)).content.decode()
    assert "1 more organisation has to agree" in shown
    assert "Tejados Frescos" in shown
    assert reading.latest_entries(cool.id, 1)[0].kind == "trust.agree_to_move"


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("to", "", "required"),
        ("to", "new.example.org", "form that is needed"),
        ("to", "http://localhost:8000", "lives on this host"),
        ("log_key", "commonweal/x", "at least 10|three parts"),
    ],
)
def test_what_is_wrong_is_explained_at_its_field(cool, seen_by, field, typed, says):
    answer = seen_by("Bruno").post(page(cool), {"step": "prepare", "to": NEW, field: typed})

    said = str(answer.context["form"].errors[field])
    assert any(part in said for part in says.split("|")), said


def test_the_convener_closes_once_enough_agreed_and_every_page_says_so(cool, seen_by):
    agree(cool, "Bruno")
    client = seen_by("Alba")
    assert "Close the record here" not in client.get(page(cool)).content.decode()
    refused = client.post(page(cool), {"step": "close", "to": NEW})
    assert "of this host, 1 has" in refused.content.decode() or "1 have" in refused.content.decode()
    agree(cool, "Chiara")
    assert "Close the record here" in client.get(page(cool)).content.decode()

    assert client.post(page(cool), {"step": "close", "to": NEW}).status_code == 302

    for address in ("", "record/", "members/", "trust/"):
        assert f"moved to {NEW}" in client.get(f"/p/{cool.slug}/{address}").content.decode()
    assert b"".join(client.get(f"/p/{cool.slug}/bundle"))[:2] == b"PK"
    assert client.get(f"/p/{cool.slug}/checkpoint").status_code == 200


def test_a_representative_is_not_offered_to_close_and_a_visitor_reads(cool, seen_by, client):
    agree(cool, "Bruno")
    agree(cool, "Chiara")

    assert "Close the record here" not in seen_by("Bruno").get(page(cool)).content.decode()
    client.logout()
    shown = client.get(page(cool)).content.decode()
    assert "Enough have agreed" in shown
    assert "<textarea" not in shown


def test_the_page_costs_the_same_for_few_and_many(cool, client, django_assert_max_num_queries):
    agree(cool, "Bruno")
    client.get(page(cool))
    with django_assert_max_num_queries(12):
        client.get(page(cool))
    agree(cool, "Chiara")
    agree(cool, "Alba")
    with django_assert_max_num_queries(12):
        client.get(page(cool))
