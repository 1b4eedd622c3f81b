"""What is asked of the common agenda."""

from __future__ import annotations

from collections.abc import Iterable

from commonweal.acts.adopting import standing_among
from commonweal.capabilities.agenda.models import AgendaVersion, Stand
from commonweal.partnerships.models import CoreGoal

__all__ = ["AgendaVersion", "CoreGoal", "Stand"]

OPEN_STANCES = ("reserve", "object")
"""Stances that somebody has to answer."""


class NotThere(LookupError):
    """No such goal, position or version here."""


def goals(partnership: str) -> list[CoreGoal]:
    """Return the goals that stand, the main ones first, each in the order in which they were named."""
    rows = CoreGoal.objects.filter(partnership=partnership, withdrawn_entry__isnull=True)
    return list(rows.order_by("-core", "goal"))


def goal_at(partnership: str, goal: int) -> CoreGoal:
    """Return a goal that stands.

    :raises NotThere: where none was named there, or it was given up
    """
    row = CoreGoal.objects.filter(pk=f"{partnership}.{goal}", withdrawn_entry__isnull=True).first()
    if row is None:
        raise NotThere(goal)
    return row


def stands(partnership: str) -> list[Stand]:
    """Return where organisations stand now, with their words, in the order in which they said so."""
    rows = Stand.objects.filter(partnership=partnership, ended_entry__isnull=True)
    return list(rows.select_related("words", "settled_words").order_by("entry"))


def stands_on(partnership: str, goal: int) -> list[Stand]:
    """Return every position on a goal with its words, those that no longer count too, the last first."""
    rows = Stand.objects.filter(partnership=partnership, goal=goal)
    return list(rows.select_related("words", "settled_words").order_by("-entry"))


def stand_at(partnership: str, entry: int) -> Stand:
    """Return a position with its words.

    :raises NotThere: where none was taken there
    """
    row = Stand.objects.select_related("words", "settled_words").filter(pk=f"{partnership}.{entry}").first()
    if row is None:
        raise NotThere(entry)
    return row


def stands_in(partnership: str, entries: Iterable[int]) -> list[Stand]:
    """Return the positions that stand in a version, with their words."""
    rows = Stand.objects.filter(partnership=partnership, entry__in=list(entries))
    return list(rows.select_related("words", "settled_words").order_by("entry"))


def versions(partnership: str) -> list[AgendaVersion]:
    """Return every version that was presented, the last first."""
    return list(AgendaVersion.objects.filter(partnership=partnership).order_by("-entry"))


def in_force(rows: Iterable[AgendaVersion]) -> AgendaVersion | None:
    """Return the version last adopted whose decision still stands."""
    adopted = [row for row in rows if row.adopted_entry is not None and row.decision is not None]
    if not adopted:
        return None
    stand = standing_among(adopted[0].partnership, (row.decision for row in adopted if row.decision is not None))
    adopted.sort(key=lambda row: -(row.adopted_entry or 0))
    return next((row for row in adopted if row.decision in stand), None)
