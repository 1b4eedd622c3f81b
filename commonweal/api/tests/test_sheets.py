"""Every read model comes as rows: as its columns say, for whom the charter says, at a price that does not grow."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from jsonschema import Draft202012Validator

from commonweal.acts.capability import Column, Sheet
from commonweal.acts.installed import capability_of, sheets
from commonweal.acts.testing import account
from commonweal.api import schemas
from commonweal.api.sheets import rows_json

HERE = "/api/v1/partnerships/cool-schools"
IN_THREE_TABLES = ("/sheets/children", "/sheets/positions-on-goals", "/sheets/workshops")
SAID = {"text": "Three streets have no tree.", "lang": "en"}


@pytest.fixture
def full(cool):
    """The partnership with something in most of its tables."""
    cool.given("fit.name_goal", by=cool.bruno, title="No yard above 38 degrees", sdg=["13.1"],
               results=[{"measured": "Hot days", "unit": "days", "target": "0"}])  # fmt: skip
    cool.given("fit.state_condition", by=cool.chiara, condition="time", colour="red", says=SAID)
    cool.given("fit.open_assessment", alternatives=["alliance", "alone"], criteria=[{"code": "linked"}])
    cool.given("lifecycle.ask_waiver", criterion="3.1", reason=SAID, expires_on="2026-06-30")
    return cool


@pytest.mark.parametrize("name", sheets())
def test_each_sheet_gives_what_its_columns_say(full, client, name):
    schema = schemas.row_schema(sheets()[name])
    for who in (None, "Farah", "Olga", "Alba"):
        client.logout()
        if who:
            client.force_login(account(who))
        answer = client.get(f"{HERE}/sheets/{name}?limit=1000")
        assert answer.status_code in (200, 403), who
        if answer.status_code == 200:
            for row in answer.json()["rows"]:
                Draft202012Validator(schema).validate(row)


def test_a_goal_is_a_row_with_everything_said_of_it(full, client):
    page = client.get(f"{HERE}/sheets/goals").json()

    (row,) = page["rows"]
    assert [column["name"] for column in page["columns"]] == list(row)
    assert (row["title"], row["sdg"], row["results"]) == ("No yard above 38 degrees", ["13.1"], ["Hot days: 0 days"])
    assert (row["by"], row["org"], row["ended_at"]) == (full.person("Bruno"), full.org("company"), None)
    assert row["at"] == "2026-03-02T12:00:00Z", "To the hour, for somebody who takes no part."
    assert page["next"] is None


def test_names_are_for_those_who_take_part(full, client):
    nobody = client.get(f"{HERE}/sheets/places").json()["rows"]
    client.force_login(account("Olga"))
    member = client.get(f"{HERE}/sheets/places").json()["rows"]

    def names(rows):
        return {value for row in rows for value in row.values() if value in ("Alba", "Bruno", "Chiara")}

    assert (names(nobody), names(member)) == (set(), {"Alba", "Bruno", "Chiara"})


def test_the_list_of_sheets_is_what_one_may_read(full, client):
    listed = client.get(f"{HERE}/sheets").json()["sheets"]

    assert {"goals", "members", "criteria", "keys", "entries"} <= {each["name"] for each in listed}
    for each in listed:
        assert client.get(each["url"]).status_code == 200


def test_a_sheet_that_the_charter_keeps_is_refused_with_its_clause(full, client, monkeypatch):
    kept = Sheet("kept", "Kept", (Column("a", "A"),), lambda *_: [["x"]], reads="webhooks")
    monkeypatch.setattr("commonweal.api.sheets.sheets", lambda: {"kept": kept})

    refused = client.get(f"{HERE}/sheets/kept")
    client.force_login(account("Alba"))
    given = client.get(f"{HERE}/sheets/kept")

    assert (refused.status_code, refused["Content-Type"]) == (403, "application/problem+json")
    assert refused.json()["clause"]
    assert (given.status_code, given.json()["rows"]) == (200, [{"a": "x"}])
    assert given["Cache-Control"] == "private, no-store"


def test_a_sheet_that_is_not_offered_is_not_found(full, client):
    for name in ("nothing", "goals\0", "goals ", "GOALS", "😀"):
        assert client.get(f"{HERE}/sheets/{name}").status_code == 404


def test_pages_of_a_sheet_join_into_the_whole(full, client):
    whole = client.get(f"{HERE}/sheets/entries").json()["rows"]
    found: list[dict[str, object]] = []
    start: int | None = 0
    while start is not None:
        page = client.get(f"{HERE}/sheets/entries?start={start}&limit=7").json()
        found, start = found + page["rows"], page["next"]

    assert found == whole


@pytest.mark.slow
def test_every_sheet_costs_the_same_however_long(full, client, token):
    secret, dear = token("Bruno"), {}
    client.get(f"{HERE}/sheets", headers={"authorization": f"Bearer {secret}"})  # today's use is written down once
    for count in (3, 300):
        for n in range(count):
            full.given("fit.name_goal", title=f"Goal {n} of {count}")
            full.given("fit.state_condition", condition="time", colour="amber", says=SAID)
        for who in (None, "Farah", "Bruno", "token"):
            client.logout()
            headers = {"authorization": f"Bearer {secret}"} if who == "token" else {}
            if who and not headers:
                client.force_login(account(who))
            for path in ("/sheets", "/criteria", *(f"/sheets/{name}?limit=1000" for name in sheets())):
                # Some stand in three tables, seats are made of a charter and what was recorded of each.
                most = (
                    8
                    if path.startswith(IN_THREE_TABLES)
                    else 12
                    if path.startswith(("/sheets/bodies", "/sheets/seats"))
                    else 6
                )
                most += who == "Farah"  # of a stranger who is signed in one asks whether she takes part
                with CaptureQueriesContext(connection) as questions:
                    assert client.get(HERE + path, headers=headers).status_code in (200, 403)
                if len(questions) > most:
                    dear[f"{who} {path} {count}"] = len(questions)
    assert dear == {}


def test_criteria_and_tasks(full, client):
    criteria = {row["criterion"]: row for row in client.get(f"{HERE}/criteria").json()["criteria"]}
    nobody = client.get(f"{HERE}/tasks")
    client.force_login(account("Bruno"))
    tasks = client.get(f"{HERE}/tasks")

    assert len(criteria) > 40
    assert (criteria["1.1"]["status"], criteria["5.1"]["status"]) == ("not_met", "needs")
    assert nobody.status_code == 401
    assert tasks.status_code == 200
    assert all({"key", "says", "url", "due_at"} == set(task) for task in tasks.json()["tasks"])


def test_values_keep_what_they_are():
    sheet = Sheet("s", "S", (Column("n", "N", "number"), Column("l", "L", "list"), Column("b", "B", "boolean"),
                             Column("i", "I", "integer"), Column("t", "T")), lambda *_: [])  # fmt: skip

    assert rows_json(sheet, [["1.50", None, False, 0, ""]]) == [{"n": "1.50", "l": [], "b": False, "i": 0, "t": None}]


def test_what_stood_before_this_is_offered():
    for name, capability in {"goals": "fit", "scores": "fit", "keys": "trust", "anchors": "trust"}.items():
        assert name in sheets()
        assert capability_of(f"{capability}.{'name_goal' if capability == 'fit' else 'add_key'}").sheets
