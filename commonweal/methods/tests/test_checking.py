"""How deep, when and until when: the rules of due diligence, and the worked example of their page."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from commonweal.methods.checking import advised_depth, latest_end, time_to_reply_ends

PAGE = Path(__file__).resolve().parents[3] / "docs" / "methods" / "due-diligence.md"


def rows(after: str) -> list[list[str]]:
    """Return the cells of the first table after some words of the page, without its heading."""
    lines = PAGE.read_text().partition(after)[2].strip().splitlines()
    table = []
    for line in lines:
        if not line.startswith("|"):
            break
        table.append([cell.strip() for cell in line.strip("|").split("|")])
    return table[2:]


def test_the_depths_of_the_page_are_those_that_are_advised():
    for takes_on, depth in rows("What it takes on decides how deep to look.\n"):
        assert advised_depth([] if takes_on == "nothing of this" else takes_on.split(", ")) == depth


def test_the_example_of_the_page_works_out():
    concluded, *evidence = [date.fromisoformat(day) for _what, day in rows("It rests on two permits.\n")]

    assert latest_end(concluded, evidence).isoformat() in PAGE.read_text()
    assert latest_end(concluded, evidence) == date(2027, 6, 30)
    assert latest_end(concluded, []) == date(2029, 4, 20)


def test_a_fortnight_is_fourteen_days():
    found_at = datetime(2026, 3, 2, 12, tzinfo=UTC)

    assert time_to_reply_ends(found_at) == datetime(2026, 3, 16, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "ends"), [(date(2028, 2, 29), date(2031, 2, 28)), (date(2026, 1, 1), date(2029, 1, 1))]
)
def test_three_years_on_there_is_always_a_day(day, ends):
    assert latest_end(day, []) == ends
