"""Check a bundle from its first byte to its last, in one pass over the entries."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, BinaryIO, Final

from commonweal.record import notes
from commonweal.record.checkpoints import Checkpoint, open_checkpoint, origin_of, parse_checkpoint
from commonweal.record.notes import Note, NoteError, Verifier, parse_note
from commonweal.record.tiles import MAX_ENTRY_BYTES, WIDTH, bundles_of, spell, tiles_of
from commonweal.record.tree import HASH_BYTES
from commonweal.verifier.asides import check_boxes, check_keys, check_results, check_texts
from commonweal.verifier.bundle import MANIFEST, BundleReader, MemberError
from commonweal.verifier.growing import GrowingTree
from commonweal.verifier.idems import idem_of
from commonweal.verifier.layout import check_layout, check_manifest
from commonweal.verifier.manifest import Manifest
from commonweal.verifier.misbehaviour import proof_by_anchor
from commonweal.verifier.recompute import RECOMPUTED
from commonweal.verifier.recompute.registry import Recomputations
from commonweal.verifier.report import Report
from commonweal.verifier.walk import Anchor, Walk

_MAX_TILE: Final = WIDTH * (MAX_ENTRY_BYTES + 2)

Progress = Callable[[int, int], None]
"""Called now and then with how many entries were checked, and of how many."""


@dataclass(frozen=True)
class Trust:
    """Whom the reader trusts, instead of the witnesses that the record names."""

    witnesses: tuple[Verifier, ...] = ()
    threshold: int | None = None


class Verification:
    """One bundle under examination. `run` once, then ask."""

    def __init__(self, file: BinaryIO, *, trust: Trust | None = None, progress: Progress | None = None) -> None:
        """Open the bundle.

        :raises BundleError: if the file is none
        """
        self.reader = BundleReader(file)
        self.report = Report()
        self.tree = GrowingTree(self._leaves_of)
        self.trust = trust or Trust()
        self.whole = False  # every entry and tile is there and agrees
        self.genuine = False  # and the host signed exactly that
        self.note: Note | None = None
        self.checkpoint: Checkpoint | None = None
        self.cosigned: Sequence[notes.Cosigned] = ()
        self.anchored: tuple[int, int] | None = None  # (entry, size) of the anchor that reaches furthest
        self._progress = progress or (lambda _done, _of: None)
        self._anchors_hold = True
        self._broken: tuple[Anchor, bytes] | None = None

    def run(self) -> Report:
        """Check everything, leaving out only what an earlier failure deprives of its ground.

        :raises BundleError: if this is a bundle of another format
        """
        manifest = check_manifest(self.reader, self.report)
        if manifest is None:
            return self.report
        self.walk = Walk(
            manifest.partnership,
            say=lambda entry, says: self.report.say(says, entry=entry),
            recomputations=Recomputations(RECOMPUTED),
        )
        if not check_layout(self.reader, manifest.size, self.report):
            return self.report
        self._read_checkpoint()
        self.whole = self._entries(manifest.size) and self._upper_tiles()
        if self.tree.size == manifest.size:
            self._repeated_idems()
        self._judge_checkpoint(manifest)
        check_texts(self.reader, self.walk, self.report)
        check_boxes(self.reader, self.walk, self.report)
        check_results(self.reader, self.walk, self.report)
        check_keys(self.reader, self.walk, self.report)
        self.report.facts = self._facts()
        return self.report

    # ── The entries and their tree ────────────────────────────────────────────────────────────────

    def _entries(self, size: int) -> bool:
        """Let every entry pass by, and tell whether all could be told apart and agree with their tiles."""
        same = True
        for one in bundles_of(size):
            first = one.index * WIDTH
            raws, complete = self._tile(one.path, first, one.width)
            leaves = self.walk.take(first, raws)
            if not complete:
                return False
            self.tree.add_tile(leaves)
            stored = self.reader.read(one.path.replace("entries", "0", 1))
            same = self._compare(b"".join(leaves), stored, one.path.replace("entries", "0", 1), first) and same
            self._anchors(same=same)
            self._progress(self.tree.size, size)
        return same

    def _tile(self, path: str, first: int, width: int) -> tuple[list[bytes], bool]:
        """Return the entries of one tile, and whether all of them could be told apart."""
        try:
            data = self.reader.read(path, limit=_MAX_TILE)
        except MemberError as error:
            self.report.say(str(error), entry=first, member=path)
            return [], False
        raws: list[bytes] = []
        at = 0
        for number in range(width):
            start = at + 2
            at = start + int.from_bytes(data[at:start], "big")
            if start > len(data) or at > len(data):
                self.report.say("is cut off", entry=first + number, member=path)
                return raws, False
            raws.append(data[start:at])
        if at != len(data):
            self.report.say("is followed by bytes that belong to no entry", entry=first + width - 1, member=path)
            return raws, False
        return raws, True

    def _compare(self, ours: bytes, stored: bytes, path: str, first: int, each: int = 1) -> bool:
        """Compare a tile with the hashes computed, naming the first entry under each that differs."""
        if ours == stored:
            return True
        for at in range(0, len(ours), HASH_BYTES):
            if ours[at : at + HASH_BYTES] != stored[at : at + HASH_BYTES]:
                entry = first + at // HASH_BYTES * each
                self.report.say("is not the entry whose digest stands in the tile", entry=entry, member=path)
        if len(ours) != len(stored):
            self.report.say("has another length than it should", entry=first, member=path)
        return False

    def _upper_tiles(self) -> bool:
        """Compare the tiles above the leaves, up to the first level that differs."""
        wrong = 0
        for tile in tiles_of(self.tree.size):
            if not tile.level:
                continue
            if wrong and tile.level > wrong:
                break
            each = WIDTH**tile.level
            ours = self.tree.tile(tile.level, tile.index, tile.width)
            if not self._compare(ours, self.reader.read(tile.path), tile.path, tile.index * WIDTH * each, each):
                wrong = tile.level
        return not wrong

    def _leaves_of(self, tile: int) -> bytes:
        return self.reader.read(f"tile/0/{spell(tile)}")

    def _anchors(self, *, same: bool) -> None:
        """Compare what the signers of the last tile had seen with the history in this file."""
        if not self._anchors_hold:
            return
        for anchor in self.walk.anchors:
            ours = self.tree.root(anchor.size)
            if ours == anchor.root:
                if anchor.message is not None and (self.anchored is None or anchor.size > self.anchored[1]):
                    self.anchored = (anchor.entry, anchor.size)
                continue
            self._anchors_hold = False
            if not same:  # the tiles have already named what was changed
                return
            since = self.anchored[1] if self.anchored else 0
            self.report.say(
                f"was signed over another history of {anchor.size} entries, "
                f"so something between entry {since} and entry {anchor.size - 1} was changed",
                entry=anchor.entry,
            )
            self._broken = (anchor, ours)
            return

    def _repeated_idems(self) -> None:
        """Find the submissions that stand twice; only suspicion makes a second pass over the entries needed."""
        suspects = self.walk.idems.repeated()
        if not suspects:
            return
        met: dict[bytes, int] = {}
        for position, raw in self.entries():
            idem = idem_of(raw)
            if idem is not None and hash(idem) in suspects and met.setdefault(idem, position) != position:
                self.report.say(f"repeats the submission of entry {met[idem]}", entry=position)

    def entries(self) -> Iterator[tuple[int, bytes]]:
        """Yield again the position and bytes of every entry that passed by."""
        for one in bundles_of(self.tree.size):
            raws, _complete = self._tile(one.path, one.index * WIDTH, one.width)
            yield from enumerate(raws, one.index * WIDTH)

    # ── The signed root ───────────────────────────────────────────────────────────────────────────

    def _read_checkpoint(self) -> None:
        try:
            self.note = parse_note(self.reader.read("checkpoint", limit=notes.MAX_BYTES))
        except (MemberError, NoteError) as error:
            self.report.say(str(error), member="checkpoint")

    def _judge_checkpoint(self, manifest: Manifest) -> None:
        """Check what the host and the witnesses signed against the tree of the entries."""
        root = self.tree.root() if self.whole else None
        if root is not None and manifest.root != root.hex():
            self.report.say("its root is not the root of the entries", member=MANIFEST)
        if self.note is not None:
            try:
                self._judge_note(self.note, manifest.size, root)
            except NoteError as error:
                self.genuine = False
                self.report.say(str(error), member="checkpoint")
        wanted = self.trust.threshold
        if wanted is not None and len(self.cosigned) < wanted:
            entry = None if self.trust.witnesses else self.walk.witnesses_at
            says = f"carries {len(self.cosigned)} of the {wanted} cosignatures asked for"
            self.report.say(says, entry=entry, member="checkpoint")
        if self._broken and self.genuine and self.note:
            anchor, ours = self._broken
            self.report.proof = proof_by_anchor(anchor, ours=ours, note=self.note)

    def _judge_note(self, note: Note, size: int, root: bytes | None) -> None:
        said = parse_checkpoint(note.text)
        origin = origin_of(self.walk.partnership)
        if (said.origin, said.size) != (origin, size):
            raise NoteError("It speaks of another record or another size.")
        log = self.log_key_at(size)
        if log is None:
            raise NoteError("The record names no key of the host.")
        named = self.walk.keyring.witnesses.verifiers
        require_single_signatures(note, [log, *named, *self.trust.witnesses])
        self.checkpoint = open_checkpoint(note, origin=origin, log=log)
        known = {(one.name, one.key_id) for one in (log, *named, *self.trust.witnesses)}
        if any((one.name, one.key_id) not in known for one in note.signatures):
            raise NoteError("It carries a signature by a key that the record does not name.")
        if root is not None and said.root != root:
            raise NoteError("Its root is not the root of the entries.")
        self.genuine = root is not None
        self.cosigned = notes.verify_cosignatures(note, named)
        if self.trust.witnesses:
            self.cosigned = notes.verify_cosignatures(note, self.trust.witnesses)

    def log_key_at(self, size: int) -> Verifier | None:
        """Return the host's key in force over the first `size` entries."""
        keys = zip(self.walk.log_keys_at, self.walk.keyring.log_keys, strict=False)
        return next((key for at, key in reversed(list(keys)) if at < size), None)

    def _facts(self) -> dict[str, Any]:
        """Say in figures what this bundle is and how far it can be trusted."""
        walk = self.walk
        named = self.trust.witnesses or walk.keyring.witnesses.verifiers
        threshold = walk.keyring.witnesses.threshold if self.trust.threshold is None else self.trust.threshold
        return {
            "partnership": walk.partnership,
            "origin": origin_of(walk.partnership),
            "size": self.tree.size,
            "root": self.tree.root().hex(),
            "signed": walk.signed,
            "anchored": self.anchored[1] if self.anchored else 0,
            "anchor": self.anchored[0] if self.anchored else None,
            "witnesses": [one.name for one in named],
            "cosigned_by": [one.by.name for one in self.cosigned],
            "threshold": threshold,
            "sealed": 0 < threshold <= len(self.cosigned),
            "host_moves": [{"entry": at, "signed": signed} for at, signed in walk.moves],
            "texts": len(walk.texts),
            "erased": {text: walk.erased[text][1] for text in sorted(walk.texts) if text in walk.erased},
            "withheld": walk.withheld,
            "boxes_closed": sum(box.closed is not None for box in walk.boxes.values()),
            "boxes_open": sum(box.closed is None for box in walk.boxes.values()),
        }


def verify_bundle(file: BinaryIO, *, trust: Trust | None = None, progress: Progress | None = None) -> Report:
    """Check a whole bundle.

    :raises BundleError: if the file is no bundle
    """
    return Verification(file, trust=trust, progress=progress).run()


def require_single_signatures(note: Note, known: Sequence[Verifier]) -> None:
    """Refuse a note on which one known key stands twice, so that no threshold is reached by repetition.

    :raises NoteError: naming the key
    """
    met: set[bytes] = set()
    for name, key_id in ((one.name, one.key_id) for one in note.signatures):
        for verifier in known:
            if (verifier.name, verifier.key_id) == (name, key_id):
                public = sha256(bytes([verifier.algorithm]) + verifier.public).digest()
                if public in met:
                    raise NoteError(f"The key of {name} stands twice on the checkpoint; a key counts once.")
                met.add(public)
                break
