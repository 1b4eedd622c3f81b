"""Questions asked of the life of the agreement: what became of it, who took whose place, what was decided."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db.models import Q

from commonweal.capabilities.agreement.models import Milestone, Signature
from commonweal.partnerships.models import CharterText, Decided, HeldOffice, Member, Representation, Suspension
from commonweal.partnerships.queries import members_ever
from commonweal.record import driver

# Every act asks this.
_ENDS = 'SELECT "on", entry FROM agreement_milestone WHERE partnership = %s AND what = %s ORDER BY entry LIMIT 1'


def ends_on(partnership: str) -> date | None:
    """Return the day from which the partnership is dissolved, or nothing. One question."""
    found = driver.row(_ENDS, [partnership, "dissolved"])
    if found is None:
        return None
    return found[0] if isinstance(found[0], date) else date.fromisoformat(str(found[0]))


def milestones(partnership: str) -> list[Milestone]:
    """Return what became of the agreement, the newest first. One question."""
    return list(Milestone.objects.filter(partnership=partnership).select_related("words").order_by("-entry"))


def last(partnership: str, what: str) -> Milestone | None:
    """Return the newest milestone of one sort, or nothing. One question."""
    rows = Milestone.objects.filter(partnership=partnership, what=what).select_related("words")
    return rows.order_by("-entry").first()


def successors(partnership: str) -> dict[str, str]:
    """Return who took whose place. One question."""
    rows = Milestone.objects.filter(partnership=partnership, what="succeeded").order_by("entry")
    return dict(rows.values_list("organisation", "successor"))


def notice_of(partnership: str, organisation: str) -> Milestone | None:
    """Return the newest notice that an organisation gave since it last joined, or nothing. Two questions."""
    member = member_now(partnership, organisation)
    rows = Milestone.objects.filter(partnership=partnership, what="notice", organisation=organisation)
    return rows.filter(entry__gt=member.entry).order_by("-entry").first() if member else None


def member_now(partnership: str, organisation: str) -> Member | None:
    """Return an organisation that takes part now, or nothing. One question."""
    rows = Member.objects.filter(partnership=partnership, organisation=organisation, left_at__isnull=True)
    return rows.order_by("entry").first()


def members_here(partnership: str) -> list[Member]:
    """Return every organisation that takes or took part, in the order in which they joined. One question."""
    return list(members_ever(partnership))


def was_member(partnership: str, organisation: str) -> bool:
    """Tell whether an organisation takes or took part. One question."""
    return members_ever(partnership).filter(organisation=organisation).exists()


def suspension_of(partnership: str, organisation: str, *, at: datetime) -> Suspension | None:
    """Return by what the seats of an organisation rest now, or nothing. One question."""
    rows = Suspension.objects.filter(partnership=partnership, organisation=organisation, ended_at__isnull=True)
    return rows.filter(Q(until_on__isnull=True) | Q(until_on__gte=at.date())).order_by("-entry").first()


def decided(partnership: str, decision: int) -> Decided | None:
    """Return the result that stands of a decision, by the entry that proposed it; or nothing. One question."""
    rows = Decided.objects.filter(partnership=partnership, decision=decision, reopened_at__isnull=True)
    return rows.order_by("-entry").first()


def carried(partnership: str, matter: str) -> list[Decided]:
    """Return the decisions on one matter that were carried and stand, the newest first. One question."""
    rows = Decided.objects.filter(partnership=partnership, matter=matter, outcome="carried", reopened_at__isnull=True)
    return list(rows.order_by("-entry"))


def all_carried(partnership: str) -> list[Decided]:
    """Return every decision that was carried and stands, the newest first. One question."""
    rows = Decided.objects.filter(partnership=partnership, outcome="carried", reopened_at__isnull=True)
    return list(rows.order_by("-entry"))


def used(partnership: str, decision: int) -> Milestone | None:
    """Return what was already done on the ground of a decision, but for saying what comes next; or nothing."""
    rows = Milestone.objects.filter(partnership=partnership, decision=decision)
    return rows.exclude(what="next").order_by("entry").first()


def now_called(organisation: str, after: Mapping[str, str]) -> str:
    """Return the organisation that has the place of this one now: itself, or its successor's successor."""
    met = {organisation}
    while organisation in after and after[organisation] not in met:
        organisation = after[organisation]
        met.add(organisation)
    return organisation


def signatories(text: CharterText) -> set[str]:
    """Return the organisations that are bound by a text: who signed it, or took the place of who did."""
    after = successors(text.partnership)
    rows = Signature.objects.filter(partnership=text.partnership, text=text.entry)
    return {now_called(each, after) for each in rows.values_list("organisation", flat=True)}


def bound(partnership: str, *, after: Mapping[str, str] | None = None) -> set[str]:
    """Return the organisations that signed any text that rules or ruled, or took the place of one that did.

    :param after: who took whose place, where the caller knows
    """
    after = successors(partnership) if after is None else after
    ruled = CharterText.objects.filter(partnership=partnership, ruling_entry__isnull=False).values("entry")
    rows = Signature.objects.filter(partnership=partnership, text__in=ruled)
    return {now_called(each, after) for each in rows.values_list("organisation", flat=True)}


def keeps_the_record(person: str | None, *, partnership: str, at: datetime) -> bool:
    """Tell whether somebody holds the office of a record keeper in any body. One question."""
    rows = HeldOffice.objects.filter(
        partnership=partnership, person=person or "", office="record_keeper", ended_at__isnull=True
    )
    return rows.filter(Q(until_on__isnull=True) | Q(until_on__gte=at.date())).exists()


def spokespeople(organisations: set[str], *, partnership: str) -> list[str]:
    """Return the pseudonyms of those who represent any of these organisations. One question."""
    rows = Representation.objects.filter(
        partnership=partnership,
        organisation__in=organisations,
        role__in=("representative", "substitute"),
        ended_at=None,
    )
    return sorted(set(rows.values_list("person", flat=True)))


def everybody_who_signs(partnership: str) -> list[str]:
    """Return the pseudonyms of those who represent a member, and of the convener. One question."""
    rows = Representation.objects.filter(
        partnership=partnership, role__in=("representative", "convener"), ended_at__isnull=True
    )
    return sorted(set(rows.values_list("person", flat=True)))


def signatures(partnership: str) -> list[Signature]:
    """Return every signature in the order in which they were given. One question."""
    return list(Signature.objects.filter(partnership=partnership).select_related("name").order_by("entry"))
