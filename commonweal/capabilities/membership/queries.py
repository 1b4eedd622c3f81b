"""Questions asked of members and of those who act for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from commonweal.capabilities.membership.phrases import HOW, PLACES
from commonweal.partnerships.models import AccessAnswer, Member, RemainingDuty, Representation, Sector
from commonweal.partnerships.queries import members_ever, remaining_duties, representations
from commonweal.people import words
from commonweal.people.models import Text

SHOWN = 12
"""How many organisations of a sector the overview shows; the page of one sector shows `ALL`."""

ALL = 300
FORMER = 30
"""How many organisations that left the overview names."""
HISTORY = 20
"""How many entries the page of an organisation tells; all others stand in the record, found by organisation."""


@dataclass(frozen=True, slots=True)
class Held:
    """A place that somebody holds or held, for the eyes of one reader.

    :param name: of the person; nothing for readers who take no part, and for those who were erased
    :param organisation: the name of the organisation for which the place is; nothing where it is for none
    :param substitute: the name of whoever stands in, as far as the reader may know it
    """

    place: Representation
    role: str
    name: str
    organisation: str
    how: str = ""
    substitute: str = ""

    def over(self, on: date) -> bool:
        """Whether the term had run out on a day, although nobody ended the place."""
        until = self.place.until_on
        return self.place.ended_at is None and until is not None and until < on

    @property
    def anchor(self) -> str:
        """The name under which the place is found on a page."""
        return f"place-{self.place.entry}"


@dataclass(frozen=True, slots=True)
class SectorMembers:
    """The member organisations of one sector, each with the places that stand on it.

    :param count: how many there are; `members` may show fewer
    """

    sector: Sector
    count: int
    members: list[tuple[Member, list[Held]]]

    @property
    def empty(self) -> bool:
        """Whether nobody from the sector takes part."""
        return not self.count

    @property
    def more(self) -> int:
        """How many organisations are not shown."""
        return self.count - len(self.members)


@dataclass(frozen=True, slots=True)
class Owed:
    """A duty that remained when an organisation left, with the words in which it was named."""

    duty: RemainingDuty
    organisation: str
    words: Text | None

    def late(self, on: date) -> bool:
        """Whether its day had passed by then."""
        return self.duty.until_on is not None and self.duty.until_on < on


def by_sector(
    found: Sequence[Member], places: Sequence[Representation], *, names: Mapping[str, str], only: str | None = None
) -> list[SectorMembers]:
    """Return the members of each sector, empty sectors included, in the fixed order of the sectors.

    :param names: of persons by pseudonym, as far as the reader may know them
    :param only: one sector, shown whole
    """
    standing: dict[str, list[Held]] = {}
    for each in held(places, names=names, organisations={m.organisation: m.name for m in found}):
        standing.setdefault(each.place.organisation, []).append(each)
    rows = []
    for sector in [s for s in Sector if only in (None, s.value)]:
        here = [m for m in found if m.sector == sector]
        shown = here[: ALL if only else SHOWN]
        rows.append(SectorMembers(sector, len(here), [(m, standing.get(m.organisation, [])) for m in shown]))
    return rows


def for_themselves(places: Sequence[Representation], *, names: Mapping[str, str]) -> list[Held]:
    """Return the places of those who act for no organisation."""
    return held([p for p in places if not p.organisation][:ALL], names=names, organisations={})


def taking_part(partnership: str) -> tuple[list[Member], list[Member], list[Representation]]:
    """Return the organisations that take part, those that left, the last first, and every place. Two queries."""
    found = list(members_ever(partnership))
    gone = sorted((m for m in found if m.left_at), key=lambda m: m.left_entry or 0, reverse=True)
    return [m for m in found if m.left_at is None], gone, list(representations(partnership))


def organisation(partnership: str, organisation: str) -> Member | None:
    """Return an organisation as it is said now, or as it was when it left; nothing where it never took part."""
    return Member.objects.filter(partnership=partnership, organisation=organisation).order_by("-entry").first()


def places_of(partnership: str, organisation: str) -> list[Representation]:
    """Return every place that was ever held for an organisation, in the order in which they began. One query."""
    rows = Representation.objects.filter(partnership=partnership, organisation=organisation)
    return list(rows.order_by("entry")[:ALL])


def place_at(partnership: str, entry: int) -> Representation | None:
    """Return the place that began with this entry, if it has not ended."""
    return representations(partnership).filter(entry=entry).first()


def substitutes_for(place: Representation, *, names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return who may stand in for the holder of a place, by pseudonym with the name that the reader may know."""
    rows = representations(place.partnership).filter(organisation=place.organisation, role="substitute")
    return [(row.person, names.get(row.person, "")) for row in rows.exclude(person=place.person)]


def has_answered(partnership: str, person: str | None) -> bool:
    """Whether a person has said what she needs in order to take part."""
    return AccessAnswer.objects.filter(partnership=partnership, person=person or "").exists()


def answered(partnership: str) -> list[AccessAnswer]:
    """Return who has answered what she needs and still holds a place, the first to answer first. One query."""
    here = representations(partnership).order_by().values("person")
    return list(AccessAnswer.objects.filter(partnership=partnership, person__in=here).order_by("entry")[:ALL])


def owed(partnership: str, *, organisation: str | None = None) -> list[Owed]:
    """Return the duties that remain of organisations that left, or of one. Three queries."""
    rows = remaining_duties(partnership)
    found = list(rows.filter(organisation=organisation) if organisation else rows)
    if not found:
        return []
    ids = {row.organisation for row in found}
    named = Member.objects.filter(partnership=partnership, organisation__in=ids).order_by("entry")
    names = dict(named.values_list("organisation", "name"))
    said = words.texts(row.what_id for row in found if row.what_id)
    return [Owed(row, names.get(row.organisation, ""), said.get(row.what_id or "")) for row in found]


def held_by(person: str | None, *, partnership: str) -> list[Held]:
    """Return the places that one person holds now. Two queries."""
    rows = list(representations(partnership).filter(person=person or ""))
    ids = [row.organisation for row in rows if row.organisation]
    found = Member.objects.filter(partnership=partnership, organisation__in=ids).order_by("entry")
    return held(rows, names={}, organisations=dict(found.values_list("organisation", "name")))


def held(places: Sequence[Representation], *, names: Mapping[str, str], organisations: Mapping[str, str]) -> list[Held]:
    """Return places for the eyes of one reader.

    :param names: of persons by pseudonym, as far as she may know them
    """
    return [
        Held(
            place=p,
            role=str(PLACES.get(p.role, p.role)),
            name=names.get(p.person, ""),
            organisation=organisations.get(p.organisation, ""),
            how=str(HOW.get(p.how, p.how)),
            substitute=names.get(p.substitute, ""),
        )
        for p in places
    ]


def entries_about(member: Member, places: Sequence[Representation]) -> list[int]:
    """Return the entries that made what the page of an organisation shows, newest first and no more than `HISTORY`."""
    found = {member.entry, member.said_entry, member.left_entry}
    for place in places:
        found |= {place.entry, place.mandate_entry, place.ended_entry}
    return sorted((n for n in found if n is not None), reverse=True)[:HISTORY]


def is_at(place: Representation, *, at: datetime) -> bool:
    """Whether a place is held at an instant."""
    return place.ended_at is None and (place.until_on is None or place.until_on >= at.date())
