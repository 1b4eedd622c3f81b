"""Sign an act with a passkey, in two steps: the act is fixed and shown, then signed and performed as it was shown.

What is signed is the act's canonical bytes, so everything in them is fixed before the person is asked: the instant,
the charter in force, the salts of her words, and the checkpoint that she says she has seen. They wait in her session
for a few minutes. The challenge of the WebAuthn assertion is the SHA-256 of those bytes under their prefix, so that
the passkey's answer counts for this act and for nothing else (docs/SPEC.md, "Signatures").
"""

from __future__ import annotations

import hashlib
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from commonweal.acts.act import Act, Words
from commonweal.acts.capability import Objection
from commonweal.acts.installed import act_type
from commonweal.acts.perform import Objected, body_of, perform, setting_of
from commonweal.kit.canonical import b64_decode, b64_encode
from commonweal.kit.dates import format_instant, parse_instant
from commonweal.kit.digests import new_salt
from commonweal.partnerships.actors import Actor
from commonweal.people.models import Account, Passkey
from commonweal.people.words import digest_of
from commonweal.record import reading
from commonweal.record.entry import Cite, Entry, Seen, act_object, signed_message
from commonweal.record.signatures import PublicKey
from commonweal.web.audience import PartnershipRequest

WAITS: Final = timedelta(minutes=10)
"""How long an act waits for its signature: long enough to check the record, short enough that its instant is true."""

_SESSION: Final = "to_sign"


@dataclass(frozen=True, slots=True)
class Prepared:
    """An act that waits for its signature.

    :param message: the bytes that are signed
    :param salts: by path, the salts of the words in it
    :param keys: the person's own passkeys that count here now: key id to credential
    """

    act: Act
    by: Actor
    at: datetime
    seen: Seen
    message: bytes
    salts: Mapping[str, bytes]
    keys: Mapping[str, bytes]

    @property
    def digest(self) -> bytes:
        """What the passkey is asked to sign: the SHA-256 of the message."""
        return hashlib.sha256(self.message).digest()

    @property
    def root(self) -> str:
        """The root of the record that the signer says she has seen, in hex."""
        return self.seen.root.hex()

    @property
    def text(self) -> str:
        """The act's canonical bytes as they are signed, without the prefix, for whoever wants to read them."""
        return self.message.partition(b"\n")[2].decode()

    @property
    def message_base64(self) -> str:
        """The bytes that are signed, for whoever signs them outside the browser."""
        return b64_encode(self.message)

    @property
    def options(self) -> dict[str, Any]:
        """Return what `navigator.credentials.get` is asked, binary parts in base64url."""
        known = filter(None, self.keys.values())  # where none is known, the device offers those that it has for us
        allowed = [{"type": "public-key", "id": _b64url(credential)} for credential in known]
        return {
            "publicKey": {
                "challenge": _b64url(self.digest),
                "allowCredentials": allowed,
                "userVerification": "required",
                "timeout": 300_000,
            }
        }


def prepare(request: PartnershipRequest, act: Act, *, keys: Mapping[str, bytes] | None = None) -> Prepared:
    """Fix everything about an act that its signature will cover, and keep it in the session.

    :param keys: the passkeys that may sign, where they are others than the person's own; an empty credential is one
        that this host does not know
    """
    by, at = request.actor, request.at
    head = reading.head(act.partnership)
    salts: dict[str, bytes] = {}

    def salted(path: str, text: str, said: Words) -> str:
        salts[path] = new_salt()
        return digest_of(said.text, lang=said.lang, salt=salts[path])

    body = body_of(act, salted)
    charter = setting_of(act.partnership).digest
    request.session[_SESSION] = {
        "kind": act.kind_name(),
        "act": act.model_dump(mode="json"),
        "by": by.person,
        "org": by.org,
        "at": format_instant(at),
        "seen": {"size": head.size, "root": b64_encode(head.root)},
        "charter": charter,
        "body": body,
        "salts": {path: b64_encode(salt) for path, salt in salts.items()},
    }
    return waiting(request, type(act), keys=keys)


