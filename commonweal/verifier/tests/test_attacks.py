"""What a host, a partner or a passer-by may try, and that both verifiers find it and name the entry."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from commonweal.kit.canonical import b64_encode, canonical_encode
from commonweal.record import notes
from commonweal.record.keys import SigningKey
from commonweal.record.notes import COSIGNATURE, Note, Verifier
from commonweal.verifier.tests.both import EXIT_DIFFERS, EXIT_NO_BUNDLE, EXIT_OK, both
from commonweal.verifier.tests.making import Maker, Passkey, pack, repacked, seeded, whole, with_bytes_changed

WEAK = bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05")


@pytest.fixture(scope="module")
def maker() -> Maker:
    return whole()


@pytest.fixture(scope="module")
def bundle(maker: Maker) -> bytes:
    return maker.bundle("north", "east")


def test_an_honest_bundle_holds_and_both_say_the_same_of_it(bundle: bytes):
    ours, _ = both(bundle)

    assert ours.status == EXIT_OK, ours.said
    assert ours.facts is not None
    assert ours.facts["sealed"] is True
    assert (ours.facts["signed"], ours.facts["anchored"], ours.facts["size"]) == (16, 606, 620)
    assert (ours.facts["boxes_closed"], ours.facts["boxes_open"], len(ours.facts["erased"])) == (1, 1, 1)


@pytest.mark.parametrize("size", [13, 255, 256, 257, 512])
def test_records_of_every_awkward_size_hold(size: int):
    maker = whole(entries=14)
    while len(maker.entries) < size:
        maker.add("fit.score", {"n": len(maker.entries)})

    ours, _ = both(maker.bundle())

    assert ours.status == EXIT_OK, ours.said


def test_a_record_of_one_entry_holds():
    maker = Maker()
    maker.found()

    ours, _ = both(maker.bundle())

    assert ours.status == EXIT_OK, ours.said


# ── Bytes ─────────────────────────────────────────────────────────────────────────────────────────


def test_one_changed_byte_in_each_member_is_found(maker: Maker, bundle: bytes):
    for name, content in maker.members(maker.note("north", "east")):
        size = len(b"".join(content))
        for at in {size // 2, size - 1}:
            ours, _ = both(with_bytes_changed(bundle, name, at, 0x01))

            assert ours.status == EXIT_DIFFERS, (name, at)
            assert any(member == name for _entry, member in ours.places), (name, at)
    for name in ("README.txt", "SPEC.md", "verify.py", "manifest.json"):
        assert both(with_bytes_changed(bundle, name, 3, 0x01))[0].status == EXIT_DIFFERS


def test_a_changed_entry_is_named_even_where_zip_and_manifest_are_put_right(maker: Maker, bundle: bytes):
    def change(members: dict[str, bytes]) -> None:
        members["tile/entries/000"] = pack(
            raw.replace(b"too hot", b"too old").replace(b'"n":100,', b'"n":900,') for raw in maker.entries[:256]
        )

    ours, _ = both(repacked(bundle, change))

    assert ours.status == EXIT_DIFFERS
    assert ours.entries == [100]


def test_bytes_before_between_and_behind_members_are_refused(bundle: bytes):
    for data in (b"x" + bundle, bundle + b"x", bundle[:-1], bundle[:100] + b"x" + bundle[100:], b"", b"PK\x03\x04"):
        assert both(data)[0].status == EXIT_NO_BUNDLE


def test_a_second_spelling_of_the_zip_is_refused(bundle: bytes):
    at = bundle.rindex(b"PK\x05\x06")
    commented = bundle[: at + 20] + b"\x01\x00x"

    assert both(commented)[0].status == EXIT_NO_BUNDLE


# ── Entries ───────────────────────────────────────────────────────────────────────────────────────


def rewritten(maker: Maker, change: Callable[[list[bytes]], None], *, cosigned: tuple[str, ...] = ()) -> bytes:
    """Return the bundle of a host that changes entries, computes the tree anew and signs it."""
    entries = list(maker.entries)
    change(entries)
    forged = Maker(maker.name, texts=maker.texts, boxes=maker.boxes, log_keys=maker.log_keys, host=maker.host)
    forged.witnesses, forged.threshold = maker.witnesses, maker.threshold
    for raw in entries:
        forged.append_raw(raw)
    return forged.bundle(*cosigned)


def test_a_removed_entry_is_found_where_the_tiles_still_tell(maker: Maker, bundle: bytes):
    def change(members: dict[str, bytes]) -> None:
        members["tile/entries/000"] = pack([*maker.entries[:50], *maker.entries[51:257]])

    ours, _ = both(repacked(bundle, change))

    assert (ours.status, ours.entries[0]) == (EXIT_DIFFERS, 50)


def test_two_swapped_entries_are_found_where_the_tiles_still_tell(maker: Maker, bundle: bytes):
    def change(members: dict[str, bytes]) -> None:
        entries = maker.entries[:256]
        entries[70], entries[71] = entries[71], entries[70]
        members["tile/entries/000"] = pack(entries)

    ours, _ = both(repacked(bundle, change))

    assert ours.status == EXIT_DIFFERS
    assert ours.entries[0] == 70  # the citation of 70 points at itself now


@pytest.mark.parametrize(
    "change",
    [
        lambda entries: entries.__setitem__(100, entries[100].replace(b'"n":100,', b'"n":101,')),
        lambda entries: entries.__delitem__(45),
        lambda entries: entries.insert(45, entries[44].replace(b"idem", b"idem")),
    ],
    ids=["changed", "removed", "inserted"],
)
def test_a_history_rewritten_and_signed_anew_is_found_by_what_partners_saw(maker: Maker, change):
    ours, theirs = both(rewritten(maker, change))

    assert ours.status == EXIT_DIFFERS
    assert ours.entries
    if "another history" in ours.said and ours.proof:
        assert theirs.proof is not None
        assert "commonweal/act/v1" in ours.proof
        assert f"commonweal/{maker.partnership}\n" in ours.proof


def test_the_proof_of_misbehaviour_is_printed_for_one_changed_word(maker: Maker):
    data = rewritten(maker, lambda entries: entries.__setitem__(100, entries[100].replace(b'"n":100,', b'"n":7,')))

    ours, theirs = both(data)

    assert ours.proof is not None
    assert theirs.proof is not None
    assert ours.entries == [120]  # the next signed act, which saw the first 115
    assert "between entry 55 and entry 114" in ours.said


def test_without_any_later_signature_a_rewritten_tail_is_not_found_and_the_summary_says_so(maker: Maker):
    data = rewritten(maker, lambda entries: entries.__setitem__(612, entries[612].replace(b'"n":612,', b'"n":7,')))

    ours, _ = both(data)

    assert ours.status == EXIT_OK
    assert ours.facts is not None
    assert (ours.facts["anchored"], ours.facts["sealed"]) == (606, False)


@pytest.mark.parametrize(
    "given",
    [
        {"v": 2},
        {"kv": 0},
        {"kind": "Fit.score"},
        {"kind": "founding.found"},
        {"partnership": Maker("other").partnership},
        {"at": "2026-02-30T00:00:00Z"},
        {"at": "2026-02-03 00:00:00Z"},
        {"by": "alice"},
        {"charter": None},
        {"charter": "AB" * 32},
        {"cites": [{"entry": 14, "rel": "answers"}]},
        {"cites": [{"entry": 3, "rel": "b"}, {"entry": 3, "rel": "a"}]},
        {"cites": [{"entry": 3, "rel": "a"}, {"entry": 3, "rel": "a"}]},
        {"cites": [{"entry": True, "rel": "a"}]},
        {"idem": "x"},
        {"seen": {"size": 0, "root": b64_encode(bytes(32))}},
        {"extra": 1},
        {"idem": Maker("heat").id("idem", "3")},
        {"body": {"text": "a", "digest": "b"}},
        {"kind": "trust.revoke_key", "body": {"key": "a" * 26}},
        {"kind": "trust.add_key", "kv": 2, "body": {}},
        {"kind": "people.erased", "body": {"texts": ["x"], "people": []}},
    ],
)
def test_an_entry_that_the_record_must_not_accept_is_named(given: dict[str, Any]):
    maker = whole(entries=14)
    maker.append({"act": maker.act("fit.score") | given, "sig": None})
    maker.add("fit.score")

    ours, _ = both(maker.bundle())

    assert ours.status == EXIT_DIFFERS
    assert ours.entries[0] == 14


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b'{"act":{},"sig":null}',
        b'{"act":null,"sig":null}',
        b'{"act": {},"sig":null}',
        b"\xff\xfe",
        b'{"a":' * 2000,
        b'{"a":1.5}',
        b'{"a":"\\ud800"}',
        b'{"a":99999999999999999999}',
        b'{"a":-0}',
    ],
)
def test_bytes_that_are_no_entry_are_named(raw: bytes):
    maker = whole(entries=14)
    maker.append_raw(raw)
    maker.add("fit.score")

    ours, _ = both(maker.bundle())

    assert (ours.status, ours.entries[0]) == (EXIT_DIFFERS, 14)


# ── Signatures and keys ───────────────────────────────────────────────────────────────────────────


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


# ── Beside the entries ────────────────────────────────────────────────────────────────────────────


def test_an_altered_text_is_named_by_its_entry(maker: Maker, bundle: bytes):
    def change(members: dict[str, bytes]) -> None:
        members["texts.jsonl"] = members["texts.jsonl"].replace(b"too hot", b"too old")

    ours, _ = both(repacked(bundle, change))

    assert (ours.status, ours.entries) == (EXIT_DIFFERS, [7])


def test_a_text_that_vanished_or_came_back_is_named(maker: Maker, bundle: bytes):
    kept, gone = maker.id("text", "Schools are too hot in May."), maker.id("text", "Ana from 4b fainted.")
    lines = {json.loads(line)["id"]: line for line in lines_in(maker, bundle)}

    def drop(members: dict[str, bytes]) -> None:
        members["texts.jsonl"] = lines[gone] + b"\n"

    def claim(members: dict[str, bytes]) -> None:
        one = json.loads(lines[kept])
        lied = canonical_encode({"digest": one["digest"], "erased_at": "2026-01-01T10:00:00Z", "id": kept})
        members["texts.jsonl"] = b"".join(line + b"\n" for line in sorted([lied, lines[gone]], key=_id))

    assert both(repacked(bundle, drop))[0].entries == [7]
    assert both(repacked(bundle, claim))[0].entries == [7]
    revived = whole()
    revived.text("Ana from 4b fainted.", "es")
    assert both(revived.bundle())[0].entries == [8]


def _id(line: bytes) -> str:
    return json.loads(line)["id"]


def lines_in(maker: Maker, _bundle: bytes) -> list[bytes]:
    return [canonical_encode(text) for text in maker.texts.values()]


@pytest.mark.parametrize(
    "change",
    [
        lambda lines: [lines[0].replace(b'"vote":', b'"vote":1'), *lines[1:]],
        lambda lines: lines[1:],
        lambda lines: [lines[1], lines[0], *lines[2:]],
        lambda lines: [*lines, lines[-1]],
        lambda _lines: [],
    ],
    ids=["altered", "removed", "swapped", "doubled", "emptied"],
)
def test_an_altered_box_is_named_by_the_entry_that_closed_it(maker: Maker, bundle: bytes, change):
    name = f"boxes/{maker.id('box', 'votes')}.jsonl"
    closed = next(at for at, raw in enumerate(maker.entries) if b"conversations.close" in raw)

    def alter(members: dict[str, bytes]) -> None:
        members[name] = b"".join(line + b"\n" for line in change(members[name].splitlines()))

    ours, _ = both(repacked(bundle, alter))

    assert (ours.status, ours.entries) == (EXIT_DIFFERS, [closed])


def test_a_missing_box_and_one_that_is_not_closed_are_refused(maker: Maker, bundle: bytes):
    def drop(members: dict[str, bytes]) -> None:
        del members[f"boxes/{maker.id('box', 'votes')}.jsonl"]

    def add(members: dict[str, bytes]) -> None:
        keys = members.pop("keys.json")
        boxes = {name: members.pop(name) for name in list(members) if name.startswith("boxes/")}
        boxes[f"boxes/{maker.id('box', 'later')}.jsonl"] = b"{}\n"
        members.update({name: boxes[name] for name in sorted(boxes)}, **{"keys.json": keys})

    assert both(repacked(bundle, drop))[0].status == EXIT_DIFFERS
    assert both(repacked(bundle, add))[0].status == EXIT_DIFFERS


def test_a_list_of_keys_that_says_something_else_is_refused(maker: Maker, bundle: bytes):
    def change(members: dict[str, bytes]) -> None:
        members["keys.json"] = members["keys.json"].replace(b'"threshold":2', b'"threshold":1')

    assert both(repacked(bundle, change))[0].status == EXIT_DIFFERS


def test_members_that_are_missing_or_do_not_belong_are_refused(bundle: bytes):
    def drop(name: str):
        return lambda members: members.pop(name) and None

    for name in ("checkpoint", "tile/entries/001", "tile/0/000", "tile/1/000.p/2", "texts.jsonl", "keys.json"):
        assert both(repacked(bundle, drop(name)))[0].status == EXIT_DIFFERS, name
    assert both(repacked(bundle, lambda members: members.update({"extra": b""})))[0].status == EXIT_DIFFERS
