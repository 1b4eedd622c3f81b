"""Words whose meaning partners have adopted, linked where they are first used in what people wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from commonweal.partnerships.models import AdoptedTerm

MOST = 1000
"""How many adopted words a page looks for."""

_KEPT = "_adopted_terms"


@dataclass(frozen=True, slots=True)
class Known:
    """An adopted word: the forms under which texts of a language use it, and the page that explains it."""

    lang: str
    forms: tuple[str, ...]
    url: str


class Terms:
    """The adopted words of a partnership for one page; each is linked once, where the page first uses it."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._by_lang: dict[str, tuple[re.Pattern[str], dict[str, str]]] = {}
        self._linked: set[str] = set()
        urls: dict[str, dict[str, str]] = {}
        for each in known:
            urls.setdefault(_base(each.lang), {}).update({_folded(form): each.url for form in each.forms})
        for lang, found in urls.items():
            longest_first = sorted(found, key=lambda form: (-len(form), form))
            words = "|".join(r"\s+".join(map(re.escape, form.split())) for form in longest_first)
            self._by_lang[lang] = (re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE), found)

    def linked(self, text: str, *, lang: str) -> SafeString:
        """Return a text in its language, escaped, with the first use of each adopted word linked to its meaning."""
        return mark_safe("".join(self._pieces(text, lang)))  # noqa: S308 - every piece is escaped below

    def _pieces(self, text: str, lang: str) -> Iterator[str]:
        known, done = self._by_lang.get(_base(lang)), 0
        for found in known[0].finditer(text) if known else ():
            url = known[1].get(_folded(found.group())) if known else None
            if url is None or url in self._linked:
                continue
            self._linked.add(url)
            yield conditional_escape(text[done : found.start()])
            yield format_html('<a class="term" href="{}">{}</a>', url, found.group())
            done = found.end()
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


def _folded(form: str) -> str:
    return " ".join(form.lower().split())