def waiting(request: PartnershipRequest, kind: type[Act], *, keys: Mapping[str, bytes] | None = None) -> Prepared:
    """Return the act of this kind that waits for its signature in this session.

    :raises Objected: where none does, or it waited too long
    """
    kept = request.session.get(_SESSION)
    if not kept or kept["kind"] != kind.kind_name() or kept["act"]["partnership"] != request.partnership.pk:
        raise Objected(Objection(_("Nothing waits here for your signature. Prepare it again.")))
    at = parse_instant(kept["at"])
    if request.at - at > WAITS or (kept["by"], kept["org"]) != (request.actor.person, request.actor.org):
        raise Objected(Objection(_("This waited too long for your signature. Prepare it again.")))
    act = act_type(kept["kind"]).model_validate(kept["act"])
    seen = Seen(kept["seen"]["size"], b64_decode(kept["seen"]["root"]))
    signed = act_object(
        kind=act.kind_name(),
        kv=act.kind_version(),
        partnership=act.partnership,
        at=at,
        by=kept["by"],
        org=kept["org"],
        charter=kept["charter"],
        body=kept["body"],
        cites=[Cite(c.entry, c.rel) for c in act.cites],
        idem=act.idem,
        seen=seen,
    )
    return Prepared(
        act=act,
        by=request.actor,
        at=at,
        seen=seen,
        message=signed_message(signed),
        salts={path: b64_decode(salt) for path, salt in kept["salts"].items()},
        keys=usable_keys(request) if keys is None else keys,
    )


def signed(request: PartnershipRequest, kind: type[Act], *, keys: Mapping[str, bytes] | None = None) -> Entry:
    """Perform the act that waits, with the signature that was posted with it.

    The form posts ``credential``, the passkey's answer as JSON; or ``key`` and ``signature``, made with an Ed25519
    key outside the browser over the message that was shown.

    :raises Objected: where nothing waits, or the signature does not count
    :raises Refused: naming the charter clause that forbids the act
    """
    prepared = waiting(request, kind, keys=keys)
    sig = _pasted(request.POST) if request.POST.get("signature") else _asserted(request.POST, prepared)
    entry = perform(prepared.act, by=prepared.by, at=prepared.at, seen=prepared.seen, sig=sig, salts=prepared.salts)
    del request.session[_SESSION]
    return entry


def usable_keys(request: PartnershipRequest) -> dict[str, bytes]:
    """Return the passkeys with which this person can sign here now, each with its credential."""
    live = {key.key for key in live_keys(request.actor) if key.alg == "webauthn"}
    mine = Passkey.objects.filter(account=request.user, id__in=live) if isinstance(request.user, Account) else ()
    return {passkey.id: bytes(passkey.credential) for passkey in mine}


def live_keys(actor: Actor) -> list[PublicKey]:
    """Return the keys that count now for this person or for the organisation she acts for."""
    holders = {holder for holder in (actor.person, actor.org) if holder}
    return [key for key in reading.named_keys(actor.partnership or "") if key.revoked is None and key.of in holders]


def _pasted(posted: Mapping[str, Any]) -> dict[str, str]:
    """Return a signature made outside the browser."""
    signature = "".join(str(posted["signature"]).split())
    try:
        b64_decode(signature, size=64)
    except ValueError as error:
        raise Objected(Objection(_("A signature is 64 bytes in base64: 88 characters."), field="signature")) from error
    return {"alg": "ed25519", "key": str(posted.get("key", "")), "sig": signature}


def _asserted(posted: Mapping[str, Any], prepared: Prepared) -> dict[str, str]:
    """Return the passkey's answer as the record keeps it."""
    try:
        answer = json.loads(str(posted.get("credential", "")))
        parts = {name: _from_b64url(answer["response"][name]) for name in _PARTS}
        credential = _from_b64url(answer["id"])
    except (ValueError, KeyError, TypeError, NotBase64) as error:
        raise Objected(Objection(_("The passkey's answer did not arrive. Try again."))) from error
    key = next((key for key, known in prepared.keys.items() if known in (credential, b"")), None)
    if key is None:
        raise Objected(Objection(_("This passkey is not registered here to sign acts. Register it first.")))
    kept = {short: b64_encode(parts[name]) for name, short in _PARTS.items()}
    return {"alg": "webauthn", "key": key, **kept}


_PARTS: Final = {"authenticatorData": "auth", "clientDataJSON": "client", "signature": "sig"}
"""The parts of an assertion that are kept, by their name in WebAuthn and their name in the record."""


def _b64url(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def _from_b64url(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


__all__ = ["WAITS", "Prepared", "live_keys", "prepare", "signed", "usable_keys", "waiting"]
