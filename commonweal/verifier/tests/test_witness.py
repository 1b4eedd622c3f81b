"""The witness: what it decides, what it remembers, and the same over a real connection."""

from __future__ import annotations

from pathlib import Path

import pytest

from commonweal.kit.canonical import b64_encode
from commonweal.record import notes
from commonweal.record.notes import COSIGNATURE, ED25519, NoteError, Verifier, parse_note, parse_verifier
from commonweal.verifier.tests.asking import KEY, NOON, asked, forked
from commonweal.verifier.tests.making import Maker, whole
from commonweal.verifier.tests.signing import seeded
from commonweal.verifier.witness.memory import Memory, UnreadableMemory, new_key, read_key
from commonweal.verifier.witness.serving import answer


@pytest.fixture
def maker() -> Maker:
    return whole(entries=600)


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    return Memory(tmp_path / "witness.state")


def asking(maker: Maker, memory: Memory):
    """Return what sends a request to a witness that watches this record."""
    log = Verifier(maker.origin, ED25519, maker.host.public)
    return lambda body: answer(body, key=KEY, memory=memory, logs={maker.origin: [log]}, at=NOON)


def test_a_log_that_grows_is_cosigned_each_time(maker: Maker, memory: Memory):
    ask = asking(maker, memory)

    for old, size in ((0, 20), (20, 20), (20, 257), (257, 600)):
        found = ask(asked(maker, old, size))

        assert (found.status, found.content_type[:10]) == (200, "text/plain")
        note = maker.note(size=size)
        cosigned = parse_note(f"{note}{found.body.decode()}")
        (by,) = notes.verify_cosignatures(cosigned, [KEY.verifier])
        assert by.time == NOON


@pytest.mark.parametrize(
    ("make", "status"),
    [
        (lambda m: b"", 400),
        (lambda m: b"old 020\n\n" + str(m.note()).encode(), 400),
        (lambda m: b"old 20\nxx\n\n" + str(m.note()).encode(), 400),
        (lambda m: asked(m, 20, 30, proof=[bytes(32)] * 64), 400),
        (lambda m: b"old 20\n\nnothing", 400),
        (lambda m: b"old 20\n\n" + str(m.note()).encode()[:-9], 400),
        (lambda m: asked(m, 40, 30, proof=[]), 400),
        (lambda m: asked(Maker("other", entries=m.entries, tree=m.tree), 20, 30), 404),
        (lambda m: asked(Maker(m.name, m.entries, m.tree, host=seeded("thief")), 20, 30), 403),
        (lambda m: asked(m, 0, 30), 409),
        (lambda m: asked(m, 21, 30), 409),
        (lambda m: asked(m, 20, 30, proof=[]), 422),
        (lambda m: asked(m, 20, 30, proof=[bytes(32)] * 5), 422),
        (lambda m: asked(m, 20, 20, proof=[bytes(32)]), 422),
        (lambda m: asked(m, 20, 20, note=forked(m).note(size=20), proof=[]), 422),
    ],
)
def test_every_refusal_has_its_status_and_changes_nothing(maker: Maker, memory: Memory, make, status: int):
    ask = asking(maker, memory)
    ask(asked(maker, 0, 20))
    before = (memory.kept(maker.origin), memory.logs(maker.origin))

    found = ask(make(maker))

    assert found.status == status
    assert (memory.kept(maker.origin), memory.logs(maker.origin)) == before
    if status == 409:
        assert (found.body, found.content_type) == (b"20\n", "text/x.tlog.size")


def test_an_empty_tree_has_one_root(maker: Maker, memory: Memory):
    ask = asking(maker, memory)
    empty = Maker(maker.name)
    text = f"{maker.origin}\n0\n{b64_encode(bytes(32))}\n"

    wrong = ask(b"old 0\n\n" + str(notes.sign(text, name=maker.origin, key=maker.host)).encode())
    proof = ask(asked(empty, 0, 0, proof=[bytes(32)]))

    assert (wrong.status, proof.status) == (422, 422)
    assert ask(asked(empty, 0, 0)).status == 200


def test_what_is_cosigned_was_written_before(maker: Maker, memory: Memory, tmp_path: Path):
    asking(maker, memory)(asked(maker, 0, 20))

    again = Memory(tmp_path / "witness.state")
    kept = again.kept(maker.origin)

    assert kept is not None
    assert kept.checkpoint.size == 20


def test_a_damaged_memory_stops_the_witness(maker: Maker, memory: Memory, tmp_path: Path):
    (tmp_path / "witness.state").write_text("{}")

    with pytest.raises(UnreadableMemory):
        asking(maker, memory)(asked(maker, 0, 20))


def test_a_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path):
    path = tmp_path / "key"

    made = new_key(path, "witness.example")

    assert path.stat().st_mode & 0o777 == 0o600
    assert read_key(path).verifier == made.verifier == parse_verifier(str(made.verifier))
    assert made.verifier.algorithm == COSIGNATURE
    with pytest.raises(FileExistsError):
        new_key(path, "witness.example")
    with pytest.raises(NoteError):
        new_key(tmp_path / "other", "two words")
