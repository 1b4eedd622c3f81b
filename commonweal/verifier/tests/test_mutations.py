"""Random mutations of a bundle that holds something of everything: none is accepted by either verifier.

A few seconds on every run; ``COMMONWEAL_LONG=1`` runs 50,000 mutations and ten minutes of fuzzing.
"""

from __future__ import annotations

import io
import os
import random
import time
import tracemalloc
import zlib
from collections.abc import Callable
from contextlib import suppress
from typing import Final

import pytest

from commonweal.verifier.bundle import BundleError, BundleReader, write_zip
from commonweal.verifier.checks import verify_bundle
from commonweal.verifier.standalone import verify as standalone
from commonweal.verifier.tests.both import EXIT_OK, both
from commonweal.verifier.tests.making import LEADING, Maker, pack, repacked, whole

LONG: Final = bool(os.environ.get("COMMONWEAL_LONG"))
MUTATIONS: Final = 50_000 if LONG else 500
FUZZ_SECONDS: Final = 600 if LONG else 2

Members = dict[str, bytes]
Dice = random.Random


def with_words_withheld(entries: int) -> Maker:
    """Return a record with something of everything, and words that its copies hold back."""
    maker = whole(entries=entries)
    maker.add("calls.apply", {"answers": [maker.text("I grew up here.")]})
    maker.withhold("I grew up here.")
    return maker


@pytest.fixture(scope="module")
def maker() -> Maker:
    return with_words_withheld(entries=300)


@pytest.fixture(scope="module")
def bundle(maker: Maker) -> bytes:
    return maker.bundle("north", "east")


# ── Blind: the file as bytes ──────────────────────────────────────────────────────────────────────


def flip_bit(data: bytearray, dice: Dice) -> None:
    data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)


def set_byte(data: bytearray, dice: Dice) -> None:
    at = dice.randrange(len(data))
    data[at] = (data[at] + dice.randrange(1, 256)) % 256


def cut_out(data: bytearray, dice: Dice) -> None:
    at = dice.randrange(len(data))
    del data[at : at + dice.randrange(1, 400)]


def double(data: bytearray, dice: Dice) -> None:
    at = dice.randrange(len(data))
    data[at:at] = data[at : at + dice.randrange(1, 400)]


def truncate(data: bytearray, dice: Dice) -> None:
    del data[dice.randrange(len(data)) :]


def exchange(data: bytearray, dice: Dice) -> None:
    size = dice.randrange(1, 200)
    one, other = sorted(dice.randrange(len(data) - size) for _ in range(2))
    data[one : one + size], data[other : other + size] = data[other : other + size], data[one : one + size]


BLIND: Final = [flip_bit, set_byte, cut_out, double, truncate, exchange]

# ── Knowing: the members, with zip and manifest put right afterwards ──────────────────────────────


def _bound(members: Members, dice: Dice) -> str:
    """Return a member that the record binds; the three for people are bound by nothing but the manifest."""
    return dice.choice([name for name in members if name not in LEADING and members[name]])


def mutate_member(members: Members, dice: Dice) -> None:
    name = _bound(members, dice)
    data = bytearray(members[name])
    dice.choice(BLIND[:2])(data, dice)
    members[name] = bytes(data)


def reshape_member(members: Members, dice: Dice) -> None:
    name = _bound(members, dice)
    data = bytearray(members[name])
    dice.choice(BLIND[2:5])(data, dice)
    members[name] = bytes(data)


def drop_member(members: Members, dice: Dice) -> None:
    del members[_bound(members, dice)]


def swap_members(members: Members, dice: Dice) -> None:
    one, other = _bound(members, dice), _bound(members, dice)
    members[one], members[other] = members[other], members[one]


def _entries(members: Members, dice: Dice) -> tuple[str, list[bytes]]:
    name = dice.choice([name for name in members if name.startswith("tile/entries/")])
    raws = []
    at = 0
    while at < len(members[name]):
        start = at + 2
        at = start + int.from_bytes(members[name][at:start], "big")
        raws.append(members[name][start:at])
    return name, raws


def swap_entries(members: Members, dice: Dice) -> None:
    name, raws = _entries(members, dice)
    one, other = dice.sample(range(len(raws)), 2)
    raws[one], raws[other] = raws[other], raws[one]
    members[name] = pack(raws)


def drop_entry(members: Members, dice: Dice) -> None:
    name, raws = _entries(members, dice)
    del raws[dice.randrange(len(raws))]
    members[name] = pack(raws)


def double_entry(members: Members, dice: Dice) -> None:
    name, raws = _entries(members, dice)
    raws[dice.randrange(len(raws))] = dice.choice(raws)
    members[name] = pack(raws)


def swap_lines(members: Members, dice: Dice) -> None:
    name = dice.choice([name for name in members if name.endswith(".jsonl")])
    lines = members[name].splitlines(keepends=True)
    dice.shuffle(lines)
    members[name] = b"".join(lines)


KNOWING: Final = [
    mutate_member,
    mutate_member,
    reshape_member,
    drop_member,
    swap_members,
    swap_entries,
    drop_entry,
    double_entry,
    swap_lines,
]


