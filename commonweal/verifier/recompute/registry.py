"""Which acts carry results, and who computes them again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol, cast


class Recomputation(Protocol):
    """Follows the acts of its kinds and says where a recorded result is not what follows from them."""

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of acts that it wants to see."""

    def observe(self, position: int, act: dict[str, Any]) -> Iterator[str]:
        """Take one act (kind, kv, at, by, org, charter, body, cites; whether it is signed) and yield what is wrong."""


class Finishing(Protocol):
    """A recomputation that rests on boxes too, which lie behind the entries."""

    def finish(self, lines_of: Callable[[str], Sequence[bytes]]) -> Iterator[tuple[int, str]]:
        """Yield each wrong result with the entry that carries it; `lines_of` gives the lines of a closed box."""


class Passing(Protocol):
    """A recomputation that looks at every entry as it passes by, whatever its kind."""

    def pass_by(self, first: int, raws: Sequence[bytes]) -> Iterator[tuple[int, str]]:
        """Take the bytes of one tile, after its acts were observed, and yield what is wrong with which entry."""


class Recomputations:
    """All recomputations of one verification; each verification begins with fresh ones."""

    def __init__(self, makers: Sequence[Callable[[], Recomputation]] = ()) -> None:
        """Begin with nothing seen."""
        self._all = [make() for make in makers]
        self.kinds: frozenset[str] = frozenset().union(*(one.kinds for one in self._all))

    def observe(self, position: int, act: dict[str, Any]) -> Iterator[str]:
        """Show an act to those that want its kind, and yield what they say."""
        for one in self._all:
            if act["kind"] in one.kinds:
                yield from one.observe(position, act)

    def pass_by(self, first: int, raws: Sequence[bytes]) -> Iterator[tuple[int, str]]:
        """Let those that look at every entry look at one tile, and yield what they say of which entry."""
        for one in self._all:
            if hasattr(one, "pass_by"):
                yield from cast(Passing, one).pass_by(first, raws)

    def finish(self, lines_of: Callable[[str], Sequence[bytes]]) -> Iterator[tuple[int, str]]:
        """Let those that rest on boxes look into them, and yield what they say of which entry."""
        for one in self._all:
            if hasattr(one, "finish"):
                yield from cast(Finishing, one).finish(lines_of)
