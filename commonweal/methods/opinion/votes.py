"""Votes as compact rows of whole numbers, in one order whatever order they came in.

A row is a participant, a column a statement. One vote is one code, ``3 * column + vote + 1``, so that a vote of a
conversation with fewer than 21,845 statements takes two bytes. Rows and columns stand in the order of their names
(numbers before words), which makes everything computed from them the same for any order of arrival.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from commonweal.methods.opinion import kernel

AGREE, PASS, DISAGREE = 1, 0, -1
LARGEST_SHORT = 65_535 // 3
CHUNK = 1 << 19
Ints = NDArray[np.int64]
Array = NDArray[Any]


class BadVote(ValueError):
    """Something that is not a vote; the message says which."""


class Numbered(Sequence[str]):
    """The names "0", "1", "2", ... without keeping them, for a file of a million pseudonyms."""

    def __init__(self, count: int) -> None:
        self._count = count

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[str]: ...
    def __getitem__(self, at: int | slice) -> str | Sequence[str]:
        if isinstance(at, slice):
            return tuple(map(str, range(self._count)[at]))
        return str(range(self._count)[at])

    def row(self, name: str) -> int | None:
        """Return where a name stands, or nothing where it is none of these."""
        at = int(name) if is_number(name) else self._count
        return at if at < self._count and str(at) == name else None


@dataclass(frozen=True, eq=False, slots=True)
class Votes:
    """The last vote of each participant on each statement. `of` makes them of votes in order of arrival."""

    people: Sequence[str]
    statements: Sequence[str]
    starts: Ints
    """Where each row begins in `codes`, and at the end how many codes there are."""
    codes: Array
    """``3 * column + vote + 1``, ascending within each row."""

    @classmethod
    def of(
        cls,
        votes: Iterable[tuple[str, str | int, int]],
        *,
        statements: Iterable[str | int] = (),
        people: Iterable[str] = (),
    ) -> Votes:
        """Return the votes of (participant, statement, vote); of two by the same on the same, the later counts.

        `statements` and `people` name those who are there without a vote: a statement nobody saw yet is a column too.
        """
        last: dict[str, dict[str, int]] = {str(name): {} for name in people}
        seen = {str(name) for name in statements}
        for person, statement, vote in votes:
            if vote not in (AGREE, PASS, DISAGREE):
                raise BadVote(f"{vote!r} is no vote: 1 is agree, -1 disagree, 0 pass.")
            name = str(statement)
            seen.add(name)
            last.setdefault(str(person), {})[name] = int(vote)
        return cls.of_rows(last, seen)

    @classmethod
    def of_rows(cls, rows: Mapping[str, Mapping[str, int]], statements: Iterable[str]) -> Votes:
        """Return the votes of each participant's row of statement and vote."""
        named = tuple(sorted(statements, key=in_order))
        column = {name: 3 * at + 1 for at, name in enumerate(named)}
        people = tuple(sorted(rows, key=in_order))
        starts = np.zeros(len(people) + 1, np.int64)
        np.cumsum([len(rows[name]) for name in people], out=starts[1:])
        codes = np.fromiter(
            (code for name in people for code in sorted(column[to] + vote for to, vote in rows[name].items())),
            code_type(len(named)),
            int(starts[-1]),
        )
        return cls(people, named, starts, codes)

    @classmethod
    def of_arrays(
        cls, person: Array, statement: Array, vote: Array, people: Sequence[str], statements: Sequence[str]
    ) -> Votes:
        """Return the votes of three arrays in order of arrival; `person` and `statement` index names in order."""
        limits = (("participant", person, 0, len(people)), ("statement", statement, 0, len(statements)))
        checks = (*limits, ("vote", vote, DISAGREE, AGREE + 1))
        if not (kernel.compiled() and _native(person, statement, vote)):
            for one in checks:
                _within(*one)
        starts, codes = np.empty(len(people) + 1, np.int64), np.empty(len(vote), code_type(len(statements)))
        told = [part for one in (person, statement) for part in _whole(one)]
        sizes = (len(vote), len(people), len(statements))
        if kernel.run(kernel.named("order", codes), *told, np.ascontiguousarray(vote, np.int8), *sizes, starts, codes):
            for one in checks if starts[0] < 0 else ():
                _within(*one)
            kernel.run(kernel.named("settle", codes), starts, codes, len(people))
            return cls(people, statements, starts, codes[: int(starts[-1])])
        code: Array = np.asarray(statement).astype(code_type(len(statements)))
        code = np.multiply(code, 3, out=code)
        code = np.add(code, (np.asarray(vote, np.int8) + 1).astype(code.dtype), out=code)
        by_statement = _grouped(statement, len(statements))[1]
        starts, by_person = _grouped(np.asarray(person)[by_statement], len(people))
        return cls(people, statements, *_last_of_each(starts, code[by_statement[by_person]]))

    @classmethod
    def merged(cls, *shards: Votes) -> Votes:
        """Return the votes of all shards together; where two shards hold the same cell, the later shard counts."""
        people = tuple(sorted({name for shard in shards for name in shard.people}, key=in_order))
        statements = tuple(sorted({name for shard in shards for name in shard.statements}, key=in_order))
        row = {name: at for at, name in enumerate(people)}
        column = {name: at for at, name in enumerate(statements)}
        parts: list[tuple[Array, Array, Array]] = []
        for shard in shards:
            rows = np.array([row[name] for name in shard.people], np.int32)
            columns = np.array([column[name] for name in shard.statements], np.int32)
            parts.append((np.repeat(rows, shard.cast), columns[shard.columns], shard.values))
        if not parts:
            return cls((), (), np.zeros(1, np.int64), np.zeros(0, np.uint16))
        joined = [np.concatenate(arrays) for arrays in zip(*parts, strict=True)]
        return cls.of_arrays(joined[0], joined[1], joined[2], people, statements)

    @property
    def size(self) -> int:
        """How many votes there are."""
        return len(self.codes)

    @property
    def cast(self) -> Ints:
        """How many votes each participant cast."""
        return np.diff(self.starts)

    @property
    def columns(self) -> Array:
        """The column of each vote."""
        return np.floor_divide(self.codes, 3)

    @property
    def values(self) -> NDArray[np.int8]:
        """Each vote: 1, 0 or -1."""
        return (np.remainder(self.codes, 3).astype(np.int8) - np.int8(1)).astype(np.int8)

    def chunks(self, votes: int = CHUNK) -> Iterator[tuple[int, int]]:
        """Cut the rows into runs (from, to) of about so many votes each."""
        first = 0
        while first < len(self.people):
            last = int(np.searchsorted(self.starts, self.starts[first] + votes, side="right")) - 1
            last = min(max(last, first + 1), len(self.people))
            yield first, last
            first = last

    def cast_on(self, which: NDArray[np.bool_]) -> Ints:
        """Return how many votes each participant cast on the marked statements."""
        total = np.zeros(len(self.people), np.int64)
        if kernel.run(kernel.named("among", self.codes), self.starts, self.codes, len(self.people), which, total):
            return total
        marked = np.repeat(which, 3)
        for first, last in self.chunks():
            begin, end = self.starts[first], self.starts[last]
            ones = np.concatenate(([0], np.cumsum(marked[self.codes[begin:end]])))
            total[first:last] = np.diff(ones[self.starts[first : last + 1] - begin])
        return total

    def without(self, out: NDArray[np.bool_]) -> Votes:
        """Return the votes on all statements but the marked ones."""
        to = np.cumsum(~out) - 1
        moved = np.where(np.repeat(out, 3), -1, np.repeat(3 * to, 3) + np.tile((0, 1, 2), len(out)))
        statements = tuple(name for name, gone in zip(self.statements, out, strict=True) if not gone)
        codes = moved.astype(np.int32)[self.codes]
        starts = self.starts - np.concatenate(([0], np.cumsum(self.cast_on(out))))
        return Votes(self.people, statements, starts, codes[codes >= 0].astype(code_type(len(statements))))

    def tallies(self) -> Ints:
        """Return, for each statement, how many disagreed, passed and agreed."""
        counted: Ints = self.tallies_by(np.zeros(len(self.people), np.int64), 1)[0]
        return counted

    def tallies_by(self, labels: Ints, groups: int) -> Ints:
        """Return the same by group (group x statement x 3); a label below 0 counts nowhere."""
        width = 3 * len(self.statements)
        counted: Ints = np.zeros((groups, len(self.statements), 3), np.int64)
        rows = (self.starts, self.codes, len(self.people))
        if kernel.run(kernel.named("tally", self.codes), *rows, labels, width, counted):
            return counted
        found = np.zeros((groups + 1) * width, np.int64)
        for first, last in self.chunks():
            codes = self.codes[self.starts[first] : self.starts[last]]
            own = np.repeat(labels[first:last] + 1, np.diff(self.starts[first : last + 1])) * width
            found += np.bincount(own + codes, minlength=len(found))
        counted[:] = found.reshape(groups + 1, len(self.statements), 3)[1:]
        return counted

    def tallies_of_all_and_by(self, labels: Ints, groups: int) -> tuple[Ints, Ints]:
        """Return the tallies of everybody, and those by group: one pass over the votes for both."""
        counted = self.tallies_by(np.where(labels < 0, groups, labels), groups + 1)
        return counted.sum(axis=0), counted[:groups]

    def rows(self) -> dict[str, dict[str, int]]:
        """Return each participant's statements and votes, as `of_rows` takes them."""
        columns, values = self.columns.tolist(), self.values.tolist()
        return {
            name: {self.statements[columns[at]]: values[at] for at in range(self.starts[row], self.starts[row + 1])}
            for row, name in enumerate(self.people)
        }


