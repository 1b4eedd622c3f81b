"""A table → organisations as the act takes them, each fault at its cell; nothing is dropped without being named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final, get_args

from pydantic import BaseModel, ValidationError

from commonweal.acts.installed import act_type
from commonweal.interchange.organisations import cells
from commonweal.interchange.organisations.duplicates import Seen
from commonweal.interchange.organisations.faults import Fault
from commonweal.interchange.organisations.tables import MOST_COLUMNS, Row, Table
from commonweal.interchange.organisations.text_files import is_formula
from commonweal.kit.ids import id_from_seed
from commonweal.partnerships.models import Member
from commonweal.web.actforms import sentence

NEEDED: Final = ("name", "sector")
ADDED: Final = MOST_COLUMNS
"""The number of the first column that the preview adds: one that no file has."""
IN_ACT: Final = {"territory": "territories"}
_ANY_ID: Final = id_from_seed("organisations", "checking")


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is taken in, or one that the preview adds because it is needed."""

    index: int
    field: str
    header: str


@dataclass(frozen=True)
class Wishes:
    """What the person who imports said about a table.

    :param fields: for each column, the field that it holds
    :param defaults: what holds where a row says nothing
    :param edits: cells typed anew: row to column to text
    :param left_out: rows not to be taken in; `taken` those that were
    """

    fields: tuple[str, ...]
    defaults: Mapping[str, str] = field(default_factory=dict)
    edits: Mapping[int, Mapping[int, str]] = field(default_factory=dict)
    left_out: frozenset[int] = frozenset()
    taken: frozenset[int] = frozenset()


@dataclass(frozen=True)
class CheckedRow:
    """One row with everything found in it.

    :param item: as the act takes it, without an id; nothing where the row is faulty
    """

    row: Row
    cells: Mapping[int, str]
    faults: tuple[Fault, ...]
    remarks: tuple[Fault, ...]
    item: dict[str, Any] | None
    left_out: bool = False

    @property
    def number(self) -> int:
        """Its number in the file."""
        return self.row.number

    @property
    def faulty(self) -> bool:
        """Whether it stands in the way: it has a fault and is not left out."""
        return bool(self.faults) and not self.left_out


@dataclass(frozen=True)
class Checked:
    """A table as it stands with what was said about it."""

    table: Table
    columns: tuple[Column, ...]
    rows: tuple[CheckedRow, ...]
    taken: int = 0

    @property
    def faulty(self) -> list[CheckedRow]:
        """Rows with a fault that are not left out."""
        return [row for row in self.rows if row.faulty]

    @property
    def ready(self) -> list[CheckedRow]:
        """Rows that can be taken in."""
        return [row for row in self.rows if not row.faults and not row.left_out]

    @property
    def left_out(self) -> list[CheckedRow]:
        """Rows that somebody leaves out."""
        return [row for row in self.rows if row.left_out]

    @property
    def untaken(self) -> list[int]:
        """Columns with something in them that are not taken in."""
        used = {column.index for column in self.columns}
        return [n for n in range(self.table.width) if n not in used]

    def address(self, fault: Fault) -> str:
        """Return where a fault stands."""
        if fault.column >= ADDED and self.table.kind == "popolo":
            return f"organizations[{fault.number}].{NEEDED[fault.column - ADDED]}"
        if fault.column >= ADDED:
            added = [column.index for column in self.columns if column.index >= ADDED]
            return self.table.address(fault.number, self.table.width + added.index(fault.column))
        return self.table.address(fault.number, fault.column)


def columns_of(table: Table, fields: Iterable[str]) -> tuple[Column, ...]:
    """Return the columns that are taken in, and one for each field that is needed and stands in none."""
    found = [Column(n, name, table.headers[n]) for n, name in enumerate(fields) if name and n < table.width]
    there = {column.field for column in found}
    return (*found, *(Column(ADDED + n, name, "") for n, name in enumerate(NEEDED) if name not in there))


def check(table: Table, wishes: Wishes, *, members: Iterable[Member], lang: str) -> Checked:
    """Judge every row that was not taken in yet."""
    columns = columns_of(table, wishes.fields)
    there, here = Seen(), Seen()
    for member in members:
        there.add(member.name, member.identifiers, called=member.name)
    rows = []
    for row in table.rows:
        if row.number in wishes.taken:
            continue
        out = row.number in wishes.left_out
        judged = _judged(row, columns, wishes, table.width, lang)
        if not out:
            judged = _compared(judged, table, columns, there, here)
        rows.append(
            CheckedRow(
                judged.row,
                judged.cells,
                tuple(judged.faults),
                tuple(judged.remarks),
                None if judged.faults else judged.item,
                left_out=out,
            )
        )
    return Checked(table, columns, tuple(rows), taken=len(wishes.taken))


