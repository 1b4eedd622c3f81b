"""Questions asked of the record for people: a page of the list, one entry with all around it, a lineage."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from commonweal.capabilities.register.models import RecordedAct
from commonweal.kit.canonical import MAX_INT
from commonweal.record import reading
from commonweal.record.entry import Entry
from commonweal.record.reading import Cited

PAGE = 30
"""Entries on one page of the list: what a page of at most 800 elements holds."""
GENERATIONS = 3
"""How far a lineage is walked in each direction at once; from its ends one walks on."""
WIDEST = 8
"""How many entries of one generation a lineage shows."""


@dataclass(frozen=True, slots=True)
class Filter:
    """By what the list is narrowed; nothing set shows everything."""

    room: str = ""
    organisation: str = ""
    person: str = ""

    def __bool__(self) -> bool:
        return bool(self.room or self.organisation or self.person)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the list, newest entry first.

    :param size: the number of entries in the record, where that was known without a further question
    :param older: before which position the next page begins; nothing on the last one
    """

    entries: tuple[Entry, ...]
    size: int | None
    older: int | None


@dataclass(frozen=True, slots=True)
class Kin:
    """An entry in a lineage, and how many steps it is from the one asked for.

    :param distance: below zero for what that one rests on, above for what rests on it
    """

    entry: Entry
    distance: int


@dataclass(frozen=True, slots=True)
class Lineage:
    """The entries around one, and the citations between them.

    :param more: positions at the ends of the walk that cite, or are cited, further
    :param left_out: how many entries were too many to show
    """

    kin: tuple[Kin, ...]
    citations: tuple[Cited, ...]
    left_out: int


def page_of(partnership: str, wanted: Filter, *, before: int | None) -> Page:
    """Return one page of the record in at most two questions, whatever its length."""
    if wanted:
        return _filtered(partnership, wanted, before=before)
    if before is None:
        found = reading.latest_entries(partnership, PAGE + 1)
        size = found[0].position + 1 if found else 0
        return Page(tuple(found[:PAGE]), size, found[PAGE - 1].position if len(found) > PAGE else None)
    start = max(0, before - PAGE)
    found = reading.entries(partnership, start, before)[::-1]
    return Page(tuple(found), None, start if start and found else None)


def around(partnership: str, position: int) -> tuple[Entry, list[Entry], list[Cited], list[Cited]]:
    """Return an entry, all entries it cites or that cite it, and the citations back and forward, in two questions.

    :raises NotThereError: if the record is not that long
    """
    _require_possible(position)
    touching = reading.citations_touching(partnership, position)
    others = {each.cited for each in touching} | {each.citing for each in touching}
    found = reading.entries_at(partnership, sorted({position, *others}))
    if position not in found:
        raise reading.NotThereError(f"This record has no entry {position}.")
    back = [each for each in touching if each.citing == position]
    forward = [each for each in touching if each.cited == position]
    return found[position], [entry for n, entry in sorted(found.items()) if n != position], back, forward


def lineage_of(partnership: str, position: int) -> Lineage:
    """Walk the citations from one entry in both directions.

    :raises NotThereError: if the record is not that long
    """
    _require_possible(position)
    distances, citations, left_out = {position: 0}, set[Cited](), 0
    for direction in (-1, 1):
        frontier: list[int] = [position]
        for generation in range(1, GENERATIONS + 1):
            if not frontier:
                break
            ask = reading.cites_of if direction < 0 else reading.cited_by
            found = ask(partnership, *frontier)
            reached = sorted({each.cited if direction < 0 else each.citing for each in found} - distances.keys())
            frontier, rest = reached[:WIDEST], reached[WIDEST:]
            left_out += len(rest)
            distances |= dict.fromkeys(frontier, direction * generation)
            citations |= set(found)
    entries = reading.entries_at(partnership, sorted(distances))
    if position not in entries:
        raise reading.NotThereError(f"This record has no entry {position}.")
    kin = tuple(Kin(entry, distances[n]) for n, entry in sorted(entries.items()))
    between = (each for each in citations if each.citing in distances and each.cited in distances)
    return Lineage(kin, tuple(sorted(between)), left_out)


def _require_possible(position: int) -> None:
    """Refuse what no record can reach and no database can hold, before it is asked."""
    if position > MAX_INT:
        raise reading.NotThereError(f"No record has an entry {position}.")


def _filtered(partnership: str, wanted: Filter, *, before: int | None) -> Page:
    rows = RecordedAct.objects.filter(partnership=partnership)
    for column, value in (
        ("room", wanted.room),
        ("organisation", wanted.organisation),
        ("person", wanted.person),
    ):
        rows = rows.filter(**{column: value}) if value else rows
    if before is not None:
        rows = rows.filter(position__lt=before)
    positions = list(rows.order_by("-position").values_list("position", flat=True)[: PAGE + 1])
    shown = positions[:PAGE]
    entries = _in_order(reading.entries_at(partnership, shown), shown) if shown else ()
    return Page(entries, None, shown[-1] if len(positions) > PAGE else None)


def _in_order(found: dict[int, Entry], positions: Iterable[int]) -> tuple[Entry, ...]:
    return tuple(found[n] for n in positions if n in found)