def in_order(name: str) -> tuple[int, int, str]:
    """Return by what names are put in order: numbers first, as numbers, then words."""
    return (0, int(name), name) if is_number(name) else (1, 0, name)


def is_number(name: str) -> bool:
    """Return whether a name is a whole number, and stands before all words."""
    return name.isascii() and name.isdecimal()


def code_type(statements: int) -> type[np.uint16] | type[np.uint32]:
    """Return the smallest whole number that holds the codes of so many statements."""
    return np.uint16 if statements <= LARGEST_SHORT else np.uint32


def _within(what: str, numbers: Array, low: int, high: int) -> None:
    if len(numbers) and (numbers.min() < low or numbers.max() >= high):
        raise BadVote(f"A {what} is not from {low} to {high - 1}.")


def _native(person: Array, statement: Array, vote: Array) -> bool:
    """Return whether the compiled loops can read these arrays as they are, and so look at their bounds themselves."""
    return all(one.dtype in (np.int16, np.int32) for one in (person, statement)) and vote.dtype == np.int8


def _whole(numbers: Array) -> tuple[Array, int]:
    """Return whole numbers of two or four bytes, and whether of four."""
    short = numbers.dtype == np.int16
    return np.ascontiguousarray(numbers, np.int16 if short else np.int32), int(not short)


def _grouped(keys: Array, groups: int) -> tuple[Ints, Array]:
    """Return where each group begins and who is in it, in order of arrival: a counting sort, by a sparse table."""
    from scipy.sparse import csr_array  # noqa: PLC0415 - scipy is loaded only when it is used

    alone = np.arange(len(keys) + 1, dtype=np.int32)
    table = csr_array((np.ones(len(keys), np.int8), np.asarray(keys, np.int32), alone), shape=(len(keys), groups))
    turned = table.tocsc()
    return turned.indptr.astype(np.int64), turned.indices


def _last_of_each(starts: Ints, codes: Array) -> tuple[Ints, Array]:
    """Keep the last code of each cell, where somebody voted twice on the same statement."""
    if len(codes) < 2:
        return starts, codes
    column = np.floor_divide(codes, 3)
    keep = np.empty(len(codes), bool)
    keep[-1] = True
    np.not_equal(column[1:], column[:-1], out=keep[:-1])
    ends = starts[1:]
    keep[ends[ends > 0] - 1] = True  # a row ends here: what follows belongs to somebody else
    if keep.all():
        return starts, codes
    kept = np.concatenate(([0], np.cumsum(keep)))
    return kept[starts], codes[keep]
