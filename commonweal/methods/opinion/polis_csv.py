"""Files that Polis exports: votes.csv, participants-votes.csv, comments.csv and summary.csv, read and written.

In all of them 1 is agree, -1 disagree, 0 pass. Columns are found by name, in any order; others are left alone. What
is wrong is said in one sentence that names the line.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NoReturn, TextIO

from commonweal.methods.opinion.votes import Votes, in_order

LONG = ("comment-id", "voter-id", "vote")
WIDE = ("participant",)
BEFORE_STATEMENTS = ("participant", "xid", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree")
COMMENT = ("comment-id", "comment-body")
VOTES = {"1": 1, "-1": -1, "0": 0, "1.0": 1, "-1.0": -1, "0.0": 0}
MODERATED = {"-1": -1, "0": 0, "1": 1, "": 0}
OUT = -1
LONGEST_CELL = 1 << 20


class BadFile(ValueError):
    """A file that is not what it should be; the message names the line and says what was expected."""


@dataclass(frozen=True, slots=True)
class Vote:
    """One vote as it was cast, re-votes too."""

    participant: str
    statement: str
    vote: int
    timestamp: int | None = None
    """Milliseconds (or seconds, in some exports) since 1970."""


@dataclass(frozen=True, slots=True)
class Comment:
    """A statement, in Polis' word a comment."""

    id: str
    text: str
    author: str = ""
    moderated: int = 0
    """-1 moderated out, 0 not looked at, 1 moderated in."""
    meta: bool = False
    timestamp: int | None = None
    agrees: int = 0
    disagrees: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """The votes of a file, long or wide; a wide one also says who was in which group when it was exported."""

    votes: Votes
    form: str
    groups: Mapping[str, str] = field(default_factory=dict)
    events: int = 0
    """How many votes the file holds, re-votes too."""


def read_table(lines: Iterable[str]) -> Table:
    """Read votes, long (a line for each vote) or wide (a line for each participant)."""
    rows = _Rows(lines)
    if all(name in rows.header for name in LONG):
        events = list(_votes(rows))
        return Table(_last(events), "long", events=len(events))
    if WIDE[0] in rows.header:
        return _wide(rows)
    missing = ", ".join(repr(name) for name in LONG if name not in rows.header)
    return rows.fault(
        f"votes have the columns comment-id, voter-id and vote, or begin with participant; {missing} missing."
    )


def read_votes(lines: Iterable[str]) -> Iterator[Vote]:
    """Read a votes.csv, vote by vote, in the order of the file."""
    rows = _Rows(lines)
    rows.need(LONG)
    return _votes(rows)


def read_comments(lines: Iterable[str]) -> list[Comment]:
    """Read a comments.csv."""
    rows = _Rows(lines)
    rows.need(COMMENT)
    found: dict[str, Comment] = {}
    for row in rows:
        id = _id(rows, row["comment-id"], "comment-id")
        if id in found:
            rows.fault(f"the statement {id} was there before.")
        moderated = row.get("moderated", "")
        if moderated not in MODERATED:
            rows.fault(f"moderated is {moderated!r}; -1 (out), 0 (not looked at) or 1 (in) was expected.")
        found[id] = Comment(
            id, row["comment-body"], row.get("author-id", ""), MODERATED[moderated],
            row.get("is-meta", "").lower() in ("1", "true", "t"), _number(rows, row, "timestamp"),
            _number(rows, row, "agrees") or 0, _number(rows, row, "disagrees") or 0,
        )  # fmt: skip
    return list(found.values())


def read_summary(lines: Iterable[str]) -> dict[str, str]:
    """Read a summary.csv: a name and a value on each line."""
    found: dict[str, str] = {}
    for number, row in _parsed(lines):
        if not row:
            continue
        if len(row) != 2:
            raise BadFile(f"line {number}: a name and a value were expected, and {len(row)} values found.")
        found[row[0]] = row[1]
    return found


def write_votes(votes: Iterable[Vote], to: TextIO) -> None:
    """Write a votes.csv, in the order of Polis: by statement, then by participant, then as cast."""
    writer = csv.writer(to, lineterminator="\n")
    writer.writerow(["timestamp", "datetime", "comment-id", "voter-id", "vote"])
    for one in sorted(votes, key=lambda one: (in_order(one.statement), in_order(one.participant), one.timestamp or 0)):
        writer.writerow([_written(one.timestamp), "", one.statement, one.participant, one.vote])


def write_wide(votes: Votes, to: TextIO, *, groups: Mapping[str, str | int] | None = None) -> None:
    """Write a participants-votes.csv."""
    writer = csv.writer(to, lineterminator="\n")
    head = [name for name in BEFORE_STATEMENTS if name != "xid"]
    writer.writerow([*head, *votes.statements])
    for person, row in votes.rows().items():
        group = (groups or {}).get(person, "")
        counts = [0, len(row), sum(vote > 0 for vote in row.values()), sum(vote < 0 for vote in row.values())]
        writer.writerow([person, group, *counts, *(row.get(statement, "") for statement in votes.statements)])


