"""Checkpoints that are kept and cosigned."""

from __future__ import annotations

import pytest

from commonweal.kit.ids import new_id
from commonweal.record import checkpointing, hostkeys, notes, reading
from commonweal.record.checkpoints import open_checkpoint, origin_of
from commonweal.record.keyring import Witnesses
from commonweal.record.keys import SigningKey
from commonweal.record.notes import Note, NoteError, Verifier
from commonweal.record.tests.acting import add, found

pytestmark = pytest.mark.django_db

KEYS = [SigningKey(bytes([number]) * 32) for number in range(3)]
WITNESSES = [Verifier(f"witness-{number}", notes.COSIGNATURE, key.public) for number, key in enumerate(KEYS)]


def _cosigned(note: Note, number: int, *, time: int = 1_900_000_000) -> Note:
    line = notes.cosign(note.text, name=WITNESSES[number].name, key=KEYS[number], time=time)
    return Note(note.text, (line,))


def test_the_current_checkpoint_is_signed_once_and_kept() -> None:
    partnership = found()

    note = checkpointing.current(partnership, log_key=hostkeys.log_key(partnership))

    log = hostkeys.log_verifier(partnership)
    checkpoint = open_checkpoint(note, origin=origin_of(partnership), log=log)
    assert (checkpoint.size, checkpoint.root) == reading.head(partnership)
    assert checkpointing.current(partnership, log_key=hostkeys.log_key(partnership)) == note
    assert checkpointing.latest_checkpoint(partnership) == note
    add(partnership)
    assert checkpointing.latest_checkpoint(partnership) == note
    later = checkpointing.current(partnership, log_key=hostkeys.log_key(partnership))
    assert checkpointing.latest_checkpoint(partnership) == later
    assert checkpointing.checkpoint_at(partnership, 1) == note


def test_a_record_that_names_another_host_is_not_signed_here() -> None:
    partnership = found()

    with pytest.raises(checkpointing.SignedElsewhereError, match="moved here"):
        checkpointing.current(partnership, log_key="another")

    assert checkpointing.latest_checkpoint(partnership) is None


def test_nothing_has_no_checkpoint() -> None:
    assert checkpointing.latest_checkpoint(new_id()) is None
    with pytest.raises(reading.NotThereError):
        checkpointing.current(new_id(), log_key="")


def test_cosignatures_make_it_sealed_in_any_order_of_arrival() -> None:
    ends = []
    partnership = found()
    log = hostkeys.log_verifier(partnership)
    two_of_three = Witnesses(tuple(WITNESSES), 2)
    for order in ([0, 1], [1, 0]):
        note = checkpointing.current(partnership, log_key=hostkeys.log_key(partnership))
        for number in order:
            sealed = checkpointing.is_sealed(note, two_of_three, partnership=partnership, log=log)
            assert not sealed or ends
            note = checkpointing.add_cosignatures(partnership, 1, _cosigned(note, number), witnesses=WITNESSES)
        assert checkpointing.is_sealed(note, two_of_three, partnership=partnership, log=log)
        ends.append(note)

    assert ends[0] == ends[1] == checkpointing.latest_checkpoint(partnership)
    nobody = Witnesses((), 0)
    assert not checkpointing.is_sealed(ends[0], nobody, partnership=partnership, log=log)


def test_a_witness_that_signs_again_replaces_its_line() -> None:
    partnership = found()
    note = checkpointing.current(partnership, log_key=hostkeys.log_key(partnership))
    for time in (1, 2):
        cosigned = _cosigned(note, 0, time=time)
        merged = checkpointing.add_cosignatures(partnership, 1, cosigned, witnesses=WITNESSES)

    assert [one.time for one in notes.verify_cosignatures(merged, WITNESSES)] == [2]
    assert len(merged.signatures) == 2


def test_strangers_and_other_checkpoints_are_not_taken_in() -> None:
    partnership = found()
    note = checkpointing.current(partnership, log_key=hostkeys.log_key(partnership))
    stranger = _cosigned(note, 2)

    merged = checkpointing.add_cosignatures(partnership, 1, stranger, witnesses=WITNESSES[:2])

    assert merged == note
    elsewhere = found()
    other = checkpointing.current(elsewhere, log_key=hostkeys.log_key(elsewhere))
    with pytest.raises(NoteError, match="another checkpoint"):
        checkpointing.add_cosignatures(partnership, 1, _cosigned(other, 0), witnesses=WITNESSES)
    with pytest.raises(reading.NotThereError):
        checkpointing.add_cosignatures(partnership, 5, _cosigned(note, 0), witnesses=WITNESSES)
    forged = Note(note.text, (notes.Signature("witness-0", WITNESSES[0].key_id, bytes(72)),))
    with pytest.raises(NoteError, match="does not hold"):
        checkpointing.add_cosignatures(partnership, 1, forged, witnesses=WITNESSES)
