"""Questions asked of complaints and disputes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import QuerySet, Value

from commonweal.capabilities.disputes.models import Dispute, Rehearsal, Turn
from commonweal.partnerships.actors import Actor
from commonweal.partnerships.models import MissedRecusal
from commonweal.partnerships.queries import places_held

__all__ = ["Dispute", "Rehearsal", "Turn"]
# The rows that are handed out, so that pages and sheets can name their types; the functions below are found by name.

HANDLE = ("convener", "representative", "substitute")
"""The places whose holders speak for an organisation that somebody complains about."""


@dataclass(frozen=True, slots=True)
class Whom:
    """Whom a dispute concerns: nobody of them handles it."""

    persons: frozenset[str]
    organisations: frozenset[str]

    def includes(self, by: Actor) -> bool:
        """Tell whether it concerns somebody, or an organisation for which she acts."""
        hers = set(by.orgs) | ({by.org} if by.org else set())
        return by.person in self.persons or bool(hers & self.organisations)


@dataclass(frozen=True, slots=True)
class Standing:
    """What 6.7 looks at: what is open, what was settled or tried out, and recusals that were missed."""

    open: tuple[Dispute, ...]
    settled: tuple[int, ...]
    rehearsed: tuple[int, ...]
    missed: tuple[int, ...] = field(default=())


def dispute_at(partnership: str, position: int) -> Dispute | None:
    """Return the dispute of an entry with its words, or nothing where there is none."""
    rows = Dispute.objects.filter(pk=f"{partnership}.{position}")
    return rows.select_related("words", "wish", "settled_words", "remedy").first()


def disputes(partnership: str) -> QuerySet[Dispute]:
    """Return every dispute, the newest first."""
    return Dispute.objects.filter(partnership=partnership).order_by("-entry")


def open_disputes(partnership: str) -> list[Dispute]:
    """Return those that are neither settled nor withdrawn, the first deadline first."""
    return list(Dispute.objects.filter(partnership=partnership, closed_at__isnull=True).order_by("due_on", "entry"))


def open_of(partnership: str, person: str | None) -> int:
    """Return how many disputes that somebody raised are open."""
    return Dispute.objects.filter(partnership=partnership, person=person or "", closed_at__isnull=True).count()


def turns_of(row: Dispute) -> list[Turn]:
    """Return what happened to a dispute, in order, with words."""
    rows = Turn.objects.filter(partnership=row.partnership, dispute=row.entry)
    return list(rows.select_related("words").order_by("entry"))


def rehearsals(partnership: str) -> list[Rehearsal]:
    """Return when the path was tried out, the last time first."""
    return list(Rehearsal.objects.filter(partnership=partnership).select_related("note").order_by("-entry"))


def concerned(row: Dispute) -> Whom:
    """Return whom a dispute concerns: who raised it, who it is against, and who made the entry that it is about."""
    persons = frozenset({row.person, row.concerned, row.about_person} - {""})
    return Whom(persons, frozenset({row.organisation, row.against, row.about_organisation} - {""}))


def is_party(row: Dispute, by: Actor, *, at: datetime) -> bool:
    """Tell whether somebody may speak in a dispute: who raised it, whom it concerns, and who handles it."""
    if by.person is None:
        return False
    if by.person in {row.person, row.concerned, row.about_person, row.handler} - {""}:
        return True
    hers = set(by.orgs) | ({by.org} if by.org else set())
    return bool({row.against, row.about_organisation} - {""} & hers) and by.has(*HANDLE)


def parties_of(row: Dispute, *, at: datetime) -> list[str]:
    """Return the pseudonyms of those who are told of what happens in a dispute."""
    found = {row.person, row.concerned, row.about_person, row.handler}
    if row.against:
        places = places_held(row.partnership, at=at).filter(organisation=row.against, role__in=HANDLE)
        found |= set(places.values_list("person", flat=True))
    return sorted(found - {""})


def is_overdue(row: Dispute, on: date) -> bool:
    """Tell whether the last day of its step is past."""
    return row.closed_at is None and row.due_on < on


def holds_a_place(partnership: str, person: str, *, at: datetime) -> bool:
    """Tell whether somebody still holds a place here."""
    return places_held(partnership, at=at).filter(person=person).exists()


def standing(partnership: str) -> Standing:
    """Return what 6.7 looks at. Two questions."""
    rows = list(Dispute.objects.filter(partnership=partnership).order_by("due_on", "entry"))
    rehearsed = Rehearsal.objects.filter(partnership=partnership).annotate(what=Value("rehearsed"))
    missed = MissedRecusal.objects.filter(partnership=partnership, settled_entry__isnull=True)
    marked = missed.annotate(what=Value("missed")).values_list("what", "entry")
    found = sorted(rehearsed.values_list("what", "entry").union(marked))
    return Standing(
        open=tuple(row for row in rows if row.closed_at is None),
        settled=tuple(
            sorted(row.closed_entry for row in rows if row.closed_entry is not None and row.outcome != "withdrawn")
        ),
        rehearsed=tuple(entry for what, entry in found if what == "rehearsed"),
        missed=tuple(entry for what, entry in found if what == "missed"),
    )
