"""Every code of the charter has its sentence, every sentence gets what it speaks of, in every language."""

from __future__ import annotations

import re
from typing import get_args

import pytest
from django.utils.functional import Promise
from django.utils.translation import override

from commonweal.acts.act import ModelCode
from commonweal.acts.charter_terms import DOMAINS, PARTS, ROLES, TERMS
from commonweal.acts.charter_words import SENTENCES, effect_said, fault_said, in_words, ref_in_words, said
from commonweal.acts.installed import act_types
from commonweal.charter.checking import faults
from commonweal.charter.checking.completeness import MUST, SHOULD
from commonweal.charter.checking.contradictions import ROLES as KNOWN_ROLES
from commonweal.charter.clauses import Part
from commonweal.charter.document import document, rule_said
from commonweal.charter.effects import OpenDecision, effects
from commonweal.charter.interim import interim_charter
from commonweal.charter.models import MODELS, combine, starting_charter
from commonweal.charter.roll import Seat
from commonweal.charter.rules import DeadlineFor, InterestKind, Method
from commonweal.charter.saying import Ref
from commonweal.charter.tests.faulty import FAULTS, WARNINGS
from commonweal.charter.tests.small import DAY, MEMBERS, body, rule, seats, small

CHARTERS = [*map(starting_charter, MODELS), *map(interim_charter, ("interim/1", "interim/2", "interim/3", "interim/4"))]
LEFT_OPEN = re.compile(r"%\(|\{|\bNone\b")


def everything(*charters):
    return [(charter, rule) for charter in charters for clause in charter.clauses for rule in clause.rules]


def test_there_is_a_starting_charter_for_each_model_of_co_creation():
    assert set(MODELS) == set(get_args(ModelCode))


@pytest.mark.parametrize("lang", ["en", "es", "fr", "ar"])
def test_every_rule_of_every_charter_is_said_in_whole_sentences(lang):
    for charter, rule_ in everything(*CHARTERS):
        sentences = said(rule_, charter, lang)
        assert sentences, rule_
        for sentence in sentences:
            assert sentence.endswith((".", ":", "؟", "!")), sentence
            assert not LEFT_OPEN.search(sentence), sentence


TIES = ("fail", "chair", "lot")
OF = ("entitled", "present", "voting")
TESTS = [
    {"over": over, "of": of, "share": share, "more": more}
    for over in ("seats", "weight", "population", "organisations", "each_sector")
    for of in OF
    for share, more in (("3/7", True), ("1/1", False))
] + [{"over": "each_sector", "of": of, "sectors": 1} for of in OF]
VETOES = [
    {"held_by": "sector", "of": "company"},
    {"held_by": "seats", "of": "members", "yearly": 1, "override": {"over": "each_sector", "sectors": 2}},
]
HELD = {
    "each_person": "office",
    "organisation": "appointment",
    "sector": "election",
    "community": "mandate_letter",
    "lot": "draw",
    "expert": "appointment",
}
OTHERS = [
    *({"type": "deadline", "what": what, "days": 1} for what in get_args(DeadlineFor)),
    {"type": "interests", "always": list(get_args(InterestKind)), "bands": ["1"], "currency": "EUR"},
    {"type": "review", "on": "2030-01-01"},
    {"type": "signing", "parties": "named", "in_order": True, "share": "2/3"},
    {"type": "exit", "duties_remain": False, "notice_days": 0},
    {"type": "succession"},
    {"type": "cycle", "code": "report", "what": {"en": "Report"}, "every_months": 1},
    {"type": "threshold", "criterion": "1.2", "name": "assessors", "value": "3"},
]


def every_option():
    """Rules that say what no charter of ours says, and one of others may."""
    groups = [
        seats(f"g{n}", held, of="x", filled_by=filled, weight="2", population="9", term_months=n + 1, substitute=n > 1)
        for n, (held, filled) in enumerate(HELD.items())
    ]
    bound = {"quorum": {"recused": True, "more": True}, "split": True, "proxies": 3, "casting_vote": True}
    return [
        rule(tests=TESTS, vetoes=VETOES, **bound),
        *(rule(m, method=m, tests=[], ties=t) for m in get_args(Method) for t in TIES if m != "majority"),
        body("b", parent="board", seats=groups, offices=[], sunset_on="2030-01-01", meets_every_months=1),
        *OTHERS,
    ]


