"""A list of organisations comes in by one act, and is taken back by one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.forms.models import model_to_dict
from pydantic import ValidationError

from commonweal.acts.perform import Objected, Refused
from commonweal.acts.replay import replay
from commonweal.acts.sentences import sentence_of
from commonweal.acts.testing import NOON, Founded, founded, made
from commonweal.kit.ids import id_from_seed, new_id
from commonweal.partnerships.models import ImportedList, Member
from commonweal.partnerships.queries import former_members, imported_lists, members
from commonweal.record import reading
from commonweal.record.entry import Entry

BATCH = id_from_seed("test", "batch")


@pytest.fixture
def cool(db) -> Founded:
    return founded()


def item(name: str, **more: Any) -> dict[str, Any]:
    return {"organisation": id_from_seed("test", name), "name": name, "sector": "company", **more}


def source(rows: int = 3) -> dict[str, Any]:
    return {"name": "partners.xlsx", "sha256": "ab" * 32, "rows": rows}


def listed(cool: Founded, *names: str, batch: str = BATCH, **more: Any) -> Entry:
    organisations = [item(name, **more) for name in names]
    return cool.given("membership.import_list", batch=batch, organisations=organisations, source=source(len(names)))


def taken_back(cool: Founded, batch: str = BATCH) -> Entry:
    return cool.given("membership.undo_import", batch=batch)


def rows(cool: Founded) -> list[list[dict[str, object]]]:
    return [
        [model_to_dict(row) for row in table.objects.filter(partnership=cool.id).order_by("pk")]
        for table in (Member, ImportedList)
    ]


def test_everybody_on_the_list_takes_part_in_its_order(cool):
    names = [f"Workshop {n:02}" for n in range(12)]

    listed(cool, *names)

    assert list(members(cool.id).filter(batch=BATCH).values_list("name", flat=True)) == names
    assert imported_lists(cool.id).get().organisations == 12


def test_a_list_keeps_all_that_is_said(cool):
    listed(
        cool,
        "Ribera Province",
        sector="government",
        tier="provincial",
        legal_name="Diputación de Ribera",
        territories=[{"name": "Ribera", "country": "ES", "code": "ES-RI"}],
        website="https://ribera.example/",
        mandate="Ley 7/1985, article 36",
        brings="Roads and engineers",
        lang="en",
    )

    row = members(cool.id).get(name="Ribera Province")
    assert (row.tier, row.legal_name, row.territories[0]["code"]) == ("provincial", "Diputación de Ribera", "ES-RI")
    assert (row.lang, row.mandate) == ("en", "Ley 7/1985, article 36")


@pytest.mark.parametrize(
    ("organisations", "says"),
    [
        ([], "at least 1"),
        ([item(f"Workshop {n}") for n in range(61)], "at most 60"),
        ([item("Workshop"), {**item("WORKSHOP"), "organisation": new_id()}], "more than once"),
        ([item("Workshop"), {**item("Other"), "organisation": item("Workshop")["organisation"]}], "same id"),
        ([item("Workshop", tier="national")], "Only a government"),
        ([item("Workshop", website="javascript:alert(1)")], "website"),
    ],
)
def test_a_list_that_cannot_be_is_explained(organisations, says):
    with pytest.raises(ValidationError, match=says):
        made("membership.import_list", new_id(), batch=BATCH, organisations=organisations, source=source())


def test_whoever_takes_part_already_is_named(cool):
    with pytest.raises(Objected, match="Tejados Frescos"):
        listed(cool, "Workshop", "TEJADOS Frescos".title())
    assert not members(cool.id).filter(name="Workshop").exists()


def test_a_list_is_for_the_convener(cool):
    with pytest.raises(Refused, match=r"charter 2\.2"):
        cool.given(
            "membership.import_list", by=cool.bruno, batch=BATCH, organisations=[item("Workshop")], source=source()
        )


def test_a_list_is_taken_back_whole_and_only_once(cool):
    before = list(members(cool.id).values_list("name", flat=True))
    listed(cool, "Workshop 1", "Workshop 2")
    listed(cool, "Workshop 3")

    taken_back(cool)

    assert list(members(cool.id).values_list("name", flat=True)) == before
    assert not former_members(cool.id).exists()
    assert all(part.taken_back_at for part in imported_lists(cool.id))
    with pytest.raises(Objected, match="no such list"):
        taken_back(cool)
    with pytest.raises(Objected, match="Import it anew"):
        listed(cool, "Workshop 4")
    listed(cool, "Workshop 1", batch=new_id())
    assert members(cool.id).filter(name="Workshop 1").count() == 1


def test_an_unknown_list_and_one_of_elsewhere_are_not_taken_back(cool):
    listed(founded("Other Schools"), "Workshop")

    with pytest.raises(Objected, match="no such list"):
        taken_back(cool)


def built(cool: Founded, what: str) -> None:
    org = item("Workshop 1")["organisation"]
    match what:
        case "place":
            cool.given("membership.represent", organisation=org)
        case "correction":
            cool.given("membership.correct", **item("Workshop One", organisation=org))
        case "invitation":
            cool.given(
                "membership.invite",
                invitation=new_id(),
                role="representative",
                organisation=org,
                expires_at=NOON + timedelta(days=3),
            )
        case "leaving":
            cool.given("membership.leave", organisation=org)


@pytest.mark.parametrize("what", ["place", "correction", "invitation", "leaving"])
def test_what_was_built_on_a_list_stands_in_the_way_and_is_named(cool, what):
    listed(cool, "Workshop 1", "Workshop 2")
    built(cool, what)

    with pytest.raises(Objected, match=r"Workshop (1|One),") as objected:
        taken_back(cool)
    assert "Workshop 2" not in str(objected.value)


def test_the_same_rows_after_a_replay(cool):
    listed(cool, "Workshop 1", "Workshop 2")
    taken_back(cool)
    listed(cool, "Workshop 1", batch=new_id())
    before = rows(cool)

    replay(cool.id)

    assert rows(cool) == before


def test_lists_are_told_in_sentences(cool):
    listed(cool, "Workshop 1", "Workshop 2")
    taken_back(cool)

    told = [str(sentence_of(entry)) for entry in reading.latest_entries(cool.id, 2)]

    assert told == ["A list of organisations was taken back", "2 organisations joined, from the list “partners.xlsx”"]
