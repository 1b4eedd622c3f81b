"""A draft as a Word document: a heading for each clause, its texts under labels, its rules as locked sentences."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import Any

from django.utils.translation import get_language_info, override
from django.utils.translation import gettext as _
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from commonweal.capabilities.chartering.ruling.fields import named_language
from commonweal.capabilities.chartering.word.marks import NOTE, Origin, Place, bookmark_of, origin_bookmark
from commonweal.charter.clauses import Clause

LABEL, RULE = "Commonweal label", "Commonweal rule"
GREY = RGBColor(0x4A, 0x5A, 0x55)


@dataclass(frozen=True, slots=True)
class Written:
    """What is written.

    :param title: in the languages of the draft
    :param rules: by number of the clause, what its rules say in the language of `origin`
    """

    origin: Origin
    title: dict[str, str]
    languages: Sequence[str]
    clauses: Sequence[Clause]
    rules: Mapping[str, Sequence[str]]
    changed_at: datetime


def written(what: Written) -> bytes:
    """Return the document."""
    paper = _Paper()
    with override(what.origin.lang):
        _front(paper, what)
        for clause in what.clauses:
            _clause(paper, clause, what)
    properties = paper.document.core_properties
    properties.author, properties.last_modified_by, properties.comments = "Commonweal", "", ""
    properties.title = next(iter(what.title.values()), "")
    properties.created = properties.modified = what.changed_at.replace(tzinfo=None)
    out = io.BytesIO()
    paper.document.save(out)
    return out.getvalue()


def label_for(field: str, lang: str, *, several: bool) -> str:
    """Return the label above a field, in the language that is active."""
    label = {"title": _("Title"), "text": _("Legal text"), "summary": _("In plain words")}.get(field)
    if label is None:
        return _("Rules (applied by the house; change them on the page, not here)")
    return f"{label} · {named_language(lang)}" if several else label


class _Paper:
    """A document that is being written."""

    def __init__(self) -> None:
        self.document: Any = Document()
        self.numbers = count(1)
        for name, size in ((LABEL, 9), (RULE, 10)):
            style = self.document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = self.document.styles["Normal"]
            style.font.size, style.font.color.rgb = Pt(size), GREY
        self.document.styles[LABEL].paragraph_format.keep_with_next = True
        self.document.styles[RULE].paragraph_format.left_indent = Pt(18)

    def paragraph(self, text: str, *, style: str, lang: str, bookmark: str = "", before: str = "") -> Any:
        """Add a paragraph, its text inside a bookmark, `before` outside of it."""
        paragraph = self.document.add_paragraph(style=style)
        if before:
            paragraph.add_run(before)
        if bookmark:
            number = str(next(self.numbers))
            paragraph._p.append(_mark("w:bookmarkStart", number, bookmark))  # noqa: SLF001 - python-docx's own way in
        run = paragraph.add_run(text)
        if bookmark:
            paragraph._p.append(_mark("w:bookmarkEnd", number))  # noqa: SLF001 - as above
        if from_the_right(lang):
            _right_to_left(paragraph, run)
        return paragraph

    def locked(self, paragraphs: Iterable[Any]) -> None:
        """Wrap paragraphs into a content control whose content cannot be edited."""
        wrapped = list(paragraphs)
        control, properties = OxmlElement("w:sdt"), OxmlElement("w:sdtPr")
        lock, content = OxmlElement("w:lock"), OxmlElement("w:sdtContent")
        lock.set(qn("w:val"), "sdtContentLocked")
        properties.append(lock)
        control.append(properties)
        control.append(content)
        wrapped[0]._p.addprevious(control)  # noqa: SLF001 - python-docx's own way in
        for paragraph in wrapped:
            content.append(paragraph._p)  # noqa: SLF001 - as above


def from_the_right(lang: str) -> bool:
    """Return whether a language is written from the right."""
    try:
        return bool(get_language_info(lang)["bidi"])
    except KeyError:
        return False


def _front(paper: _Paper, what: Written) -> None:
    first = what.languages[0]
    title = what.title.get(first) or next(iter(what.title.values()), "")
    paper.paragraph(title, style="Title", lang=first, bookmark=origin_bookmark(what.origin))
    says = _(
        "Change the words of titles, texts and summaries as you like, with tracked changes or without; keep the grey "
        "lines. Numbers and rules are changed on the page of the draft. What you changed is shown there before any of "
        "it is taken."
    )
    paper.paragraph(says, style=LABEL, lang=what.origin.lang, bookmark=NOTE)


def _clause(paper: _Paper, clause: Clause, what: Written) -> None:
    several = len(what.languages) > 1
    for n, lang in enumerate(what.languages):
        place = Place(clause.number, "title", lang)
        paper.paragraph(
            clause.title.get(lang, ""),
            style="Heading 2" if n == 0 else "Heading 3",
            lang=lang,
            bookmark=bookmark_of(place),
            before=f"{clause.number}  ",
        )
        _field(paper, clause, "text", lang, several=several)
        _field(paper, clause, "summary", lang, several=several)
    said = what.rules.get(clause.number, ())
    if said:
        place = Place(clause.number, "rules", what.origin.lang, label=True)
        label = label_for("rules", what.origin.lang, several=several)
        lines = [paper.paragraph(label, style=LABEL, lang=what.origin.lang, bookmark=bookmark_of(place))]
        lines += [paper.paragraph(each, style=RULE, lang=what.origin.lang) for each in said]
        paper.locked(lines)


def _field(paper: _Paper, clause: Clause, field: str, lang: str, *, several: bool) -> None:
    text = (getattr(clause, field) or {}).get(lang, "")
    label = label_for(field, lang, several=several)
    above = Place(clause.number, field, lang, label=True)
    paper.locked([paper.paragraph(label, style=LABEL, lang=lang, bookmark=bookmark_of(above))])
    for n, line in enumerate(text.split("\n")):
        here = bookmark_of(Place(clause.number, field, lang)) if n == 0 else ""
        paper.paragraph(line, style="Normal", lang=lang, bookmark=here)


def _mark(tag: str, number: str, name: str = "") -> Any:
    mark = OxmlElement(tag)
    mark.set(qn("w:id"), number)
    if name:
        mark.set(qn("w:name"), name)
    return mark


def _right_to_left(paragraph: Any, run: Any) -> None:
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - python-docx has no word for it
    bidi = OxmlElement("w:bidi")
    properties.insert_element_before(bidi, "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:jc", "w:rPr")
    run.font.rtl = True
