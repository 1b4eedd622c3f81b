"""What a host, a partner or a passer-by may try, and that both verifiers find it and name the entry."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from commonweal.kit.canonical import b64_encode
from commonweal.verifier.tests.both import EXIT_DIFFERS, EXIT_NO_BUNDLE, EXIT_OK, both
from commonweal.verifier.tests.making import Maker, pack, repacked, whole, with_bytes_changed


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
