"""Causes as a tree: what lies under what, how deep, and which are its ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from commonweal.capabilities.problem.queries import Cause


@dataclass(frozen=True, slots=True)
class Branch:
    """A cause with those beneath it.

    :param depth: 1 right under the problem
    """

    cause: Cause
    depth: int
    beneath: tuple[Branch, ...]


def branches(causes: Sequence[Cause]) -> tuple[Branch, ...]:
    """Return the causes right under the problem, each with what lies beneath; in the order in which they were named."""
    under: dict[str, list[Cause]] = {}
    for row in causes:
        under.setdefault(row.under, []).append(row)

    def grown(above: str, depth: int) -> tuple[Branch, ...]:
        return tuple(Branch(row, depth, grown(row.cause, depth + 1)) for row in under.get(above, ()))

    return grown("", 1)


def flat(tree: Iterable[Branch]) -> Iterator[Branch]:
    """Yield every branch, each before those beneath it."""
    for branch in tree:
        yield branch
        yield from flat(branch.beneath)


def depth_of(tree: Iterable[Branch]) -> int:
    """Return how many causes lie one under the other at most."""
    return max((branch.depth for branch in flat(tree)), default=0)
