"""What may stand on a ballot under each rule, and what comes out of consent, advice and elections."""

from __future__ import annotations

from typing import Any

import pytest

from commonweal.charter.choices import BadChoice, valid_choice
from commonweal.charter.deciding import Ballot, Case, decide, revealing, shown_on_ballots
from commonweal.charter.roll import Seat
from commonweal.charter.rules import DecisionRule, Quorum, Test

SEATS = [Seat(f"people.{n}", "people", f"p{n}", sector="community") for n in range(1, 8)]
OPTIONS = ("a", "b", "c")


def rule(method: str, **said: Any) -> DecisionRule:
    return DecisionRule(code="r", name={"en": "Rule"}, method=method, **said)


def case(ruling: DecisionRule, *choices: Any, **said: Any) -> Case:
    ballots = [Ballot(choice, seat.name) for choice, seat in zip(choices, SEATS, strict=False)]
    return Case(rule=ruling, seats=SEATS, ballots=ballots, **{"options": OPTIONS, **said})


def codes(one: Case) -> list[str]:
    return [line["code"] for line in decide(one).lines]


# ── What may stand on a ballot ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("method", "choice", "recorded"),
    [
        ("consent", "yes", "yes"),
        ("consensus", "no", "no"),
        ("approval", ["b", "a"], ["a", "b"]),
        ("score", {"b": 5, "a": 0}, {"a": 0, "b": 5}),
        ("quadratic", {"b": 5, "a": 0}, {"b": 5}),
        ("irv", ["c", "a"], [["c"], ["a"]]),
        ("schulze", [["c", "a"], "b"], [["a", "c"], ["b"]]),
        ("stv", "abstain", "abstain"),
    ],
)
def test_a_choice_has_one_form(method: str, choice: Any, recorded: Any):
    assert valid_choice(rule(method), OPTIONS, choice) == recorded


@pytest.mark.parametrize(
    ("method", "choice", "code"),
    [
        ("consent", "no", "object_instead"),
        ("consensus", "maybe", "no_such_answer"),
        ("consensus", ["a"], "one_answer"),
        ("consensus", {"yes": "1"}, "one_answer"),
        ("irv", "yes", "no_such_answer"),
        ("irv", [], "choose_or_abstain"),
        ("irv", ["d"], "no_such_option"),
        ("irv", ["a", "a"], "option_twice"),
        ("irv", {"a": 1}, "choose_options"),
        ("approval", ["a", "b", "a"], "option_twice"),
        ("approval", {"a": 1}, "choose_options"),
        ("score", ["a"], "numbers_for_options"),
        ("score", {"a": 6}, "numbers_within"),
        ("score", {"a": "3"}, "whole_numbers"),
        ("score", {"a": True}, "whole_numbers"),
        ("score", {"d": 1}, "no_such_option"),
        ("quadratic", {"a": 3, "b": 3}, "credits_within"),
    ],
)
def test_anything_else_is_named(method: str, choice: Any, code: str):
    with pytest.raises(BadChoice, match=f"^{code}$"):
        valid_choice(rule(method), OPTIONS, choice)


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"yes": "2"}, "parts_make_weight"),
        ({"yes": "4", "no": "-1"}, "parts_are_numbers"),
        ({"yes": "x"}, "parts_are_numbers"),
        ({"perhaps": "3"}, "no_such_answer"),
    ],
)
def test_a_split_seat_gives_away_its_weight_and_no_more(parts: Any, code: str):
    ruling = rule("majority", tests=(Test(over="weight"),), split=True)

    assert valid_choice(ruling, (), {"yes": "1", "no": "3/2", "abstain": "1/2"}, weight="3") == {
        "yes": "1",
        "no": "3/2",
        "abstain": "1/2",
    }
    with pytest.raises(BadChoice, match=f"^{code}$"):
        valid_choice(ruling, (), parts, weight="3")


# ── Consent, consensus, advice ────────────────────────────────────────────────────────────────────


def test_consent_stands_until_somebody_objects():
    ruling = rule("consent", quorum=Quorum(share="3/7"))

    assert decide(case(ruling, "yes", "yes", "abstain")).outcome == "carried"
    assert decide(case(ruling, "yes", "yes", objections={9: "people.7"})).outcome == "failed"
    assert decide(case(ruling, "yes")).outcome == "no_quorum"


def test_in_consensus_one_may_stand_aside_but_nobody_says_no():
    assert decide(case(rule("consensus"), "yes", "abstain", "yes")).outcome == "carried"
    assert decide(case(rule("consensus"), "yes", "no", "yes")).outcome == "failed"
    assert decide(case(rule("consensus"), "abstain", "abstain")).outcome == "failed"


def test_after_advice_whoever_proposed_decides():
    assert decide(case(rule("advice"), "no", "no")).outcome == "tied"
    assert decide(case(rule("advice"), "no", "no", chosen="yes")).outcome == "carried"
    assert decide(case(rule("advice"), "yes", chosen="no")).outcome == "failed"


