"""What a witness decides, without network, clock or disk (C2SP tlog-witness)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from commonweal.kit.canonical import CanonicalError, b64_decode
from commonweal.record import notes, tree
from commonweal.record.checkpoints import Checkpoint, parse_checkpoint
from commonweal.record.forks import Fork
from commonweal.record.notes import Note, NoteError, Verifier, parse_note
from commonweal.record.tree import HASH_BYTES, ProofError

MAX_PROOF: Final = 63
_OLD: Final = re.compile(r"old (0|[1-9][0-9]{0,18})", re.ASCII)
_EMPTY_CHECKPOINT: Final = re.compile(r"[^\n]+\n0\n[^\n]+\n")


class Forked(Exception):
    """The log showed a history that does not extend the one that was kept."""

    def __init__(self, kept: Note, shown: Note, why: str, *, proof: Fork | None = None) -> None:
        """Keep both signed notes, and the proof that convinces everybody, where the log's tiles gave it."""
        super().__init__(why)
        self.kept, self.shown, self.proof = kept, shown, proof


class Refusal(Exception):
    """A request that is answered without a cosignature."""

    def __init__(self, status: int, says: str, *, size: int | None = None) -> None:
        """Answer with `status`; `size` is the size kept, where the protocol asks for it."""
        super().__init__(says)
        self.status, self.says, self.size = status, says, size


@dataclass(frozen=True)
class Kept:
    """The last checkpoint that was cosigned for a log."""

    note: Note

    @property
    def checkpoint(self) -> Checkpoint:
        """Return what the note says."""
        return parse_checkpoint(self.note.text)


@dataclass(frozen=True)
class Request:
    """What a log asks: from `old` entries to this checkpoint, with the proof between them."""

    old: int
    proof: tuple[bytes, ...]
    note: Note
    checkpoint: Checkpoint


def require_extension(kept: Kept | None, note: Note, proof: Callable[[int, int], Sequence[bytes]]) -> Checkpoint:
    """Return the checkpoint of `note` if it extends what was kept.

    :param proof: returns the consistency proof between two sizes
    :raises Forked: if it does not: this is the proof of two histories
    :raises NoteError: if the checkpoint is smaller than the one kept, which proves nothing but delay
    """
    new = parse_checkpoint(note.text)
    if kept is None:
        return new
    old = kept.checkpoint
    if new.size < old.size:
        raise NoteError(f"The log shows {new.size} entries, fewer than the {old.size} that were cosigned before.")
    if new.size == old.size:
        if new.root != old.root:
            fork = Fork(kept.note, note, new.root)
            raise Forked(kept.note, note, f"Two roots were signed for {new.size} entries.", proof=fork)
        return new
    if old.size:
        hashes = proof(old.size, new.size)
        try:
            tree.verify_consistency(
                old=old.size, new=new.size, old_root=old.root, new_root=new.root, proof=list(hashes)
            )
        except ProofError as error:
            raise Forked(kept.note, note, str(error)) from error
    return new


def parse_request(body: bytes) -> Request:
    """Read the body of an ``add-checkpoint``.

    :raises Refusal: 400 if it is malformed, 422 for an empty tree with the root of another
    """
    head, blank, tail = body.partition(b"\n\n")
    try:
        lines = head.decode("ascii").split("\n")
        found = _OLD.fullmatch(lines[0])
        if not blank or found is None or len(lines) > MAX_PROOF + 1:
            raise Refusal(400, "The request is not an old size, at most 63 hashes, a blank line and a checkpoint.")
        proof = tuple(b64_decode(line, size=HASH_BYTES) for line in lines[1:])
        note = parse_note(tail)
    except (UnicodeDecodeError, CanonicalError, NoteError) as error:
        raise Refusal(400, str(error)) from error
    try:
        checkpoint = parse_checkpoint(note.text)
    except NoteError as error:
        status = 422 if _EMPTY_CHECKPOINT.fullmatch(note.text) else 400
        raise Refusal(status, str(error)) from error
    return Request(int(found[1]), proof, note, checkpoint)


def judge(request: Request, *, logs: Mapping[str, Sequence[Verifier]], kept: Kept | None) -> None:
    """Accept a request, which then must be kept before anything is answered, or refuse it.

    :param logs: the keys of the logs that are watched, by origin
    :param kept: what was last cosigned for this origin
    :raises Refusal: 404 unknown log, 403 not signed by it, 400 and 409 wrong old size, 422 wrong proof
    """
    new = request.checkpoint
    if new.origin not in logs:
        raise Refusal(404, "This log is not watched here.")
    try:
        signed = notes.verify(request.note, logs[new.origin])
    except NoteError as error:
        raise Refusal(403, str(error)) from error
    if not signed:
        raise Refusal(403, "The checkpoint carries no signature of its log.")
    if request.old > new.size:
        raise Refusal(400, "The old size is larger than the new one.")
    size = kept.checkpoint.size if kept else 0
    if request.old != size:
        raise Refusal(409, f"{size}", size=size)
    _judge_proof(request, kept)


def _judge_proof(request: Request, kept: Kept | None) -> None:
    new = request.checkpoint
    if request.proof and request.old in (0, new.size):
        raise Refusal(422, "From an empty tree, or between equal sizes, there is nothing to prove.")
    try:
        require_extension(kept, request.note, lambda _old, _new: request.proof)
    except (Forked, NoteError) as error:
        raise Refusal(422, str(error)) from error
