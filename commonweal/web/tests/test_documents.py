"""Documents on paper: tagged, in their language, and made of what people wrote without ever obeying it."""

from __future__ import annotations

import logging
import subprocess
from datetime import UTC, datetime

import pytest

from commonweal.web.documents import (
    Aside,
    Document,
    Heading,
    Items,
    Lines,
    Mark,
    NewPage,
    NotSet,
    Pairs,
    PdfResponse,
    Table,
    Text,
    as_pdf,
    in_groups,
)

AT = datetime(2026, 3, 2, 12, tzinfo=UTC)
EVERY_BLOCK = (
    Text("One.\n\nTwo,\nthree."),
    Heading(1, "Clauses"),
    Heading(3, "Who decides", number="6.2"),
    Aside("In plain words", "All decide."),
    Items(("One", "Two")),
    Items(("First",), numbered=True),
    Pairs((("When", "Monday"),)),
    Table("Who signed", ("Organisation", "How"), (("City", "Key"), ("Shade", "Paper"))),
    Mark("ab" * 32, "The digest of this charter"),
    Lines(("Place and day", "Signature")),
    NewPage(),
    Text("يوقّع الشركاء النص نفسه.", lang="ar"),
)


def paper(*blocks, title="Charter", lang="en"):
    return as_pdf(Document(title, lang, blocks or EVERY_BLOCK, above="Cool Schools", below="Page"), at=AT)


def test_a_document_is_tagged_and_says_its_language():
    made = paper()

    assert made.startswith(b"%PDF-")
    for mark in (b"/StructTreeRoot", b"/MarkInfo", b"pdfuaid", b"/Lang"):
        assert mark in made
    assert b"(en)" in made


def test_arabic_is_shaped_by_a_font_that_comes_along_and_runs_from_right_to_left():
    made = paper(Heading(1, "من يقرر", number="6.2"), Text("يوقّع الشركاء النص نفسه في 2026 (abc)."), lang="ar")

    assert b"pdfuaid" in made
    assert b"(ar)" in made
    assert b"NotoNaskhArabic" in made


def test_the_same_document_has_the_same_bytes():
    assert paper() == paper()


@pytest.mark.parametrize(
    "words",
    [
        '#panic("no")',
        '#read("/etc/passwd")',
        "*bold* _x_ $x^2$ `code` = heading\n- item @cite <label> // comment",
        '#import "@preview/cetz:0.1.0"',
        '") #eval("1',
        "\\u{41} \x01 \u202e mirrored \u0000",
        "",
        "word" * 1500,
        "नमस्ते Ελλάδα Київ",
    ],
)
def test_what_people_wrote_is_shown_and_never_obeyed(words):
    blocks = (
        Heading(2, words),
        Text(words),
        Items((words,)),
        Pairs(((words, words),)),
        Table(words, (words,), ((words,),)),
    )

    assert paper(*blocks, title=words, lang='e"); #panic()').startswith(b"%PDF-")


def test_a_letter_without_a_font_is_said_aloud_and_the_document_still_made(caplog):
    with caplog.at_level(logging.WARNING):
        made = paper(Text("A smile: \U0001fae8\U000e0101"))

    assert made.startswith(b"%PDF-")
    assert caplog.messages in ([], ["A document was set with a letter for which no font came along."])


def test_headings_never_skip_a_level():
    levels = [
        b["level"] for b in Document("T", "en", (Heading(3, "a"), Heading(3, "b"), Heading(1, "c"))).data()["blocks"]
    ]

    assert levels == [1, 2, 1]


def test_a_digest_is_read_in_groups_of_eight():
    assert in_groups("0123456789abcdef") == "01234567 89abcdef"


def test_what_takes_too_long_is_given_up(monkeypatch):
    def slow(*_args, **_kwargs):
        raise subprocess.TimeoutExpired("typesetting", 30)

    monkeypatch.setattr(subprocess, "run", slow)

    with pytest.raises(NotSet):
        paper()


def test_it_is_answered_under_a_name():
    answer = PdfResponse(Document("T", "en", (Text("x"),)), at=AT, name="charter.pdf")

    assert answer.headers["Content-Type"] == "application/pdf"
    assert 'filename="charter.pdf"' in answer.headers["Content-Disposition"]
