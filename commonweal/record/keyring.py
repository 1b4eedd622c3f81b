"""Who may vouch for what, read from the record alone: signers' keys, the log's key, the witnesses."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

from commonweal.record import notes
from commonweal.record.checkpoints import origin_of
from commonweal.record.entry import FOUNDING_KIND, Entry
from commonweal.record.notes import NoteError, Verifier, parse_verifier
from commonweal.record.signatures import (
    PublicKey,
    SignatureRefused,
    check_signature,
    parse_key,
)

ADD_KEY: Final = "trust.add_key"
REVOKE_KEY: Final = "trust.revoke_key"
NAME_WITNESSES: Final = "trust.name_witnesses"
HOST_MOVED: Final = "trust.host_moved"


@dataclass(frozen=True)
class Witnesses:
    """Who may cosign, and how many of them make a checkpoint sealed."""

    verifiers: tuple[Verifier, ...] = ()
    threshold: int = 0


class Keyring:
    """The keys after a number of entries. Show it every entry in order with `observe`."""

    def __init__(self) -> None:
        """Begin before the first entry, when nobody may vouch for anything."""
        self.keys: dict[str, PublicKey] = {}
        self.log_keys: list[Verifier] = []
        self.witnesses = Witnesses()

    @property
    def log(self) -> Verifier:
        """The key that signs checkpoints now.

        :raises SignatureRefused: before the first entry
        """
        if not self.log_keys:
            raise SignatureRefused("The record names no log key yet.")
        return self.log_keys[-1]

    def check(self, entry: Entry) -> None:
        """Check the signature of an entry that `observe` has not been shown yet.

        :raises SignatureRefused: if it does not count
        """
        check_signature(entry, self.keys.get(entry.sig["key"]) if entry.sig else None)

    def observe(self, entry: Entry) -> None:
        """Take in what an entry says about keys; entries of other kinds say nothing.

        :raises SignatureRefused: if it names a key that cannot be named
        """
        if entry.kind == ADD_KEY:
            key = parse_key(entry.body, added=entry.position)
            if key.key in self.keys:
                raise SignatureRefused("A key of this id was named before.")
            self.keys[key.key] = key
        elif entry.kind == REVOKE_KEY:
            self._revoke(entry)
        elif entry.kind in (FOUNDING_KIND, HOST_MOVED):
            self.log_keys.append(parse_log_key(entry.body, partnership=entry.partnership))
        elif entry.kind == NAME_WITNESSES:
            self.witnesses = parse_witnesses(entry.body)

    def _revoke(self, entry: Entry) -> None:
        named = entry.body.get("key")
        key = self.keys.get(named) if isinstance(named, str) else None
        if key is None:
            raise SignatureRefused("A key is revoked that was never named.")
        if key.revoked is None:
            self.keys[key.key] = replace(key, revoked=entry.position)


def parse_log_key(body: dict[str, Any], *, partnership: str) -> Verifier:
    """Read the `log_key` of a founding or a move.

    :raises SignatureRefused: if it is not an Ed25519 key named as this record's origin
    """
    verifier = _verifier(body.get("log_key"))
    if verifier.name != origin_of(partnership) or verifier.algorithm != notes.ED25519:
        raise SignatureRefused("A log key is an Ed25519 key named as the origin of its record.")
    return verifier


def parse_witnesses(body: dict[str, Any]) -> Witnesses:
    """Read the body of a ``trust.name_witnesses``.

    :raises SignatureRefused: if a name or key stands twice, or the threshold cannot be reached
    """
    vkeys, threshold = body.get("witnesses"), body.get("threshold")
    if not isinstance(vkeys, list) or type(threshold) is not int:
        raise SignatureRefused("Witnesses are a list of verifier keys and a threshold.")
    verifiers = tuple(_verifier(vkey) for vkey in vkeys)
    if any(one.algorithm != notes.COSIGNATURE for one in verifiers):
        raise SignatureRefused("The key of a witness is of the cosignature kind.")
    # One witness under two names, or two keys of one name, must not count twice towards k.
    names, keys = {one.name for one in verifiers}, {one.public for one in verifiers}
    if len(names) != len(verifiers) or len(keys) != len(verifiers):
        raise SignatureRefused("A witness stands in the list twice.")
    if not 0 <= threshold <= len(verifiers):
        raise SignatureRefused("The threshold lies between 0 and the number of witnesses.")
    return Witnesses(verifiers, threshold)


def _verifier(vkey: object) -> Verifier:
    if not isinstance(vkey, str):
        raise SignatureRefused("A verifier key is a text.")
    try:
        return parse_verifier(vkey)
    except NoteError as error:
        raise SignatureRefused(str(error)) from error
