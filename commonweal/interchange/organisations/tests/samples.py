"""Forty organisations with eleven faults, as a spreadsheet and as text; and other files that people really send."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook

HEADERS = ("Organisation", "Sector", "Level", "Country", "Identifiers", "Website", "What it brings")
SECTORS = ("Government", "empresa", "ONG", "université", "community", "شركة")
FORMULA = '=HYPERLINK("http://example.org","Click")'
CONTROL = "Lantern\u202e Trust"

Rows = list[list[Any]]


def forty() -> Rows:
    """Return forty rows, of which eleven have one fault each (rows 3, 6, 9, … of the file)."""
    rows: Rows = [
        [
            f"Partner {number:02} {word}",
            SECTORS[number % len(SECTORS)],
            "local",
            "Kenya",
            f"GB-CHC:{1000 + number}",
            "",
            "Staff time",
        ]
        for number, word in enumerate(_WORDS, start=1)
    ]
    rows[1][1] = "Aliens"  # B3
    rows[4][0] = ""  # A6
    rows[7][0] = "x" * 161  # A9
    rows[10][0] = rows[9][0].upper()  # A12: as A11
    rows[13][0] = "City of Ribera Alta"  # A15: a member
    rows[16][3] = "Atlantis"  # D18
    rows[19][4] = "just a number"  # E21
    rows[22][2] = "galactic"  # C24
    rows[25][0] = CONTROL  # A27
    rows[28][6] = FORMULA  # G30
    rows[31].append("one cell too many")  # H33
    return rows


FAULTS = ("B3", "A6", "A9", "A12", "A15", "D18", "E21", "C24", "A27", "G30", "H33")
"""Where they stand, in the order of the file."""

_LISTED = """
Acorn Bridge Cedar Delta Ember Falcon Garnet Harbour Island Juniper Kestrel Lantern Meadow Nimbus Orchard Pebble Quartz
River Saffron Timber Umbra Valley Willow Xenia Yarrow Zephyr Amber Birch Copper Dune Elm Fern Grove Hazel Iris Jade
Knoll Lotus Maple Nectar
"""
_WORDS = _LISTED.split()


def as_csv(
    rows: Sequence[Sequence[Any]], *, headers: Sequence[str] = HEADERS, separator: str = ",", encoding: str = "utf-8"
) -> bytes:
    """Return rows as a text file."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator)
    writer.writerow(headers)
    writer.writerows(rows)
    return out.getvalue().encode(encoding)


def as_xlsx(
    rows: Sequence[Sequence[Any]], *, headers: Sequence[Any] = HEADERS, above: Sequence[Sequence[Any]] = ()
) -> bytes:
    """Return rows as a workbook."""
    book = Workbook()
    sheet = book.active
    for row in (*above, headers, *rows):
        sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_popolo(*organisations: dict[str, Any], **more: Any) -> bytes:
    """Return a Popolo file."""
    return json.dumps({"organizations": list(organisations), **more}, ensure_ascii=False).encode()
