"""Finding out which goals are common, through the acts."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from pydantic import ValidationError

from commonweal.acts.capability import Facts
from commonweal.acts.perform import Objected, Refused
from commonweal.acts.replay import replay
from commonweal.acts.testing import NOON, TODAY
from commonweal.capabilities.agenda import projection, queries
from commonweal.capabilities.agenda.capability import CAPABILITY
from commonweal.capabilities.agenda.standing import standing, whole
from commonweal.capabilities.agenda.tests.arranging import carried, named, positioned, positions, said
from commonweal.methods.alignment import Aligned, aligned, over_goals
from commonweal.partnerships.models import CoreGoal
from commonweal.partnerships.queries import every_member

LATER = NOON.replace(day=9)


@pytest.fixture
def arranged(db):
    """The worked example of the method."""
    return positions()


def found(cool, at=NOON):
    """Return what both criteria find, by their ids."""
    return {each.id: each.evaluate(Facts(cool.id, at), each) for each in CAPABILITY.criteria}


# ── The method ────────────────────────────────────────────────────────────────────────────────────


def test_the_worked_example_of_the_method(arranged):
    cool, _goal, _entries = arranged

    (row,) = standing(queries.goals(cool.id), queries.stands(cool.id), every_member(cool.id))

    assert row.aligned == Aligned(Fraction(3, 4), 4, 5)
    assert row.lowest == ("company", Aligned(Fraction(1, 3), 1, 1))
    assert set(row.unsupported) == {"company", "university", "community"}
    assert over_goals([row.aligned, Aligned(Fraction(1, 4), 5, 5)]) == Aligned(Fraction(1, 2), 9, 10)
    assert whole([row]) == Aligned(Fraction(3, 4), 4, 5)


def test_who_says_nothing_is_not_counted_as_agreeing():
    assert aligned([], of=5) == Aligned(None, 0, 5)
    assert aligned([], of=0).answered == 0
    assert over_goals([]) == Aligned(None, 0, 0)


# ── Positions ─────────────────────────────────────────────────────────────────────────────────────


def test_the_latest_position_counts_and_the_older_stays(arranged):
    cool, goal, entries = arranged

    later = positioned(cool, goal, "Bruno", "can_live_with")

    assert [row.entry for row in queries.stands(cool.id) if row.organisation == cool.org("company")] == [later]
    old = queries.stand_at(cool.id, entries["Bruno"])
    assert (old.ended_entry, old.words.text) == (later, "Not before the roofs are sound.")


@pytest.mark.parametrize("stance", ["reserve", "object"])
def test_a_reservation_says_what_would_have_to_change(arranged, stance):
    cool, goal, _entries = arranged

    with pytest.raises(ValidationError, match="what would have to change"):
        positioned(cool, goal, "Bruno", stance)


def test_a_position_is_an_organisation_s(arranged):
    cool, goal, _entries = arranged
    with pytest.raises(Refused, match=r"charter 7\.3"):
        positioned(cool, goal, "Olga")
    convener_alone = cool.given("membership.leave", organisation=cool.org("families"))

    assert convener_alone
    with pytest.raises((Objected, Refused)):
        positioned(cool, goal, "Emre")


def test_nobody_takes_a_position_on_a_goal_that_was_given_up(arranged):
    cool, goal, _entries = arranged
    cool.given("fit.revise_goal", goal=goal, title="Shade in all yards")
    assert CoreGoal.objects.get(goal=goal).title == "Shade in all yards"
    cool.given("fit.withdraw_goal", goal=goal)

    with pytest.raises(Objected, match="goal that stands"):
        positioned(cool, goal, "Bruno")


# ── Settling ──────────────────────────────────────────────────────────────────────────────────────


def test_an_answer_names_the_day_on_which_it_is_looked_at_again(arranged):
    cool, _goal, entries = arranged
    settle = {"position": entries["Bruno"], "how": "answered", "words": said("Roofs are checked first.")}

    with pytest.raises(ValidationError, match="Name the day"):
        cool.given("agenda.settle", **settle)
    with pytest.raises(Objected, match="lies ahead"):
        cool.given("agenda.settle", review_on=TODAY, **settle)
    cool.given("agenda.settle", review_on=TODAY + timedelta(days=30), **settle)

    assert queries.stand_at(cool.id, entries["Bruno"]).how == "answered"


@pytest.mark.parametrize(
    ("who", "by", "match"),
    [("Alba", "Dina", "nothing to settle"), ("Bruno", "Bruno", "your own organisation"), (None, "Alba", "no such")],
)
def test_what_is_not_to_be_settled_is_explained(arranged, who, by, match):
    cool, _goal, entries = arranged

    with pytest.raises(Objected, match=match):
        cool.given(
            "agenda.settle",
            by=cool.actor(by),
            position=entries[who] if who else 1,
            how="integrated",
            words=said("Done."),
        )


def test_a_participant_does_not_settle(arranged):
    cool, _goal, entries = arranged

    with pytest.raises(Refused, match=r"charter 7\.3"):
        cool.given("agenda.settle", by=cool.emre, position=entries["Bruno"], how="integrated", words=said("Done."))


def test_what_was_withdrawn_meanwhile_is_not_settled(arranged):
    cool, goal, entries = arranged
    positioned(cool, goal, "Bruno")

    with pytest.raises(Objected, match="something else meanwhile"):
        cool.given("agenda.settle", position=entries["Bruno"], how="integrated", words=said("Done."))


# ── Criteria ──────────────────────────────────────────────────────────────────────────────────────


def test_enough_members_said_where_they_stand_and_objections_are_handled(arranged):
    cool, goal, _entries = arranged
    assert found(cool)["3.3"].status == "met"  # four of five is 80 of 100, and a reservation is no objection

    objection = positioned(cool, goal, "Dina", "object", "Trees die there.")
    assert found(cool)["3.3"].status == "not_met"

    cool.given(
        "agenda.settle",
        position=objection,
        how="answered",
        words=said("Sails where trees die."),
        review_on=TODAY + timedelta(days=30),
    )
    now = found(cool)["3.3"]
    assert (now.status, now.until.date()) == ("met", TODAY + timedelta(days=31))
    assert found(cool, NOON + timedelta(days=31))["3.3"].status == "not_met"


def test_every_sector_supports_every_main_goal(arranged):
    cool, goal, _entries = arranged
    other = named(cool, "Green roofs", core=False)
    assert len(found(cool)["3.4"].missing) == 3

    for who in ("Bruno", "Dina", "Emre"):
        positioned(cool, goal, who)

    assert found(cool)["3.4"].status == "met"
    cool.given("agenda.mark_core", goal=other)
    assert found(cool)["3.4"].status == "not_met"


def test_without_goals_nobody_can_tell(cool):
    assert {each.status for each in found(cool).values()} == {"unknown"}


def test_a_charter_may_ask_for_more(arranged):
    cool, _goal, _entries = arranged
    criterion = next(each for each in CAPABILITY.criteria if each.id == "3.3")
    facts = Facts(cool.id, NOON, changed={("3.3", "positions"): (str(Decimal(1)), "9.1")})

    assert criterion.evaluate(facts, criterion).status == "not_met"


# ── Versions ──────────────────────────────────────────────────────────────────────────────────────


def test_the_whole_way_to_an_agenda_adopted_by_decision(arranged):
    cool, goal, entries = arranged
    version = cool.given("agenda.present").position
    with pytest.raises(Objected, match="Nothing has changed since version 1"):
        cool.given("agenda.present")

    cool.given("agenda.adopt", version=version, decision=carried(cool, version), at=LATER)

    row = queries.in_force(queries.versions(cool.id))
    assert (row.entry, row.positions) == (version, list(entries.values()))
    assert [each["goal"] for each in row.goals] == [goal]


def test_an_agenda_without_a_main_goal_is_not_presented(cool):
    named(cool, core=False)

    with pytest.raises(Objected, match="at least one main goal"):
        cool.given("agenda.present")


def test_a_replay_gives_the_same_rows(arranged):
    cool, goal, entries = arranged
    cool.given("agenda.settle", position=entries["Bruno"], how="integrated", words=said("Roofs first."))
    positioned(cool, goal, "Dina")
    cool.given("agenda.present")
    before = [list(table.objects.order_by("key").values()) for table in projection.TABLES]

    replay(cool.id)

    assert [list(table.objects.order_by("key").values()) for table in projection.TABLES] == before
