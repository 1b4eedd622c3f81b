"""Words are found again in four languages, and every text is a question."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.methods.finding import Question, asked, fold, root, roots, words

PAGE = Path(__file__).resolve().parents[3] / "docs" / "methods" / "finding.md"


def table(heading):
    """Return the rows of the first table below a heading of the page."""
    below = PAGE.read_text(encoding="utf-8").partition(f"### {heading}\n")[2]
    lines = re.findall(r"^\|(.*)\|$", below.partition("\n### ")[0], re.MULTILINE)[2:]
    return [[cell.strip().replace("`", "") for cell in line.split("|")] for line in lines]


def test_the_examples_of_the_page_are_what_the_code_does():
    folded, same, questions = (table(h) for h in ("Folding", "Forms of one word", "Questions"))

    assert [[written, fold(written)] for written, _folded in folded] == folded
    assert len(folded) > 6
    for forms, expected in same:
        assert {root(fold(form)) for form in forms.split(", ")} == {expected}
    for question, must, beginning, phrases, without in questions:
        assert asked(question) == Question(
            tuple(must.split()),
            beginning,
            tuple(tuple(each.split()) for each in phrases.split(", ") if each),
            tuple(tuple(each.split()) for each in without.split(", ") if each),
        ), question


def test_words_know_where_they_stand():
    text = "¿Quién riega los ÁRBOLES?"

    assert [(word.folded, text[word.start : word.end]) for word in words(text)] == [
        ("quien", "Quién"),
        ("riega", "riega"),
        ("los", "los"),
        ("arboles", "ÁRBOLES"),
    ]


@pytest.mark.parametrize("ending", ["s", "es"])
@pytest.mark.parametrize("word", ["class", "analysis", "bus", "gas", "yes", "is", "as", "3s", "s"])
def test_no_root_is_empty(word, ending):
    assert root(word)
    assert root(word + ending)


@given(st.text(max_size=200))
def test_folding_twice_changes_nothing_and_stands_in_the_text(text):
    once = fold(text)

    assert fold(once) == once
    assert all(0 <= word.start < word.end <= len(text) and word.folded for word in words(text))
    assert len(roots(text).split()) == len(once.split())


@given(st.text(alphabet=st.sampled_from("abأة\"“- -*():^{}|&!'\\%_;~é0\u0640\u064b"), max_size=40))
def test_every_text_is_a_question(text):
    question = asked(text)

    said = [*question.words, question.beginning, *sum((*question.phrases, *question.without), ())]
    assert all(word == fold(word) for word in said)
