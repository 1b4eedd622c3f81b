"""What became of a criterion by the passing of time alone, looked at once and not for every page."""

from __future__ import annotations

import json
from collections import OrderedDict
from dataclasses import replace
from datetime import datetime
from typing import Final

from commonweal.acts.capability import Criterion, Facts, Finding
from commonweal.kit.digests import sha256_hex
from commonweal.lifecycle.models import CriterionState

KEPT: Final = 2_000
"""How many findings a process keeps; they are small, and the oldest go first."""

_kept: OrderedDict[str, tuple[datetime, Finding]] = OrderedDict()
"""By what a row says: when somebody looked, and what was found. Each process looks once; nothing is written."""


def found_since(criterion: Criterion, row: CriterionState, facts: Facts) -> Finding:
    """Return what a criterion is now that the time is over for which its last finding holds, without its words.

    Every act looks again at whatever is overdue and writes the row anew. So as long as the row is the same nothing but
    time has passed, and what was found holds until the day that it names itself.
    """
    key = _key(row)
    kept = _kept.get(key)
    if kept is not None and kept[0] <= facts.at and (kept[1].until is None or facts.at < kept[1].until):
        return kept[1]
    found = replace(criterion.evaluate(facts, criterion), says="", missing=())
    _kept[key] = facts.at, found
    while len(_kept) > KEPT:
        _kept.popitem(last=False)
    return found


def forget() -> None:
    """Forget what was found: for tests, which lay down other rows under the same partnership."""
    _kept.clear()


def _key(row: CriterionState) -> str:
    held = row.holds_until.isoformat() if row.holds_until else ""
    said = [row.status, row.entry, row.since, held, list(row.used), row.figures]
    return f"found-since.{row.pk}.{sha256_hex(json.dumps(said, sort_keys=True).encode())}"
