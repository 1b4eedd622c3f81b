"""Questions asked of declared interests."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import CharField, Q, QuerySet, Value

from commonweal.capabilities.interests.models import Declaration, Judgement, Report
from commonweal.partnerships.actors import Actor
from commonweal.partnerships.models import (
    DeclarationState,
    HeldOffice,
    HeldSeat,
    MissedRecusal,
    Recusal,
    Representation,
)
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


def declarations(partnership: str) -> list[Declaration]:
    """Return everything that was declared, the newest first, with words. One question."""
    rows = Declaration.objects.filter(partnership=partnership).select_related("counterpart", "says")
    return list(rows.order_by("-entry"))


def declared_rows(partnership: str) -> QuerySet[Declaration]:
    """Return every interest and every “none” in the order in which it was declared, for a sheet."""
    return Declaration.objects.filter(partnership=partnership).order_by("entry")


def of_whom(partnership: str, *, person: str = "", organisation: str = "") -> list[Declaration]:
    """Return what a person, or an organisation, ever declared, the newest first, with words."""
    rows = Declaration.objects.filter(partnership=partnership).select_related("counterpart", "says")
    if person:
        return list(rows.filter(subject="self", person=person).order_by("-entry"))
    return list(rows.filter(subject="organisation", organisation=organisation).order_by("-entry"))


def judgements_of(row: Declaration) -> list[Judgement]:
    """Return what others said of an interest, the newest first, with words."""
    rows = Judgement.objects.filter(partnership=row.partnership, declaration=row.entry)
    return list(rows.select_related("plan", "reason").order_by("-entry"))


def recusals_from(row: Declaration) -> list[Recusal]:
    """Return every recusal that an interest made, those that ended too, in order."""
    return list(Recusal.objects.filter(partnership=row.partnership, interest=row.entry).order_by("entry", "key"))


def all_recusals(partnership: str) -> QuerySet[Recusal]:
    """Return every recusal that ever stood, in order."""
    return Recusal.objects.filter(partnership=partnership).order_by("entry", "key")


def missed_because_of(row: Declaration) -> list[MissedRecusal]:
    """Return the decisions in which it was missed."""
    return list(MissedRecusal.objects.filter(partnership=row.partnership, declaration=row.entry).order_by("entry"))


def states(partnership: str) -> dict[str, DeclarationState]:
    """Return how everybody who ever declared stands, by the id of the person or organisation. One question."""
    rows = DeclarationState.objects.filter(partnership=partnership)
    return {row.person or row.organisation: row for row in rows}


def deciders(partnership: str, *, at: datetime, everybody: bool) -> dict[str, str]:
    """Return who decides here and so owes a declaration: pseudonym to an organisation for which she acts. One question.

    :param everybody: whether some body has a seat for everybody who takes part
    """
    roles = (*SPEAK, "participant") if everybody else SPEAK
    now = Q(partnership=partnership, ended_at__isnull=True) & (Q(until_on__isnull=True) | Q(until_on__gte=at.date()))
    places = Representation.objects.filter(now, role__in=roles).values_list("person", "organisation")
    seats = HeldSeat.objects.filter(now).exclude(person="").values_list("person", "organisation")
    standing_in = HeldSeat.objects.filter(now).exclude(substitute="").values_list("substitute", "organisation")
    none = Value("", output_field=CharField())
    offices = HeldOffice.objects.filter(now).annotate(none=none).values_list("person", "none")
    found: dict[str, str] = {}
    for person, organisation in sorted(places.union(seats, standing_in, offices)):
        found[person] = found.get(person) or organisation
    return found


def report_at(partnership: str, position: int) -> Report | None:
    """Return the words of a report, or nothing where there is none."""
    return Report.objects.filter(pk=f"{partnership}.{position}").select_related("reason").first()


def over_and_still_away(partnership: str) -> list[int]:
    """Return the interests that are said to be over, because of which somebody steps back, and nobody judged since."""
    over = Declaration.objects.filter(partnership=partnership, over_entry__isnull=False, judged_after_end=False)
    away = Recusal.objects.filter(partnership=partnership, ended_at__isnull=True).values("interest")
    return list(over.filter(what="interest", entry__in=away).order_by("entry").values_list("entry", flat=True))


def declarations_at(partnership: str, positions: Iterable[int]) -> list[Declaration]:
    """Return the declarations of these entries, in order. One question."""
    rows = Declaration.objects.filter(pk__in=[f"{partnership}.{position}" for position in positions])
    return list(rows.order_by("entry"))
