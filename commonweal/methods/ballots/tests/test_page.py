"""The worked examples of ``docs/methods/ballots.md``, counted anew."""

from __future__ import annotations

import hashlib
import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from commonweal.methods.ballots import count, forms, ranked, seeded_order, spent, standard
from commonweal.methods.ballots.rules import FORM_OF

PAGE = Path(__file__).resolve().parents[4] / "docs" / "methods" / "ballots.md"


def table(heading: str, nth: int = 0) -> list[list[str]]:
    """Return the cells of a table under a heading of the page, without its own heading and line."""
    text = PAGE.read_text().partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    blocks = [[]]
    for line in text.splitlines():
        if line.startswith("|"):
            blocks[-1].append([cell.strip() for cell in line.strip("|").split("|")])
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block][nth][:1] + [block for block in blocks if block][nth][2:]


def ballots(heading: str) -> list[tuple[Any, int]]:
    return [(ranked(*filter(None, choices)), int(weight)) for weight, *choices in table(heading)[1:]]


def lines(result, code: str) -> list[Any]:
    return [line for line in result.transcript if line["code"] == code]


def by_round(rows: list[list[str]]) -> list[dict[str, str]]:
    """Return the votes of each round of a table whose columns are rounds."""
    return [{row[0]: row[column] for row in rows[1:] if row[column] != "–"} for column in range(1, len(rows[0]))]


def said(votes: dict[str, int | str]) -> dict[str, str]:
    return {option: str(value) for option, value in votes.items()}


BUILD = "One set of ballots, three winners"
CIRCLE = "When opinions go in a circle"
SEATS = "Several seats, shared fairly"
THINGS = ["bridge", "school", "well", "clinic"]
PEOPLE = ["Ann", "Bob", "Cem"]


def test_the_table_of_rules_is_complete():
    rows = table("What is the same for all rules")[1:]

    assert {name: document.strip("`") for name, document, _ballots in rows} == {
        name: standard(name) for name in [*FORM_OF, "meek"]
    }


def test_the_seed_gives_these_places():
    rows = table("Ties")[1:]

    assert [name for name, _digest, _place in rows] == seeded_order(PEOPLE, "draw 4711")
    for name, digest, _place in rows:
        assert hashlib.sha256(f"commonweal/ties/v1\0draw 4711\0{name}".encode()).hexdigest().startswith(digest)


@pytest.mark.parametrize(
    ("rule", "winner"),
    [
        ("plurality", "bridge"),
        ("irv", "clinic"),
        ("condorcet", "school"),
        ("schulze", "school"),
        ("ranked_pairs", "school"),
    ],
)
def test_one_set_of_ballots_three_winners(rule, winner):
    assert count(standard(rule), ballots(BUILD), THINGS).winners == (winner,)


def test_the_rounds_of_the_runoff():
    result = count(standard("irv"), ballots(BUILD), THINGS)

    assert [said(line["votes"]) for line in lines(result, "round")] == by_round(table(BUILD, 1))


def test_the_matrix():
    heading, *rows = table(BUILD, 2)
    preferred = lines(count(standard("condorcet"), ballots(BUILD), THINGS), "pairwise")[0]["preferred"]

    for row in rows:
        cells = dict(zip(heading[1:], row[1:], strict=True))
        assert said(preferred[row[0]]) == {other: votes for other, votes in cells.items() if votes != "–"}


def test_the_chains_of_schulze():
    heading, *rows = table(CIRCLE, 1)
    result = count(standard("schulze"), ballots(CIRCLE), PEOPLE)

    for row in rows:
        cells = dict(zip(heading[1:], row[1:], strict=True))
        strength = lines(result, "paths")[0]["strength"][row[0]]
        assert said(strength) == {other: votes for other, votes in cells.items() if votes != "–"}
    assert result.winners == ("Ann",)


def test_the_pairs_in_their_order():
    result = count(standard("ranked_pairs"), ballots(CIRCLE), PEOPLE)

    assert table(CIRCLE, 2)[1:] == [
        [f"{pair['winner']} over {pair['loser']}", str(pair["strength"]), "yes" if pair["locked"] else "no"]
        for pair in lines(result, "pair")
    ]
    assert result.winners == ("Ann",)


def test_the_rounds_of_the_single_transferable_vote():
    result = count(standard("stv"), ballots(SEATS), PEOPLE, seats=2)

    assert lines(result, "threshold")[0]["threshold"] == 4
    assert [said(line["votes"]) for line in lines(result, "round")] == by_round(table(SEATS, 1))
    assert result.winners == ("Ann", "Cem")


def test_what_ann_keeps_in_meeks_count():
    result = count(standard("meek"), ballots(SEATS), PEOPLE, seats=2)

    last = lines(result, "round")[-1]
    assert float(Fraction(last["keep"]["Ann"])) == pytest.approx(0.5, abs=1e-8)
    assert result.winners == ("Ann",)
    assert result.tied[0].options == ("Bob", "Cem")


def test_the_credits():
    heading, *rows = table("Approval, scores, credits, answers")
    papers = [
        (spent({option: int(credits_) for option, credits_ in zip(heading[1:], row[1:], strict=True)}), int(row[0]))
        for row in rows
    ]

    result = count(standard("quadratic"), papers, heading[1:])

    assert lines(result, "points")[0]["points"] == {"well": 29, "bridge": 26, "school": 21}


def test_every_code_of_a_line_is_explained():
    source = "".join(file.read_text() for file in Path(forms.__file__).parent.glob("*.py"))
    codes = set(re.findall(r'(?:sheet|self\.sheet)\.write\(\s*"(\w+)"|"code": "(\w+)"', source))

    assert {row[0] for row in table("The object that `--json` prints")[1:]} == {one or other for one, other in codes}
