"""What does not fit together in a charter, asked among the members as they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from commonweal.charter.checking import Fault, faults
from commonweal.charter.clauses import Charter
from commonweal.partnerships.models import Member
from commonweal.partnerships.queries import members, places_held


@dataclass(frozen=True, slots=True)
class Among:
    """Who takes part, as far as the rules of a charter depend on it. Two questions."""

    sectors: dict[str, int]
    organisations: dict[str, str]
    people: int


def among(partnership: str, *, at: datetime, known: Iterable[Member] | None = None) -> Among:
    """Return who takes part at an instant.

    :param known: the members, where the caller has them at hand
    """
    here = {member.organisation: member.sector for member in (members(partnership) if known is None else known)}
    sectors: dict[str, int] = {}
    for sector in here.values():
        sectors[sector] = sectors.get(sector, 0) + 1
    people = {place.person for place in places_held(partnership, at=at) if place.role != "observer"}
    return Among(sectors, here, len(people))


def faults_in(
    charter: Charter, partnership: str, *, at: datetime, known: Iterable[Member] | None = None
) -> list[Fault]:
    """Return everything that does not fit together, the warnings too."""
    here = among(partnership, at=at, known=known)
    return faults(charter, here.sectors, at=at.date(), organisations=here.organisations, people=here.people)


def errors_in(charter: Charter, partnership: str, *, at: datetime) -> list[Fault]:
    """Return what keeps a charter from being presented."""
    return [fault for fault in faults_in(charter, partnership, at=at) if fault.severity == "error"]
