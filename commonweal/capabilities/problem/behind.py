"""What stands behind a line or a cause: voices and evidence, from what its wording cites; and who shaped the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from commonweal.acts.capability import Says
from commonweal.acts.charters import setting_with
from commonweal.acts.readable import verdict_on_words
from commonweal.acts.sentences import address_of
from commonweal.capabilities.problem.phrases import SORTS, sort_of
from commonweal.partnerships.models import Sector
from commonweal.partnerships.understanding import EvidenceItem
from commonweal.people.models import Text
from commonweal.people.words import texts
from commonweal.record import reading
from commonweal.record.entry import texts_in
from commonweal.web.audience import PartnershipRequest
from commonweal.web.told import Told, organisations, told

OWN = frozenset({"problem"})
"""First parts of kinds that are the work on the text itself, not something behind it."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One thing on which a line rests, for the eyes of one reader.

    :param sort: ``voice``, ``evidence`` or ``other``
    :param text: its own words, where the reader may be shown them
    :param title: the title of an item of evidence
    """

    told: Told
    sort: str
    url: str
    text: Text | None = None
    title: str = ""
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Count:
    """How much stands behind a line, for its margin."""

    voices: int = 0
    evidence: int = 0
    other: int = 0

    @property
    def all(self) -> int:
        """Everything together."""
        return self.voices + self.evidence + self.other


def kinds_cited(partnership: str, positions: Iterable[int]) -> dict[int, str]:
    """Return the kinds of acts at these positions, without what belongs to the statement itself. One query."""
    found = reading.entries_at(partnership, sorted(set(positions)))
    return {at: entry.kind for at, entry in found.items() if entry.kind.partition(".")[0] not in OWN}


def count(cites: Iterable[int], kinds: Mapping[int, str]) -> Count:
    """Return how much of each sort is among these entries."""
    found = Counter(sort_of(kinds[at]) for at in set(cites) if at in kinds)
    return Count(found["voice"], found["evidence"], found["other"])


def about(partnership: str, wordings: Iterable[int]) -> dict[int, list[int]]:
    """Return by wording the items of evidence that were brought about it later. One query."""
    wanted = set(wordings)
    found: dict[int, list[int]] = {}
    if not wanted:
        return {}
    for row in EvidenceItem.objects.filter(partnership=partnership, retired_at__isnull=True):
        for at in wanted & set(row.about):
            found.setdefault(at, []).append(row.entry)
    return found


def voices(request: PartnershipRequest, positions: Iterable[int]) -> list[tuple[Says, list[Voice]]]:
    """Return what stands at these positions, by sort, with words as far as the reader may be shown them."""
    here, slug = request.partnership.pk, request.partnership.slug
    found = reading.entries_at(here, sorted(set(positions)))
    entries = [entry for _at, entry in sorted(found.items()) if entry.kind.partition(".")[0] not in OWN]
    setting = setting_with(here, digest=request.partnership.charter)
    shown = [entry for entry in entries if verdict_on_words(entry, by=request.actor, setting=setting).allowed]
    first = {entry.position: next((ref.text for ref in texts_in(entry.body)), "") for entry in shown}
    kept = texts(id for id in first.values() if id)
    items = {row.entry: row for row in EvidenceItem.objects.filter(partnership=here, entry__in=list(found))}
    groups: dict[str, list[Voice]] = {sort: [] for sort in SORTS}
    orgs = organisations(here)
    for each in told(entries, to=request.actor, convener=request.partnership.convener, orgs=orgs):
        item, sort = items.get(each.position), sort_of(each.entry.kind)
        groups[sort].append(
            Voice(
                told=each,
                sort=sort,
                url=address_of(each.entry, slug=slug),
                text=kept.get(first.get(each.position, "")),
                title=item.title if item else "",
                retired=bool(item and item.retired_at),
            )
        )
    return [(SORTS[sort], rows) for sort, rows in groups.items() if rows]


@dataclass(frozen=True, slots=True)
class Shaped:
    """Whose contributions ended up in the text, counted by what the record says of who gave them.

    :param sectors: sector, its label, and the contributions of organisations of it
    :param places: what people without an organisation gave, or those who gave no name
    """

    contributions: int
    sectors: tuple[tuple[str, Says, int], ...]
    others: int
    organisations: tuple[tuple[str, int], ...]
    people: int


def shaped(partnership: str, wordings: Iterable[int], cited: Iterable[int]) -> Shaped:
    """Return who shaped a text: those who worded its lines, and those on whose contributions they rest."""
    found = reading.entries_at(partnership, sorted({*wordings, *cited}))
    orgs = organisations(partnership)
    by_org = Counter(entry.org for entry in found.values() if entry.org in orgs)
    by_sector = Counter(orgs[entry.org].sector for entry in found.values() if entry.org in orgs)
    return Shaped(
        contributions=len(found),
        sectors=tuple((code, label, by_sector[code]) for code, label in Sector.choices),
        others=sum(entry.org not in orgs for entry in found.values()),
        organisations=tuple((orgs[org].name, n) for org, n in by_org.most_common() if org),
        people=len({entry.by for entry in found.values() if entry.by}),
    )
