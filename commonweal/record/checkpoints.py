"""Checkpoints: the size and root of a record in three lines (C2SP tlog-checkpoint)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from commonweal.kit.canonical import CanonicalError, b64_decode, b64_encode
from commonweal.record import notes
from commonweal.record.keys import SigningKey
from commonweal.record.notes import Note, NoteError, Verifier
from commonweal.record.tree import EMPTY_ROOT, HASH_BYTES

_SIZE = re.compile(r"0|[1-9][0-9]{0,18}", re.ASCII)


def origin_of(partnership: str) -> str:
    """Return the origin line of a partnership's record, which is also the name of its log key."""
    return f"commonweal/{partnership}"


@dataclass(frozen=True)
class Checkpoint:
    """What a record was at one moment: its origin, number of entries and root."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """Return the three lines that are signed."""
        return f"{self.origin}\n{self.size}\n{b64_encode(self.root)}\n"


def parse_checkpoint(text: str) -> Checkpoint:
    """Read the text of a checkpoint. Extension lines are not used by this project and refused.

    :raises NoteError: if it is anything else
    """
    lines = text.split("\n")
    if len(lines) != 4 or lines[3] or not lines[0]:
        raise NoteError("A checkpoint has three lines: origin, size and root.")
    if not _SIZE.fullmatch(lines[1]):
        raise NoteError("The size of a checkpoint is a decimal number without leading zeros.")
    try:
        root = b64_decode(lines[2], size=HASH_BYTES)
    except CanonicalError as error:
        raise NoteError(f"The root of the checkpoint is not a hash: {error}") from error
    size = int(lines[1])
    if size == 0 and root != EMPTY_ROOT:
        raise NoteError("An empty tree has one root, and this is another.")
    return Checkpoint(lines[0], size, root)


def sign_checkpoint(checkpoint: Checkpoint, key: SigningKey) -> Note:
    """Return the checkpoint as a note signed by the log, whose key is named as the origin."""
    return notes.sign(checkpoint.text(), name=checkpoint.origin, key=key)


def open_checkpoint(note: Note, *, origin: str, log: Verifier) -> Checkpoint:
    """Return the checkpoint in a note that the log signed.

    :param log: the key that the record itself names
    :raises NoteError: if it is of another record, or the log's signature is missing or wrong
    """
    checkpoint = parse_checkpoint(note.text)
    if checkpoint.origin != origin:
        raise NoteError(f"This is a checkpoint of {checkpoint.origin}, not of {origin}.")
    if log.name != origin or log.algorithm != notes.ED25519:
        raise NoteError("The key of a log is an Ed25519 key named as its origin.")
    if log not in notes.verify(note, [log]):
        raise NoteError("The checkpoint does not carry the signature of its log.")
    return checkpoint
