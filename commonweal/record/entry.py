"""What an entry of the record is: its parts, their bytes, and the only forms in which it is accepted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple

from commonweal.kit.canonical import (
    MAX_INT,
    CanonicalError,
    b64_decode,
    b64_encode,
    canonical_decode,
    canonical_encode,
)
from commonweal.kit.dates import format_instant, parse_instant
from commonweal.kit.digests import is_hex_digest
from commonweal.kit.ids import is_id
from commonweal.record.keys import ED25519_SIGNATURE_BYTES
from commonweal.record.tiles import MAX_ENTRY_BYTES
from commonweal.record.tree import HASH_BYTES, leaf_hash

FOUNDING_KIND: Final = "founding.found"
MESSAGE_PREFIX: Final = b"commonweal/act/v1\n"

_ENTRY_KEYS = frozenset({"act", "sig"})
_ACT_KEYS = frozenset(
    "v kind kv partnership at by org charter body cites idem seen".split()  # noqa: SIM905 - twelve words read better so
)
_SIG_KEYS = {
    "ed25519": frozenset({"alg", "key", "sig"}),
    "webauthn": frozenset({"alg", "key", "auth", "client", "sig"}),
}
_KIND = re.compile(r"[a-z][a-z0-9_]{0,39}\.[a-z][a-z0-9_]{0,39}", re.ASCII)
_RELATION = re.compile(r"[a-z][a-z0-9_]{0,39}", re.ASCII)


class EntryError(ValueError):
    """An entry that the record does not accept, with the reason."""


class Cite(NamedTuple):
    """That an act rests on an earlier entry, and how."""

    entry: int
    rel: str


class Seen(NamedTuple):
    """The last checkpoint that the signer's side had verified."""

    size: int
    root: bytes


