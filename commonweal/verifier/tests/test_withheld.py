"""Copies that hold words back from their reader: accepted, named, and nothing else passes under that form."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from commonweal.kit.canonical import canonical_encode
from commonweal.verifier.checks import verify_bundle
from commonweal.verifier.cli import main
from commonweal.verifier.standalone import verify as standalone
from commonweal.verifier.tests.both import EXIT_DIFFERS, EXIT_OK, both
from commonweal.verifier.tests.making import Maker, repacked, whole

HEAT, ANA, YARD = "Schools are too hot in May.", "Ana from 4b fainted.", "The yard has no tree."
Line = dict[str, Any]


@pytest.fixture
def short() -> Maker:
    maker = whole(entries=30)
    maker.add("purpose.note", {"said": maker.text(YARD)})
    return maker


def changed(maker: Maker, said: str, change: Callable[[Line], Line]) -> bytes:
    """Return the bundle with the line of one text changed and all put right around it."""
    name = maker.id("text", said)

    def lines(data: bytes) -> Iterator[bytes]:
        for raw in data.splitlines():
            line = json.loads(raw)
            yield canonical_encode(change(line) if line["id"] == name else line) + b"\n"

    def put(members: dict[str, bytes]) -> None:
        members["texts.jsonl"] = b"".join(lines(members["texts.jsonl"]))

    return repacked(maker.bundle("north", "east"), put)


def withheld(line: Line) -> Line:
    return {"digest": line["digest"], "id": line["id"], "withheld": True}


def test_a_copy_that_holds_words_back_holds_and_names_them(short: Maker):
    short.withhold(HEAT, YARD)

    ours, _theirs = both(short.bundle("north", "east"))

    assert ours.status == EXIT_OK
    assert ours.facts is not None
    assert ours.facts["withheld"] == sorted(short.id("text", said) for said in (HEAT, YARD))
    assert ours.facts["texts"] == 3


def test_a_whole_copy_holds_nothing_back(short: Maker):
    ours, _theirs = both(short.bundle("north", "east"))

    assert ours.facts is not None
    assert ours.facts["withheld"] == []


@pytest.mark.parametrize(
    ("held_back", "says"),
    [
        ((), None),
        ((HEAT,), "One text is withheld from this copy."),
        ((HEAT, YARD), "2 texts are withheld from this copy."),
    ],
)
def test_people_are_told_how_many_are_withheld(
    short: Maker, held_back: tuple[str, ...], says: str | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    short.withhold(*held_back)
    file = tmp_path / "copy.commonweal"
    file.write_bytes(short.bundle("north", "east"))

    for verify in (main, standalone.main):
        assert verify([str(file)]) == 0
        told = capsys.readouterr().out
        assert "withheld" not in told if says is None else says in told
        assert all(f"Text {short.id('text', said)}: withheld." in told for said in held_back)


def test_a_withheld_line_in_the_place_of_a_kept_one_makes_another_honest_copy(short: Maker):
    """Like a cosignature taken off a checkpoint: the copy says itself what it lacks."""
    taken = changed(short, HEAT, withheld)
    short.withhold(HEAT)

    assert taken == short.bundle("north", "east")
    assert both(taken)[0].status == EXIT_OK


@pytest.mark.parametrize("claim", [False, 1, "true", None, [], {}, "2026-01-01T10:00:00Z"])
def test_withheld_is_exactly_true(short: Maker, claim: Any):
    ours, _theirs = both(changed(short, HEAT, lambda line: withheld(line) | {"withheld": claim}))

    assert (ours.status, ours.entries) == (EXIT_DIFFERS, [7])


@pytest.mark.parametrize("name", ["lang", "salt", "text"])
def test_withheld_words_bring_no_part_of_what_is_withheld(short: Maker, name: str):
    ours, _theirs = both(changed(short, HEAT, lambda line: withheld(line) | {name: line[name]}))

    assert ours.status == EXIT_DIFFERS


@pytest.mark.parametrize(
    "change",
    [
        lambda line: line | {"withheld": True},
        lambda line: line | {"withheld": False},
        lambda line: withheld(line) | {"erased_at": "2026-01-01T10:00:00Z"},
        lambda line: withheld(line) | {"why": "not for you"},
        lambda line: {"digest": line["digest"], "id": line["id"]},
        lambda line: withheld(line) | {"digest": "0" * 64},
        lambda line: withheld(line) | {"id": "a" * 26},
    ],
    ids=["with words", "with words and false", "also erased", "with a reason", "bare", "another digest", "another id"],
)
def test_a_malformed_withheld_line_is_refused(short: Maker, change: Callable[[Line], Line]):
    assert both(changed(short, HEAT, change))[0].status == EXIT_DIFFERS


def test_what_an_act_erased_is_not_withheld(short: Maker):
    ours, theirs = both(changed(short, ANA, withheld))

    assert (ours.status, ours.entries) == (EXIT_DIFFERS, [8])
    assert "is withheld, though entry" in ours.said
    assert "is withheld, though entry" in theirs.said
    assert both(changed(short, ANA, lambda line: line | {"withheld": True}))[0].status == EXIT_DIFFERS


def test_a_withheld_line_that_stands_twice_is_refused(short: Maker):
    short.withhold(HEAT)

    def double(members: dict[str, bytes]) -> None:
        members["texts.jsonl"] = b"".join(line * 2 for line in members["texts.jsonl"].splitlines(keepends=True))

    assert both(repacked(short.bundle(), double))[0].status == EXIT_DIFFERS


def test_no_single_byte_of_a_copy_that_holds_words_back_may_differ(short: Maker):
    short.withhold(HEAT)
    bundle = short.bundle("north", "east")
    at = bundle.index(b'"withheld":true')

    for offset in range(len(b'"withheld":true}\n')):
        data = bytearray(bundle)
        data[at + offset] ^= 1
        assert both(bytes(data), closely=False)[0].status != EXIT_OK
    assert verify_bundle(io.BytesIO(bundle)).holds
