"""The charter is read as a document, in one language or two, and taken away as the data that it is."""

from __future__ import annotations

import hashlib
import json
import re

import jsonschema
import pytest

from commonweal.acts.charters import ruled_by
from commonweal.charter.clauses import Charter
from commonweal.charter.interim import interim_charter
from commonweal.charter.models import starting_charter
from commonweal.record import reading
from commonweal.record.readmodel import projecting

DETAIL = 12
LAB = starting_charter("living_lab")


@pytest.fixture
def agreed(cool):
    """A partnership that lives under the starting charter of a living lab."""
    with projecting():
        ruled_by(LAB, reading.latest_entries(cool.id, 1)[0])
    return cool


def page(client, cool, query="", digest=""):
    address = f"/p/{cool.slug}/charter/{digest}/" if digest else f"/p/{cool.slug}/charter/"
    answer = client.get(f"{address}{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_clause_stands_with_its_text_and_its_plain_words(agreed, client):
    read = page(client, agreed)

    assert re.findall(r'<li id="clause-(\d[\d.]*)">', read) == [clause.number for clause in LAB.clauses]
    for clause in LAB.clauses:
        assert clause.text["en"].split(".")[0].replace("'", "&#x27;") in read
        assert clause.summary["en"].split(".")[0].replace("'", "&#x27;") in read


def test_the_clauses_of_the_house_stand_apart(agreed, client):
    read = page(client, agreed)

    own, house = read.split('<section id="house"')
    assert 'id="clause-H5.1"' in house
    assert 'id="clause-H' not in own
    assert len(re.findall(r'id="clause-H', house)) == len(interim_charter().clauses)


def test_contents_lead_to_every_clause(agreed, client):
    read = page(client, agreed)
    anchors = set(re.findall(r'id="([^"]+)"', read))

    assert {f"#{anchor}" for anchor in anchors if anchor.startswith("clause-")} >= set(
        re.findall(r'href="(#clause-[^"]+)"', read)
    )
    assert set(re.findall(r'href="#((?:body|matter|rule)-[^"]+)"', read)) <= anchors


def test_a_matter_leads_to_its_body_and_rule_and_they_lead_back(agreed, client):
    read = page(client, agreed)

    matter = read.split('id="matter-trials"')[1].split("</li>")[0:4]
    assert 'href="#body-residents"' in "".join(matter)
    assert 'href="#rule-two_thirds"' in "".join(matter)
    assert 'href="#matter-trials"' in read.split('id="body-residents"')[1].split('id="clause-2.3"')[0]


def test_rules_are_said_in_sentences(agreed, client):
    read = page(client, agreed)

    assert "In at least 3 sectors, yes from more than half of their seats that say yes or no." in read
    assert "Filled by a lot that everybody can draw again. Held for 12 months." in read


@pytest.mark.parametrize(("lang", "beside"), [("en", "ar"), ("ar", "fr"), ("es", "en")])
def test_two_languages_stand_side_by_side(agreed, client, lang, beside):
    client.cookies["language"] = lang
    read = page(client, agreed, f"?with={beside}")

    for code in (lang, beside):
        assert LAB.clauses[0].title[code].replace("'", "&#x27;") in read
        assert f'<p class="legal" lang="{code}" dir="auto">' in read
    assert "in-two" in read


@pytest.mark.parametrize("query", ["?with=en", "?with=xx", "?with=", "?with=en&with=%00", "?other=1"])
def test_a_language_that_there_is_not_or_the_same_one_is_left_aside(agreed, client, query):
    assert "in-two" not in page(client, agreed, query)


def test_an_earlier_charter_is_said_to_be_one(agreed, client):
    read = page(client, agreed, digest=interim_charter().digest())

    assert "An earlier charter. Entries made under it are judged by it." in read
    assert '<section id="house"' not in read


def test_the_file_is_the_charter_and_its_digest(agreed, client):
    answer = client.get(f"/p/{agreed.slug}/charter/{LAB.digest()}.json")

    assert answer["Content-Type"] == "application/json"
    assert hashlib.sha256(answer.content).hexdigest() == LAB.digest()
    assert Charter.model_validate(json.loads(answer.content)) == LAB
    assert client.get(f"/p/{agreed.slug}/charter/{'0' * 64}.json").status_code == 404


def test_the_language_of_charters_is_given_to_everybody_and_takes_the_file(agreed, client):
    language = client.get("/schemas/charter.json")
    file = client.get(f"/p/{agreed.slug}/charter/{LAB.digest()}.json")

    assert language["Content-Type"] == "application/schema+json"
    jsonschema.Draft202012Validator(json.loads(language.content)).validate(json.loads(file.content))


def test_a_charter_of_another_partnership_is_not_found(agreed, client, db):
    assert client.get(f"/p/another/charter/{LAB.digest()}.json").status_code == 404


@pytest.mark.parametrize("query", ["", "?with=fr"])
def test_it_costs_the_same_however_long_it_is(agreed, client, django_assert_max_num_queries, query):
    page(client, agreed)

    with django_assert_max_num_queries(DETAIL):
        page(client, agreed, query)
