"""The pages of notes and minutes, as each reader sees them."""

from __future__ import annotations

import pytest

from commonweal.capabilities.meetings.tests.arranging import (
    SOON,
    called,
    closed,
    drafted,
    held,
    here,
    now,
    opened,
)
from commonweal.kit.ids import id_from_seed

ROOFS = id_from_seed("point", "Roofs")


@pytest.fixture
def at(cool):
    return lambda page="": f"/p/{cool.slug}/meetings/{page}"


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_notes_become_the_draft_and_actions_stand_in_it(cool, at, seen_by, time_machine):
    meeting = called(cool)
    opened(cool, meeting)
    here(cool, meeting, "Alba", "Bruno")
    time_machine.move_to(SOON, tick=False)
    page, alba = at(f"{meeting}/notes/"), seen_by("Alba")
    assert alba.post(page, {"form": "note", "item": ROOFS, "words_said": "Two roofs."}).status_code == 302
    sent = {"form": "action", "what": "Paint two roofs", "who": f"o.{cool.org('company')}", "due_on": "2026-06-01"}
    assert alba.post(page, sent).status_code == 302
    assert "Two roofs." in words(alba.get(page))
    closed(cool, meeting)

    minutes = at(f"{meeting}/minutes/")
    drafting = alba.get(minutes)
    assert "Two roofs." in words(drafting)
    form = drafting.context["draft"]
    sent = {name: form[name].value() or "" for name in form.fields if name != "idem"}
    assert alba.post(minutes, {**sent, "form": "draft"}).status_code == 302

    shown = words(seen_by("Bruno").get(minutes))
    assert "Paint two roofs" in shown
    assert "I approve these minutes" in shown
    assert "Tejados Frescos" in shown


def test_minutes_are_corrected_and_approved_on_the_page(cool, at, seen_by, client):
    meeting = held(cool, "Alba", "Bruno", "Olga")
    version = drafted(cool, meeting)
    page = at(f"{meeting}/minutes/")

    assert seen_by("Olga").post(page, {"form": "correct", "item": ROOFS, "instead": "Three roofs."}).status_code == 302
    late = seen_by("Bruno").post(page, {"form": "approve", "version": version})
    assert "corrected meanwhile" in words(late)
    corrected = now(cool, meeting).row.minutes_entry
    for who in ("Alba", "Bruno"):
        assert seen_by(who).post(page, {"form": "approve", "version": corrected}).status_code == 302

    shown = words(client.get(page))
    assert "Minutes approved." in shown
    assert "Three roofs." in shown
    assert "What they said before" in shown
    assert "Bruno" not in shown


def test_who_was_not_there_reads_why_she_cannot(cool, at, seen_by):
    meeting = held(cool, "Alba", "Bruno")
    page = at(f"{meeting}/minutes/")
    assert "Nobody has drafted the minutes yet" in words(seen_by("Olga").get(page))
    drafted(cool, meeting)

    shown = words(seen_by("Dina").get(page))
    assert "Only those who were at the meeting for a seat approve its minutes" in shown
    assert "Only those who were at the meeting correct its minutes" in shown


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_minutes_come_on_paper(cool, at, client, lang):
    meeting = held(cool, "Alba", "Bruno")
    assert client.get(at(f"{meeting}/minutes.pdf")).status_code == 404
    drafted(cool, meeting)

    answer = client.get(at(f"{meeting}/minutes.pdf"), headers={"accept-language": lang})

    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert b"pdfuaid" in answer.content
