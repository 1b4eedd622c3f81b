"""Who sits in a body now: what the charter says of its seats, and who holds each."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from commonweal.acts.perform import setting_of
from commonweal.acts.seats import held_by, holders, recusals, recused, seats_of
from commonweal.acts.testing import NOON, founded
from commonweal.charter.places import Body
from commonweal.partnerships.models import HeldSeat, Recusal, Suspension
from commonweal.record.readmodel import projecting


@pytest.fixture
def cool(db):
    return founded()


def body(*groups, code="council"):
    named = [{"name": {"en": "Seats"}, **group} for group in groups]
    return Body.model_validate({"code": code, "name": {"en": "A"}, "mandate": {"en": "A."}, "seats": named})


def assembly_of(cool):
    ruling = setting_of(cool.id).charter.body("assembly")
    assert ruling is not None
    return ruling[1]


def kept(model, cool, key, **fields):
    with projecting():
        return model.objects.create(key=f"{cool.id}.{key}", partnership=cool.id, entry=1, since_at=NOON, **fields)


def seats(cool, sitting, at=NOON):
    return seats_of(sitting, holders(cool.id, at=at))


def test_the_assembly_of_the_interim_charter_seats_every_member(cool):
    assembly = assembly_of(cool)

    found = {seat.organisation: seat for seat in seats(cool, assembly)}

    assert set(found) == {cool.org(name) for name in ("city", "company", "ngo", "university", "families")}
    assert found[cool.org("city")].person == cool.person("Alba")
    assert found[cool.org("company")].sector == "company"
    assert found[cool.org("company")].name == f"members.{cool.org('company')}"
    assert not found[cool.org("families")].filled  # Emre takes part for them; he does not represent them


def test_everybody_who_takes_part_has_a_seat_where_the_charter_says_so_and_observers_none(cool):
    everybody = seats(cool, body({"code": "all", "held_by": "each_person"}))

    assert {seat.person for seat in everybody} == {cool.person(n) for n in ("Alba", "Bruno", "Chiara", "Dina", "Emre")}
    assert next(s for s in everybody if s.person == cool.person("Emre")).sector == "community"


def test_numbered_seats_are_empty_until_somebody_is_given_one_and_again_when_the_term_is_over(cool):
    council = body({"code": "residents", "held_by": "lot", "count": 2, "weight": "1.5"})
    kept(
        HeldSeat,
        cool,
        "s",
        body="council",
        seat="residents.2",
        person=cool.person("Emre"),
        how="draw",
        until_on=date(2026, 6, 30),
    )

    first, second = seats(cool, council)

    assert (first.filled, second.person, second.weight, second.sector) == (
        False,
        cool.person("Emre"),
        "1.5",
        "community",
    )
    assert not seats(cool, council, at=NOON + timedelta(days=200))[1].filled
    assert not seats(cool, body({"code": "residents", "held_by": "lot", "count": 2}, code="other"))[1].filled


def test_seats_of_a_suspended_organisation_rest(cool):
    assembly = assembly_of(cool)
    kept(Suspension, cool, "x", organisation=cool.org("ngo"), until_on=date(2026, 3, 31))

    assert cool.org("ngo") not in {seat.organisation for seat in seats(cool, assembly)}
    assert cool.org("ngo") in {s.organisation for s in seats(cool, assembly, at=NOON + timedelta(days=40))}


@pytest.mark.parametrize(
    ("ground", "asked"),
    [
        ({"matter": "money"}, {"matter": "money"}),
        ({"decision": 7}, {"decision": 7}),
        ({"counterpart": "an-organisation"}, {"concerns": ["an-organisation"]}),
    ],
)
@pytest.mark.parametrize("whose", ["person", "organisation"])
def test_who_must_step_back_is_marked_with_the_entry_that_says_so(cool, ground, asked, whose):
    assembly = assembly_of(cool)
    who = {"person": cool.person("Bruno")} if whose == "person" else {"organisation": cool.org("company")}
    kept(Recusal, cool, "r", interest=3, **who, **ground)
    among = recusals(cool.id, at=NOON)

    def stepping_back(**about):
        marked = recused(seats(cool, assembly), among, **({"matter": "", "decision": None, "concerns": ()} | about))
        return [seat.organisation for seat in marked if seat.recused == 1]

    assert stepping_back(**asked) == [cool.org("company")]
    assert stepping_back(matter="charter", decision=8, concerns=["another"]) == []


def test_one_speaks_for_her_own_seat_before_those_for_which_she_stands_in(cool):
    council = body({"code": "a", "held_by": "expert", "count": 2})
    for number, (person, substitute) in enumerate((("Dina", "Emre"), ("Emre", "")), 1):
        kept(
            HeldSeat,
            cool,
            f"s{number}",
            body="council",
            seat=f"a.{number}",
            person=cool.person(person),
            substitute=cool.person(substitute) if substitute else "",
            how="appointment",
        )

    assert [seat.name for seat in held_by(cool.person("Emre"), seats(cool, council))] == ["a.2", "a.1"]


def test_however_many_bodies_and_seats_cost_four_questions(cool, django_assert_num_queries):
    many = [body({"code": "a", "held_by": "lot", "count": 300}, code=f"b{n}") for n in range(10)]

    with django_assert_num_queries(4):
        among = holders(cool.id, at=NOON)
        assert sum(len(seats_of(one, among)) for one in many) == 3000
