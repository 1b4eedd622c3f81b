"""Two checkpoints of one record that cannot belong to one history: a proof that needs nobody's word.

The same size with two roots proves itself. Of two sizes, the proof adds the root that the larger tree gives to its
first entries, and the consistency proof that it truly does: where that root is not the one that was signed before, the
one who signed both has shown two histories (docs/SPEC.md, "Forks").
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from commonweal.kit.canonical import CanonicalError, b64_decode, b64_encode
from commonweal.record import notes, tree
from commonweal.record.checkpoints import Checkpoint, parse_checkpoint
from commonweal.record.notes import Note, NoteError, Verifier, parse_note, parse_verifier
from commonweal.record.tree import HASH_BYTES, ProofError

FORMAT: Final = "commonweal-fork/1"
MAX_PROOF: Final = 63
MAX_BYTES: Final = 64 * 1024


class NoFork(ValueError):
    """These checkpoints prove nothing against anybody. The message says why."""


@dataclass(frozen=True)
class Fork:
    """Two signed checkpoints of one record, and what shows that they contradict each other.

    :param kept: the checkpoint of the smaller size, or of the same
    :param root: what the first entries of `shown`, as many as `kept` counts, truly have as their root
    :param proof: that they do: a consistency proof from `root` to the root of `shown`; empty where the sizes are equal
    """

    kept: Note
    shown: Note
    root: bytes
    proof: tuple[bytes, ...] = ()

    @property
    def size(self) -> int:
        """Of how many first entries there are two histories."""
        return parse_checkpoint(self.kept.text).size

    def as_json(self, *, logs: Sequence[str]) -> str:
        """Write the proof as a file that anybody can check.

        :param logs: the keys that the record names for its checkpoints
        """
        said = {
            "format": FORMAT,
            "logs": list(logs),
            "kept": str(self.kept),
            "shown": str(self.shown),
            "root": b64_encode(self.root),
            "proof": [b64_encode(one) for one in self.proof],
        }
        return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def require_fork(fork: Fork, *, logs: Sequence[Verifier]) -> Checkpoint:
    """Return the smaller checkpoint of a proof that holds.

    :param logs: the keys that the record itself names; one of them signed each checkpoint
    :raises NoFork: if it does not hold
    """
    kept, shown = _signed(fork.kept, logs), _signed(fork.shown, logs)
    if kept.origin != shown.origin:
        raise NoFork("These are checkpoints of two records.")
    if not 0 < kept.size <= shown.size:
        raise NoFork("The first checkpoint must not be empty, nor larger than the second.")
    if fork.root == kept.root:
        raise NoFork("Both checkpoints belong to one history.")
    if kept.size == shown.size:
        if fork.root != shown.root or fork.proof:
            raise NoFork("Checkpoints of one size prove what they prove by their roots alone.")
        return kept
    try:
        tree.verify_consistency(
            old=kept.size, new=shown.size, old_root=fork.root, new_root=shown.root, proof=list(fork.proof)
        )
    except ProofError as error:
        raise NoFork(f"It is not shown that the larger tree begins otherwise: {error}") from error
    return kept


def fork_between(one: Note, other: Note, *, beginning: Callable[[int, int], tuple[bytes, Sequence[bytes]]]) -> Fork:
    """Return the proof from two checkpoints, in whatever order they come.

    :param beginning: from two sizes to the root that the larger tree gives to so many first entries, with its proof
    :raises NoteError: if one of them is no checkpoint
    """
    kept, shown = sorted((one, other), key=lambda note: parse_checkpoint(note.text).size)
    small, large = parse_checkpoint(kept.text), parse_checkpoint(shown.text)
    if small.size == large.size:
        return Fork(kept, shown, large.root)
    root, proof = beginning(small.size, large.size)
    return Fork(kept, shown, root, tuple(proof))


def parse_fork(raw: bytes) -> tuple[Fork, list[Verifier]]:
    """Read a proof from its file, with the keys that it says the record names. Nothing is verified by this.

    :raises NoFork: if it is none
    """
    try:
        said = json.loads(raw) if len(raw) <= MAX_BYTES else None
        if not isinstance(said, dict) or said.get("format") != FORMAT:
            raise NoFork("This file is not a proof of two histories.")
        return fork_from(said), [parse_verifier(vkey) for vkey in said["logs"]]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise NoFork(f"This file is not a proof of two histories: {error}") from error


def fork_from(said: dict[str, Any]) -> Fork:
    """Return the proof from the texts in which it is kept.

    :raises NoFork: if they are none
    """
    try:
        proof = tuple(b64_decode(one, size=HASH_BYTES) for one in said["proof"])
        found = Fork(
            parse_note(said["kept"]), parse_note(said["shown"]), b64_decode(said["root"], size=HASH_BYTES), proof
        )
    except (CanonicalError, NoteError, KeyError, TypeError) as error:
        raise NoFork(str(error)) from error
    if len(proof) > MAX_PROOF:
        raise NoFork(f"A proof has at most {MAX_PROOF} hashes.")
    return found


def _signed(note: Note, logs: Sequence[Verifier]) -> Checkpoint:
    try:
        checkpoint = parse_checkpoint(note.text)
        if not notes.verify(note, [log for log in logs if log.name == checkpoint.origin]):
            raise NoFork("A checkpoint is not signed with a key that the record names.")
    except NoteError as error:
        raise NoFork(str(error)) from error
    return checkpoint