def mutated(bundle: bytes, dice: Dice) -> bytes:
    """Return the bundle after one mutation of either sort."""
    if dice.random() < 0.5:
        data = bytearray(bundle)
        dice.choice(BLIND)(data, dice)
        return bytes(data)
    change: Callable[[Members, Dice], None] = dice.choice(KNOWING)
    return repacked(bundle, lambda members: change(members, dice))


def test_no_random_mutation_is_accepted(maker: Maker, bundle: bytes):
    dice = random.Random(20_260_000 if not LONG else time.time_ns())
    few = with_words_withheld(entries=30)  # every kind of entry, and ten times as fast
    short = few.bundle("north", "east")
    # Whoever takes a cosignature off a checkpoint makes another honest bundle, which says that it is not sealed.
    honest = {bundle, short}
    honest |= {one.bundle(*some) for one in (maker, few) for some in ((), ("north",), ("east",))}
    tried = accepted = 0
    while tried < MUTATIONS:
        data = mutated(bundle if tried % 10 == 0 else short, dice)
        if data in honest:
            continue
        tried += 1
        ours, _theirs = both(data, closely=False)
        accepted += ours.status == EXIT_OK

    assert (tried, accepted) == (MUTATIONS, 0)


def test_a_history_rewritten_at_random_and_signed_anew_is_found_up_to_the_last_anchor(maker: Maker):
    dice = random.Random(7)
    anchored = 235  # the last signed act, entry 240, saw so many
    for _ in range(20 if not LONG else 300):
        entries = list(maker.entries)
        at = dice.randrange(20, anchored)
        if b'"n":' not in entries[at] or b'"sig":null' not in entries[at]:
            continue
        entries[at] = entries[at].replace(b'"n":', b'"n":1', 1)
        forged = Maker(maker.name, texts=maker.texts, boxes=maker.boxes, log_keys=maker.log_keys, host=maker.host)
        forged.witnesses, forged.threshold = maker.witnesses, maker.threshold
        for raw in entries:
            forged.append_raw(raw)

        ours, theirs = both(forged.bundle())

        assert ours.entries, at
        assert ours.proof, at
        assert theirs.proof, at


def read_by_both(data: bytes) -> None:
    """Let both verifiers read anything; only their own refusals may come out."""
    with suppress(BundleError):
        verify_bundle(io.BytesIO(data))
    with suppress(standalone.NotABundle):
        standalone.Bundle(io.BytesIO(data)).check()


def test_fuzzing_the_reader_gives_nothing_but_refusals(bundle: bytes):
    dice = random.Random(1 if not LONG else time.time_ns())
    small = Maker()
    small.found()
    seeds = [small.bundle(), bundle, whole(entries=20).bundle("north")]
    until = time.monotonic() + FUZZ_SECONDS
    runs = 0
    while time.monotonic() < until:
        data = bytearray(dice.choice(seeds))
        for _ in range(dice.randrange(1, 12)):
            if data:
                dice.choice(BLIND)(data, dice) if len(data) > 400 else flip_bit(data, dice)
        read_by_both(bytes(data) if dice.random() < 0.9 else dice.randbytes(dice.randrange(2000)))
        runs += 1

    assert runs > 0
    if LONG:
        print(f"{runs} inputs in {FUZZ_SECONDS} s")


HOSTILE: Final = {
    "many members": lambda: zip_of({f"m{n}": b"" for n in range(4_000)}),
    "deep manifest": lambda: zip_of(leading() | {"manifest.json": b"[" * 1_000_000}),
    "wide manifest": lambda: zip_of(leading() | {"manifest.json": b"[" + b"{}," * 40_000 + b"{}]"}),
    "endless size": lambda: repacked(whole(entries=14).bundle(), lambda m: m.update({"=size": b"9007199254740991"})),
    "long number": lambda: zip_of(leading() | {"manifest.json": b'{"a":' + b"9" * 900_000 + b"}"}),
    "long note": lambda: repacked(whole(entries=14).bundle(), lambda m: m.update(checkpoint="—".encode() * 300_000)),
    "deep text": lambda: repacked(
        whole(entries=14).bundle(), lambda m: m.update({"texts.jsonl": b'{"a":' * 150_000 + b"\n"})
    ),
}


def leading() -> Members:
    return dict(LEADING)


def zip_of(members: Members) -> bytes:
    out = io.BytesIO()
    write_zip(out, [(name, len(data), zlib.crc32(data), [data]) for name, data in members.items()])
    return out.getvalue()


@pytest.mark.parametrize("attack", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_megabyte_takes_less_than_a_hundred(attack: Callable[[], bytes]):
    data = attack()
    assert len(data) < 2_000_000
    tracemalloc.start()
    began = time.monotonic()

    read_by_both(data)

    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 100_000_000
    assert time.monotonic() - began < 30


def test_the_reader_never_reads_a_member_beyond_its_limit(bundle: bytes):
    reader = BundleReader(io.BytesIO(bundle))

    with pytest.raises(ValueError, match="larger"):
        reader.read("tile/entries/000", limit=10)
