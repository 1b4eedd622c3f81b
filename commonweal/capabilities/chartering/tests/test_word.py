"""A draft goes out as a Word document, is edited there, and comes back clause by clause, with nothing passed over."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from commonweal.capabilities.chartering.word.archive import FileRefused
from commonweal.capabilities.chartering.word.marks import Origin, Place, bookmark_of, place_of
from commonweal.capabilities.chartering.word.returning import Sent, from_word
from commonweal.capabilities.chartering.word.writing import Written, written
from commonweal.charter.clauses import Charter
from commonweal.charter.models import starting_charter

ENGLISH = {
    "1.1": ("Purpose", "The partners plant trees.\nThey water them.", "We plant trees."),
    "1.2": ("Parties", "The city and the families.", None),
    "2": ("Money", "Nobody pays alone.", "We share."),
}
ARABIC = {"1.1": ("الغرض", "يزرع الشركاء النخيل.\nويسقون النخيل.", "نزرع النخيل.")}


def charter(texts=ENGLISH, lang="en", **more):
    clauses = [
        {
            "number": number,
            "title": {lang: title},
            "text": {lang: text},
            "rules": [{"type": "deadline", "what": "minutes", "days": 21}] if number == "2" else [],
            **({"summary": {lang: summary}} if summary else {}),
        }
        for number, (title, text, summary) in texts.items()
    ]
    return Charter.model_validate({"edition": "own/7", "title": {lang: "Charter"}, "clauses": clauses, **more})


def sent(text, languages=("en",)):
    return Sent(draft=7, now=9, languages=languages, at=lambda _entry: text)


def as_word(text, languages=("en",), *, lang="en", rules=None):
    said = rules if rules is not None else {"2": ["Approving the minutes takes at most 21 days."]}
    at = datetime(2026, 3, 2, 12, tzinfo=UTC)
    return written(Written(Origin(7, 9, lang), dict(text.title), languages, text.clauses, said, at))


def edited(data, edit):
    """Return a document after an edit made with python-docx."""
    document = Document(io.BytesIO(data))
    edit(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def found(document, text):
    return next(p for p in document.paragraphs if text in p.text)


def back(edit, text=None, languages=("en",), **word):
    text = text or charter()
    return from_word(edited(as_word(text, languages, **word), edit), sent(text, languages))


def test_a_document_that_nobody_touched_brings_nothing_back():
    came = back(lambda _document: None, rules={})

    assert (came.clauses, came.lost, came.unknown, came.remarks, came.version) == ({}, [], [], [], 9)


@pytest.mark.parametrize("model", ["living_lab", "consortium"])
def test_a_whole_model_in_four_languages_goes_out_and_comes_back_as_it_was(model):
    text, languages = starting_charter(model), ("en", "es", "fr", "ar")

    came = from_word(as_word(text, languages, rules={}, lang="ar"), sent(text, languages))

    assert (came.clauses, came.lost, came.unknown, came.remarks) == ({}, [], [], [])


def test_a_sentence_is_inserted():
    def edit(document):
        found(document, "The city").add_run(" And the school.")

    came = back(edit, rules={})

    assert came.clauses["1.2"]["text"] == {"en": "The city and the families. And the school."}
    assert list(came.clauses) == ["1.2"]


def test_a_paragraph_is_inserted_after_a_text_and_one_is_deleted():
    def edit(document):
        new = found(document, "They water them.").insert_paragraph_before("They ask first.")
        assert new.text
        line = found(document, "We share.")._p
        line.getparent().remove(line)

    came = back(edit, rules={})

    assert came.clauses["1.1"]["text"] == {"en": "The partners plant trees.\nThey ask first.\nThey water them."}
    assert "summary" not in came.clauses["2"]
    assert came.unknown == []


def test_a_text_that_was_typed_over_is_told_by_its_label():
    def edit(document):
        old = found(document, "Nobody pays alone.")
        old.insert_paragraph_before("Each pays a part.")
        old._p.getparent().remove(old._p)

    assert back(edit, rules={}).clauses["2"]["text"] == {"en": "Each pays a part."}


def test_a_title_is_changed_and_its_number_stays():
    def edit(document):
        found(document, "1.2  Parties").runs[-1].text = "Who takes part"

    assert back(edit, rules={}).clauses["1.2"]["title"] == {"en": "Who takes part"}


def test_a_clause_that_was_deleted_is_named_as_lost_and_not_taken_for_a_change():
    def edit(document):
        body, going = document.element.body, False
        for child in list(body):
            text = "".join(t.text or "" for t in child.iter(qn("w:t")))
            if text.startswith("1.2  "):
                going = True
            elif text.startswith("2  "):
                going = False
            if going:
                body.remove(child)

    came = back(edit, rules={})

    assert (came.lost, came.clauses) == (["1.2"], {})


def test_clauses_that_changed_places_are_named_and_stay_by_their_numbers():
    def edit(document):
        body, moved, going = document.element.body, [], False
        for child in list(body):
            text = "".join(t.text or "" for t in child.iter(qn("w:t")))
            going = text.startswith("1.1  ") or (going and not text.startswith("1.2  "))
            if going:
                moved.append(child)
        for child in moved:
            body.remove(child)
        last = list(body)[-1]
        for child in moved:
            last.addprevious(child)

    came = back(edit, rules={})

    assert (came.clauses, came.lost) == ({}, [])
    assert {code for code, _what in came.remarks} == {"moved"}


def test_a_new_heading_and_what_stands_below_it_belong_to_no_clause():
    def edit(document):
        heading = found(document, "2  Money")
        heading.insert_paragraph_before("Trees are holy", style="Heading 2")
        heading.insert_paragraph_before("Nobody cuts them.")

    came = back(edit, rules={})

    assert came.unknown == [("1.2", "Trees are holy"), ("1.2", "Nobody cuts them.")]
    assert came.clauses == {}


def test_words_in_a_table_belong_to_no_clause():
    def edit(document):
        document.add_table(1, 1).cell(0, 0).text = "Hidden"

    assert ("2", "Hidden") in back(edit, rules={}).unknown


def test_rules_that_were_typed_over_are_named_and_not_taken():
    def edit(document):
        for text in document.element.body.iter(qn("w:t")):
            if text.text and "21 days" in text.text:
                text.text = text.text.replace("21", "99")

    came = back(edit, rules={"2": ["Minutes are approved within 21 days."]})

    assert ("rules", "2") in came.remarks
    assert came.clauses == {}


def tracked(paragraph, kind, text):
    """Write a tracked insertion or deletion at the end of a paragraph, as Word does."""
    change = OxmlElement(f"w:{kind}")
    for name, value in (("w:id", "77"), ("w:author", "Licenciada Ortega"), ("w:date", "2026-03-02T12:00:00Z")):
        change.set(qn(name), value)
    run, words = OxmlElement("w:r"), OxmlElement("w:delText" if kind in ("del", "moveFrom") else "w:t")
    words.set(qn("xml:space"), "preserve")
    words.text = text
    run.append(words)
    change.append(run)
    paragraph._p.append(change)


def test_tracked_changes_are_read_as_accepted_and_their_author_is_not_kept():
    def edit(document):
        paragraph = found(document, "Nobody pays alone.")
        paragraph.runs[0].text = "Nobody pays "
        tracked(paragraph, "del", "alone")
        tracked(paragraph, "ins", "too much.")

    came = back(edit, rules={})

    assert came.clauses["2"]["text"] == {"en": "Nobody pays too much."}
    assert ("tracked", "") in came.remarks
    assert "Ortega" not in json.dumps(came.as_data())


def test_a_paragraph_whose_mark_was_deleted_runs_into_the_next():
    def edit(document):
        paragraph = found(document, "The partners plant trees.")
        properties = paragraph._p.get_or_add_pPr()
        marks, gone = OxmlElement("w:rPr"), OxmlElement("w:del")
        gone.set(qn("w:id"), "78")
        marks.append(gone)
        properties.append(marks)

    assert back(edit, rules={}).clauses["1.1"]["text"] == {"en": "The partners plant trees.They water them."}


def test_arabic_goes_out_from_the_right_and_comes_back():
    text = charter(ARABIC, "ar")

    def edit(document):
        paragraph = found(document, "ويسقون النخيل")
        assert paragraph._p.pPr.find(qn("w:bidi")) is not None
        paragraph.runs[-1].text = "ويسقون النخيل كل يوم."

    came = back(edit, text, ("ar",), rules={}, lang="ar")

    assert came.clauses["1.1"]["text"] == {"ar": "يزرع الشركاء النخيل.\nويسقون النخيل كل يوم."}


def test_a_document_without_bookmarks_is_read_by_its_headings_and_labels():
    def edit(document):
        for mark in list(document.element.body.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))):
            mark.getparent().remove(mark)
        found(document, "The city").add_run(" All of them.")

    came = back(edit, rules={})

    assert came.clauses == {"1.2": {**came.clauses["1.2"], "text": {"en": "The city and the families. All of them."}}}
    assert came.lost == []


def test_a_document_of_another_draft_is_refused():
    text = charter()
    data = written(
        Written(Origin(8, 9, "en"), {"en": "x"}, ("en",), text.clauses, {}, datetime(2026, 3, 2, tzinfo=UTC))
    )

    with pytest.raises(FileRefused, match="another draft"):
        from_word(data, sent(text))


def test_footnotes_comments_and_boxes_are_named_and_not_passed_over_in_silence():
    def edit(document):
        run = OxmlElement("w:r")
        run.append(OxmlElement("w:footnoteReference"))
        found(document, "Nobody pays")._p.append(run)
        box = OxmlElement("w:r")
        box.append(OxmlElement("w:pict"))
        found(document, "Nobody pays")._p.append(box)

    assert {("notes", "1"), ("boxes", "1")} <= set(back(edit, rules={}).remarks)


def test_bookmarks_have_names_that_word_keeps():
    longest = bookmark_of(Place("999.999.999.999", "summary", "arb", label=True))

    assert len(longest) <= 40
    assert place_of(longest) == Place("999.999.999.999", "summary", "arb", label=True)
