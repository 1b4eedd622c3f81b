"""No sentence of ours stands on a page untranslatable: in a language that marks every sentence, all are marked."""

from __future__ import annotations

import re
from gettext import NullTranslations
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.utils.translation import trans_real

BEGIN, END = "⟦", "⟧"
PAGES = ("/", "/styleguide", "/accounts/login/", "/accounts/login/code/", "/accounts/signup/", "/mail/", "/nowhere/")
NAMES = {"Commonweal", "·"}
"""What is called the same in every language."""


class Marking(NullTranslations):
    """A language in which every translated sentence stands between brackets."""

    def gettext(self, message: str) -> str:
        """Mark one sentence; a context before it, which nobody sees, is left away."""
        return f"{BEGIN}{message.rpartition(chr(4))[2]}{END}" if message.strip() else message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Mark the form for this number."""
        return self.gettext(msgid1 if n == 1 else msgid2)

    def to_language(self) -> str:
        """Go as English."""
        return "en"


class Unmarked(HTMLParser):
    """The words on a page that are neither marked nor in a language of their own."""

    SILENT = frozenset({"script", "style", "title", "pre", "code"})
    EMPTY = frozenset({"meta", "link", "input", "br", "hr", "img", "path", "rect", "circle"})
    SPOKEN = ("aria-label", "title", "placeholder", "alt")

    def __init__(self) -> None:
        super().__init__()
        self.inside: list[bool] = []
        self.depth = 0
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        own = tag in self.SILENT or (tag != "html" and "lang" in given) or tag in {"bdi", "time"}
        if tag not in self.EMPTY:
            self.inside.append(own)
        for name in self.SPOKEN:
            if not any(self.inside):
                self.take(given.get(name) or "")

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.EMPTY and self.inside:
            self.inside.pop()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Marks of a drawing hold no words."""

    def handle_data(self, data: str) -> None:
        if not any(self.inside):
            self.take(data)

    def take(self, words: str) -> None:
        for char in words:
            self.depth += (char == BEGIN) - (char == END)
        bare = words.strip()
        marked = self.depth or BEGIN in words or END in words
        if not marked and bare not in NAMES and re.search(r"[^\W\d_]{2}", bare):
            self.found.append(bare)


@pytest.fixture
def marking(monkeypatch: pytest.MonkeyPatch) -> None:
    """English as the language that marks every sentence."""
    language = Marking()
    monkeypatch.setitem(vars(trans_real)["_translations"], "en", language)
    monkeypatch.setattr(trans_real, "_default", language)


@pytest.mark.django_db
@pytest.mark.usefixtures("marking")
@pytest.mark.parametrize("path", PAGES)
def test_every_sentence_of_a_page_can_be_translated(client: Client, path: str):
    page = Unmarked()

    page.feed(client.get(path, headers={"accept-language": "en"}).content.decode())

    assert page.found == []
