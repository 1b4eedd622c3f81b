"""What a file of organisations holds before anything is made of it: rows of cells, each with its address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from commonweal.acts.capability import Says

MOST_BYTES: Final = 5 * 1024 * 1024
MOST_ROWS: Final = 5_000
MOST_COLUMNS: Final = 60
LONGEST_CELL: Final = 10_000
"""More characters in one cell are no name, number or line; the file is refused."""


class FileRefused(ValueError):
    """The file cannot be read, with a sentence that says what to do."""

    def __init__(self, says: Says) -> None:
        super().__init__(str(says))
        self.says = says


@dataclass(frozen=True, slots=True)
class Row:
    """One row as the file has it.

    :param number: as a spreadsheet counts, from 1; of a Popolo file, the place in its list, from 0
    :param cells: text, tidied of space at both ends; shorter where the file is
    :param formulas: columns that hold a formula instead of a value
    :param computed: columns whose value a formula gave when the file was saved
    """

    number: int
    cells: tuple[str, ...]
    formulas: tuple[int, ...] = ()
    computed: tuple[int, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing stands in it."""
        return not any(self.cells) and not self.formulas


@dataclass(frozen=True, slots=True)
class Table:
    """A file as rows below one row of headings.

    :param kind: ``csv``, ``xlsx`` or ``popolo``
    :param above: rows over the headings, which say nothing of an organisation
    :param sheet: the name of the sheet that was read, and `sheets` those that there are
    :param remarks: how the file was read, where that was a guess or left something out
    """

    kind: str
    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    above: tuple[Row, ...] = ()
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        """How many columns have a heading."""
        return len(self.headers)

    def address(self, number: int, column: int) -> str:
        """Return where a cell stands, as people find it again: ``B7``, or a path into a Popolo file."""
        return address(self.kind, self.headers, number, column)


def address(kind: str, headers: Sequence[str], number: int, column: int) -> str:
    """Return the address of a cell in a file of this kind."""
    if kind != "popolo":
        return f"{letters(column)}{number}"
    return f"organizations[{number}].{headers[column]}" if column < len(headers) else f"organizations[{number}]"


def letters(column: int) -> str:
    """Return a column's letters: 0 is A, 25 Z, 26 AA."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


@dataclass(frozen=True, slots=True)
class Raw:
    """Rows before it is known which of them are headings."""

    kind: str
    rows: tuple[Row, ...]
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    more: Mapping[str, str] = field(default_factory=dict)


def too_many(rows: int) -> bool:
    """Tell whether a file has more rows than are read."""
    return rows > MOST_ROWS + 50  # room for headings and what stands above them
