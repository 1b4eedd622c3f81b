"""What a conversation came to: one frozen result, in which every number says of how many it is and how sure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

import numpy as np

from commonweal.methods.opinion.counting import Share
from commonweal.methods.opinion.grouping import Memory
from commonweal.methods.opinion.pca import Floats
from commonweal.methods.opinion.representing import Way
from commonweal.methods.opinion.routing import Routing
from commonweal.methods.opinion.votes import Ints, in_order

VERSION = "opinion-1"
Mode = Literal["polis", "stable", "bridging"]


class Members(Sequence[str]):
    """The names of some participants, looked up when asked for."""

    def __init__(self, people: Sequence[str], rows: Ints) -> None:
        self._people, self._rows = people, rows

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, at: int | slice) -> str | tuple[str, ...]:  # type: ignore[override]  # a slice is a tuple
        if isinstance(at, slice):
            return tuple(self._people[int(row)] for row in self._rows[at])
        return self._people[int(self._rows[at])]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"<{len(self)} participants>"


@dataclass(frozen=True, slots=True)
class Group:
    """People who vote alike. Of a group that is withheld there is nothing but its id."""

    id: int
    size: int | None
    members: Sequence[str]
    center: tuple[float, float] | None
    outline: tuple[tuple[float, float], ...] = ()
    """Corners around the parts of the map where several of the group stand; never the place of one person."""
    confidence: float | None = None
    """How often, on average, its people fall into it when participants are drawn anew (mode `stable`)."""


@dataclass(frozen=True, slots=True)
class Held:
    """A statement that a group, or everybody, agrees or disagrees with."""

    statement: str
    way: Way
    share: Share
    test: float
    """By how many standard errors the share differs from a half."""
    ratio: float | None = None
    """How many times as large the (smoothed) share is as outside the group, and by how many standard errors."""
    ratio_test: float | None = None
    best_agree: bool = False


class Counts(NamedTuple):
    """How many disagreed, passed and agreed."""

    against: int
    abstained: int
    in_favour: int

    @property
    def n(self) -> int:
        """How many answered."""
        return sum(self)

    @property
    def agreed(self) -> Share:
        """Who agreed, of those who answered."""
        return Share(self.in_favour, sum(self))

    @property
    def disagreed(self) -> Share:
        """Who disagreed."""
        return Share(self.against, sum(self))

    @property
    def passed(self) -> Share:
        """Who passed."""
        return Share(self.abstained, sum(self))


class Bridge(NamedTuple):
    """How far a statement joins the groups, by three measures side by side."""

    statement: str
    n: int
    consensus: float | None
    """Group-informed consensus: the product of the groups' smoothed agreement; falls with the number of groups."""
    consensus_low: float | None
    consensus_high: float | None
    consensus_root: float | None
    """The same as a mean of the groups (its G-th root), to compare maps with different numbers of groups."""
    least: Share | None
    """Agreement in the group that agrees least,"""
    least_group: int | None
    """and its id."""
    intercept: float | None
    """How well it stands once sides are taken out of the votes; needs no groups."""
    intercept_low: float | None
    intercept_high: float | None
    side: float | None
    """To which side of the conversation's largest divide it leans."""


@dataclass(frozen=True, slots=True)
class Divide:
    """A statement that groups part over: the most and the least agreeing one, and how far they are apart."""

    statement: str
    most: Share
    most_group: int
    least: Share
    least_group: int
    gap: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Doubt:
    """A statement on which many pass."""

    statement: str
    passed: Share


class Statement(NamedTuple):
    """How everybody voted on a statement."""

    id: str
    counts: Counts
    place: tuple[float, float]
    out: bool
    """Moderated out."""
    meta: bool

    @property
    def agreed(self) -> Share:
        """Who agreed, of those who answered."""
        return self.counts.agreed

    @property
    def disagreed(self) -> Share:
        """Who disagreed."""
        return self.counts.disagreed

    @property
    def passed(self) -> Share:
        """Who passed."""
        return self.counts.passed


@dataclass(frozen=True, slots=True)
class Stability:
    """How far the groups can be relied on."""

    clear: bool
    """False: there are no groups that would come out again, and none are shown."""
    chosen: float | None
    """Agreement of this grouping with those of resampled participants (adjusted Rand index; 1 is the same)."""
    by_count: dict[int, float]
    silhouettes: dict[int, float]
    settled: float | None
    """Agreement with the groups of the map before, on people who were on both."""


@dataclass(frozen=True, eq=False, slots=True)
class Opinion:
    """A conversation's map and what it says. Places of persons are here to be shown to themselves only."""

    mode: Mode
    version: str
    seed: int
    participants: int
    votes: int
    on_the_map: int
    statements: tuple[Statement, ...]
    groups: tuple[Group, ...]
    representative: dict[int, tuple[Held, ...]]
    consensus: tuple[Held, ...]
    bridging: tuple[Bridge, ...]
    """The ten statements that join most,"""
    bridges: tuple[Bridge, ...]
    """and the measures of all."""
    divisive: tuple[Divide, ...]
    uncertain: tuple[Doubt, ...]
    by_group: dict[int, dict[str, Counts]]
    """For each group and statement, how its people voted. What would single somebody out is not there."""
    stability: Stability
    explained: tuple[float, float]
    """The share of what people differ in that each axis of the map shows."""
    routing: Routing
    least: int = 0
    """Fewer people than this are never told of; 0 where nothing was withheld."""
    people: Sequence[str] = ()
    places: Floats = field(default_factory=lambda: np.zeros((0, 2)))
    labels: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    memory: Memory = field(default_factory=Memory)

    @property
    def clear(self) -> bool:
        """Return whether there are groups that may be spoken of."""
        return self.stability.clear and len(self.groups) > 1

    def place_of(self, participant: str) -> tuple[float, float] | None:
        """Return where somebody stands, for her own eyes."""
        row = self._row(participant)
        return None if row is None else (float(self.places[row, 0]), float(self.places[row, 1]))

    def group_of(self, participant: str) -> int | None:
        """Return the id of somebody's group, for her own eyes."""
        row = self._row(participant)
        return None if row is None or self.labels[row] < 0 else self.groups[int(self.labels[row])].id

    def _row(self, participant: str) -> int | None:
        row = bisect_left(self.people, in_order(participant), key=in_order)
        return row if row < len(self.people) and self.people[row] == participant else None
