"""Coming, acting for somebody, and going, through the acts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.forms.models import model_to_dict
from pydantic import ValidationError

from commonweal.acts.perform import Objected, Refused, perform
from commonweal.acts.replay import replay
from commonweal.acts.sentences import sentence_of
from commonweal.acts.testing import NOON, Founded, founded, made, welcome
from commonweal.kit.ids import new_id
from commonweal.partnerships.actors import ANYONE, Actor
from commonweal.partnerships.models import Member, OpenInvitation, Representation
from commonweal.partnerships.queries import members, representations
from commonweal.record import reading

MONTH = timedelta(days=30)


@pytest.fixture
def cool(db) -> Founded:
    return founded()


def invited(cool: Founded, *, role: str = "observer", at=NOON, **fields) -> str:
    invitation = new_id()
    cool.given("membership.invite", invitation=invitation, role=role, expires_at=at + MONTH, at=at, **fields)
    return invitation


def guest(cool: Founded, person: str) -> Actor:
    return Actor(partnership=cool.id, person=person, roles=frozenset({ANYONE, "invited"}))


def take(cool: Founded, invitation: str, *, person: str, at=NOON):
    return perform(made("membership.accept", cool.id, invitation=invitation), by=guest(cool, person), at=at)


def place_of(cool: Founded, name: str) -> int:
    return representations(cool.id).get(person=cool.person(name)).entry


# ── Organisations ─────────────────────────────────────────────────────────────────────────────────


def test_an_organisation_joins_and_is_shown(cool):
    org = new_id()
    cool.given("membership.admit", organisation=org, name="Bus Line 7", sector="company", brings="Drivers")

    assert members(cool.id).get(organisation=org).brings == "Drivers"


def test_two_members_never_have_one_name(cool):
    with pytest.raises(Objected, match="of this name"):
        cool.given("membership.admit", organisation=new_id(), name="tejados frescos", sector="company")


def test_an_organisation_without_a_sector_is_explained():
    with pytest.raises(ValidationError, match="sector"):
        made("membership.admit", new_id(), organisation=new_id(), name="Bus Line 7", sector="other")


@pytest.mark.parametrize("who", ["Bruno", "Emre", "Olga", "Farah"])
def test_whoever_is_not_the_convener_is_refused_by_clause(cool, who):
    by = cool.farah if who == "Farah" else cool.actor(who)

    with pytest.raises(Refused, match=r"charter 2\.2"):
        cool.given("membership.admit", by=by, organisation=new_id(), name="Bus Line 7", sector="company")
    assert not members(cool.id).filter(name="Bus Line 7").exists()


def test_what_is_said_of_a_member_is_corrected(cool):
    cool.given("membership.correct", organisation=cool.org("company"), name="Cool Roofs", sector="civil_society")

    now = members(cool.id).get(organisation=cool.org("company"))
    assert (now.name, now.sector) == ("Cool Roofs", "civil_society")


def test_an_organisation_that_leaves_takes_its_places_with_it(cool):
    cool.given(
        "membership.leave",
        organisation=cool.org("company"),
        duties=[{"what": {"text": "Return the keys of the roof."}, "until_on": "2026-04-01"}],
    )

    assert not members(cool.id).filter(organisation=cool.org("company")).exists()
    assert cool.bruno.roles == {ANYONE}


def test_who_does_not_take_part_cannot_leave(cool):
    with pytest.raises(Objected, match="does not take part"):
        cool.given("membership.leave", organisation=new_id())


# ── Invitations and places ────────────────────────────────────────────────────────────────────────


def test_an_invitation_gives_the_place_that_it_offers(cool):
    person = new_id()
    take(cool, invited(cool, role="participant"), person=person)

    assert representations(cool.id).get(person=person).role == "participant"


def test_nobody_holds_the_same_place_twice(cool):
    invitation, person = invited(cool), new_id()
    take(cool, invitation, person=person)

    with pytest.raises(Objected, match="hold this place already"):
        take(cool, invitation, person=person)


def test_an_expired_invitation_says_so(cool):
    with pytest.raises(Objected, match="has expired"):
        take(cool, invited(cool), person=new_id(), at=NOON + MONTH)


def test_a_withdrawn_invitation_says_so(cool):
    invitation = invited(cool)
    cool.given("membership.withdraw", invitation=invitation)

    with pytest.raises(Objected, match="was withdrawn"):
        take(cool, invitation, person=new_id())


def test_the_place_of_an_organisation_that_left_is_not_taken(cool):
    invitation = invited(cool, role="representative", organisation=cool.org("company"))
    cool.given("membership.leave", organisation=cool.org("company"))

    with pytest.raises(Objected, match="has left"):
        take(cool, invitation, person=new_id())
    assert not representations(cool.id).filter(organisation=cool.org("company")).exists()


@pytest.mark.parametrize(("role", "org"), [("convener", None), ("representative", "company")])
def test_a_place_that_binds_others_is_taken_once(cool, role, org):
    invitation = invited(cool, role=role, organisation=org and cool.org(org))
    take(cool, invitation, person=new_id())

    with pytest.raises(Objected, match="has taken this place"):
        take(cool, invitation, person=new_id())


def test_a_place_for_everybody_is_taken_by_many(cool):
    invitation = invited(cool, role="participant")
    for _n in range(3):
        take(cool, invitation, person=new_id())

    assert OpenInvitation.objects.get(pk=invitation).accepted == 3


def test_an_invitation_of_another_partnership_is_worth_nothing(cool):
    other = founded("Other Schools")

    with pytest.raises(Objected, match="was withdrawn"):
        take(cool, invited(other), person=new_id())


def test_without_an_invitation_one_is_refused_by_clause(cool):
    with pytest.raises(Refused, match=r"charter 2\.3"):
        cool.given("membership.accept", by=cool.farah, invitation=invited(cool))


def test_a_representative_represents_somebody():
    with pytest.raises(ValidationError, match="Choose the organisation"):
        made("membership.invite", new_id(), invitation=new_id(), role="representative", expires_at=NOON)


@pytest.mark.parametrize("days", [0, 91])
def test_an_invitation_ends_within_three_months(cool, days):
    with pytest.raises(Objected, match="90 days"):
        cool.given("membership.invite", invitation=new_id(), role="observer", expires_at=NOON + timedelta(days=days))


def test_a_representative_of_nobody_here_is_not_invited(cool):
    with pytest.raises(Objected, match="Add the organisation first"):
        invited(cool, role="representative", organisation=new_id())


def test_the_convener_acts_for_her_organisation(cool):
    assert (cool.alba.org, cool.alba.has("convener"), cool.alba.has("representative")) == (cool.org("city"), True, True)
    with pytest.raises(Objected, match="act for this organisation already"):
        cool.given("membership.represent", organisation=cool.org("city"))


def test_a_place_is_given_up(cool):
    cool.given("membership.step_down", by=cool.emre, place=place_of(cool, "Emre"))

    assert cool.emre.roles == {ANYONE}


def test_nobody_gives_up_the_place_of_others(cool):
    with pytest.raises(Objected, match="that you hold"):
        cool.given("membership.step_down", by=cool.emre, place=place_of(cool, "Dina"))


def test_the_last_convener_stays(cool):
    with pytest.raises(Objected, match="only convener"):
        cool.given("membership.step_down", place=0)
    welcome(cool, "Dina", "convener")

    cool.given("membership.step_down", place=0)


def test_a_place_with_a_term_ends_with_it(cool):
    welcome(cool, "Dina", "convener")
    cool.given(
        "membership.represent", by=cool.dina, organisation=cool.org("ngo"), until_on=(NOON + timedelta(days=1)).date()
    )

    assert cool.org("ngo") in {r.organisation for r in representations(cool.id).filter(person=cool.person("Dina"))}
    assert cool.actor("Dina", at=NOON + timedelta(days=2)).org == cool.org("university")


def test_replay_gives_the_same_rows(cool):
    take(cool, invited(cool), person=new_id())
    cool.given("membership.withdraw", invitation=invited(cool))
    cool.given("membership.correct", organisation=cool.org("ngo"), name="Shade", sector="civil_society")
    cool.given("membership.leave", organisation=cool.org("company"))
    cool.given("membership.step_down", by=cool.emre, place=place_of(cool, "Emre"), reason={"text": "I move away."})
    before = rows(cool)

    replay(cool.id)

    assert rows(cool) == before


def test_every_act_is_told_in_a_sentence(cool):
    cool.given("membership.withdraw", invitation=invited(cool))
    cool.given("membership.leave", organisation=cool.org("company"))

    told = [str(sentence_of(entry)) for entry in reading.all_entries(cool.id)]

    assert "Tejados Frescos left" in told
    assert all(told)


def rows(cool: Founded) -> list[list[dict[str, object]]]:
    tables = (Member, OpenInvitation, Representation)
    return [[model_to_dict(row) for row in t.objects.filter(partnership=cool.id).order_by("pk")] for t in tables]
