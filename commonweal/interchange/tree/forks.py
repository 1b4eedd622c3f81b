"""Proofs that a host showed two histories of a record: judged here, and kept because they prove themselves.

Anybody may bring one, signed in or not: what counts is what the host signed. A checkpoint alone is held against the
record as it is kept here, so that a visitor who kept one line from a year ago can show what was done since.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from commonweal.capabilities.trust.queries import host_keys
from commonweal.interchange.tree.models import ForkProof
from commonweal.partnerships.models import Partnership
from commonweal.record import checkpointing, notes, reading
from commonweal.record.checkpoints import origin_of, parse_checkpoint
from commonweal.record.forks import MAX_BYTES, Fork, NoFork, fork_between, parse_fork, require_fork
from commonweal.record.notes import Note, NoteError, Verifier, parse_note, parse_verifier

MOST: Final = 100
"""How many proofs of one partnership are kept; one is enough to know."""


def proofs_of(partnership: str) -> list[ForkProof]:
    """Return the proofs that are kept, newest first. One query."""
    return list(ForkProof.objects.filter(partnership=partnership).order_by("-at", "pk")[:MOST])


def proof_with(partnership: str, digest: str) -> ForkProof | None:
    """Return one proof, or nothing."""
    return ForkProof.objects.filter(partnership=partnership, digest=digest).first()


def taken_in(partnership: Partnership, one: str, other: str, *, at: datetime) -> ForkProof:
    """Judge what somebody brought and keep it if it is a proof; the same proof is kept once.

    :param one: a signed checkpoint, or the file of a whole proof; `other` a second checkpoint or nothing
    :raises NoFork: saying why it proves nothing
    """
    if len(one) + len(other) > MAX_BYTES:
        raise NoFork(_("This is longer than a proof can be."))
    vkeys = host_keys(partnership.pk)
    logs = [parse_verifier(vkey) for vkey in vkeys]
    fork = _brought(partnership, _as_sent(one), _as_sent(other), logs=logs)
    found = require_fork(fork, logs=logs)
    if found.origin != origin_of(partnership.pk):
        raise NoFork(_("These are checkpoints of another record."))
    proof = _plain(fork, logs).as_json(logs=vkeys)
    digest = hashlib.sha256(proof.encode()).hexdigest()
    if before := proof_with(partnership.pk, digest):
        return before
    if ForkProof.objects.filter(partnership=partnership.pk).count() >= MOST:
        raise NoFork(_("Many proofs against this host are kept already. One is enough."))
    return ForkProof.objects.create(partnership=partnership.pk, digest=digest, size=found.size, proof=proof, at=at)


def _as_sent(text: str) -> str:
    """Return a note with the line ends that browsers change, and the blank space around it that people paste."""
    text = text.replace("\r\n", "\n").strip()
    return f"{text}\n" if text else ""


def _brought(partnership: Partnership, one: str, other: str, *, logs: Sequence[Verifier]) -> Fork:
    if one.startswith("{"):
        return parse_fork(one.encode())[0]
    if not one:
        raise NoFork(_("Paste a signed checkpoint."))
    try:
        first = parse_note(one)
        if not other:
            return _against_ours(partnership, first, logs=logs)
        second = parse_note(other)
        if parse_checkpoint(first.text).size == parse_checkpoint(second.text).size:
            return fork_between(first, second, beginning=_unasked)
    except NoteError as error:
        raise NoFork(str(error)) from error
    try:
        return _against_ours(partnership, first, logs=logs)
    except NoFork:
        return _against_ours(partnership, second, logs=logs)


def _against_ours(partnership: Partnership, note: Note, *, logs: Sequence[Verifier]) -> Fork:
    """Return the proof from one checkpoint and the record as it is kept here.

    :raises NoFork: if it belongs to this record, is longer, or was not signed by a host of it
    """
    found = parse_checkpoint(note.text)
    if found.origin != origin_of(partnership.pk) or not notes.verify(note, logs):
        raise NoFork(_("This checkpoint is not signed with a key that the record names."))
    ours = _our_checkpoint(partnership)
    if ours is None or parse_checkpoint(ours.text).size < found.size:
        raise NoFork(_("It was signed for more acts than are known here. Bring a second checkpoint of the same size."))
    if found.size == 0 or reading.root_at(partnership.pk, found.size) == found.root:
        raise NoFork(_("This checkpoint belongs to the record as it is kept here. It proves nothing against anybody."))
    return fork_between(
        note,
        ours,
        beginning=lambda small, large: (
            reading.root_at(partnership.pk, small),
            reading.consistency_proof(partnership.pk, small, large),
        ),
    )


def _our_checkpoint(partnership: Partnership) -> Note | None:
    try:
        return checkpointing.current(partnership.pk, log_key=partnership.log_key)
    except (checkpointing.SignedElsewhereError, reading.NotThereError):
        return checkpointing.latest_checkpoint(partnership.pk)


def _unasked(small: int, large: int) -> tuple[bytes, Sequence[bytes]]:
    raise NoFork(f"Sizes {small} and {large} differ.")


def _plain(fork: Fork, logs: Sequence[Verifier]) -> Fork:
    """Return the proof with the log's lines alone: what others wrote under a checkpoint proves nothing here."""
    known = {(log.name, log.key_id) for log in logs}

    def bare(note: Note) -> Note:
        return Note(note.text, tuple(one for one in note.signatures if (one.name, one.key_id) in known))

    return Fork(bare(fork.kept), bare(fork.shown), fork.root, fork.proof)
