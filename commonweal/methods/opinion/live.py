"""A conversation that goes on: one vote at a time, and a new map when asked for.

Tallies and pair counts are right after every vote; taking a vote back, voting again and moderating change whole
numbers, so that undoing them restores every table exactly.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable

import numpy as np

from commonweal.methods.opinion import kernel
from commonweal.methods.opinion.grouping import Memory, Quirks
from commonweal.methods.opinion.mapping import opine
from commonweal.methods.opinion.pairs import MOST_STATEMENTS, Pairs
from commonweal.methods.opinion.report import Mode, Opinion
from commonweal.methods.opinion.splicing import row_of, spliced
from commonweal.methods.opinion.votes import AGREE, DISAGREE, PASS, BadVote, Ints, Votes, in_order

ROOM = 64
NO_VOTE = 2
VOTES = {AGREE: AGREE, PASS: PASS, DISAGREE: DISAGREE, None: NO_VOTE}
WORD = "I"


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
        self._changed: dict[str, array[int]] = {}
        self._names: list[str] = []
        self._column: dict[str, int] = {}
        self._number(self._votes.statements)
        self._counting = len(self._names) <= MOST_STATEMENTS
        self._keep(Pairs.of(votes) if votes and self._counting else Pairs.none(ROOM if self._counting else 0))

    def _number(self, statements: Iterable[str]) -> None:
        self._names = list(statements)
        self._column = {name: at for at, name in enumerate(self._names)}

    def _keep(self, tables: Pairs) -> None:
        """Keep these tables, and know where the compiled loop finds them."""
        self._tables, self._loop = tables, kernel.recast()
        each = (tables.both, tables.sums, tables.products)
        self._at = (*(one.ctypes.data for one in each), len(tables.both))

    def statement(self, statement: str | int) -> None:
        """Let a statement be there, though nobody voted on it yet."""
        name = str(statement)
        if name in self._column:
            return
        self._column[name] = at = len(self._names)
        self._names.append(name)
        if at >= MOST_STATEMENTS:
            self._counting = False
            self._keep(Pairs.none(0))
        elif self._counting and at >= len(self._tables.both):
            self._keep(_wider(self._tables, 2 * at))

    def vote(self, participant: str, statement: str | int, vote: int | None) -> int | None:
        """Take a vote in place of the one before, which is returned; None takes it back."""
        after = VOTES.get(vote)
        if after is None:
            raise BadVote(f"{vote!r} is no vote: 1 is agree, -1 disagree, 0 pass, None none any more.")
        name = str(statement)
        column = self._column.get(name)
        if column is None:
            self.statement(name)
            column = self._column[name]
        row = self._changed.get(participant)
        if row is None:
            row = self._changed[participant] = self._standing(participant)
        codes, count = row.buffer_info()
        if self._loop is not None:
            before = self._loop(*self._at, codes, count, column, after)
        else:
            before = _recast(self._tables, row, column, after)
        if before == NO_VOTE:
            if after != NO_VOTE:
                row.append(3 * column + after + 1)
            return None
        if after == NO_VOTE:
            row.pop()
        return before

    def _standing(self, participant: str) -> array[int]:
        """Return somebody's row of codes to change; it is put among the votes when they are asked for."""
        votes = self._votes
        at = row_of(votes, participant)
        if at is None:
            return array(WORD)
        first, last = votes.starts[at : at + 2].tolist()
        return array(WORD, votes.codes[first:last].astype(np.uint32).tobytes())

    def voted(self, participant: str) -> dict[str, int]:
        """Return what somebody voted."""
        row = self._changed.get(participant)
        row = self._standing(participant) if row is None else row
        return {self._names[code // 3]: code % 3 - 1 for code in row}

    def votes(self) -> Votes:
        """Return all votes as they stand, in their order."""
        order = self._order()
        rows = {name: np.frombuffer(row, np.uint32) for name, row in self._changed.items()}
        self._votes = spliced(self._votes, rows, self._names, order)
        self._changed = {}
        if not np.array_equal(order, np.arange(len(order))):
            if self._counting:
                self._keep(self._tables.ordered(order))
            self._number(self._votes.statements)
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
        """Return the columns of the statements in their order."""
        return np.array(sorted(range(len(self._names)), key=lambda at: in_order(self._names[at])), np.int64)

    def tick(self, *, moderated_out: Collection[str] = frozenset(), meta: Collection[str] = frozenset()) -> Opinion:
        """Draw the map anew; groups keep their ids, and in mode `polis` they move from where they were."""
        opinion = opine(
            self.votes(), mode=self.mode, moderated_out=moderated_out, meta=meta, seed=self.seed,
            pairs=self.pairs, memory=self.memory, quirks=self.quirks,
        )  # fmt: skip
        self.memory = opinion.memory
        return opinion


def _recast(tables: Pairs, row: array[int], column: int, after: int) -> int:
    """Do what the loop `recast` of kernel.c does."""
    codes = np.frombuffer(row, np.uint32) if row else np.zeros(0, np.uint32)
    columns = (codes // 3).astype(np.int64)
    found = np.flatnonzero(columns == column)
    before = int(codes[found[0]]) % 3 - 1 if len(found) else NO_VOTE
    if before == after:
        return before
    if len(tables.both):
        values = (codes % 3).astype(np.int32) - 1
        _count(tables, column, before, after, columns[columns != column], values[columns != column])
    if len(found):
        codes[found[0]] = codes[-1] if after == NO_VOTE else 3 * column + after + 1
    return before


def _count(tables: Pairs, at: int, before: int, after: int, others: Ints, values: np.ndarray) -> None:
    """Move the tables from one vote to another, against the voter's votes on all other statements."""
    there = (after != NO_VOTE) - (before != NO_VOTE)
    now, then = (0 if one == NO_VOTE else one for one in (after, before))
    moved = now - then
    tables.both[at, at] += there
    tables.sums[at, at] += moved
    tables.products[at, at] += now * now - then * then
    if there:
        tables.both[at, others] += there
        tables.both[others, at] += there
        tables.sums[others, at] += there * values
    tables.sums[at, others] += moved
    tables.products[at, others] += moved * values
    tables.products[others, at] += moved * values


def _wider(tables: Pairs, room: int) -> Pairs:
    made = Pairs.none(room)
    old = len(tables.both)
    for name in ("both", "sums", "products"):
        getattr(made, name)[:old, :old] = getattr(tables, name)
    return made
