"""Three kinds of knowledge as equals: brought, put right, held against each other, taken back, used in decisions."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError

from commonweal.acts.capability import Facts, Reader
from commonweal.acts.kept import kept
from commonweal.acts.perform import Objected, Refused, verdict_on
from commonweal.acts.replay import replay
from commonweal.acts.testing import NOON, founded, made
from commonweal.capabilities.evidence import offered, queries
from commonweal.capabilities.evidence.capability import CAPABILITY
from commonweal.capabilities.evidence.tests.arranging import (
    CONSENT,
    bring,
    of_a_community,
    propose,
    said,
    turn,
    two_items,
)
from commonweal.kit.ids import id_from_seed
from commonweal.partnerships.models import EvidenceItem, Member
from commonweal.people.models import Text


@pytest.fixture
def two(db):
    """A partnership, what sensors measured and what a community knows."""
    return kept("evidence.two", two_items)


@pytest.fixture
def cool(two):
    """The same partnership, where the items do not matter."""
    return two[0]


def test_items_stand_in_the_order_in_which_they_came_whatever_their_kind(two):
    cool, measured, lived = two

    assert [row.entry for row in queries.items(cool.id)] == [lived.position, measured.position]
    assert [row.entry for row in queries.items(cool.id, kind="community")] == [lived.position]
    assert EvidenceItem.objects.get(entry=lived.position).kinds == ["community", "experiential"]
    assert queries.count_by_kind(cool.id) == {"technical": 1, "community": 1, "experiential": 1}


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"kinds": []}, "at least 1"),
        ({"kinds": ["rumour"]}, "Input should be"),
        ({"kinds": ["community"], "consent": CONSENT}, "from which community"),
        ({"kinds": ["community"], "community": "North Quarter"}, "who agreed"),
        ({"source_url": "ftp://somewhere"}, "String should match"),
        ({"files": [{"label": "a", "digest": "a" * 64}, {"label": "b", "digest": "a" * 64}]}, "each file once"),
        ({"strength": "certain"}, "Input should be"),
    ],
)
def test_what_is_not_whole_is_explained(cool, wrong, says):
    with pytest.raises(ValidationError, match=says):
        bring(cool, **wrong)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"about": [99_999]}, "about"),
        ({"consent": {**CONSENT, "on": date(2027, 1, 1)}}, "consent"),
        ({"community_organisation": id_from_seed("nobody")}, "community_organisation"),
    ],
)
def test_what_does_not_fit_is_explained_at_its_field(cool, wrong, field):
    with pytest.raises(Objected) as objected:
        of_a_community(cool, **wrong)

    assert objected.value.objection.field == field


def test_observers_and_strangers_bring_nothing(cool):
    for name in ("Olga", "Farah"):
        by = cool.olga if name == "Olga" else cool.farah
        with pytest.raises(Refused, match=r"charter 7\.2"):
            cool.given(
                "evidence.add", by=by, title="A", kinds=["technical"], says=said("a"), source=said("b"),
                strength="limited", why_strength=said("c"), limits=said("d"),
            )  # fmt: skip


def test_only_those_who_brought_it_put_it_right(two):
    cool, measured, _lived = two
    new = {"title": "Heat in eight yards", "kinds": ["technical", "experiential"], "strength": "moderate"}
    words = {name: said("More.") for name in ("says", "source", "why_strength", "limits")}

    with pytest.raises(Refused, match="You can contradict it"):
        turn(cool, "correct", measured, "Alba", **new, **words)
    turn(cool, "correct", measured, "Dina", **new, **words)

    row = queries.item_at(cool.id, measured.position)
    assert (row.title, row.corrected, row.says.text) == ("Heat in eight yards", 1, "More.")
    assert EvidenceItem.objects.get(entry=measured.position).kinds == ["experiential", "technical"]


def test_what_contradicts_stands_side_by_side_and_its_bringer_is_asked(two):
    cool, measured, lived = two
    turn(cool, "contradict", lived, "Bruno", other=measured.position, says=said("The park is the cool one."))

    tasks = list(offered.waits(Facts(cool.id, at=NOON), cool.dina, cool.slug))
    assert [task.says for task in tasks] == ["Look at what contradicts “Heat in six school yards”"]
    with pytest.raises(Objected, match="side by side already"):
        turn(cool, "contradict", measured, "Alba", other=lived.position, says=said("Again."))
    with pytest.raises(ValidationError, match="cannot contradict itself"):
        turn(cool, "contradict", measured, "Alba", other=measured.position, says=said("Again."))


def test_a_community_withdraws_its_consent_and_every_word_goes(two):
    cool, measured, lived = two
    words = {name: said("Newer.") for name in ("says", "source", "why_strength", "limits")}
    turn(
        cool, "correct", lived, "Emre", title="Where it is cool", kinds=["community"], strength="moderate",
        community="North Quarter", consent=CONSENT, **words,
    )  # fmt: skip
    with pytest.raises(Refused, match="Only the community"):
        turn(cool, "withdraw_consent", lived, "Bruno", withdrawn_by="Assembly")
    with pytest.raises(Objected, match="nobody can withdraw it"):
        turn(cool, "withdraw_consent", measured, "Dina", withdrawn_by="Assembly")

    turn(cool, "withdraw_consent", lived, "Emre", withdrawn_by="Assembly of the North Quarter")
    replay(cool.id)

    row = queries.item_at(cool.id, lived.position)
    assert (row.says.text, row.withdrawn_by) == ("", "Assembly of the North Quarter")
    assert not Text.objects.filter(pk__in=row.texts).exclude(text="").exists()
    assert EvidenceItem.objects.get(entry=lived.position).retired_at == NOON
    assert "This was taken out of use already." in refused_twice(cool, lived)


def refused_twice(cool, lived):
    with pytest.raises(Objected) as objected:
        turn(cool, "retire", lived, "Emre", reason=said("Again."))
    return str(objected.value)


def test_whoever_brought_it_or_the_convener_retires_it(two):
    cool, measured, _lived = two
    with pytest.raises(Refused, match=r"take it out of use.*charter 7\.2"):
        turn(cool, "retire", measured, "Bruno", reason=said("I do not like it."))

    turn(cool, "retire", measured, "Alba", reason=said("The sensors stood in the sun."))

    assert queries.count_by_kind(cool.id)["technical"] == 0
    with pytest.raises(Objected, match="out of use"):
        turn(cool, "contradict", measured, "Bruno", other=measured.position + 1, says=said("x"))


def test_it_is_said_whose_knowledge_is_missing(two):
    cool, measured, _lived = two
    members = list(Member.objects.filter(partnership=cool.id))
    found = queries.missing(cool.id, members, queries.count_by_kind(cool.id))
    assert (found.kinds, found.communities) == ((), ())
    assert found.sectors == ("government", "company", "civil_society")

    turn(cool, "retire", measured, "Dina", reason=said("Wrong."))

    found = queries.missing(cool.id, members, queries.count_by_kind(cool.id))
    assert (found.kinds, "university" in found.sectors) == (("technical",), True)


def opening(cool, decision):
    return verdict_on(made("decisions.open_ballot", cool.id, decision=decision), by=cool.alba, at=NOON)


def test_no_ballot_on_the_purpose_before_its_knowledge_is_named(two):
    cool, _measured, lived = two
    decision = propose(cool)
    verdict = opening(cool, decision)
    assert (verdict.allowed, verdict.clause) == (False, "7.2")
    assert "which kinds of knowledge" in verdict.reason

    cool.given("evidence.use", by=cool.bruno, decision=decision, evidence=[lived.position])

    assert opening(cool, decision).allowed
    assert queries.used_in(cool.id, decision).kinds == "community,experiential"


def test_a_proposal_that_names_its_knowledge_and_other_matters_need_nothing_more(two):
    cool, _measured, _lived = two

    assert opening(cool, propose(cool, knowledge=[{"kind": "technical", "says": said("Read.")}])).allowed
    assert opening(cool, propose(cool, on="chair", options=[
        {"code": "a", "title": said("A")}, {"code": "b", "title": said("B")},
    ])).allowed  # fmt: skip


def test_a_decision_says_why_it_rests_on_nothing_and_never_on_what_is_not_there(two):
    cool, measured, _lived = two
    decision = propose(cool)

    with pytest.raises(ValidationError, match="why it rests on none"):
        cool.given("evidence.use", by=cool.bruno, decision=decision)
    with pytest.raises(Objected, match="an item of each kind"):
        cool.given("evidence.use", by=cool.bruno, decision=decision, kinds=["community"])
    with pytest.raises(Objected, match="no such decision"):
        cool.given("evidence.use", by=cool.bruno, decision=measured.position, kinds=["community"])
    with pytest.raises(Objected, match="is there and was not taken out"):
        cool.given("evidence.use", by=cool.bruno, decision=decision, evidence=[decision])
    cool.given("evidence.use", by=cool.bruno, decision=decision, none_because=said("It only renames us."))

    assert opening(cool, decision).allowed


def test_a_replay_gives_the_same_rows(two):
    cool, measured, lived = two
    turn(cool, "contradict", lived, "Bruno", other=measured.position, says=said("No."))
    cool.given("evidence.use", by=cool.bruno, decision=propose(cool), evidence=[measured.position])
    before = [list(model.objects.order_by("key").values()) for model in CAPABILITY.tables]

    replay(cool.id)

    assert [list(model.objects.order_by("key").values()) for model in CAPABILITY.tables] == before


def test_sheets_concerned_and_contributions(two):
    cool, measured, lived = two
    reader = Reader(cool.id, cool.slug, cool.olga, NOON, names=False, exact=False)
    entry = turn(cool, "contradict", lived, "Bruno", other=measured.position, says=said("No."))

    assert [row[2] for row in offered.EVIDENCE.rows(reader, 0, None)] == [["technical"], ["community", "experiential"]]
    assert set(offered.those_concerned(entry)) == {cool.person("Dina"), cool.person("Emre")}
    assert offered.given(lived).asked == lived.position


def test_an_item_of_another_partnership_is_none_here(two):
    _cool, measured, _lived = two
    elsewhere = founded("Warm Hands")

    with pytest.raises(Objected, match="no such evidence"):
        elsewhere.given("evidence.retire", evidence=measured.position, reason=said("x"))
