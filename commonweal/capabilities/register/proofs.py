"""An inclusion proof as it is drawn: from the entry up to the root, one neighbour at a time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from commonweal.record import reading
from commonweal.record.entry import Entry
from commonweal.record.tree import inclusion_ranges, node_hash
from commonweal.web.seal import Seal

ROW = 46
WIDTH = 420
MIDDLE, ASIDE = 210, 120


@dataclass(frozen=True, slots=True)
class ProofStep:
    """One neighbour on the way up.

    :param side: on which side of ours its hash stands when the two are hashed together
    :param start: the first entry that it covers, and `stop` the one after the last
    :param result: the hash of the two together
    """

    side: str
    start: int
    stop: int
    hash: str
    result: str

    @property
    def last(self) -> int:
        """The last entry that the neighbour covers."""
        return self.stop - 1


@dataclass(frozen=True, slots=True)
class ProofShown:
    """That an entry stands where it stands, as something to look at.

    :param holds: whether the way up ends at the root that the checkpoint or the record's head names
    """

    index: int
    size: int
    leaf: str
    root: str
    steps: tuple[ProofStep, ...]
    holds: bool

    @property
    def box(self) -> str:
        """The view box of the drawing."""
        return f"0 0 {WIDTH} {ROW * (len(self.steps) + 1) + 8}"

    @property
    def drawn(self) -> list[dict[str, object]]:
        """The nodes of the drawing from the root down: where our way and each neighbour stand."""
        rows: list[dict[str, object]] = []
        for n, step in enumerate(reversed(self.steps)):
            top = 20 + n * ROW
            x, text = (MIDDLE - ASIDE, -12) if step.side == "left" else (MIDDLE + ASIDE, 12)
            rows.append({"y": top, "below": top + ROW, "aside": x, "text": x + text, "step": step, "root": n == 0})
        return rows

    @property
    def bottom(self) -> int:
        """Where the entry itself stands in the drawing."""
        return 20 + len(self.steps) * ROW


def proof_of(entry: Entry, *, seal: Seal | None) -> ProofShown:
    """Return the proof under a checkpoint that covers the entry, or under the record as it is now.

    Four questions at most the first time; none again, because a proof of a given size never changes.
    """
    if seal is not None:
        return _proof(entry.partnership, entry.position, entry.leaf, seal.size, seal.root)
    head = reading.head(entry.partnership)
    return _proof(entry.partnership, entry.position, entry.leaf, head.size, head.root.hex())


@lru_cache(maxsize=2048)
def _proof(partnership: str, index: int, leaf: bytes, size: int, root: str) -> ProofShown:
    hashes = reading.inclusion_proof(partnership, index, size)
    steps, found = [], leaf
    for (start, stop), sibling in zip(inclusion_ranges(index, size), hashes, strict=True):
        right = start > index
        found = node_hash(found, sibling) if right else node_hash(sibling, found)
        steps.append(ProofStep("right" if right else "left", start, stop, sibling.hex(), found.hex()))
    return ProofShown(index, size, leaf.hex(), root, tuple(steps), holds=found.hex() == root)
