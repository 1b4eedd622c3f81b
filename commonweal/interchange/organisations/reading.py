"""A file of whichever kind → one table: the kind is told by the bytes, never by the name."""

from __future__ import annotations

from django.utils.translation import gettext as _

from commonweal.interchange.organisations.popolo import TAKEN, popolo_table
from commonweal.interchange.organisations.tables import MOST_BYTES, MOST_ROWS, FileRefused, Raw, Row, Table
from commonweal.interchange.organisations.text_files import csv_rows
from commonweal.interchange.organisations.words import field_of, is_personal
from commonweal.interchange.organisations.workbooks import xlsx_rows

_LOOKED_AT = 20  # rows among which the headings are looked for


def read(data: bytes, *, sheet: str = "") -> Table:
    """Read a list of organisations. Nothing is changed, nothing is judged.

    :param sheet: of a workbook, by its name
    :raises FileRefused: where the file cannot be read, with what to do
    """
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf"):
        raise FileRefused(_("This file is empty."))
    if len(data) > MOST_BYTES:
        raise FileRefused(_("This file is larger than 5 MB. Cut it into several files."))
    if data.startswith(b"PK"):
        return _with_headings(xlsx_rows(data, sheet=sheet))
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise FileRefused(
            _("This is a workbook of the old kind, or one with a password. Save it as .xlsx and choose it again.")
        )
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        return popolo_table(data)
    return _with_headings(csv_rows(data))


def assigned(table: Table) -> tuple[str, ...]:
    """Return for each column the field that its heading names, each field once; empty where it names none."""
    taken: set[str] = set()
    fields = []
    for header in table.headers:
        found = TAKEN.get(header, "") if table.kind == "popolo" else ("" if is_personal(header) else field_of(header))
        fields.append("" if found in taken else found)
        taken.add(found)
    return tuple(fields)


def _with_headings(raw: Raw) -> Table:
    """Tell the row of headings from what stands above it: the one with most headings that are known."""
    rows = [row for row in raw.rows if not row.empty]
    if not rows:
        raise FileRefused(_("This file has no rows."))
    best = max(range(min(_LOOKED_AT, len(rows))), key=lambda n: (_known(_headers(rows[: n + 1])), -n))
    above = rows[:best]
    body = [row for row in rows[best + 1 :] if not row.empty]
    if len(body) > MOST_ROWS:
        raise FileRefused(_("The list has more than 5,000 rows. Cut it into several files."))
    return Table(
        kind=raw.kind,
        headers=_headers(rows[: best + 1]),
        rows=tuple(body),
        above=tuple(above),
        sheet=raw.sheet,
        sheets=raw.sheets,
        remarks=raw.remarks,
    )


def _known(headers: tuple[str, ...]) -> int:
    return len({field_of(cell) for cell in headers if cell} - {""})


def _headers(rows: list[Row]) -> tuple[str, ...]:
    """Return the last row as headings; where a cell was joined with the one above it, the text stands there."""
    *above, heading = rows
    over = above[-1].cells if above and above[-1].number == heading.number - 1 else ()
    joined = {n: cell for n, cell in enumerate(over) if field_of(cell)}
    width = max([len(heading.cells), *(n + 1 for n in joined)])
    own = [*heading.cells, *[""] * (width - len(heading.cells))]
    return tuple(cell or joined.get(n, "") for n, cell in enumerate(own))
