"""What a new charter does is named: seats that are lost, matters that move, numbers, and decisions that are open."""

from __future__ import annotations

import pytest

from commonweal.charter.effects import OpenDecision, effects
from commonweal.charter.interim import interim_charter
from commonweal.charter.models import MODELS, starting_charter
from commonweal.charter.roll import Seat
from commonweal.charter.tests.small import body, matter, number_of, rule, seats, small

BODIES, RULES, OTHER = number_of("bodies"), number_of("rules"), number_of("other")
MATTERS = [matter("general"), matter("charter"), matter("membership")]


def found(before, after, **more):
    return [(e.clause, e.code) for e in effects(before, after, **more)]


def panel(count, **more):
    return small({"bodies": [body(), body("panel", seats=[seats("drawn", "lot", count=count, **more)])]})


def drawn(*numbers, person="p"):
    return {"panel": [Seat(name=f"drawn.{n}", group="drawn", person=person) for n in numbers]}


def test_the_same_charter_does_nothing():
    assert effects(small(), small(), seats={"board": []}, decisions=[OpenDecision(1, "general")]) == []


def test_whoever_holds_a_seat_that_ends_is_named():
    lost = [e for e in effects(panel(5), panel(3), seats=drawn(2, 3, 4, 5)) if e.about == "seat"]

    assert [(e.seat.name, e.seat.person, e.clause) for e in lost] == [
        ("drawn.4", "p", BODIES),
        ("drawn.5", "p", BODIES),
    ]


def test_an_empty_seat_is_lost_by_nobody():
    assert not [e for e in effects(panel(5), panel(3), seats=drawn(5, person="")) if e.about == "seat"]


def test_a_body_that_ends_takes_its_seats_along():
    codes = [e.code for e in effects(panel(2), small(), seats=drawn(1, 2))]

    assert codes.count("seat_lost") == 2
    assert "body_gone" in codes


def test_seats_that_are_for_others_now_are_lost_by_those_who_hold_them():
    others = small({"bodies": [body(), body("panel", seats=[seats("drawn", "expert", count=5)])]})

    codes = [e.code for e in effects(panel(5), others, seats=drawn(1))]
    assert codes == ["seat_lost", "seats_of_others"]


def test_the_seat_of_a_member_stays_whatever_their_number():
    member = {"board": [Seat(name="members.7", group="members", person="p")]}

    assert effects(small(), small(), seats=member) == []


def test_bodies_and_groups_that_come_move_end_and_weigh_are_named():
    before = small({"bodies": [body(), body("team", seats=[seats("a", "expert"), seats("b", "expert")])]})
    team = body(
        "team",
        parent="board",
        sunset_on="2030-01-01",
        seats=[seats("a", "expert", count=2, weight="3", term_months=6), seats("c", "lot")],
    )
    after = small({"bodies": [body(), team, body("court")]})

    assert sorted(code for _clause, code in found(before, after)) == [
        "body_moved", "body_new", "body_sunset", "seats_count", "seats_gone", "seats_new", "seats_term", "seats_weight",
    ]  # fmt: skip


def test_matters_that_move_come_and_go_are_named_with_their_clause():
    before = small({"rules": [rule(), *MATTERS, matter("data"), matter("old")]})
    data = matter("data", body="team", rule="other", promised="involve", amount_below="5")
    after = small({"rules": [rule(), rule("other"), *MATTERS, data, matter("new")], "other": [body("team")]})

    codes = {code: clause for clause, code in found(before, after) if code.startswith("matter")}
    assert codes == dict.fromkeys(
        ["matter_body", "matter_rule", "matter_amounts", "matter_promise", "matter_new", "matter_gone"], RULES
    )


def test_a_rule_that_changes_names_the_matters_on_which_it_decides():
    (effect,) = effects(small(), small({"rules": [rule(tests=[{"share": "2/3"}]), *MATTERS]}))

    assert [ref.code for ref in effect.params["matters"]] == ["general", "charter", "membership"]
    assert (effect.before.tests[0].share, effect.after.tests[0].share) == ("1/2", "2/3")


def test_thresholds_of_the_house_count_until_the_charter_sets_them():
    own = small({"other": [{"type": "threshold", "criterion": "waiver", "name": "sectors", "value": "3"}]})

    (effect,) = effects(small(), own)
    assert (effect.code, effect.params["before"], effect.params["value"]) == ("threshold", "2", "3")


def test_other_rules_that_come_go_and_change_are_named():
    before = small({"other": [{"type": "deadline", "what": "dispute", "days": 9}]})
    after = small(
        {"exit": [{"type": "exit", "notice_days": 9}], "other": [{"type": "data_principle", "code": "openness"}]}
    )

    codes = sorted(code for _clause, code in found(before, after))
    assert codes == ["other_changed", "other_gone", "other_gone", "other_gone", "other_new"]


def test_what_the_house_goes_on_saying_is_no_change():
    gone = [e.before.type for e in effects(interim_charter(), small({"interests": []})) if e.code == "other_gone"]

    assert not {"access", "deadline", "interests"} & set(gone)


def test_open_decisions_are_touched_where_their_matter_body_or_rule_is():
    after = small({"rules": [rule(open_days=9), matter("charter"), matter("membership")]})
    open_ = [OpenDecision(4, "charter", "digest"), OpenDecision(5, "charter"), OpenDecision(6, "general")]

    touched = [(e.decision, e.code) for e in effects(small(), after, decisions=open_) if e.about == "decision"]
    assert touched == [(4, "decision_keeps"), (5, "decision_moves"), (6, "decision_homeless")]


@pytest.mark.parametrize("model", MODELS)
def test_coming_from_the_interim_charter_every_effect_names_a_clause_of_one_of_both(model):
    before, after = interim_charter(), starting_charter(model)
    numbers = {clause.number for charter in (before, after) for clause in charter.clauses}

    assert all(e.clause in numbers or e.about == "number" for e in effects(before, after))
    assert effects(before, after)


def test_the_sentence_of_an_effect_has_its_own_code():
    (effect,) = effects(small(), small({"other": [body("team")], "bodies": [body()]}))

    assert (effect.said.code, effect.clause) == ("effect.body_new", OTHER)
