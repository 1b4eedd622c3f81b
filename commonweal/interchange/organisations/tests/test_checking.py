"""Every fault is found at its cell, in every kind of file, and nothing is lost."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.interchange.organisations.checking import Checked, Wishes, all_faults, check
from commonweal.interchange.organisations.reading import assigned, read
from commonweal.interchange.organisations.tables import FileRefused
from commonweal.interchange.organisations.tests.samples import FAULTS, as_csv, as_popolo, as_xlsx, forty
from commonweal.partnerships.models import Member

pytestmark = pytest.mark.once

CITY = Member(name="City of Ribera Alta", identifiers=[{"scheme": "ES-DIR3", "value": "L01"}])


def checked(data: bytes, **wishes) -> Checked:
    table = read(data)
    fields = wishes.pop("fields", assigned(table))
    return check(table, Wishes(fields=fields, **wishes), members=[CITY], lang="en")


def found(data: bytes, **wishes) -> list[tuple[str, str]]:
    result = checked(data, **wishes)
    return [(result.address(fault), fault.code) for fault in all_faults(result)]


def row(**fields: str) -> bytes:
    return as_csv([list(fields.values())], headers=list(fields))


@pytest.mark.parametrize("made", [as_csv, as_xlsx])
def test_eleven_faults_are_named_at_their_cells(made):
    result = checked(made(forty()))

    faults = list(all_faults(result))
    assert tuple(result.address(fault) for fault in faults) == FAULTS
    assert [fault.code for fault in faults] == [
        "sector", "no_name", "act", "same_name", "member_name", "country", "identifier", "level", "control", "formula",
        "too_many_cells",
    ]  # fmt: skip
    assert all(fault.says.endswith((".", "?")) for fault in faults)
    assert len(result.ready) == 29
    assert len(result.rows) == 40


def test_what_is_right_becomes_what_the_act_takes():
    result = checked(
        row(
            name=" Shade  for All ", type="ONG", pays="Kenia", ids="GB-CHC:1; KE-NGO-77", site="shade.example.org",
            city="Nairobi; Mombasa", role="funder, adviser", brings="Trust",
        )
    )  # fmt: skip

    assert result.ready[0].item == {
        "name": "Shade for All",
        "sector": "civil_society",
        "country": "KE",
        "identifiers": [{"scheme": "GB-CHC", "value": "1"}, {"scheme": "KE-NGO", "value": "77"}],
        "website": "https://shade.example.org",
        "territories": [{"name": "Nairobi", "country": "KE"}, {"name": "Mombasa", "country": "KE"}],
        "roles": ["funder", "adviser"],
        "brings": "Trust",
        "lang": "en",
    }
    assert [remark.code for remark in result.ready[0].remarks] == ["https"]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"name": "A", "sector": "ngo"}, [("A2", "act")]),
        ({"name": "Ab", "sector": ""}, [("B2", "no_sector")]),
        ({"name": "Ab", "sector": "ngo", "tier": "national"}, [("C2", "tier_of_others")]),
        ({"name": "Ab", "sector": "gov", "tier": "imperial"}, [("C2", "tier")]),
        ({"name": "Ab", "sector": "ngo", "website": "javascript:alert(1)"}, [("C2", "website")]),
        ({"name": "Ab", "sector": "ngo", "website": "https://user@evil.example"}, [("C2", "act")]),
        ({"name": "Ab", "sector": "ngo", "roles": "king"}, [("C2", "roles")]),
        ({"name": "Two\nlines", "sector": "ngo"}, [("A2", "lines")]),
        ({"name": "=1+1", "sector": "ngo"}, [("A2", "formula")]),
        ({"name": "@SUM(A1)", "sector": "ngo"}, [("A2", "formula")]),
        ({"name": "Ciudad", "sector": "gov", "id": "es-dir3: l01"}, [("C2", "member_identifier")]),
        ({"name": "Ab", "sector": "ngo", "brings": "x" * 201}, [("C2", "act")]),
    ],
)
def test_each_fault_stands_at_its_cell(fields, expected):
    assert found(row(**fields)) == expected


def test_a_file_without_sectors_gets_a_column_for_them_or_one_for_all():
    data = as_csv([["One"], ["Two"]], headers=("name",))

    assert found(data) == [("B2", "no_sector"), ("B3", "no_sector")]
    assert found(data, defaults={"sector": "company"}) == []
    assert found(data, edits={2: {61: "ngo"}}) == [("B3", "no_sector")]


def test_a_cell_typed_anew_counts_and_a_row_left_out_stands_in_nobodys_way():
    data = as_csv([["Twin", "ngo"], ["twin", "ngo"], ["", "ngo"]], headers=("name", "sector"))

    assert found(data) == [("A3", "same_name"), ("A4", "no_name")]
    assert found(data, left_out=frozenset({2}), edits={4: {0: "Other"}}) == []
    assert found(data, edits={3: {0: "=x()"}, 4: {0: "Other"}}) == [("A3", "formula")]


def test_names_that_are_nearly_the_same_are_suggested_and_taken_in():
    data = as_csv([["Shade Foundation", "ngo"], ["The Shadee Foundation", "ngo"]], headers=("name", "sector"))
    result = checked(data)

    assert [remark.code for one in result.ready for remark in one.remarks] == ["similar"]
    assert "A2" in result.ready[1].remarks[0].says


def test_popolo_faults_have_a_path():
    assert found(
        as_popolo({"name": "A firm", "classification": "Corporation"}, {"name": "A choir", "classification": "choir"})
    ) == [("organizations[1].classification", "sector")]


def test_what_is_not_taken_in_is_named():
    result = checked(row(name="Ab", sector="ngo", colour="green"))

    assert result.untaken == [2]


def test_five_thousand_rows_are_checked_within_two_seconds():
    rows = [[f"Organisation number {n} of many", "ngo", f"X:{n}", "Kenya"] for n in range(5_000)]
    data = as_csv(rows, headers=("name", "sector", "id", "country"))
    began = time.process_time()

    result = checked(data)

    assert len(result.rows) == 5_000
    assert time.process_time() - began < 2


@settings(max_examples=150)
@given(
    st.lists(st.lists(st.text(max_size=12), max_size=5), max_size=6),
    st.permutations(["name", "sector", "id", "país", "?"]),
)
def test_whatever_a_table_holds_it_is_checked_and_every_row_is_there(rows, headers):
    data = as_csv(rows, headers=headers, encoding="utf-8-sig") if not _has_surrogates(rows) else b"name\n"
    try:
        table = read(data)
    except FileRefused:
        return

    result = check(table, Wishes(fields=assigned(table)), members=[], lang="en")

    assert [one.number for one in result.rows] == [one.number for one in table.rows]
    assert all(one.faults or one.item for one in result.rows)


def _has_surrogates(rows: list[list[str]]) -> bool:
    return any("\ud800" <= sign <= "\udfff" for each in rows for cell in each for sign in cell)
