"""A conversation that goes on: one vote at a time, and a new map when asked for.

Tallies and pair counts are right after every vote; taking a vote back, voting again and moderating change whole
numbers, so that undoing them restores every table exactly.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable

import numpy as np

from commonweal.methods.opinion.cells import NO_VOTE, Cells
from commonweal.methods.opinion.grouping import Memory, Quirks
from commonweal.methods.opinion.kmeans import Tree
from commonweal.methods.opinion.mapping import opine
from commonweal.methods.opinion.pairs import MOST_STATEMENTS, Pairs
from commonweal.methods.opinion.report import Mode, Opinion
from commonweal.methods.opinion.splicing import Room, row_of, spliced
from commonweal.methods.opinion.votes import AGREE, DISAGREE, PASS, BadVote, Ints, Votes, in_order

ROOM = 64
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
        self._tree, self._lent = Tree(), True
        self._room: Room | None = None
        self._votes = votes or Votes.of(())
        self._changed: dict[str, array[int]] = {}
        self._names: list[str] = []
        self._column: dict[str, int] = {}
        self._number(self._votes.statements)
        self._counting = len(self._names) <= MOST_STATEMENTS
        self._cells = Cells(ROOM if self._counting else 0, Pairs.of(votes) if votes and self._counting else None)

    def _number(self, statements: Iterable[str]) -> None:
        self._names = list(statements)
        self._column = {name: at for at, name in enumerate(self._names)}

    def statement(self, statement: str | int) -> None:
        """Let a statement be there, though nobody voted on it yet."""
        name = str(statement)
        if name in self._column:
            return
        self._column[name] = at = len(self._names)
        self._names.append(name)
        if at >= MOST_STATEMENTS:
            self._counting, self._cells = False, Cells(0)
        elif self._counting and at >= self._cells.room:
            self._cells = Cells(2 * at, self._cells.pairs(at))

    def vote(self, participant: str, statement: str | int, vote: int | None) -> int | None:
        """Take a vote in place of the one before, which is returned; None takes it back."""
        after = VOTES.get(vote)
        if after is None:
            raise BadVote(f"{vote!r} is no vote: 1 is agree, -1 disagree, 0 pass, None none any more.")
        column = self._column.get(statement)  # type: ignore[arg-type]  # a number is simply not found
        if column is None:
            self.statement(statement)
            column = self._column[str(statement)]
        row = self._changed.get(participant)
        if row is None:
            row = self._changed[participant] = self._standing(participant)
        before = self._cells.recast(row, column, after)
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
        first, last = votes.starts.item(at), votes.starts.item(at + 1)
        return array(WORD, votes.codes[first:last].astype(np.uint32).tobytes())

    def voted(self, participant: str) -> dict[str, int]:
        """Return what somebody voted."""
        row = self._changed.get(participant)
        row = self._standing(participant) if row is None else row
        return {self._names[code // 3]: code % 3 - 1 for code in row}

    def votes(self) -> Votes:
        """Return all votes as they stand, in their order."""
        votes = self._together()
        self._lent = True
        return votes

    def _together(self) -> Votes:
        """Put the rows that changed among the votes, into the room of votes that nobody else ever saw."""
        order, before = self._order(), self._votes
        rows = {name: np.frombuffer(row, np.uint32) for name, row in self._changed.items()}
        self._votes = votes = spliced(before, rows, self._names, order, self._room)
        self._changed = {}
        if votes is not before:
            codes = before.codes if before.codes.base is None else before.codes.base
            self._room = None if self._lent or votes.starts is before.starts else (before.starts, codes)
            self._lent = False
        if not np.array_equal(order, np.arange(len(order))):
            if self._counting:
                self._cells = Cells(self._cells.room, self._cells.pairs(len(order)).ordered(order))
            self._number(votes.statements)
        return votes

    @property
    def pairs(self) -> Pairs | None:
        """The pair counts in the order of the statements; nothing where there are too many statements to count them."""
        if not self._counting:
            return None
        order = self._order()
        tables = self._cells.pairs(len(order))
        return tables if np.array_equal(order, np.arange(len(order))) else tables.ordered(order)

    def _order(self) -> Ints:
        """Return the columns of the statements in their order."""
        return np.array(sorted(range(len(self._names)), key=lambda at: in_order(self._names[at])), np.int64)

    def tick(self, *, moderated_out: Collection[str] = frozenset(), meta: Collection[str] = frozenset()) -> Opinion:
        """Draw the map anew; groups keep their ids, and in mode `polis` they move from where they were."""
        opinion = opine(
            self._together(), mode=self.mode, moderated_out=moderated_out, meta=meta, seed=self.seed,
            pairs=self.pairs, memory=self.memory, quirks=self.quirks, tree=self._tree,
        )  # fmt: skip
        self.memory = opinion.memory
        return opinion
