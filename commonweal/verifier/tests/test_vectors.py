"""The single-file verifier against published vectors and against other implementations of the same mathematics."""

from __future__ import annotations

import base64
import json
import random
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature

from commonweal.kit.canonical import CanonicalError, canonical_decode
from commonweal.record import keys, tiles, tree
from commonweal.record.keys import BadSignatureError, SigningKey, WeakKeyError
from commonweal.verifier.standalone import verify as alone


@pytest.fixture
def dice() -> random.Random:
    return random.Random(6962)


# ── Trees and tiles ───────────────────────────────────────────────────────────────────────────────


def test_the_reference_tree_of_certificate_transparency(shared_data):
    data = json.loads(Path(shared_data("tlog", "ct_reference_tree.json")).read_text())
    grown = alone.Tree()
    for size, root in enumerate(data["roots"]):
        assert grown.root(size).hex() == root
        if size < len(data["leaves"]):
            grown.append(alone.leaf_hash(bytes.fromhex(data["leaves"][size])))


def test_paths_and_widths_of_tiles(shared_data):
    data = json.loads(Path(shared_data("tlog", "tile_cases.json")).read_text())
    for index, path in data["paths"]:
        assert alone.tile_path(index) == path
    for size in (0, 1, 255, 256, 257, 65_535, 65_536, 65_537, 70_000):
        ours = [name for level in range(8) for name, _n, _w in alone.tile_names(str(level), size >> 8 * level)]
        assert ours == [tile.path for tile in tiles.tiles_of(size)]


def test_roots_and_inclusion_of_random_trees_equal_the_record_s(dice: random.Random):
    for _ in range(60):
        leaves = [dice.randbytes(32) for _ in range(dice.randrange(1, 700))]
        ours, theirs = alone.Tree(), tree.MemoryTree(leaves)
        for leaf in leaves:
            ours.append(leaf)
        size = dice.randrange(1, len(leaves) + 1)
        index = dice.randrange(size)
        assert ours.root(size) == theirs.root(size)
        proof = theirs.inclusion_proof(index, size)
        assert alone.root_from_inclusion(leaves[index], index, size, proof) == theirs.root(size)
        if proof:
            with pytest.raises(alone.Malformed):
                alone.root_from_inclusion(leaves[index], index, size, proof[:-1])
        with pytest.raises(alone.Malformed):
            alone.root_from_inclusion(leaves[index], index, size, [*proof, bytes(32)])


def test_published_inclusion_proofs(shared_data):
    folder = Path(shared_data("tlog", "rfc6962_proofs", "testdata", "inclusion"))
    ran = 0
    for path in sorted(folder.rglob("*.json")):
        case = json.loads(path.read_text())
        proof = [base64.b64decode(one) for one in case["proof"] or []]
        leaf, root = base64.b64decode(case["leafHash"]), base64.b64decode(case["root"])
        try:
            holds = alone.root_from_inclusion(leaf, case["leafIdx"], case["treeSize"], proof) == root
        except alone.Malformed:
            holds = False
        if any(len(one) != 32 for one in [*proof, leaf]):
            holds = False  # a proof file whose hashes are not 32 bytes is refused when it is read
        assert holds is not case["wantErr"], path.name
        ran += 1
    assert ran > 50


# ── Canonical JSON ────────────────────────────────────────────────────────────────────────────────


def test_the_profile_s_cases(shared_data):
    cases = json.loads(Path(shared_data("tlog", "jcs", "profile_cases.json")).read_text())
    for case in cases["accept"]:
        assert alone.decode(base64.b64decode(case["b64"])) is not None, case["name"]
    for case in cases["reject"]:
        with pytest.raises(alone.Malformed):
            alone.decode(base64.b64decode(case["b64"]))


def test_both_read_the_same_objects(dice: random.Random):
    def value(depth: int):
        kind = dice.randrange(8 if depth < 4 else 5)
        if kind == 0:
            return dice.choice([None, True, False])
        if kind == 1:
            return dice.choice([0, 1, -1, 2**53 - 1, -(2**53) + 1, 2**53, dice.randrange(-(10**6), 10**6)])
        if kind < 5:
            return "".join(chr(dice.choice([9, 10, 31, 34, 47, 92, 127, 233, 0x2028, 0x1F600, 97])) for _ in range(5))
        if kind < 7:
            return {f"k{n}": value(depth + 1) for n in range(dice.randrange(4))}
        return [value(depth + 1) for _ in range(dice.randrange(4))]

    for _ in range(2000):
        raw = json.dumps({"a": value(0)}, ensure_ascii=dice.random() < 0.1, separators=(",", ":")).encode()
        if dice.random() < 0.3:
            at = dice.randrange(len(raw))
            raw = raw[:at] + bytes([raw[at] ^ 1 << dice.randrange(8)]) + raw[at + 1 :]
        assert accepts(alone.decode, alone.Malformed, raw) == accepts(canonical_decode, CanonicalError, raw), raw


