"""What the tests of places arrange again and again."""

from __future__ import annotations

from datetime import date, timedelta

from commonweal.acts.capability import Facts
from commonweal.acts.perform import perform
from commonweal.acts.testing import NOON, Founded, known_here, made
from commonweal.capabilities.membership.criteria import CRITERIA
from commonweal.kit.ids import new_id
from commonweal.partnerships.actors import ANYONE, Actor
from commonweal.partnerships.queries import representations

MONTH = timedelta(days=30)
YEAR_LATER = date(2027, 3, 1)


def invited(cool: Founded, *, role: str = "observer", at=NOON, by: Actor | None = None, **fields) -> str:
    invitation = new_id()
    cool.given("membership.invite", by=by, invitation=invitation, role=role, expires_at=at + MONTH, at=at, **fields)
    return invitation


def take(cool: Founded, invitation: str, who: str, *, at=NOON):
    guest = Actor(partnership=cool.id, person=known_here(cool, who), roles=frozenset({ANYONE, "invited"}))
    return perform(made("membership.accept", cool.id, invitation=invitation), by=guest, at=at)


def place_of(cool: Founded, who: str, role: str = "representative") -> int:
    return representations(cool.id).get(person=cool.person(who), role=role).entry


def finding(cool: Founded, at=NOON):
    (criterion,) = CRITERIA
    return criterion.evaluate(Facts(cool.id, at=at), criterion)


def in_order(cool: Founded, who: str, org: str, **fields) -> None:
    said = {"how": "elected", "until_on": YEAR_LATER, "no_substitute": True, **fields}
    cool.given("membership.say_mandate", place=place_of(cool, who), **said)
    cool.given("membership.answer_access", by=cool.actor(who), answered=True)


def left(cool: Founded, *duties: str) -> int:
    said = [{"what": {"text": text}, "until_on": YEAR_LATER} for text in duties]
    return cool.given("membership.leave", organisation=cool.org("company"), duties=said).position
