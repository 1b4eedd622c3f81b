"""Make records and bundles in memory, honest ones and others, for the tests of both verifiers."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from commonweal.kit.canonical import b64_encode, canonical_encode
from commonweal.kit.digests import commitment
from commonweal.kit.ids import id_from_seed
from commonweal.record import notes, tiles
from commonweal.record.checkpoints import Checkpoint, origin_of, sign_checkpoint
from commonweal.record.keys import SigningKey
from commonweal.record.notes import COSIGNATURE, ED25519, Note, Verifier
from commonweal.record.tree import MemoryTree, leaf_hash
from commonweal.verifier.bundle import BundleReader, write_bundle
from commonweal.verifier.tests.signing import RP, Passkey, seeded

LEADING = {"README.txt": b"Read me.\n", "SPEC.md": b"# Specification\n", "verify.py": b"print()\n"}
CHARTER = sha256(b"charter").hexdigest()


@dataclass
class Maker:
    """A record as it grows, and the bundle it makes."""

    name: str = "heat"
    entries: list[bytes] = field(default_factory=list)
    tree: MemoryTree = field(default_factory=MemoryTree)
    texts: dict[str, dict[str, Any]] = field(default_factory=dict)
    boxes: dict[str, list[bytes]] = field(default_factory=dict)
    log_keys: list[Verifier] = field(default_factory=list)
    host: SigningKey = field(default_factory=lambda: seeded("host"))
    witnesses: list[Verifier] = field(default_factory=list)
    threshold: int = 0

    @property
    def partnership(self) -> str:
        """Return the id of the partnership."""
        return self.id("partnership")

    @property
    def origin(self) -> str:
        """Return the origin of the record."""
        return origin_of(self.partnership)

    def id(self, *words: str) -> str:
        """Return the id that these words give in this record."""
        return id_from_seed(self.name, *words)

    def act(self, kind: str, body: dict[str, Any] | None = None, **given: Any) -> dict[str, Any]:
        """Return an act that would be the next."""
        at = len(self.entries)
        act = {
            "v": 1,
            "kind": kind,
            "kv": 1,
            "partnership": self.partnership,
            "at": f"2026-{1 + at // 672 % 12:02d}-{1 + at // 24 % 28:02d}T{at % 24:02d}:00:00Z",
            "by": self.id("alice"),
            "org": self.id("city"),
            "charter": CHARTER if at else None,
            "body": {} if body is None else body,
            "cites": [],
            "idem": self.id("idem", str(at)),
            "seen": None,
        }
        return act | given

    def add(self, kind: str, body: dict[str, Any] | None = None, **given: Any) -> int:
        """Append an unsigned act and return its place."""
        return self.append({"act": self.act(kind, body, **given), "sig": None})

    def append(self, entry: dict[str, Any]) -> int:
        """Append an entry as it is and return its place."""
        return self.append_raw(canonical_encode(entry))

    def append_raw(self, raw: bytes) -> int:
        """Append bytes as an entry."""
        self.entries.append(raw)
        self.tree.append(leaf_hash(raw))
        return len(self.entries) - 1

    def signed(
        self,
        sign: Callable[[bytes], dict[str, Any]],
        kind: str = "fit.score",
        body: dict[str, Any] | None = None,
        *,
        saw: int | None = None,
        **given: Any,
    ) -> int:
        """Append a signed act that saw the first `saw` entries."""
        saw = len(self.entries) if saw is None else saw
        seen = {"size": saw, "root": b64_encode(self.tree.root(saw))}
        act = self.act(kind, body, **{"seen": seen, **given})
        return self.append({"act": act, "sig": sign(b"commonweal/act/v1\n" + canonical_encode(act))})

    def ed25519(self, name: str) -> Callable[[bytes], dict[str, Any]]:
        """Return what signs with the organisation key of this name."""
        key = seeded(name)
        return lambda message: {"alg": "ed25519", "key": self.id("key", name), "sig": b64_encode(key.sign(message))}

    def passkey(self, name: str, **how: Any) -> Callable[[bytes], dict[str, Any]]:
        """Return what signs with the passkey of this name."""
        device = Passkey(name)
        return lambda message: {"key": self.id("key", name), **device.sign(message, **how)}

    def add_key(self, name: str, *, of: str = "city", passkey: bool = False, **given: Any) -> int:
        """Append the act that makes a key known."""
        body = {
            "key": self.id("key", name),
            "holder": "person" if passkey else "organisation",
            "of": self.id(of),
            "alg": "webauthn" if passkey else "ed25519",
            "public": b64_encode(Passkey(name).public if passkey else seeded(name).public),
            "rp": RP if passkey else None,
        }
        return self.add("trust.add_key", body | given)

    def found(self) -> int:
        """Append entry 0."""
        key = Verifier(self.origin, ED25519, self.host.public)
        self.log_keys.append(key)
        return self.add("founding.found", {"log_key": str(key), "name": "Heat and schools"})

    def move_host(self, name: str, sign: Callable[[bytes], dict[str, Any]]) -> int:
        """Append the act by which another host takes over."""
        self.host = seeded(name)
        key = Verifier(self.origin, ED25519, self.host.public)
        self.log_keys.append(key)
        size = len(self.entries)
        body = {"log_key": str(key), "size": size, "root": b64_encode(self.tree.root())}
        return self.signed(sign, "trust.host_moved", body)

    def name_witnesses(self, *names: str, threshold: int) -> int:
        """Append the act that names witnesses."""
        self.witnesses = [Verifier(f"{name}.example", COSIGNATURE, seeded(name).public) for name in names]
        self.threshold = threshold
        vkeys = [str(one) for one in self.witnesses]
        return self.add("trust.name_witnesses", {"witnesses": vkeys, "threshold": threshold})

    def text(self, said: str, lang: str = "en") -> dict[str, str]:
        """Store words and return the reference to them."""
        name, salt = self.id("text", said), sha256(said.encode()).digest()
        digest = commitment(salt, {"lang": lang, "text": said})
        self.texts[name] = {"digest": digest, "id": name, "lang": lang, "salt": b64_encode(salt), "text": said}
        return {"text": name, "digest": digest}

    def withhold(self, *said: str) -> None:
        """Leave words out of the copies made from now on, as for a reader who may not read them."""
        for name in (self.id("text", one) for one in said):
            self.texts[name] = {"digest": self.texts[name]["digest"], "id": name, "withheld": True}

    def erase(self, *said: str) -> int:
        """Append the act that erases words."""
        ids = [self.id("text", one) for one in said]
        act = self.act("people.erased", {"texts": ids, "people": []}, by=None, org=None)
        for name in ids:
            self.texts[name] = {"digest": self.texts[name]["digest"], "erased_at": act["at"], "id": name}
        return self.append({"act": act, "sig": None})

    def close_box(self, name: str, lines: Iterable[dict[str, Any]]) -> int:
        """Append the act that closes a box with these lines."""
        kept = sorted(canonical_encode(line) for line in lines)
        self.boxes[self.id("box", name)] = kept
        root = MemoryTree(map(leaf_hash, kept)).root().hex()
        return self.add("conversations.close", {"box": self.id("box", name), "count": len(kept), "root": root})

    # ── The bundle ────────────────────────────────────────────────────────────────────────────────

    def note(self, *cosigners: str, size: int | None = None) -> Note:
        """Return the signed checkpoint of the first `size` entries."""
        size = len(self.entries) if size is None else size
        checkpoint = Checkpoint(self.origin, size, self.tree.root(size))
        note = sign_checkpoint(checkpoint, self.host)
        lines = [
            notes.cosign(note.text, name=f"{name}.example", key=seeded(name), time=1_790_000_000) for name in cosigners
        ]
        return Note(note.text, (*note.signatures, *lines))

    def members(self, note: Note) -> list[tuple[str, list[bytes]]]:
        """Return the members from the checkpoint on."""
        size = len(self.entries)
        fetch = self.tree.fetch
        packed: list[tuple[str, bytes]] = [("checkpoint", str(note).encode())]
        for one in tiles.bundles_of(size):
            some = self.entries[one.index * 256 : one.index * 256 + one.width]
            packed.append((one.path, pack(some)))
        for tile in tiles.tiles_of(size):
            row = [fetch((8 * tile.level, tile.index * 256 + k)) for k in range(tile.width)]
            packed.append((tile.path, b"".join(row)))
        packed.append(("texts.jsonl", lines_of(canonical_encode(self.texts[name]) for name in sorted(self.texts))))
        packed += [(f"boxes/{name}.jsonl", lines_of(self.boxes[name])) for name in sorted(self.boxes)]
        keys = {
            "log": [str(key) for key in self.log_keys],
            "threshold": self.threshold,
            "witnesses": [str(key) for key in self.witnesses],
        }
        packed.append(("keys.json", canonical_encode(keys)))
        return [(name, [data]) for name, data in packed]

    def bundle(self, *cosigners: str, note: Note | None = None) -> bytes:
        """Return the whole bundle."""
        out = io.BytesIO()
        write_bundle(
            out,
            partnership=self.partnership,
            size=len(self.entries),
            root=self.tree.root().hex(),
            leading=LEADING,
            members=self.members(note or self.note(*cosigners)),
        )
        return out.getvalue()


def pack(entries: Iterable[bytes]) -> bytes:
    """Return entries as a tile, also those that the honest packer would refuse."""
    return b"".join(len(one).to_bytes(2, "big") + one for one in entries)


def lines_of(lines: Iterable[bytes]) -> bytes:
    """Return lines, each ended."""
    return b"".join(line + b"\n" for line in lines)


def whole(name: str = "heat", *, entries: int = 620) -> Maker:
    """Return a record that holds something of everything."""
    maker = Maker(name)
    maker.found()
    maker.add_key("city")
    maker.add_key("alice", of="alice", passkey=True)
    maker.add_key("stolen", of="school")
    maker.name_witnesses("north", "south", "east", threshold=2)
    maker.signed(maker.ed25519("stolen"), org=maker.id("school"), saw=0)
    maker.add("trust.revoke_key", {"key": maker.id("key", "stolen")})
    maker.add("purpose.describe", {"problem": maker.text("Schools are too hot in May.")})
    maker.add("purpose.note", {"notes": [{"said": maker.text("Ana from 4b fainted.", "es")}]})
    maker.signed(maker.passkey("alice"), cites=[{"entry": 7, "rel": "answers"}, {"entry": 8, "rel": "based_on"}])
    maker.erase("Ana from 4b fainted.")
    maker.add("conversations.open", {"box": maker.id("box", "votes"), "question": "Trees or shades?"})
    maker.add("conversations.open", {"box": maker.id("box", "later")})
    maker.close_box("votes", [{"receipt": maker.id("r", str(n)), "vote": n % 3 - 1} for n in range(40)])
    while len(maker.entries) < entries:
        at = len(maker.entries)
        if at % 60 == 0:
            maker.signed(maker.ed25519("city"), body={"score": "3.5", "n": at}, saw=at - 5)
        elif at % 200 == 7:
            maker.signed(maker.passkey("alice"), body={"n": at}, saw=at - 1)
        elif at == entries // 2:
            maker.move_host("new host", maker.ed25519("city"))
        else:
            words = {"n": at, "note": "Grüße, 温度 \u2028 \t \x1f", "list": [None, True, {"k": -at}]}
            maker.add("fit.score", words, cites=[{"entry": at - 1, "rel": "implements"}])
    return maker


def repacked(data: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """Return the bundle with changed members, its manifest and zip put right again, as a clever attacker would."""
    reader = BundleReader(io.BytesIO(data))
    content = {name: reader.read(name, limit=2**32) for name in reader.members}
    manifest = json.loads(content.pop("manifest.json"))
    change(content)
    for key in ("size", "root"):
        manifest[key] = json.loads(content.pop(f"={key}", json.dumps(manifest[key]).encode()))
    out = io.BytesIO()
    write_bundle(
        out,
        partnership=manifest["partnership"],
        size=manifest["size"],
        root=manifest["root"],
        leading={name: content.pop(name) for name in LEADING},
        members=[(name, [part]) for name, part in content.items()],
    )
    return out.getvalue()


def with_bytes_changed(data: bytes, name: str, at: int, mask: int) -> bytes:
    """Return the bundle with one byte of a member changed and nothing put right."""
    member = BundleReader(io.BytesIO(data)).members[name]
    changed = bytearray(data)
    changed[member.offset + at] ^= mask
    return bytes(changed)
