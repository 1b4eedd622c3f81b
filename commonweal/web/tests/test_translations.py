"""Every sentence of ours has its words in every language, and no catalogue keeps a sentence that nobody says."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
import translations  # type: ignore[import-not-found]  # script/ lies on the path of the tests alone
from babel.messages.extract import extract
from django.conf import settings
from django.utils.translation.template import templatize

pytestmark = pytest.mark.once

HOUSE = Path(__file__).resolve().parents[2]
MARKS = {
    "gettext": None,
    "gettext_lazy": None,
    "_": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
"""The functions that mark a sentence, and which of what they are given are its forms (c: its context)."""

Sentence = tuple[str | None, tuple[str, ...]]


@cache
def said() -> dict[Sentence, str]:
    """Return every marked sentence, its context first, with a file in which it stands."""
    found: dict[Sentence, str] = {}
    for file in HOUSE.rglob("*"):
        if file.suffix not in {".py", ".html", ".txt"} or {"tests", "migrations"} & set(file.parts):
            continue
        text = file.read_text(encoding="utf-8")
        marked = text if file.suffix == ".py" else _unindented(templatize(text, origin=file.name))
        for _line, forms, _comments, context in extract("python", BytesIO(marked.encode()), MARKS):
            ids = tuple(filter(None, (forms,) if isinstance(forms, str) else forms))
            found[context, ids] = file.relative_to(HOUSE).as_posix()
    return found


def _unindented(template: str) -> str:
    """Return what is left of a template at the edge of the page: its indents are none that Python would accept."""
    return "\n".join(line.lstrip() for line in template.splitlines())


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES if code != "en"])
def test_every_sentence_has_its_words_in_every_language(language):
    catalogue = translations.read(HOUSE / "web" / "locale" / language / "LC_MESSAGES" / "django.po")
    kept = {
        (message.context, message.id if isinstance(message.id, tuple) else (message.id,)): message.string
        for message in catalogue
        if message.id
    }

    assert {sentence: said()[sentence] for sentence in said().keys() - kept.keys()} == {}
    assert kept.keys() - said().keys() == set()
    assert [sentence for sentence, words in kept.items() if not translations.complete(words)] == []
