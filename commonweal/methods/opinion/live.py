"""A conversation that goes on: one vote at a time, and a new map when asked for.

Tallies and pair counts are right after every vote; taking a vote back, voting again and moderating change whole
numbers, so that undoing them restores every table exactly.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from commonweal.methods.opinion.grouping import Memory, Quirks
from commonweal.methods.opinion.mapping import opine
from commonweal.methods.opinion.pairs import MOST_STATEMENTS, Pairs
from commonweal.methods.opinion.report import Mode, Opinion
from commonweal.methods.opinion.splicing import row_of, spliced
from commonweal.methods.opinion.votes import AGREE, DISAGREE, PASS, BadVote, Ints, Votes, in_order

ROOM = 64


class LiveOpinion:
    """The votes of a conversation and their pair counts, kept up with every vote."""

    def __init__(
        self,
        votes: Votes | None = None,
        *,
        mode: Mode = "stable",
        seed: int = 0,
        memory: Memory | None = None,
        quirks: Quirks | None = None,
    ) -> None:
        """Begin with nothing, or with the votes so far and what was remembered of their map."""
        self.mode, self.seed, self.memory, self.quirks = mode, seed, memory, quirks
        self._votes = votes or Votes.of(())
        self._changed: dict[str, dict[str, int]] = {}
        self._column = {name: at for at, name in enumerate(self._votes.statements)}
        self._tables = Pairs.of(votes) if votes and len(votes.statements) <= MOST_STATEMENTS else Pairs.none(ROOM)
        self._counting = len(self._column) <= MOST_STATEMENTS

    def statement(self, statement: str | int) -> None:
        """Let a statement be there, though nobody voted on it yet."""
        name = str(statement)
        if name in self._column:
            return
        self._column[name] = at = len(self._column)
        if at >= MOST_STATEMENTS:
            self._counting = False
            self._tables = Pairs.none(0)
        elif self._counting and at >= len(self._tables.both):
            self._tables = _wider(self._tables, 2 * at)

    def vote(self, participant: str, statement: str | int, vote: int | None) -> int | None:
        """Take a vote in place of the one before, which is returned; None takes it back."""
        if vote not in (AGREE, PASS, DISAGREE, None):
            raise BadVote(f"{vote!r} is no vote: 1 is agree, -1 disagree, 0 pass, None none any more.")
        name = str(statement)
        self.statement(name)
        row = self._row(participant)
        before = row.pop(name, None)
        if before != vote and self._counting:
            self._count(row, self._column[name], before, vote)
        if vote is not None:
            row[name] = vote
        return before

    def _row(self, participant: str) -> dict[str, int]:
        """Return somebody's row to change; it is put among the votes when they are asked for."""
        row = self._changed.get(participant)
        if row is None:
            row = self._changed[participant] = self._standing(participant)
        return row

    def _standing(self, participant: str) -> dict[str, int]:
        at = row_of(self._votes, participant)
        if at is None:
            return {}
        codes = self._votes.codes[self._votes.starts[at] : self._votes.starts[at + 1]].tolist()
        return {self._votes.statements[code // 3]: code % 3 - 1 for code in codes}

    def _count(self, row: dict[str, int], at: int, before: int | None, after: int | None) -> None:
        """Move the tables from one vote to another, against the voter's votes on all other statements."""
        there = (after is not None) - (before is not None)
        moved = (after or 0) - (before or 0)
        tables = self._tables
        tables.both[at, at] += there
        tables.sums[at, at] += moved
        tables.products[at, at] += abs(after or 0) - abs(before or 0)
        if not row:
            return
        others = np.fromiter((self._column[name] for name in row), np.int64, len(row))
        values = np.fromiter(row.values(), np.int32, len(row))
        if there:
            tables.both[at, others] += there
            tables.both[others, at] += there
            tables.sums[others, at] += there * values
        if moved:
            tables.sums[at, others] += moved
            tables.products[at, others] += moved * values
            tables.products[others, at] += moved * values

    def voted(self, participant: str) -> dict[str, int]:
        """Return what somebody voted."""
        row = self._changed.get(participant)
        return self._standing(participant) if row is None else dict(row)

    def votes(self) -> Votes:
        """Return all votes as they stand, in their order."""
        self._votes = spliced(self._votes, self._changed, self._column)
        self._changed = {}
        return self._votes

    @property
    def pairs(self) -> Pairs | None:
        """The pair counts in the order of the statements; nothing where there are too many statements to count them."""
        if not self._counting:
            return None
        order, tables = self._order(), self._tables
        if len(order) == len(tables.both) and np.array_equal(order, np.arange(len(order))):
            return tables
        return tables.ordered(order)

    def _order(self) -> Ints:
        return np.array([self._column[name] for name in sorted(self._column, key=in_order)], np.int64)

    def tick(self, *, moderated_out: Collection[str] = frozenset(), meta: Collection[str] = frozenset()) -> Opinion:
        """Draw the map anew; groups keep their ids, and in mode `polis` they move from where they were."""
        opinion = opine(
            self.votes(), mode=self.mode, moderated_out=moderated_out, meta=meta, seed=self.seed,
            pairs=self.pairs, memory=self.memory, quirks=self.quirks,
        )  # fmt: skip
        self.memory = opinion.memory
        return opinion


def _wider(tables: Pairs, room: int) -> Pairs:
    made = Pairs.none(room)
    old = len(tables.both)
    for name in ("both", "sums", "products"):
        getattr(made, name)[:old, :old] = getattr(tables, name)
    return made
