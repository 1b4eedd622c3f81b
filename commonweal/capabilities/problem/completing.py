"""What the house fills in of a version that is presented: its number, what stands in it, and the digest of it all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from commonweal.acts.act import Act
from commonweal.acts.capability import Completion
from commonweal.capabilities.problem import queries
from commonweal.capabilities.problem.acts import CauseFrozen, LineFrozen, Present
from commonweal.capabilities.problem.queries import NotThere
from commonweal.kit.canonical import canonical_encode
from commonweal.kit.digests import sha256_hex
from commonweal.partnerships.actors import Actor
from commonweal.record import reading

FILLED = frozenset({"number", "lines", "causes", "dissent", "digest"})


def fill(act: Present, *, by: Actor, at: datetime) -> Present:
    """Return the version as the working text stands now; as it was where there is no such statement."""
    try:
        queries.problem_at(act.partnership, act.problem)
    except NotThere:
        return act
    lines = tuple(
        LineFrozen(line=row.line, wording=row.wording) for row in queries.lines_of(act.partnership, act.problem)
    )
    causes = tuple(
        CauseFrozen(
            cause=row.cause,
            under=row.under or None,
            wording=row.wording,
            root=row.root,
            goals=tuple(row.goals),
            aside=row.aside_entry,
        )
        for row in queries.causes_of(act.partnership, act.problem)
    )
    before = queries.versions_of(act.partnership, act.problem)
    filled: dict[str, Any] = {
        "number": 1 + max((row.number for row in before), default=0),
        "lines": lines,
        "causes": causes,
        "dissent": tuple(row.entry for row in queries.dissent_on(act.partnership, act.problem)),
    }
    filled["digest"] = digest_of(act.partnership, lines, causes, filled["dissent"])
    return act.model_copy(update=filled)


def digest_of(
    partnership: str, lines: Iterable[LineFrozen], causes: Iterable[CauseFrozen], dissent: Iterable[int]
) -> str:
    """Return the digest of a version: over its structure, and the salted digests of its words as they were recorded."""
    lines, causes, dissent = list(lines), list(causes), list(dissent)
    named = {row.wording for row in lines} | {row.wording for row in causes} | set(dissent)
    named |= {row.aside for row in causes if row.aside is not None}
    found = reading.entries_at(partnership, sorted(named))
    words = [{"entry": place, "digest": _words(entry.body)} for place, entry in sorted(found.items())]
    whole = {
        "lines": [row.model_dump(mode="json") for row in lines],
        "causes": [row.model_dump(mode="json") for row in causes],
        "dissent": dissent,
        "words": words,
    }
    return sha256_hex(canonical_encode(whole))


def _words(body: dict[str, Any]) -> str:
    said = body.get("text") or body.get("reason") or body.get("note") or {}
    return str(said.get("digest", "")) if isinstance(said, dict) else ""


COMPLETES: Mapping[type[Act], Completion] = {Present: Completion(fields=FILLED, fill=fill)}
