"""Giving seats and offices, letting go of them, and what follows by itself: through the acts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from pydantic import ValidationError

from commonweal.acts.perform import Objected, Refused
from commonweal.acts.testing import NOON, made, welcome
from commonweal.capabilities.bodies.tests.arranging import (
    LETTER,
    appointed,
    decided,
    designated,
    in_force,
    now,
    seat,
    three_bodies,
)
from commonweal.partnerships.models import HeldSeat

# ── Seats ─────────────────────────────────────────────────────────────────────────────────────────


def test_bodies_come_in_the_order_of_their_tree(cool):
    in_force(cool)

    assert [(each.body.code, each.depth) for each in now(cool).bodies] == [
        ("assembly", 0),
        ("steering", 1),
        ("panel", 2),
    ]


def test_a_seat_is_given_and_let_go_of(cool):
    in_force(cool)

    entry = designated(cool, "firms.1", "Bruno", org="company")
    held = seat(cool, "firms.1")
    assert (held.seat.person, held.given.reference, held.given.entry) == (cool.person("Bruno"), LETTER, entry.position)

    cool.given("bodies.vacate", body="steering", seat="firms.1", why="resigned", at=NOON + timedelta(days=3))
    after = seat(cool, "firms.1", at=NOON + timedelta(days=4))
    assert not after.seat.filled
    assert after.empty_since == NOON + timedelta(days=3)


def test_an_organisation_says_who_holds_its_own_seat_and_nobody_else_does(cool):
    in_force(cool)
    welcome(cool, "Sami", "participant", org="city")

    with pytest.raises(Refused, match=r"belongs to an organisation.*charter 1\.2"):
        designated(cool, "city.1", "Sami", by=cool.bruno, org="city")
    designated(cool, "city.1", "Sami", by=cool.alba, org="city")
    designated(cool, "city.1", "Alba", by=cool.alba, org="city")

    assert seat(cool, "city.1").seat.person == cool.person("Alba")
    assert [row.why_ended for row in HeldSeat.objects.order_by("entry")] == ["replaced", ""]


def test_a_member_may_send_somebody_else_into_the_assembly_than_its_representative(cool):
    welcome(cool, "Sami", "participant", org="company")
    name = f"members.{cool.org('company')}"
    assert seat(cool, name, body="assembly").seat.person == cool.person("Bruno")

    with pytest.raises(Refused, match=r"charter 6\.1"):
        designated(cool, name, "Sami", by=cool.dina, org="company", body="assembly")
    designated(cool, name, "Sami", by=cool.bruno, org="company", body="assembly")

    assert seat(cool, name, body="assembly").seat.person == cool.person("Sami")


def test_a_chair_fills_the_seats_of_her_body_and_of_the_one_below(cool):
    in_force(cool)
    welcome(cool, "Gala", "participant")
    with pytest.raises(Refused, match=r"chair of the body or the convener.*charter 1\.2"):
        designated(cool, "residents.1", "Gala", by=cool.bruno)
    designated(cool, "firms.1", "Bruno", org="company")
    appointed(cool, "chair", "Bruno")

    designated(cool, "residents.1", "Gala", by=cool.bruno)
    designated(cool, "drawn.1", "Gala", by=cool.bruno, body="panel", how="draw")

    assert seat(cool, "residents.1").seat.filled
    assert seat(cool, "drawn.1", body="panel").seat.filled


@pytest.mark.parametrize("who", ["Emre", "Olga", "Farah"])
def test_who_may_not_is_refused_by_clause(cool, who):
    with pytest.raises(Refused, match=r"charter 6\.6"):
        designated(cool, "firms.1", "Bruno", by=cool.farah if who == "Farah" else cool.actor(who))


def test_a_decision_that_was_carried_lets_somebody_else_put_it_down(cool):
    in_force(cool)
    welcome(cool, "Gala", "participant")
    failed = decided(cool, outcome="failed")
    with pytest.raises(Objected, match="No decision was carried"):
        designated(cool, "residents.1", "Gala", by=cool.dina, how="election", decision=failed, option="a")
    welcome(cool, "Hugo", "participant")
    carried = decided(cool, body="assembly", winners=("a", "b"))
    with pytest.raises(Objected, match="Name the option"):
        designated(cool, "residents.1", "Gala", by=cool.dina, how="election", decision=carried, option="c")

    designated(cool, "residents.1", "Gala", by=cool.dina, how="election", reference=None, decision=carried, option="b")

    assert seat(cool, "residents.1").given.how == "election"


def test_a_decision_of_a_body_elsewhere_fills_nothing(cool):
    in_force(cool)
    welcome(cool, "Gala", "participant")
    position = decided(cool, body="panel", winners=("a",))

    with pytest.raises(Objected, match="another body"):
        designated(cool, "residents.1", "Gala", how="election", decision=position, option="a")


@pytest.mark.parametrize(
    ("name", "who", "fields", "says", "field"),
    [
        ("firms.3", "Bruno", {"org": "company"}, "no such seat", "seat"),
        ("firms.1", "Chiara", {"org": "ngo"}, "another sector", "person"),
        ("firms.1", "Bruno", {"org": "ngo"}, "no place for that organisation", "person"),
        ("firms.1", "Farah", {"org": "company"}, "Invite her first", "person"),
        ("firms.1", "Bruno", {"org": "company", "until_on": date(2026, 1, 1)}, "This day is over", "until_on"),
        ("firms.1", "Bruno", {"org": "company", "until_on": date(2028, 3, 3)}, "March 2, 2028", "until_on"),
        ("city.1", "Bruno", {"org": "company"}, "organisation to which it belongs", "organisation"),
        ("firms.1", "Bruno", {"org": "company", "substitute": "Farah"}, "Invite her first", "substitute"),
        ("drawn.1", "Bruno", {"body": "panel", "substitute": "Dina"}, "lets nobody stand in", "substitute"),
        ("drawn.1", "Bruno", {"body": "cellar"}, "no such body", "body"),
    ],
)
def test_what_does_not_fit_is_explained_at_its_field(cool, name, who, fields, says, field):
    in_force(cool)
    if "substitute" in fields:
        fields = {**fields, "substitute": cool.person(fields["substitute"])}

    with pytest.raises(Objected, match=says) as objected:
        designated(cool, name, who, **fields)

    assert objected.value.objection.field == field


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"how": "election"}, "Name the decision"),
        ({"how": "draw"}, "Name what shows it"),
        ({"how": "mandate_letter"}, "Name what shows it"),
    ],
)
def test_what_a_seat_rests_on_is_said(cool, fields, says):
    with pytest.raises(ValidationError, match=says):
        made("bodies.designate", cool.id, body="a", seat="b.1", person=cool.person("Alba"), **fields)


def test_nobody_stands_in_for_herself(cool):
    her = cool.person("Alba")
    with pytest.raises(ValidationError, match="Somebody else"):
        made("bodies.designate", cool.id, body="a", seat="b.1", person=her, how="appointment", substitute=her)


def test_a_held_seat_is_let_go_of_before_it_is_given_again_and_nobody_holds_two(cool):
    in_force(cool)
    welcome(cool, "Gala", "participant")
    designated(cool, "residents.1", "Gala")

    with pytest.raises(Objected, match="Say first"):
        designated(cool, "residents.1", "Emre")
    with pytest.raises(Objected, match="another seat"):
        designated(cool, "residents.2", "Gala")


def test_whoever_holds_a_seat_lets_go_of_it_herself_and_says_who_stands_in(cool):
    in_force(cool)
    designated(cool, "firms.1", "Bruno", org="company")
    welcome(cool, "Sami", "substitute", org="company")

    with pytest.raises(Refused, match=r"charter 1\.2"):
        cool.given("bodies.name_substitute", by=cool.dina, body="steering", seat="firms.1",
                   substitute=cool.person("Sami"))  # fmt: skip
    cool.given("bodies.name_substitute", by=cool.bruno, body="steering", seat="firms.1", substitute=cool.person("Sami"))
    assert seat(cool, "firms.1").seat.substitute == cool.person("Sami")
    with pytest.raises(Objected, match="Somebody else stands in"):
        cool.given("bodies.name_substitute", body="steering", seat="firms.1", substitute=cool.person("Bruno"))
    cool.given("bodies.name_substitute", by=cool.bruno, body="steering", seat="firms.1")
    assert not seat(cool, "firms.1").seat.substitute
    cool.given("bodies.vacate", by=cool.bruno, body="steering", seat="firms.1", why="resigned")
    with pytest.raises(Objected, match="Nobody holds this seat"):
        cool.given("bodies.vacate", body="steering", seat="firms.1", why="resigned")


def test_a_seat_held_by_office_is_not_let_go_of_here(cool):
    name = f"members.{cool.org('company')}"

    with pytest.raises(Objected, match="Whoever represents"):
        cool.given("bodies.vacate", by=cool.bruno, body="assembly", seat=name, why="resigned")


# ── Offices ───────────────────────────────────────────────────────────────────────────────────────


def test_an_office_is_given_passed_on_and_ended(cool):
    in_force(cool)
    designated(cool, "firms.1", "Bruno", org="company")
    with pytest.raises(Objected, match="one of those who hold a seat"):
        appointed(cool, "chair", "Dina")
    appointed(cool, "chair", "Bruno")
    appointed(cool, "record_keeper", "Dina", by=cool.bruno)
    appointed(cool, "record_keeper", "Chiara")
    with pytest.raises(Refused, match=r"charter 1\.2"):
        appointed(cool, "record_keeper", "Dina", by=cool.dina)
    cool.given("bodies.end_office", by=cool.chiara, body="steering", office="record_keeper", why="resigned")
    with pytest.raises(Objected, match="Nobody holds this office"):
        cool.given("bodies.end_office", body="steering", office="record_keeper", why="resigned")

    offices = now(cool).body("steering").offices
    assert (offices["chair"].person, offices["record_keeper"]) == (cool.person("Bruno"), None)


def test_a_body_whose_last_day_is_over_takes_nobody(cool):
    in_force(cool, three_bodies(cool, sunset_on=date(2026, 2, 1)))

    with pytest.raises(Objected, match="last day of this body is over"):
        designated(cool, "firms.1", "Bruno", org="company")
    with pytest.raises(Objected, match="last day of this body is over"):
        appointed(cool, "chair", "Alba")