# ── Elections ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("ruling", "ballots", "winners"),
    [
        (rule("approval"), (["a"], ["a", "b"], ["c"]), ("a",)),
        (rule("approval", winners=2), (["a"], ["a", "b"], ["b"], ["c"]), ("a", "b")),
        (rule("score"), ({"a": 5}, {"b": 3}, {"b": 3}), ("b",)),
        (rule("schulze"), (["a", "b", "c"], ["a", "b", "c"], ["b", "c", "a"]), ("a",)),
        (rule("ranked_pairs"), (["a", "b", "c"], ["a", "b", "c"], ["b", "c", "a"]), ("a",)),
        (rule("irv"), (["a"], ["a"], ["b"], ["b"], ["c", "b"]), ("b",)),
        (rule("stv", winners=2), ([["a"], ["b"]],) * 4 + ([["c"]],) * 3, ("a", "c")),
        (rule("quadratic"), ({"a": 4, "b": 1}, {"b": 4, "a": 1}, {"b": 1}), ("b",)),
    ],
)
def test_each_rule_chooses(ruling: DecisionRule, ballots: Any, winners: tuple[str, ...]):
    result = decide(case(ruling, *ballots))

    assert (result.outcome, result.winners) == ("carried", winners)
    assert result.lines[-1] == {"code": "outcome", "outcome": "carried", "winners": list(winners)}


def test_equal_options_fail_or_wait_for_the_chair_or_the_lot():
    equal = (["a"], ["b"])

    assert decide(case(rule("irv"), *equal)).outcome == "failed"
    waiting = decide(case(rule("irv", ties="chair"), *equal))
    assert (waiting.outcome, waiting.lines[-2]) == ("tied", {"code": "chair_awaited", "options": ["a", "b"]})
    assert decide(case(rule("irv", ties="chair"), *equal, chosen="b")).winners == ("b",)
    assert decide(case(rule("irv", ties="lot"), *equal)).lines[-2] == {"code": "lot_awaited"}
    drawn = decide(case(rule("irv", ties="lot"), *equal, seed="ab" * 32))
    assert drawn.winners == decide(case(rule("irv", ties="lot"), *reversed(equal), seed="ab" * 32)).winners
    assert {decide(case(rule("irv", ties="lot"), *equal, seed=str(n))).winners for n in range(20)} == {("a",), ("b",)}


def test_abstaining_is_being_there():
    ruling = rule("irv", quorum=Quorum(share="3/7"))

    assert decide(case(ruling, ["a"], "abstain", "abstain")).winners == ("a",)
    assert decide(case(ruling, "abstain", "abstain", "abstain")).outcome == "failed"


def test_a_heavier_seat_weighs_more_among_options():
    heavy = [Seat("people.1", "people", "p1", weight="3"), *SEATS[1:]]
    ballots = [Ballot(["a"], "people.1"), Ballot(["b"], "people.2"), Ballot(["b"], "people.3")]

    assert decide(Case(rule("approval"), heavy, ballots, options=OPTIONS)).winners == ("a",)


def test_a_count_too_long_for_an_entry_stands_there_by_its_digest():
    options = tuple(f"o{n}" for n in range(60))
    ballots = [list(options[n:] + options[:n]) for n in range(7)]

    lines = decide(case(rule("schulze", ties="lot"), *ballots, options=options, seed="x")).lines

    assert "count_digest" in [line["code"] for line in lines]


# ── Secrecy ───────────────────────────────────────────────────────────────────────────────────────


def test_a_secret_ballot_says_only_what_the_rule_needs():
    sectors = ("company", "company", "community", "community", "community", "company", "university")
    seats = [
        Seat(f"s.{n}", "s", f"p{n}", sector=sector, organisation=f"o{n}", weight=str(1 + n % 2))
        for n, sector in enumerate(sectors)
    ]

    assert shown_on_ballots(rule("majority", tests=(Test(),)), seats) == ()
    assert shown_on_ballots(rule("majority", tests=(Test(over="weight"),)), seats) == ("weight",)
    assert shown_on_ballots(rule("majority", tests=(Test(), Test(over="each_sector"))), seats) == ("sector",)
    assert shown_on_ballots(rule("irv"), seats) == ("weight",)
    assert shown_on_ballots(rule("irv"), SEATS) == ()
    assert revealing(rule("majority", tests=(Test(),)), seats) is None
    assert revealing(rule("majority", tests=(Test(over="weight"),)), seats) is None
    assert revealing(rule("majority", tests=(Test(over="each_sector"),)), seats) == ("sector", "university", 1)
    assert revealing(rule("majority", tests=(Test(),)), seats[:2]) == ("", "", 2)


def test_secret_ballots_come_to_the_same_result_as_open_ones():
    sectors = ("company",) * 3 + ("community",) * 4
    seats = [Seat(f"s.{n}", "s", f"p{n}", sector=sector) for n, sector in enumerate(sectors)]
    ruling = rule("majority", tests=(Test(), Test(over="each_sector")), quorum=Quorum(share="1/2", sectors=2))
    choices = ("yes", "yes", "no", "yes", "yes", "no", "abstain")
    in_the_open = [Ballot(choice, seat.name) for choice, seat in zip(choices, seats, strict=True)]
    in_secret = [Ballot(choice, sector=seat.sector) for choice, seat in zip(choices, seats, strict=True)]

    one = decide(Case(ruling, seats, in_the_open))
    other = decide(Case(ruling, seats, in_secret[::-1], voted={seat.name for seat in seats}))

    assert one == other
    assert one.outcome == "carried"
