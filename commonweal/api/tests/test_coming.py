"""Founding and joining by program, the verdict asked beforehand, and acts that a program signs."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.test import Client

from commonweal.acts.testing import NOON, account
from commonweal.kit.canonical import b64_decode, b64_encode
from commonweal.kit.ids import id_from_seed
from commonweal.partnerships.models import Partnership
from commonweal.people.models import Invitation, Pseudonym, Text
from commonweal.record import reading
from commonweal.record.entry import EntryError
from commonweal.record.keys import SigningKey

HERE = "/api/v1/partnerships/cool-schools"
FIVE = {"name": "Shade for Ribera", "place": "Ribera Alta", "purpose": "Streets are safe in the heat.",
        "who_decides": "everyone", "size": "medium"}  # fmt: skip
SAID = {"text": "Three streets have no tree.", "lang": "en"}
KEY = SigningKey(b"k" * 32)


def send(client, address, said, **headers):
    return client.post(f"/api/v1/{address}", json.dumps(said), content_type="application/json", headers=headers)


@pytest.fixture
def farah(cool, client):
    client.force_login(account("Farah"))
    return client


def test_whoever_has_a_session_founds(farah):
    answer = send(farah, "partnerships", {"body": FIVE})

    made = answer.json()["partnership"]
    assert (answer.status_code, made["slug"]) == (201, "shade-for-ribera")
    assert answer.json()["entry"]["kind"] == "founding.found"
    assert farah.get(f"/p/{made['slug']}/programs/").status_code == 200, "She convenes it."


def test_founding_twice_under_one_number_founds_once(farah):
    idem = id_from_seed("test", "idem")

    first, again = (send(farah, "partnerships", {"body": FIVE, "idem": idem}).json() for _ in range(2))
    other = send(farah, "partnerships", {"body": {**FIVE, "size": "small"}, "idem": idem})

    assert first == again
    assert other.status_code == 409
    assert Partnership.objects.filter(name=FIVE["name"]).count() == 1


@pytest.mark.parametrize(
    ("more", "status"),
    [({"name": "x"}, 422), ({"log_key": "k" * 40}, 409), ({"edition": "interim/99"}, 409),
     ({"slug": "cool-schools"}, 409), ({"partnership": "a" * 26}, 400),
     ({"parent": "a" * 26}, 409), ({"slug": "../x"}, 422), ({"place": "\0"}, 409)],
)  # fmt: skip
def test_what_cannot_be_founded_is_told(farah, more, status):
    answer = send(farah, "partnerships", {"body": {**FIVE, **more}})

    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("idem", ["", "x", "A" * 26])
def test_a_number_that_is_no_id_is_refused(farah, idem):
    assert send(farah, "partnerships", {"body": FIVE, "idem": idem}).status_code == 422


def test_without_a_session_nobody_founds_or_joins(cool, token, client):
    for address, said in (("partnerships", {"body": FIVE}), ("joining", {"token": "x"})):
        assert send(client, address, said).status_code == 401
        assert send(client, address, said, authorization=f"Bearer {token('Alba')}").status_code == 403
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(account("Farah"))
    assert "X-CSRFToken" in send(strict, "partnerships", {"body": FIVE}).json()["title"]


@pytest.fixture
def offered(cool):
    """The secret of an invitation to observe."""
    invitation = id_from_seed("test", "open")
    cool.given("membership.invite", invitation=invitation, role="observer", expires_at=NOON + timedelta(days=30))
    Invitation.objects.create(id=invitation, partnership=cool.id, token="a-secret")
    return "a-secret"


def test_a_place_is_taken_by_the_secret_of_its_invitation(cool, offered, farah):
    answer = send(farah, "joining", {"token": offered, "name": "  Farah   Saad "})

    assert answer.status_code == 201, answer.content
    assert answer.json()["partnership"]["slug"] == "cool-schools"
    account_now = account("Farah")
    account_now.refresh_from_db()
    assert account_now.name == "Farah Saad"
    assert cool.actor("Olga").has("observer")
    person = Pseudonym.objects.get(account=account_now, partnership=cool.id).id
    assert answer.json()["entry"]["by"] == person
    assert send(farah, "joining", {"token": offered}).status_code == 409, "She is there already."


def test_an_invitation_that_is_none_or_over_gives_nothing(cool, offered, farah, time_machine):
    assert send(farah, "joining", {"token": "nonsense"}).status_code == 404
    assert send(farah, "joining", {"token": "\0"}).status_code == 404
    assert send(farah, "joining", {"token": offered, "name": " "}).status_code == 422
    time_machine.move_to(NOON + timedelta(days=31), tick=False)
    farah.force_login(account("Farah"))
    assert send(farah, "joining", {"token": offered, "name": "Farah"}).status_code == 409


@pytest.mark.parametrize(
    ("who", "body", "told"),
    [
        ("Bruno", {"title": "Shade"}, {"allowed": True, "clause": "2.4", "fits": True}),
        ("Olga", {"title": "Shade"}, {"allowed": False, "clause": "2.4", "fits": True}),
        (None, {"title": "Shade"}, {"allowed": False, "clause": "2.4", "fits": True}),
        ("Bruno", {"title": "Sh\0de"}, {"allowed": True, "clause": "2.4", "fits": False}),
    ],
)
def test_a_verdict_is_asked_without_doing_anything(cool, client, who, body, told):
    if who:
        client.force_login(account(who))
    size = reading.size(cool.id)

    answer = send(client, "partnerships/cool-schools/acts/verdict", {"kind": "fit.name_goal", "body": body})

    assert answer.status_code == 200, answer.content
    assert told.items() <= answer.json().items()
    assert reading.size(cool.id) == size


def test_a_verdict_says_at_which_field_an_act_does_not_fit(cool, client):
    client.force_login(account("Alba"))
    body = {"organisation": id_from_seed("x"), "name": "Shade for All", "sector": "civil_society"}

    said = send(client, "partnerships/cool-schools/acts/verdict", {"kind": "membership.admit", "body": body}).json()

    assert (said["allowed"], said["fits"], said["at"]) == (True, False, "name")
    assert said["says"]


@pytest.fixture
def signer(cool, token):
    """The secret of a program of Bruno, whose company registered a key."""
    key = id_from_seed("test", "key")
    cool.given("trust.add_key", by=cool.bruno, key=key, holder="organisation", of=cool.org("company"), alg="ed25519",
               public=b64_encode(KEY.public))  # fmt: skip
    return key, token("Bruno")


def signed(program, signer, act):
    key, secret = signer
    fixed = program("partnerships/cool-schools/acts/prepare", act, secret=secret).json()
    sig = {"alg": "ed25519", "key": key, "sig": b64_encode(KEY.sign(b64_decode(fixed["message"])))}
    return {**act, **{name: fixed[name] for name in ("idem", "at", "seen", "salts")}, "sig": sig}


def test_a_program_signs_with_a_key_that_the_record_names(cool, program, signer, time_machine):
    act = {"kind": "trust.anchor", "body": {"note": SAID}}
    ready = signed(program, signer, act)
    time_machine.move_to(NOON.replace(minute=39), tick=False)

    answer = program("partnerships/cool-schools/acts", ready, secret=signer[1])
    again = program("partnerships/cool-schools/acts", ready, secret=signer[1])

    assert answer.status_code == 201, answer.content
    assert answer.json()["signed"]
    assert answer.json()["at"] == "2026-03-02T12:30:00Z", "The instant that was signed."
    assert again.json() == answer.json()
    assert Text.objects.get(pk=answer.json()["body"]["note"]["text"]).text == SAID["text"]


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"body": {"note": {"text": "Something else.", "lang": "en"}}}, 409),
        ({"at": "2026-03-02T12:29:59Z"}, 409),
        ({"at": "2026-03-02T12:31:00Z"}, 409),
        ({"at": "2026-03-02T12:19:00Z"}, 409),
        ({"at": "yesterday"}, 400),
        ({"seen": {"size": 3, "root": b64_encode(b"r" * 32)}}, 409),
        ({"seen": {"size": 3}}, 400),
        ({"seen": {"size": True, "root": b64_encode(b"r" * 32)}}, 400),
        ({"salts": {}}, 400),
        ({"salts": {"/note": b64_encode(b"s" * 32)}}, 409),
        ({"salts": {"/note": 7}}, 400),
        ({"salts": {"/note": b64_encode(b"s" * 31)}}, 400),
        ({"sig": {"alg": "ed25519", "key": "a" * 26, "sig": b64_encode(b"s" * 64)}}, 409),
        ({"sig": {"alg": "webauthn", "key": "a" * 26, "sig": ""}}, 400),
        ({"sig": {}}, 400),
    ],
)
def test_a_signature_counts_for_what_was_signed_and_nothing_else(cool, program, signer, change, status):
    ready = signed(program, signer, {"kind": "trust.anchor", "body": {"note": SAID}})
    size = reading.size(cool.id)

    answer = program("partnerships/cool-schools/acts", {**ready, **change}, secret=signer[1])

    assert answer.status_code == status, answer.content
    assert reading.size(cool.id) == size


def test_an_act_that_binds_counts_only_with_a_signature(cool, program, signer):
    act = {"kind": "trust.anchor", "body": {"note": SAID}}

    unsigned = program("partnerships/cool-schools/acts", act, secret=signer[1])
    half = program("partnerships/cool-schools/acts", {**act, "at": "2026-03-02T12:30:00Z"}, secret=signer[1])

    assert (unsigned.status_code, half.status_code) == (409, 400)
    assert "signed" in unsigned.json()["title"]


def test_an_entry_that_does_not_hold_is_told_as_a_problem(cool, client, monkeypatch):
    def broken(*_):
        raise EntryError("Not as it was.")

    monkeypatch.setattr("commonweal.record.reading.entry_at", broken)

    answer = client.get(f"{HERE}/entries/1")

    assert (answer.status_code, answer["Content-Type"]) == (500, "application/problem+json")
    assert "Do not trust" in answer.json()["title"]


@pytest.mark.parametrize(
    "path", ["nothing", "partnerships/cool-schools/", "partnerships/%00", "partnerships/cool-schools/x"]
)
def test_where_nothing_is_a_program_is_told_so_as_a_problem(cool, client, path):
    answer = client.get(f"/api/v1/{path}")

    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""]
)
def test_only_json_is_taken(cool, client, kind):
    client.force_login(account("Bruno"))

    answer = client.generic(
        "POST", f"{HERE}/acts", b'{"kind": "fit.name_goal", "body": {"title": "x"}}', content_type=kind
    )

    assert answer.status_code == 415


@pytest.mark.parametrize("data", ["{}".encode("utf-16"), b"\xef\xbb\xbf{}", b"\xff{}"])
def test_only_utf_8_is_taken(cool, client, data):
    client.force_login(account("Bruno"))

    assert client.generic("POST", f"{HERE}/acts", data, content_type="application/json").status_code == 400


@pytest.mark.parametrize(
    "cites", [[{"entry": False}], [{"entry": "0"}], [{"entry": 0.0}], [7], [{"entry": 0, "rel": "owns"}]]
)
def test_citations_are_read_strictly(cool, client, cites):
    client.force_login(account("Bruno"))

    answer = send(
        client, "partnerships/cool-schools/acts", {"kind": "fit.name_goal", "body": {"title": "x"}, "cites": cites}
    )

    assert answer.status_code == 422


@pytest.mark.parametrize("who", [None, "Farah"])
def test_whoever_may_not_act_does_not_learn_which_numbers_are_taken(cool, client, who):
    idem = id_from_seed("test", "taken")
    cool.given("fit.name_goal", title="Shade", idem=idem)
    if who:
        client.force_login(account(who))

    answer = send(
        client, "partnerships/cool-schools/acts", {"kind": "fit.name_goal", "body": {"title": "x"}, "idem": idem}
    )

    assert answer.status_code == 403
