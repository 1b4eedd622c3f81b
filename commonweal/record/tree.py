"""The Merkle tree of RFC 6962, section 2.1: hashes, roots, proofs and their verification.

A *node* is named ``(level, index)``: the hash of the 2^level leaves from ``index * 2^level`` on, all of
them present. Every root and every proof is a fold of such complete nodes, so whoever can fetch nodes
(from memory, from tiles, from a database) can make every proof; the functions here only say which.

The *right edge* of a tree of n leaves is the list of its maximal complete nodes from left to right, one
for each bit set in n, hence at most 64. It is all that appending needs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from typing import Final

Node = tuple[int, int]
Fetch = Callable[[Node], bytes]

HASH_BYTES: Final = 32
EMPTY_ROOT: Final = sha256(b"").digest()


class ProofError(ValueError):
    """A proof that does not prove what it is shown for, or that cannot be made."""


def leaf_hash(entry: bytes) -> bytes:
    """Return the hash of a leaf: SHA-256(0x00 || entry)."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node: SHA-256(0x01 || left || right)."""
    return sha256(b"\x01" + left + right).digest()


# ── The right edge ────────────────────────────────────────────────────────────────────────────────


def append_to_edge(edge: list[bytes], size: int, leaf: bytes) -> None:
    """Extend the right edge of a tree of `size` leaves, in place, by one leaf hash.

    Each bit set at the low end of `size` is a complete node that now finds its sibling, as carrying
    does in binary addition.
    """
    while size & 1:
        leaf = sha256(b"\x01" + edge.pop() + leaf).digest()
        size >>= 1
    edge.append(leaf)


def root_of_edge(edge: Sequence[bytes]) -> bytes:
    """Return the root of the tree whose right edge this is."""
    if not edge:
        return EMPTY_ROOT
    root = edge[-1]
    for node in reversed(edge[:-1]):
        root = node_hash(node, root)
    return root


def pack_edge(edge: Iterable[bytes]) -> bytes:
    """Return the right edge as one run of bytes."""
    return b"".join(edge)


def unpack_edge(blob: bytes, size: int) -> list[bytes]:
    """Return the right edge of a tree of `size` leaves that `pack_edge` packed.

    :raises ValueError: if the number of hashes is not the number of bits set in `size`
    """
    if len(blob) != HASH_BYTES * size.bit_count():
        raise ValueError(f"A tree of {size} entries has {size.bit_count()} hashes on its right edge.")
    return [blob[at : at + HASH_BYTES] for at in range(0, len(blob), HASH_BYTES)]


def root_of_leaves(leaves: Iterable[bytes]) -> bytes:
    """Return the root over these leaf hashes, holding only the right edge in memory."""
    edge: list[bytes] = []
    for size, leaf in enumerate(leaves):
        append_to_edge(edge, size, leaf)
    return root_of_edge(edge)


# ── Which nodes a range, a proof, a root is made of ───────────────────────────────────────────────


def range_nodes(start: int, stop: int) -> list[Node]:
    """Return the complete nodes that cover the leaves from `start` to `stop`, left to right.

    `start` must be aligned as RFC 6962 aligns it, which every range of a proof is.
    """
    nodes: list[Node] = []
    while start < stop:
        level = (stop - start).bit_length() - 1
        nodes.append((level, start >> level))
        start += 1 << level
    return nodes


def inclusion_ranges(index: int, size: int) -> list[tuple[int, int]]:
    """Return the ranges of leaves whose hashes prove entry `index` in a tree of `size`, leaf first.

    :raises ProofError: if the entry is not in the tree
    """
    if not 0 <= index < size:
        raise ProofError(f"Entry {index} is not in a tree of {size} entries.")
    ranges = []
    start, stop = 0, size
    while stop - start > 1:
        split = start + _split(stop - start)
        if index < split:
            ranges.append((split, stop))
            stop = split
        else:
            ranges.append((start, split))
            start = split
    return ranges[::-1]


def consistency_ranges(old: int, new: int) -> list[tuple[int, int]]:
    """Return the ranges of leaves whose hashes prove that the tree of `old` begins that of `new`.

    Nothing needs proof where the sizes are equal or the old tree is empty.

    :raises ProofError: if the old tree is the larger one
    """
    if not 0 <= old <= new:
        raise ProofError(f"A tree of {old} entries cannot be the beginning of one of {new}.")
    if old in (0, new):
        return []
    ranges = []
    start, stop = 0, new
    while stop != old:
        split = start + _split(stop - start)
        if old <= split:
            ranges.append((split, stop))
            stop = split
        else:
            ranges.append((start, split))
            start = split
    if start:  # otherwise the old tree is itself a complete node of the new one, and known
        ranges.append((start, stop))
    return ranges[::-1]


def _split(count: int) -> int:
    """Return the largest power of two smaller than `count` (RFC 6962, section 2.1)."""
    return 1 << ((count - 1).bit_length() - 1)


