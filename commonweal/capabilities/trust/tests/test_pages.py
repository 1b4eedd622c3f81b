"""The pages of trust, and the signing of acts with a passkey, from the form to the record."""

from __future__ import annotations

import re

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from commonweal.acts.testing import NOON, Founded, account, admit, founded, founded_alone, given, welcome
from commonweal.capabilities.trust.tests.passkey import PRESENT, SoftPasskey
from commonweal.capabilities.trust.tests.test_trust import KEY, add_key, signed, witness
from commonweal.kit.canonical import b64_decode, b64_encode
from commonweal.people.models import Passkey
from commonweal.record import reading
from commonweal.record.signatures import check_signature

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def cool(db, time_machine) -> Founded:
    time_machine.move_to(NOON, tick=False)
    return founded()


@pytest.fixture
def at(cool):
    return lambda page: f"/p/{cool.slug}/trust/{page}"


@pytest.fixture
def seen_by(client):
    def signed_in(name):
        client.force_login(account(name), backend=BACKEND)
        return client

    return signed_in


def registered(client, at, passkey: SoftPasskey):
    options = client.get(at("passkey/")).context["options"]
    return client.post(at("passkey/"), {"credential": passkey.create(options)})


def prepared(client, at, **said):
    return client.post(at("anchor/"), {"step": "prepare", "note": "", **said}).context["prepared"]


def test_a_passkey_signs_an_anchor(cool, at, seen_by):
    client, passkey = seen_by("Emre"), SoftPasskey()
    assert registered(client, at, passkey).status_code == 302
    size = reading.size(cool.id)
    asked = prepared(client, at, note="We ran the verifier.")

    answer = client.post(at("anchor/"), {"step": "sign", "credential": passkey.get(asked.options)})

    entry = reading.entry_at(cool.id, size)
    assert answer.status_code == 302
    assert (entry.kind, entry.by, entry.seen.size) == ("trust.anchor", cool.person("Emre"), size)
    assert entry.message == asked.message
    assert entry.sig is not None
    check_signature(entry, reading.named_key(cool.id, entry.sig["key"]))


def test_a_passkey_that_did_not_verify_its_holder_signs_nothing(cool, at, seen_by):
    client, passkey = seen_by("Emre"), SoftPasskey()
    registered(client, at, passkey)
    asked = prepared(client, at)
    passkey.flags = PRESENT

    answer = client.post(at("anchor/"), {"step": "sign", "credential": passkey.get(asked.options)})

    assert "did not verify that its holder was there" in answer.content.decode()
    assert reading.size(cool.id) == asked.seen.size


def test_a_passkey_of_another_device_is_told_plainly(cool, at, seen_by):
    client = seen_by("Emre")
    registered(client, at, SoftPasskey())
    asked = prepared(client, at)
    other = SoftPasskey(credential=b"another")

    answer = client.post(at("anchor/"), {"step": "sign", "credential": other.get(asked.options)})

    assert "not registered here to sign acts" in answer.content.decode()


def test_what_waited_too_long_is_prepared_again(cool, at, seen_by, time_machine):
    client, passkey = seen_by("Emre"), SoftPasskey()
    registered(client, at, passkey)
    asked = prepared(client, at)
    time_machine.shift(11 * 60)

    answer = client.post(at("anchor/"), {"step": "sign", "credential": passkey.get(asked.options)})

    assert "waited too long" in answer.content.decode()


def test_signing_twice_records_once(cool, at, seen_by):
    client, passkey = seen_by("Emre"), SoftPasskey()
    registered(client, at, passkey)
    asked = prepared(client, at)
    answer = {"step": "sign", "credential": passkey.get(asked.options)}

    client.post(at("anchor/"), answer)
    again = client.post(at("anchor/"), answer)

    assert reading.size(cool.id) == asked.seen.size + 1
    assert "Nothing waits here" in again.content.decode()


@pytest.mark.parametrize("broken", ["", "{}", "[]", '{"id": 3}', '{"id": "é", "response": {}}', "null"])
def test_a_broken_answer_is_told_plainly(cool, at, seen_by, broken):
    client = seen_by("Emre")
    registered(client, at, SoftPasskey())
    prepared(client, at)

    assert "did not arrive" in client.post(at("anchor/"), {"step": "sign", "credential": broken}).content.decode()
    client.get(at("passkey/"))
    assert "could not be made" in client.post(at("passkey/"), {"credential": broken}).content.decode()


def test_an_organisation_signs_outside_the_browser(cool, at, seen_by):
    given(add_key(cool), by=cool.bruno)
    client = seen_by("Bruno")
    asked = prepared(client, at)

    answer = client.post(at("anchor/"), {"step": "sign", "key": KEY, "signature": signed(asked.message)["sig"]})

    assert answer.status_code == 302
    sig = reading.entry_at(cool.id, asked.seen.size).sig
    assert sig is not None
    assert sig["alg"] == "ed25519"


