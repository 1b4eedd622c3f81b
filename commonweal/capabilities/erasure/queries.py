"""Questions asked of who wrote what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from commonweal.acts.installed import UnknownKind, act_type
from commonweal.capabilities.erasure.models import WrittenText
from commonweal.people.models import Text
from commonweal.people.words import texts

SHOWN = 100
"""How many pieces are offered at once: the oldest that are still there."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Something that a person wrote and that is still there.

    :param about: what she did with these words, in the act's own description
    """

    written: WrittenText
    text: Text
    about: str


def pieces_by(person: str | None, *, partnership: str) -> list[Piece]:
    """Return what this person wrote here and can have erased, oldest first. Two queries."""
    rows = list(_kept(person, partnership).order_by("entry", "key")[:SHOWN])
    found = texts(row.pk for row in rows)
    return [Piece(row, found[row.pk], _about(row.kind)) for row in rows if row.pk in found]


def count_by(person: str | None, *, partnership: str) -> int:
    """Return how many pieces this person wrote here that are still there. One query."""
    return _kept(person, partnership).count()


def ids_still_kept(person: str | None, *, partnership: str, among: Iterable[str]) -> set[str]:
    """Return those of these texts that this person wrote here and that were not erased. One query."""
    return set(_kept(person, partnership).filter(pk__in=list(among)).values_list("pk", flat=True))


def ids_by(person: str | None, *, partnership: str, most: int) -> list[str]:
    """Return the ids of what this person wrote here that is still there, oldest first. One query."""
    return list(_kept(person, partnership).order_by("entry", "key").values_list("pk", flat=True)[:most])


def _kept(person: str | None, partnership: str) -> QuerySet[WrittenText]:
    return WrittenText.objects.filter(partnership=partnership, person=person or "-", erased_at__isnull=True)


def _about(kind: str) -> str:
    try:
        return act_type(kind).described().rstrip(".")
    except UnknownKind:
        return kind
