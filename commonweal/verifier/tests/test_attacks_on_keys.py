"""Forged signatures, stolen, weak and revoked keys, and witnesses that count twice."""

from __future__ import annotations

import pytest

from commonweal.kit.canonical import b64_encode
from commonweal.record import notes
from commonweal.record.keys import SigningKey
from commonweal.record.notes import COSIGNATURE, Note, Verifier
from commonweal.verifier.tests.both import EXIT_DIFFERS, EXIT_OK, both
from commonweal.verifier.tests.making import Maker, whole
from commonweal.verifier.tests.signing import Passkey, seeded

WEAK = bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05")


def spoilt(sign, name: str, change):
    """Return `sign` with one part of what it makes changed."""

    def signed(message: bytes):
        made = sign(message)
        return made | {name: change(made[name])}

    return signed


def other(_text: str) -> str:
    return b64_encode(bytes(range(64)))


FORGERIES = [
    lambda m: m.signed(spoilt(m.ed25519("city"), "sig", other)),
    lambda m: m.signed(m.ed25519("stolen"), org=m.id("school")),  # revoked at entry 6
    lambda m: m.signed(m.ed25519("city"), org=m.id("school")),  # another organisation's key
    lambda m: m.signed(m.ed25519("nobody")),
    lambda m: m.signed(m.passkey("alice"), by=m.id("bob")),
    lambda m: m.signed(m.passkey("alice", flags=0x01)),
    lambda m: m.signed(m.passkey("alice", flags=0x04)),
    lambda m: m.signed(m.passkey("alice", kind="webauthn.create")),
    lambda m: m.signed(spoilt(m.passkey("alice"), "sig", lambda _s: b64_encode(b"0\x06\x02\x01\x01\x02\x01\x01"))),
    lambda m: m.signed(spoilt(m.passkey("alice"), "auth", lambda _s: b64_encode(bytes(37)))),
    lambda m: m.signed(lambda message: m.passkey("alice")(message + b" ")),
    lambda m: m.signed(lambda message: {"key": m.id("key", "alice"), **Passkey("alice", "evil.example").sign(message)}),
    lambda m: m.signed(m.ed25519("city"), seen=None),
    lambda m: m.signed(m.ed25519("city"), seen={"size": 99, "root": b64_encode(bytes(32))}),
    lambda m: m.signed(m.ed25519("city"), seen={"size": 3, "root": b64_encode(bytes(32))}),
    lambda m: m.add_key("weak", of="city", public=b64_encode(WEAK)),
    lambda m: m.add_key("weak", of="city", public=b64_encode(bytes(32))),
    lambda m: m.add_key("off the curve", of="alice", passkey=True, public=b64_encode(b"\x04" + bytes(63) + b"\x01")),
    lambda m: m.add_key("city"),
    lambda m: m.add_key("rp", rp="x"),
    lambda m: m.add_key("holder", holder="dog"),
    lambda m: m.name_witnesses("north", "north", threshold=1),
    lambda m: m.name_witnesses("north", threshold=2),
    lambda m: m.add(
        "trust.name_witnesses",
        {"witnesses": [str(Verifier(name, COSIGNATURE, seeded("one").public)) for name in "ab"], "threshold": 2},
    ),
    lambda m: m.add("trust.name_witnesses", {"witnesses": [str(m.log_keys[0])], "threshold": 1}),
    lambda m: m.add("trust.name_witnesses", {"witnesses": [str(Verifier("w", COSIGNATURE, WEAK))], "threshold": 1}),
    lambda m: m.add("trust.host_moved", {"log_key": "x", "size": 3, "root": b64_encode(bytes(32))}),
]


@pytest.mark.parametrize("forge", FORGERIES)
def test_a_signature_or_key_that_does_not_count_is_named(forge):
    maker = whole(entries=14)
    forge(maker)
    maker.add("fit.score")

    ours, _ = both(maker.bundle())

    assert ours.status == EXIT_DIFFERS
    assert 14 in ours.entries


def test_the_threshold_is_not_reached_by_one_witness_twice(maker: Maker):
    note = maker.note("north", "north")

    ours, _ = both(maker.bundle(note=note))

    assert ours.status == EXIT_DIFFERS
    assert "twice" in ours.said


def test_too_few_witnesses_leave_the_record_unsealed(maker: Maker):
    ours, _ = both(maker.bundle("south"))

    assert ours.status == EXIT_OK
    assert ours.facts is not None
    assert ours.facts["sealed"] is False


def test_a_stranger_s_or_false_cosignature_spoils_the_checkpoint(maker: Maker):
    assert both(maker.bundle("north", "stranger"))[0].status == EXIT_DIFFERS

    note = maker.note()
    false = notes.cosign(note.text, name="north.example", key=SigningKey(bytes(32)), time=1)
    false = notes.Signature("north.example", maker.witnesses[0].key_id, false.data)
    ours, _ = both(maker.bundle(note=Note(note.text, (*note.signatures, false))))

    assert ours.status == EXIT_DIFFERS


@pytest.mark.parametrize("who", ["host", "somebody"])
def test_a_checkpoint_signed_with_another_key_than_the_one_in_force_is_refused(maker: Maker, who: str):
    forged = Maker(maker.name, maker.entries, maker.tree, maker.texts, maker.boxes, maker.log_keys, seeded(who))
    forged.witnesses, forged.threshold = maker.witnesses, maker.threshold

    ours, _ = both(forged.bundle())

    assert ours.status == EXIT_DIFFERS
