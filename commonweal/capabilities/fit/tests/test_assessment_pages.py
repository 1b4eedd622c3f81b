"""Scoring screen by screen, sending, seeing the result, noting, closing, deciding: as people do it, without scripts."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from commonweal.acts.testing import NOON, account, admit, welcome
from commonweal.capabilities.fit.queries import decisions, latest_assessment
from commonweal.capabilities.fit.tests.arranging import as_it_stands, decided, marks, opened, scored, scored_by_three

HERE = "/p/cool-schools/fit/"
LIST, DETAIL = 8, 12
WAYS = ("alliance", "alone", "contract", "consult", "network")


def answers(alliance, others):
    return {way: str(alliance if way == "alliance" else others) for way in WAYS}


def idem_in(page):
    found = re.search(r'name="idem" value="([a-z2-7]{26})"', page)
    assert found
    return found[1]


def score_as(client, alliance=5, others=2, *, cost=None):
    """Go through every screen of the assessment in the fixtures, and send."""
    client.post(f"{HERE}assessment/score/1/", answers(alliance, others))
    client.post(f"{HERE}assessment/score/2/", answers(alliance, others))
    client.post(f"{HERE}assessment/score/3/", cost or {"hours": "8", "money": "250", "currency": "eur"})
    page = client.get(f"{HERE}assessment/score/review/").content.decode()
    return client.post(f"{HERE}assessment/score/review/", {"idem": idem_in(page)}, follow=True)


def test_from_opening_to_the_decision_with_three_assessors(cool, seen_by):
    alba = seen_by("Alba")
    page = alba.get(f"{HERE}assessment/open/")
    form = page.context["form"]
    alba.post(f"{HERE}assessment/open/", {name: form[name].value() for name in ("alternatives", "criteria")})
    assessment = latest_assessment(cool.id, at=NOON)
    assert assessment is not None
    assert len(assessment.codes) == 8

    for name in ("Alba", "Bruno", "Chiara"):
        client = seen_by(name)
        for screen in range(1, 9):
            response = client.post(f"{HERE}assessment/score/{screen}/", answers(5, 2))
            assert response.status_code == 302
        client.post(f"{HERE}assessment/score/9/", {"hours": "8", "money": "250", "currency": "EUR"})
        review = client.get(f"{HERE}assessment/score/review/").content.decode()
        sent = client.post(f"{HERE}assessment/score/review/", {"idem": idem_in(review)}, follow=True)
        assert "Your scores are on the record" in sent.content.decode()

    closed = alba.post(f"{HERE}assessment/", {"form": "close"}, follow=True).content.decode()
    assert "“Alliance” has the highest median, 5 of 5." in closed
    typed = {"outcome": "proceed", "sponsor": cool.org("city"), "reason": "Nobody can cool a yard alone."}
    typed |= {f"interest_{cool.person('Alba')}": "no", f"interest_{cool.org('city')}": "yes"}
    typed |= {f"what_{cool.org('city')}": "It owns the yards."}
    page = alba.post(f"{HERE}decision/new/", typed, follow=True).content.decode()

    assert "Proceed" in page
    assert "It owns the yards." in page
    (row,) = decisions(cool.id)
    assert [(i["organisation"], i["interest"]) for i in row.interests] == [(None, False), (cool.org("city"), True)]


def test_a_draft_is_kept_shown_again_and_seen_by_nobody_else(cool, seen_by):
    opened(cool)
    bruno = seen_by("Bruno")
    bruno.post(f"{HERE}assessment/score/1/", {**answers(4, 2), "network": "x"})

    again = bruno.get(f"{HERE}assessment/score/1/").content.decode()
    start = bruno.get(f"{HERE}assessment/").content.decode()

    assert len(re.findall(r"<input[^>]* checked", again)) == 5
    assert "Go on where you stopped" in start
    assert f"{HERE}assessment/score/2/" in start
    bruno.force_login(account("Chiara"), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert "checked" not in bruno.get(f"{HERE}assessment/score/1/").content.decode()


def test_an_answer_that_misses_is_asked_for_and_the_others_are_kept(cool, seen_by):
    opened(cool)

    response = seen_by("Bruno").post(f"{HERE}assessment/score/1/", {"alliance": "4", "alone": "9"})

    errors = response.context["form"].errors
    assert set(errors) == {"alone", "contract", "consult", "network"}
    assert "Choose a number, or “I cannot say”." in response.content.decode()
    assert len(re.findall(r'value="4"[^>]* checked', response.content.decode())) == 1


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"money": "5", "currency": ""}, "currency"), ({"hours": "-1"}, "hours"), ({"hours": "ten"}, "hours"),
     ({"money": "5", "currency": "E1"}, "currency")],
)  # fmt: skip
def test_a_cost_that_is_none_is_explained(cool, seen_by, typed, field):
    opened(cool)

    response = seen_by("Bruno").post(f"{HERE}assessment/score/3/", typed)

    assert field in response.context["form"].errors


def test_a_cost_that_nobody_can_say_is_an_answer(cool, seen_by):
    assessment = opened(cool)

    score_as(seen_by("Bruno"), cost={"currency": "EUR"})

    (row,) = as_it_stands(cool, assessment).scores
    assert (row.hours, row.money, row.currency) == ("", "", "")


def test_sending_twice_scores_once(cool, seen_by):
    assessment = opened(cool)
    bruno = seen_by("Bruno")
    bruno.post(f"{HERE}assessment/score/1/", answers(5, 2))
    bruno.post(f"{HERE}assessment/score/2/", answers(5, 2))
    bruno.post(f"{HERE}assessment/score/3/", {})
    idem = idem_in(bruno.get(f"{HERE}assessment/score/review/").content.decode())

    first = bruno.post(f"{HERE}assessment/score/review/", {"idem": idem})
    second = bruno.post(f"{HERE}assessment/score/review/", {"idem": idem})

    assert (first.status_code, second.status_code) == (302, 302)
    assert len(as_it_stands(cool, assessment).scores) == 1


def test_scores_sent_before_are_where_a_change_begins(cool, seen_by):
    assessment = opened(cool)
    bruno = seen_by("Bruno")
    score_as(bruno, 5, 2)

    bruno.post(f"{HERE}assessment/score/2/", {**answers(1, 2), "then": "review"})
    page = bruno.get(f"{HERE}assessment/score/review/").content.decode()
    bruno.post(f"{HERE}assessment/score/review/", {"idem": idem_in(page)})

    (row,) = as_it_stands(cool, assessment).scores
    assert row.scores["alliance"] == {"linked": 5, "speed": 1}
    assert row.hours == "8"


def test_nothing_half_answered_can_be_sent_by_its_button(cool, seen_by):
    opened(cool)
    bruno = seen_by("Bruno")
    bruno.post(f"{HERE}assessment/score/1/", answers(5, 2))

    page = bruno.get(f"{HERE}assessment/score/review/").content.decode()

    assert "Something is still open." in page
    assert "Send my scores" not in page


def test_an_observer_is_told_why_she_does_not_score(cool, seen_by):
    opened(cool)

    page = seen_by("Olga").get(f"{HERE}assessment/score/1/").content.decode()

    assert "Clause 2.4" in page
    assert '<button class="button" type="submit">' not in page


def test_without_an_open_assessment_scoring_leads_back(cool, seen_by):
    for page in ("assessment/score/1/", "assessment/score/review/", "result/"):
        assert seen_by("Alba").get(HERE + page).headers["Location"] == f"{HERE}assessment/"
    assert seen_by("Alba").get(f"{HERE}decision/new/").headers["Location"] == f"{HERE}decision/"


def test_a_screen_that_is_not_there(cool, seen_by):
    opened(cool)

    assert seen_by("Alba").get(f"{HERE}assessment/score/4/").status_code == 404
    assert seen_by("Alba").get(f"{HERE}assessment/score/0/").status_code == 404


def test_who_has_not_scored_is_asked_to_before_she_looks(cool, seen_by):
    scored_by_three(cool)

    assert "Score first" in seen_by("Dina").get(f"{HERE}result/").content.decode()
    assert "Score first" not in seen_by("Bruno").get(f"{HERE}result/").content.decode()
    assert "Score first" not in Client().get(f"{HERE}result/").content.decode()


def test_a_wide_item_is_noted_on_the_page_of_the_result(cool, seen_by):
    assessment = scored_by_three(cool)
    scored(cool, assessment, by=cool.alba, scores={**marks(), "alliance": {"linked": 5, "speed": 1}})
    typed = {"alternative": "alliance", "criterion": "speed", "says": "Permits take a year."}

    page = seen_by("Dina").post(f"{HERE}result/", typed, follow=True).content.decode()

    assert "from 1 to 5" in page
    assert "Permits take a year." in page


def test_the_page_says_what_a_decision_waits_for(cool, seen_by):
    alba = seen_by("Alba")
    assert "no assessment yet" in alba.get(f"{HERE}decision/").content.decode()
    assessment = scored_by_three(cool)
    assert "Close it first" in alba.get(f"{HERE}decision/").content.decode()

    cool.given("fit.close_assessment", assessment=assessment)

    assert "Record the decision" in alba.get(f"{HERE}decision/").content.decode()
    assert "Clause 2.5" in seen_by("Emre").get(f"{HERE}decision/").content.decode()


def test_an_interest_without_words_is_explained_at_its_decider(cool, seen_by):
    assessment = scored_by_three(cool)
    cool.given("fit.close_assessment", assessment=assessment)
    city = cool.org("city")
    typed = {"outcome": "not", "sponsor": city, "reason": "Too soon.", f"interest_{city}": "yes"}

    response = seen_by("Alba").post(f"{HERE}decision/new/", typed | {f"interest_{cool.person('Alba')}": "no"})

    assert f"what_{city}" in response.context["form"].errors
    assert decisions(cool.id) == []


def test_reopening_takes_a_reason_and_ends_the_decision(cool, seen_by):
    decided(cool)
    alba = seen_by("Alba")

    without = alba.post(f"{HERE}assessment/", {"form": "reopen"})
    alba.post(f"{HERE}assessment/", {"form": "reopen", "reason": "The company has left."})

    assert "reason" in without.context["reopen"].errors
    assert "until it was reopened" in alba.get(f"{HERE}decision/").content.decode()


def test_their_own_question_is_asked_in_their_words(cool, seen_by):
    typed = {"alternatives": ["alone"], "criteria": ["linked"], "title_0": "Does it save water?", "low_0": "Not a drop"}
    response = seen_by("Alba").post(f"{HERE}assessment/open/", typed)
    assert "title_0" in response.context["form"].errors

    seen_by("Alba").post(f"{HERE}assessment/open/", typed | {"high_0": "A lot"})

    assert "Does it save water?" in seen_by("Bruno").get(f"{HERE}assessment/score/2/").content.decode()


def more_people(cool, count):
    for n in range(count):
        admit(cool, f"org{n}", f"Organisation {n}", "university")
        welcome(cool, f"P{n}", "representative", org=f"org{n}")
        yield cool.actor(f"P{n}")


@pytest.mark.parametrize("page", ["assessment/", "result/", "decision/", "decision/new/"])
def test_many_assessors_cost_no_more_questions_than_three(cool, seen_by, page, django_assert_max_num_queries):
    assessment = scored_by_three(cool)
    alba = seen_by("Alba")
    cool.given("fit.close_assessment", assessment=assessment)
    alba.get(HERE + page)
    with django_assert_max_num_queries(DETAIL) as few:
        alba.get(HERE + page)
    cool.given("fit.reopen", assessment=assessment, reason={"text": "More people came."})
    for person in more_people(cool, 27):
        scored(cool, assessment, by=person)
    cool.given("fit.close_assessment", assessment=assessment)

    with django_assert_max_num_queries(len(few)):
        assert alba.get(HERE + page).status_code == 200
