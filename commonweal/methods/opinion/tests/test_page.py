"""The worked example of docs/methods/opinion.md, worked out again."""

import io
import re
from pathlib import Path

import pytest

from commonweal.methods.opinion import opine
from commonweal.methods.opinion.polis_csv import read_table

pytestmark = pytest.mark.once
PAGE = Path(__file__).resolve().parents[4] / "docs" / "methods" / "opinion.md"


def tables(text):
    found = re.findall(r"^\|.*\|\n\|[-|]+\|\n((?:\|.*\|\n)+)", text, re.MULTILINE)
    return [[[cell.strip() for cell in line.strip("|").split("|")] for line in one.splitlines()] for one in found]


def test_the_example_of_the_page():
    text = PAGE.read_text(encoding="utf-8")
    votes = read_table(io.StringIO(text.partition("```csv\n")[2].partition("```")[0])).votes
    held, joined = tables(text)[:2]

    opinion = opine(votes, mode="polis")

    assert opinion.place_of("Ada") == pytest.approx((1.414, 0), abs=5e-4)
    assert opinion.place_of("Hal") == pytest.approx((-1.414, 0), abs=5e-4)
    assert [tuple(group.members) for group in opinion.groups] == [tuple(votes.people[:4]), tuple(votes.people[4:])]
    assert held == [
        [f"{id}", one.statement, one.way, f"{one.share.count} of {one.share.n}"]
        + [f"{number:.3f}" for number in (one.test, one.ratio, one.ratio_test)]
        for id, told in opinion.representative.items()
        for one in told
    ]
    ranked = sorted(opinion.bridges, key=lambda one: -one.consensus)
    assert joined == [[one.statement, f"{one.consensus:.3f}", f"{one.least.count} of {one.least.n}"] for one in ranked]
    everybody = opinion.consensus[0]
    assert (everybody.statement, everybody.share.count, everybody.share.n) == ("3", 8, 8)
    assert everybody.test == pytest.approx(3)
    assert (round(ranked[0].least.low, 2), ranked[0].least.high) == (0.51, 1)
