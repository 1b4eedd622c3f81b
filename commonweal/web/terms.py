"""Words whose meaning partners have adopted, linked where they are first used in what people wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from commonweal.partnerships.models import AdoptedTerm

MOST = 1000
"""How many adopted words a page looks for."""

_KEPT = "_adopted_terms"
_PIECES = re.compile(r"\w+|\s+|.", re.DOTALL)
"""A text in pieces: a word, a gap, or one other sign."""

Form = tuple[str, ...]
"""A form in pieces, in small letters and with every gap as one space."""


@dataclass(frozen=True, slots=True)
class Known:
    """An adopted word: the forms under which texts of a language use it, and the page that explains it."""

    lang: str
    forms: tuple[str, ...]
    url: str


class Terms:
    """The adopted words of a partnership for one page; each is linked once, where the page first uses it."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._linked: set[str] = set()
        self._by_lang: dict[str, dict[str, dict[Form, str]]] = {}
        """The forms of each language with their pages, under the piece with which they begin."""
        for each in known:
            beginning = self._by_lang.setdefault(_base(each.lang), {})
            for form in filter(None, map(_form, each.forms)):
                beginning.setdefault(form[0], {})[form] = each.url

    def linked(self, text: str, *, lang: str) -> SafeString:
        """Return a text in its language, escaped, with the first use of each adopted word linked to its meaning."""
        return mark_safe("".join(self._pieces(text, lang)))  # noqa: S308 - every piece is escaped below

    def _pieces(self, text: str, lang: str) -> Iterator[str]:
        beginning, done = self._by_lang.get(_base(lang), {}), 0
        for start, end, url in _uses(text, beginning) if beginning else ():
            if url not in self._linked:
                self._linked.add(url)
                yield conditional_escape(text[done:start])
                yield format_html('<a class="term" href="{}">{}</a>', url, text[start:end])
                done = end
        yield conditional_escape(text[done:])


def terms_of(request: HttpRequest, *, partnership: str, slug: str) -> Terms:
    """Return the adopted words of a partnership for this page: one question, however many texts are shown."""
    kept: Terms | None = getattr(request, _KEPT, None)
    if kept is None:
        kept = Terms(_known(AdoptedTerm.objects.filter(partnership=partnership).order_by("key")[:MOST], slug))
        setattr(request, _KEPT, kept)
    return kept


def _known(rows: Iterable[AdoptedTerm], slug: str) -> Sequence[Known]:
    return [Known(row.lang, tuple(row.forms), reverse("glossary:term", args=[slug, row.term])) for row in rows]


def _base(lang: str) -> str:
    return lang.partition("-")[0].lower()


def _uses(text: str, beginning: Mapping[str, Mapping[Form, str]]) -> Iterator[tuple[int, int, str]]:
    """Yield where a text uses forms as whole words: the longest that begins at a place, and none within another."""
    found = list(_PIECES.finditer(text))
    folded = tuple(map(_folded, (piece.group() for piece in found)))
    at = 0
    while at < len(found):
        fits = [form for form in beginning.get(folded[at], ()) if _stands(form, folded, at)]
        if not fits:
            at += 1
            continue
        form = max(fits, key=len)
        last = at + len(form) - 1
        yield found[at].start(), found[last].end(), beginning[folded[at]][form]
        at = last + 1


def _stands(form: Form, folded: Form, at: int) -> bool:
    """Tell whether a form stands at a place, with no letter directly before or behind it."""
    behind = at + len(form)
    before, after = folded[at - 1 : at] if at else (), folded[behind : behind + 1]
    return folded[at:behind] == form and not any(_is_word(piece) for piece in (*before, *after))


def _is_word(piece: str) -> bool:
    return piece[-1:].isalnum() or piece.endswith("_")


def _form(written: str) -> Form:
    return tuple(map(_folded, _PIECES.findall(written.strip())))


def _folded(piece: str) -> str:
    return " " if piece.isspace() else piece.lower()
