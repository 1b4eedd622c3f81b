"""What follows from acts of others, and what every act on bodies must hold: replay, sentences, who is told."""

from __future__ import annotations

from datetime import date, timedelta

from django.forms.models import model_to_dict

from commonweal.acts.installed import capability_of
from commonweal.acts.perform import setting_of
from commonweal.acts.replay import replay
from commonweal.acts.sentences import address_of, sentence_of
from commonweal.acts.testing import NOON, founded, welcome
from commonweal.capabilities.bodies.projection import follows_charter
from commonweal.capabilities.bodies.queries import structure
from commonweal.capabilities.bodies.tests.arranging import (
    appointed,
    designated,
    everybody_sits,
    in_force,
    now,
    seat,
    three_bodies,
)
from commonweal.partnerships.models import HeldOffice, HeldSeat
from commonweal.record import reading
from commonweal.record.readmodel import projecting

CAPABILITY = capability_of("bodies.designate")


# ── What follows by itself ────────────────────────────────────────────────────────────────────────


def test_a_seat_is_empty_from_the_day_after_its_term(cool):
    in_force(cool)
    designated(cool, "firms.1", "Bruno", org="company", until_on=date(2026, 6, 30))

    assert seat(cool, "firms.1", at=NOON.replace(month=6, day=30)).seat.filled
    after = seat(cool, "firms.1", at=NOON.replace(month=7, day=1))
    assert not after.seat.filled
    assert after.expired.until_on == date(2026, 6, 30)
    assert after.empty_since.date() == date(2026, 7, 1)
    designated(cool, "firms.1", "Bruno", org="company", at=NOON.replace(month=7, day=2))
    assert [row.why_ended for row in HeldSeat.objects.order_by("entry")] == ["term_over", ""]


def test_whoever_gives_up_her_place_gives_up_her_seat_and_office(cool):
    in_force(cool)
    designated(cool, "firms.1", "Bruno", org="company")
    designated(cool, "residents.1", "Emre", org="families", substitute=cool.person("Bruno"))
    appointed(cool, "chair", "Bruno")
    place = next(e.position for e in reading.all_entries(cool.id) if e.by == cool.person("Bruno"))

    cool.given("membership.step_down", by=cool.bruno, place=place)

    assert not seat(cool, "firms.1").seat.filled
    assert HeldSeat.objects.get(person=cool.person("Bruno")).why_ended == "left"
    assert not seat(cool, "residents.1").seat.substitute
    assert now(cool).body("steering").offices["chair"] is None


def test_a_new_representative_has_the_seat_of_her_organisation_at_once(cool):
    name = f"members.{cool.org('families')}"
    assert not seat(cool, name, body="assembly").seat.filled

    welcome(cool, "Emre", "representative", org="families")

    assert seat(cool, name, body="assembly").seat.person == cool.person("Emre")


def test_seats_end_that_another_charter_does_not_know(cool):
    charter = in_force(cool)
    designated(cool, "firms.1", "Bruno", org="company")
    designated(cool, "residents.1", "Emre", org="families")
    appointed(cool, "chair", "Bruno")
    clauses = [clause for clause in charter.clauses if clause.number != "1.2"]
    smaller = three_bodies(cool, offices=("record_keeper",)).clauses[1]
    kept = [group for group in smaller.rules[0].seats if group.code != "firms"]
    steering = smaller.rules[0].model_copy(update={"seats": tuple(kept)})
    new = charter.model_copy(update={"clauses": (*clauses, smaller.model_copy(update={"rules": (steering,)}))})
    entry = cool.given("fit.name_goal", title="Shade", at=NOON + timedelta(days=9))
    in_force(cool, new)
    with projecting():
        follows_charter(entry)

    assert {row.seat: row.why_ended for row in HeldSeat.objects.all()} == {"firms.1": "charter", "residents.1": ""}
    assert HeldOffice.objects.get().ended_entry == entry.position


# ── Everything else ───────────────────────────────────────────────────────────────────────────────


def everything_happens(cool):
    """Each act once, under the interim charter, so that a replay meets the same charter."""
    name = f"members.{cool.org('company')}"
    welcome(cool, "Sami", "participant", org="company")
    designated(cool, name, "Sami", by=cool.bruno, org="company", body="assembly")
    cool.given("bodies.name_substitute", by=cool.bruno, body="assembly", seat=name, substitute=cool.person("Bruno"))
    appointed(cool, "chair", "Sami", body="assembly")
    appointed(cool, "record_keeper", "Dina", body="assembly")
    cool.given("bodies.end_office", body="assembly", office="record_keeper", why="other")
    cool.given("bodies.vacate", by=cool.bruno, body="assembly", seat=name, why="recalled", says={"text": "Thank you."})
    designated(cool, name, "Sami", by=cool.bruno, org="company", body="assembly", how="appointment")


def rows(partnership):
    return {t.__name__: [model_to_dict(r) for r in t.objects.filter(partnership=partnership).order_by("pk")]
            for t in CAPABILITY.tables}  # fmt: skip


def test_replay_gives_the_same_rows(cool):
    everything_happens(cool)
    before = rows(cool.id)
    assert all(before.values())

    replay(cool.id)

    assert rows(cool.id) == before


def test_every_act_is_told_in_its_own_sentence_and_leads_to_a_page(cool, client):
    everything_happens(cool)

    found = [entry for entry in reading.all_entries(cool.id) if entry.kind.startswith("bodies.")]

    told = {entry.kind: str(sentence_of(entry)) for entry in found}
    assert set(told) == {act.kind_name() for act in CAPABILITY.acts}
    assert told["bodies.designate"] == "A seat in “Assembly of partners” was filled for Tejados Frescos"
    assert {client.get(address_of(entry, slug=cool.slug)).status_code for entry in found} == {200}


def test_those_who_get_and_lose_something_are_told(cool):
    everything_happens(cool)
    entries = {entry.kind: entry for entry in reading.all_entries(cool.id)}

    def told(kind):
        return set(CAPABILITY.concerns[kind](entries[kind]))

    assert told("bodies.designate") == {cool.person("Sami")}
    assert told("bodies.name_substitute") == {cool.person("Bruno")}
    assert told("bodies.vacate") == {cool.person("Sami")}
    assert told("bodies.end_office") == {cool.person("Dina")}


def test_nothing_of_another_partnership_shows(cool, db):
    other = founded("Quiet Streets")
    in_force(cool)
    everybody_sits(cool)

    assert structure(other.id, setting_of(other.id).charter, at=NOON).history == ()