@dataclass
class _Judged:
    row: Row
    cells: dict[int, str]
    item: dict[str, Any]
    faults: list[Fault] = field(default_factory=list)
    remarks: list[Fault] = field(default_factory=list)

    def found(self, column: int, code: str, **values: Any) -> None:
        fault = Fault(self.row.number, column, code, tuple(values.items()))
        (self.faults if fault.blocks else self.remarks).append(fault)


def _judged(row: Row, columns: tuple[Column, ...], wishes: Wishes, width: int, lang: str) -> _Judged:
    edits = wishes.edits.get(row.number, {})
    said = dict(enumerate(row.cells)) | dict(edits)
    judged = _Judged(row, said, {})
    for column in columns:
        _read_cell(judged, column, edited=column.index in edits, default=wishes.defaults.get(column.field, ""))
    beyond = [n for n in range(width, len(row.cells)) if said[n]]
    if beyond:
        judged.found(beyond[0], "too_many_cells")
    _fill_in(judged, columns, wishes.defaults)
    _ask_the_act(judged, columns, lang)
    return judged


def _read_cell(judged: _Judged, column: Column, *, edited: bool, default: str) -> None:
    n, row = column.index, judged.row
    text = judged.cells.get(n, "")
    if n in row.formulas and not edited:
        judged.found(n, "formula")
        return
    if n in row.computed and not edited:
        judged.found(n, "computed")
    if not text and default:
        text = default
    if edited and is_formula(text):
        judged.found(n, "formula")
        return
    if not text:
        if column.field in NEEDED:
            judged.found(n, f"no_{column.field}")
        return
    try:
        meant = cells.meant(column.field, text)
    except cells.Wrong as wrong:
        judged.found(n, wrong.code, text=_short(wrong.text))
        return
    if meant.remark:
        judged.found(n, meant.remark)
    judged.item[IN_ACT.get(column.field, column.field)] = meant.value


def _fill_in(judged: _Judged, columns: tuple[Column, ...], defaults: Mapping[str, str]) -> None:
    """Let a default hold where the file has no such column; give places their country."""
    for name, text in defaults.items():
        if text and name not in {column.field for column in columns}:
            judged.item.setdefault(name, cells.meant(name, text).value)
    country = judged.item.get("country")
    if country:
        judged.item["territories"] = [each | {"country": country} for each in judged.item.get("territories", [])]


def _ask_the_act(judged: _Judged, columns: tuple[Column, ...], lang: str) -> None:
    """Let the act's own rules speak at the cell from which a value came."""
    place = {IN_ACT.get(column.field, column.field): column.index for column in columns}
    item = judged.item
    if item.get("tier") and item.get("sector", "government") != "government":
        judged.found(place["tier"], "tier_of_others")
        return
    if "brings" in item or "mandate" in item:
        item["lang"] = lang
    try:
        _item_type().model_validate({"organisation": _ANY_ID, **item})
    except ValidationError as invalid:
        for error in invalid.errors(include_url=False):
            where = str(error["loc"][0]) if error["loc"] else "name"
            known = {fault.column for fault in judged.faults}
            column = place.get(where, place["name"])
            if error["type"] != "missing" and column not in known:
                judged.faults.append(Fault(judged.row.number, column, "act", own=sentence(error)))


@cache
def _item_type() -> type[BaseModel]:
    """Return what the act that takes lists in says of one organisation."""
    annotation = act_type("membership.import_list").model_fields["organisations"].annotation
    found = get_args(annotation)[0]
    assert isinstance(found, type)  # noqa: S101 - the act lists one shape; this tells the type checker
    return found


def _compared(judged: _Judged, table: Table, columns: tuple[Column, ...], there: Seen, here: Seen) -> _Judged:
    """Find the row among the members, and among the rows above it."""
    place = {column.field: column.index for column in columns}
    name, numbers = judged.item.get("name", ""), judged.item.get("identifiers", [])
    at_name, at_number = place["name"], place.get("identifiers", place["name"])
    faulty_before = bool(judged.faults)
    if other := there.same_number(numbers):
        judged.found(at_number, "member_identifier", other=other)
    elif other := here.same_number(numbers):
        judged.found(at_number, "same_identifier", other=other)
    if name and (other := there.same_name(name)):
        judged.found(at_name, "member_name", other=other)
    elif name and (other := here.same_name(name)):
        judged.found(at_name, "same_name", other=other)
    elif name and not judged.faults and (other := there.similar(name) or here.similar(name)):
        judged.found(at_name, "similar", other=other)
    if name and (faulty_before or not judged.faults):
        here.add(name, numbers, called=f"{table.address(judged.row.number, at_name)} ({_short(name)})")
    return judged


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


def all_faults(checked: Checked) -> Iterator[Fault]:
    """Yield the faults of rows that are not left out, in the order of the file."""
    for row in checked.faulty:
        yield from row.faults
