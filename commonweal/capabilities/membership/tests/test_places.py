"""Who speaks for an organisation, for how long, and who follows."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pydantic import ValidationError

from commonweal.acts.perform import Objected, Refused
from commonweal.acts.testing import NOON, Founded, founded, made, welcome
from commonweal.capabilities.membership.tests.arranging import (
    YEAR_LATER,
    invited,
    place_of,
    take,
)
from commonweal.kit.ids import new_id
from commonweal.partnerships.actors import ANYONE, actor_of
from commonweal.partnerships.models import OpenInvitation, Representation
from commonweal.partnerships.queries import representations


@pytest.fixture
def cool(db) -> Founded:
    return founded()


# ── An organisation speaks for itself ─────────────────────────────────────────────────────────────


@pytest.mark.parametrize("role", ["representative", "substitute", "participant"])
def test_a_representative_invites_for_her_organisation(cool, role):
    invited(cool, role=role, by=cool.bruno, organisation=cool.org("company"))

    assert OpenInvitation.objects.get(by=cool.person("Bruno")).role == role


def test_a_representative_invites_for_no_other_organisation(cool):
    with pytest.raises(Objected, match="for which you act"):
        invited(cool, role="representative", by=cool.bruno, organisation=cool.org("ngo"))
    with pytest.raises(Objected, match="for which you act"):
        invited(cool, role="participant", by=cool.bruno)
    with pytest.raises(Objected, match="representatives, substitutes and participants"):
        invited(cool, role="convener", by=cool.bruno, organisation=cool.org("company"))


@pytest.mark.parametrize("who", ["Emre", "Olga"])
def test_who_represents_nobody_invites_nobody(cool, who):
    with pytest.raises(Refused, match=r"charter 5\.1"):
        invited(cool, by=cool.actor(who), role="participant")


def test_a_representative_withdraws_what_her_organisation_offered_only(cool):
    hers = invited(cool, role="participant", by=cool.bruno, organisation=cool.org("company"))
    other = invited(cool, role="participant", organisation=cool.org("ngo"))

    cool.given("membership.withdraw", by=cool.bruno, invitation=hers)
    with pytest.raises(Objected, match="for which you act"):
        cool.given("membership.withdraw", by=cool.bruno, invitation=other)


def test_a_representative_ends_places_of_her_organisation_only(cool):
    welcome(cool, "Greta", "substitute", org="company")
    cool.given(
        "membership.end_place", by=cool.bruno, place=place_of(cool, "Greta", "substitute"), reason={"text": "Moved."}
    )

    assert cool.actor("Greta").roles == {ANYONE}
    for who, role in (("Dina", "representative"), ("Alba", "convener"), ("Olga", "observer")):
        with pytest.raises(Objected, match="for which you act"):
            cool.given(
                "membership.end_place", by=cool.bruno, place=place_of(cool, who, role), reason={"text": "Moved."}
            )


def test_a_substitute_acts_for_her_organisation_and_no_other(cool):
    greta = welcome(cool, "Greta", "substitute", org="company")

    assert (greta.org, greta.has("substitute"), greta.has("representative")) == (cool.org("company"), True, False)
    with pytest.raises(Refused, match=r"charter 5\.1"):
        invited(cool, by=greta, role="participant", organisation=cool.org("company"))


def test_a_substitute_stands_in_for_somebody():
    with pytest.raises(ValidationError, match="Choose the organisation"):
        made("membership.invite", new_id(), invitation=new_id(), role="substitute", expires_at=NOON)


def test_whoever_acts_for_two_organisations_tends_the_one_for_which_she_acts(cool):
    welcome(cool, "Bruno", "representative", org="ngo")

    with pytest.raises(Objected, match="for which you act"):
        invited(cool, role="participant", by=cool.bruno, organisation=cool.org("ngo"))


# ── Terms, succession and the last convener ───────────────────────────────────────────────────────


def test_a_place_lasts_as_long_as_it_was_offered(cool):
    take(cool, invited(cool, role="representative", organisation=cool.org("ngo"), until_on="2026-03-05"), "Greta")

    assert cool.actor("Greta").org == cool.org("ngo")
    assert cool.actor("Greta", at=NOON + timedelta(days=4)).roles == {ANYONE}
    # Once it is over, she may be invited anew.
    later = NOON + timedelta(days=5)
    take(cool, invited(cool, role="representative", organisation=cool.org("ngo"), at=later), "Greta", at=later)


@pytest.mark.parametrize("until_on", ["2026-03-01", "2026-03-02"])
def test_a_term_that_is_over_already_is_explained(cool, until_on):
    with pytest.raises(Objected, match="still to come"):
        invited(cool, role="participant", until_on=until_on)


def test_a_successor_takes_over_in_one_entry(cool):
    bruno = place_of(cool, "Bruno")
    offer = invited(cool, role="representative", by=cool.bruno, organisation=cool.org("company"), succeeds=bruno)
    assert cool.bruno.has("representative")

    entry = take(cool, offer, "Greta")

    assert cool.bruno.roles == {ANYONE}
    assert cool.actor("Greta").org == cool.org("company")
    assert Representation.objects.get(pk=f"{cool.id}.{bruno}").ended_entry == entry.position


def test_a_successor_takes_the_same_place(cool):
    bruno = place_of(cool, "Bruno")
    with pytest.raises(Objected, match="takes the same place"):
        invited(cool, role="participant", organisation=cool.org("company"), succeeds=bruno)
    with pytest.raises(Objected, match="has ended"):
        invited(cool, role="representative", organisation=cool.org("company"), succeeds=9999)


def test_nobody_succeeds_whoever_is_gone(cool):
    bruno = place_of(cool, "Bruno")
    offer = invited(cool, role="representative", organisation=cool.org("company"), succeeds=bruno)
    cool.given("membership.step_down", by=cool.bruno, place=bruno)

    with pytest.raises(Objected, match="has ended"):
        take(cool, offer, "Greta")


def test_a_convener_hands_over_and_there_is_one_at_every_moment(cool):
    offer = invited(cool, role="convener", succeeds=place_of(cool, "Alba", "convener"))
    take(cool, offer, "Dina")

    assert cool.dina.has("convener")
    assert not cool.alba.has("convener")
    assert representations(cool.id).filter(role="convener").count() == 1


def test_a_convener_has_no_last_day():
    with pytest.raises(ValidationError, match="has no last day"):
        made("membership.invite", new_id(), invitation=new_id(), role="convener", expires_at=NOON, until_on=YEAR_LATER)


def test_no_way_out_leaves_a_partnership_without_a_convener(cool):
    with pytest.raises(Objected, match="only convener"):
        cool.given("membership.end_place", place=place_of(cool, "Alba", "convener"), reason={"text": "Enough."})
    welcome(cool, "Dina", "convener", org="ngo")
    cool.given("membership.step_down", place=place_of(cool, "Alba", "convener"))

    dina = actor_of(cool.person("Dina"), partnership=cool.id, at=NOON, org=cool.org("ngo"))
    with pytest.raises(Objected, match="Invite another convener"):
        cool.given("membership.leave", by=dina, organisation=cool.org("ngo"))


@pytest.mark.parametrize("places", [1, 2])
def test_a_link_for_some_people_is_taken_by_as_many(cool, places):
    offer = invited(cool, role="participant", places=places)
    for n in range(places):
        take(cool, offer, f"Person{n}")

    with pytest.raises(Objected, match="All places of this link"):
        take(cool, offer, "Greta")


def test_a_place_that_binds_others_is_not_counted():
    with pytest.raises(ValidationError, match="taken by one person"):
        made("membership.invite", new_id(), invitation=new_id(), role="convener", expires_at=NOON, places=3)
