"""Opening, finding, replying, concluding and withdrawing, through the acts."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest
from django.utils import translation
from pydantic import ValidationError

from commonweal.acts.perform import Objected, Refused
from commonweal.acts.testing import NOON
from commonweal.capabilities.diligence import queries
from commonweal.capabilities.diligence.questions import DEPTHS, asked_at, catalogue
from commonweal.capabilities.diligence.tests.arranging import (
    NOTE,
    YEAR,
    all_clear,
    checked,
    concluded,
    found,
    now,
    opened,
)
from commonweal.kit.ids import new_id

LANGUAGES = {"en", "es", "fr", "ar"}
FORTNIGHT = timedelta(days=14)


# ── The questions ─────────────────────────────────────────────────────────────────────────────────


def test_each_depth_asks_what_the_one_before_asks_and_more():
    asked = {depth: [question.code for question in asked_at(depth)] for depth in DEPTHS}

    assert [len(asked[depth]) for depth in DEPTHS] == [5, 10, 16]
    assert set(asked["light"]) < set(asked["standard"]) < set(asked["deep"])
    assert all(question.title and question.why and question.evidence for question in catalogue())


def test_the_first_edition_of_the_questions_never_changes():
    """A check on a record names it: better words may come, another list of codes and depths is another edition."""
    spelled = "\n".join(f"{question.code} {question.depth}" for question in catalogue())

    assert hashlib.sha256(spelled.encode()).hexdigest()[:16] == "6ca2902385e69e87"


def test_every_question_stands_in_four_languages():
    missing = [
        f"{question.code} {name}"
        for question in catalogue()
        for name, text in question.texts.items()
        if set(text) != LANGUAGES or not all(text.values())
    ]

    assert missing == []


def test_a_question_is_asked_in_the_language_of_the_page():
    question = asked_at("light")[1]

    with translation.override("es"):
        assert question.title == "¿Quién la controla?"
    with translation.override("fr-ca"):
        assert question.title == "Qui la contrôle ?"
    with translation.override("de"):
        assert question.title == "Who controls it?"


# ── Opening ───────────────────────────────────────────────────────────────────────────────────────


def test_a_check_begins_with_its_questions(cool):
    whole = now(cool, opened(cool, depth="standard"))

    assert (whole.running, whole.done, len(whole.items)) == (True, 0, 10)


def test_a_member_is_looked_into_by_one_check_at_a_time(cool):
    check = opened(cool)
    with pytest.raises(Objected, match="under way"):
        opened(cool)

    cool.given("diligence.withdraw", check=check, reason={"text": "The wrong one."})
    opened(cool)


def test_only_members_are_looked_into(cool):
    said = {"organisation": new_id(), "depth": "light", "because": "Why not."}

    with pytest.raises(Objected, match="does not take part"):
        cool.given("diligence.open", check=new_id(), **said)


@pytest.mark.parametrize("who", ["Emre", "Olga", "Farah"])
def test_who_may_not_is_refused_by_clause(cool, who):
    with pytest.raises(Refused, match=r"charter 5\.3"):
        opened(cool, by=cool.farah if who == "Farah" else cool.actor(who))


def test_nobody_looks_into_her_own_organisation(cool):
    check = opened(cool)

    for act, fields in (
        ("diligence.find", {"item": "existence", "finding": "not_found"}),
        ("diligence.conclude", {"outcome": "passed", "valid_until": "2027-03-01", "reason": NOTE}),
        ("diligence.withdraw", {"reason": NOTE}),
    ):
        with pytest.raises(Refused, match=r"You act for this organisation.*charter 5\.3"):
            cool.given(act, by=cool.bruno, check=check, **fields)
    with pytest.raises(Refused, match=r"charter 5\.3"):
        opened(cool, "city")


# ── Finding ───────────────────────────────────────────────────────────────────────────────────────


def test_a_later_finding_takes_the_place_of_an_earlier_one(cool):
    check = opened(cool)
    found(cool, check, finding="not_found")
    found(cool, check, by=cool.chiara)

    item = now(cool, check).items[0]

    assert item.finding.finding == "clear"
    assert [each.finding for each in item.earlier] == ["not_found"]


def test_clear_rests_on_evidence(cool):
    with pytest.raises(ValidationError, match="at least one piece of evidence"):
        found(cool, opened(cool), evidence=[])


def test_a_concern_is_said_so_that_it_can_be_replied_to(cool):
    with pytest.raises(ValidationError, match="Say what the concern is"):
        found(cool, opened(cool), finding="concern", note=None)


@pytest.mark.parametrize(
    "piece",
    [
        {"title": ""},
        {"title": "A", "url": "javascript:alert(1)"},
        {"title": "A", "url": "https://user@example.org/"},
        {"title": "A", "sha256": "abc"},
        {"title": "A", "until_on": "2026-02-30"},
    ],
)
def test_evidence_that_nobody_could_use_is_refused(cool, piece):
    with pytest.raises(ValidationError):
        found(cool, opened(cool), evidence=[piece])


def test_evidence_that_has_run_out_holds_nothing(cool):
    with pytest.raises(Objected, match=r"“Permit” has run out"):
        found(cool, opened(cool), evidence=[{"title": "Permit", "until_on": "2026-03-01"}])


def test_a_light_check_does_not_ask_what_a_deep_one_asks(cool):
    with pytest.raises(Objected, match="does not ask that"):
        found(cool, opened(cool), "finances")


# ── Replying ──────────────────────────────────────────────────────────────────────────────────────


def test_only_the_organisation_replies(cool):
    check = opened(cool)
    found(cool, check, finding="concern")

    cool.given("diligence.reply", by=cool.bruno, check=check, item="existence", words={"text": "We paid."})

    assert [len(item.replies) for item in now(cool, check).items] == [1, 0, 0, 0, 0]
    with pytest.raises(Objected, match="Only those who represent this organisation"):
        cool.given("diligence.reply", by=cool.chiara, check=check, words={"text": "We too."})
    with pytest.raises(Refused, match=r"charter 5\.3"):
        cool.given("diligence.reply", by=cool.olga, check=check, words={"text": "I."})


def test_it_replies_after_the_conclusion_too(cool):
    check = checked(cool, "company")

    cool.given("diligence.reply", by=cool.bruno, check=check, words={"text": "Thank you."})

    assert len(now(cool, check).replies) == 1


# ── Concluding ────────────────────────────────────────────────────────────────────────────────────


def test_a_check_is_concluded_once_every_question_has_a_finding(cool):
    check = opened(cool)
    all_clear(cool, check, but=("existence",))
    with pytest.raises(Objected, match="One question has no finding"):
        concluded(cool, check)

    found(cool, check, finding="not_found")
    concluded(cool, check)

    assert queries.state_of(queries.check_with(cool.id, check), on=NOON.date()) == "valid"


def test_a_concern_waits_for_the_reply_or_for_a_fortnight(cool):
    check = opened(cool)
    all_clear(cool, check, but=("existence",))
    found(cool, check, finding="concern")
    with pytest.raises(Objected, match=r"time until March 16, 2026"):
        concluded(cool, check, at=NOON + FORTNIGHT - timedelta(seconds=1))

    concluded(cool, check, at=NOON + FORTNIGHT)


def test_after_the_reply_it_need_not_wait(cool):
    check = opened(cool)
    all_clear(cool, check, but=("existence", "control"))
    found(cool, check, finding="concern")
    found(cool, check, "control", finding="concern")
    cool.given("diligence.reply", by=cool.bruno, check=check, item="existence", words={"text": "We paid."})
    with pytest.raises(Objected, match="time until"):
        concluded(cool, check)

    cool.given("diligence.reply", by=cool.bruno, check=check, words={"text": "To all of it."})
    concluded(cool, check)


def test_a_reply_does_not_answer_what_was_found_later(cool):
    check = opened(cool)
    all_clear(cool, check, but=("existence",))
    cool.given("diligence.reply", by=cool.bruno, check=check, words={"text": "Ask us."})
    found(cool, check, finding="concern")

    with pytest.raises(Objected, match="time until"):
        concluded(cool, check)


def test_what_is_serious_does_not_simply_pass(cool):
    check = opened(cool)
    all_clear(cool, check, but=("existence",))
    found(cool, check, finding="serious")
    with pytest.raises(Objected, match="name conditions"):
        concluded(cool, check, at=NOON + FORTNIGHT)

    concluded(cool, check, "passed_with_conditions", at=NOON + FORTNIGHT)

    assert queries.state_of(queries.check_with(cool.id, check), on=NOON.date()) == "conditions"


@pytest.mark.parametrize(("outcome", "conditions"), [("passed", NOTE), ("passed_with_conditions", None)])
def test_conditions_are_named_where_there_are_some(cool, outcome, conditions):
    with pytest.raises(ValidationError, match="Name the conditions"):
        concluded(cool, opened(cool), outcome, conditions=conditions)


@pytest.mark.parametrize("days", [-1, 3 * 365 + 2])
def test_it_holds_for_three_years_at_most(cool, days):
    check = opened(cool)
    all_clear(cool, check)

    with pytest.raises(Objected, match="March 2, 2029 at the latest"):
        concluded(cool, check, valid_until=(NOON + timedelta(days=days)).date())


def test_it_holds_no_longer_than_its_evidence(cool):
    check = opened(cool)
    all_clear(cool, check, but=("existence",))
    found(cool, check, evidence=[{"title": "Permit", "until_on": "2026-06-30"}])

    with pytest.raises(Objected, match="June 30, 2026 at the latest"):
        concluded(cool, check)
    with pytest.raises(Objected, match="Evidence has run out meanwhile"):
        concluded(cool, check, at=NOON + YEAR)


def test_what_is_concluded_is_not_filled_any_more(cool):
    check = checked(cool, "company")

    with pytest.raises(Objected, match="is concluded"):
        found(cool, check)
    with pytest.raises(Objected, match="is concluded"):
        concluded(cool, check)


def test_what_is_withdrawn_counts_no_more(cool):
    first = checked(cool, "company")
    cool.given("diligence.withdraw", check=first, reason={"text": "The extract was of another firm."})

    standing = next(each for each in queries.standings(cool.id, on=NOON.date()) if each.checks)

    assert (standing.state, standing.last) == ("none", None)
    for act, fields in (("diligence.withdraw", {"reason": NOTE}), ("diligence.reply", {"words": NOTE})):
        with pytest.raises(Objected, match="withdrawn"):
            cool.given(act, by=cool.bruno if act.endswith("reply") else None, check=first, **fields)
