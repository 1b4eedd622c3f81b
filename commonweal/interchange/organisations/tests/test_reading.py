"""A file of whichever kind becomes a table with its headings understood, or is refused in a sentence."""

from __future__ import annotations

import io
import stat
import time
import zipfile
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from commonweal.interchange.organisations import words
from commonweal.interchange.organisations.reading import assigned, read
from commonweal.interchange.organisations.tables import FileRefused, letters
from commonweal.interchange.organisations.tests.samples import as_csv, as_popolo, as_xlsx, forty

pytestmark = pytest.mark.once

ROWS = [["Shade Ltd", "company"], ["Escuela Norte", "universidad"]]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_is_read_however_it_is_separated_and_encoded(separator, encoding):
    data = as_csv(ROWS, headers=("Nombre", "Tipo"), separator=separator, encoding=encoding)

    table = read(data)

    assert assigned(table) == ("name", "sector")
    assert [row.cells for row in table.rows] == [tuple(row) for row in ROWS]
    assert [row.number for row in table.rows] == [2, 3]


def test_old_encodings_are_guessed_and_said_aloud():
    western = read(as_csv([["Société d’été", "entreprise"]], headers=("Nom", "Secteur"), encoding="cp1252"))
    arabic = read(as_csv([["جمعية الظل", "جمعية"]], headers=("الاسم", "القطاع"), encoding="cp1256"))

    assert western.rows[0].cells[0] == "Société d’été"
    assert "Windows-1252" in western.remarks[0]
    assert arabic.rows[0].cells[0] == "جمعية الظل"
    assert "Windows-1256" in arabic.remarks[0]


def test_a_quoted_line_break_stays_in_its_cell():
    table = read(b'name,sector,brings\r\n"Two\nlines",company,"a, b"\r\nNext,ngo,x\r\n')

    assert table.rows[0].cells == ("Two\nlines", "company", "a, b")
    assert table.rows[1].number == 3


def test_what_a_spreadsheet_program_says_of_its_separator_is_believed():
    table = read(b"sep=|\r\nname|sector\r\nA, B and C|ngo\r\n")

    assert table.rows[0].cells == ("A, B and C", "ngo")
    assert table.rows[0].number == 3


@pytest.mark.parametrize(
    ("headers", "fields"),
    [
        (("Organisation name", "Type of organisation", "Country (ISO)"), ("name", "sector", "country")),
        (("Nombre de la entidad", "Sector", "País"), ("name", "sector", "country")),
        (("Nom de l’organisation", "SECTEUR", "Pays", "Site web"), ("name", "sector", "country", "website")),
        (("اسم المنظمة", "القطاع", "الدولة", "رقم التسجيل"), ("name", "sector", "country", "identifiers")),
        (("Name", "Name", "Favourite colour", "E-mail"), ("name", "", "", "")),
    ],
)
def test_headings_are_known_in_four_languages(headers, fields):
    assert assigned(read(as_csv([["x"] * len(headers)], headers=headers))) == fields


def test_words_stand_under_one_heading_only():
    for kind in ("headers", "sector", "tier", "level", "roles"):
        seen: dict[str, str] = {}
        for name, synonyms in words._file()[kind].items():
            for word in synonyms:
                assert seen.setdefault(words.folded(word), name) == name, (kind, word)
    assert not set(words._personal()) & set(words._headers())


def test_values_are_known_in_four_languages():
    assert {words.sector_of(w) for w in ("ONG", "asociación", "Associations", "المجتمع المدني")} == {"civil_society"}
    assert {words.country_of(w) for w in ("ke", "Kenya", "Kenia", "كينيا")} == {"KE"}
    assert {words.level_of(w) for w in ("Several countries", "internacional", "مستوى دولي"[6:], "multi_country")} == {
        "multi_country"
    }
    assert words.role_of("bailleur") == words.role_of("Donor") == "funder"


def test_a_workbook_is_read_with_its_title_above_and_joined_headings():
    book = Workbook()
    sheet = book.active
    sheet.append(["Partners of the city"])
    sheet.append([])
    sheet.append(["Organisation", "Details", None, None])
    sheet.append([None, "Sector", "Reg no", "Founded"])
    sheet.merge_cells("A3:A4")
    sheet.merge_cells("B3:D3")
    sheet.append(["Shade", "ngo", 123456789, date(2020, 5, 1)])
    other = book.create_sheet("Others")
    other.append(["name", "sector"])
    other.append(["Hidden hand", "company"])
    out = io.BytesIO()
    book.save(out)

    table = read(out.getvalue())

    assert table.headers == ("Organisation", "Sector", "Reg no", "Founded")
    assert table.rows[0].cells == ("Shade", "ngo", "123456789", "2020-05-01")
    assert table.address(table.rows[0].number, 1) == "B5"
    assert [row.number for row in table.above] == [1, 3]
    assert table.sheets == ("Sheet", "Others")
    assert read(out.getvalue(), sheet="Others").rows[0].cells == ("Hidden hand", "company")