def hash_of_range(span: tuple[int, int], fetch: Fetch) -> bytes:
    """Return the hash of an aligned range of leaves."""
    return root_of_edge([fetch(node) for node in range_nodes(*span)])


def root(size: int, fetch: Fetch) -> bytes:
    """Return the root of the first `size` leaves."""
    return hash_of_range((0, size), fetch)


def inclusion_proof(index: int, size: int, fetch: Fetch) -> list[bytes]:
    """Return the proof that entry `index` is in the tree of `size`: hashes from leaf to root.

    :raises ProofError: if the entry is not in the tree
    """
    return [hash_of_range(span, fetch) for span in inclusion_ranges(index, size)]


def consistency_proof(old: int, new: int, fetch: Fetch) -> list[bytes]:
    """Return the proof that the tree of `old` entries is the beginning of that of `new`.

    :raises ProofError: if the old tree is the larger one
    """
    return [hash_of_range(span, fetch) for span in consistency_ranges(old, new)]


# ── Verification (RFC 9162, sections 2.1.3.2 and 2.1.4.2, say how; the trees are the same) ────────


def verify_inclusion(*, index: int, size: int, leaf: bytes, proof: Sequence[bytes], root: bytes) -> None:
    """Check that the entry with hash `leaf` stands at `index` in the tree of `size` with this root.

    :raises ProofError: if it does not
    """
    if not 0 <= index < size:
        raise ProofError(f"Entry {index} is not in a tree of {size} entries.")
    if any(len(one) != HASH_BYTES for one in (leaf, root, *proof)):
        raise ProofError("Every hash of a proof has 32 bytes.")
    ranges = inclusion_ranges(index, size)
    if len(ranges) != len(proof):
        raise ProofError(f"The proof has {len(proof)} hashes; this place needs {len(ranges)}.")
    found = leaf
    for (start, _stop), sibling in zip(ranges, proof, strict=True):
        found = node_hash(found, sibling) if start > index else node_hash(sibling, found)
    if found != root:
        raise ProofError("The proof leads to another root.")


def verify_consistency(*, old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> None:
    """Check that the tree of `old` entries with its root is the beginning of that of `new` with its.

    :raises ProofError: if it is not, which means that history was changed; also for an empty old
        tree, because every tree begins with the empty one and nothing would be proved
    """
    ranges = consistency_ranges(old, new)
    if old == 0:
        raise ProofError("From an empty tree there is nothing to prove.")
    if len(ranges) != len(proof):
        raise ProofError(f"The proof has {len(proof)} hashes; these sizes need {len(ranges)}.")
    if any(len(one) != HASH_BYTES for one in proof):
        raise ProofError("Every hash of a proof has 32 bytes.")
    steps = list(zip(ranges, proof, strict=True))
    was = now = old_root
    if steps and steps[0][0][1] == old:
        # The old tree does not end with a complete node of the new one: its last part comes first.
        was = now = steps.pop(0)[1]
    for (start, _stop), sibling in steps:
        if start < old:
            was = node_hash(sibling, was)
            now = node_hash(sibling, now)
        else:
            now = node_hash(now, sibling)
    _require_root(was, old_root, "old")
    _require_root(now, new_root, "new")


def _require_root(found: bytes, wanted: bytes, which: str) -> None:
    if found != wanted:
        raise ProofError(f"The proof does not lead to the {which} root.")


class MemoryTree:
    """A tree that keeps every complete node, for boxes, tests and whoever holds all leaves anyway."""

    def __init__(self, leaves: Iterable[bytes] = ()) -> None:
        """Begin with these leaf hashes."""
        self._levels: list[list[bytes]] = [[]]
        for leaf in leaves:
            self.append(leaf)

    def __len__(self) -> int:
        """Return the number of leaves."""
        return len(self._levels[0])

    def append(self, leaf: bytes) -> None:
        """Add one leaf hash at the right."""
        for level, nodes in enumerate(self._levels):
            nodes.append(leaf)
            if len(nodes) & 1:
                return
            leaf = node_hash(nodes[-2], nodes[-1])
            if level + 1 == len(self._levels):
                self._levels.append([leaf])
                return

    def fetch(self, node: Node) -> bytes:
        """Return the hash of a complete node."""
        level, index = node
        return self._levels[level][index]

    def root(self, size: int | None = None) -> bytes:
        """Return the root of the first `size` leaves, or of all."""
        return root(len(self) if size is None else size, self.fetch)

    def inclusion_proof(self, index: int, size: int | None = None) -> list[bytes]:
        """Return the proof that leaf `index` is in the tree of the first `size` leaves."""
        return inclusion_proof(index, len(self) if size is None else size, self.fetch)

    def consistency_proof(self, old: int, new: int | None = None) -> list[bytes]:
        """Return the proof that the first `old` leaves begin the tree of the first `new`."""
        return consistency_proof(old, len(self) if new is None else new, self.fetch)
