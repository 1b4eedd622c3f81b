"""What may be seen may be taken away: whole, inert, described, at the same price for three rows and three thousand."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import tracemalloc
import zipfile
from datetime import UTC, datetime
from decimal import Decimal

import jsonschema
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given as examples
from hypothesis import strategies as st
from openpyxl import load_workbook

from commonweal.acts.capability import Column, Reader, Sheet
from commonweal.acts.installed import sheets
from commonweal.acts.testing import account, admit, founded
from commonweal.interchange.exports import writing
from commonweal.interchange.exports.inert import RUNS, as_written, inert
from commonweal.interchange.exports.offered import rows_of
from commonweal.interchange.exports.package import package_of
from commonweal.interchange.exports.values import text
from commonweal.partnerships.actors import visitor
from commonweal.partnerships.models import Member, Partnership
from commonweal.record.readmodel import projecting

EVIL = '=HYPERLINK("http://evil.example","Win")'
NOON = datetime(2026, 3, 2, 12, 34, 56, tzinfo=UTC)


def reader(*, exact: bool = True) -> Reader:
    return Reader(partnership="x", slug="x", actor=visitor("x"), at=NOON, names=exact, exact=exact)


def sheet(rows: list[list[object]], *kinds: str) -> Sheet:
    columns = tuple(Column(f"c{n}", f"Column {n}", kind) for n, kind in enumerate(kinds))
    return Sheet(name="made", title="Made", columns=columns, rows=lambda _reader, start, stop: rows[start:stop])


@pytest.fixture
def cool(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    cool = founded()
    admit(cool, "evil", EVIL, "company")
    return cool


# ── Cells ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.once
@examples(st.text(max_size=20))
def test_no_text_runs_and_every_text_can_be_read_back(written):
    made = inert(written)

    assert not made.startswith(RUNS)
    assert as_written(made) == written


@pytest.mark.once
def test_numbers_stay_numbers_and_lists_are_joined():
    number, words, listed = Column("n", "n", "number"), Column("s", "s"), Column("l", "l", "list")

    assert text(Decimal("-1.50"), number) == "-1.50"
    assert text(-3, Column("i", "i", "integer")) == "-3"
    assert text("-3", words) == "'-3"
    assert text(["a", "=b"], listed) == "a; =b"
    assert text(["=b", "a"], listed) == "'=b; a"
    assert text(True, Column("b", "b", "boolean")) == "true"
    assert text(None, words) == ""


@pytest.mark.once
def test_a_workbook_holds_texts_numbers_and_instants_but_no_formula():
    rows = [[EVIL, "plain\x01", 5, Decimal("2.5"), NOON, "-1"]]
    out = io.BytesIO()

    writing.workbook_of([sheet(rows, "string", "string", "integer", "number", "datetime", "string")], reader(), out)

    cells = load_workbook(out)["made"][2]
    assert [cell.value for cell in cells] == [f"'{EVIL}", "plain\ufffd", 5, 2.5, NOON.replace(tzinfo=None), "'-1"]
    assert all(cell.data_type != "f" for cell in cells)
    assert b"<f>" not in zipfile.ZipFile(out).read("xl/worksheets/sheet1.xml")


@pytest.mark.once
def test_times_are_coarsened_for_strangers_whatever_the_sheet_says():
    rows = list(rows_of(sheet([[NOON]], "datetime"), reader(exact=False)))

    assert rows == [[NOON.replace(minute=0, second=0)]]


@pytest.mark.once
def test_a_hundred_thousand_rows_stream_in_little_memory():
    many = Sheet(
        name="made",
        title="Made",
        columns=(Column("n", "n", "integer"), Column("s", "s")),
        rows=lambda _reader, start, stop: [(n, "words " * 5) for n in range(start, min(stop or 0, 100_000))],
    )
    tracemalloc.start()
    try:
        size = sum(len(piece) for piece in writing.csv_of(many, reader()))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert size > 3_000_000
    assert peak < 8_000_000


# ── Pages ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def taken(client, path: str):
    answer = client.get(f"/p/cool-schools/export/{path}")
    assert answer.status_code == 200, path
    return answer, b"".join(answer.streaming_content)


def test_the_page_lists_every_sheet_with_its_files(cool, client):
    page = client.get("/p/cool-schools/export/").content.decode()

    for name, one in sheets().items():
        if one.reads == "record":
            assert f"/p/cool-schools/export/{name}.csv" in page
    assert "to the hour" in page


def test_the_page_says_which_answers_are_not_in_the_file_yet(cool, client):
    words = {"text": "Is there shade in the yard?", "lang": "en"}
    cool.given("fit.open_sounding", box=cool.org("box"), condition="problem", question=words)

    page = client.get("/p/cool-schools/export/").content.decode()

    assert "Is there shade in the yard?" in page
    assert "not in this file" in page


def test_members_come_as_csv_json_and_workbook(cool, client):
    answer, data = taken(client, "members.csv")
    rows = list(csv.DictReader(io.StringIO(data.decode())))
    _answer, as_json = taken(client, "members.json")
    _answer, book = taken(client, "members.xlsx")

    assert answer["Content-Disposition"] == 'attachment; filename="cool-schools-members.csv"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert b"\r\n" in data
    assert not data.startswith(b"\xef\xbb\xbf")
    assert taken(client, "members.csv?bom")[1].startswith(b"\xef\xbb\xbf")
    assert rows[-1]["name"] == f"'{EVIL}"
    assert json.loads(as_json)["rows"][-1]["name"] == EVIL
    assert load_workbook(io.BytesIO(book))["members"].max_row == len(rows) + 1 == 7


def test_names_are_for_those_who_take_part(cool, client):
    strangers = taken(client, "places.csv")[1].decode()
    client.force_login(account("Bruno"))
    partners = taken(client, "places.csv")[1].decode()

    assert "Bruno" not in strangers
    assert "Bruno" in partners


def test_what_a_clause_keeps_is_refused_by_that_clause(cool, client):
    kept = [name for name, one in sheets().items() if one.reads == "applications"]
    for name in kept:
        answer = client.get(f"/p/cool-schools/export/{name}.csv")
        assert answer.status_code == 403
        assert "5.2" in answer.content.decode()
    assert client.get("/p/cool-schools/export/nothing.csv").status_code == 404
    assert client.get("/p/cool-schools/export/members.exe").status_code == 404
    assert client.get("/p/cool-schools/export/..%2f..%2fetc.csv").status_code == 404


def test_the_package_validates_and_says_what_is_so(cool, client, shared_data):
    answer, data = taken(client, "all.zip")
    archive = zipfile.ZipFile(io.BytesIO(data))
    described = json.loads(archive.read("datapackage.json"))
    profile = json.loads(
        shared_data("standards", "frictionless", "public", "profiles", "2.0", "datapackage.json").read_text()
    )

    jsonschema.Draft7Validator(profile).validate(described)

    assert answer["Content-Disposition"] == 'attachment; filename="cool-schools-datapackage.zip"'
    assert "licenses" not in described
    assert {one["name"] for one in described["resources"]} == {
        n for n, one in sheets().items() if one.reads == "record"
    }
    for one in described["resources"]:
        content = archive.read(one["path"])
        assert one["bytes"] == len(content)
        assert one["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        table = list(csv.DictReader(io.StringIO(content.decode())))
        assert all([*row] == [field["name"] for field in one["schema"]["fields"]] for row in table)
        for key in one["schema"].get("primaryKey", []):
            assert len({row[key] for row in table}) == len(table)


def test_everything_fits_into_one_workbook(cool, client):
    _answer, data = taken(client, "all.xlsx")

    assert set(load_workbook(io.BytesIO(data)).sheetnames) == {
        n[:28] for n, one in sheets().items() if one.reads == "record"
    }


def test_an_export_costs_the_same_for_three_rows_and_three_thousand(cool, client):
    def queries(path: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as counted:
            taken(client, path)
        return len(counted)

    paths = ("members.csv", "members.json", "members.xlsx")
    few = [queries(path) for path in paths]
    given = {"partnership": cool.id, "sector": "company", "joined_at": NOON}
    with projecting():
        Member.objects.bulk_create(
            Member(key=f"{cool.id}.{n}", organisation=f"{n:026}", name=f"Made {n}", entry=n, said_entry=n, **given)
            for n in range(1_000, 4_000)
        )

    assert [queries(path) for path in paths] == few
    assert max(few) <= 6


@pytest.mark.parametrize("name", sorted(sheets()))
def test_every_sheet_of_the_house_can_be_taken_away(name, cool, client):
    client.force_login(account("Alba"))
    _answer, data = taken(client, f"{name}.json")

    given = json.loads(data)
    assert [column["name"] for column in given["columns"]] == [column.name for column in sheets()[name].columns]
    assert all(list(row) == [column.name for column in sheets()[name].columns] for row in given["rows"])


def test_a_package_of_hostile_names_has_plain_paths(cool):
    partnership = Partnership.objects.get(pk=cool.id)
    partnership.name = "../../evil\n# Owned"
    out = io.BytesIO()

    package_of(partnership, [sheet([["x"]], "id")], reader(), out)

    archive = zipfile.ZipFile(out)
    assert sorted(archive.namelist()) == ["README.md", "data/made.csv", "datapackage.json"]
    assert archive.read("README.md").decode().startswith("# ../../evil # Owned\n")
