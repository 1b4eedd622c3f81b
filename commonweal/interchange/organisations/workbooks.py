"""Workbooks (.xlsx): looked through as an archive before they are opened, then read as values, never as programs."""

from __future__ import annotations

import io
import re
import stat
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from commonweal.interchange.organisations.tables import (
    LONGEST_CELL,
    MOST_COLUMNS,
    FileRefused,
    Raw,
    Row,
    too_many,
)
from commonweal.interchange.organisations.text_files import is_formula, tidy

MOST_PARTS: Final = 200
MOST_UNPACKED: Final = 48 * 1024 * 1024
MOST_RATIO: Final = 200
"""A list of organisations packs ten to thirty times; an archive made to burst, a thousand times."""
_END: Final = b"PK\x05\x06"
_CHUNK: Final = 256 * 1024
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")


def xlsx_rows(data: bytes, *, sheet: str = "") -> Raw:
    """Read one sheet of a workbook: the one named, else the first that is not hidden.

    :raises FileRefused: where the archive is not plainly a workbook of values
    """
    with_formulas = _look_through(data)
    try:
        return _read(data, sheet, with_formulas=with_formulas)
    except FileRefused:
        raise
    except Exception as error:  # whatever a broken workbook makes the library say is told as one sentence
        raise FileRefused(
            _("This workbook is broken. Open it in your spreadsheet program, save it again, and choose it once more.")
        ) from error


# ── The archive ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _look_through(data: bytes) -> bool:
    """Refuse what is no workbook, or more than one; return whether a sheet has formulas."""
    if not data.startswith(b"PK\x03\x04") or data[-22:-18] != _END:
        raise FileRefused(_("This is no workbook, or something was put before or behind it. Save it again as .xlsx."))
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError):
        raise FileRefused(_("This workbook is broken. Save it again as .xlsx.")) from None
    with archive:
        parts = archive.infolist()
        _refuse_parts(parts)
        return _unpack_all(archive, parts)


def _refuse_parts(parts: Sequence[zipfile.ZipInfo]) -> None:
    names = [part.filename for part in parts]
    if "mimetype" in names:
        raise FileRefused(_("This is an OpenDocument file. Save it as .xlsx or as .csv and choose it again."))
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise FileRefused(_("This archive is no workbook. Choose a file saved as .xlsx."))
    if len(parts) > MOST_PARTS or len(set(names)) != len(names):
        raise FileRefused(
            _("This workbook has too many parts. Copy the list into a new, empty workbook and save that.")
        )
    for part in parts:
        _refuse_part(part)
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise FileRefused(_too_large())


def _refuse_part(part: zipfile.ZipInfo) -> None:
    name = part.filename
    strange = name.startswith(("/", "\\")) or "\\" in name or "\0" in part.orig_filename or ".." in name.split("/")
    if strange or ":" in name or stat.S_ISLNK(part.external_attr >> 16):
        raise FileRefused(_("This workbook has a part that leads out of it. It is not opened."))
    if part.flag_bits & 0x1:
        raise FileRefused(_("This workbook is locked with a password. Save it without one and choose it again."))
    lower = name.lower()
    if "vbaproject" in lower or lower.startswith(("xl/macrosheets/", "xl/activex/", "xl/ctrlprops/")):
        raise FileRefused(_("This workbook contains macros. Save it as .xlsx, without macros, and choose it again."))
    if lower.startswith(("xl/externallinks/", "xl/embeddings/", "xl/connections", "xl/querytables/")):
        raise FileRefused(
            _("This workbook takes values from other files. Paste the list as values into a new one and save that.")
        )
    if part.file_size > 1_000_000 and part.file_size > MOST_RATIO * max(1, part.compress_size):
        raise FileRefused(_too_large())


