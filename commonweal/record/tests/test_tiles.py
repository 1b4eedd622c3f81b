"""How tiles are named, cut and packed."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.record import tiles, tree

SharedData = Callable[..., Path]


def test_the_published_paths_and_sizes(shared_data: SharedData) -> None:
    cases = json.loads(shared_data("tlog", "tile_cases.json").read_text())

    for index, path in cases["paths"]:
        assert tiles.spell(index) == path
        assert tiles.parse_index(path) == (index, 256)
    for size, wanted in cases["sizes"].items():
        levels: dict[int, dict[str, int]] = defaultdict(lambda: {"full": 0, "partial_width": 0})
        for tile in tiles.tiles_of(int(size)):
            if tile.width == 256:
                levels[tile.level]["full"] += 1
            else:
                levels[tile.level]["partial_width"] = tile.width
        assert [{"level": level, **what} for level, what in levels.items()] == wanted


def test_paths_of_tiles_and_bundles() -> None:
    assert tiles.Tile(1, 1234067).path == "tile/1/x001/x234/067"
    assert tiles.Tile(0, 273, 112).path == "tile/0/273.p/112"
    assert [one.path for one in tiles.bundles_of(257)] == ["tile/entries/000", "tile/entries/001.p/1"]
    assert tiles.parse_index("273.p/112") == (273, 112)


@pytest.mark.parametrize(
    "text", ["", "1", "0001", "x001", "x000/001", "001/002", "000.p/0", "000.p/256", "000.p/01", "000.p/", "000.p/a"]
)
def test_second_spellings_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"tile|written"):
        tiles.parse_index(text)


@given(st.lists(st.binary(min_size=1, max_size=50), max_size=20))
def test_entries_pack(entries: list[bytes]) -> None:
    assert tiles.unpack_entries(tiles.pack_entries(entries)) == entries


def test_what_does_not_pack_or_unpack() -> None:
    for entry in (b"", bytes(65_536)):
        with pytest.raises(ValueError, match="1 to 65535"):
            tiles.pack_entries([entry])
    for bundle in (b"\0", b"\0\2a", b"\0\1aa"):
        with pytest.raises(ValueError, match="middle"):
            tiles.unpack_entries(bundle)


def test_growing_says_which_tiles_are_full() -> None:
    edge: list[bytes] = []
    plain: list[bytes] = []
    full = []
    for size in range(65_536):
        full += [(level, index) for level, index, _root in tiles.grow(edge, size, tree.EMPTY_ROOT)]
        tree.append_to_edge(plain, size, tree.EMPTY_ROOT)

    assert edge == plain
    assert full == [(0, index) for index in range(256)] + [(1, 0)]


@given(st.integers(1, 3000), st.data())
def test_proofs_from_tiles_are_those_from_memory(size: int, data: st.DataObject) -> None:
    whole = tree.MemoryTree(tree.leaf_hash(str(number).encode()) for number in range(size))
    index = data.draw(st.integers(0, size - 1))

    def get(level: int, number: int) -> bytes:
        first = number * 256
        last = min(first + 256, size >> (8 * level))
        return b"".join(whole.fetch((8 * level, one)) for one in range(first, last))

    assert tree.inclusion_proof(index, size, tiles.fetch_from(get)) == whole.inclusion_proof(index)
    needs = tiles.needs_of(tree.inclusion_ranges(index, size))
    assert len(needs.tiles) <= 4
