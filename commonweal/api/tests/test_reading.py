"""What a program may read: everything that the pages show, in JSON, a page at a time."""

from __future__ import annotations

import pytest
from django.urls import reverse

from commonweal.acts.installed import act_types
from commonweal.acts.testing import account, founded_alone
from commonweal.api import pages
from commonweal.record import reading

HERE = "/api/v1/partnerships/cool-schools"


def problem(answer):
    assert answer["Content-Type"] == "application/problem+json"
    return answer.json()


def test_every_kind_of_act_is_listed_with_its_schema(client):
    kinds = client.get("/api/v1/kinds").json()["kinds"]

    assert [kind["kind"] for kind in kinds] == sorted(act_types())
    (goal,) = [kind for kind in kinds if kind["kind"] == "fit.name_goal"]
    assert (goal["version"], goal["matter"]) == (1, "fit")
    assert "partnership" not in goal["schema"]["properties"]
    assert "title" in goal["schema"]["properties"]
    assert not {"idem", "cites"} & set(goal["schema"]["properties"]), "They stand beside the body."
    assert client.get("/api/v1/kinds/fit.name_goal").json() == goal


def test_a_kind_that_is_not_installed_is_named(client):
    answer = client.get("/api/v1/kinds/kites.fly")

    assert answer.status_code == 404
    assert "kites.fly" in problem(answer)["title"]


def test_partnerships_are_listed_and_shown(cool, client):
    founded_alone("Quiet Streets", parent=cool.id)

    listed = client.get("/api/v1/partnerships").json()
    shown = client.get(HERE).json()

    assert {row["slug"] for row in listed["partnerships"]} == {"cool-schools", "quiet-streets"}
    assert listed["next"] is None
    assert {row["slug"]: row["parent"] for row in listed["partnerships"]}["quiet-streets"] == cool.id
    head = reading.head(cool.id)
    assert shown["record"] == {"size": head.size, "root": head.root.hex()}
    assert shown["founded_at"] == "2026-03-02T12:00:00Z"


def test_entries_come_in_order_a_page_at_a_time(cool, client):
    start: int | None = 0
    size, found = reading.size(cool.id), []
    while start is not None:
        page = client.get(f"{HERE}/entries", {"start": start, "limit": 7}).json()
        found += page["entries"]
        start = page["next"]

    assert [entry["position"] for entry in found] == list(range(size))
    assert found[0]["kind"] == "founding.found"
    assert [entry["leaf"] for entry in found] == [e.leaf.hex() for e in reading.all_entries(cool.id)]


@pytest.mark.parametrize(
    "asked", ["limit=0", "limit=-1", "limit=x", "start=-3", "limit=1001", "start=%C2%B2", "start="]
)
def test_a_page_that_makes_no_sense_is_told_in_words(cool, client, asked):
    answer = client.get(f"{HERE}/entries?{asked}")

    assert answer.status_code == 400
    assert problem(answer)["title"].startswith(f"Give {asked[:5]} as a whole number")


def test_a_page_beyond_the_end_is_empty(cool, client):
    assert client.get(f"{HERE}/entries?start=9007199254740991").json() == {"entries": [], "next": None}


def test_the_next_page_is_linked(cool, client):
    answer = client.get(f"{HERE}/entries?limit=2")

    assert answer["Link"] == f'<{HERE}/entries?start=2&limit=2>; rel="next"'
    assert len(client.get(f"{HERE}/entries?start=2&limit=2").json()["entries"]) == 2
    assert "Link" not in client.get(f"{HERE}/entries")


def test_no_page_has_more_than_a_thousand():
    assert pages.MOST == 1000


def test_one_entry_is_the_same_as_in_the_list(cool, client):
    listed = client.get(f"{HERE}/entries", {"start": 3, "limit": 1}).json()["entries"]

    assert client.get(f"{HERE}/entries/3").json() == listed[0]


@pytest.mark.parametrize("position", [400, 2**64, 10**40])
def test_an_entry_that_is_not_there_is_not_found(cool, client, position):
    answer = client.get(f"{HERE}/entries/{position}")

    assert answer.status_code == 404
    assert problem(answer)["title"] == f"The record has no entry {position}."


def test_times_are_exact_for_those_who_take_part_and_of_the_hour_for_everybody_else(cool, client):
    address = f"{HERE}/entries/0"

    public = client.get(address).json()["at"]
    client.force_login(account("Farah"))
    stranger = client.get(address).json()["at"]
    client.force_login(account("Olga"))
    observer = client.get(address).json()["at"]

    assert (public, stranger, observer) == ("2026-03-02T12:00:00Z", "2026-03-02T12:00:00Z", "2026-03-02T12:30:00Z")


@pytest.mark.parametrize("who", [None, "Farah", "Olga", "Alba"])
def test_nobody_gets_names_or_mail_addresses(cool, client, who):
    if who:
        client.force_login(account(who))

    text = client.get(f"{HERE}/entries?limit=1000").content.decode()

    assert not [name for name in ("Alba", "Bruno", "Chiara", "Emre", "example.org") if name in text]


@pytest.mark.parametrize("name", ["partnership", "entries", "acts"])
def test_a_partnership_that_is_not_here_is_not_found(db, client, name):
    answer = (
        client.post(reverse(f"api:{name}", args=["nowhere"]))
        if name == "acts"
        else client.get(reverse(f"api:{name}", args=["nowhere"]))
    )

    assert answer.status_code == 404
    assert problem(answer)["status"] == 404


def test_reading_takes_no_other_method_than_reading(cool, client):
    answer = client.post(f"{HERE}/entries")

    assert answer.status_code == 405
    assert "GET" in answer["Allow"]
    assert problem(answer)["title"].startswith("Use ")


def test_reading_costs_at_most_six_questions_however_long_the_record(cool, client, django_assert_max_num_queries):
    for count in (3, 300):
        for n in range(count):
            cool.given("fit.name_goal", title=f"Goal {n} of {count}")
        for who in (None, "Olga", "Farah"):
            client.logout()
            if who:
                client.force_login(account(who))
            for path in ("", "/entries?limit=1000", "/entries/1"):
                with django_assert_max_num_queries(6):
                    assert client.get(HERE + path).status_code == 200


def test_the_list_of_partnerships_costs_the_same_for_one_and_for_three(cool, client, django_assert_max_num_queries):
    with django_assert_max_num_queries(1):
        client.get("/api/v1/partnerships")
    for name in ("Quiet Streets", "Clean Water"):
        founded_alone(name)

    with django_assert_max_num_queries(1):
        rows = client.get("/api/v1/partnerships?limit=2").json()

    assert (len(rows["partnerships"]), rows["next"]) == (2, 2)
