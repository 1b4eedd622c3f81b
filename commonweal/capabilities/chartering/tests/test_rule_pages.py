"""Rules are written through forms, each type through its own, and as JSON."""

from __future__ import annotations

import pytest

from commonweal.capabilities.chartering import queries
from commonweal.capabilities.chartering.ruling.kinds import KINDS
from commonweal.capabilities.chartering.tests.arranging import clause, opened, put, text, whole
from commonweal.charter.rules import Body


@pytest.fixture
def at(cool):
    return lambda page: f"/p/{cool.slug}/drafts/{page}"


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def row(cool, draft):
    return queries.draft_with(cool.id, draft)


def sent_from(form):
    """Return what a browser would send of a form that nobody touched."""
    said = {}
    for name, field in form.fields.items():
        value = field.prepare_value(form[name].value())
        if value is True:
            said[name] = "on"
        elif value is not None and value is not False:
            said[name] = value
    return said


def test_every_rule_of_every_form_comes_back_as_it_went(cool, at, seen_by):
    draft, alba, seen = whole(cool), seen_by("Alba"), set()
    for number, document in text(cool, draft).items():
        for place, rule in enumerate(document["rules"]):
            page = alba.get(at(f"{draft}/clauses/{number}/rules/{place}/"))
            answer = alba.post(page.request["PATH_INFO"], {**sent_from(page.context["form"]), "do": "put"})
            assert "reads already" in words(answer), (rule, answer.context["form"].errors)
            seen.add(rule["type"])
    assert len(seen) > 12


@pytest.mark.parametrize("kind", list(KINDS))
def test_an_empty_form_of_every_kind_is_shown_and_explains_what_is_missing(cool, at, seen_by, kind):
    draft = opened(cool)
    put(cool, draft, clause("1"))
    page = at(f"{draft}/clauses/1/rules/new/{kind}/")

    shown = seen_by("Alba").get(page)
    answer = seen_by("Alba").post(page, {"do": "put"})

    assert str(KINDS[kind].label).split("'")[0] in words(shown)
    assert answer.status_code in (302, 422)


def test_a_body_with_seats_and_a_rule_with_a_double_majority_are_written_through_forms(cool, at, seen_by):
    draft, alba = opened(cool), seen_by("Alba")
    put(cool, draft, clause("1"))
    body = {
        "name-en": "Council", "mandate-en": "Decides.", "seats-rows": "2", "notice_days": "7", "typical_absence": "20%",
        "seats-0-name-en": "Residents", "seats-0-held_by": "sector", "seats-0-of": "community", "seats-0-count": "3",
        "seats-0-filled_by": "election", "seats-0-weight": "1", "seats-0-population": "0", "do": "put",
    }  # fmt: skip
    rule = {
        "name-en": "Twice", "method": "majority", "tests-rows": "2", "tests-0-share": "1/2", "tests-0-more": "on",
        "tests-0-over": "seats", "tests-0-of": "voting", "tests-1-share": "55%", "tests-1-over": "each_sector",
        "tests-1-of": "present", "tests-1-sectors": "2", "quorum-on": "on", "quorum-share": "2/3",
        "quorum-presence-rows": "1", "quorum-presence-0-sector": "community", "quorum-presence-0-seats": "2",
        "vetoes-rows": "0", "secrecy": "open", "ties": "fail", "open_days": "7", "winners": "1", "scale": "5",
        "do": "put",
    }  # fmt: skip

    assert alba.post(at(f"{draft}/clauses/1/rules/new/body/"), body).status_code == 302
    assert alba.post(at(f"{draft}/clauses/1/rules/new/rule/"), rule).status_code == 302

    council, twice = text(cool, draft)["1"]["rules"]
    assert (council["code"], council["seats"][0]["code"], council["seats"][0]["count"]) == ("council", "residents", 3)
    assert council["typical_absence"] == "1/5"
    assert [test["share"] for test in twice["tests"]] == ["1/2", "11/20"]
    assert twice["quorum"]["presence"] == [{"sector": "community", "seats": 2}]
    page = words(alba.get(at(f"{draft}/clauses/1/")))
    assert "at least two thirds" in page
    form = alba.get(at(f"{draft}/clauses/1/rules/new/matter/")).context["form"]
    assert ("council", "Council") in form.fields["body"].choices


def test_a_name_in_arabic_gives_a_code_and_a_mistake_stands_at_its_row(cool, at, seen_by):
    draft, alba = opened(cool, languages=["ar"], title="ميثاقنا"), seen_by("Alba")
    put(cool, draft, clause("1", lang="ar"))
    said = {
        "name-ar": "المجلس", "mandate-ar": "يقرر.", "seats-rows": "2", "seats-0-name-ar": "السكان",
        "seats-0-held_by": "each_person", "seats-1-name-ar": "الخبراء", "seats-1-count": "2", "do": "put",
    }  # fmt: skip

    wrong = alba.post(at(f"{draft}/clauses/1/rules/new/body/"), said)
    assert "seats-1-held_by" in wrong.context["form"].errors
    assert alba.post(at(f"{draft}/clauses/1/rules/new/body/"), {**said, "seats-1-held_by": "expert"}).status_code == 302

    [body] = text(cool, draft)["1"]["rules"]
    assert (body["code"], [group["code"] for group in body["seats"]]) == ("body", ["seats", "seats_2"])


def test_a_rule_is_taken_out_and_a_clause_too(cool, at, seen_by):
    draft, alba = whole(cool), seen_by("Alba")
    number = next(c.number for c, _b in queries.text_of(row(cool, draft)).charter().rules(Body))
    before = len(text(cool, draft)[number]["rules"])

    alba.post(at(f"{draft}/clauses/{number}/rules/0/"), {"out": "yes", "do": "put"})
    assert len(text(cool, draft)[number]["rules"]) == before - 1
    page = words(alba.get(at(f"{draft}/")))
    assert "to be mended before it can be presented" in page

    alba.post(at(f"{draft}/clauses/{number}/"), {"form": "remove", "do": "put"})
    assert number not in text(cool, draft)
    assert "no such clause in the text now" in words(alba.get(at(f"{draft}/clauses/{number}/")))


def test_rules_as_json_are_refused_where_the_house_does_not_understand_them(cool, at, seen_by):
    draft = opened(cool)
    put(cool, draft, clause("1"))
    page = at(f"{draft}/clauses/1/rules/json/")

    for wrong in ("{", "[{}]", '[{"type": "deadline", "what": "minutes", "days": 0}]', "[" * 5000):
        assert seen_by("Alba").post(page, {"rules": wrong, "do": "put"}).context["form"].errors
    right = '[{"type": "deadline", "what": "minutes", "days": 7}]'
    assert seen_by("Alba").post(page, {"rules": right, "do": "put"}).status_code == 302
