"""Children on other hosts, through the acts: noted with their proof, or caught with it."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from commonweal.acts.perform import Objected
from commonweal.acts.testing import Founded, founded, founded_alone
from commonweal.capabilities.founding.models import ChildFork
from commonweal.capabilities.founding.queries import remote_child
from commonweal.kit.canonical import b64_encode
from commonweal.kit.ids import id_from_seed, new_id
from commonweal.record.checkpoints import Checkpoint, origin_of, sign_checkpoint
from commonweal.record.keys import SigningKey
from commonweal.record.notes import ED25519, Verifier
from commonweal.record.tree import MemoryTree, leaf_hash

HOST = SigningKey(b"the host of another partnership!")
CHILD = id_from_seed("test", "far away")


@pytest.fixture
def cool(db) -> Founded:
    return founded()


def grown(size: int, *, other_from: int | None = None) -> MemoryTree:
    """A record on another host, with other entries from a place on."""
    made_of = MemoryTree()
    for n in range(size):
        made_of.append(leaf_hash(f"{n}{'!' if other_from is not None and n >= other_from else ''}".encode()))
    return made_of


def note(of: MemoryTree, size: int, *, key: SigningKey = HOST, partnership: str = CHILD) -> str:
    return str(sign_checkpoint(Checkpoint(origin_of(partnership), size, of.root(size)), key))


def vkey(key: SigningKey = HOST, *, partnership: str = CHILD) -> str:
    return str(Verifier(origin_of(partnership), ED25519, key.public))


def added(cool: Founded, **other):
    said = {"child": CHILD, "name": "Far Away", "url": "https://far.example.org/p/far-away/", "log_key": vkey()}
    return cool.given("founding.add_child", **{**said, **other})


def noting(of: MemoryTree, size: int, /, *, after: int = 0, **other):
    proof = [b64_encode(one) for one in of.consistency_proof(after, size)] if after else []
    said = {"child": CHILD, "size": size, "root": of.root(size).hex(), "checkpoint": note(of, size), "proof": proof}
    return {**said, **other}


def test_a_child_elsewhere_is_noted_with_its_signed_checkpoint_and_the_proof_that_it_grew(cool):
    record = grown(40)
    added(cool)
    cool.given("founding.note_remote_child", **noting(record, 7))
    cool.given("founding.note_remote_child", **noting(record, 40, after=7))

    row = remote_child(cool.id, CHILD)
    assert (row.size, row.root) == (40, record.root(40).hex())


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda r: noting(r, 40), "not proved"),
        (lambda r: noting(r, 40, after=8), "not proved"),
        (lambda r: noting(grown(40, other_from=3), 40, after=7), "not proved"),
        (lambda r: noting(r, 7), "Nothing has happened"),
        (lambda r: noting(r, 5), "Nothing has happened"),
        (lambda r: noting(r, 40, after=7, size=41), "says something else"),
        (lambda r: noting(r, 40, after=7, root="0" * 64), "says something else"),
        (lambda r: noting(r, 40, after=7, checkpoint=note(r, 40, key=SigningKey(b"t" * 32))), "signature of its log"),
        (lambda r: noting(r, 40, after=7, child=new_id()), "not added as a child"),
    ],
)
def test_what_is_not_proved_is_not_noted(cool, change, says):
    record = grown(40)
    added(cool)
    cool.given("founding.note_remote_child", **noting(record, 7))

    with pytest.raises(Objected, match=says):
        cool.given("founding.note_remote_child", **change(record))
    assert remote_child(cool.id, CHILD).size == 7


def forking(kept: MemoryTree, kept_size: int, shown: MemoryTree, shown_size: int, /, **other):
    proof = shown.consistency_proof(kept_size, shown_size) if kept_size < shown_size else []
    return {
        "child": CHILD,
        "kept": note(kept, kept_size),
        "shown": note(shown, shown_size),
        "root": b64_encode(shown.root(kept_size)),
        "proof": [b64_encode(one) for one in proof],
        **other,
    }


@pytest.mark.parametrize("size", [20, 33])
def test_two_histories_are_kept_as_a_proof_and_nothing_more_is_noted(cool, size):
    honest, other = grown(40), grown(40, other_from=4)
    added(cool)
    cool.given("founding.note_remote_child", **noting(honest, 20))

    cool.given("founding.child_forked", **forking(honest, 20, other, size))

    assert remote_child(cool.id, CHILD).forked is not None
    assert ChildFork.objects.get(partnership=cool.id).size == 20
    with pytest.raises(Objected, match="two histories"):
        cool.given("founding.note_remote_child", **noting(honest, 40, after=20))
    with pytest.raises(Objected, match="noted before"):
        cool.given("founding.child_forked", **forking(honest, 20, other, size))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda a, b: forking(a, 20, a, 33), "belong to one history"),
        (lambda a, b: forking(a, 20, a, 20), "belong to one history"),
        (lambda a, b: forking(a, 20, b, 33, proof=[]), "not shown that the larger tree begins otherwise"),
        (lambda a, b: forking(a, 20, b, 33, root=b64_encode(bytes(32))), "not shown"),
        (lambda a, b: forking(a, 20, b, 33, kept=note(b, 20, key=SigningKey(b"t" * 32))), "not signed with a key"),
        (lambda a, b: forking(b, 33, a, 20), "nor larger than the second"),
    ],
)
def test_what_proves_nothing_is_not_kept(cool, change, says):
    added(cool)

    with pytest.raises(Objected, match=says):
        cool.given("founding.child_forked", **change(grown(40), grown(40, other_from=4)))


def test_a_child_elsewhere_is_named_by_a_key_that_is_its_own_and_a_public_address(cool):
    with pytest.raises(ValidationError, match="named as the origin"):
        added(cool, log_key=vkey(partnership=new_id()))
    for url in ("https://10.0.0.1/p/x/", "https://localhost:80/p/x/", "http://far.example.org/p/x/"):
        with pytest.raises(Objected):
            added(cool, url=url)
    here = founded_alone("Patio Norte")
    with pytest.raises(Objected, match="lives on this host"):
        added(cool, child=here.id, log_key=vkey(partnership=here.id))


def test_a_child_that_moved_is_named_anew_and_keeps_what_was_noted(cool):
    record, new = grown(40), SigningKey(b"n" * 32)
    added(cool)
    cool.given("founding.note_remote_child", **noting(record, 7))
    added(cool, url="https://new.example.org/p/far-away/", log_key=vkey(new))

    with pytest.raises(Objected, match="signature of its log"):
        cool.given("founding.note_remote_child", **noting(record, 40, after=7))
    cool.given("founding.note_remote_child", **noting(record, 40, after=7, checkpoint=note(record, 40, key=new)))
