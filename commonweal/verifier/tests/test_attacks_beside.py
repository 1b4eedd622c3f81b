"""Attacks on what stands beside the entries: texts, boxes, the list of keys, the members themselves."""

from __future__ import annotations

import json

import pytest

from commonweal.kit.canonical import canonical_encode
from commonweal.verifier.tests.both import EXIT_DIFFERS, both
from commonweal.verifier.tests.making import Maker, repacked, whole


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
