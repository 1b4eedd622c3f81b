"""Whether the signature on an entry counts: the keys the record names, and what each has signed."""

from __future__ import annotations

import hashlib
import json
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from commonweal.kit.canonical import CanonicalError, b64_decode
from commonweal.kit.ids import is_id
from commonweal.record.entry import Entry
from commonweal.record.keys import (
    BadSignatureError,
    WeakKeyError,
    require_p256,
    require_strong_ed25519,
    verify_ed25519,
    verify_p256,
)

_KEY_BODY = frozenset({"key", "holder", "of", "alg", "public", "rp"})
_USER_PRESENT: Final = 0x01
_USER_VERIFIED: Final = 0x04
_AUTH_MIN_BYTES: Final = 37  # rpIdHash (32), flags (1), counter (4)
_MAX_CLIENT_BYTES: Final = 4096


class SignatureRefused(ValueError):
    """A signature that does not count, or a key that cannot be named, with the reason."""


@dataclass(frozen=True)
class PublicKey:
    """A key as an act named it, and the entries at which it was added and revoked."""

    key: str
    holder: str
    of: str
    alg: str
    public: bytes
    rp: str | None
    added: int
    revoked: int | None = None

    def live_at(self, position: int) -> bool:
        """Tell whether the key was added before this entry and not revoked before it."""
        return self.added < position and (self.revoked is None or self.revoked >= position)


def parse_key(body: dict[str, Any], *, added: int) -> PublicKey:
    """Read the body of a ``trust.add_key``, refusing weak keys.

    :raises SignatureRefused: if the key cannot be named
    """
    if body.keys() != _KEY_BODY or not is_id(body["key"]) or not is_id(body["of"]):
        raise SignatureRefused("A key is named by key, holder, of, alg, public and rp.")
    if body["holder"] not in ("person", "organisation"):
        raise SignatureRefused("A key is held by a person or an organisation.")
    try:
        public = b64_decode(body["public"])
        if body["alg"] == "ed25519" and body["rp"] is None:
            require_strong_ed25519(public)
        elif body["alg"] == "webauthn" and type(body["rp"]) is str and body["rp"]:
            require_p256(public)
        else:
            raise SignatureRefused("A key is ed25519 without rp, or webauthn with the rp it is for.")
    except (CanonicalError, WeakKeyError, AttributeError) as error:
        raise SignatureRefused(f"The key is refused: {error}") from error
    return PublicKey(body["key"], body["holder"], body["of"], body["alg"], public, body["rp"], added)


def check_signature(entry: Entry, key: PublicKey | None) -> None:
    """Check that an entry's signature counts.

    :param key: the key of that id as the record names it, or None where it names none
    :raises SignatureRefused: if there is no signature, or it does not count
    """
    if entry.sig is None:
        raise SignatureRefused("The act is not signed.")
    if key is None or key.key != entry.sig["key"]:
        raise SignatureRefused("The record names no key of this id.")
    if not key.live_at(entry.position):
        raise SignatureRefused("The key was not live when the act was recorded.")
    if key.of != (entry.by if key.holder == "person" else entry.org):
        raise SignatureRefused(f"The key belongs to another {key.holder}.")
    if key.alg != entry.sig["alg"]:
        raise SignatureRefused("The key is for another kind of signature.")
    try:
        if key.alg == "ed25519":
            verify_ed25519(key.public, entry.message, b64_decode(entry.sig["sig"]))
        else:
            _check_assertion(entry.sig, entry.message, key)
    except BadSignatureError as error:
        raise SignatureRefused(str(error)) from error


def _check_assertion(sig: dict[str, str], message: bytes, key: PublicKey) -> None:
    """Check a passkey's assertion (WebAuthn Level 2, section 7.2, for what is kept in an entry)."""
    auth, client = b64_decode(sig["auth"]), b64_decode(sig["client"])
    rp = key.rp or ""
    if len(auth) < _AUTH_MIN_BYTES or auth[:32] != hashlib.sha256(rp.encode()).digest():
        raise SignatureRefused("The passkey answered for another site.")
    if not auth[32] & _USER_PRESENT or not auth[32] & _USER_VERIFIED:
        raise SignatureRefused("The passkey did not verify that its holder was there.")
    said = _client_data(client)
    challenge = urlsafe_b64encode(hashlib.sha256(message).digest()).rstrip(b"=").decode()
    if said.get("type") != "webauthn.get" or said.get("crossOrigin", False) is not False:
        raise SignatureRefused("The passkey was asked for something else.")
    if said.get("challenge") != challenge:
        raise SignatureRefused("The passkey signed another act.")
    if not _origin_fits(said.get("origin"), rp):
        raise SignatureRefused("The passkey was asked from another site.")
    verify_p256(key.public, auth + hashlib.sha256(client).digest(), b64_decode(sig["sig"]))


def _client_data(client: bytes) -> dict[str, Any]:
    try:
        said = json.loads(client.decode()) if len(client) <= _MAX_CLIENT_BYTES else None
    except (ValueError, RecursionError) as error:
        raise SignatureRefused("What the browser said to the passkey cannot be read.") from error
    if not isinstance(said, dict):
        raise SignatureRefused("What the browser said to the passkey cannot be read.")
    return said


def _origin_fits(origin: object, rp: str) -> bool:
    """Tell whether a page at `origin` may use the passkeys of `rp`."""
    if not isinstance(origin, str):
        return False
    try:
        parts = urlsplit(origin)
        host = parts.hostname or ""
    except ValueError:
        return False
    secure = parts.scheme == "https" or (parts.scheme == "http" and host == "localhost")
    return secure and (host == rp or host.endswith(f".{rp}"))
