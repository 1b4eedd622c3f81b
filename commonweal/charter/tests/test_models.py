"""Five starting charters: pinned, whole, in four languages, without a fault, and each of its own kind."""

from __future__ import annotations

import pytest

from commonweal.charter.checking import faults
from commonweal.charter.checking.completeness import texts_of
from commonweal.charter.clauses import REQUIRED_PARTS, Base
from commonweal.charter.interim import CURRENT, interim_charter
from commonweal.charter.models import MODELS, UnknownModel, combine, starting_charter
from commonweal.charter.rules import Accession, Amendment, Body, Cycle, DataPrinciple, DecisionRule, Matter
from commonweal.charter.tests.small import DAY

LANGUAGES = {"en", "es", "fr", "ar"}
DIGESTS = {
    "co_design_lab": "f9d74346a9184a1f7b027bb94d59af3269e6bac3f6738a86840100a51cd14eec",
    "living_lab": "407f916965ba5db8c7310b313b8bd586cccab4060f6a76a8f807e591894de3e8",
    "public_private": "4aecab5d1295838e12b367d60131839975a4b78028381cac27d32293280e2b40",
    "citizen_panel": "cda6fbdd77596c66328ca9a424951bdae9b382d5ce6b15179e528652391dcfe3",
    "consortium": "641018e4da37354bfda873b176a771b00ed27ca83383fa9a195376f9f9e251f4",
}
"""Without the base. A draft names the model from which it began; a changed one is another edition."""

USUAL = [
    {"government": 1, "company": 1, "civil_society": 1, "university": 1},
    {"government": 2, "company": 3, "civil_society": 2, "university": 1, "community": 1},
    {"government": 12, "company": 20, "civil_society": 30, "university": 8, "community": 15},
]


@pytest.fixture(params=MODELS)
def charter(request):
    return starting_charter(request.param)


@pytest.mark.parametrize("model", MODELS)
def test_a_starting_charter_never_changes(model):
    without = starting_charter(model).model_copy(update={"base": None})

    assert (without.edition, without.digest()) == (f"model/{model}/1", DIGESTS[model])


@pytest.mark.parametrize("members", USUAL, ids=["four", "nine", "many"])
def test_it_has_no_fault_with_usual_members(charter, members):
    assert faults(charter, members, at=DAY) == []


def test_every_word_stands_in_four_languages(charter):
    wanting = [
        clause.number
        for clause in charter.clauses
        for text in texts_of(clause)
        if set(text) != LANGUAGES or not all(said.strip() for said in text.values())
    ]

    assert (wanting, set(charter.title)) == ([], LANGUAGES)


def test_it_has_all_parts_with_plain_words_beside_each(charter):
    assert {clause.part for clause in charter.clauses} >= {*REQUIRED_PARTS, "signing", "amendment"}
    assert all(clause.summary for clause in charter.clauses)
    assert {cycle.code for _c, cycle in charter.rules(Cycle)} >= {"commitments", "annual_report", "pulse"}
    assert len(list(charter.rules(DataPrinciple))) == 7


def test_it_stands_on_the_edition_of_today_or_on_the_one_that_is_asked_for(charter):
    model = charter.edition.split("/")[1]
    old = Base(edition="interim/2", digest=interim_charter("interim/2").digest())

    assert charter.base == Base(edition=CURRENT, digest=interim_charter(CURRENT).digest())
    assert starting_charter(model, base=old).base == old


def test_what_every_room_asks_for_is_mapped(charter):
    codes = {matter.code for _clause, matter in charter.rules(Matter)}

    assert codes >= {"general", "membership", "publication", "data", "charter", "ending", "chair"}
    assert charter.first(Amendment)[1].matter == "charter"
    assert charter.first(Accession)[1].matter == "membership"


def test_each_model_has_bodies_and_rules_of_its_own():
    charters = {model: starting_charter(model) for model in MODELS}
    bodies = {m: {body.code for _c, body in c.rules(Body)} for m, c in charters.items()}
    methods = {m: {rule.method for _c, rule in c.rules(DecisionRule)} for m, c in charters.items()}

    assert len({frozenset(codes) for codes in bodies.values()}) == len(MODELS)
    assert set().union(*methods.values()) == {
        "consent", "consensus", "advice", "majority", "approval", "score", "schulze", "ranked_pairs", "irv", "stv",
        "quadratic",
    }  # fmt: skip
    assert {"residents"} < bodies["living_lab"]
    assert charters["public_private"].rule("double")[1].vetoes[0].yearly == 1
    assert [test.over for test in charters["public_private"].rule("triple")[1].tests] == [
        "seats",
        "each_sector",
        "weight",
    ]


def test_a_model_that_is_none_is_named():
    with pytest.raises(UnknownModel, match="club"):
        starting_charter("club")


def test_models_are_combined_the_first_ruling_where_they_clash():
    both = combine(["living_lab", "consortium"])
    lab, consortium = starting_charter("living_lab"), starting_charter("consortium")

    bodies = {body.code for _clause, body in both.charter.rules(Body)}
    assert bodies == {b.code for c in (lab, consortium) for _clause, b in c.rules(Body)}
    assert both.charter.matter("charter")[1] == lab.matter("charter")[1]
    assert both.charter.matter("ethics")[1] == consortium.matter("ethics")[1]
    assert both.charter.edition == "model/living_lab+consortium/1"

    clashing = {(clash.rule.type, getattr(clash.rule, "code", "")) for clash in both.clashes}
    assert ("matter", "charter") in clashing
    assert ("rule", "majority") in clashing
    assert ("matter", "ethics") not in clashing
    assert all(clash.rule != clash.other for clash in both.clashes)


def test_a_combination_keeps_its_numbers_and_has_no_code_twice():
    both = combine(MODELS)
    numbers = [tuple(map(int, clause.number.split("."))) for clause in both.charter.clauses]

    assert numbers == sorted(set(numbers))
    codes = {fault.code for fault in faults(both.charter, USUAL[1], at=DAY) if fault.severity == "error"}
    assert not codes & {"matter_twice", "body_twice", "rule_twice", "number_twice", "said_twice", "amount_overlap"}


def test_one_model_combined_is_itself_and_none_is_refused():
    alone = combine(["consortium"])

    assert (alone.charter, alone.clashes) == (starting_charter("consortium"), ())
    with pytest.raises(ValueError, match="at least one"):
        combine([])