def _unpack_all(archive: zipfile.ZipFile, parts: Sequence[zipfile.ZipInfo]) -> bool:
    """Unpack once and throw away, because an archive may lie about its sizes; look for what XML must not have."""
    left, formulas = MOST_UNPACKED, False
    for part in parts:
        try:
            for chunk in _chunks(archive, part):
                left -= len(chunk)
                if left < 0:
                    raise FileRefused(_too_large())
                if b"<!DOCTYPE" in chunk or b"<!ENTITY" in chunk or chunk[:2] in (b"\xff\xfe", b"\xfe\xff"):
                    raise FileRefused(_("This workbook was not written by a spreadsheet program. It is not opened."))
                formulas = formulas or ("/worksheets/" in part.filename and bool(_FORMULA.search(chunk)))
        except (zipfile.BadZipFile, EOFError, OSError, RuntimeError, NotImplementedError, ValueError) as error:
            if isinstance(error, FileRefused):
                raise
            raise FileRefused(_("This workbook is broken. Save it again as .xlsx.")) from None
        except Exception as error:  # zlib.error has no common parent with the above
            if isinstance(error, FileRefused):
                raise
            raise FileRefused(_("This workbook is broken. Save it again as .xlsx.")) from None
    return formulas


def _chunks(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield a part piece by piece, each beginning with the end of the one before, so that no word is cut."""
    tail = b""
    with archive.open(part) as opened:
        while piece := opened.read(_CHUNK):
            yield tail + piece
            tail = piece[-16:]


def _too_large() -> str:
    return _(
        "Unpacked, this workbook is too large for a list of organisations. Copy the list into a new, empty workbook."
    )


# ── The sheet ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _read(data: bytes, sheet: str, *, with_formulas: bool) -> Raw:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what the library cannot show us (styles, validations) is not asked for
        values = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        visible = [one.title for one in values.worksheets if one.sheet_state == "visible"]
        if not visible:
            raise FileRefused(_("This workbook has no sheet that can be seen."))
        chosen = sheet if sheet in visible else visible[0]
        rows = list(_rows_of(values[chosen]))
        formulas = _formulas(data, chosen) if with_formulas else {}
    return Raw(
        kind="xlsx",
        rows=tuple(_row(number, cells, formulas.get(number, ())) for number, cells in rows),
        sheet=chosen,
        sheets=tuple(visible),
    )


def _rows_of(sheet: Any) -> Iterator[tuple[int, tuple[Any, ...]]]:
    sheet.reset_dimensions()  # what the file says of its size may be wrong by a million rows
    found = 0
    for number, cells in enumerate(sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS + 1), start=1):
        if not any(cell is not None for cell in cells):
            continue
        found += 1
        if too_many(found):
            raise FileRefused(_("The list has more than 5,000 rows. Cut it into several files."))
        yield number, cells


def _formulas(data: bytes, sheet: str) -> dict[int, tuple[int, ...]]:
    """Return the columns that hold formulas, by row."""
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    found: dict[int, tuple[int, ...]] = {}
    book[sheet].reset_dimensions()
    for number, cells in enumerate(book[sheet].iter_rows(max_col=MOST_COLUMNS + 1), start=1):
        here = tuple(n for n, cell in enumerate(cells) if _runs(cell))
        if here:
            found[number] = here
    return found


def _runs(cell: Any) -> bool:
    return cell.data_type == "f" or isinstance(cell.value, ArrayFormula | DataTableFormula)


def _row(number: int, values: Sequence[Any], formulas: Sequence[int]) -> Row:
    cells = [_text(value) for value in values]
    while cells and not cells[-1] and len(cells) - 1 not in formulas:
        cells.pop()
    if len(cells) > MOST_COLUMNS:
        raise FileRefused(_("Row %(row)s has more than 60 cells. Is this a list of organisations?") % {"row": number})
    if any(len(cell) > LONGEST_CELL for cell in cells):
        raise FileRefused(_("A cell of row %(row)s is longer than 10,000 characters.") % {"row": number})
    empty = tuple(n for n in formulas if n >= len(cells) or not cells[n])
    typed = tuple(n for n, cell in enumerate(cells) if is_formula(cell) and n not in empty)
    return Row(number, tuple(cells), formulas=empty + typed, computed=tuple(n for n in formulas if n not in empty))


def _text(value: Any) -> str:
    """Return a cell's value as people typed it: whole numbers without a fraction, days as ISO days."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, float):
        return format(Decimal(repr(value)), "f")
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time(0) else value.isoformat(sep=" ")
    return value.isoformat() if isinstance(value, date | time) else tidy(str(value))
