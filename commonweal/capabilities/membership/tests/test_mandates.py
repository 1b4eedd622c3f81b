"""By which mandate somebody speaks, criterion 2.4, duties that remain, and what waits."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.forms.models import model_to_dict
from pydantic import ValidationError

from commonweal.acts.capability import Facts
from commonweal.acts.perform import Objected, Refused
from commonweal.acts.replay import replay
from commonweal.acts.sentences import sentence_of
from commonweal.acts.testing import NOON, TODAY, Founded, founded, made, welcome
from commonweal.capabilities.membership.tests.arranging import (
    MONTH,
    YEAR_LATER,
    finding,
    in_order,
    invited,
    left,
    place_of,
    take,
)
from commonweal.capabilities.membership.waiting import dates, tasks
from commonweal.kit.ids import new_id
from commonweal.partnerships.models import AccessAnswer, OpenInvitation, RemainingDuty, Representation
from commonweal.partnerships.queries import members, representations
from commonweal.record import reading


@pytest.fixture
def cool(db) -> Founded:
    return founded()


# ── Mandates, and criterion 2.4 ───────────────────────────────────────────────────────────────────


def test_a_mandate_is_said_and_shown(cool):
    greta = welcome(cool, "Greta", "substitute", org="company")
    cool.given(
        "membership.say_mandate",
        by=cool.bruno,
        place=place_of(cool, "Bruno"),
        how="mandate_letter",
        reference="Letter of 1 March 2026",
        until_on=YEAR_LATER,
        substitute=greta.person,
    )

    row = representations(cool.id).get(person=cool.person("Bruno"))
    assert (row.how, row.reference, row.until_on) == ("mandate_letter", "Letter of 1 March 2026", YEAR_LATER)
    assert (row.substitute, row.no_substitute) == (greta.person, False)


@pytest.mark.parametrize(
    ("who", "place", "fields", "says"),
    [
        ("Bruno", "Dina", {}, "for which you act"),
        ("Bruno", "Bruno", {"until_on": TODAY - timedelta(days=1)}, "still to come"),
        ("Bruno", "Bruno", {"substitute": "self"}, "Invite the substitute first"),
        ("Bruno", "Bruno", {"substitute": "other"}, "Invite the substitute first"),
        ("Alba", "convener", {}, "act for an organisation"),
        ("Alba", None, {}, "has ended"),
    ],
)
def test_a_mandate_that_cannot_be_is_explained(cool, who, place, fields, says):
    welcome(cool, "Hugo", "substitute", org="ngo")
    people = {"self": cool.person("Bruno"), "other": cool.person("Hugo")}
    given = {name: people.get(said, said) if name == "substitute" else said for name, said in fields.items()}
    entry = 999 if place is None else place_of(cool, "Alba", place) if place == "convener" else place_of(cool, place)

    with pytest.raises(Objected, match=says):
        cool.given("membership.say_mandate", by=cool.actor(who), place=entry, how="elected", **given)


def test_somebody_and_nobody_do_not_both_stand_in():
    with pytest.raises(ValidationError, match="not both"):
        made("membership.say_mandate", new_id(), place=1, how="elected", substitute=new_id(), no_substitute=True)


REPRESENTING = (("Alba", "city"), ("Bruno", "company"), ("Chiara", "ngo"), ("Dina", "university"))


def test_everything_that_is_missing_is_told_thing_by_thing(cool):
    found = finding(cool)

    assert found.status == "not_met"
    assert len(found.missing) == 16
    assert "By which mandate the representative of Tejados Frescos acts is not said." in map(str, found.missing)


def test_it_is_met_when_nothing_is_missing_and_until_the_first_term_ends(cool):
    for who, org in REPRESENTING:
        in_order(cool, who, org)

    found = finding(cool)

    assert (found.status, found.missing) == ("met", ())
    assert found.until is not None
    assert found.until.date() == YEAR_LATER + timedelta(days=1)
    assert place_of(cool, "Bruno") in found.used
    late = finding(cool, at=found.until)
    assert (late.status, len(late.missing)) == ("not_met", 4)
    assert "ran out" in str(late.missing[0])


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"until_on": None}, "has no last day of term"),
        ({"no_substitute": False}, "Who stands in for the representative"),
    ],
)
def test_one_missing_thing_is_enough_to_say_no(cool, fields, says):
    for who, org in REPRESENTING:
        in_order(cool, who, org, **(fields if who == "Bruno" else {}))

    found = finding(cool)
    assert found.status == "not_met"
    assert says in str(found.missing[0])
    assert len(found.missing) == 1


def test_a_substitute_who_left_does_not_count(cool):
    greta = welcome(cool, "Greta", "substitute", org="company")
    for who, org in REPRESENTING:
        in_order(cool, who, org, **({"no_substitute": False, "substitute": greta.person} if who == "Bruno" else {}))
    assert finding(cool).status == "met"

    cool.given("membership.step_down", by=cool.actor("Greta"), place=place_of(cool, "Greta", "substitute"))

    assert "holds no substitute’s place any more" in str(finding(cool).missing[0])


def test_a_successor_is_asked_anew_and_the_old_term_is_forgotten(cool):
    for who, org in REPRESENTING:
        in_order(cool, who, org)
    offer = invited(cool, role="representative", organisation=cool.org("company"), succeeds=place_of(cool, "Bruno"))
    take(cool, offer, "Greta")

    assert {str(m).count("Tejados Frescos") for m in finding(cool).missing} == {1}
    assert len(finding(cool).missing) == 4


@pytest.mark.parametrize("who", ["Farah"])
def test_who_takes_no_part_is_not_asked(cool, who):
    with pytest.raises(Refused, match=r"charter 5\.1"):
        cool.given("membership.answer_access", by=cool.farah, answered=True)


# ── Duties that remain ────────────────────────────────────────────────────────────────────────────


def test_duties_remain_until_they_are_reported_as_done(cool):
    entry = left(cool, "Return the keys.", "Maintain 14 awnings.")

    cool.given("membership.discharge", by=cool.dina, leave=entry, duty=1)

    assert list(RemainingDuty.objects.filter(discharged_at__isnull=True).values_list("number", flat=True)) == [0]
    for duty, says in ((1, "reported as done before"), (7, "no such duty")):
        with pytest.raises(Objected, match=says):
            cool.given("membership.discharge", leave=entry, duty=duty)
    with pytest.raises(Refused, match=r"charter 5\.1"):
        cool.given("membership.discharge", by=cool.olga, leave=entry, duty=0)


# ── What waits, and what stands in the calendar ───────────────────────────────────────────────────


def keys(cool: Founded, who: str) -> set[str]:
    return {task.key.split(".")[1] for task in tasks(Facts(cool.id, at=NOON), cool.actor(who), cool.slug)}


def test_what_waits_for_each_of_them(cool):
    left(cool, "Return the keys.")
    assert keys(cool, "Alba") == {"mandate", "access", "duty"}
    assert keys(cool, "Dina") == {"mandate", "access"}
    assert keys(cool, "Olga") == {"access"}
    assert keys(cool, "Bruno") == set()

    in_order(cool, "Dina", "university", until_on=TODAY + timedelta(days=20))
    assert keys(cool, "Dina") == {"term"}
    in_order(cool, "Dina", "university", no_substitute=False)
    assert keys(cool, "Dina") == {"substitute"}


def test_days_for_the_calendar(cool):
    left(cool, "Return the keys.")
    in_order(cool, "Dina", "university")
    offer = invited(cool, role="participant")

    found = {each.key: each.on for each in dates(cool.id, cool.slug)}

    assert found[f"membership.term.{place_of(cool, 'Dina')}"] == YEAR_LATER
    assert found[f"membership.invitation.{offer}"] == (NOON + MONTH).date()
    assert YEAR_LATER in {on for key, on in found.items() if key.startswith("membership.duty.")}


# ── The same again, from the record ───────────────────────────────────────────────────────────────


def test_replay_gives_the_same_rows_and_each_act_has_its_sentence(cool):
    greta = welcome(cool, "Greta", "substitute", org="company")
    in_order(cool, "Bruno", "company", no_substitute=False, substitute=greta.person)
    offer = invited(cool, role="representative", organisation=cool.org("ngo"), succeeds=place_of(cool, "Chiara"))
    take(cool, offer, "Hugo")
    cool.given("membership.end_place", place=place_of(cool, "Olga", "observer"), reason={"text": "Asked to."})
    entry = left(cool, "Return the keys.", "Maintain 14 awnings.")
    cool.given("membership.discharge", leave=entry, duty=0)
    before = rows(cool)

    replay(cool.id)

    assert rows(cool) == before
    assert all(str(sentence_of(entry)) for entry in reading.all_entries(cool.id))
    assert members(cool.id).count() == 4


def rows(cool: Founded) -> list[list[dict[str, object]]]:
    tables = (Representation, OpenInvitation, AccessAnswer, RemainingDuty)
    return [[model_to_dict(row) for row in t.objects.filter(partnership=cool.id).order_by("pk")] for t in tables]
