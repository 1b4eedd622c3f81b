"""Who has power under a text: the pages, the files, and what differs between two drafts."""

from __future__ import annotations

import csv
import io
import time
from typing import Any

import pytest

from commonweal.capabilities.chartering.tests.arranging import clause, opened, put, whole
from commonweal.charter.models import MODELS
from commonweal.methods.power import power_of
from commonweal.methods.power.rulefile import read_rule
from commonweal.methods.power.written import as_data

NAME = {"en": "Board", "ar": "مجلس"}
FIVE_OF_GOVERNMENT = [
    {"code": "gov", "name": {"en": "Authorities"}, "held_by": "sector", "of": "government", "count": 5},
    {"code": "biz", "name": {"en": "Companies"}, "held_by": "sector", "of": "company", "count": 2},
]


def ruled(seats, **rule):
    """Return a clause with a body, a rule and a matter."""
    rules = [
        {"type": "body", "code": "board", "name": NAME, "mandate": NAME, "seats": seats},
        {"type": "rule", "code": "simple", "name": {"en": "More yes than no"}, "method": "majority",
         "tests": [{"over": "seats", "share": "1/2"}], **rule},
        {"type": "matter", "code": "general", "name": {"en": "Anything"}, "body": "board", "rule": "simple"},
    ]  # fmt: skip
    return clause("3.1", rules=rules)


def drafted(cool, seats=FIVE_OF_GOVERNMENT, **rule):
    draft = opened(cool)
    put(cool, draft, ruled(seats, **rule))
    return draft


def shown(client, cool, draft=None, **asked):
    where = "charter" if draft is None else f"drafts/{draft}"
    answer = client.get(f"/p/{cool.slug}/{where}/power/", asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_charter_in_force_shows_to_everybody_what_its_rules_do(cool, seen_by):
    page = shown(seen_by("Farah"), cool)

    assert "Assembly of partners: Two thirds of all seats" in page
    assert "no sector can decide or stop a decision alone" in page.lower()
    assert "not recorded yet" in page


def test_a_draft_says_who_would_decide_alone_with_its_clause(cool, seen_by):
    draft = drafted(cool)
    page = shown(seen_by("Emre"), cool, draft)

    assert "One sector can decide alone, without any other: Government." in page
    assert f"/p/{cool.slug}/drafts/{draft}/clauses/3.1/" in page
    assert "<svg" in page
    assert "Nothing of it rules yet" in page


def test_an_empty_draft_says_what_is_missing(cool, seen_by):
    assert "there is no power to show" in shown(seen_by("Emre"), cool, opened(cool))


def test_a_draft_that_is_not_there_is_not_found(cool, seen_by):
    assert seen_by("Emre").get(f"/p/{cool.slug}/drafts/9999/power/").status_code == 404


def test_two_drafts_are_compared_with_arrows_and_words(cool, seen_by):
    five, equal = drafted(cool), drafted(cool, [{**group, "count": 2} for group in FIVE_OF_GOVERNMENT])
    page = shown(seen_by("Emre"), cool, equal, **{"with": five})

    assert "↓" in page
    assert "loses 21.4 points" in page
    assert "gains 21.4 points" in page
    assert "can now stop a decision alone" in page


def test_a_draft_is_compared_with_the_charter_in_force(cool, seen_by):
    page = shown(seen_by("Emre"), cool, drafted(cool), **{"with": "in_force"})

    assert "There is no such rule in this body." in page


@pytest.mark.parametrize("asked", ["nonsense", "-1", "999999999999999999999", "٣", ""])
def test_a_comparison_with_nonsense_is_the_page_alone(cool, seen_by, asked):
    assert "What differs</h2>" not in shown(seen_by("Emre"), cool, drafted(cool), **{"with": asked})


def test_it_is_read_in_arabic(cool, seen_by):
    client = seen_by("Emre")
    client.cookies["language"] = "ar"
    page = shown(client, cool, drafted(cool))

    assert 'dir="rtl"' in page
    assert "مجلس" in page


@pytest.mark.parametrize("model", MODELS)
def test_the_file_of_each_rule_gives_the_numbers_of_the_page(cool, seen_by, model):
    draft, client = whole(cool, source=[model]), seen_by("Emre")
    numbers = client.get(f"/p/{cool.slug}/drafts/{draft}/power/json/").json()
    counted = [rule for rule in numbers["rules"] if rule["kind"] in ("votes", "objection") and rule["unfit"] is None]

    assert counted
    for rule in counted:
        file = client.get(f"/p/{cool.slug}/drafts/{draft}/power/rule/", {"of": f"{rule['body']}.{rule['rule']}"})
        asked = read_rule(file.content.decode())
        said: Any = as_data(asked, power_of(asked.game))  # what ``commonweal power --json`` prints
        seats = [row for row in rule["holdings"] if row["what"] == "seat"]
        for name in ("banzhaf", "shapley"):
            assert [player[name] for player in said["players"]] == [row[name] for row in seats]
        assert [player["name"] for player in said["players"]] == [row["name"] for row in seats]
        assert said["quorum_reach"] == rule["quorum_reach"]


def test_the_numbers_come_as_csv_that_no_spreadsheet_runs(cool, seen_by):
    draft = drafted(cool, [{**FIVE_OF_GOVERNMENT[0], "name": {"en": "=1+1"}}, FIVE_OF_GOVERNMENT[1]])
    answer = seen_by("Emre").get(f"/p/{cool.slug}/drafts/{draft}/power/csv/")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))

    assert [row["banzhaf"] for row in rows if row["what"] == "sector"] == ["5/7", "2/7"]
    assert rows[0]["name"].startswith("'=1+1")
    assert answer["Content-Type"].startswith("text/csv")


def test_a_rule_that_is_not_there_has_no_file(cool, seen_by):
    assert seen_by("Farah").get(f"/p/{cool.slug}/charter/power/rule/", {"of": "no.thing"}).status_code == 404
    file = seen_by("Farah").get(f"/p/{cool.slug}/charter/power/rule/").content.decode()
    assert as_data(read_rule(file), power_of(read_rule(file).game))["dummies"] == []


def test_no_file_names_a_person(cool, seen_by):
    draft = drafted(cool, [{"code": "all", "name": {"en": "All"}, "held_by": "each_person"}])

    for ending in ("json", "csv", "rule"):
        said = seen_by("Emre").get(f"/p/{cool.slug}/drafts/{draft}/power/{ending}/").content.decode()
        assert not any(cool.person(name) in said for name in ("Alba", "Bruno", "Emre"))


def test_contribution_stands_beside_power(cool, seen_by):
    for who, amount in ((cool.bruno, "900"), (cool.chiara, "100")):
        cool.given("commitments.pledge", by=who, debtor=who.org, what="Money", form="money", amount=amount,
                   currency="EUR", due_on="2026-06-30")  # fmt: skip
    page = shown(seen_by("Emre"), cool)

    assert "2 commitments. Each table has it" in page
    assert "Less power than part of what was taken on" in page


def test_it_costs_the_same_for_three_rules_and_many(cool, seen_by, django_assert_max_num_queries):
    small, large = drafted(cool), whole(cool)
    client = seen_by("Emre")
    for draft in (small, large):
        shown(client, cool, draft)
        with django_assert_max_num_queries(20):
            shown(client, cool, draft)


def test_a_page_that_was_seen_before_costs_little(cool, seen_by):
    client, draft = seen_by("Emre"), whole(cool)
    shown(client, cool, draft)
    began = time.process_time()
    for _time in range(4):
        shown(client, cool, draft)

    assert (time.process_time() - began) / 4 < 0.25
