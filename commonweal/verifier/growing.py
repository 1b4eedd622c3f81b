"""The tree of a record that streams by: all of its nodes in hand, few of them in memory."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from hashlib import sha256
from typing import Final

from commonweal.record import tree
from commonweal.record.tiles import HEIGHT, WIDTH
from commonweal.record.tree import HASH_BYTES, Node

_REMEMBERED: Final = 64  # rows of so many tiles; most anchors lie close behind the act that carries them


class GrowingTree:
    """Every complete node from height 8 up, and the rows of the last tiles; older rows are read again."""

    def __init__(self, leaves_of: Callable[[int], bytes]) -> None:
        """Begin empty.

        :param leaves_of: returns the leaf hashes of a full tile that passed by
        """
        self.size = 0
        self._leaves_of = leaves_of
        self._high: list[bytearray] = []
        self._rows: OrderedDict[int, list[list[bytes]]] = OrderedDict()

    def add_tile(self, leaves: list[bytes]) -> None:
        """Add the leaf hashes of the next tile; only the last tile may be partial."""
        rows = _rows_over(leaves)
        self._remember(self.size // WIDTH, rows)
        self.size += len(leaves)
        if len(leaves) < WIDTH:
            return
        digest, index, height = rows[HEIGHT][0], self.size // WIDTH - 1, 0
        while True:
            if height == len(self._high):
                self._high.append(bytearray())
            row = self._high[height]
            row += digest
            if not index & 1:
                return
            digest = sha256(b"\x01" + row[-2 * HASH_BYTES :]).digest()
            index, height = index >> 1, height + 1

    def root(self, size: int | None = None) -> bytes:
        """Return the root of the first `size` leaves, or of all."""
        return tree.root(self.size if size is None else size, self.node)

    def node(self, node: Node) -> bytes:
        """Return the hash of a complete node."""
        height, index = node
        if height >= HEIGHT:
            row = self._high[height - HEIGHT]
            return bytes(row[index * HASH_BYTES : (index + 1) * HASH_BYTES])
        tile = (index << height) // WIDTH
        rows = self._rows.get(tile)
        if rows is None:
            data = self._leaves_of(tile)
            rows = _rows_over([data[at : at + HASH_BYTES] for at in range(0, len(data), HASH_BYTES)])
            self._remember(tile, rows)
        return rows[height][index - (tile * WIDTH >> height)]

    def tile(self, level: int, index: int, width: int) -> bytes:
        """Return the bytes of a tile at a level above 0."""
        row = self._high[(level - 1) * HEIGHT]
        start = index * WIDTH * HASH_BYTES
        return bytes(row[start : start + width * HASH_BYTES])

    def _remember(self, tile: int, rows: list[list[bytes]]) -> None:
        self._rows[tile] = rows
        if len(self._rows) > _REMEMBERED:
            self._rows.popitem(last=False)


def _rows_over(leaves: list[bytes]) -> list[list[bytes]]:
    """Return the complete nodes over these leaves, height by height."""
    rows = [leaves]
    while len(leaves) > 1:
        pairs = zip(leaves[::2], leaves[1::2], strict=False)
        leaves = [sha256(b"\x01" + left + right).digest() for left, right in pairs]
        rows.append(leaves)
    return rows
