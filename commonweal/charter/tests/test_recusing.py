"""Who steps back from what, from the acts alone: the worked example, and what it must not do."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from commonweal.charter.recusing import Said, SteppingBack, in_force, keeps_out, marked, recusals_of
from commonweal.charter.roll import Seat
from commonweal.charter.rules import InterestsPolicy

PAGE = Path(__file__).resolve().parents[3] / "docs" / "methods" / "recusal.md"
POLICY = InterestsPolicy(always=("contract",))
TODAY = date(2026, 3, 2)
NATURES = {"a contract": "contract", "a family tie": "family"}


def declared(position, by, nature, *matters, subject="self", org=None, member=None, until=None, decision=None):
    body = {"subject": subject, "nature": nature, "matters": list(matters), "decision": decision,
            "counterpart_org": member, "until_on": until}  # fmt: skip
    return Said(position, "interests.declare", by, org, body, POLICY)


def judged(position, declaration, conflict, *matters, until=None):
    body = {"declaration": declaration, "conflict": conflict, "matters": list(matters), "decision": None,
            "counterpart_org": None, "until_on": until}  # fmt: skip
    return Said(position, "interests.judge", "chiara", "ngo", body, POLICY)


def of_the_page() -> list[tuple[Said, set[str]]]:
    """Read the table of the example: each act, and who steps back after it."""
    found = []
    for position, what, after in re.findall(r"^\| (\d+) \| (.+?) \| (.+?) \|$", PAGE.read_text(), re.M):
        matters = re.findall(r"matters: (\w+)", what)
        if said := re.match(r"(\w+) declares (.+?), matters", what):
            act = declared(int(position), said[1], NATURES[said[2]], *matters)
        elif said := re.match(r"others judge (\d+): (\w+)", what):
            act = judged(int(position), int(said[1]), said[2], *matters)
        elif said := re.match(r"(\w+) steps back", what):
            body = {"subject": "self", "matters": matters, "decision": None, "until_on": None}
            act = Said(int(position), "interests.recuse", said[1], None, body, POLICY)
        else:
            act = Said(int(position), "interests.end", "Bruno", None, {"declaration": 10, "on": "2026-03-02"}, POLICY)
        found.append((act, set(after.split("; "))))
    return found


def test_the_example_is_as_the_page_says():
    example = of_the_page()
    rows = recusals_of(act for act, _after in example)

    assert len(example) == 7
    for act, after in example:
        now = in_force(rows, before=act.position + 1, on=TODAY)
        assert {f"{row.person}: {row.matter}" for row in now} == after, act.position
    money = [[row.person for row in in_force(rows, before=n, on=TODAY) if row.matter == "money"] for n in (15, 16)]
    assert money == [["Bruno"], []]


def test_one_recusal_for_each_thing_named():
    rows = recusals_of([declared(1, "b", "contract", "data", "money", member="city", decision=7)])

    assert [(row.matter, row.decision, row.counterpart) for row in rows] == [
        ("data", None, ""), ("money", None, ""), ("", 7, ""), ("", None, "city"),
    ]  # fmt: skip


def test_what_others_widen_keeps_what_holds_by_its_kind():
    acts = [declared(1, "b", "contract", "money"), judged(2, 1, "recuse", "data"), judged(3, 1, "recuse", "chair")]

    now = in_force(recusals_of(acts), before=9, on=TODAY)

    assert [row.matter for row in now] == ["money", "chair"]


def test_it_is_over_after_its_last_day():
    rows = recusals_of([declared(1, "b", "contract", "money", until="2026-03-02")])

    assert len(in_force(rows, before=2, on=TODAY)) == 1
    assert in_force(rows, before=2, on=date(2026, 3, 3)) == []
    assert in_force(rows, before=1, on=TODAY) == []


def test_a_judgement_of_something_unknown_changes_nothing():
    assert recusals_of([judged(2, 1, "recuse", "money"), Said(3, "fit.score", "b", None, {}, None)]) == []


def test_without_a_policy_no_kind_is_always_a_conflict():
    act = declared(1, "b", "contract", "money")

    assert recusals_of([Said(1, act.kind, "b", None, act.body, None)]) == []


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (SteppingBack(1, 1, matter="money"), True),
        (SteppingBack(1, 1, matter="data"), False),
        (SteppingBack(1, 1, decision=7), True),
        (SteppingBack(1, 1, decision=8), False),
        (SteppingBack(1, 1, counterpart="city"), True),
        (SteppingBack(1, 1, counterpart="ngo"), False),
    ],
)
def test_each_of_matter_decision_and_member_is_enough(row, expected):
    assert keeps_out(row, matter="money", decision=7, concerns=["city"]) is expected


def test_a_seat_steps_back_by_its_holder_or_by_its_organisation():
    seats = [
        Seat("m.a", "m", person="p", organisation="a"),
        Seat("m.b", "m", person="q", organisation="b"),
        Seat("m.c", "m"),
    ]
    rows = [SteppingBack(1, 4, person="p", matter="money"), SteppingBack(2, 5, organisation="b", matter="money")]

    found = marked(seats, rows, matter="money", decision=None, concerns=())

    assert [seat.recused for seat in found] == [4, 5, None]
