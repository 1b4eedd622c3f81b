"""Acts that a program signs with an Ed25519 key: what is fixed before, the bytes to sign, and what comes back.

Nothing is kept between the two requests: what was fixed comes back with the signature, which covers all of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from commonweal.acts.act import Act, Words, words_in
from commonweal.acts.perform import body_of, setting_of
from commonweal.api.strict import Malformed
from commonweal.kit.canonical import CanonicalError, b64_decode, b64_encode
from commonweal.kit.dates import format_instant, parse_instant
from commonweal.kit.digests import SALT_BYTES, new_salt
from commonweal.partnerships.actors import Actor
from commonweal.people.words import digest_of
from commonweal.record import reading
from commonweal.record.entry import Cite, Seen, act_object, signed_message
from commonweal.record.keys import ED25519_SIGNATURE_BYTES
from commonweal.record.tree import HASH_BYTES

WAITS: Final = timedelta(minutes=10)
"""How long an act may wait for its signature: its instant must still be true."""

PARTS: Final[Mapping[str, type]] = {"at": str, "seen": dict, "salts": dict, "sig": dict}


def prepared(act: Act, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Return the bytes that a signature of this act covers, with the instant, tree and salts that are in them."""
    head, salts = reading.head(act.partnership), dict[str, bytes]()

    def salted(path: str, text: str, said: Words) -> str:
        salts[path] = new_salt()
        return digest_of(said.text, lang=said.lang, salt=salts[path])

    signed = act_object(
        kind=act.kind_name(),
        kv=act.kind_version(),
        partnership=act.partnership,
        at=at,
        by=by.person,
        org=by.org,
        charter=setting_of(act.partnership).digest,
        body=body_of(act, salted),
        cites=[Cite(c.entry, c.rel) for c in act.cites],
        idem=act.idem,
        seen=Seen(head.size, head.root),
    )
    return {
        "message": b64_encode(signed_message(signed)),
        "act": signed,
        "idem": act.idem,
        "at": signed["at"],
        "seen": signed["seen"],
        "salts": {path: b64_encode(salt) for path, salt in salts.items()},
        "sign_until": format_instant(at + WAITS),
    }


def signature_of(sent: dict[str, Any], act: Act, *, at: datetime) -> dict[str, Any] | None:
    """Return what `perform` is to be told of the signature that was sent, or nothing where none was.

    :raises Malformed: where a part of it is missing or is not what it should be
    """
    if not PARTS.keys() & sent.keys():
        return None
    if missing := sorted({"at", "seen", "sig", "idem"} - sent.keys()):
        raise Malformed(f"Send {' and '.join(missing)} with a signature, as they were prepared.")
    try:
        return {
            "at": _instant(sent["at"], at=at),
            "seen": _seen(sent["seen"]),
            "sig": _sig(sent["sig"]),
            "salts": _salts(sent.get("salts", {}), act),
        }
    except CanonicalError as error:
        raise Malformed("Send at, seen, salts and sig in the form in which they were prepared.") from error


def _instant(text: str, *, at: datetime) -> datetime:
    try:
        said = parse_instant(text)
    except ValueError as error:
        raise Malformed("Send at as it was prepared: YYYY-MM-DDTHH:MM:SSZ.") from error
    if not timedelta() <= at - said <= WAITS:
        raise Malformed("This waited too long for its signature, or was made for later. Prepare it again.", status=409)
    return said


def _seen(sent: dict[str, Any]) -> Seen:
    if sent.keys() != {"size", "root"} or type(sent["size"]) is not int or not 0 <= sent["size"] < 2**53:
        raise Malformed("Send seen as an object with size and root.")
    return Seen(sent["size"], _bytes(sent["root"], HASH_BYTES))


def _sig(sent: dict[str, Any]) -> dict[str, str]:
    if sent.keys() != {"alg", "key", "sig"} or sent["alg"] != "ed25519" or not isinstance(sent["key"], str):
        raise Malformed("Send sig as an object with alg (ed25519), key and sig.")
    _bytes(sent["sig"], ED25519_SIGNATURE_BYTES)
    return {name: str(sent[name]) for name in ("alg", "key", "sig")}


def _salts(sent: dict[str, Any], act: Act) -> dict[str, bytes]:
    if sent.keys() != {path for path, _words in words_in(act)}:
        raise Malformed("Send a salt for each text, by its path, as they were prepared.")
    return {path: _bytes(salt, SALT_BYTES) for path, salt in sent.items()}


def _bytes(sent: Any, size: int) -> bytes:
    if not isinstance(sent, str):
        raise Malformed("Send bytes as text, in base64.")
    return b64_decode(sent, size=size)
