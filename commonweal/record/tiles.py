"""Tiles: a tree cut into files that never change once full (C2SP tlog-tiles).

A tile at tile level L holds up to 256 hashes, each of a complete node of 256^L entries.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from commonweal.record import tree
from commonweal.record.tree import HASH_BYTES, Node, ProofError

WIDTH: Final = 256
HEIGHT: Final = 8
MAX_ENTRY_BYTES: Final = 65_535

_GROUP = re.compile(r"(?:x[0-9]{3}/)*[0-9]{3}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Tile:
    """The place of a tile, and how many hashes it holds (256 when full)."""

    level: int
    index: int
    width: int = WIDTH

    @property
    def path(self) -> str:
        """The path at which the tile is served: ``tile/L/N`` or ``tile/L/N.p/W``."""
        return f"tile/{self.level}/{spell(self.index)}{_partial(self.width)}"


@dataclass(frozen=True, slots=True)
class EntryBundle:
    """The place of a bundle of entries, and how many it holds."""

    index: int
    width: int = WIDTH

    @property
    def path(self) -> str:
        """The path at which the bundle is served: ``tile/entries/N`` or ``tile/entries/N.p/W``."""
        return f"tile/entries/{spell(self.index)}{_partial(self.width)}"


def spell(index: int) -> str:
    """Write a tile number in groups of three digits, all but the last marked with x."""
    groups = [f"{index % 1000:03d}"]
    while index >= 1000:
        index //= 1000
        groups.append(f"x{index % 1000:03d}")
    return "/".join(reversed(groups))


def parse_index(text: str) -> tuple[int, int]:
    """Read ``N`` or ``N.p/W`` and return the tile's number and width.

    :raises ValueError: for any spelling but the one that `spell` writes
    """
    number, partial, width_text = text.partition(".p/")
    if not _GROUP.fullmatch(number):
        raise ValueError(f"{text!r} is not the number of a tile.")
    index = int(number.replace("x", "").replace("/", ""))
    width = WIDTH
    if partial:
        width = int(width_text) if re.fullmatch(r"[1-9][0-9]{0,2}", width_text, re.ASCII) else 0
        if not 0 < width < WIDTH:
            raise ValueError(f"{text!r} does not say how wide the partial tile is.")
    if spell(index) != number:
        raise ValueError(f"{text!r} is not how this number of a tile is written.")
    return index, width


def tiles_of(size: int) -> Iterator[Tile]:
    """Yield every tile of a tree of `size`, level by level, the partial one last on each."""
    level = 0
    while size:
        full, width = divmod(size, WIDTH)
        for index in range(full):
            yield Tile(level, index)
        if width:
            yield Tile(level, full, width)
        size = full
        level += 1


def bundles_of(size: int) -> Iterator[EntryBundle]:
    """Yield every bundle of entries of a tree of `size`, the partial one last."""
    for tile in tiles_of(size):
        if tile.level:
            return
        yield EntryBundle(tile.index, tile.width)


def pack_entries(entries: Iterable[bytes]) -> bytes:
    """Return entries as a bundle: each preceded by its length in two bytes, big-endian.

    :raises ValueError: if an entry is empty or longer than 65,535 bytes
    """
    parts = []
    for entry in entries:
        if not 0 < len(entry) <= MAX_ENTRY_BYTES:
            raise ValueError(f"An entry has 1 to {MAX_ENTRY_BYTES} bytes, not {len(entry)}.")
        parts.append(len(entry).to_bytes(2, "big"))
        parts.append(entry)
    return b"".join(parts)


def unpack_entries(bundle: bytes) -> list[bytes]:
    """Return the entries of a bundle.

    :raises ValueError: if a length leads beyond its end
    """
    entries = []
    at, length = 0, len(bundle)
    while at < length:
        start = at + 2
        at = start + int.from_bytes(bundle[at:start], "big")
        if start > length or at > length:
            raise ValueError("The bundle of entries ends in the middle of an entry.")
        entries.append(bundle[start:at])
    return entries


def grow(edge: list[bytes], size: int, leaf: bytes) -> list[tuple[int, int, bytes]]:
    """Extend a right edge in place by one leaf, and say which tiles that leaf makes full.

    It is `tree.append_to_edge` with an eye on every eighth level.

    :returns: the level, index and root of each tile that is full now, lowest first
    """
    full = []
    height, rest = 0, size
    while rest & 1:
        leaf = tree.node_hash(edge.pop(), leaf)
        rest >>= 1
        height += 1
        if height % HEIGHT == 0:
            full.append((height // HEIGHT - 1, size >> height, leaf))
    edge.append(leaf)
    return full


def node_in_tile(data: bytes, height: int, index: int) -> bytes:
    """Return the hash of the node `height` above a tile's own hashes, counted from its left."""
    start = (index << height) * HASH_BYTES
    stop = start + (HASH_BYTES << height)
    if stop > len(data):
        raise ProofError("The tile is too narrow for this node.")
    row = [data[at : at + HASH_BYTES] for at in range(start, stop, HASH_BYTES)]
    while len(row) > 1:
        pairs = zip(row[::2], row[1::2], strict=True)
        row = [tree.node_hash(left, right) for left, right in pairs]
    return row[0]


@dataclass(frozen=True)
class Needs:
    """Which nodes a computation folds, and the tiles that hold them."""

    nodes: tuple[Node, ...]
    tiles: frozenset[tuple[int, int]]


def needs_of(spans: Sequence[tuple[int, int]]) -> Needs:
    """Return the nodes of these aligned ranges and the ``(level, index)`` of the tiles with them."""
    nodes = tuple(node for span in spans for node in tree.range_nodes(*span))
    return Needs(nodes, frozenset(tile_of(node) for node in nodes))


def tile_of(node: Node) -> tuple[int, int]:
    """Return the ``(level, index)`` of the tile that holds or can compute a node."""
    level, index = node
    tile_level, height = divmod(level, HEIGHT)
    return tile_level, (index << height) // WIDTH


def fetch_from(get: Callable[[int, int], bytes]) -> tree.Fetch:
    """Return a fetch of nodes that reads tiles through ``get(level, index)``.

    A partial tile may be given shortened or whole: only the part that is needed is read.
    """

    def fetch(node: Node) -> bytes:
        level, index = node
        tile_level, height = divmod(level, HEIGHT)
        first = index << height
        within = (first % WIDTH) >> height
        return node_in_tile(get(tile_level, first // WIDTH), height, within)

    return fetch


def _partial(width: int) -> str:
    return "" if width == WIDTH else f".p/{width}"