def accepts(decode, error, raw: bytes) -> bool:
    try:
        decode(raw)
    except error:
        return False
    return True


def test_both_stop_at_the_same_depth():
    for depth in range(28, 36):
        raw = b'{"a":' * (depth - 1) + b"{}" + b"}" * (depth - 1)
        assert accepts(alone.decode, alone.Malformed, raw) == accepts(canonical_decode, CanonicalError, raw), depth


# ── Signatures ────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(params=["with PyNaCl", "in pure Python"])
def ed25519(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch):
    """The check with libsodium and the one that stands in for it; the name is what a missing import leaves behind."""
    if request.param == "in pure Python":
        monkeypatch.setattr(alone, "_sodium_open", None)
    return alone.ed25519


def test_ed25519_agrees_with_libsodium(ed25519, dice: random.Random):
    for _ in range(25):
        key = SigningKey(dice.randbytes(32))
        message = dice.randbytes(dice.randrange(100))
        signature = key.sign(message)
        wrong = bytearray(signature)
        wrong[dice.randrange(64)] ^= 1 << dice.randrange(8)
        s = int.from_bytes(signature[32:], "little") + 2**252 + 27742317777372353535851937790883648493

        assert ed25519(key.public, message, signature)
        assert not ed25519(key.public, message, bytes(wrong))
        assert not ed25519(key.public, message + b"x", signature)
        assert not ed25519(key.public, message, signature[:32] + s.to_bytes(32, "little"))


def test_weak_keys_are_refused_by_both(ed25519, shared_data):
    for case in json.loads(Path(shared_data("tlog", "weak_public_keys.json")).read_text())["keys"]:
        public = bytes.fromhex(case["pk"])
        assert alone.is_weak_ed25519(public)
        with pytest.raises(WeakKeyError):
            keys.require_strong_ed25519(public)
        for r in (bytes(32), b"\x01" + bytes(31), public):
            assert not ed25519(public, b"message", r + bytes(32))


def test_random_points_are_judged_weak_or_strong_alike(dice: random.Random):
    strong = 0
    for _ in range(200):
        public = dice.randbytes(32)
        try:
            keys.require_strong_ed25519(public)
            same = True
        except WeakKeyError:
            same = False
        assert alone.is_weak_ed25519(public) is not same
        strong += same
    assert strong > 0  # some random strings lie in the large group, most do not


def test_p256_agrees_with_openssl(dice: random.Random):
    order = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
    for n in range(25):
        key = ec.derive_private_key(int.from_bytes(sha256(bytes([n])).digest(), "big") % order, ec.SECP256R1())
        public = key.public_key().public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )
        message = dice.randbytes(50)
        good = key.sign(message, ec.ECDSA(hashes.SHA256()))
        r, s = decode_dss_signature(good)
        flipped = bytearray(good)
        flipped[dice.randrange(len(good))] ^= 1 << dice.randrange(8)
        for signature in (
            good,
            bytes(flipped),
            encode_dss_signature(r, order - s),
            encode_dss_signature(r, s + order),
            encode_dss_signature(0, s),
            encode_dss_signature(r, 0),
            encode_dss_signature(order, order),
            good + b"\0",
            good[:-1],
            b"",
            b"\x30\x81" + good[1:],
            good[:2] + b"\x02" + bytes([good[3] + 1]) + b"\0" + good[4:],
        ):
            assert alone.p256(public, message, signature) == openssl(public, message, signature), signature.hex()


def openssl(public: bytes, message: bytes, signature: bytes) -> bool:
    try:
        keys.verify_p256(public, message, signature)
    except BadSignatureError:
        return False
    return True


def test_points_off_the_curve_and_in_other_spellings_are_refused():
    good = ec.derive_private_key(7, ec.SECP256R1()).public_key()
    plain = good.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
    short = good.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.CompressedPoint)

    assert alone.p256_point(plain) is not None
    for public in (short, b"\0", bytes(65), plain[:-1], plain[:-1] + bytes([plain[-1] ^ 1]), b"\x04" + b"\xff" * 64):
        assert alone.p256_point(public) is None
        with pytest.raises(WeakKeyError):
            keys.require_p256(public)
