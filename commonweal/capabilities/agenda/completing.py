"""What the house fills in of an agenda that is presented: its number, what stands in it, and the digest of it all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from commonweal.acts.act import Act
from commonweal.acts.capability import Completion
from commonweal.capabilities.agenda import queries
from commonweal.capabilities.agenda.acts import GoalFrozen, Present
from commonweal.kit.canonical import canonical_encode
from commonweal.kit.digests import sha256_hex
from commonweal.partnerships.actors import Actor
from commonweal.partnerships.queries import every_member
from commonweal.record import reading

FILLED = frozenset({"number", "goals", "positions", "settled", "digest"})


def fill(act: Present, *, by: Actor, at: datetime) -> Present:
    """Return the agenda as it stands now: the goals, and the positions of those who take part."""
    goals = tuple(GoalFrozen(goal=row.goal, wording=row.entry, core=row.core) for row in queries.goals(act.partnership))
    here, named = {row.organisation for row in every_member(act.partnership)}, {goal.goal for goal in goals}
    rows = [row for row in queries.stands(act.partnership) if row.goal in named and row.organisation in here]
    filled: dict[str, Any] = {
        "number": 1 + max((row.number for row in queries.versions(act.partnership)), default=0),
        "goals": goals,
        "positions": tuple(row.entry for row in rows),
        "settled": tuple(row.settled_entry for row in rows if row.settled_entry is not None),
    }
    filled["digest"] = digest_of(act.partnership, goals, filled["positions"], filled["settled"])
    return act.model_copy(update=filled)


def digest_of(partnership: str, goals: Iterable[GoalFrozen], positions: Iterable[int], settled: Iterable[int]) -> str:
    """Return the digest of a version: over its structure, and what the entries say, with the digests of their words."""
    goals, positions, settled = list(goals), list(positions), list(settled)
    named = {goal.wording for goal in goals} | set(positions) | set(settled)
    found = reading.entries_at(partnership, sorted(named))
    whole = {
        "goals": [goal.model_dump(mode="json") for goal in goals],
        "positions": positions,
        "settled": settled,
        "entries": [{"entry": at, "org": entry.org or "", "body": entry.body} for at, entry in sorted(found.items())],
    }
    return sha256_hex(canonical_encode(whole))


COMPLETES: Mapping[type[Act], Completion] = {Present: Completion(fields=FILLED, fill=fill)}
