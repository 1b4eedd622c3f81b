"""Watch one log, or look at one bundle: check that it extends what was kept, keep it, cosign it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from commonweal.record import notes, tiles, tree
from commonweal.record.checkpoints import Checkpoint, origin_of, parse_checkpoint
from commonweal.record.entry import EntryError, parse_entry
from commonweal.record.forks import Fork
from commonweal.record.keyring import HOST_MOVED, parse_log_key
from commonweal.record.notes import Note, NoteError, Signature, Verifier, parse_note
from commonweal.record.signatures import SignatureRefused
from commonweal.record.tiles import WIDTH, EntryBundle, Tile
from commonweal.record.tree import ProofError
from commonweal.verifier.checks import Verification
from commonweal.verifier.witness.fetching import Log
from commonweal.verifier.witness.memory import Memory, WitnessKey
from commonweal.verifier.witness.rules import Forked, Kept, require_extension


def witness_log(log: Log, *, key: WitnessKey, memory: Memory, at: int, pinned: Verifier | None = None) -> Note:
    """Fetch the checkpoint of a log, cosign it if it extends what was kept, and return it cosigned.

    :param at: now, in Unix seconds
    :param pinned: the log's key, where it is known; else the key in entry 0 is believed at first sight
    :raises Forked: if the log shows another history than before
    :raises NoteError: if the checkpoint is not signed by its log, or older than the one kept
    :raises Unreachable: if the log does not answer
    """
    note = parse_note(log.checkpoint())
    shown = parse_checkpoint(note.text)
    fetch = nodes_of(log, shown.size)
    with memory.held():
        kept = memory.kept(shown.origin)
        keys = memory.logs(shown.origin) or ([pinned] if pinned else _keys_in(log, shown, fetch, 0, 1))
        keys = _keys_that_signed(log, note, shown, keys, fetch, kept)
        require_own_tiles(shown, fetch)
        require_growth(kept, note, fetch)
        memory.keep(shown.origin, Kept(note), log=keys)
    return _cosigned(note, key, at)


def witness_bundle(file: BinaryIO, *, key: WitnessKey, memory: Memory, at: int) -> tuple[Note, Signature]:
    """Verify a whole bundle, cosign its checkpoint if it extends what was kept, and return both.

    :raises Forked: if it shows another history than before
    :raises NoteError: if the bundle does not hold, or is older than what was kept
    :raises BundleError: if it is none
    """
    shown = Verification(file)
    report = shown.run()
    if not report.holds or shown.note is None:
        raise NoteError(f"The bundle does not hold: {report.differences()[0]}")
    note, origin = shown.note, origin_of(shown.walk.partnership)
    with memory.held():
        require_extension(memory.kept(origin), note, lambda old, new: tree.consistency_proof(old, new, shown.tree.node))
        memory.keep(origin, Kept(note), log=shown.walk.keyring.log_keys)
    cosigned = _cosigned(note, key, at)
    return cosigned, cosigned.signatures[-1]


def require_growth(kept: Kept | None, note: Note, fetch: tree.Fetch) -> Checkpoint:
    """Return the checkpoint of `note` if it extends what was kept; the tiles were found to be its own.

    :raises Forked: with the proof, if it does not
    :raises NoteError: if it is smaller than the one kept
    """
    try:
        return require_extension(kept, note, lambda old, size: tree.consistency_proof(old, size, fetch))
    except Forked as fork:
        if fork.proof is None:
            old, new = parse_checkpoint(fork.kept.text).size, parse_checkpoint(note.text).size
            root, proof = tree.root(old, fetch), tuple(tree.consistency_proof(old, new, fetch))
            fork.proof = Fork(fork.kept, note, root, proof)
        raise


def _cosigned(note: Note, key: WitnessKey, at: int) -> Note:
    """Return the note with the log's lines and ours."""
    line = notes.cosign(note.text, name=key.name, key=key.key, time=at)
    others = tuple(one for one in note.signatures if (one.name, one.key_id) != (line.name, line.key_id))
    return Note(note.text, (*others, line))


def nodes_of(log: Log, size: int) -> tree.Fetch:
    """Return a fetch of nodes that reads the log's tiles, each once."""
    known: dict[tuple[int, int], bytes] = {}

    def get(level: int, index: int) -> bytes:
        if (level, index) not in known:
            count = size >> (tiles.HEIGHT * level)
            width = min(WIDTH, count - index * WIDTH)
            known[level, index] = log.tile(Tile(level, index, width))
        return known[level, index]

    return tiles.fetch_from(get)


def require_own_tiles(shown: Checkpoint, fetch: tree.Fetch) -> None:
    """Refuse tiles that do not lead to the signed root: they would make a careless log look like a forger.

    :raises NoteError: if they do not
    """
    if tree.root(shown.size, fetch) != shown.root:
        raise NoteError("The tiles of this log do not belong to its checkpoint.")


def _keys_that_signed(
    log: Log, note: Note, shown: Checkpoint, keys: list[Verifier], fetch: tree.Fetch, kept: Kept | None
) -> list[Verifier]:
    """Return the log's keys if the last of them signed, following the moves of its host where it did not.

    :raises NoteError: if no key that the record names signed
    """
    if keys and notes.verify(note, keys[-1:]):
        return keys
    start = kept.checkpoint.size if kept else 1
    moved = _keys_in(log, shown, fetch, start, shown.size)
    if moved and notes.verify(note, moved[-1:]):
        return [*keys, *moved]
    raise NoteError("The checkpoint is not signed with a key that the record names.")


def _keys_in(log: Log, shown: Checkpoint, fetch: tree.Fetch, start: int, stop: int) -> list[Verifier]:
    """Return the host's keys named by these entries, each proved to be in the tree that is shown."""
    keys = []
    for position, raw in _entries(log, shown.size, start, stop):
        if position and b'"kind":"trust.host_moved"' not in raw:
            continue
        try:
            entry = parse_entry(raw, position=position)
            proof = tree.inclusion_proof(position, shown.size, fetch)
            tree.verify_inclusion(index=position, size=shown.size, leaf=entry.leaf, proof=proof, root=shown.root)
            if position == 0 or entry.kind == HOST_MOVED:
                if origin_of(entry.partnership) != shown.origin:
                    raise NoteError("The first entry is of another record.")
                keys.append(parse_log_key(entry.body, partnership=entry.partnership))
        except (EntryError, ProofError, SignatureRefused) as error:
            raise NoteError(f"Entry {position} cannot be believed: {error}") from error
    return keys


def _entries(log: Log, size: int, start: int, stop: int) -> Iterator[tuple[int, bytes]]:
    for index in range(start // WIDTH, -(-stop // WIDTH)):
        width = min(WIDTH, size - index * WIDTH)
        try:
            raws = tiles.unpack_entries(log.entries(EntryBundle(index, width)))
        except ValueError as error:
            raise NoteError(str(error)) from error
        for position, raw in enumerate(raws, index * WIDTH):
            if start <= position < stop:
                yield position, raw