def test_every_option_of_a_rule_is_said():
    charter = small({"other": every_option()})

    for _charter, each in everything(charter):
        for sentence in rule_said(each):
            assert not LEFT_OPEN.search(in_words(sentence, charter, "en")), sentence


@pytest.mark.parametrize("wrong", [*FAULTS, *WARNINGS])
def test_every_fault_is_said(wrong):
    charter = small({**FAULTS, **WARNINGS}[wrong][0])

    for fault in faults(charter, MEMBERS, at=DAY):
        told = fault_said(fault, charter, "en")
        assert told.endswith(".")
        assert not LEFT_OPEN.search(told), told


def test_a_fault_names_bodies_and_rules_by_their_names():
    charter = starting_charter("consortium")
    fault = next(f for f in faults(charter, {"company": 1}, at=DAY) if f.code == "quorum_sectors")

    assert fault_said(fault, charter, "en") == (
        "Double majority of seats and sectors in General assembly: 3 sectors must be there, and only 1 have a seat. "
        "Ask for fewer."
    )


def test_every_effect_is_said():
    before, after = starting_charter("consortium"), starting_charter("living_lab")
    held = {"board": [Seat(name="elected.1", group="elected", person="p")]}
    open_ = [OpenDecision(7, "general"), OpenDecision(8, "general", "d"), OpenDecision(9, "ethics")]

    for one, other in [(before, after), (after, before), (interim_charter(), before)]:
        for effect in effects(one, other, seats=held, decisions=open_):
            told = effect_said(effect, other, "en", before=one)
            assert all(sentence and not LEFT_OPEN.search(sentence) for sentence in told), told


def test_a_rule_that_changes_says_what_comes_and_what_goes():
    before, after = small(), small({"interests": [{"type": "interests", "renew_months": 6}]})
    (effect,) = effects(before, after)

    assert effect_said(effect, after, "en") == [
        "A rule says something else.",
        "Interests are declared again every 6 months.",
        "No longer: Interests are declared again every 12 months.",
    ]


def test_every_clash_is_said():
    both = combine(["living_lab", "consortium"])

    told = [in_words(clash.said, both.charter, "en") for clash in both.clashes]
    assert (
        "This charter: two models set this. What clause 3.2 says stands; look at the words of clause 3.2 again." in told
    )
    assert not any(LEFT_OPEN.search(sentence) for sentence in told)


def test_shares_lists_and_names_are_said_as_people_say_them():
    charter = starting_charter("living_lab")

    assert ref_in_words(Ref("at_least", "2/3"), charter, "en") == "at least two thirds"
    assert ref_in_words(Ref("at_least", "1/1"), charter, "en") == "all"
    assert ref_in_words(Ref("more_than", "5/9"), charter, "en") == "more than 5/9"
    assert ref_in_words(Ref("body", "steering"), charter, "es") == "Grupo de dirección"
    assert ref_in_words(Ref("body", "nowhere"), charter, "es") == "nowhere"
    assert ref_in_words(Ref("organisation", "01h"), charter, "en", names={"01h": "City"}) == "City"


def test_the_words_of_the_house_cover_what_charters_can_name():
    assert set(ROLES) == KNOWN_ROLES
    assert set(PARTS) == set(get_args(Part))
    assert set(TERMS) >= {*MUST, *SHOULD}
    assert set(DOMAINS) >= {act.matter for act in act_types().values()}


def test_every_sentence_can_be_translated():
    with override("en"):
        assert all(isinstance(sentence, Promise) for sentence in SENTENCES.values())


def test_the_document_of_every_charter_has_all_its_clauses_and_those_of_the_house():
    read = document(starting_charter("living_lab"))

    assert (len(read.own), read.languages) == (30, ("en", "es", "fr", "ar"))
    assert read.house[0].anchor == "clause-H1.1"
