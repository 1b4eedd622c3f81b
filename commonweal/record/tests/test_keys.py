"""Keys and signatures: what is refused, and what a passkey must have said."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from commonweal.kit.ids import id_from_seed
from commonweal.record import entry as entries
from commonweal.record import keys
from commonweal.record.entry import Entry, Seen
from commonweal.record.keyring import Keyring, parse_witnesses
from commonweal.record.keys import BadSignatureError, SigningKey, WeakKeyError
from commonweal.record.notes import COSIGNATURE, ED25519, Verifier
from commonweal.record.signatures import (
    PublicKey,
    SignatureRefused,
    check_signature,
    parse_key,
)
from commonweal.record.tests.acting import ALICE, CHARTER, NOON
from commonweal.record.tree import EMPTY_ROOT

SharedData = Callable[..., Path]

PARTNERSHIP, NUMBER = id_from_seed("partnership"), id_from_seed("key")
RP = "commons.example"


def test_no_weak_key_is_accepted_anywhere(shared_data: SharedData) -> None:
    cases = json.loads(shared_data("tlog", "weak_public_keys.json").read_text())["keys"]
    assert len(cases) == 14
    for case in cases:
        public = bytes.fromhex(case["pk"])
        with pytest.raises(WeakKeyError, match="weak"):
            keys.require_strong_ed25519(public)
        for first in cases:
            forged = bytes.fromhex(first["pk"]) + bytes(32)
            with pytest.raises(BadSignatureError):
                keys.verify_ed25519(public, b"message", forged)


def test_rfc_8032_first_vector() -> None:
    seed = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"
    public = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    key = SigningKey(bytes.fromhex(seed))

    assert key.public.hex() == public
    assert key.sign(b"").hex().startswith("e5564300c360ac72")
    assert seed not in repr(key)
    keys.require_strong_ed25519(key.public)
    keys.verify_ed25519(key.public, b"", key.sign(b""))


def test_a_signature_with_a_second_spelling_is_refused() -> None:
    """S + L verifies in careless implementations (RFC 8032, section 5.1.7)."""
    key = SigningKey(bytes(32))
    signature = key.sign(b"m")
    order = 2**252 + 27742317777372353535851937790883648493
    second = int.from_bytes(signature[32:], "little") + order
    keys.verify_ed25519(key.public, b"m", signature)

    with pytest.raises(BadSignatureError):
        keys.verify_ed25519(key.public, b"m", signature[:32] + second.to_bytes(32, "little"))
    with pytest.raises(BadSignatureError):
        keys.verify_ed25519(key.public, b"m", signature[:-1])


def test_the_log_key_follows_from_the_secret_and_the_origin() -> None:
    """RFC 5869 with no salt, compared with the library's HKDF."""
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF  # noqa: PLC0415 - only the oracle needs it

    secret, origin = b"s" * 32, "commonweal/a"
    seed = HKDF(hashes.SHA256(), 32, None, origin.encode()).derive(secret)

    assert keys.host_log_key(secret, origin=origin).public == SigningKey(seed).public
    assert keys.host_log_key(secret, origin="commonweal/b").public != SigningKey(seed).public
    with pytest.raises(ValueError, match="at least 32"):
        keys.host_log_key("short", origin=origin)


# ── Passkeys ──────────────────────────────────────────────────────────────────────────────────────


class Passkey:
    """An authenticator that answers as a test wants it to."""

    def __init__(self) -> None:
        self._key = ec.derive_private_key(12345, ec.SECP256R1())
        self.public = self._key.public_key().public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )

    def named(self, **change: Any) -> PublicKey:
        body = {"key": NUMBER, "holder": "person", "of": ALICE, "alg": "webauthn", "rp": RP}
        public = base64.b64encode(self.public).decode()
        return parse_key({**body, "public": public, **change}, added=1)

    def answer(self, message: bytes, *, rp: str = RP, flags: int = 5, **client: Any) -> dict[str, str]:
        challenge = base64.urlsafe_b64encode(hashlib.sha256(message).digest()).decode()
        said = {
            "type": "webauthn.get",
            "challenge": challenge.rstrip("="),
            "origin": f"https://www.{RP}",
            "crossOrigin": False,
            **client,
        }
        data = json.dumps(said).encode()
        auth = hashlib.sha256(rp.encode()).digest() + bytes([flags]) + bytes(4)
        digest = auth + hashlib.sha256(data).digest()
        signature = self._key.sign(digest, ec.ECDSA(hashes.SHA256()))
        parts = {"auth": auth, "client": data, "sig": signature}
        encoded = {name: base64.b64encode(part).decode() for name, part in parts.items()}
        return {"alg": "webauthn", "key": NUMBER, **encoded}


