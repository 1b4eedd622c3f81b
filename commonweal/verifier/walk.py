"""Read the entries in order and remember what later checks need."""

from __future__ import annotations

import re
from binascii import a2b_base64
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Final

from commonweal.kit.canonical import b64_decode
from commonweal.kit.dates import format_instant
from commonweal.kit.digests import is_hex_digest
from commonweal.kit.ids import is_id
from commonweal.record.entry import FOUNDING_KIND, MESSAGE_PREFIX, Entry, EntryError, parse_entry, texts_in
from commonweal.record.keyring import ADD_KEY, HOST_MOVED, NAME_WITNESSES, REVOKE_KEY, Keyring
from commonweal.record.keys import BadSignatureError, verify_ed25519
from commonweal.record.signatures import SignatureRefused
from commonweal.record.tree import HASH_BYTES
from commonweal.verifier.idems import Idems
from commonweal.verifier.known import Known
from commonweal.verifier.plain import canonical_lines, cites_fit
from commonweal.verifier.recompute.registry import Recomputations
from commonweal.verifier.shapes import Shapes

ERASED: Final = "people.erased"
_MEANT: Final = frozenset({FOUNDING_KIND, ADD_KEY, REVOKE_KEY, NAME_WITNESSES, HOST_MOVED, ERASED})

_ENTRY_KEYS: Final = {"act", "sig"}
_ACT_KEYS: Final = frozenset(
    {"at", "body", "by", "charter", "cites", "idem", "kind", "kv", "org", "partnership", "seen", "v"}
)
_UNSIGNED: Final = b',"v":1},"sig":null}'


@dataclass(frozen=True, slots=True)
class Anchor:
    """That the act at `entry` saw a root over the first `size` entries."""

    entry: int
    size: int
    root: bytes
    message: bytes | None  # what was signed; nothing where a change of host says it


@dataclass(slots=True)
class Box:
    """A box, opened at one entry and closed with a count and a root at another."""

    opened: int
    closed: int | None = None
    count: int = 0
    root: str = ""


