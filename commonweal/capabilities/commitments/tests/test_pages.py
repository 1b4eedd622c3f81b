"""The pages of commitments, as each of the cast sees them."""

from __future__ import annotations

from datetime import date

import pytest

from commonweal.acts.capability import Facts, Reader
from commonweal.acts.testing import NOON
from commonweal.capabilities.commitments import offered
from commonweal.capabilities.commitments.models import Commitment
from commonweal.capabilities.commitments.tests.test_commitments import DUE, pledge, turn
from commonweal.record.readmodel import projecting


@pytest.fixture
def at(cool):
    return f"/p/{cool.slug}/commitments/"


def test_a_partner_takes_something_on(cool, seen_by, at):
    said = {
        "what": "Six roofs painted white",
        "form": "work",
        "due_on": "2026-04-30",
        "says": "By hand.",
        "clause": "6.9",
    }
    answer = seen_by("Bruno").post(f"{at}pledge/", said, follow=True)

    page = answer.content.decode()
    assert "Six roofs painted white" in page
    assert "Clause 6.9" in page
    assert "Report it as done" in page
    assert "Six roofs painted white" in seen_by("Olga").get(at).content.decode()


def test_mistakes_stand_at_their_field_and_nothing_is_lost(cool, seen_by, at):
    answer = seen_by("Bruno").post(f"{at}pledge/", {"what": "Six roofs", "form": "money", "due_on": "2020-01-01"})

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Say how much money." in page
    assert "Six roofs" in page
    again = seen_by("Bruno").post(f"{at}pledge/", {"what": "Six roofs", "form": "work", "due_on": "2020-01-01"})
    assert again.context["form"].errors["due_on"] == ["Give a day that is still to come."]


def test_an_amount_without_its_own_word_takes_the_partnership_s_currency(cool, seen_by, at):
    said = {"what": "Trees", "form": "money", "amount": "1200.50", "currency": "EUR", "due_on": "2026-04-30"}
    seen_by("Dina").post(f"{at}pledge/", said)

    assert Commitment.objects.get().amount == "1200.50"


def test_one_asks_and_the_other_answers_on_the_page(cool, seen_by, at):
    said = {"debtor_asked": cool.org("company"), "what": "Ladders", "form": "in_kind", "due_on": "2026-04-30"}
    assert seen_by("Chiara").post(f"{at}ask/", said).status_code == 302
    entry = Commitment.objects.get().entry
    assert "Accept it" not in seen_by("Chiara").get(f"{at}{entry}/").content.decode()

    answer = seen_by("Bruno").post(f"{at}{entry}/", {"form": "accept"}, follow=True)

    assert "Not due yet" in answer.content.decode()


def test_what_nobody_may_say_is_not_offered_and_a_stranger_reads(cool, client, seen_by, at):
    entry = pledge(cool).position

    assert client.get(f"{at}{entry}/").status_code == 200
    assert '<form method="post"' not in client.get(f"{at}{entry}/").content.decode().split("<main", 1)[1]
    assert client.get(f"{at}pledge/").status_code in (302, 403, 404)
    assert client.get(f"{at}99999/").status_code == 404
    assert "Only those who hold a place" in seen_by("Olga").get(f"{at}pledge/").content.decode()


def test_tasks_days_and_rows(cool):
    entry = pledge(cool, creditor=cool.org("ngo"), amount="10", currency="EUR")
    turn(cool, "report", pledge(cool), "Bruno", done_on=date(2026, 3, 1))
    facts = Facts(cool.id, at=NOON)

    assert [task.says for task in offered.waits(facts, cool.bruno, cool.slug)] == [
        "You took it on: Roofs painted white on six schools"
    ]
    assert [task.says[:11] for task in offered.waits(facts, cool.dina, cool.slug)] == ["Did it come"]
    assert [day.on for day in offered.days(cool.id, cool.slug)] == [DUE, DUE]
    assert set(offered.those_concerned(entry)) == {cool.person("Bruno"), cool.person("Chiara")}
    reader = Reader(cool.id, cool.slug, cool.olga, NOON, names=False, exact=False)
    assert [row[11] for row in offered.COMMITMENTS.rows(reader, 0, None)] == ["running", "reported"]


def test_three_and_three_hundred_cost_the_same(cool, client, at, django_assert_max_num_queries):
    pledge(cool)
    row = Commitment.objects.get()
    with projecting():
        for n in range(300):
            row.key = f"{cool.id}.copy{n}"
            row._state.adding = True
            row.save(force_insert=True)

    with django_assert_max_num_queries(8):
        assert client.get(at).status_code == 200
    with django_assert_max_num_queries(12):
        assert client.get(f"{at}{row.entry}/").status_code == 200