def test_a_pasted_signature_of_another_act_does_not_count(cool, at, seen_by):
    given(add_key(cool), by=cool.bruno)
    client = seen_by("Bruno")
    prepared(client, at)

    other = client.post(at("anchor/"), {"step": "sign", "key": KEY, "signature": signed(b"other")["sig"]})
    short = client.post(at("anchor/"), {"step": "sign", "key": KEY, "signature": "abc"})

    assert "does not hold" in other.content.decode()
    assert "88 characters" in short.content.decode()


def test_the_credential_stays_with_the_person(cool, at, seen_by):
    passkey = SoftPasskey()
    registered(seen_by("Emre"), at, passkey)

    kept = Passkey.objects.get(account=account("Emre"))

    assert bytes(kept.credential) == passkey.credential
    assert kept.id == reading.named_keys(cool.id)[0].key


@pytest.mark.parametrize("spelling", ["raw", "ssh", "pem"])
def test_a_key_is_taken_in_each_of_its_spellings(cool, at, seen_by, spelling):
    public = Ed25519PrivateKey.from_private_bytes(b"k" * 32).public_key()
    text = {
        "raw": b64_encode(public.public_bytes(Encoding.Raw, PublicFormat.Raw)),
        "ssh": public.public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode() + " bruno@tejados",
        "pem": public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode(),
    }[spelling]

    assert seen_by("Bruno").post(at("organisation-key/"), {"public": text}).status_code == 302
    assert [key.public for key in reading.named_keys(cool.id)] == [public.public_bytes(Encoding.Raw, PublicFormat.Raw)]


@pytest.mark.parametrize(
    ("typed", "says"), [("", "This field is required"), ("abc", "refused"), ("ssh-ed25519 abc", "cannot be read")]
)
def test_a_wrong_key_is_explained_at_its_field(cool, at, seen_by, typed, says):
    answer = seen_by("Bruno").post(at("organisation-key/"), {"public": typed})

    assert says in str(answer.context["form"].errors["public"])


def test_witnesses_are_explained_at_their_field(cool, at, seen_by):
    twice = "\n".join([witness("a.example")] * 2)

    answer = seen_by("Alba").post(at("witnesses/"), {"witnesses": twice, "threshold": 1})

    assert "twice" in str(answer.context["form"].errors["witnesses"])
    assert (
        seen_by("Alba").post(at("witnesses/"), {"witnesses": witness("a.example"), "threshold": 1}).status_code == 302
    )


def test_who_may_not_is_told_the_clause(cool, at, seen_by):
    client = seen_by("Olga")

    for page in ("", "passkey/", "anchor/", "witnesses/", "organisation-key/"):
        assert re.search(r"Clause 2\.[78]", client.get(at(page)).content.decode()), page


def test_a_key_is_withdrawn_after_a_question(cool, at, seen_by):
    given(add_key(cool), by=cool.bruno)
    client = seen_by("Bruno")

    assert "Withdraw it" in client.get(at(f"keys/{KEY}/withdraw/")).content.decode()
    assert client.post(at(f"keys/{KEY}/withdraw/"), {"key": KEY}).status_code == 302
    assert reading.named_key(cool.id, KEY).revoked is not None
    assert client.get(at(f"keys/{'a' * 26}/withdraw/")).status_code == 404


def test_a_move_is_offered_only_where_the_record_came_from_elsewhere(cool, seen_by, settings):
    client, page = seen_by("Alba"), f"/p/{founded_alone('Older', edition='interim/1').slug}/trust/"
    assert client.get(f"{page}move/").status_code == 404
    settings.HOST_SECRET = "another secret of another host entirely"

    assert "another host’s key" in client.get(page).content.decode()
    assert client.post(f"{page}move/", {"sent": "yes"}).status_code == 302
    assert client.get(f"{page}move/").status_code == 404


def test_the_public_sees_keys_and_no_names(cool, at, client):
    given(add_key(cool), by=cool.bruno)

    page = client.get(at("")).content.decode()

    assert "Tejados Frescos" in page
    assert "Bruno" not in page
    assert client.get(at("anchor/")).status_code == 302


@pytest.mark.parametrize("many", [3, 40])
def test_the_list_costs_the_same_whatever_its_length(cool, at, seen_by, django_assert_max_num_queries, many):
    for n in range(many):
        admit(cool, f"more{n}", f"Organisation {n}", "company")
        welcome(cool, f"Person{n}", "representative", org=f"more{n}")
        public = Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32).public_key()
        raw = public.public_bytes(Encoding.Raw, PublicFormat.Raw)
        key = add_key(cool, key=cool.org(f"key{n}"), of=cool.org(f"more{n}"), public=b64_encode(raw))
        given(key, by=cool.actor(f"Person{n}"))
    client = seen_by("Alba")
    client.get(at(""))

    with django_assert_max_num_queries(12):
        client.get(at(""))


def test_the_message_that_is_shown_is_the_message_that_is_signed(cool, at, seen_by):
    given(add_key(cool), by=cool.bruno)
    client = seen_by("Bruno")

    page = client.post(at("anchor/"), {"step": "prepare", "note": ""})

    shown = re.search(r'id="sign-message"[^>]*>([^<]+)<', page.content.decode())
    assert shown is not None
    assert b64_decode(shown[1]) == page.context["prepared"].message
