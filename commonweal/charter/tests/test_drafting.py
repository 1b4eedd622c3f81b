"""The table of `docs/methods/drafting.md`, worked out again; the page is read, so it cannot go out of date."""

from __future__ import annotations

from pathlib import Path

import pytest

from commonweal.charter.drafting import Drafts, in_order, merged

PAGE = Path(__file__).resolve().parents[3] / "docs" / "methods" / "drafting.md"


def cases() -> list[tuple[str, ...]]:
    lines = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    return [tuple(cell.strip().strip("`") for cell in line.strip("|").split("|")) for line in lines]


def clause(part: str, said: str):
    """Return a clause of which one part says something."""
    name, _dot, lang = part.partition(".")
    found = {"number": "1", "title": {"en": "Sharing"}, "text": {"en": "We share what we learn."}, "rules": []}
    return found if said == "–" else {**found, name: {**found.get(name, {}), lang: said}}


@pytest.mark.parametrize(("part", "before", "wanted", "now", "result"), cases())
def test_the_page_is_right(part: str, before: str, wanted: str, now: str, result: str):
    found = merged(clause(part, before), clause(part, wanted), clause(part, now))

    if result == "clash":
        assert found.clashes == (part,)
    else:
        assert (found.clause, found.clashes) == (clause(part, result), ())


def test_the_page_has_its_cases():
    assert len(cases()) == 4


def test_both_changes_of_different_parts_stand():
    base = clause("text.en", "A.")
    found = merged(base, {**base, "rules": [{"type": "exit"}]}, {**base, "title": {"en": "Other"}, "part": "exit"})

    assert found.clause == {**base, "title": {"en": "Other"}, "part": "exit", "rules": [{"type": "exit"}]}


@pytest.mark.parametrize(
    ("before", "wanted", "now", "result"),
    [
        (None, "A.", None, "A."),  # a new clause
        (None, "A.", "A.", "A."),  # put by somebody else just so
        ("A.", None, "A.", None),  # taken out
        ("A.", None, None, None),  # taken out twice
        ("A.", "A.", "B.", "B."),  # changes nothing
        (None, "A.", "B.", "clash"),
        ("A.", None, "B.", "clash"),
        ("A.", "B.", None, "clash"),
    ],
)
def test_clauses_that_come_and_go(before: str | None, wanted: str | None, now: str | None, result: str | None):
    found = merged(*(None if each is None else clause("text.en", each) for each in (before, wanted, now)))

    assert found.clashes == (("clause",) if result == "clash" else ())
    if result != "clash":
        assert found.clause == (None if result is None else clause("text.en", result))


def test_clauses_stand_in_the_order_of_their_numbers():
    assert sorted(["10.2", "9", "9.10", "9.9.1"], key=in_order) == ["9", "9.9.1", "9.10", "10.2"]


def test_acts_of_other_kinds_change_nothing():
    drafts = Drafts()

    drafts.follow(3, "fit.score", {"draft": 1})

    assert drafts.drafts == {}
