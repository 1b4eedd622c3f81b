"""A draft goes out by page, comes back, is looked at, and is taken over only as far as somebody ticks."""

from __future__ import annotations

import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from docx.oxml.ns import qn

from commonweal.acts.testing import NOON, account
from commonweal.capabilities.chartering import queries
from commonweal.capabilities.chartering.models import Returned
from commonweal.capabilities.chartering.queries.returned import KEPT, forget_old_ones
from commonweal.capabilities.chartering.tests.arranging import clause, opened, put, settled, text, whole


@pytest.fixture
def at(cool):
    return lambda page: f"/p/{cool.slug}/drafts/{page}"


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def uploaded(data: bytes, name: str = "Ortega & partners.docx"):
    return {"file": SimpleUploadedFile(name, data)}


def edited(data: bytes, change) -> bytes:
    document = Document(io.BytesIO(data))
    change(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def typed(before: str, after: str):
    """Return an edit that types some words over others."""

    def change(document):
        for words_there in document.element.body.iter(qn("w:t")):
            if words_there.text and before in words_there.text:
                words_there.text = words_there.text.replace(before, after)

    return change


@pytest.fixture
def draft(cool):
    draft = opened(cool)
    put(cool, draft, clause("1"), clause("2", "Nobody pays alone."), clause("3", "We meet."))
    return draft


def test_a_lawyers_changes_come_back_clause_by_clause_and_only_what_is_ticked_is_proposed(cool, at, draft, seen_by):
    alba = seen_by("Alba")
    data = alba.get(at(f"{draft}/files/word/")).content
    data = edited(edited(data, typed("alone", "too much")), typed("We meet", "We meet often"))

    page = alba.post(at(f"{draft}/files/"), uploaded(data)).url
    shown = words(alba.get(page))
    assert "2 clauses differ" in shown
    assert "<ins>too much</ins>" in shown
    assert "Nothing was taken over yet" in shown
    assert queries.draft_with(cool.id, draft).changes == 0

    sent = {"take": ["2"], "why": "As our lawyer has it.", "idem": cool.org("i")}
    assert alba.post(page, sent).status_code == 302
    alba.post(page, sent)

    [change] = queries.open_changes(cool.id)
    settled(cool, change.entry)
    assert text(cool, draft)["2"]["text"]["en"] == "Nobody pays too much."
    assert text(cool, draft)["3"]["text"]["en"] == "We meet."
    again = words(alba.get(page))
    assert "Taken over" in again
    assert 'value="3"' in again


def test_what_the_draft_says_otherwise_meanwhile_is_named_and_the_rest_goes_in(cool, at, draft, seen_by):
    alba = seen_by("Alba")
    data = alba.get(at(f"{draft}/files/word/")).content
    data = edited(edited(data, typed("alone", "too much")), typed("We meet", "We meet often"))
    put(cool, draft, clause("2", "Nobody pays at all."), clause("3", "We meet.", summary={"en": "Often."}))

    page = alba.post(at(f"{draft}/files/"), uploaded(data)).url
    shown = words(alba.get(page))
    assert "The same words were changed in the draft" in shown
    assert alba.post(page, {"take": ["2"], "why": "x", "idem": cool.org("i")}).status_code == 422
    alba.post(page, {"take": ["3"], "why": "x", "idem": cool.org("i")})

    [change] = queries.open_changes(cool.id)
    settled(cool, change.entry)
    assert text(cool, draft)["3"]["summary"] == {"en": "Often."}
    assert text(cool, draft)["3"]["text"] == {"en": "We meet often."}


def test_a_whole_model_with_its_rules_in_the_readers_language_comes_back_as_it_went(cool, at, seen_by):
    draft, alba = whole(cool), seen_by("Alba")
    for lang in ("en", "ar"):
        alba.cookies["language"] = lang
        data = alba.get(at(f"{draft}/files/word/")).content
        page = alba.post(at(f"{draft}/files/"), uploaded(data)).url
        seen = alba.get(page).context["seen"]
        assert (seen.changes, seen.unknown, seen.remarks, seen.faults) == ([], [], [], [])


def test_rules_typed_over_in_the_document_are_named(cool, at, seen_by):
    draft, alba = whole(cool), seen_by("Alba")
    data = edited(alba.get(at(f"{draft}/files/word/")).content, typed("two thirds", "a third"))

    seen = alba.get(alba.post(at(f"{draft}/files/"), uploaded(data)).url).context["seen"]

    assert any("typed over" in says for says in seen.remarks)
    assert all("title" in each.shown.lang or each.number for each in seen.changes)


def test_a_charter_as_json_comes_back_with_its_rules(cool, at, draft, seen_by):
    alba = seen_by("Alba")
    plain = json.loads(alba.get(at(f"{draft}/files/json/")).content)
    plain["clauses"][0]["rules"] = [{"type": "deadline", "what": "minutes", "days": 7}]
    plain["clauses"].append(clause("4", "A new one."))

    page = alba.post(at(f"{draft}/files/"), uploaded(json.dumps(plain).encode(), "c.json")).url
    alba.post(page, {"take": ["1", "4"], "why": "From our system.", "idem": cool.org("i")})
    for change in queries.open_changes(cool.id):
        settled(cool, change.entry)

    assert text(cool, draft)["1"]["rules"][0]["days"] == 7
    assert "4" in text(cool, draft)


def test_a_lost_clause_is_named_and_not_ticked(cool, at, draft, seen_by):
    alba = seen_by("Alba")
    plain = json.loads(alba.get(at(f"{draft}/files/json/")).content)
    del plain["clauses"][1]

    answer = alba.get(alba.post(at(f"{draft}/files/"), uploaded(json.dumps(plain).encode(), "c.json")).url)

    assert "no longer has this clause" in words(answer)
    assert answer.context["form"].ticked == []


def test_a_file_that_cannot_be_read_is_explained_at_its_field(cool, at, draft, seen_by):
    answer = seen_by("Alba").post(at(f"{draft}/files/"), uploaded(b"PK\x03\x04 nothing"))

    assert answer.status_code == 422
    assert "no Word document" in str(answer.context["form"].errors["file"])


def test_nobody_else_sees_what_somebody_brought(cool, at, draft, seen_by, client):
    alba = seen_by("Alba")
    data = alba.get(at(f"{draft}/files/word/")).content
    page = alba.post(at(f"{draft}/files/"), uploaded(data)).url

    assert seen_by("Bruno").get(page).status_code == 404
    assert client.get(page).status_code == 302
    assert seen_by("Olga").post(page, {"take": ["1"], "why": "x"}).status_code == 404


def test_only_five_wait_and_none_longer_than_a_week(cool, at, draft, seen_by):
    alba = seen_by("Alba")
    data = alba.get(at(f"{draft}/files/word/")).content
    for _ in range(7):
        alba.post(at(f"{draft}/files/"), uploaded(data))

    assert Returned.objects.filter(account=account("Alba")).count() == 5
    forget_old_ones(NOON + KEPT)
    assert Returned.objects.count() == 0


def test_an_earlier_version_goes_out_and_a_stranger_may_read_it(cool, at, draft, client):
    first = queries.draft_with(cool.id, draft).changed_entry
    put(cool, draft, clause("1", "Otherwise."))

    then = json.loads(client.get(at(f"{draft}/files/json/"), {"version": first}).content)
    now = json.loads(client.get(at(f"{draft}/files/json/")).content)

    assert (then["clauses"][0]["text"]["en"], now["clauses"][0]["text"]["en"]) == (
        "We share what we learn.",
        "Otherwise.",
    )
    assert client.get(at(f"{draft}/files/word/"), {"version": "x" * 40}).status_code == 200
