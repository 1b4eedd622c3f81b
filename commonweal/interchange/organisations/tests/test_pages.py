"""The pages of an import: nothing typed is lost, nothing comes in by half, and one tap takes all of it back."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from commonweal.acts.installed import act_type
from commonweal.acts.perform import perform
from commonweal.acts.replay import replay
from commonweal.acts.testing import account, admit, founded, given, made
from commonweal.interchange.models import OrganisationsDraft
from commonweal.interchange.organisations import taking_in
from commonweal.interchange.organisations.tests.samples import FAULTS, as_csv, as_xlsx, forty
from commonweal.partnerships.models import Member
from commonweal.partnerships.queries import members
from commonweal.record import reading
from commonweal.web.audience import now

pytestmark = pytest.mark.django_db


@pytest.fixture
def cool():
    return founded()


@pytest.fixture
def alba(cool, client):
    return signed_in(client, "Alba")


def signed_in(client: Client, name: str) -> Client:
    client.force_login(account(name))
    return client


def brought(client: Client, data: bytes, name: str = "partners.csv", *, slug: str = "cool-schools") -> str:
    """Bring a file and return the address of its preview."""
    answer = client.post(f"/p/{slug}/import/organisations/", {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


def names(cool) -> list[str]:
    return [member.name for member in members(cool.id)]


@pytest.mark.parametrize(("made_by", "name"), [(as_csv, "partners.csv"), (as_xlsx, "partners.xlsx")])
def test_forty_with_eleven_faults_come_in_as_twentynine_and_go_again(alba, cool, made_by, name):
    before = names(cool)
    preview = brought(alba, made_by(forty()), name)

    page = alba.get(preview).content.decode()
    for address in FAULTS:
        assert f"<bdi>{address}</bdi>: " in page, address
    refused = alba.post(preview, {"import": "yes"})
    assert refused.status_code == 422
    assert names(cool) == before
    done = alba.post(preview, {"import-rest": "yes"})["Location"]
    shown = alba.get(done).content.decode()

    assert len(names(cool)) == len(before) + 29
    assert "29 organisations came in" in shown
    assert "Undo" in shown
    waiting = alba.get(preview).content.decode()
    assert "0 rows are ready" in waiting
    assert "11 rows have faults" in waiting
    alba.post(done)
    assert names(cool) == before
    assert "29 rows are ready" in alba.get(preview).content.decode()
    again = alba.post(preview, {"import-rest": "yes"})["Location"]
    assert again != done
    assert len(names(cool)) == len(before) + 29


def test_cells_are_typed_anew_in_place_and_rows_left_out(alba, cool):
    preview = brought(alba, as_csv([["Shade", "aliens"], ["", "ngo"]], headers=("name", "sector")))

    alba.post(preview, {"row": ["2", "3"], "c-2-1": "NGO", "out-3": "yes", "c-3-0": "", "check": "yes"})
    page = alba.get(preview).content.decode()

    assert "1 row is ready" in page
    assert "1 row is left out" in page
    alba.post(preview, {"row": ["2", "3"], "out-3": "yes", "import": "yes", "called": "Friends of the yard"})
    assert "Shade" in names(cool)
    size = reading.size(cool.id)
    assert next(iter(reading.entries(cool.id, size - 1, size))).body["source"]["name"] == "Friends of the yard"


def test_what_a_column_holds_can_be_said(alba, cool):
    preview = brought(alba, as_csv([["Shade", "x"], ["Water", "y"]], headers=("Wie heißt ihr?", "Colour")))
    columns = alba.get(preview + "columns/").content.decode()

    assert "For example: Shade" in columns
    twice = alba.post(preview + "columns/", {"columns": "yes", "column-0": "name", "column-1": "name"})
    assert twice.status_code == 422
    alba.post(preview + "columns/", {"columns": "yes", "column-0": "name", "sector": "company", "country": "Kenia"})
    alba.post(preview, {"import": "yes"})
    found = Member.objects.get(partnership=cool.id, name="Water")
    assert (found.sector, found.country) == ("company", "KE")


def test_pasted_rows_are_a_list(alba):
    answer = alba.post(
        "/p/cool-schools/import/organisations/", {"pasted": "Nombre\tSector\nEscuela Sur\tuniversidad\n"}
    )

    assert "1 row is ready" in alba.get(answer["Location"]).content.decode()


def test_a_file_that_cannot_be_read_is_explained_at_its_field(alba):
    answer = alba.post("/p/cool-schools/import/organisations/", {"file": SimpleUploadedFile("x.csv", b"")})
    nothing = alba.post("/p/cool-schools/import/organisations/", {})

    assert answer.status_code == nothing.status_code == 422
    assert "This file is empty." in answer.content.decode()
    assert "Choose a file, or paste the rows." in nothing.content.decode()


def test_rows_with_faults_are_taken_along_with_what_to_do(alba):
    preview = brought(alba, as_csv(forty()))

    answer = alba.get(preview + "faulty.csv")

    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert answer["Content-Disposition"] == 'attachment; filename="rows-with-faults.csv"'
    assert len(rows) == 12
    assert rows[0][-1] == "What to do"
    assert rows[10][6] == '\'=HYPERLINK("http://example.org","Click")'
    assert rows[11][-1].startswith("H33: ")


def test_nobody_but_the_convener_brings_a_list_and_others_see_why(cool, client):
    draft = brought(signed_in(Client(), "Alba"), as_csv(forty()))
    page = signed_in(client, "Bruno").get("/p/cool-schools/import/organisations/")

    assert page.status_code == 200
    assert "why-not" in page.content.decode()
    assert client.post("/p/cool-schools/import/organisations/", {"pasted": "name\nx"}).status_code == 403
    assert client.get(draft).status_code == 404
    assert client.get(draft + "faulty.csv").status_code == 404
    assert signed_in(client, "Farah").get("/p/cool-schools/import/organisations/").status_code == 404


def test_a_draft_belongs_to_one_partnership_and_one_week(cool, client, time_machine):
    founded("Other", slug="other")
    alba = signed_in(client, "Alba")
    preview = brought(alba, as_csv(forty()))

    assert alba.get(preview.replace("cool-schools", "other")).status_code == 404
    time_machine.move_to(now() + timedelta(days=8))
    assert signed_in(client, "Alba").get(preview).status_code == 404
    brought(alba, as_csv(forty()))
    assert OrganisationsDraft.objects.count() == 1


def test_sent_twice_it_comes_in_once(alba, cool):
    preview = brought(alba, as_csv([["Shade", "ngo"]], headers=("name", "sector")))

    alba.post(preview, {"import": "yes"})
    alba.post(preview, {"import": "yes"})

    assert names(cool).count("Shade") == 1


def test_an_import_that_was_cut_off_is_ended(alba, cool, monkeypatch):
    rows = [[f"Organisation {n}", "ngo"] for n in range(130)]
    preview = brought(alba, as_csv(rows, headers=("name", "sector")))
    times: list[int] = []

    def cut(*args, **kwargs):
        times.append(1)
        if len(times) == 2:
            raise KeyboardInterrupt
        return perform(*args, **kwargs)

    monkeypatch.setattr(taking_in, "perform", cut)
    with pytest.raises(KeyboardInterrupt):
        alba.post(preview, {"import": "yes"})
    assert len(names(cool)) == 5 + 60
    monkeypatch.setattr(taking_in, "perform", perform)
    assert "cut off" in alba.get(preview).content.decode()
    done = alba.post(preview, {"import": "yes"})["Location"]

    assert len(names(cool)) == 5 + 130
    assert "130 organisations came in" in alba.get(done).content.decode()
    alba.post(done)
    assert len(names(cool)) == 5


def test_what_was_built_on_a_list_stands_in_the_way_of_undoing_it(alba, cool):
    preview = brought(alba, as_csv([["Shade", "ngo"]], headers=("name", "sector")))
    done = alba.post(preview, {"import": "yes"})["Location"]
    shade = Member.objects.get(partnership=cool.id, name="Shade").organisation
    cool.given("membership.represent", organisation=shade)

    page = alba.get(done).content.decode()

    assert "Something was done since about Shade" in page
    assert "Undo" not in page
    alba.post(done)
    assert "Shade" in names(cool)


def test_a_list_is_replayed_to_the_same_rows(alba, cool):
    preview = brought(alba, as_csv(forty()))
    alba.post(preview, {"import-rest": "yes"})
    before = list(Member.objects.filter(partnership=cool.id).order_by("key").values())

    replay(cool.id)

    assert list(Member.objects.filter(partnership=cool.id).order_by("key").values()) == before


@pytest.mark.parametrize("columns", [2, 12])
def test_a_page_of_any_list_stays_small(alba, columns):
    headers = [
        "name",
        "sector",
        "tier",
        "level",
        "country",
        "id",
        "roles",
        "brings",
        "website",
        "city",
        "mandate",
        "legal name",
    ]
    wrong = ["x", "?", "?", "?", "?", "?", "?", "", "?", "", "", ""]
    rows = [wrong[:columns] for _n in range(300)]
    preview = brought(alba, as_csv(rows, headers=headers[:columns]))

    page = alba.get(preview).content.decode()

    assert len(re.findall(r"<[a-z]", page)) <= 800
    assert len(page.encode()) < 120_000


def test_the_preview_costs_the_same_for_three_and_three_thousand(alba, cool, django_assert_max_num_queries):
    few = brought(alba, as_csv([[f"A{n}", "ngo"] for n in range(3)], headers=("name", "sector")))
    many = brought(alba, as_csv([[f"A{n}", "ngo"] for n in range(3_000)], headers=("name", "sector")))
    for preview in (few, many):
        with django_assert_max_num_queries(12):
            assert alba.get(preview).status_code == 200


def test_a_member_that_came_meanwhile_stops_the_whole_list(alba, cool):
    preview = brought(alba, as_csv([["Shade", "ngo"], ["Water", "ngo"]], headers=("name", "sector")))
    admit(cool, "water", "Water", "civil_society")

    answer = alba.post(preview, {"import": "yes"})

    assert answer.status_code == 422
    assert "takes part already" in answer.content.decode()
    assert "Shade" not in names(cool)


def test_the_act_refuses_whoever_may_not(cool):
    act = made(
        "membership.import_list", cool.id, batch=cool.org("list"), source={"name": "x", "sha256": "0" * 64, "rows": 1},
        organisations=[{"organisation": cool.org("new"), "name": "New", "sector": "company"}],
    )  # fmt: skip

    assert type(act) is act_type("membership.import_list")
    with pytest.raises(PermissionError, match=r"charter \d"):
        given(act, by=cool.bruno)
