"""Questions asked of the read model of the seven steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from commonweal.lifecycle.models import Agreement, CriterionChange, CriterionState, Waiver


@dataclass(frozen=True, slots=True)
class WaiverShown:
    """A waiver with those who agreed to it."""

    waiver: Waiver
    agreements: tuple[Agreement, ...]


def states(partnership: str) -> dict[str, CriterionState]:
    """Return what each criterion last was, by its id."""
    return {row.criterion: row for row in CriterionState.objects.filter(partnership=partnership)}


def changes(partnership: str, criterion: str) -> list[CriterionChange]:
    """Return how a criterion turned, newest first."""
    rows = CriterionChange.objects.filter(partnership=partnership, criterion=criterion)
    return list(rows.order_by("-entry")[:50])


def waivers(partnership: str, criterion: str) -> list[WaiverShown]:
    """Return the waivers of a criterion with their agreements, newest first, in two questions."""
    rows = Waiver.objects.filter(partnership=partnership, criterion=criterion).select_related("reason", "end_reason")
    found = list(rows.order_by("-entry")[:20])
    agreed = Agreement.objects.filter(partnership=partnership, waiver__in=[w.entry for w in found]).order_by("entry")
    by_waiver: dict[int, list[Agreement]] = {}
    for one in agreed if found else ():
        by_waiver.setdefault(one.waiver, []).append(one)
    return [WaiverShown(w, tuple(by_waiver.get(w.entry, ()))) for w in found]


def met_in(partnerships: Sequence[str], *, on: date) -> dict[str, frozenset[str]]:
    """Return which criteria are met, or waived, in each of these partnerships, as was last found. One query."""
    rows = CriterionState.objects.filter(partnership__in=partnerships)
    found: dict[str, set[str]] = {}
    for row in rows.filter(Q(status="met") | Q(waiver_counts=True)):
        if row.status == "met" or row.waived(on):
            found.setdefault(row.partnership, set()).add(row.criterion)
    return {id: frozenset(met) for id, met in found.items()}