class TextReference(NamedTuple):
    """A text that stands outside the record: its id, and the salted digest that binds it."""

    text: str
    digest: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry at its place, read from its bytes. `by` is None where the system acted."""

    partnership: str
    position: int
    kind: str
    kv: int
    at: datetime
    by: str | None
    org: str | None
    charter: str | None
    body: dict[str, Any]
    cites: tuple[Cite, ...]
    idem: str
    seen: Seen | None
    sig: dict[str, str] | None
    raw: bytes
    leaf: bytes

    @property
    def act_bytes(self) -> bytes:
        """The canonical bytes of the act alone, as they stand in `raw`."""
        signature = b"null" if self.sig is None else canonical_encode(self.sig)
        return self.raw[len(b'{"act":') : -len(b',"sig":' + signature + b"}")]

    @property
    def message(self) -> bytes:
        """What a signature of this act is made over."""
        return MESSAGE_PREFIX + self.act_bytes


def act_object(
    *,
    kind: str,
    kv: int,
    partnership: str,
    at: datetime,
    by: str | None,
    org: str | None,
    charter: str | None,
    body: Mapping[str, Any],
    cites: Iterable[Cite] = (),
    idem: str,
    seen: Seen | None = None,
) -> dict[str, Any]:
    """Return the act as the object that is signed and recorded; citations are put in order."""
    return {
        "v": 1,
        "kind": kind,
        "kv": kv,
        "partnership": partnership,
        "at": format_instant(at),
        "by": by,
        "org": org,
        "charter": charter,
        "body": dict(body),
        "cites": [{"entry": entry, "rel": rel} for entry, rel in sorted(set(cites))],
        "idem": idem,
        "seen": seen and {"size": seen.size, "root": b64_encode(seen.root)},
    }


def signed_message(act: dict[str, Any]) -> bytes:
    """Return what is signed: the prefix that names the purpose, and the act's canonical bytes.

    :raises CanonicalError: if the act has no canonical form
    """
    return MESSAGE_PREFIX + canonical_encode(act)


def encode_entry(act: dict[str, Any], sig: dict[str, str] | None = None) -> bytes:
    """Return the bytes of an entry.

    :raises EntryError: if they would be longer than 65,535
    :raises CanonicalError: if the act or signature has no canonical form
    """
    raw = canonical_encode({"act": act, "sig": sig})
    if len(raw) > MAX_ENTRY_BYTES:
        raise EntryError(f"An entry has at most {MAX_ENTRY_BYTES} bytes; this one has {len(raw)}.")
    return raw


def parse_entry(raw: bytes, *, position: int, partnership: str | None = None) -> Entry:
    """Read and check the bytes of the entry at `position`; whether its signature holds is not asked.

    :param partnership: whose record it must belong to, where that is known
    :raises EntryError: if the record must not accept it, saying why
    """
    if len(raw) > MAX_ENTRY_BYTES:
        raise EntryError(f"An entry has at most {MAX_ENTRY_BYTES} bytes; this one has {len(raw)}.")
    try:
        act, signature = _parts(raw)
        _check_envelope(act, position)
        if partnership is not None and act["partnership"] != partnership:
            raise EntryError("The act belongs to another partnership.")
        sig = _parse_sig(signature)
        seen = _parse_seen(act["seen"], position)
        cites = _parse_cites(act["cites"], position)
        at = parse_instant(act["at"])
    except EntryError:
        raise
    except ValueError as error:  # CanonicalError, and dates that do not exist
        raise EntryError(str(error)) from error
    if (sig is None) != (seen is None):
        raise EntryError("A signed act says what its signer had seen; an unsigned one does not.")
    return Entry(
        partnership=act["partnership"],
        position=position,
        kind=act["kind"],
        kv=act["kv"],
        at=at,
        by=act["by"],
        org=act["org"],
        charter=act["charter"],
        body=act["body"],
        cites=cites,
        idem=act["idem"],
        seen=seen,
        sig=sig,
        raw=raw,
        leaf=leaf_hash(raw),
    )


def _parts(raw: bytes) -> tuple[dict[str, Any], object]:
    """Return the act and whatever stands as its signature."""
    whole = canonical_decode(raw)
    if whole.keys() != _ENTRY_KEYS:
        raise EntryError("An entry has exactly the keys act and sig.")
    act = whole["act"]
    if type(act) is not dict or act.keys() != _ACT_KEYS:
        raise EntryError(f"An act has exactly the keys {', '.join(sorted(_ACT_KEYS))}.")
    return act, whole["sig"]


def texts_in(value: object) -> Iterator[TextReference]:
    """Yield every reference to a text in a body: each object with exactly the keys text and digest.

    :raises EntryError: if such an object does not hold an id and a digest
    """
    if isinstance(value, dict):
        if value.keys() == {"text", "digest"}:
            if not is_id(value["text"]) or not is_hex_digest(value["digest"]):
                raise EntryError("A reference to a text holds an id and 64 hexadecimal digits.")
            yield TextReference(value["text"], value["digest"])
            return
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from texts_in(item)


def _check_envelope(act: dict[str, Any], position: int) -> None:
    if act["v"] != 1 or type(act["v"]) is not int:
        raise EntryError("This version of acts is not known; v must be 1.")
    if type(act["kind"]) is not str or not _KIND.fullmatch(act["kind"]):
        raise EntryError("The kind of an act has the form room.verb.")
    if type(act["kv"]) is not int or not 1 <= act["kv"] <= MAX_INT:
        raise EntryError("The version of a kind is a whole number from 1.")
    if not is_id(act["partnership"]) or not is_id(act["idem"]):
        raise EntryError("The partnership and idem of an act are ids.")
    if any(act[key] is not None and not is_id(act[key]) for key in ("by", "org")):
        raise EntryError("The by and org of an act are ids or null.")
    if type(act["body"]) is not dict:
        raise EntryError("The body of an act is an object.")
    if (position == 0) != (act["kind"] == FOUNDING_KIND):
        raise EntryError(f"The first entry, and no other, is of the kind {FOUNDING_KIND}.")
    if not is_hex_digest(act["charter"]) and not (act["charter"] is None and position == 0):
        raise EntryError("Every act but the first names its charter by 64 hexadecimal digits.")


def _parse_cites(cites: object, position: int) -> tuple[Cite, ...]:
    if cites == [] and type(cites) is list:
        return ()
    if type(cites) is not list:
        raise EntryError("The cites of an act are a list.")
    found = []
    for cite in cites:
        if type(cite) is not dict or cite.keys() != {"entry", "rel"}:
            raise EntryError("A citation has exactly the keys entry and rel.")
        entry, rel = cite["entry"], cite["rel"]
        if type(entry) is not int or not 0 <= entry < position:
            raise EntryError("An act cites earlier entries only.")
        if type(rel) is not str or not _RELATION.fullmatch(rel):
            raise EntryError("The relation of a citation has the form [a-z][a-z0-9_]*.")
        found.append(Cite(entry, rel))
    if sorted(set(found)) != found:
        raise EntryError("Citations are sorted by entry and relation, and none stands twice.")
    return tuple(found)


def _parse_seen(seen: object, position: int) -> Seen | None:
    if seen is None:
        return None
    if type(seen) is not dict or seen.keys() != {"size", "root"} or type(seen["root"]) is not str:
        raise EntryError("What a signer has seen is an object with size and root.")
    if type(seen["size"]) is not int or not 0 <= seen["size"] <= position:
        raise EntryError("A signer cannot have seen more entries than stand before the act.")
    return Seen(seen["size"], b64_decode(seen["root"], size=HASH_BYTES))


def _parse_sig(sig: object) -> dict[str, str] | None:
    if sig is None:
        return None
    if type(sig) is not dict or type(sig.get("alg")) is not str:
        raise EntryError("A signature is null or an object that names its algorithm.")
    if sig.keys() != _SIG_KEYS.get(sig["alg"]):
        raise EntryError("A signature is ed25519 or webauthn and has exactly that form's keys.")
    if not is_id(sig["key"]):
        raise EntryError("The key of a signature is an id.")
    for name in sig.keys() - {"alg", "key"}:
        if type(sig[name]) is not str:
            raise EntryError(f"The {name} of a signature is base64.")
        b64_decode(sig[name], size=ED25519_SIGNATURE_BYTES if sig["alg"] == "ed25519" else None)
    return sig


__all__ = [
    "FOUNDING_KIND",
    "CanonicalError",
    "Cite",
    "Entry",
    "EntryError",
    "Seen",
    "TextReference",
    "act_object",
    "encode_entry",
    "parse_entry",
    "signed_message",
    "texts_in",
]
