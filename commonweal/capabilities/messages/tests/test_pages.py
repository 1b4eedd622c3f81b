"""The pages of talk, as each reader sees them."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commonweal.acts.testing import founded_alone
from commonweal.capabilities.messages import queries
from commonweal.capabilities.messages.models import Message
from commonweal.record import reading

MOST_QUERIES = 12


@pytest.fixture
def page(cool, goal):
    return f"/p/{cool.slug}/talk/{goal}/"


def asked(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_a_participant_writes_and_answers_and_tells_somebody(cool, goal, page, seen_by):
    emre, chiara = seen_by("Emre"), cool.person("Chiara")
    first = emre.post(page, {"form": "write", "text": "Who waters the trees?"})
    said = Message.objects.get()
    assert first.url == f"{page}?sent=1&at={said.entry}#m{said.entry}"
    assert "data-taken" in emre.get(first.url).content.decode()

    bruno = seen_by("Bruno")
    assert "You answer this" in bruno.get(f"{page}?answer={said.entry}").content.decode()
    bruno.post(page, {"form": "write", "text": "We do.", "answers": said.entry, "mentions": [chiara]})

    answer = Message.objects.get(answers=said.entry)
    assert (answer.words.text, answer.mentions) == ("We do.", [chiara])
    shown = bruno.get(page).content.decode()
    assert "To Chiara" in shown
    assert "for <bdi>Tejados Frescos</bdi>" in shown


def test_the_public_reads_without_names_and_is_told_why_it_cannot_write(cool, page, wrote, client):
    wrote("Who waters the trees?", mentions=[cool.person("Chiara")])

    shown = client.get(page).content.decode()

    assert "Who waters the trees?" in shown
    assert "Families of the North Quarter" in shown
    assert "Emre" not in shown
    assert "Chiara" not in shown
    assert "To one person who takes part" in shown
    assert "Clause 5.4" in shown
    assert "<textarea" not in shown
    assert "in the hour from 12:00" in shown


def test_what_was_typed_and_ticked_stays_after_a_mistake(cool, page, seen_by):
    chiara = cool.person("Chiara")

    shown = seen_by("Emre").post(page, {"form": "write", "text": "", "mentions": [chiara]})

    assert shown.context["write"].errors["text"]
    assert f'value="{chiara}" checked' in shown.content.decode()


def test_somebody_who_is_not_here_cannot_be_mentioned(cool, page, seen_by):
    other = founded_alone("Quiet Streets").person("Alba")

    shown = seen_by("Emre").post(page, {"form": "write", "text": "Look", "mentions": [other]})

    assert "no longer takes part here" in str(shown.context["write"].errors["mentions"])
    assert not Message.objects.exists()


def test_the_convener_folds_a_message_and_everybody_sees_why(cool, goal, page, wrote, seen_by, client):
    said = wrote("You are all fools.", by=cool.bruno)
    alba = seen_by("Alba")
    assert "Set this message aside" in alba.get(f"{page}?aside={said}").content.decode()

    alba.post(page, {"form": "aside", "message": said, "reason": "About people, not about the goal."})

    shown = client.get(page).content.decode()
    assert "Set aside by the convener" in shown
    assert "About people, not about the goal." in shown
    assert "You are all fools." in shown


def test_others_are_not_offered_to_set_aside(page, wrote, seen_by):
    said = wrote("Hello")

    shown = seen_by("Bruno").get(f"{page}?aside={said}").content.decode()

    assert ">Set aside<" not in shown


def test_erased_words_are_said_to_be_erased(cool, page, wrote, client):
    wrote("I was at the doctor's.")
    cool.given("people.erased", by=cool.emre, texts=[Message.objects.get().words_id])

    shown = client.get(page).content.decode()

    assert "These words were erased on" in shown
    assert "doctor" not in shown


@pytest.mark.parametrize("position", [999, 2**62, 10**20])
def test_there_is_no_thread_on_what_is_not_there(cool, position, client):
    assert client.get(f"/p/{cool.slug}/talk/{position}/").status_code == 404


def test_there_is_no_thread_on_a_message(cool, wrote, client):
    assert client.get(f"/p/{cool.slug}/talk/{wrote('Hello')}/").status_code == 404


@pytest.mark.parametrize(
    "asked_for", ["page=0", "page=99", "page=x", "at=999", "at=0", "answer=-1", "answer=٣", "aside=1"]
)
def test_odd_questions_are_answered_with_the_thread(page, wrote, seen_by, asked_for):
    wrote("Hello")

    assert "Hello" in seen_by("Alba").get(f"{page}?{asked_for}").content.decode()


def test_a_long_thread_has_pages_and_a_message_is_found_on_its_own(cool, goal, page, wrote, seen_by, monkeypatch):
    monkeypatch.setattr(queries, "PAGE", 3)
    said = [wrote(f"Message {n}.", by=cool.bruno) for n in range(7)]
    emre = seen_by("Emre")

    assert "Later messages" in emre.get(page).content.decode()
    assert "Message 6." in emre.get(f"{page}?at={said[6]}").content.decode()
    assert "Message 3." not in emre.get(f"{page}?page=3").content.decode()


@pytest.mark.parametrize("name", [None, "Alba"])
def test_the_pages_cost_the_same_for_three_messages_and_for_fifty(cool, goal, page, wrote, client, seen_by, name):
    reader = seen_by(name) if name else client
    for n in range(3):
        wrote(f"Message {n}", mentions=[cool.person("Bruno")])
    pages = (page, f"/p/{cool.slug}/talk/", f"{page}?answer={Message.objects.first().entry}")
    few = [asked(reader, each) for each in pages]

    for n in range(47):
        wrote(f"Message {n}", by=cool.bruno, mentions=[cool.person("Emre")])
    for n in range(20):
        other = cool.given("fit.name_goal", title=f"Goal {n}").position
        cool.given("messages.write", about=other, words={"text": "And this?", "lang": "en"})

    assert [asked(reader, each) for each in pages] == few
    assert max(few) <= MOST_QUERIES
    assert few[1] <= 8


def test_the_overview_shows_the_latest_thread_first(cool, goal, wrote, client):
    wrote("Old")
    other = cool.given("fit.name_goal", title="Cool buses").position
    cool.given("messages.write", about=other, words={"text": "الظل قبل كل شيء", "lang": "ar"})

    shown = client.get(f"/p/{cool.slug}/talk/").content.decode()

    assert shown.index("الظل قبل كل شيء") < shown.index("Old")
    assert 'lang="ar" dir="auto"' in shown


def test_nothing_written_says_what_to_do(cool, client):
    assert "Nobody has written anything yet" in client.get(f"/p/{cool.slug}/talk/").content.decode()


def test_sending_twice_says_it_once(cool, page, seen_by):
    sent = {"form": "write", "text": "Once", "idem": "a" * 26}
    emre = seen_by("Emre")

    first, second = emre.post(page, sent), emre.post(page, sent)

    assert first.url == second.url
    assert Message.objects.count() == 1
    assert reading.latest_entries(cool.id, 1)[0].kind == "messages.write"
