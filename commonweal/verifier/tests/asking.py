"""What the tests of the witness ask it, and a host with two faces."""

from __future__ import annotations

from commonweal.kit.canonical import b64_encode
from commonweal.record.notes import Note
from commonweal.verifier.tests.making import Maker
from commonweal.verifier.witness.memory import WitnessKey

NOON = 1_790_000_000
KEY = WitnessKey("witness.example", bytes(range(32)))


def asked(maker: Maker, old: int, size: int, *, proof: list[bytes] | None = None, note: Note | None = None) -> bytes:
    """Return the body of a request."""
    if proof is None:
        proof = maker.tree.consistency_proof(old, size) if old else []
    lines = "".join(f"{b64_encode(one)}\n" for one in proof)
    return f"old {old}\n{lines}\n{note or maker.note(size=size)}".encode()


def forked(maker: Maker) -> Maker:
    """Return the same host with another entry 10."""
    other = Maker(maker.name, host=maker.host)
    for at, raw in enumerate(maker.entries):
        other.append_raw(raw if at != 10 else raw + b" ")
    return other
