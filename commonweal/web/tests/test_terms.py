"""Adopted words in what people wrote: linked once, in their language, whole words only, everything escaped."""

from __future__ import annotations

import pytest

from commonweal.web.terms import Known, Terms


def terms():
    return Terms(
        [
            Known("en", ("heat island", "heat islands"), "/1/"),
            Known("en", ("heat",), "/2/"),
            Known("es", ("sombra",), "/3/"),
            Known("en", ("co-creation", "C++", ".net", "a.b"), "/5/"),
            Known("ar", ("الظل", "ظل"), "/4/"),
        ]
    )


@pytest.mark.parametrize(
    ("text", "lang", "shown"),
    [
        ("A Heat  Island.", "en", 'A <a class="term" href="/1/">Heat  Island</a>.'),
        ("Heat, heat.", "en-GB", '<a class="term" href="/2/">Heat</a>, heat.'),
        ("Preheated.", "en", "Preheated."),
        ("Sombra.", "en", "Sombra."),
        ("Sombra.", "es", '<a class="term" href="/3/">Sombra</a>.'),
        ("في الظل.", "ar", 'في <a class="term" href="/4/">الظل</a>.'),
        ("<b>heat</b>", "en", '&lt;b&gt;<a class="term" href="/2/">heat</a>&lt;/b&gt;'),
        ("Co-Creation!", "en", '<a class="term" href="/5/">Co-Creation</a>!'),
        ("(c++)", "en", '(<a class="term" href="/5/">c++</a>)'),
        ("C++x, x.net, axb", "en", "C++x, x.net, axb"),
        ("", "en", ""),
        ("heat", "", "heat"),
    ],
)
def test_a_word_is_linked_where_it_is_used(text, lang, shown):
    assert terms().linked(text, lang=lang) == shown


def test_each_word_is_linked_once_for_a_page_whatever_its_form():
    page = terms()
    page.linked("A heat island.", lang="en")

    assert page.linked("Two heat islands.", lang="en") == "Two heat islands."


def test_a_longer_form_goes_before_a_shorter_one_within_it():
    assert terms().linked("heat, heat islands", lang="en") == (
        '<a class="term" href="/2/">heat</a>, <a class="term" href="/1/">heat islands</a>'
    )


def test_no_words_cost_nothing():
    assert Terms([]).linked("a < b", lang="en") == "a &lt; b"
