"""The only writer of the record: one entry at a time, in the transaction of whoever performs the act."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from commonweal.kit.canonical import b64_decode
from commonweal.kit.dates import to_the_second
from commonweal.record import inserting, keyring, reading, signatures, tree
from commonweal.record.entry import (
    FOUNDING_KIND,
    Cite,
    Entry,
    EntryError,
    Seen,
    act_object,
    encode_entry,
    parse_entry,
    signed_message,
    texts_in,
)
from commonweal.record.holding import Held, NotLockedError, held, locked
from commonweal.record.signatures import SignatureRefused

_TRUST_KINDS = frozenset(
    {FOUNDING_KIND, keyring.HOST_MOVED, keyring.NAME_WITNESSES, keyring.ADD_KEY, keyring.REVOKE_KEY}
)


class RepeatError(ValueError):
    """The nonce of this act was used before, for an act that says something else."""


def append(
    *,
    partnership: str,
    kind: str,
    kv: int,
    at: datetime,
    by: str | None,
    org: str | None,
    charter: str | None,
    body: Mapping[str, Any],
    idem: str,
    cites: Iterable[Cite | Mapping[str, Any]] = (),
    seen: Seen | Mapping[str, Any] | None = None,
    sig: Mapping[str, str] | None = None,
    sign: Callable[[bytes], Mapping[str, str]] | None = None,
) -> Entry:
    """Append one act to a record that is `locked`, and return the entry; a repeated `idem` returns the old one.

    :param at: rounded down to the second
    :param cites: pairs of entry and relation, in any order; as `Cite` or as objects
    :param sign: makes the signature over the message it is given; `sig` is one made before
    :raises EntryError: if the record cannot accept it
    :raises SignatureRefused: if its signature does not count, or it names a key that cannot be named
    :raises RepeatError: if `idem` stands on another act
    """
    act = act_object(
        kind=kind,
        kv=kv,
        partnership=partnership,
        at=to_the_second(at),
        by=by,
        org=org,
        charter=charter,
        body=body,
        cites=[one if isinstance(one, Cite) else Cite(one["entry"], one["rel"]) for one in cites],
        idem=idem,
        seen=_seen(seen),
    )
    return _record(_signed(act, sig, sign), held(partnership))


def _signed(
    act: dict[str, Any], sig: Mapping[str, str] | None, sign: Callable[[bytes], Mapping[str, str]] | None
) -> bytes:
    if sign is not None:
        sig = sign(signed_message(act))
    return encode_entry(act, dict(sig) if sig is not None else None)


def _record(raw: bytes, record: Held) -> Entry:
    entry = parse_entry(raw, position=record.size, partnership=record.partnership)
    if _is_about_trust(entry):
        # Asked before, because a key that was named by the first attempt refuses the second.
        if reading.entry_with_idem(entry.partnership, entry.idem) is not None:
            return _same_again(entry)
        _check_trust(entry)
    for _text in texts_in(entry.body):
        pass  # reading them is checking them
    if not inserting.insert(entry, record):
        return _same_again(entry)
    record.size += 1
    inserting.derive(entry)
    return entry


def _seen(seen: Seen | Mapping[str, Any] | None) -> Seen | None:
    if seen is None or isinstance(seen, Seen):
        return seen
    return Seen(seen["size"], b64_decode(seen["root"], size=tree.HASH_BYTES))


def _is_about_trust(entry: Entry) -> bool:
    return entry.sig is not None or entry.kind in _TRUST_KINDS


def _check_trust(entry: Entry) -> None:
    """Refuse what the form of an entry alone does not show to be wrong."""
    if entry.seen and reading.root_at(entry.partnership, entry.seen.size) != entry.seen.root:
        raise EntryError("The signer had seen another history than this record's.")
    if entry.sig is not None:
        key = reading.named_key(entry.partnership, entry.sig["key"])
        signatures.check_signature(entry, key)
    if entry.kind in (FOUNDING_KIND, keyring.HOST_MOVED):
        keyring.parse_log_key(entry.body, partnership=entry.partnership)
    elif entry.kind == keyring.NAME_WITNESSES:
        keyring.parse_witnesses(entry.body)
    elif entry.kind == keyring.ADD_KEY:
        key = signatures.parse_key(entry.body, added=entry.position)
        if reading.named_key(entry.partnership, key.key) is not None:
            raise SignatureRefused("A key of this id was named before.")
    elif entry.kind == keyring.REVOKE_KEY:
        _require_named(entry)


def _require_named(entry: Entry) -> None:
    if reading.named_key(entry.partnership, str(entry.body.get("key"))) is None:
        raise SignatureRefused("A key is revoked that was never named.")


def _same_again(entry: Entry) -> Entry:
    """Return what stands under this nonce already, if it says the same."""
    before = reading.entry_with_idem(entry.partnership, entry.idem)
    if before is None:
        raise NotLockedError("The record changed while it was held.")
    # When it was said, and under which charter, may differ between two attempts; what was said may not.
    same = ("kind", "kv", "by", "org", "body", "cites")
    if any(getattr(before, name) != getattr(entry, name) for name in same):
        raise RepeatError(f"This nonce stands on entry {before.position}, which says something else.")
    return before


__all__ = ["NotLockedError", "RepeatError", "append", "locked"]
