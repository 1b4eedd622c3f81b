"""Ballots in tables (CSV): one row for each ballot, or for several equal ones.

**Ranked, wide** (cast-vote records): columns ``rank1``, ``rank2`` and so on (or ``choice1``, ``preference 1``), each
naming an option. An empty cell, "skipped", "undervote" and "blank" are passed over, and the next choice moves up.
"Overvote" is passed over too, or ends the ballot, as asked. An option named twice counts where it stands first.

**Ranked, a matrix**: a column for each option, in it the rank that the voter gives (1 is best, equal numbers are
equal).

**Approved, scored, spent**: a column for each option. Approval is 1, x or yes; scores and credits are whole numbers.

**Answered**: a column ``answer`` or ``vote`` with yes, no or abstain.

A column ``count`` or ``weight`` says how much a row counts. Columns that only tell ballots apart (id, ballot, voter,
precinct and the like) are passed over.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Final

from commonweal.methods.ballots.forms import (
    Answered,
    Approved,
    Ballot,
    Ranked,
    Scored,
    Spent,
    Weight,
    answered,
    approved,
    merged,
    ranked,
    scored,
    spent,
)
from commonweal.methods.ballots.reading import Reading, bad, plain_text

SKIPPED: Final = frozenset({"", "skipped", "undervote", "blank"})
OVERVOTED: Final = frozenset({"overvote", "overvoted"})
WEIGHTS: Final = frozenset({"count", "weight"})
PASSED_OVER: Final = frozenset(
    {"id", "ballot", "ballot id", "ballotid", "voter", "voter id", "precinct", "ward", "timestamp", "cvr id"}
)
_RANK: Final = re.compile(r"(?:rank|choice|preference)[ _-]*(\d+)", re.IGNORECASE)
_YES: Final = frozenset({"1", "x", "yes", "true", "✓"})
_NO: Final = frozenset({"", "0", "no", "false", "-"})

Row = tuple[str, ...]
Place = tuple[int, str]
"""The number of a column, and its heading."""


def read_csv(text: str, form: type, *, overvote: str = "skip") -> Reading:
    """Return what a table holds.

    :param form: the form of ballot that is wanted
    :param overvote: ``skip`` passes over a rank with several options, ``stop`` ends the ballot there
    :raises BadBallots: for what cannot be read, naming line and column
    """
    heading, rows = _rows(plain_text(text))
    weight_at = next((place for place, name in enumerate(heading) if name.lower() in WEIGHTS), None)
    remarks: Counter[str] = Counter()
    options, read = _reader(heading, form, remarks, overvote)
    ballots: list[tuple[Ballot, Weight]] = []
    for row, (line, many) in rows.items():
        weight = many if weight_at is None else many * _weight(row[weight_at], line, heading[weight_at])
        ballots.append((read(row, line, many), weight))
    if options is None:
        options = sorted(
            {option for ballot, _w in ballots if isinstance(ballot, Ranked) for t in ballot.tiers for option in t}
        )
    return Reading(tuple(sorted(options)), merged(ballots), dict(sorted(remarks.items())))


Read = Callable[[Row, int, int], Ballot]
"""Turns a row into a ballot, given its line and how often it comes."""


def _rows(text: str) -> tuple[Row, Mapping[Row, tuple[int, int]]]:
    """Return the heading, and each different row with the line where it first stands and how often it comes."""
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter, strict=True)
    rows: dict[Row, tuple[int, int]] = {}
    heading: Row = ()
    try:
        for cells in reader:
            row = tuple(cells)
            if row in rows:
                rows[row] = (rows[row][0], rows[row][1] + 1)
            elif not heading:
                heading = tuple(cell.strip() for cell in row)
            elif len(row) == len(heading):
                rows[row] = (reader.line_num, 1)
            elif row:
                raise bad(reader.line_num, f"there are {len(row)} cells, and the heading has {len(heading)}.")
    except csv.Error as broken:
        raise bad(reader.line_num, f"this is no table with one row on a line ({broken}).") from None
    if not heading:
        raise bad(1, "the file is empty.")
    twice = [name for name, count in Counter(heading).items() if count > 1 and name]
    if twice:
        raise bad(1, "two columns have this heading.", twice[0])
    return heading, rows


def _reader(heading: Row, form: type, remarks: Counter[str], overvote: str) -> tuple[Sequence[str] | None, Read]:
    """Return the options that the heading names, if it does, and what reads a row."""
    ranks = sorted((int(found[1]), place) for place, name in enumerate(heading) if (found := _RANK.fullmatch(name)))
    if form is Ranked and ranks:
        places = [(place, heading[place]) for _rank, place in ranks]
        return None, lambda row, _line, many: _wide(row, places, many, remarks, overvote)
    if form is Answered:
        place = next((place for place, name in enumerate(heading) if name.lower() in ("answer", "vote")), None)
        if place is None:
            raise bad(1, "a table of answers needs a column 'answer' with yes, no or abstain.")
        return ["yes", "no"], lambda row, line, _many: _answer(row[place], line, heading[place])
    columns = [
        (place, name)
        for place, name in enumerate(heading)
        if name and name.lower() not in WEIGHTS | PASSED_OVER and not _RANK.fullmatch(name)
    ]
    if not columns:
        raise bad(1, "there is no column for any option.")
    return [name for _place, name in columns], lambda row, line, _many: _of_matrix(row, line, columns, form)


def _wide(row: Row, places: Sequence[Place], many: int, remarks: Counter[str], overvote: str) -> Ballot:
    chosen: list[str] = []
    for place, _name in places:
        cell = row[place].strip()
        word = cell.lower()
        if word in SKIPPED:
            remarks["skipped"] += many
        elif word in OVERVOTED:
            remarks["overvoted"] += many
            if overvote == "stop":
                break
        elif cell in chosen:
            remarks["repeated"] += many
        else:
            chosen.append(cell)
    if not chosen:
        remarks["empty"] += many
    return Ranked(tuple((option,) for option in chosen))


def _of_matrix(row: Row, line: int, columns: Sequence[Place], form: type) -> Ballot:
    if form is Approved:
        return approved(*(name for place, name in columns if _approves(row[place], line, name)))
    given = {name: _whole(row[place], line, name) for place, name in columns if row[place].strip()}
    if form is Scored:
        return scored(given)
    if form is Spent:
        return spent(given)
    for name, rank in given.items():
        if rank < 1:
            raise bad(line, f"a rank is 1 or more, not {rank}.", name)
    return ranked(*([name for name, rank in given.items() if rank == each] for each in sorted(set(given.values()))))


def _approves(cell: str, line: int, column: str) -> bool:
    word = cell.strip().lower()
    if word not in _YES | _NO:
        raise bad(line, f"approval is 1, x or yes, and 0 or nothing where there is none; not {cell!r}.", column)
    return word in _YES


def _whole(cell: str, line: int, column: str) -> int:
    if not re.fullmatch(r"-?\d{1,9}", cell.strip(), re.ASCII):
        raise bad(line, f"{cell!r} is no whole number.", column)
    return int(cell)


def _answer(cell: str, line: int, column: str) -> Ballot:
    word = cell.strip().lower()
    if word not in ("yes", "no", "abstain"):
        raise bad(line, f"an answer is yes, no or abstain, not {cell!r}.", column)
    return answered(word)


def _weight(cell: str, line: int, column: str) -> Fraction:
    said = cell.strip()
    if not re.fullmatch(r"\d{1,12}(\.\d{1,12}|/[1-9]\d{0,11})?", said, re.ASCII):
        raise bad(line, f"{cell!r} is no weight; write it as 3, 2.5 or 5/2.", column)
    return Fraction(said)
