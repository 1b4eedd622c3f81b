"""A resident answers without an account: one question, one tap, a code; the count is for everybody."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from commonweal.capabilities.fit.queries import soundings
from commonweal.capabilities.fit.tests.test_sounding import BOX, QUESTION
from commonweal.record import boxes

ASK = f"/p/cool-schools/fit/sounding/{BOX}/"


@pytest.fixture
def put(cool):
    """A question that was put to residents."""
    cool.given("fit.open_sounding", box=BOX, condition="room", question=QUESTION)
    return cool


def ticket_in(page):
    found = re.search(r'name="ticket" value="([^"]+)"', page.content.decode())
    assert found
    return found[1]


def answered(client, word):
    return client.post(ASK, {"ticket": ticket_in(client.get(ASK)), "answer": word}, follow=True)


def test_one_tap_from_the_question_to_the_code(put):
    page = answered(Client(), "yes").content.decode()

    receipt = re.search(r'<b class="copy" dir="ltr">([a-z2-7]{26})</b>', page)
    assert receipt
    assert "You said: <b>Yes</b>" in page
    assert boxes.line_of(put.id, BOX, receipt[1])["answer"] == "yes"


def test_the_code_finds_the_line_again(put):
    address = answered(Client(), "no").request["PATH_INFO"]
    receipt = address.rstrip("/").rsplit("/", 1)[1]

    found = Client().get(f"{ASK}count/", {"receipt": f" {receipt.upper()} "})
    lost = Client().get(f"{ASK}count/", {"receipt": "a" * 26})

    assert found.headers["Location"] == address
    assert "No answer in this box has this code" in lost.content.decode()
    assert Client().get(f"{ASK}receipt/{'a' * 26}/").status_code == 404


def test_answering_needs_no_account_and_sets_no_cookie_but_the_needed_one(put):
    client = Client()

    answered(client, "not_sure")

    assert set(client.cookies) <= {"csrftoken"}


def test_going_back_and_sending_again_gives_no_second_answer(put):
    client = Client()
    typed = {"ticket": ticket_in(client.get(ASK)), "answer": "yes"}
    client.post(ASK, typed)

    again = client.post(ASK, typed)

    assert again.status_code == 409
    assert "given already" in again.content.decode()
    assert boxes.count(put.id, BOX) == 1


def test_what_was_said_is_shown_only_when_it_is_closed(put, seen_by):
    answered(Client(), "yes")
    answered(Client(), "no")
    before = Client().get(f"{ASK}count/").content.decode()

    seen_by("Alba").post(f"{ASK}count/", {})

    after = Client().get(f"{ASK}count/").content.decode()
    assert "2 answers so far." in before
    assert "1 of 2 answers are yes." not in before
    assert "2 answers, sealed." in after
    assert "1 of 2 answers are yes." in after
    assert "closed" in Client().get(ASK).content.decode()


def test_a_question_is_put_on_the_page_of_its_condition(cool, seen_by):
    typed = {"form": "ask", "box": BOX, "question": "Is there shade at the stop?", "until_on": "2026-04-01"}

    page = seen_by("Alba").post("/p/cool-schools/fit/conditions/problem/", typed, follow=True).content.decode()

    assert "Is there shade at the stop?" in page
    assert "<svg" in page
    assert f"http://localhost:8000{ASK}" in page
    assert [row.condition for row in soundings(cool.id)] == ["problem"]


def test_a_participant_is_told_why_she_does_not_close(put, seen_by):
    emre = seen_by("Emre")

    page = emre.post(f"{ASK}count/", {}).content.decode()

    assert "Clause 2.5" in page
    assert soundings(put.id)[0].closed_at is None


def test_a_question_in_another_partnership_is_not_found_here(put):
    assert Client().get(f"/p/cool-schools/fit/sounding/{'a' * 26}/").status_code == 404


def test_a_full_box_costs_no_more_questions_than_an_empty_one(put, django_assert_max_num_queries):
    client = Client()
    client.get(ASK)
    with django_assert_max_num_queries(8) as few:
        client.get(f"{ASK}count/")
    for _n in range(60):
        boxes.put(put.id, BOX, {"answer": "yes"})

    with django_assert_max_num_queries(len(few)):
        client.get(f"{ASK}count/")