def write_comments(comments: Iterable[Comment], to: TextIO) -> None:
    """Write a comments.csv."""
    writer = csv.writer(to, lineterminator="\n")
    head = ["timestamp", "datetime", "comment-id", "author-id", "agrees", "disagrees", "moderated", "comment-body"]
    writer.writerow([*head, "is-meta"])
    for one in comments:
        counted = [one.agrees, one.disagrees, one.moderated]
        writer.writerow([_written(one.timestamp), "", one.id, one.author, *counted, one.text, int(one.meta)])


def write_summary(summary: Mapping[str, str | int], to: TextIO) -> None:
    """Write a summary.csv."""
    csv.writer(to, lineterminator="\n").writerows(summary.items())


def left_out(comments: Iterable[Comment]) -> tuple[frozenset[str], frozenset[str]]:
    """Return which statements are moderated out, and which are about the conversation itself."""
    known = list(comments)
    out = frozenset(one.id for one in known if one.moderated == OUT)
    return out, frozenset(one.id for one in known if one.meta)


class _Rows:
    """The rows of a table with a header, each a dictionary; knows which line it is on."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._rows = _parsed(lines)
        self.line, first = next(self._rows, (1, []))
        self.header = [name.strip().replace("_", "-") for name in first]
        if not first:
            self.fault("the file is empty.")
        twice = (
            {name for name in self.header if self.header.count(name) > 1} if len(set(self.header)) < len(first) else ()
        )
        if twice:
            self.fault(f"the column {sorted(twice)[0]!r} is there twice.")

    def need(self, columns: Sequence[str]) -> None:
        """Stop where a column is missing."""
        for name in columns:
            if name not in self.header:
                self.fault(f"the column {name!r} is missing.")

    def lists(self) -> Iterator[list[str]]:
        """Return each row as a list."""
        for line, row in self._rows:
            self.line = line
            if not row:
                continue
            if len(row) != len(self.header):
                self.fault(f"{len(row)} values, but the header names {len(self.header)} columns.")
            yield row

    def __iter__(self) -> Iterator[dict[str, str]]:
        for row in self.lists():
            yield dict(zip(self.header, row, strict=True))

    def fault(self, says: str) -> NoReturn:
        raise BadFile(f"line {self.line}: {says}")


def _parsed(lines: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    before = csv.field_size_limit(LONGEST_CELL)
    try:
        reader = csv.reader(_without_mark(lines), strict=True)
        number = 1
        while True:
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                raise BadFile(f"line {reader.line_num}: this is not a table of values with commas ({error}).") from None
            yield number, row
            number = reader.line_num + 1
    finally:
        csv.field_size_limit(before)


def _without_mark(lines: Iterable[str]) -> Iterator[str]:
    for at, line in enumerate(lines):
        yield line.removeprefix("\ufeff") if at == 0 else line


def _votes(rows: _Rows) -> Iterator[Vote]:
    statement, person, vote = (rows.header.index(name) for name in LONG)
    time = rows.header.index("timestamp") if "timestamp" in rows.header else None
    for row in rows.lists():
        if (value := VOTES.get(row[vote])) is None:
            rows.fault(f"the vote is {row[vote]!r}; 1 (agree), -1 (disagree) or 0 (pass) was expected.")
        at = None if time is None else _whole(rows, row[time], "timestamp")
        yield Vote(_id(rows, row[person], "voter-id"), _id(rows, row[statement], "comment-id"), value, at)


def _last(events: list[Vote]) -> Votes:
    """Return the last vote of each cell: by time where the file has one, else the last in the file."""
    ordered = sorted(events, key=lambda one: one.timestamp or 0)
    return Votes.of((one.participant, one.statement, one.vote) for one in ordered)


def _wide(rows: _Rows) -> Table:
    names = [name for name in rows.header if name not in BEFORE_STATEMENTS]
    places = [rows.header.index(name) for name in names]
    person, group = rows.header.index("participant"), "group-id" in rows.header and rows.header.index("group-id")
    found: dict[str, dict[str, int]] = {}
    groups: dict[str, str] = {}
    for row in rows.lists():
        who = _id(rows, row[person], "participant")
        if who in found:
            rows.fault(f"the participant {who} was there before.")
        found[who] = {name: _vote(rows, name, row[at]) for name, at in zip(names, places, strict=True) if row[at]}
        if group and row[group]:
            groups[who] = row[group]
    return Table(Votes.of_rows(found, names), "wide", groups, sum(map(len, found.values())))


def _vote(rows: _Rows, statement: str, value: str) -> int:
    if value not in VOTES:
        rows.fault(f"the vote on {statement} is {value!r}; 1, -1, 0 or nothing was expected.")
    return VOTES[value]


def _id(rows: _Rows, value: str, name: str) -> str:
    if not value.strip():
        rows.fault(f"{name} is empty.")
    return value.strip()


def _number(rows: _Rows, row: Mapping[str, str], name: str) -> int | None:
    return _whole(rows, row.get(name, ""), name)


def _whole(rows: _Rows, value: str, name: str) -> int | None:
    if not value:
        return None
    try:
        return int(value)
    except ValueError:
        rows.fault(f"{name} is {value!r}, and a whole number was expected.")


def _written(timestamp: int | None) -> str | int:
    return "" if timestamp is None else timestamp