@dataclass
class Walk:
    """What is known after the entries that passed by."""

    partnership: str
    say: Callable[[int, str], None]
    recomputations: Recomputations = field(default_factory=Recomputations)
    keyring: Keyring = field(default_factory=Keyring)
    log_keys_at: list[int] = field(default_factory=list)
    moves: list[tuple[int, bool]] = field(default_factory=list)
    witnesses_at: int = 0
    texts: dict[str, tuple[int, str]] = field(default_factory=dict)
    erased: dict[str, tuple[int, str]] = field(default_factory=dict)
    withheld: list[str] = field(default_factory=list)  # texts that this copy does not carry, as it says itself
    boxes: dict[str, Box] = field(default_factory=dict)
    anchors: list[Anchor] = field(default_factory=list)  # of the last tile only
    signed: int = 0

    def __post_init__(self) -> None:
        """Prepare what every entry is compared with."""
        self._known = Known(self.partnership)
        self._shapes = Shapes(self.partnership)
        self.idems = Idems()

    def take(self, first: int, raws: list[bytes]) -> list[bytes]:
        """Check the entries of one tile, of which the first stands at `first`, and return their leaf hashes.

        Entries that are recognised by their bytes touch nothing that others depend on, so they go first.
        """
        self.anchors = []
        others = self._not_plain(first, raws)
        signed = {position: found for position, raw in others if (found := self._shapes.match_signed(raw)) is not None}
        rest = [raw for position, raw in others if position not in signed]
        values = iter(canonical_lines(rest) or ())
        for position, raw in others:
            if position in signed:
                if not self._take_signed(signed[position], position):
                    self._take_slowly(raw, position)
                continue
            value, act = next(values, None), None
            if value is not None and position and raw.endswith(_UNSIGNED):
                act = self._unsigned_act(value, position)
            if act is None:
                self._take_slowly(raw, position)
            elif b'"digest":' in raw:
                self._take_texts(act["body"], position)
            elif self._is_plain_kind(act["kind"], act["body"]):
                self._shapes.learn(act["kind"], act["kv"], act["body"])
        for position, says in self.recomputations.pass_by(first, raws):
            self.say(position, says)
        return [sha256(b"\x00" + raw).digest() for raw in raws]

    # ── The plain entry, recognised by its bytes ──────────────────────────────────────────────────

    def _not_plain(self, first: int, raws: list[bytes]) -> list[tuple[int, bytes]]:
        """Take every plain unsigned entry, and return the others with their positions."""
        rows = self._shapes.rows(raws) if first and raws else None
        if rows is None:
            return [(position, raw) for position, raw in enumerate(raws, first) if not self._recognises(raw, position)]
        fits = self._known.fits
        taken, others = [], []
        for position, (day, time, cites, idem) in enumerate(rows, first):
            if day and fits(day, time, cites, position):
                taken.append(idem)
            elif not self._recognises(raw := raws[position - first], position):
                others.append((position, raw))
        self.idems.remember_all(taken)
        return others

    def _recognises(self, raw: bytes, position: int) -> bool:
        """Take an entry that has the bytes of a plain one, or leave it to others."""
        found = self._shapes.match(raw) if raw.endswith(_UNSIGNED) else None
        if found is None or not position or not self._is_in_place(found, position):
            return False
        self.idems.remember(found["idem"])
        return True

    def _is_in_place(self, found: re.Match[bytes], position: int) -> bool:
        return self._known.fits(found["day"], found["time"], found["cites"], position)

    def _take_signed(self, found: re.Match[bytes], position: int) -> bool:
        """Take a signed entry that has the bytes of a plain one, or leave it to the slow way, which finds the words."""
        by, org, size, name = (part.decode() for part in found.group("by", "org", "size", "key"))
        key = self.keyring.keys.get(name)
        if key is None or key.alg != "ed25519" or not key.live_at(position) or int(size) > position:
            return False
        if f'"{key.of}"' != (by if key.holder == "person" else org) or not self._is_in_place(found, position):
            return False
        message = MESSAGE_PREFIX + found.string[len(b'{"act":') : found.start("end")]
        try:
            verify_ed25519(key.public, message, a2b_base64(found["sig"]))
        except BadSignatureError:
            return False
        self.signed += 1
        self.anchors.append(Anchor(position, int(size), a2b_base64(found["root"]), message))
        self.idems.remember(found["idem"])
        return True

    def _is_plain_kind(self, kind: str, body: dict[str, Any]) -> bool:
        """Tell whether an act says nothing that verification has to remember or compute."""
        return kind not in _MEANT and kind not in self.recomputations.kinds and "box" not in body

    # ── The common entry: unsigned, and about nothing that verification itself rests on ───────────

    def _unsigned_act(self, value: Any, position: int) -> dict[str, Any] | None:
        """Return the act if it is beyond doubt; None sends the entry the slow way, which also finds the words.

        The bytes are known to be the sorted, spaceless JSON of `value`, and to end as an unsigned entry
        does. Every value of the envelope must have been met before in an entry that went the slow way,
        so that looking it up is enough.
        """
        if type(value) is not dict or value.keys() != _ENTRY_KEYS:
            return None
        act: dict[str, Any] = value["act"]
        try:
            if act.keys() != _ACT_KEYS or not self._known.is_envelope(act):
                return None
        except (AttributeError, TypeError):  # something that is no object, no text, or cannot be looked up
            return None
        body, cites = act["body"], act["cites"]
        if type(body) is not dict or not self._known.is_plain(body, 0):
            return None
        if cites != [] and not cites_fit(cites, position):
            return None
        self.idems.remember(act["idem"].encode())
        if "box" in body:
            self._take_box(body, position)
        if act["kind"] in self.recomputations.kinds:
            self._recompute(position, act)
        return act

    # ── Every other entry ─────────────────────────────────────────────────────────────────────────

    def _take_slowly(self, raw: bytes, position: int) -> None:
        try:
            entry = parse_entry(raw, position=position, partnership=self.partnership)
        except EntryError as error:
            self.say(position, str(error))
            return
        self._known.learn(entry, plain=entry.kind not in _MEANT)
        self.idems.remember(entry.idem.encode())
        if entry.sig is not None and not self._take_signature(entry):
            return
        if entry.kind in _MEANT:
            self._take_meaning(entry)
        self._take_texts(entry.body, position)
        if "box" in entry.body:
            self._take_box(entry.body, position)
        if entry.kind in self.recomputations.kinds:
            self._recompute(position, _as_recorded(entry))
        elif entry.sig is not None and b'"digest":' not in raw and self._is_plain_kind(entry.kind, entry.body):
            self._shapes.learn(entry.kind, entry.kv, entry.body, signed=True)

    def _take_signature(self, entry: Entry) -> bool:
        try:
            self.keyring.check(entry)
        except SignatureRefused as error:
            self.say(entry.position, str(error))
            return False
        self.signed += 1
        if entry.seen is not None:
            self.anchors.append(Anchor(entry.position, entry.seen.size, entry.seen.root, entry.message))
        return True

    def _take_meaning(self, entry: Entry) -> None:
        if entry.kv != 1:
            self.say(entry.position, "This version of the act is not known here, so what follows cannot be judged.")
            return
        try:
            self.keyring.observe(entry)
            if entry.kind == ERASED:
                self._take_erasure(entry)
            elif entry.kind == NAME_WITNESSES:
                self.witnesses_at = entry.position
            elif entry.kind in (FOUNDING_KIND, HOST_MOVED):
                self.log_keys_at.append(entry.position)
            if entry.kind == HOST_MOVED:
                self._take_move(entry)
        except (SignatureRefused, EntryError) as error:
            self.say(entry.position, str(error))

    def _take_erasure(self, entry: Entry) -> None:
        named = [entry.body.get("texts"), entry.body.get("people")]
        if not all(isinstance(ids, list) and all(map(is_id, ids)) for ids in named):
            raise EntryError("An erasure names texts and people by their ids.")
        at = format_instant(entry.at)
        for text in entry.body["texts"]:
            self.erased.setdefault(text, (entry.position, at))

    def _take_move(self, entry: Entry) -> None:
        self.moves.append((entry.position, entry.sig is not None))
        size, root = entry.body.get("size"), entry.body.get("root")
        if type(size) is not int or not 0 <= size <= entry.position or not isinstance(root, str):
            raise EntryError("A host moves from a tree that exists, given by size and root.")
        try:
            self.anchors.append(Anchor(entry.position, size, b64_decode(root, size=HASH_BYTES), None))
        except ValueError as error:
            raise EntryError(str(error)) from error

    # ── Parts of every entry ──────────────────────────────────────────────────────────────────────

    def _take_texts(self, body: dict[str, Any], position: int) -> None:
        try:
            for text, digest in texts_in(body):
                earlier = self.texts.setdefault(text, (position, digest))
                if earlier[1] != digest:
                    self.say(position, f"The text of entry {earlier[0]} stands here with another digest.")
        except EntryError as error:
            self.say(position, str(error))

    def _take_box(self, body: dict[str, Any], position: int) -> None:
        if not is_id(body["box"]):
            return
        if type(body.get("count")) is not int or not is_hex_digest(body.get("root")):
            self.boxes.setdefault(body["box"], Box(position))
            return
        box = self.boxes.get(body["box"])
        if box is None or box.closed is not None:
            self.say(position, "A box is closed that is not open.")
            return
        box.closed, box.count, box.root = position, body["count"], body["root"]

    def _recompute(self, position: int, act: dict[str, Any]) -> None:
        for says in self.recomputations.observe(position, act):
            self.say(position, says)


def _as_recorded(entry: Entry) -> dict[str, Any]:
    """Return what recomputations are shown of an act that came the slow way."""
    said = {name: getattr(entry, name) for name in ("kind", "kv", "by", "org", "charter", "body")}
    cites = [{"entry": cite.entry, "rel": cite.rel} for cite in entry.cites]
    return said | {"at": format_instant(entry.at), "cites": cites, "signed": entry.sig is not None}