def _act() -> dict[str, Any]:
    return entries.act_object(
        kind="test.say",
        kv=1,
        partnership=PARTNERSHIP,
        at=NOON,
        by=ALICE,
        org=None,
        charter=CHARTER,
        body={},
        idem=id_from_seed("idem"),
        seen=Seen(0, EMPTY_ROOT),
    )


def _entry(sig: dict[str, str]) -> Entry:
    return entries.parse_entry(entries.encode_entry(_act(), sig), position=3)


def _signed(**change: Any) -> Entry:
    return _entry(Passkey().answer(entries.signed_message(_act()), **change))


def test_a_passkey_signs_an_act() -> None:
    check_signature(_signed(), Passkey().named())


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"rp": "evil.example"}, "another site"),
        ({"flags": 1}, "did not verify"),
        ({"flags": 4}, "did not verify"),
        ({"type": "webauthn.create"}, "something else"),
        ({"crossOrigin": True}, "something else"),
        ({"challenge": "AAAA"}, "another act"),
        ({"origin": f"https://{RP}.evil.example"}, "another site"),
        ({"origin": f"https://evil{RP}"}, "another site"),
        ({"origin": f"http://{RP}"}, "another site"),
        ({"origin": None}, "another site"),
        ({"origin": "https://["}, "another site"),
    ],
)
def test_what_a_passkey_must_not_have_said(change: dict[str, Any], message: str) -> None:
    with pytest.raises(SignatureRefused, match=message):
        check_signature(_signed(**change), Passkey().named())


def test_a_changed_act_or_answer_is_refused() -> None:
    sig = Passkey().answer(entries.signed_message({**_act(), "kv": 2}))
    with pytest.raises(SignatureRefused, match="another act"):
        check_signature(_entry(sig), Passkey().named())

    good = Passkey().answer(entries.signed_message(_act()))
    auth = bytearray(base64.b64decode(good["auth"]))
    auth[-1] ^= 1
    changed = {**good, "auth": base64.b64encode(auth).decode()}
    with pytest.raises(SignatureRefused, match="does not hold"):
        check_signature(_entry(changed), Passkey().named())
    for client in (b"not json", b"[]", b"{" * 5000, b"\xff"):
        broken = {**good, "client": base64.b64encode(client).decode()}
        with pytest.raises(SignatureRefused, match="cannot be read"):
            check_signature(_entry(broken), Passkey().named())


def test_local_development_needs_no_certificate() -> None:
    sig = Passkey().answer(entries.signed_message(_act()), rp="localhost", origin="http://localhost:8000")

    check_signature(_entry(sig), Passkey().named(rp="localhost"))


@pytest.mark.parametrize(
    "change",
    [
        {"holder": "robot"},
        {"alg": "rsa"},
        {"alg": "ed25519"},
        {"rp": None},
        {"rp": ""},
        {"key": "x"},
        {"public": "AA=="},
        {"public": base64.b64encode(b"\x04" + bytes(64)).decode()},
        {"public": None},
        {"more": 1},
    ],
)
def test_keys_that_cannot_be_named(change: dict[str, Any]) -> None:
    with pytest.raises(SignatureRefused):
        Passkey().named(**change)


# ── The keyring ───────────────────────────────────────────────────────────────────────────────────


def test_witnesses_are_distinct_in_name_and_key() -> None:
    one, other = SigningKey(b"1" * 32).public, SigningKey(b"2" * 32).public
    a, b = Verifier("a", COSIGNATURE, one), Verifier("b", COSIGNATURE, other)

    assert parse_witnesses({"witnesses": [str(a), str(b)], "threshold": 2}).verifiers == (a, b)
    for second in (a, Verifier("a", COSIGNATURE, other), Verifier("b", COSIGNATURE, one)):
        with pytest.raises(SignatureRefused, match="twice"):
            parse_witnesses({"witnesses": [str(a), str(second)], "threshold": 1})
    with pytest.raises(SignatureRefused, match="cosignature kind"):
        parse_witnesses({"witnesses": [str(Verifier("a", ED25519, one))], "threshold": 1})
    for body in ({"witnesses": None, "threshold": 1}, {"witnesses": [1], "threshold": 1}):
        with pytest.raises(SignatureRefused):
            parse_witnesses(body)


def test_an_empty_keyring_vouches_for_nobody() -> None:
    with pytest.raises(SignatureRefused, match="no log key"):
        _ = Keyring().log
    with pytest.raises(SignatureRefused, match="no key of this id"):
        Keyring().check(_signed())
