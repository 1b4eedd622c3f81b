"""Checkpoints of the records kept here: made when asked for, kept, and cosigned by witnesses."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection, transaction
from django.db.models import OuterRef, Subquery

from commonweal.record import hostkeys, notes, reading
from commonweal.record.checkpoints import (
    Checkpoint,
    open_checkpoint,
    origin_of,
    parse_checkpoint,
    sign_checkpoint,
)
from commonweal.record.keyring import Witnesses
from commonweal.record.models import StoredCheckpoint
from commonweal.record.notes import Note, NoteError, Verifier, parse_note


class SignedElsewhereError(RuntimeError):
    """The record names another host's key: until it says that it lives here, this host signs nothing of it."""


def current(partnership: str, *, log_key: str) -> Note:
    """Sign and keep the checkpoint of a record as it is now, or return the one kept for this size.

    :param log_key: the key that the record names for its checkpoints, by its founding or its last move
    :raises NotThereError: if the record has no entries
    :raises SignedElsewhereError: if that is not the key of this host, and no checkpoint of this size came along
    """
    now = reading.head(partnership)
    if not now.size:
        raise reading.NotThereError("There is no record here to make a checkpoint of.")
    kept = checkpoint_at(partnership, now.size)
    if kept is not None:
        return kept
    if log_key != hostkeys.log_key(partnership):
        raise SignedElsewhereError("This record names another host's key. Record first that it moved here.")
    checkpoint = Checkpoint(origin_of(partnership), now.size, now.root)
    note = sign_checkpoint(checkpoint, hostkeys.signing_key(partnership))
    # Ed25519 gives the same signature each time, so whoever is first writes what the others would.
    keep_checkpoint(partnership, note)
    return checkpoint_at(partnership, now.size) or note


def keep_checkpoint(partnership: str, note: Note) -> None:
    """Keep a checkpoint that was made elsewhere, as when a bundle is restored; one of a size stays."""
    size = parse_checkpoint(note.text).size
    row = StoredCheckpoint(partnership=partnership, size=size, note=str(note))
    StoredCheckpoint.objects.bulk_create([row], ignore_conflicts=True)


def checkpoint_at(partnership: str, size: int) -> Note | None:
    """Return the checkpoint kept for this size, or None. One query."""
    row = StoredCheckpoint.objects.filter(partnership=partnership, size=size).first()
    return parse_note(row.note) if row else None


def latest_checkpoint(partnership: str) -> Note | None:
    """Return the checkpoint of the largest size kept, or None. One query."""
    row = StoredCheckpoint.objects.filter(partnership=partnership).order_by("-size").first()
    return parse_note(row.note) if row else None


def latest_note() -> Subquery:
    """Return the note of the latest checkpoint as part of a question about partnerships: their key is the record's."""
    kept = StoredCheckpoint.objects.filter(partnership=OuterRef("pk")).order_by("-size")
    return Subquery(kept.values("note")[:1])


def add_cosignatures(partnership: str, size: int, cosigned: Note, *, witnesses: Iterable[Verifier]) -> Note:
    """Add to a kept checkpoint the cosignatures by these witnesses that `cosigned` carries.

    Signatures by anybody else are left out. A witness that cosigns again replaces its own line.

    :raises NoteError: if it is another checkpoint, or a witness's signature does not hold
    :raises NotThereError: if no checkpoint of this size is kept
    """
    known = {(one.name, one.key_id) for one in witnesses if one.algorithm == notes.COSIGNATURE}
    notes.verify_cosignatures(cosigned, witnesses)
    with transaction.atomic():
        rows = StoredCheckpoint.objects.filter(partnership=partnership, size=size)
        if connection.vendor == "postgresql":
            rows = rows.select_for_update()
        row = rows.first()
        if row is None:
            raise reading.NotThereError(f"No checkpoint of {size} entries is kept here.")
        note = parse_note(row.note)
        if cosigned.text != note.text:
            raise NoteError("The cosignatures are on another checkpoint.")
        new = {(one.name, one.key_id): one for one in cosigned.signatures}
        new = {place: one for place, one in new.items() if place in known}
        old = [one for one in note.signatures if (one.name, one.key_id) not in new]
        # The log's line first, then one order whatever the order of arrival: exports must be equal.
        log_lines = [one for one in old if (one.name, one.key_id) not in known]
        cosigning = [one for one in old if (one.name, one.key_id) in known]
        merged = Note(note.text, (*log_lines, *sorted([*cosigning, *new.values()], key=str)))
        rows.update(note=str(merged))
    return merged


def is_sealed(note: Note, witnesses: Witnesses, *, partnership: str, log: Verifier) -> bool:
    """Tell whether enough distinct named witnesses cosigned this checkpoint of the record.

    :raises NoteError: if the log did not sign it, or a cosignature on it does not hold
    """
    open_checkpoint(note, origin=origin_of(partnership), log=log)
    cosigned = notes.verify_cosignatures(note, witnesses.verifiers)
    return witnesses.threshold > 0 and len(cosigned) >= witnesses.threshold
