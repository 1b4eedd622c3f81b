"""Which words of a document belong to which field of which clause, and which belong to none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.translation import override

from commonweal.capabilities.chartering.word.marks import NOTE, Origin, Place, origin_of, place_of
from commonweal.capabilities.chartering.word.reading import Paragraph, Read, pieces
from commonweal.capabilities.chartering.word.writing import label_for

_NUMBER = re.compile(r"\s*(\d{1,3}(?:\.\d{1,3}){0,3})[\s.:)\u200f\u200e]*")
Key = tuple[str, str, str]


@dataclass
class Found:
    """What stands in a document.

    :param lines: by number, field and language, the paragraphs of that field
    :param rules: by number, the sentences of its rules
    :param unknown: what belongs to no field, with the number of the clause after which it stands
    :param order: the numbers of the clauses as they stand
    """

    origin: Origin | None = None
    lines: dict[Key, list[str]] = field(default_factory=dict)
    rules: dict[str, list[str]] = field(default_factory=dict)
    unknown: list[tuple[str, str]] = field(default_factory=list)
    order: list[str] = field(default_factory=list)

    def text(self, number: str, name: str, lang: str) -> str | None:
        """Return the text of a field, or nothing where the document does not have it."""
        lines = self.lines.get((number, name, lang))
        return None if lines is None else "\n".join(line.rstrip() for line in lines).strip()


class _Sorting:
    """Goes through a document from top to bottom and knows in which field it is."""

    def __init__(self, numbers: Sequence[str], languages: Sequence[str]) -> None:
        self.found = Found()
        self.numbers, self.languages = frozenset(numbers), tuple(languages)
        self.labels = labels(languages)
        self.here: Place | None = None
        self.number = ""
        self.heading: str | None = None  # a title without its bookmark, until the next label tells its language

    def paragraph(self, paragraph: Paragraph) -> None:
        """Sort one paragraph."""
        known = [
            (names, text)
            for names, text in pieces(paragraph)
            if any(place_of(name) or origin_of(name) or name == NOTE for name in names)
        ]
        if paragraph.in_table or not known:
            self.without_mark(paragraph)
            return
        before = paragraph.text[
            : min(at for at, name in paragraph.marks if place_of(name) or origin_of(name) or name == NOTE)
        ]
        parts = self._joined(paragraph)
        for names, text in parts:
            for name in names:
                self.begin(name)
            self.add(f"{before}{text}", begins=True)
            before = ""

    def _joined(self, paragraph: Paragraph) -> list[tuple[tuple[str, ...], str]]:
        """Return the pieces of a paragraph, bookmarks of others (such as Word's own) not cutting it."""
        found: list[tuple[tuple[str, ...], str]] = []
        for names, text in pieces(paragraph):
            ours = tuple(name for name in names if place_of(name) or origin_of(name) or name == NOTE)
            if ours:
                found.append((ours, text))
            elif found:
                found[-1] = (found[-1][0], found[-1][1] + text)
        return found

    def begin(self, name: str) -> None:
        """Begin the field that a bookmark names."""
        origin, place = origin_of(name), place_of(name)
        if origin is not None:
            self.found.origin, self.here = self.found.origin or origin, None
        elif place is None:
            self.here = None
        else:
            self._titled(place.lang if place.field != "rules" else "")
            self.here, self.number = place, place.number
            if place.number not in self.found.order:
                self.found.order.append(place.number)

    def add(self, text: str, *, begins: bool = False) -> None:
        """Let words belong to the field in which they stand."""
        place = self.here
        if place is None:
            if not begins and text.strip():
                self.found.unknown.append((self.number, text.strip()))
        elif place.label:
            label = self.labels.get(text.strip())
            if label is None and text.strip():
                self.found.unknown.append((self.number, text.strip()))
            self.here = Place(place.number, place.field, place.lang)
        elif place.field == "rules":
            self.found.rules.setdefault(place.number, []).append(text)
        elif place.field == "title":
            said = _without_number(text, place.number) if begins else text
            if begins and (place.number, "title", place.lang) not in self.found.lines:
                self.found.lines[place.number, "title", place.lang] = [said]
            elif text.strip():
                self.found.unknown.append((place.number, text.strip()))
        else:
            self.found.lines.setdefault((place.number, place.field, place.lang), []).append(text)

    def without_mark(self, paragraph: Paragraph) -> None:
        """Sort a paragraph in which no bookmark of ours begins: it goes on, or it is new."""
        label = self.labels.get(paragraph.text.strip())
        if label is not None and self.number:
            name, lang = label
            self._titled(lang)
            self.here = Place(self.number, name, lang)
        elif paragraph.in_table or paragraph.style.lower().startswith(("heading", "title", "berschrift", "titre")):
            self._heading(paragraph.text)
        else:
            self.add(paragraph.text)

    def _heading(self, text: str) -> None:
        number = _NUMBER.match(text)
        self.here = None
        if number and number[1] in self.numbers:
            self.number, self.heading = number[1], text[number.end() :]
            if self.number not in self.found.order:
                self.found.order.append(self.number)
        elif text.strip():
            self.found.unknown.append((self.number, text.strip()))

    def _titled(self, lang: str) -> None:
        """Give a heading without a bookmark to the language of the label below it."""
        if self.heading is not None and lang:
            self.found.lines.setdefault((self.number, "title", lang), [self.heading])
        self.heading = None


def sorted_out(read: Read, *, numbers: Sequence[str], languages: Sequence[str]) -> Found:
    """Return what stands in a document, sorted into the fields of clauses.

    :param numbers: those of the draft, by which headings are told that lost their bookmark
    """
    sorting = _Sorting(numbers, languages)
    for paragraph in read.paragraphs:
        sorting.paragraph(paragraph)
    return sorting.found


def labels(languages: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Return every label that a document may carry, in whichever language it was made, with what it stands above."""
    found: dict[str, tuple[str, str]] = {}
    for reader, _name in settings.LANGUAGES:
        with override(reader):
            for name in ("text", "summary", "rules"):
                for lang in languages:
                    found[label_for(name, lang, several=len(languages) > 1)] = (name, lang)
    return found


def _without_number(text: str, number: str) -> str:
    found = _NUMBER.match(text)
    return text[found.end() :] if found and found[1] == number else text
