"""Notes, verifier keys, checkpoints and cosignatures as other implementations of C2SP write them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.record import notes
from commonweal.record.checkpoints import (
    Checkpoint,
    open_checkpoint,
    parse_checkpoint,
    sign_checkpoint,
)
from commonweal.record.keys import SigningKey
from commonweal.record.notes import Note, NoteError, Signature, Verifier, parse_note, parse_verifier
from commonweal.record.tlogproof import Receipt, parse_receipt
from commonweal.record.tree import EMPTY_ROOT, ProofError, leaf_hash

SharedData = Callable[..., Path]

# The worked example of the C2SP signed-note text (its key PeterNeumann, of Go's sumdb/note package).
PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
PETERS_NOTE = """\
If you think cryptography is the answer to your problem,
then you don't know what your problem is.

— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
"""

LOG_KEY = SigningKey(b"l" * 32)
LOG = Verifier("commonweal/test", notes.ED25519, LOG_KEY.public)
WITNESS_KEY = SigningKey(b"w" * 32)
WITNESS = Verifier("witness.example", notes.COSIGNATURE, WITNESS_KEY.public)
CHECKPOINT = Checkpoint("commonweal/test", 1, leaf_hash(b"one"))


def _signed() -> Note:
    return sign_checkpoint(CHECKPOINT, LOG_KEY)


def _cosigned(key: SigningKey = WITNESS_KEY, time: int = 1_900_000_000) -> Note:
    note = _signed()
    line = notes.cosign(note.text, name=WITNESS.name, key=key, time=time)
    return Note(note.text, (*note.signatures, line))


def test_a_note_from_elsewhere_verifies() -> None:
    note = parse_note(PETERS_NOTE)
    peter = parse_verifier(PETER)

    assert str(peter) == PETER
    assert notes.verify(note, [peter]) == [peter]
    assert str(note) == PETERS_NOTE
    with pytest.raises(NoteError, match="does not hold"):
        notes.verify(parse_note(PETERS_NOTE.replace("think", "thing")), [peter])


def test_unknown_keys_are_ignored_and_known_bad_ones_refuse_all() -> None:
    note = _cosigned(key=LOG_KEY)  # under the witness's name, but another key: another key id

    assert notes.verify(note, [LOG, WITNESS]) == [LOG]
    forged = Signature(WITNESS.name, WITNESS.key_id, note.signatures[1].data)
    bad = Note(note.text, (note.signatures[0], forged))
    with pytest.raises(NoteError, match="does not hold"):
        notes.verify(bad, [LOG, WITNESS])


def test_a_cosignature_says_when() -> None:
    note = parse_note(str(_cosigned(time=1_900_000_000)))

    assert [one.time for one in notes.verify_cosignatures(note, [WITNESS])] == [1_900_000_000]


def test_a_witness_counts_once_however_often_it_signs() -> None:
    note = _cosigned()
    again = notes.cosign(note.text, name=WITNESS.name, key=WITNESS_KEY, time=5)
    twice = Note(note.text, (*note.signatures, again))

    assert len(notes.verify_cosignatures(twice, [WITNESS, WITNESS])) == 1


def test_a_cosignature_of_another_checkpoint_does_not_hold() -> None:
    other = Checkpoint(CHECKPOINT.origin, 2, leaf_hash(b"two"))
    moved = Note(sign_checkpoint(other, LOG_KEY).text, _cosigned().signatures[1:])

    with pytest.raises(NoteError, match="does not hold"):
        notes.verify_cosignatures(moved, [WITNESS])


@given(st.data())
def test_any_change_of_a_signed_checkpoint_is_noticed(data: st.DataObject) -> None:
    whole = str(_signed()).encode()
    at = data.draw(st.integers(0, len(whole) - 1))
    changed = bytearray(whole)
    changed[at] ^= 1 << data.draw(st.integers(0, 7))

    with pytest.raises(NoteError):
        open_checkpoint(parse_note(bytes(changed)), origin=LOG.name, log=LOG)


@given(st.binary(max_size=300) | st.text(max_size=200))
def test_anything_else_is_refused_in_words(junk: bytes | str) -> None:
    with pytest.raises(NoteError):
        parse_note(junk)
    with pytest.raises(ProofError):
        parse_receipt(junk if isinstance(junk, str) else junk.decode("latin-1"))
    if isinstance(junk, str):
        with pytest.raises(NoteError):
            parse_verifier(junk)
        with pytest.raises(NoteError):
            parse_checkpoint(junk)


@pytest.mark.parametrize(
    "text",
    [
        "a\n1\n",
        "a\n01\n{root}\n",
        "a\n-1\n{root}\n",
        "a\n1\n{root}",
        "a\n1\n{root}\nextension\n",
        "\n1\n{root}\n",
        "a\n0\n{root}\n",
        "a\n1\n{root}=\n",
    ],
)
def test_what_is_no_checkpoint(text: str) -> None:
    root = CHECKPOINT.text().split("\n")[2]

    with pytest.raises(NoteError):
        parse_checkpoint(text.format(root=root))


def test_checkpoints_both_ways() -> None:
    assert parse_checkpoint(CHECKPOINT.text()) == CHECKPOINT
    empty = Checkpoint("a", 0, EMPTY_ROOT)
    assert parse_checkpoint(empty.text()) == empty


def test_a_checkpoint_is_opened_with_the_key_the_record_names() -> None:
    note = _signed()

    assert open_checkpoint(note, origin=LOG.name, log=LOG) == CHECKPOINT
    with pytest.raises(NoteError, match="not of"):
        open_checkpoint(note, origin="commonweal/other", log=LOG)
    other = Verifier(LOG.name, notes.ED25519, WITNESS_KEY.public)
    with pytest.raises(NoteError, match="signature of its log"):
        open_checkpoint(note, origin=LOG.name, log=other)
    with pytest.raises(NoteError, match="named as its origin"):
        open_checkpoint(note, origin=LOG.name, log=WITNESS)


def test_weak_keys_cannot_be_named(shared_data: SharedData) -> None:
    for case in json.loads(shared_data("tlog", "weak_public_keys.json").read_text())["keys"]:
        for algorithm in (notes.ED25519, notes.COSIGNATURE):
            weak = Verifier("someone", algorithm, bytes.fromhex(case["pk"]))
            with pytest.raises(NoteError, match="weak"):
                parse_verifier(str(weak))


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\u00a0b", "a\nb", "a\x00b"])
def test_names_that_would_break_a_note_are_refused(name: str) -> None:
    with pytest.raises(NoteError, match="name of a key"):
        notes.sign("text\n", name=name, key=LOG_KEY)


def test_what_cannot_be_signed() -> None:
    with pytest.raises(NoteError, match="line feed"):
        notes.sign("no end", name="a", key=LOG_KEY)
    with pytest.raises(NoteError, match="time"):
        notes.cosign("text\n", name="a", key=LOG_KEY, time=2**63)


def test_sixteen_signatures_are_accepted_and_a_hundred_and_one_refused() -> None:
    note = _signed()
    line = note.signatures[0]

    assert len(parse_note(str(Note(note.text, (line,) * 16))).signatures) == 16
    with pytest.raises(NoteError, match="more than 100"):
        parse_note(str(Note(note.text, (line,) * 101)))


def test_a_receipt_is_written_and_read_back() -> None:
    receipt = Receipt(3, (bytes(32), leaf_hash(b"x")), _cosigned(), extra=b"extra")

    assert parse_receipt(str(receipt)) == receipt
    assert str(receipt).splitlines()[:3] == ["c2sp.org/tlog-proof@v1", "extra ZXh0cmE=", "index 3"]
