"""A checked list as its page shows it: a few rows at a time, those with faults first, each cell with its address."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commonweal.interchange.organisations.checking import Checked, CheckedRow, Column, all_faults
from commonweal.interchange.organisations.faults import Fault

LABELS: Final[dict[str, str | Promise]] = {
    "name": _("Name"),
    "sector": _("Sector"),
    "tier": _("Level of government"),
    "level": _("How wide it reaches"),
    "country": _("Country"),
    "identifiers": _("Numbers in registers"),
    "roles": _("Roles in the partnership"),
    "brings": _("What it brings"),
    "website": _("Website"),
    "territory": _("Territory"),
    "mandate": _("Mandate"),
    "legal_name": _("Legal name"),
}
"""What each field is called on the page."""

MOST_ROWS: Final = 25
MOST_NODES: Final = 440
"""How many elements the table of one page may have: a page has 800 in all."""
MOST_FAULTS: Final = 12
"""How many faults the summary links to; it says how many there are."""
OFFERED: Final = ("sector", "tier", "level")
"""Fields with a short list of words to choose from."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell.

    :param address: as people find it again, such as ``B7``
    :param key: in names and anchors, such as ``7-1``
    """

    column: Column
    address: str
    key: str
    text: str
    fault: Fault | None
    remark: Fault | None

    @property
    def label(self) -> str:
        """What stands in the column."""
        return str(LABELS[self.column.field])

    @property
    def offers(self) -> str:
        """The list of words that is offered, or an empty string."""
        return self.column.field if self.column.field in OFFERED else ""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the page.

    :param typed: whether its cells are fields to type in
    :param stray: what stands beyond the last heading, and the fault that says so
    """

    row: CheckedRow
    cells: list[Cell]
    typed: bool
    stray: tuple[Fault, str] | None = None


@dataclass(frozen=True, slots=True)
class Linked:
    """A fault in the summary, with the address of its cell and where that is shown."""

    address: str
    says: str
    key: str
    page: int


def pages_of(checked: Checked) -> list[list[CheckedRow]]:
    """Cut the rows into pages that a cheap phone can show; those with faults come first."""
    ordered = [*checked.faulty, *checked.left_out, *checked.ready]
    pages: list[list[CheckedRow]] = [[]]
    room = MOST_NODES
    for row in ordered:
        cost = _nodes(row, len(checked.columns))
        if pages[-1] and (cost > room or len(pages[-1]) == MOST_ROWS):
            pages.append([])
            room = MOST_NODES
        pages[-1].append(row)
        room -= cost
    return pages


def lines_of(rows: Sequence[CheckedRow], checked: Checked, *, opened: int = -1) -> list[Line]:
    """Return rows as lines: those with faults, and the one that was opened, to be typed in."""
    return [_line(row, checked, typed=row.faulty or row.number == opened) for row in rows]


def page_with(number: int, pages: Sequence[Sequence[CheckedRow]]) -> int:
    """Return the page, counted from 1, that shows a row; the first where none does."""
    return next((n for n, rows in enumerate(pages, start=1) if any(row.number == number for row in rows)), 1)


def summary_of(checked: Checked, pages: Sequence[Sequence[CheckedRow]]) -> list[Linked]:
    """Return the first faults with links to their cells."""
    page_of = {row.number: n for n, rows in enumerate(pages, start=1) for row in rows}
    faults = (fault for _n, fault in zip(range(MOST_FAULTS), all_faults(checked), strict=False))
    return [Linked(checked.address(f), f.says, key(f.number, f.column), page_of[f.number]) for f in faults]


def key(number: int, column: int) -> str:
    """Return the name of a cell in forms and anchors."""
    return f"{number}-{column}"


def examples(checked: Checked, column: int) -> str:
    """Return the first text of a column, so that it is known again."""
    return next((row.cells[column] for row in checked.rows if row.cells.get(column)), "")[:60]


def _line(row: CheckedRow, checked: Checked, *, typed: bool) -> Line:
    faults = _by_column(row.faults)
    remarks = _by_column(row.remarks)
    cells = [
        Cell(
            column,
            checked.address(Fault(row.number, column.index, "")),
            key(row.number, column.index),
            row.cells.get(column.index, ""),
            faults.get(column.index),
            remarks.get(column.index),
        )
        for column in checked.columns
    ]
    stray = next(((fault, row.cells[fault.column]) for fault in row.faults if fault.code == "too_many_cells"), None)
    return Line(row, cells, typed, stray)


def _by_column(faults: Sequence[Fault]) -> dict[int, Fault]:
    found: dict[int, Fault] = {}
    for fault in faults:
        found.setdefault(fault.column, fault)
    return found


def _nodes(row: CheckedRow, columns: int) -> int:
    said = len(row.faults) + len(row.remarks)
    return 8 + columns * (2 if row.faulty else 1) + said


def faulty_lines(checked: Checked) -> Iterator[tuple[CheckedRow, str]]:
    """Yield the rows with faults, and in one text what to do about each."""
    for row in checked.faulty:
        yield row, " ".join(f"{checked.address(fault)}: {fault.says}" for fault in row.faults)
