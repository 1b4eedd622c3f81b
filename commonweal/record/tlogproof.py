"""Receipts: one entry's inclusion proof together with a checkpoint (C2SP tlog-proof)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from commonweal.kit.canonical import CanonicalError, b64_decode, b64_encode
from commonweal.record import tree
from commonweal.record.checkpoints import Checkpoint, open_checkpoint
from commonweal.record.notes import Note, NoteError, Verifier, parse_note
from commonweal.record.tree import HASH_BYTES, ProofError

HEADER = "c2sp.org/tlog-proof@v1"
_INDEX = re.compile(r"index (0|[1-9][0-9]{0,18})", re.ASCII)
_MAX_HASHES = 63


@dataclass(frozen=True)
class Receipt:
    """That an entry stands at `index`: the hashes from leaf to root, and the signed root."""

    index: int
    proof: tuple[bytes, ...]
    checkpoint: Note
    extra: bytes | None = None

    def __str__(self) -> str:
        """Write the receipt as it is downloaded."""
        lines = [HEADER]
        if self.extra is not None:
            lines.append(f"extra {b64_encode(self.extra)}")
        lines.append(f"index {self.index}")
        lines.extend(b64_encode(one) for one in self.proof)
        return "\n".join(lines) + "\n\n" + str(self.checkpoint)


def parse_receipt(text: str) -> Receipt:
    """Read a receipt without verifying it.

    :raises ProofError: if it is malformed
    """
    head, blank, note = text.partition("\n\n")
    if not blank:
        raise ProofError("The receipt has no checkpoint after a blank line.")
    lines = head.split("\n")
    if lines.pop(0) != HEADER:
        raise ProofError(f"A receipt begins with the line {HEADER}.")
    try:
        extra = None
        if lines and lines[0].startswith("extra "):
            extra = b64_decode(lines.pop(0).removeprefix("extra "))
        found = _INDEX.fullmatch(lines.pop(0)) if lines else None
        if not found or len(lines) > _MAX_HASHES:
            raise ProofError("The receipt needs a line with the index and at most 63 hashes.")
        proof = tuple(b64_decode(line, size=HASH_BYTES) for line in lines)
        return Receipt(int(found[1]), proof, parse_note(note), extra)
    except (CanonicalError, NoteError) as error:
        raise ProofError(f"The receipt is malformed: {error}") from error


def verify_receipt(receipt: Receipt, *, entry: bytes, origin: str, log: Verifier) -> Checkpoint:
    """Check that these bytes are the entry the receipt speaks of, and return the checkpoint.

    The entry is an argument because a proof of *some* entry proves nothing about this one.

    :raises ProofError: if they are not
    :raises NoteError: if the log did not sign the checkpoint
    """
    checkpoint = open_checkpoint(receipt.checkpoint, origin=origin, log=log)
    tree.verify_inclusion(
        index=receipt.index,
        size=checkpoint.size,
        leaf=tree.leaf_hash(entry),
        proof=receipt.proof,
        root=checkpoint.root,
    )
    return checkpoint
