"""A redline names what came, went, moved and changed, word by word, and nothing else."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from commonweal.charter.clauses import Charter, Clause
from commonweal.charter.interim import interim_charter
from commonweal.charter.models import starting_charter
from commonweal.charter.redline import clause_redline, redline, word_runs
from commonweal.charter.tests.small import en, rule, small

LONG = "Each partner says on the record what it takes on, by when and for whom, in money, work or kind."


def clause(number: str, text: str, **more: Any) -> dict[str, Any]:
    return {"number": number, "title": en("Title"), "text": en(text), **more}


def charter(*clauses: dict[str, Any]) -> Charter:
    return Charter.model_validate({"edition": "test/1", "title": en("Test"), "clauses": clauses})


def fates(before: Charter, after: Charter) -> list[tuple[str, str]]:
    return [(change.number, change.fate) for change in redline(before, after).clauses]


def test_a_charter_and_itself_differ_in_nothing():
    same = redline(interim_charter(), interim_charter())

    assert same.empty
    assert {change.fate for change in same.clauses} == {"same"}


def test_a_new_edition_adds_its_clauses():
    changes = redline(interim_charter("interim/2"), interim_charter("interim/3")).changes

    assert {change.fate for change in changes} == {"added"}
    assert [change.number for change in changes] == [f"6.{n}" for n in range(1, 10)]


def test_a_word_that_changes_is_shown_with_the_words_around_it():
    runs = word_runs("Half of the seats decide.", "Two thirds of the seats decide.")

    assert [(run.how, run.text) for run in runs] == [
        ("removed", "Half "),
        ("added", "Two thirds "),
        ("same", "of the seats decide."),
    ]


def test_words_of_arabic_are_kept_whole_with_their_vowels():
    runs = word_runs("تُعقد الجمعيةُ مرتين، كل سنة.", "تُعقد الجمعيةُ ثلاث مرات، كل سنة.")

    assert [run.text for run in runs if run.how == "removed"] == ["مرتين"]
    assert [run.text for run in runs if run.how == "added"] == ["ثلاث مرات"]


def test_a_clause_that_moved_is_found_under_its_new_number():
    before = charter(clause("1.1", LONG), clause("1.2", "The convener serves all partners alike and has one vote."))
    after = charter(clause("1.1", "Here is something that was never said before by anyone."), clause("1.2", LONG))

    assert fates(before, after) == [("1.1", "added"), ("1.2", "moved"), ("1.2", "removed")]


def test_a_clause_that_moved_and_changed_is_both():
    after = charter(clause("2.4", LONG.replace("money, work", "money, care, work")))

    (change,) = redline(charter(clause("1.1", LONG)), after).clauses
    assert change.fate == "moved_and_changed"
    assert [(run.how, run.text) for run in change.texts[0].runs if run.how != "same"] == [("added", "care, ")]


def test_another_clause_under_the_same_number_is_another_clause():
    before = charter(clause("1.1", LONG, title=en("Duties")))
    after = charter(clause("1.1", "Nobody eats ice cream during meetings!", title=en("Snacks")))

    assert sorted(fates(before, after)) == [("1.1", "added"), ("1.1", "removed")]


def test_rules_that_came_went_and_changed_are_named_before_and_after():
    deadline = {"type": "deadline", "what": "minutes", "days": 7}
    before = small({"other": [deadline, rule("spare")]})
    after = small({"other": [deadline | {"days": 9}, rule("new")]})

    (change,) = redline(before, after).changes
    told = [(r.before and getattr(r.before, "code", 7), r.after and getattr(r.after, "code", 9)) for r in change.rules]
    assert change.fate == "changed"
    assert told == [(7, 9), (None, "new"), ("spare", None)]


def test_title_part_and_base_count_as_changes():
    before, after = small(), small(title=en("Another"), base=None)

    changed = redline(before, after)
    assert (changed.base_changed, changed.empty, changed.title[0].lang) == (True, False, "en")
    first = before.clauses[0]
    assert clause_redline(first, first.model_copy(update={"part": "other"})).part_changed


def test_languages_that_come_and_go_are_shown_each():
    one = Clause.model_validate({"number": "1", "title": {"en": "A"}, "text": {"en": "A.", "fr": "Un."}})
    two = Clause.model_validate({"number": "1", "title": {"en": "A"}, "text": {"en": "A.", "es": "Uno."}})

    change = clause_redline(one, two)
    assert [(text.field, text.lang, text.runs[0].how) for text in change.texts] == [
        ("text", "es", "added"),
        ("text", "fr", "removed"),
    ]


def test_two_models_differ_in_what_is_their_own():
    changed = redline(starting_charter("consortium"), starting_charter("living_lab"))
    same = {change.after.title["en"] for change in changed.clauses if change.fate in ("same", "moved")}

    assert {"Data", "Signing", "The end", "Leaving"} <= same


WORDS = st.lists(st.sampled_from(["the", "seat", "of", "مقعد", "decides,", "half.", "l'eau", "(two)"]), max_size=12)


@given(WORDS, WORDS)
def test_what_stayed_and_came_is_the_new_text_and_what_stayed_and_went_the_old_one(before, after):
    old, new = " ".join(before), " ".join(after)
    runs = word_runs(old, new)

    assert "".join(run.text for run in runs if run.how != "removed") == new
    assert "".join(run.text for run in runs if run.how != "added").split() == old.split() or (
        "".join("".join(run.text for run in runs if run.how != "added").split()) == "".join(old.split())
    )
    assert all(run.text for run in runs)


@given(st.permutations(range(5)), st.sets(st.integers(0, 4)))
def test_no_clause_is_lost_or_told_twice(order, dropped):
    texts = [f"{LONG} {word} {word} {word}" for word in ("apple", "pear", "plum", "fig", "quince")]
    before = charter(*(clause(f"1.{n + 1}", text) for n, text in enumerate(texts)))
    kept = [texts[n] for n in order if n not in dropped]
    after = charter(*(clause(f"1.{n + 1}", text) for n, text in enumerate(kept)))

    changes = redline(before, after).clauses
    assert sorted(c.before.number for c in changes if c.before) == [c.number for c in before.clauses]
    assert [c.after.number for c in changes if c.after] == [c.number for c in after.clauses]
