"""Questions asked of who wrote what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from commonweal.acts.sentences import sentence_of
from commonweal.capabilities.erasure.models import WrittenText
from commonweal.partnerships.models import Representation
from commonweal.partnerships.queries import representations
from commonweal.people.models import Erased, Text
from commonweal.people.words import texts
from commonweal.record import reading

SHOWN = 100
"""How many pieces are offered at once: the oldest that are still there."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Something that a person wrote and that is still there.

    :param about: what she did with these words, in the sentence of its entry
    """

    written: WrittenText
    text: Text
    about: str


def pieces_by(person: str | None, *, partnership: str) -> list[Piece]:
    """Return what this person wrote here and can have erased, oldest first. Three queries."""
    rows = list(_kept(person, partnership).order_by("entry", "key")[:SHOWN])
    found = texts(row.pk for row in rows)
    entries = reading.entries_at(partnership, [row.entry for row in rows])
    return [Piece(row, found[row.pk], str(sentence_of(entries[row.entry]))) for row in rows if row.pk in found]


def count_by(person: str | None, *, partnership: str) -> int:
    """Return how many pieces this person wrote here that are still there. One query."""
    return _kept(person, partnership).count()


def writers_of_kept(ids: Iterable[str], *, partnership: str) -> dict[str, str]:
    """Return who wrote those of these texts that the record does not say are erased. One query."""
    rows = WrittenText.objects.filter(partnership=partnership, pk__in=list(ids), erased_at__isnull=True)
    return dict(rows.values_list("key", "person"))


def brought_back(partnership: str) -> tuple[list[str], list[str]]:
    """Return texts and persons that were erased on this host while this record does not say so. Two queries."""
    gone = Erased.objects.filter(partnership=partnership).values("id")
    texts = WrittenText.objects.filter(partnership=partnership, erased_at__isnull=True, pk__in=gone)
    held = representations(partnership).filter(person__in=gone)
    return sorted(texts.values_list("key", flat=True)), sorted(set(held.values_list("person", flat=True)))


def lagging() -> list[str]:
    """Return the partnerships whose record does not say of everything that was erased on this host. Two queries."""
    gone = Erased.objects.exclude(partnership="").values("id")
    texts = WrittenText.objects.filter(erased_at__isnull=True, pk__in=gone).values_list("partnership", flat=True)
    held = Representation.objects.filter(ended_at__isnull=True, person__in=gone).values_list("partnership", flat=True)
    return sorted({*texts.distinct(), *held.distinct()})


def ids_by(person: str | None, *, partnership: str, most: int | None) -> list[str]:
    """Return the ids of what this person wrote here that is still there, oldest first. One query."""
    return list(_kept(person, partnership).order_by("entry", "key").values_list("pk", flat=True)[:most])


def _kept(person: str | None, partnership: str) -> QuerySet[WrittenText]:
    return WrittenText.objects.filter(partnership=partnership, person=person or "-", erased_at__isnull=True)