def test_popolo_gives_its_organisations_and_leaves_people_where_they_are(shared_data):
    data = shared_data("standards", "popolo", "examples", "organization.json").read_bytes()

    table = read(data)

    row = dict(zip(table.headers, table.rows[0].cells, strict=True))
    assert row["name"] == "ABC, Inc."
    assert row["identifiers"] == "DUNS:123456789; ISIN:US0123456789"
    assert "contact_details" not in table.headers
    assert any("contact_details" in remark for remark in table.remarks)
    assert any("Other names" in remark for remark in table.remarks)
    assert "+1-800" not in str(table)


def test_popolo_may_be_a_list_with_areas_and_links():
    table = read(
        as_popolo(
            {"name": "A", "classification": "NGO", "area": {"name": "Nairobi"}, "links": [{"url": "https://a.org"}]}
        )
    )

    assert assigned(table) == ("name", "sector", "territory", "website")
    assert table.rows[0].cells == ("A", "NGO", "Nairobi", "https://a.org")
    assert table.address(0, 1) == "organizations[0].classification"


def test_columns_have_letters():
    assert [letters(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


# ── Refused, in a sentence ────────────────────────────────────────────────────────────────────────────────────────────


def repacked(data: bytes, add: dict[str, bytes], *, link: str = "") -> bytes:
    """Return a workbook with more parts in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(part.filename, old.read(part))
        for name, content in add.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            if name == link:
                info.external_attr = (stat.S_IFLNK | 0o777) << 16
            new.writestr(info, content)
    return out.getvalue()


PLAIN = as_xlsx(ROWS, headers=("name", "sector"))
REFUSED = {
    "empty": b"",
    "blank": b"\xef\xbb\xbf \r\n",
    "nul": b"name,sector\r\nA\0B,ngo\r\n",
    "too large": b"x" * (5 * 1024 * 1024 + 1),
    "picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
    "program": b"\x7fELF" + bytes(500),
    "page": b"<!doctype html><table><tr><td>name</td></tr></table>",
    "svg script": b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
    "pdf": b"%PDF-1.7 name,sector",
    "old workbook": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "open quote": b'name,sector\r\n"Never closed,ngo\r\nB,ngo\r\n',
    "too many rows": as_csv([[f"O{n}", "ngo"] for n in range(5_001)], headers=("name", "sector")),
    "too wide": ",".join(["x"] * 61).encode(),
    "broken json": b'{"organizations": [',
    "deep json": b"[" * 100_000,
    "no organisations": b'{"persons": []}',
    "plain archive": b"",
    "behind a picture": b"GIF89a" + PLAIN,
    "something behind": PLAIN + b"<script>",
    "cut": PLAIN[: len(PLAIN) // 2],
    "macros": repacked(PLAIN, {"xl/vbaProject.bin": b"x"}),
    "other files": repacked(PLAIN, {"xl/externalLinks/externalLink1.xml": b"<x/>"}),
    "leads out": repacked(PLAIN, {"../../etc/passwd": b"x"}),
    "symlink": repacked(PLAIN, {"xl/link": b"/etc/passwd"}, link="xl/link"),
    "bomb": repacked(PLAIN, {"xl/media/zeros": bytes(60_000_000)}),
    "many parts": repacked(PLAIN, {f"xl/x{n}": b"" for n in range(300)}),
    "entities": repacked(PLAIN, {"xl/evil.xml": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a/>'}),
    "open document": repacked(PLAIN, {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_list_is_refused_in_a_sentence_and_soon(name):
    began = time.process_time()

    with pytest.raises(FileRefused) as refused:
        read(REFUSED[name])

    assert str(refused.value).endswith((".", "?"))
    assert time.process_time() - began < 2


def test_five_thousand_rows_are_read_within_two_seconds():
    rows = [
        [f"Organisation {n}", "ngo", "local", "KE", f"GB-CHC:{n}", "https://example.org", "time"] for n in range(5_000)
    ]
    data = as_xlsx(rows)
    began = time.process_time()

    table = read(data)

    assert len(table.rows) == 5_000
    assert time.process_time() - began < 2


@settings(max_examples=150)
@given(st.binary(max_size=400))
def test_whatever_bytes_come_they_are_read_or_refused(data):
    with suppress(FileRefused):
        read(data)


@settings(max_examples=60)
@given(st.binary(max_size=60), st.integers(0, len(PLAIN) - 1))
def test_a_damaged_workbook_is_read_or_refused(noise, place):
    with suppress(FileRefused):
        read(PLAIN[:place] + noise + PLAIN[place + len(noise) :])


def test_forty_organisations_are_the_same_in_both_kinds():
    rows = forty()
    text, book = read(as_csv(rows)), read(as_xlsx(rows))

    assert [row.number for row in text.rows] == [row.number for row in book.rows]
    assert [row.formulas for row in text.rows] == [row.formulas for row in book.rows]
    assert sum(a.cells == b.cells for a, b in zip(text.rows, book.rows, strict=True)) >= 39
