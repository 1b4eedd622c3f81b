"""Records to test with, made in the one way there is: by appending."""

from __future__ import annotations

import base64
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from commonweal.kit.ids import id_from_seed, new_id
from commonweal.record import hostkeys, reading
from commonweal.record.entry import FOUNDING_KIND, Cite, Entry, Seen, act_object, encode_entry
from commonweal.record.keys import SigningKey
from commonweal.record.writing import append, locked

NOON = datetime(2030, 5, 4, 12, 0, 0, tzinfo=UTC)
CHARTER = "c" * 64
ALICE = id_from_seed("alice")
CLINIC = id_from_seed("clinic")


def add(
    partnership: str,
    *,
    kind: str = "test.say",
    body: dict[str, Any] | None = None,
    idem: str | None = None,
    **rest: Any,
) -> Entry:
    """Append one act in a transaction of its own."""
    with transaction.atomic(), locked(partnership):
        return append(
            partnership=partnership,
            kind=kind,
            kv=1,
            at=rest.pop("at", NOON),
            by=rest.pop("by", ALICE),
            org=rest.pop("org", None),
            charter=rest.pop("charter", CHARTER),
            body=body or {},
            idem=idem or new_id(),
            **rest,
        )


def found() -> str:
    """Open a record and return its partnership."""
    partnership = new_id()
    body = {"log_key": hostkeys.log_key(partnership)}
    add(partnership, kind=FOUNDING_KIND, body=body, charter=None)
    return partnership


def add_key(partnership: str, key: SigningKey, *, of: str = CLINIC) -> str:
    """Name an organisation's key and return its id."""
    number = new_id()
    body = {
        "key": number,
        "holder": "organisation",
        "of": of,
        "alg": "ed25519",
        "public": base64.b64encode(key.public).decode(),
        "rp": None,
    }
    add(partnership, kind="trust.add_key", body=body)
    return number


def signer(key: SigningKey, number: str) -> Callable[[bytes], dict[str, str]]:
    """Return what signs a message with this key."""

    def sign(message: bytes) -> dict[str, str]:
        signature = base64.b64encode(key.sign(message)).decode()
        return {"alg": "ed25519", "key": number, "sig": signature}

    return sign


def seen_now(partnership: str) -> Seen:
    """Return what somebody has seen who looks now."""
    return Seen(*reading.head(partnership))


def raw_entries(partnership: str, count: int) -> list[bytes]:
    """Return the bytes of a whole record that was never appended."""
    return [_raw(partnership, position) for position in range(count)]


def _raw(partnership: str, position: int) -> bytes:
    first = position == 0
    cites = [Cite(position - 1, "answers")] if position % 7 == 3 else []
    body = {"log_key": hostkeys.log_key(partnership)} if first else {"number": position}
    return encode_entry(
        act_object(
            kind=FOUNDING_KIND if first else "test.say",
            kv=1,
            partnership=partnership,
            at=NOON,
            by=ALICE,
            org=None,
            charter=None if first else CHARTER,
            body=body,
            cites=cites,
            idem=id_from_seed(partnership, str(position)),
        )
    )
