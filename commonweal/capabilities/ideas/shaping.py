"""Who shaped an intervention: computed from the citations that lead from it back to what people said.

From the draft one follows what it, its suggestions that were taken, and each source cites, until nothing is cited any
more. Contributors are counted by sector and by place, never named in an order and never ranked.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext, pgettext

from commonweal.acts.capability import Says
from commonweal.capabilities.ideas.queries import Draft, suggestions_of
from commonweal.partnerships.models import Sector
from commonweal.partnerships.queries import members_ever, representations
from commonweal.record import reading
from commonweal.record.entry import Entry

DEEPEST: Final = 12
MOST: Final = 5_000

FOLLOWED: Final = frozenset({"answers", "based_on", "supersedes", "implements"})
"""By which relations one goes back. What lies on a canvas answers it: from a card one goes no further."""

STOPS: Final = frozenset({"workshops.open_canvas", "workshops.plan", "conversations.open"})
"""What asked for contributions and is none itself."""

STAGES: Final = ("insights", "ideas", "suggestions")


@dataclass(frozen=True, slots=True)
class Stage:
    """What was given at one stage: the entries, and how many of each sector and place gave it."""

    name: Says
    entries: tuple[Entry, ...]
    sectors: tuple[tuple[Says, int], ...]
    places: tuple[tuple[Says, int], ...]


@dataclass(frozen=True, slots=True)
class Shaped:
    """Everything that shaped a draft, stage by stage, and how many persons and guests gave it."""

    stages: tuple[Stage, ...]
    people: int
    guests: int


def shaped(draft: Draft) -> Shaped:
    """Return what shaped a draft. The number of questions grows with the depth of the lineage, not with its width."""
    taken = [row.entry for row in suggestions_of(draft) if row.outcome == "taken"]
    found = _lineage(draft.partnership, [*draft.ideas, *taken], without=draft.entry)
    sorted_in: dict[str, list[Entry]] = {stage: [] for stage in STAGES}
    for entry in found:
        sorted_in[_stage(entry.kind)].append(entry)
    sectors = {row.organisation: row.sector for row in members_ever(draft.partnership)}
    roles = {row.person: row.role for row in representations(draft.partnership)}
    names = {
        "insights": gettext("What people said and know"),
        "ideas": gettext("Ideas made of it"),
        "suggestions": gettext("Changes that were taken in"),
    }
    stages = tuple(_counted(names[stage], sorted_in[stage], sectors, roles) for stage in STAGES)
    people = {entry.by for entry in found if entry.by and not _of_a_guest(entry)}
    return Shaped(stages, len(people), sum(map(_of_a_guest, found)))


def _lineage(partnership: str, start: list[int], *, without: int) -> list[Entry]:
    """Return the entries to which citations lead back, in the order of the record."""
    seen: dict[int, Entry] = {}
    edge = set(start)
    for _depth in range(DEEPEST):
        edge -= {*seen, without}
        if not edge or len(seen) > MOST:
            break
        entries = reading.entries_at(partnership, sorted(edge))
        here = {n: entry for n, entry in entries.items() if entry.kind not in STOPS}
        seen |= here
        cited = reading.cites_of(partnership, *here) if here else []
        edge = {each.cited for each in cited if each.rel in FOLLOWED}
    return [seen[n] for n in sorted(seen)]


def _stage(kind: str) -> str:
    if kind == "ideas.suggest":
        return "suggestions"
    return "ideas" if kind.startswith("ideas.") else "insights"


def _counted(name: Says, entries: list[Entry], sectors: dict[str, str], roles: dict[str, str]) -> Stage:
    """Count each person once for each sector and place for which she gave something; guests by what they gave."""
    guests = sum(map(_of_a_guest, entries))
    known = {(entry.by, entry.org or "") for entry in entries if entry.by and not _of_a_guest(entry)}
    by_sector = Counter(sectors.get(org, "") for _person, org in known)
    by_place = Counter(roles.get(person, "") for person in {person for person, _org in known})
    told: list[tuple[Says, int]] = [(label, by_sector[code]) for code, label in Sector.choices if by_sector[code]]
    if by_sector[""]:
        told.append((gettext("For themselves"), by_sector[""]))
    held: list[tuple[Says, int]] = [(label, by_place[code]) for code, label in _places() if by_place[code]]
    if guests:
        told.append((gettext("Cards of guests without an account"), guests))
    return Stage(name, tuple(entries), tuple(told), tuple(held))


def _of_a_guest(entry: Entry) -> bool:
    """Whether an entry carries what a guest gave: then whoever recorded it is not its author."""
    return entry.kind == "workshops.take_card"


def _places() -> list[tuple[str, str]]:
    return [
        ("convener", pgettext("people of a place", "Conveners")),
        ("representative", pgettext("people of a place", "Representatives")),
        ("substitute", pgettext("people of a place", "Substitutes")),
        ("participant", pgettext("people of a place", "Participants")),
        ("observer", pgettext("people of a place", "Observers")),
        ("", pgettext("people of a place", "Without a place now")),
    ]
