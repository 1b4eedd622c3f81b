"""The parts of the benchmark of `record` that need no database; each runs in a process of its own."""

from __future__ import annotations

import hashlib
import json
import resource
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from commonweal.kit.canonical import canonical_decode, canonical_encode
from commonweal.kit.ids import id_from_seed
from commonweal.record import keys, tiles, tree
from commonweal.record.entry import Seen, act_object, encode_entry, parse_entry, signed_message

PARTNERSHIP, ALICE, CLINIC = id_from_seed("bench"), id_from_seed("alice"), id_from_seed("clinic")
NOON, CHARTER = datetime(2030, 5, 4, 12, tzinfo=UTC), "c" * 64
BODY = {"criterion": "reach", "alternative": "network", "score": 4, "why": "x" * 40}
TREE, PROOFS, CALLS = 100_000, 2_000, 50_000
KEY = keys.SigningKey(bytes(range(32)))
Measured = dict[str, float]


def act(position: int) -> dict[str, object]:
    """Return an act of the size that partners' acts have."""
    founding = {"log_key": f"commonweal/{PARTNERSHIP}"}
    return act_object(
        kind="fit.score" if position else "founding.found",
        kv=1,
        partnership=PARTNERSHIP,
        at=NOON,
        by=ALICE,
        org=CLINIC,
        charter=CHARTER if position else None,
        body=BODY if position else founding,
        idem=id_from_seed(str(position)),
    )


def timed(work: Callable[[], object]) -> float:
    """Return the processor seconds of the fastest of three runs."""
    best = float("inf")
    for _ in range(3):
        before = time.process_time()
        work()
        best = min(best, time.process_time() - before)
    return best


# ── Canonical bytes ───────────────────────────────────────────────────────────────────────────────


def canonical_ours() -> Measured:
    entry = {"act": act(1), "sig": None}
    raw = canonical_encode(entry)

    def both() -> None:
        for _ in range(CALLS):
            canonical_decode(canonical_encode(entry))

    return {"micros": timed(both) / CALLS * 1e6, "bytes": len(raw)}


def canonical_with_checks() -> Measured:
    raw = encode_entry(act(1))

    def parse() -> None:
        for _ in range(CALLS):
            parse_entry(raw, position=9)

    return {"micros": timed(parse) / CALLS * 1e6}


def canonical_peer() -> Measured:
    import rfc8785  # noqa: PLC0415 - peak memory is of one way alone

    entry = {"act": act(1), "sig": None}
    count = CALLS // 5

    def both() -> None:
        for _ in range(count):
            json.loads(rfc8785.dumps(entry))

    return {"micros": timed(both) / count * 1e6}


# ── The tree ──────────────────────────────────────────────────────────────────────────────────────


def leaves() -> list[bytes]:
    raw = encode_entry(act(1))
    return [raw + str(number).encode() for number in range(TREE)]


def tree_limit() -> Measured:
    """One SHA-256 over all bytes, and as many bare node hashes as the tree has."""
    entries = leaves()

    def work() -> None:
        hashlib.sha256(b"".join(entries)).digest()
        left = right = bytes(32)
        for _ in range(TREE - 1):
            hashlib.sha256(b"\x01" + left + right).digest()

    return {"micros": timed(work) / TREE * 1e6}


def tree_leaves_limit() -> Measured:
    """The hashes that no implementation can avoid: each leaf, each node."""
    entries = leaves()

    def work() -> None:
        left = right = bytes(32)
        for entry in entries:
            hashlib.sha256(b"\x00" + entry).digest()
        for _ in range(TREE - 1):
            hashlib.sha256(b"\x01" + left + right).digest()

    return {"micros": timed(work) / TREE * 1e6}


def tree_ours() -> Measured:
    entries = leaves()

    def work() -> None:
        edge: list[bytes] = []
        for size, entry in enumerate(entries):
            tree.append_to_edge(edge, size, tree.leaf_hash(entry))

    return {"micros": timed(work) / TREE * 1e6}


