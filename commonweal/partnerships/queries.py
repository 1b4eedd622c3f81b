"""Questions asked of the read model of where parties meet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from commonweal.partnerships.models import (
    Anchor,
    ChildCheckpoint,
    ImportedList,
    Member,
    NamedWitnesses,
    OpenInvitation,
    Partnership,
    RemainingDuty,
    Representation,
)
from commonweal.record import driver

# Every act asks for these.
_DIGEST = "SELECT digest FROM partnerships_charterinforce WHERE partnership = %s ORDER BY since DESC, key LIMIT 1"
_MOVED = "SELECT moved_to FROM partnerships_partnership WHERE key = %s"


class UnknownPartnership(LookupError):
    """No partnership on this host has this id or address."""


def partnership_at(slug: str) -> Partnership:
    """Return the partnership with this address.

    :raises UnknownPartnership: where there is none
    """
    found = Partnership.objects.filter(slug=slug).first()
    if found is None:
        raise UnknownPartnership(slug)
    return found


def partnership_with(id: str) -> Partnership:
    """Return the partnership with this id.

    :raises UnknownPartnership: where there is none
    """
    found = Partnership.objects.filter(pk=id).first()
    if found is None:
        raise UnknownPartnership(id)
    return found


def partnerships() -> QuerySet[Partnership]:
    """Return every partnership on this host, newest first."""
    return Partnership.objects.order_by("-founded_at", "key")


def children_of(partnership: str) -> QuerySet[Partnership]:
    """Return the partnerships on this host that name this one as their parent."""
    return Partnership.objects.filter(parent=partnership).order_by("name", "key")


def digest_in_force(partnership: str) -> str | None:
    """Return the digest of the charter that rules now, or nothing before the founding."""
    found = driver.row(_DIGEST, [partnership])
    return found[0] if found else None


def moved_to(partnership: str) -> str:
    """Return the host at which the record goes on, where nothing more is recorded here; else nothing. One query."""
    found = driver.row(_MOVED, [partnership])
    return found[0] or "" if found else ""


def members(partnership: str) -> QuerySet[Member]:
    """Return the organisations that take part now, in the order in which they joined."""
    return Member.objects.filter(partnership=partnership, left_at__isnull=True).order_by("entry", "key")


def every_member(partnership: str) -> list[Member]:
    """Return the organisations that take part now: one reader for all criteria that look at them (`Facts.once`)."""
    return list(members(partnership))


def every_speaker(partnership: str) -> list[Representation]:
    """Return who represents an organisation or stands in, their terms run out or not: one reader for all criteria."""
    return list(representations(partnership).filter(role__in=("representative", "substitute")))


def members_of(partnerships: Iterable[str]) -> dict[str, list[Member]]:
    """Return the organisations that take part now in each of these partnerships. One query."""
    found: dict[str, list[Member]] = {}
    rows = Member.objects.filter(partnership__in=list(partnerships), left_at__isnull=True)
    for row in rows.order_by("partnership", "entry", "key"):
        found.setdefault(row.partnership, []).append(row)
    return found


def representations(partnership: str) -> QuerySet[Representation]:
    """Return who acts in the partnership now, in the order in which they came."""
    return Representation.objects.filter(partnership=partnership, ended_at__isnull=True).order_by("entry", "key")


def places_held(partnership: str, *, at: datetime) -> QuerySet[Representation]:
    """Return the places that are held at an instant: those of `representations` whose term has not run out."""
    return representations(partnership).filter(Q(until_on__isnull=True) | Q(until_on__gte=at.date()))


def members_ever(partnership: str) -> QuerySet[Member]:
    """Return the organisations that take or took part, in the order in which they joined; not those taken back."""
    return Member.objects.filter(partnership=partnership, taken_back=False).order_by("entry", "key")


def former_members(partnership: str) -> QuerySet[Member]:
    """Return the organisations that took part and left, the last to leave first; not those that were taken back."""
    gone = Member.objects.filter(partnership=partnership, left_at__isnull=False, taken_back=False)
    return gone.order_by("-left_entry", "key")


def remaining_duties(partnership: str) -> QuerySet[RemainingDuty]:
    """Return what organisations that left still owe, in the order in which it was named."""
    return RemainingDuty.objects.filter(partnership=partnership, discharged_at__isnull=True).order_by("key")


def imported_lists(partnership: str) -> QuerySet[ImportedList]:
    """Return the documents of organisations that came in, the newest first, taken back ones too."""
    return ImportedList.objects.filter(partnership=partnership).order_by("-entry")


def open_invitations(partnership: str) -> QuerySet[OpenInvitation]:
    """Return the invitations that were not withdrawn, newest first."""
    return OpenInvitation.objects.filter(partnership=partnership, withdrawn_at__isnull=True).order_by("-entry")


def child_checkpoints(partnership: str) -> QuerySet[ChildCheckpoint]:
    """Return what this record holds of its children's records, newest first."""
    return ChildCheckpoint.objects.filter(partnership=partnership).order_by("-entry", "key")


def witnesses_named(partnership: str, *, within: int | None = None) -> NamedWitnesses | None:
    """Return who may cosign, or nothing where no witnesses were named.

    :param within: as the first so many entries say, which is what a checkpoint of that size is judged by; else now
    """
    rows = NamedWitnesses.objects.filter(partnership=partnership)
    rows = rows if within is None else rows.filter(since__lt=within)
    return rows.order_by("-since").first()


def anchors(partnership: str) -> QuerySet[Anchor]:
    """Return the signed words of partners that they had verified the record, newest first."""
    return Anchor.objects.filter(partnership=partnership).order_by("-entry")
