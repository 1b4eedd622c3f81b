"""Questions asked of declared interests."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from commonweal.capabilities.interests.models import Declaration, Judgement, Report
from commonweal.partnerships.actors import Actor
from commonweal.partnerships.models import MissedRecusal, Recusal, Representation
from commonweal.partnerships.queries import places_held

__all__ = ["Declaration", "Judgement", "Report"]
# The rows that are handed out, so that pages and sheets can name their types; the functions below are found by name.

SPEAK = ("convener", "representative", "substitute")
"""The places whose holders speak for an organisation; where nobody holds one, whoever takes part for it does."""


def declaration_at(partnership: str, position: int) -> Declaration | None:
    """Return the declaration of an entry with its words, or nothing where there is none."""
    rows = Declaration.objects.filter(pk=f"{partnership}.{position}")
    return rows.select_related("counterpart", "says").first()


def running_of(partnership: str, *, person: str = "", organisation: str = "") -> list[Declaration]:
    """Return the interests of a person, or of an organisation, that are not over, in the order they were declared."""
    rows = Declaration.objects.filter(partnership=partnership, what="interest", over_entry__isnull=True)
    mine = rows.filter(subject="self", person=person) if person else rows.filter(organisation=organisation)
    if not person:
        mine = mine.filter(subject="organisation")
    return list(mine.select_related("counterpart", "says").order_by("entry"))


def speakers(places: Iterable[Representation], organisation: str) -> list[str]:
    """Return who says which interests an organisation has: those who speak for it, or else all who take part for it."""
    hers = [row for row in places if row.organisation == organisation]
    speaking = [row.person for row in hers if row.role in SPEAK]
    return list(dict.fromkeys(speaking or [row.person for row in hers if row.role != "observer"]))


def speaks_for(person: str | None, organisation: str, *, partnership: str, at: datetime) -> bool:
    """Tell whether somebody says which interests an organisation has."""
    return bool(person) and person in speakers(places_held(partnership, at=at), organisation)


def is_hers(row: Declaration, *, by: Actor, at: datetime) -> bool:
    """Tell whether a declaration is hers, or that of an organisation for which she speaks."""
    if row.subject == "self":
        return row.person == by.person
    return speaks_for(by.person, row.organisation, partnership=row.partnership, at=at)


def concerned(row: Declaration) -> tuple[str, frozenset[str]]:
    """Return whom an interest concerns: whoever declared it, her organisation, and the member with whom it is."""
    return row.person, frozenset({row.organisation, row.counterpart_org} - {""})


def already_missed(partnership: str, *, decision: int, declaration: int) -> bool:
    """Tell whether it was reported before that this interest was missed in this decision, and is not settled."""
    rows = MissedRecusal.objects.filter(partnership=partnership, decision=decision, declaration=declaration)
    return rows.filter(settled_entry__isnull=True).exists()


def recuses(row: Declaration) -> bool:
    """Tell whether somebody steps back because of this interest now."""
    return Recusal.objects.filter(partnership=row.partnership, interest=row.entry, ended_at__isnull=True).exists()
