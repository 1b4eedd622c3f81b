"""A charter with three bodies, seats and offices, arranged by acting where an act can arrange it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from commonweal.acts.charters import ruled_by
from commonweal.acts.perform import setting_of
from commonweal.acts.testing import NOON, Founded, welcome
from commonweal.capabilities.bodies.queries import SeatNow, Structure, structure
from commonweal.charter.clauses import Base, Charter, Clause
from commonweal.charter.interim import interim_charter
from commonweal.charter.rules import Body, DecisionRule, Matter, SeatGroup
from commonweal.partnerships.actors import Actor
from commonweal.partnerships.models import Decided
from commonweal.record import reading
from commonweal.record.readmodel import projecting

YEAR = timedelta(days=365)
LETTER = "Letter of 1 March"


def said(text: str) -> dict[str, str]:
    return {"en": text}


def group(code: str, held_by: str, **more: Any) -> SeatGroup:
    return SeatGroup.model_validate({"code": code, "name": said(code.title()), "held_by": held_by, **more})


def body(code: str, *seats: SeatGroup, **more: Any) -> Body:
    name = said(code.replace("_", " ").title())
    return Body.model_validate({"code": code, "name": name, "mandate": said(f"The {code}."), "seats": seats, **more})


def three_bodies(cool: Founded, **steering: Any) -> Charter:
    """Return a charter with an assembly, a steering committee under it, and a panel of residents under that."""
    built_in = interim_charter()
    bodies = (
        body("assembly", group("members", "each_member")),
        body(
            "steering",
            group("city", "organisation", of=cool.org("city")),
            group("firms", "sector", of="company", count=2, term_months=24),
            group("residents", "community", of="North Quarter", count=2),
            **{"parent": "assembly", "delegated": ("small",), "notice_days": 10, **steering},
        ),
        body("panel", group("drawn", "lot", count=3, substitute=False), parent="steering"),
    )
    rules = (
        DecisionRule.model_validate({"code": "consent", "name": said("Consent"), "method": "consent"}),
        Matter.model_validate({"code": "small", "name": said("Small money"), "body": "assembly", "rule": "consent"}),
        Matter.model_validate({"code": "plan", "name": said("The plan"), "body": "steering", "rule": "consent"}),
    )
    clauses = [
        Clause.model_validate({"number": f"1.{n}", "title": said("A"), "text": said("A"), "rules": (each,)})
        for n, each in enumerate((*bodies, *rules), start=1)
    ]
    base = Base(edition=built_in.edition, digest=built_in.digest())
    return Charter(edition="own/1", title=said("Our charter"), clauses=tuple(clauses), base=base)


def in_force(cool: Founded, charter: Charter | None = None, *, at: datetime = NOON) -> Charter:
    """Let a charter rule from the latest entry on, as the acts of another capability would."""
    charter = charter or three_bodies(cool)
    (entry,) = reading.latest_entries(cool.id, 1)
    with projecting():
        ruled_by(charter, replace(entry, at=at))
    return charter


def designated(cool: Founded, seat: str, who: str, *, by: Actor | None = None, at: datetime = NOON,
               body: str = "steering", org: str | None = None, **fields: Any):  # fmt: skip
    """Give a seat to one of the cast."""
    given = {"how": "mandate_letter", "reference": LETTER, **fields}
    if org:
        given["organisation"] = cool.org(org)
    if seat.startswith("firms"):
        given.setdefault("until_on", (at + YEAR).date())
    return cool.given("bodies.designate", by=by, at=at, body=body, seat=seat, person=cool.person(who), **given)


def appointed(cool: Founded, office: str, who: str, *, body: str = "steering", by: Actor | None = None, **fields: Any):
    """Give an office to one of the cast."""
    return cool.given("bodies.appoint", by=by, body=body, office=office, person=cool.person(who), **fields)


def decided(cool: Founded, *, body: str = "steering", outcome: str = "carried", winners: tuple[str, ...] = ()) -> int:
    """Let the last entry have proposed something that was decided, as the acts of another capability would."""
    (entry,) = reading.latest_entries(cool.id, 1)
    with projecting():
        Decided.objects.create(
            key=f"{cool.id}.{entry.position}",
            partnership=cool.id,
            decision=entry.position,
            matter="plan",
            body=body,
            rule="consent",
            outcome=outcome,
            winners=list(winners),
            charter="0" * 64,
            entry=entry.position,
            at=NOON,
            proposed_at=NOON,
        )
    return entry.position


def everybody_sits(cool: Founded) -> None:
    """Fill every seat and office of the three bodies."""
    welcome(cool, "Emre", "representative", org="families")
    welcome(cool, "Sami", "participant", org="company")
    welcome(cool, "Gala", "participant")
    designated(cool, "city.1", "Alba", org="city")
    designated(cool, "firms.1", "Bruno", org="company")
    designated(cool, "firms.2", "Sami", org="company")
    designated(cool, "residents.1", "Emre", org="families")
    designated(cool, "residents.2", "Gala")
    for n, who in enumerate(("Gala", "Sami", "Emre"), start=1):
        designated(cool, f"drawn.{n}", who, body="panel", how="draw")
    for code, chair in (("assembly", "Bruno"), ("steering", "Bruno"), ("panel", "Gala")):
        appointed(cool, "chair", chair, body=code)
        appointed(cool, "record_keeper", "Dina", body=code)


def now(cool: Founded, *, at: datetime = NOON) -> Structure:
    """Return the bodies as they are at an instant."""
    return structure(cool.id, setting_of(cool.id).charter, at=at)


def seat(cool: Founded, name: str, *, body: str = "steering", at: datetime = NOON) -> SeatNow | None:
    """Return a seat as it is at an instant."""
    here = now(cool, at=at).body(body)
    return here.seat(name) if here else None
