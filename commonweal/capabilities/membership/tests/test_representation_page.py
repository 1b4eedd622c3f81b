"""The page about criterion 2.4 says what the code does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from commonweal.acts.capability import Facts
from commonweal.acts.testing import NOON, Founded, admit, founded_alone, welcome
from commonweal.capabilities.membership.criteria import CRITERIA
from commonweal.partnerships.queries import representations

PAGE = Path(__file__).resolve().parents[4] / "docs" / "methods" / "representation.md"
TABLE = PAGE.read_text(encoding="utf-8").partition("## An example")[2]
ROWS = [[cell.strip() for cell in row.split("|")[1:-1]] for row in re.findall(r"^\|.*\|$", TABLE, re.MULTILINE)[2:]]


def said(alone: Founded, mandate: str, last_day: str, stands_in: str) -> None:
    place = representations(alone.id).get(role="representative").entry
    named = None
    if stands_in.startswith("a substitute"):
        named = welcome(alone, "Greta", "substitute", org="city").person
    alone.given(
        "membership.say_mandate",
        place=place,
        how=mandate,
        until_on=None if last_day == "–" else last_day,
        substitute=named,
        no_substitute=stands_in == "nobody",
    )
    if stands_in.endswith("left"):
        hers = representations(alone.id).get(role="substitute").entry
        alone.given("membership.step_down", by=alone.actor("Greta"), place=hers)


@pytest.mark.parametrize(("mandate", "last_day", "stands_in", "answered", "found", "missing"), ROWS)
def test_an_example_of_the_page(db, mandate, last_day, stands_in, answered, found, missing):
    alone = founded_alone()
    admit(alone, "city", "City of Ribera Alta", "government")
    alone.given("membership.represent", organisation=alone.org("city"))
    if mandate != "–":
        said(alone, mandate, last_day, stands_in)
    if answered == "yes":
        alone.given("membership.answer_access", answered=True)

    (criterion,) = CRITERIA
    seen = criterion.evaluate(Facts(alone.id, at=NOON), criterion)

    assert (seen.status.replace("_", " "), len(seen.missing)) == (found, int(missing))


def test_there_are_examples():
    assert len(ROWS) == 7