def tree_peer() -> Measured:
    import pymerkle  # noqa: PLC0415 - loaded only where it is needed

    entries = leaves()[: TREE // 5]

    def work() -> None:
        peer = pymerkle.InmemoryTree(algorithm="sha256")
        for entry in entries:
            peer.append_entry(entry)
        peer.get_root()

    return {"micros": timed(work) / len(entries) * 1e6}


def _proofs(make: Callable[[int], object]) -> Measured:
    step = TREE // PROOFS

    def work() -> None:
        for index in range(0, TREE, step):
            make(index)

    return {"micros": timed(work) / PROOFS * 1e6}


def proof_ours() -> Measured:
    whole = tree.MemoryTree(map(tree.leaf_hash, leaves()))
    return _proofs(whole.inclusion_proof)


def proof_from_tiles() -> Measured:
    whole = tree.MemoryTree(map(tree.leaf_hash, leaves()))
    stored = {}
    for tile in tiles.tiles_of(TREE):
        first = tile.index * 256
        nodes = [whole.fetch((8 * tile.level, first + one)) for one in range(tile.width)]
        stored[tile.level, tile.index] = b"".join(nodes)
    fetch = tiles.fetch_from(lambda level, index: stored[level, index])
    return _proofs(lambda index: tree.inclusion_proof(index, TREE, fetch))


def proof_peer() -> Measured:
    import pymerkle  # noqa: PLC0415 - loaded only where it is needed

    peer = pymerkle.InmemoryTree(algorithm="sha256")
    for entry in leaves():
        peer.append_entry(entry)
    return _proofs(lambda index: peer.prove_inclusion(index + 1, TREE))


def proof_verified() -> Measured:
    hashes = list(map(tree.leaf_hash, leaves()))
    whole = tree.MemoryTree(hashes)
    root, step = whole.root(), TREE // PROOFS
    proofs = {index: whole.inclusion_proof(index) for index in range(0, TREE, step)}
    return _proofs(
        lambda index: tree.verify_inclusion(index=index, size=TREE, leaf=hashes[index], proof=proofs[index], root=root)
    )


# ── Verifying a stream ────────────────────────────────────────────────────────────────────────────


def write_stream(path: str, count: str, signed: str) -> Measured:
    """Write a record as bundles of entries, with a signature on every `signed`-th act (0: on none)."""
    every, edge, pack = int(signed), list[bytes](), list[bytes]()
    number = id_from_seed("key")
    with Path(path).open("wb") as out:
        for position in range(int(count)):
            said = act(position)
            if position == 1 and every:
                said |= {"kind": "trust.add_key", "body": _key_body(number)}
            sig = None
            if every and position > 1 and position % every == 0:
                seen = Seen(position, tree.root_of_edge(edge))
                said["seen"] = act_object_seen(seen)
                signature = _b64(KEY.sign(signed_message(said)))
                sig = {"alg": "ed25519", "key": number, "sig": signature}
            raw = encode_entry(said, sig)
            tree.append_to_edge(edge, position, tree.leaf_hash(raw))
            pack.append(raw)
            if len(pack) == tiles.WIDTH or position == int(count) - 1:
                data = tiles.pack_entries(pack)
                out.write(len(data).to_bytes(4, "big") + data)
                pack.clear()
    return {"megabytes": Path(path).stat().st_size / 1e6}


def act_object_seen(seen: Seen) -> dict[str, object]:
    return {"size": seen.size, "root": _b64(seen.root)}


def _key_body(number: str) -> dict[str, object]:
    rest = {"of": CLINIC, "alg": "ed25519", "public": _b64(KEY.public), "rp": None}
    return {"key": number, "holder": "organisation", **rest}


def _b64(data: bytes) -> str:
    import base64  # noqa: PLC0415 - loaded only where it is needed

    return base64.b64encode(data).decode()


def _stream(path: str) -> Iterator[bytes]:
    with Path(path).open("rb") as file:
        while length := file.read(4):
            yield file.read(int.from_bytes(length, "big"))


def stream_limit(path: str) -> Measured:
    """Read all, one SHA-256 over it, and as many bare node hashes as the tree has."""
    before, count = time.process_time(), 0
    digest = hashlib.sha256()
    for data in _stream(path):
        digest.update(data)
        count += tiles.WIDTH
    left = right = bytes(32)
    for _ in range(count - 1):
        hashlib.sha256(b"\x01" + left + right).digest()
    return {"seconds": time.process_time() - before}


def stream_verified(path: str) -> Measured:
    """What `commonweal verify` does with every entry: parse, validate, compare, hash, signatures, tree."""
    from commonweal.verifier.growing import GrowingTree  # noqa: PLC0415 - loaded only where it is needed
    from commonweal.verifier.walk import Walk  # noqa: PLC0415 - loaded only where it is needed

    said: list[tuple[int, str]] = []
    walk = Walk(PARTNERSHIP, say=lambda position, words: said.append((position, words)))
    growing = GrowingTree(lambda _tile: b"")
    before = time.process_time()
    for data in _stream(path):
        growing.add_tile(walk.take(growing.size, tiles.unpack_entries(data)))
    growing.root()
    used = time.process_time() - before
    wrong = [one for one in said if one[0]]  # the founding names no real log key here
    if wrong:
        raise AssertionError(wrong[:3])
    return {"seconds": used, "signed": walk.signed, "entries": growing.size}


def lay_down(count: str) -> Measured:
    """Entries laid down in an empty record of the database at DATABASE_URL, per second of wall time."""
    import django  # noqa: PLC0415 - loaded only where it is needed

    django.setup()
    from commonweal.record import laying  # noqa: PLC0415 - loaded only where it is needed
    from commonweal.record.tests.acting import raw_entries  # noqa: PLC0415 - loaded only where it is needed

    raws = raw_entries(PARTNERSHIP, int(count))
    before = time.perf_counter()
    laying.lay_down(PARTNERSHIP, raws)
    return {"a_second": int(count) / (time.perf_counter() - before)}


if __name__ == "__main__":
    result = globals()[sys.argv[1]](*sys.argv[2:])
    result["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps(result))
