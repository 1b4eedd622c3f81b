"""Hold a bundle against the checkpoint, or the bundle, that somebody kept from earlier."""

from __future__ import annotations

from typing import BinaryIO, Final

from commonweal.record import notes
from commonweal.record.checkpoints import Checkpoint, open_checkpoint, origin_of, parse_checkpoint
from commonweal.record.notes import Note, NoteError, parse_note
from commonweal.verifier.bundle import BundleError
from commonweal.verifier.checks import Verification
from commonweal.verifier.misbehaviour import proof_by_notes

_ZIP: Final = b"PK\x03\x04"


def compare_with_kept(shown: Verification, kept: BinaryIO) -> None:
    """Take down in the report of `shown`, which has run, whether it extends what was kept.

    :raises BundleError: if what was kept is neither a checkpoint nor a bundle
    """
    start = kept.read(len(_ZIP))
    kept.seek(0)
    if start == _ZIP:
        _compare_with_bundle(shown, Verification(kept))
    else:
        _compare_with_note(shown, kept.read(notes.MAX_BYTES + 1))


def _compare_with_note(shown: Verification, raw: bytes) -> None:
    try:
        note = parse_note(raw)
        checkpoint = parse_checkpoint(note.text)
    except NoteError as error:
        raise BundleError(f"What was kept is no checkpoint: {error}") from error
    if not shown.whole:
        return
    shown.report.facts["kept"] = checkpoint.size
    origin = origin_of(shown.walk.partnership)
    log = shown.log_key_at(min(checkpoint.size, shown.tree.size))
    try:
        if log is None:
            raise NoteError("The kept checkpoint is older than the first entry.")
        open_checkpoint(note, origin=origin, log=log)
    except NoteError as error:
        shown.report.say(f"The kept checkpoint cannot be compared: {error}")
        return
    if checkpoint.size > shown.tree.size:
        _say_missing(shown, checkpoint.size)
    elif shown.tree.root(checkpoint.size) != checkpoint.root:
        _say_forked(shown, note, checkpoint.size, checkpoint.root, entry=None)


def _compare_with_bundle(shown: Verification, kept: Verification) -> None:
    if not kept.run().holds or kept.note is None or kept.checkpoint is None:
        shown.report.say("The kept bundle is itself not whole.")
        return
    if not shown.whole:
        return
    checkpoint: Checkpoint = kept.checkpoint
    shown.report.facts["kept"] = checkpoint.size
    if checkpoint.origin != origin_of(shown.walk.partnership):
        shown.report.say("The kept bundle is of another record.")
        return
    common = min(kept.tree.size, shown.tree.size)
    root = kept.tree.root(common)
    if shown.tree.root(common) != root:
        entry = next(at for at in range(common) if kept.tree.node((0, at)) != shown.tree.node((0, at)))
        _say_forked(shown, kept.note, common, root, entry=entry)
    elif kept.tree.size > shown.tree.size:
        _say_missing(shown, kept.tree.size)


def _say_missing(shown: Verification, size: int) -> None:
    shown.report.say(f"is missing here: what was kept covers {size} entries", entry=shown.tree.size)


def _say_forked(shown: Verification, note: Note, size: int, root: bytes, *, entry: int | None) -> None:
    shown.report.say(f"of the first {size} entries, the kept history has other ones", entry=entry)
    if shown.genuine and shown.note is not None:
        ours = shown.tree.root(size)
        shown.report.proof = proof_by_notes(note, shown.note, size=size, kept_root=root, shown_root=ours)
