"""The pages of search, as each reader sees them: never more than each charter allows."""

from __future__ import annotations

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commonweal.acts import installed as manifests
from commonweal.acts.capability import Setting
from commonweal.acts.charters import setting_with
from commonweal.acts.replay import replay
from commonweal.acts.testing import founded_alone, welcome
from commonweal.capabilities.finding.models import Findable
from commonweal.charter.clauses import Charter
from commonweal.partnerships.models import Partnership

MOST_QUERIES = 8


def asked(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.fixture
def page(cool):
    return f"/p/{cool.slug}/search/"


@pytest.fixture
def only_members_read(cool, monkeypatch):
    """Let the charter keep the record to those who take part."""
    built_in = setting_with(cool.id, digest=Partnership.objects.get(pk=cool.id).charter)
    document = json.loads(built_in.charter.model_dump_json())
    for clause in document["clauses"]:
        for rule in clause["rules"]:
            if rule.get("what") == "record":
                rule["roles"] = ["convener", "representative", "participant", "observer"]
    kept = Setting(charter=Charter.model_validate(document), digest=built_in.digest)
    for module in ("web.readers", "capabilities.finding.pages", "capabilities.finding.everywhere"):
        monkeypatch.setattr(
            f"commonweal.{module}.setting_with",
            lambda partnership, *, digest: kept if partnership == cool.id else built_in,
        )


def test_a_resident_finds_what_was_said_in_arabic_on_an_arabic_page(cool, page, says, client):
    says("الأمّهات ينتظرنَ في الشمس قرب المدرسة", lang="ar")

    answer = client.get(f"{page}?q=مدرسه", headers={"accept-language": "ar"})

    shown = answer.content.decode()
    assert "<mark>المدرسة</mark>" in shown
    assert 'lang="ar" dir="auto"' in shown
    assert 'dir="rtl"' in shown


def test_what_is_found_leads_to_its_page_and_marks_the_words(cool, page, says, client):
    says("¿Quién riega los árboles? <b>Nadie</b>", lang="es")

    shown = client.get(f"{page}?q=arbol").content.decode()

    assert "los <mark>árboles</mark>? &lt;b&gt;Nadie&lt;/b&gt;" in shown
    assert "in the hour from" in shown


def test_the_public_finds_no_names_and_members_do(cool, page, says, client, seen_by):
    says("Hello")

    assert "Emre" not in client.get(f"{page}?q=emre").content.decode()
    assert "<bdi>Emre</bdi>" in seen_by("Olga").get(f"{page}?q=emr").content.decode()


def test_nobody_narrows_by_a_person_whose_name_she_may_not_see(cool, page, says, client, seen_by):
    says("Trees")
    says("Trees too", by=cool.bruno)
    address = f"{page}?q=trees&by={cool.person('Emre')}"

    assert len(client.get(address).context["found"].rows) == 2
    shown = seen_by("Olga").get(address)
    assert len(shown.context["found"].rows) == 1
    assert "Only what <bdi>Emre</bdi> did" in shown.content.decode()


@pytest.mark.parametrize("wanted", ["", "q=", "q=-x", "q=%00", "q=%22", "q=trees&page=0", "q=trees&page=999",
                                    "q=trees&what=nothing&org=x&by=y", "q=" + "a" * 5000])  # fmt: skip
def test_odd_questions_are_answered(page, says, seen_by, wanted):
    says("Trees")

    assert seen_by("Alba").get(f"{page}?{wanted}").status_code == 200


@pytest.mark.parametrize("name", [None, "Olga"])
def test_a_search_costs_the_same_for_three_results_and_for_three_hundred(page, says, client, seen_by, name):
    reader = seen_by(name) if name else client
    for n in range(3):
        says(f"Tree {n}")
    few = asked(reader, f"{page}?q=tree")

    for n in range(300):
        says(f"Tree {n}")

    assert asked(reader, f"{page}?q=tree") == few <= MOST_QUERIES


def test_who_may_not_read_the_record_finds_nothing(cool, page, says, client, seen_by, only_members_read):
    says("Trees")

    assert client.get(f"{page}?q=trees").status_code == 403
    assert "<mark>Trees</mark>" in seen_by("Olga").get(f"{page}?q=trees").content.decode()


def test_everywhere_finds_what_each_charter_allows(cool, says, seen_by, client, only_members_read):
    says("Trees of ours")
    quiet = founded_alone("Quiet Streets")
    quiet.given("fit.name_goal", title="Trees for everybody")
    address = "/search/?q=trees"

    assert client.get(address).status_code == 302
    stranger = seen_by("Farah").get(address).content.decode()
    assert "<mark>Trees</mark> for everybody" in stranger
    assert "of ours" not in stranger
    member = seen_by("Olga").get(address).content.decode()
    assert "<mark>Trees</mark> of ours" in member
    assert "<mark>Trees</mark> for everybody" in member
    assert "Alba" not in seen_by("Farah").get("/search/?q=alba").content.decode()
    assert "Alba" in seen_by("Olga").get("/search/?q=alba").content.decode()


def test_everywhere_costs_the_same_however_many_partnerships(cool, says, seen_by):
    olga = seen_by("Olga")
    says("Trees")
    few = asked(olga, "/search/?q=trees")

    for n in range(8):
        other = founded_alone(f"Street {n}")
        welcome(other, "Olga", "observer")
        other.given("fit.name_goal", title="Trees")

    assert asked(olga, "/search/?q=trees") == few <= MOST_QUERIES


def test_what_fewer_may_read_than_the_record_is_found_by_them_alone(cool, page, says, client, seen_by, monkeypatch):
    fit = manifests.capability_of("fit.state_condition")
    monkeypatch.setitem(fit.readable, "fit.state_condition", "webhooks")  # of interim/2: conveners, representatives
    position = says("Trees")
    replay(cool.id)

    assert "<mark>" not in client.get(f"{page}?q=trees").content.decode()
    assert "<mark>" not in seen_by("Olga").get(f"{page}?q=trees").content.decode()
    assert "<mark>" not in seen_by("Olga").get("/search/?q=trees").content.decode()
    assert "<mark>" in seen_by("Bruno").get(f"{page}?q=trees").content.decode()
    entry = f"/p/{cool.slug}/record/{position}/"
    assert ">Trees<" not in seen_by("Olga").get(entry).content.decode()
    assert "Clause 5.7" in seen_by("Olga").get(entry).content.decode()
    assert "Trees" in seen_by("Bruno").get(entry).content.decode()


def test_names_are_looked_up_and_never_kept():
    assert not any("name" in field.name for field in Findable._meta.get_fields())
