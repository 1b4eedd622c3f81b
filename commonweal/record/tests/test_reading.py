"""Questions to the record: right answers, and the same number of queries at every size."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commonweal.kit.ids import new_id
from commonweal.record import checkpointing, hostkeys, laying, reading, tiles, tlogproof, tree
from commonweal.record.checkpoints import origin_of
from commonweal.record.entry import EntryError
from commonweal.record.reading import NotThereError
from commonweal.record.tests.acting import add, found, raw_entries
from commonweal.record.tree import ProofError

pytestmark = pytest.mark.django_db


def _laid_down(count: int) -> tuple[str, tree.MemoryTree, list[bytes]]:
    partnership = new_id()
    raws = raw_entries(partnership, count)
    assert laying.lay_down(partnership, raws) == count
    return partnership, tree.MemoryTree(map(tree.leaf_hash, raws)), raws


def _queries(ask: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as context:
        ask()
    return len(context)


@pytest.mark.parametrize("count", [1, 2, 255, 256, 257, 700])
def test_every_answer_agrees_with_a_tree_in_memory(count: int) -> None:
    partnership, whole, raws = _laid_down(count)
    chance = random.Random(count)

    assert reading.head(partnership) == (count, whole.root())
    for size in {1, count, *(chance.randint(1, count) for _ in range(20))}:
        index, old = chance.randrange(size), chance.randint(1, size)
        assert reading.root_at(partnership, size) == whole.root(size)
        proof = reading.inclusion_proof(partnership, index, size)
        assert proof == whole.inclusion_proof(index, size)
        proof = reading.consistency_proof(partnership, old, size)
        assert proof == whole.consistency_proof(old, size)
    assert [entry.raw for entry in reading.all_entries(partnership)] == raws


@pytest.mark.slow
def test_a_record_with_tiles_of_tiles() -> None:
    """At 65,536 entries the first tile of level 1 is full, and level 2 begins."""
    partnership, whole, _raws = _laid_down(65_540)

    for size in (65_535, 65_536, 65_537, 65_540):
        assert reading.root_at(partnership, size) == whole.root(size)
        proof = reading.consistency_proof(partnership, 40_000, size)
        assert proof == whole.consistency_proof(40_000, size)
    proof = reading.inclusion_proof(partnership, 0)
    assert proof == whole.inclusion_proof(0)
    assert _queries(lambda: reading.inclusion_proof(partnership, 700, 65_537)) <= 3
    assert len(reading.tile(partnership, 1, 0)) == 8192


def test_appending_continues_what_was_laid_down() -> None:
    partnership, whole, _raws = _laid_down(511)

    for _ in range(3):
        whole.append(add(partnership).leaf)

    assert reading.head(partnership) == (514, whole.root())
    assert reading.root_at(partnership, 512) == whole.root(512)
    assert reading.tile(partnership, 0, 1) == b"".join(whole.fetch((0, n)) for n in range(256, 512))


def test_entries_are_laid_down_in_an_empty_record_only() -> None:
    partnership = found()

    with pytest.raises(EntryError, match="empty record"):
        laying.lay_down(partnership, raw_entries(partnership, 2))


def test_a_record_of_any_size_costs_the_same_queries() -> None:
    small, _, _ = _laid_down(10)
    large, _, _ = _laid_down(3000)
    for ask, most in [
        (lambda p: reading.entries(p, 0, 10), 1),
        (lambda p: reading.inclusion_proof(p, 5, 10), 3),
        (lambda p: reading.consistency_proof(p, 5, 10), 3),
        (lambda p: reading.inclusion_proof(p, 5), 4),
        (lambda p: reading.cited_by(p, 1, 2, 3), 1),
        (lambda p: reading.head(p), 1),
    ]:
        costs = [_queries(lambda p=p, ask=ask: ask(p)) for p in (small, large)]  # type: ignore[misc]
        assert max(costs) <= most


def test_pages_of_entries() -> None:
    partnership, _, raws = _laid_down(30)

    assert [entry.raw for entry in reading.entries(partnership, 10, 20)] == raws[10:20]
    assert [entry.position for entry in reading.entries(partnership, 25, 99)] == [25, 26, 27, 28, 29]
    assert set(reading.entries_at(partnership, [3, 29, 30])) == {3, 29}
    with pytest.raises(NotThereError):
        reading.entry_at(partnership, 30)
    with pytest.raises(ValueError, match="from 0"):
        reading.entries(partnership, -1, 3)


def test_tiles_and_bundles_as_they_are_served() -> None:
    partnership, whole, raws = _laid_down(600)

    for tile in tiles.tiles_of(600):
        data = reading.tile(partnership, tile.level, tile.index, tile.width)
        first, step = tile.index * 256, 8 * tile.level
        nodes = [whole.fetch((step, first + number)) for number in range(tile.width)]
        assert data == b"".join(nodes)
    served = [
        entry
        for bundle in tiles.bundles_of(600)
        for entry in tiles.unpack_entries(reading.entry_bundle(partnership, bundle.index, bundle.width))
    ]
    assert served == raws


@pytest.mark.parametrize(("level", "index", "width"), [(0, 2, 256), (0, 2, 89), (0, 3, 1), (1, 0, 3), (2, 0, 1)])
def test_what_is_not_there_yet_is_not_served(level: int, index: int, width: int) -> None:
    partnership, _, _ = _laid_down(600)

    with pytest.raises(NotThereError):
        reading.tile(partnership, level, index, width)
    if level == 0:
        with pytest.raises(NotThereError):
            reading.entry_bundle(partnership, index, width)


def test_proofs_of_what_is_not_there_are_refused() -> None:
    partnership = found()

    with pytest.raises(ProofError):
        reading.inclusion_proof(partnership, 1)
    with pytest.raises(ProofError):
        reading.root_at(partnership, 2)
    with pytest.raises(ProofError):
        reading.root_at("nowhere", 1)
    assert reading.root_at("nowhere", 0) == tree.EMPTY_ROOT


def test_a_receipt_proves_its_entry_and_no_other() -> None:
    partnership, _, raws = _laid_down(300)
    with pytest.raises(NotThereError):
        reading.receipt(partnership, 7)
    checkpointing.current(partnership, log_key=hostkeys.log_key(partnership))

    receipt = tlogproof.parse_receipt(str(reading.receipt(partnership, 7)))

    rest = {"origin": origin_of(partnership), "log": hostkeys.log_verifier(partnership)}
    assert tlogproof.verify_receipt(receipt, entry=raws[7], **rest).size == 300
    with pytest.raises(ProofError):
        tlogproof.verify_receipt(receipt, entry=raws[8], **rest)
