"""Who can be chosen for a seat or an office: everybody who takes part, as far as the seat allows, by name."""

from __future__ import annotations

from commonweal.capabilities.bodies import queries
from commonweal.capabilities.bodies.forms import Choices, decision_choices
from commonweal.capabilities.bodies.phrases import here
from commonweal.capabilities.bodies.queries import BodyNow, SeatNow, Structure
from commonweal.capabilities.bodies.shown import Named, organisation_of

SITS = ("convener", "representative", "substitute", "participant")
"""The places from which somebody comes into a body; observers observe."""


def for_seat(now: Structure, seat: SeatNow, names: Named) -> Choices:
    """Return who could hold a seat, each with the organisation for which she would."""
    found: Choices = []
    for place in now.among.places:
        if place.role not in SITS:
            continue
        member = now.among.members.get(place.organisation)
        if seat.of_an_organisation and place.organisation != seat.seat.organisation:
            continue
        if seat.group.held_by == "sector" and (member is None or member.sector != seat.group.of):
            continue
        organisation = organisation_of(now.among, place.organisation)
        name = names.get(place.person) or place.person[-6:]
        value = f"{place.person}.{place.organisation}" if place.organisation else place.person
        found.append((value, f"{name} ({organisation})" if organisation else name))
    return _each_once(found)


def to_stand_in(now: Structure, names: Named) -> Choices:
    """Return everybody who takes part, by name."""
    return _each_once([(p.person, names.get(p.person) or p.person[-6:]) for p in now.among.places if p.role in SITS])


def for_office(now: Structure, body: BodyNow, office: str, names: Named) -> Choices:
    """Return who could hold an office: of those who hold a seat the chair, of all who take part the record keeper."""
    if office != "chair":
        return to_stand_in(now, names)
    return _each_once(
        [(s.seat.person, names.get(s.seat.person) or s.seat.person[-6:]) for s in body.seats if s.seat.filled]
    )


def decisions(now: Structure, body: BodyNow, partnership: str) -> Choices:
    """Return the decisions of this body, and of those above it, by which somebody may have been chosen."""
    bodies = {body.body.code, *(each.body.code for each in now.above(body.body.code))}
    rows = [row for row in queries.carried(partnership) if row.body in bodies]
    titles = {}
    for row in rows:
        matter = now.charter.matter(row.matter)
        titles[row.decision] = f"{here(matter[1].name) if matter else row.matter} · {row.decision}"
    return decision_choices(rows, titles)


def _each_once(choices: Choices) -> Choices:
    return sorted(dict(choices).items(), key=lambda choice: str(choice[1]).casefold())
