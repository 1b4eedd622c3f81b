"""Bytes → text, the encoding said aloud where it is a guess; and text → rows, whatever stands between the cells."""

from __future__ import annotations

import codecs
import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from django.utils.translation import gettext as _

from commonweal.interchange.organisations.tables import (
    LONGEST_CELL,
    MOST_COLUMNS,
    FileRefused,
    Raw,
    Row,
    too_many,
)

SEPARATORS: Final = (",", ";", "\t", "|")
_LOOKED_AT: Final = 30  # records by which the separator is told
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_SAID_SEPARATOR = re.compile(r"\Asep=(.)\r?\n", re.IGNORECASE)


def csv_rows(data: bytes) -> Raw:
    """Read a text file of cells.

    :raises FileRefused: where it is no such file
    """
    text, remarks = decoded(data)
    said = _SAID_SEPARATOR.match(text)
    if said:
        separator, text, first = said[1], text[said.end() :], 2
    else:
        separator, first = _separator(text), 1
    rows = tuple(_rows(text, separator, first))
    return Raw(kind="csv", rows=rows, remarks=remarks)


def decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text of a file, and a remark where its encoding was guessed.

    :raises FileRefused: where it is no text
    """
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return _plain(_strict(data, encoding)), ()
    half = _utf16_without_mark(data)
    if half:
        return _plain(_strict(data, half)), (
            _("The file does not say how its letters are written. It was read as UTF-16."),
        )
    try:
        return _plain(data.decode("utf-8")), ()
    except UnicodeDecodeError:
        encoding = _old_encoding(data)
    text = _plain(_strict(data, encoding))
    says = _(
        "The file is not in UTF-8 and does not say how its letters are written. It was read as %(encoding)s: look at"
        " letters with accents."
    )
    return text, (says % {"encoding": {"cp1252": "Windows-1252", "cp1256": "Windows-1256"}[encoding]},)


def tidy(text: str) -> str:
    """Return a cell's text in one spelling, without space around it."""
    whole = text.encode("utf-8", "replace").decode("utf-8").replace("\0", "\ufffd")  # what no database keeps
    return unicodedata.normalize("NFC", whole.replace("\ufeff", "").replace("\u00a0", " ")).strip()


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise FileRefused(_unreadable()) from None


def _unreadable() -> str:
    return _(
        "This is no text that can be read as a table. Save your list as .xlsx or as .csv (UTF-8) and choose it again."
    )


def _plain(text: str) -> str:
    """Refuse what only pretends to be text."""
    if "\0" in text:
        raise FileRefused(_unreadable())
    if text.lstrip("\ufeff \t\r\n")[:1] == "<" or text.startswith(("%PDF", "{\\rtf", "%!PS")):
        raise FileRefused(
            _("This is a document or a web page, not a table. Save your list as .xlsx or as .csv and choose it again.")
        )
    strange = sum(1 for sign in text[:20_000] if unicodedata.category(sign) == "Cc" and sign not in "\t\r\n")
    if strange * 20 > len(text[:20_000]):
        raise FileRefused(_unreadable())
    return text


def _utf16_without_mark(data: bytes) -> str:
    """Return which half of each pair of bytes is nearly always zero, as the name of an encoding."""
    head = data[:4_000]
    if len(head) < 8 or len(data) % 2 or b"\0" not in head:
        return ""
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd * 10 > len(head) * 3 and not even:
        return "utf-16-le"
    return "utf-16-be" if even * 10 > len(head) * 3 and not odd else ""


def _old_encoding(data: bytes) -> str:
    """Guess between Western and Arabic Windows: Arabic words are runs of high bytes, accents stand alone."""
    runs = [len(run) for run in _HIGH_RUN.findall(data)]
    if sum(length for length in runs if length >= 3) * 2 > sum(runs):
        return "cp1256"
    try:
        data.decode("cp1252")
    except UnicodeDecodeError:
        raise FileRefused(_unreadable()) from None
    return "cp1252"


def _separator(text: str) -> str:
    """Return the sign that cuts most of the first records into the same number of cells."""

    def fits(separator: str) -> tuple[int, int]:
        widths = Counter(len(cells) for cells in _records(text, separator, most=_LOOKED_AT) if any(cells))
        wide = [(times * (width > 1), width) for width, times in widths.items()]
        return max(wide, default=(0, 0))

    return max(SEPARATORS, key=fits)


def _records(text: str, separator: str, *, most: int) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for number, cells in enumerate(reader):
            if number == most:
                return
            yield cells
    except csv.Error:
        return


def _rows(text: str, separator: str, first: int) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    number = first
    try:
        for number, cells in enumerate(reader, start=first):
            if too_many(number):
                raise FileRefused(_("The list has more than 5,000 rows. Cut it into several files."))
            yield row_of(number, cells)
    except csv.Error:
        says = _("Row %(row)s cannot be read: a quotation mark is opened and never closed, or a cell is endless.")
        raise FileRefused(says % {"row": number}) from None
    _refuse_open_quote(text, separator)


def row_of(number: int, cells: Sequence[str]) -> Row:
    """Return a row of text cells; what begins like a formula is marked as one.

    :raises FileRefused: where it is too wide or a cell too long
    """
    tidied = [tidy(cell) for cell in cells]
    while tidied and not tidied[-1]:
        tidied.pop()
    if len(tidied) > MOST_COLUMNS:
        raise FileRefused(_("Row %(row)s has more than 60 cells. Is this a list of organisations?") % {"row": number})
    if any(len(cell) > LONGEST_CELL for cell in tidied):
        raise FileRefused(
            _("A cell of row %(row)s is longer than 10,000 characters. Is a quotation mark missing?") % {"row": number}
        )
    return Row(number, tuple(tidied), formulas=tuple(n for n, cell in enumerate(tidied) if is_formula(cell)))


def is_formula(cell: str) -> bool:
    """Tell whether a spreadsheet would run this text instead of showing it."""
    if len(cell) < 2:
        return False
    return cell[0] in "=@" or (cell[0] in "+-" and not cell[1].isdigit() and "(" in cell)


def _refuse_open_quote(text: str, separator: str) -> None:
    """Refuse a file whose last cell runs to its end because a quotation mark was never closed."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    row = 0
    try:
        for _cells in reader:
            row += 1
    except csv.Error as error:
        if "unexpected end" in str(error):
            says = _("Row %(row)s opens a quotation mark that is never closed. Close it, then choose the file again.")
            raise FileRefused(says % {"row": row + 1}) from None
