"""A charter reads as a document: clauses in order, both texts, every rule with what it says and where it stands."""

from __future__ import annotations

from typing import get_args

import pytest

from commonweal.charter.clauses import Rule
from commonweal.charter.document import anchor_of, document, rule_said, standing
from commonweal.charter.interim import interim_charter
from commonweal.charter.living_sentences import of_life
from commonweal.charter.models import MODELS, starting_charter
from commonweal.charter.rules import Signing
from commonweal.charter.ruling import AnotherBase
from commonweal.charter.saying import Ref
from commonweal.charter.tests.small import body, matter, number_of, rule, seats, small


def codes(charter, part, place=0):
    clause = next(c for c in charter.clauses if c.part == part)
    return [said.code for said in rule_said(clause.rules[place])]


@pytest.mark.parametrize("model", MODELS)
def test_it_holds_the_same_as_the_charter(model):
    charter = starting_charter(model)
    read = document(charter)

    assert [(c.number, c.title, c.text, c.summary) for c in read.own] == [
        (c.number, c.title, c.text, c.summary) for c in charter.clauses
    ]
    assert [[r.rule for r in c.rules] for c in read.own] == [list(c.rules) for c in charter.clauses]
    assert all(r.said for c in read.own for r in c.rules)


def test_the_clauses_of_the_house_stand_in_their_own_section():
    read = document(small())

    assert {clause.house for clause in read.own} == {False}
    assert [c.anchor for c in read.house][:2] == ["clause-H1.1", "clause-H1.2"]
    assert all(not r.anchor for c in read.house for r in c.rules)
    assert document(interim_charter()).house == ()


def test_a_house_that_is_another_is_refused():
    charter = small(base={"edition": "interim/1", "digest": "0" * 64})

    with pytest.raises(AnotherBase):
        document(charter)


def test_bodies_matters_and_rules_can_be_led_to():
    charter = small()

    assert standing(charter) == {
        "body-board": number_of("bodies"),
        **dict.fromkeys(["rule-majority", "matter-general", "matter-charter", "matter-membership"], number_of("rules")),
    }
    assert anchor_of(charter.first(Signing)[1]) == ""


def test_the_level_of_a_clause_is_that_of_its_number():
    assert [clause.level for clause in document(interim_charter()).own][:2] == [2, 2]


def test_a_body_says_who_sits_and_what_it_was_given():
    charter = small(
        {
            "bodies": [body(), body("team", parent="board", delegated=["general"], offices=[], sunset_on="2030-01-01",
                                    seats=[seats("a", "lot", weight="2", term_months=3, substitute=False)])],
        }
    )  # fmt: skip

    assert codes(charter, "bodies", 1) == [
        "body", "body.parent", "seats.lot", "seats.by_appointment", "seats.weight", "seats.term",
        "seats.no_substitute", "body.no_offices", "body.delegated", "body.notice", "body.absence", "body.sunset",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("amounts", "code"),
    [
        ({}, None),
        ({"amount_from": "5"}, "matter.from"),
        ({"amount_below": "5"}, "matter.below"),
        ({"amount_from": "5", "amount_below": "9", "currency": "EUR"}, "matter.between"),
    ],
)
def test_a_matter_says_for_which_amounts(amounts, code):
    charter = small({"rules": [rule(), matter("general", **amounts)]})

    told = codes(charter, "rules", 1)
    assert (told[1] if len(told) > 2 else None) == code


def test_a_rule_says_what_has_to_be_reached():
    double = rule(
        tests=[{}, {"over": "each_sector", "share": "1/1", "more": False, "sectors": 2}],
        vetoes=[{"held_by": "sector", "of": "company", "yearly": 1, "override": {"share": "3/4"}}],
        quorum={"sectors": 2, "presence": [{"sector": "company"}], "recused": True},
        notice_days=3, discussion_days=4, secrecy="secret", proxies=2, casting_vote=True, split=True,
    )  # fmt: skip

    assert codes(small({"rules": [double]}), "rules") == [
        "method.majority", "tests.all", "test.seats.voting", "test.sectors.voting", "quorum", "quorum.sectors",
        "quorum.presence", "quorum.with_recused", "veto.sector", "veto.yearly", "veto.override", "test.seats.voting",
        "times.notice", "times.discussion", "times.open", "secrecy.secret", "counting.split", "counting.proxies",
        "counting.casting_vote",
    ]  # fmt: skip


def test_shares_are_named_with_more_or_at_least():
    charter = small({"rules": [rule(tests=[{"share": "2/3"}, {"share": "2/3", "more": False}])]})

    told = rule_said(next(c for c in charter.clauses if c.part == "rules").rules[0])
    assert [said.params["quantity"] for said in told if said.code.startswith("test.")] == [
        Ref("more_than", "2/3"),
        Ref("at_least", "2/3"),
    ]


def test_no_kind_of_rule_is_without_words():
    kinds = set(get_args(get_args(Rule)[0]))
    told = {
        type(r) for m in MODELS for c in (starting_charter(m), interim_charter()) for cl in c.clauses for r in cl.rules
    }

    assert {kind.__name__ for kind in kinds - told} <= {"Threshold"}
    threshold = small({"other": [{"type": "threshold", "criterion": "1.1", "name": "goals", "value": "1"}]})
    assert [said.code for said in of_life(threshold.clauses[-1].rules[0])] == ["threshold"]
