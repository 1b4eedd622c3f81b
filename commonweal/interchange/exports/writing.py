"""Sheets as CSV, JSON and XLSX, row by row."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from shutil import copyfileobj
from typing import IO, Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.writer.excel import ExcelWriter

from commonweal.acts.capability import Reader, Sheet
from commonweal.interchange.exports.inert import inert
from commonweal.interchange.exports.offered import rows_of
from commonweal.interchange.exports.values import cell, plain, text

BOM: Final = "\ufeff"
LONGEST_CELL: Final = 32_767
"""What a workbook allows."""
_NO_TITLE = re.compile(r"[\[\]:*?/\\']")
_PIECE: Final = 64 * 1024


def csv_of(sheet: Sheet, reader: Reader, *, bom: bool = False) -> Iterator[bytes]:
    """Yield a sheet as RFC 4180 has it, in UTF-8: a row of column names, then the rows."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    if bom:
        out.write(BOM)
    writer.writerow([column.name for column in sheet.columns])
    for row in rows_of(sheet, reader):
        writer.writerow([text(value, column) for value, column in zip(row, sheet.columns, strict=True)])
        if out.tell() > _PIECE:
            yield _emptied(out)
    yield _emptied(out)


def json_of(sheet: Sheet, reader: Reader) -> Iterator[bytes]:
    """Yield a sheet as one JSON object: its columns, and its rows as objects by column name. Nothing is escaped."""
    columns = [{"name": c.name, "title": str(c.title), "type": c.type} for c in sheet.columns]
    head = json.dumps({"sheet": sheet.name, "title": str(sheet.title), "columns": columns}, ensure_ascii=False)
    yield f'{head[:-1]}, "rows": ['.encode()
    piece, size, before = [], 0, "\n"
    for row in rows_of(sheet, reader):
        given = {c.name: plain(value, c) for value, c in zip(row, sheet.columns, strict=True)}
        piece.append(before + json.dumps(given, ensure_ascii=False))
        before, size = ",\n", size + len(piece[-1])
        if size > _PIECE:
            yield "".join(piece).encode()
            piece, size = [], 0
    yield ("".join(piece) + "\n]}\n").encode()


def workbook_of(sheets: Sequence[Sheet], reader: Reader, out: IO[bytes]) -> None:
    """Write sheets into one workbook, a tab for each: text as text, never as formulas."""
    book = Workbook(write_only=True)
    book.properties.creator = "Commonweal"
    book.properties.created = book.properties.modified = reader.at.replace(tzinfo=None)
    titles: set[str] = set()
    for sheet in sheets:
        tab = book.create_sheet(_title(sheet.name, titles))
        tab.freeze_panes = "A2"
        tab.append([_cell(tab, str(inert(column.name))) for column in sheet.columns])
        for row in rows_of(sheet, reader):
            tab.append([_cell(tab, cell(v, c)) for v, c in zip(row, sheet.columns, strict=True)])
    if not titles:
        book.create_sheet()  # a workbook without any cannot be opened
    ExcelWriter(book, _Dated(out, reader.at)).save()


class _Dated(ZipFile):
    """A zip file that says of everything in it when it was asked for, so that the same rows make the same bytes."""

    def __init__(self, out: IO[bytes], at: datetime) -> None:
        super().__init__(out, "w", ZIP_DEFLATED)
        self._at = at.timetuple()[:6]

    def writestr(self, name: Any, data: Any, *_how: Any) -> None:
        """Add a member from memory."""
        with self.open(self._info(name), "w") as member:
            member.write(data.encode() if isinstance(data, str) else data)

    def write(self, path: Any, name: Any = None, *_how: Any) -> None:
        """Add a member from a file."""
        info = self._info(name)
        info.file_size = Path(path).stat().st_size  # from which it is told whether the form for large files is needed
        with Path(path).open("rb") as file, self.open(info, "w") as member:
            copyfileobj(file, member)

    def _info(self, name: str) -> ZipInfo:
        info = ZipInfo(name, self._at)
        info.compress_type = ZIP_DEFLATED
        return info


def _cell(tab: Any, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    made = WriteOnlyCell(tab, value=None)
    made._value = ILLEGAL_CHARACTERS_RE.sub("\ufffd", value)[:LONGEST_CELL]  # noqa: SLF001 - setting `value` would make "=…" a formula
    made.data_type = "s"
    return made


def _title(name: str, taken: set[str]) -> str:
    """Return a name that a tab may have, and no other tab has."""
    plain_name = _NO_TITLE.sub(" ", name)[:28]
    number = sum(1 for one in taken if one.startswith(plain_name))
    title = plain_name if plain_name not in taken else f"{plain_name} {number}"
    taken.add(title)
    return title


def _emptied(out: io.StringIO) -> bytes:
    written = out.getvalue().encode("utf-8", "replace")
    out.seek(0)
    out.truncate()
    return written
