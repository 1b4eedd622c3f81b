"""The pages of ideas and drafts."""

from __future__ import annotations

import pytest
from django.test import Client

from commonweal.acts.capability import Facts
from commonweal.acts.testing import NOON
from commonweal.capabilities.ideas import queries
from commonweal.capabilities.ideas.offered import waits
from commonweal.capabilities.ideas.tests.arranging import collected, drafted, idea, suggested

HERE = "/p/cool-schools/ideas/"


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


@pytest.fixture
def there(db):
    return collected()


@pytest.fixture
def drawn(db):
    return drafted()


@pytest.fixture
def cool(request):
    return request.getfixturevalue("drawn" if "drawn" in request.fixturenames else "there")[0]


def test_an_idea_is_put_with_its_sources_and_rated(there, cool, seen_by):
    emre = seen_by("Emre")
    typed = {"title": "حنفيات ماء", "text": "Water", "sources": f"{there[1]}, {there[2]}"}
    page = emre.post(f"{HERE}new/", typed, follow=True)
    address = page.request["PATH_INFO"]

    rated = emre.post(address, {"criteria": there[3], "score_0": "4", "score_1": "2"}, follow=True)

    assert "Trees at the gate" in words(page)
    assert "rated by 1 person" in words(rated)
    assert "from 3 persons on" in words(rated)


def test_sources_that_are_no_entries_are_explained_at_their_field(there, cool, seen_by):
    for said, told in (("the card", "numbers of entries"), ("99999", "")):
        page = seen_by("Emre").post(f"{HERE}new/", {"title": "A", "text": "B", "sources": said})

        assert page.context["form"].errors
        assert told in str(page.context["form"].errors)
        assert 'value="A"' in words(page)


def test_ideas_are_joined_and_split_on_their_pages(there, cool, seen_by):
    emre = seen_by("Emre")
    typed = {"ideas": [str(there[1]), str(there[2])], "title": "Shade", "text": "Both"}
    joined = emre.post(f"{HERE}merge/", typed, follow=True)
    split = emre.post(f"{joined.request['PATH_INFO']}split/", {"title": "Half", "text": "x"}, follow=True)

    assert "Sails over the yard" in words(joined)
    assert "Half" in words(split)
    assert "was split" in words(emre.get(joined.request["PATH_INFO"]))


def test_a_draft_takes_suggestions_and_shows_what_shaped_it(drawn, cool, seen_by):
    _cool, draft = drawn
    address = f"{HERE}drafts/{draft}/"
    typed = {"on": draft, "what": "replace", "text": "We plant forty trees.", "reason": "Fewer die"}
    page = seen_by("Emre").post(f"{address}suggest/1/", typed, follow=True)
    (row,) = queries.suggestions_of(queries.draft_at(cool.id, draft))
    assert "<del>We plant trees.</del>" in words(page)
    assert [str(t.says) for t in waits(Facts(partnership=cool.id, at=NOON), cool.chiara, cool.slug)] == [
        "Settle 1 suggestion on “Shade for every yard”"
    ]

    done = seen_by("Chiara").post(f"{address}settle/{row.entry}/", {"outcome": "taken"}, follow=True)

    assert "Taken in" in words(done)
    assert "Civil society" in words(Client().get(f"{address}shaped/"))
    assert "nobody is ranked" in words(Client().get(f"{address}shaped/"))


def test_a_draft_is_opened_paragraph_by_paragraph(there, cool, seen_by):
    typed = {"title": "Shade", "ideas": [str(there[1])], "text": "One.\r\n\r\nTwo,\r\nstill two.\n \nThree."}

    page = seen_by("Emre").post(f"{HERE}drafts/new/", typed, follow=True)

    assert page.context["paragraphs"][1][0].text.text == "Two,\nstill two."
    assert len(page.context["paragraphs"]) == 3


def test_what_is_wrong_with_a_suggestion_is_explained_at_its_field(drawn, cool, seen_by):
    page = seen_by("Emre").post(f"{HERE}drafts/{drawn[1]}/suggest/1/", {"on": drawn[1], "what": "add", "reason": "Why"})

    assert "Write the words" in str(page.context["form"].errors)
    assert "Why" in words(page)


def test_an_observer_reads_why_she_puts_no_idea(there, seen_by):
    page = words(seen_by("Olga").get(f"{HERE}new/"))

    assert "Clause 7.4" in page
    assert 'name="title"' not in page


def test_many_ideas_cost_no_more_questions_than_few(drawn, cool, seen_by, django_assert_max_num_queries):
    _cool, draft = drawn
    client, few = seen_by("Emre"), {}
    one = idea(cool, "One")
    for address, most in {HERE: 9, f"{HERE}{one}/": 14, f"{HERE}drafts/{draft}/": 13}.items():
        client.get(address)
        with django_assert_max_num_queries(most) as asked:
            client.get(address)
        few[address] = len(asked)
    for n in range(8):
        suggested(cool, draft, on=draft, paragraph=2, text={"text": f"Sails {idea(cool, f'Idea {n}', sources=[one])}"})

    for address, most in few.items():
        with django_assert_max_num_queries(most):
            client.get(address)
