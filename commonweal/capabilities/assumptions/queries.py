"""Questions asked of assumptions."""

from __future__ import annotations

from datetime import date
from typing import Literal

from commonweal.capabilities.assumptions.models import Assumption, Dependence, Turn

__all__ = ["Assumption", "Dependence", "Turn"]
# The rows that are handed out, so that pages and sheets can name their types.

State = Literal["running", "overdue", "holds", "fails", "unclear", "given_up"]
MOST = 500
"""How many assumptions a page lists."""


class NotThere(LookupError):
    """No assumption was stated with this entry."""


def every_assumption(partnership: str) -> list[Assumption]:
    """Return every assumption, what is due first at the beginning. One question."""
    return list(Assumption.objects.filter(partnership=partnership).order_by("due_on", "entry")[:MOST])


def every_dependence(partnership: str) -> list[Dependence]:
    """Return what depends on every assumption. One question."""
    return list(Dependence.objects.filter(partnership=partnership).order_by("assumption", "dependent"))


def assumption_at(partnership: str, entry: int) -> Assumption:
    """Return the assumption that was stated with this entry, with its words.

    :raises NotThere: where there is none
    """
    found = Assumption.objects.filter(pk=f"{partnership}.{entry}").select_related("says", "test").first()
    if found is None:
        raise NotThere(entry)
    return found


def bare(partnership: str, entry: int) -> Assumption | None:
    """Return an assumption without its words, or nothing where there is none."""
    return Assumption.objects.filter(pk=f"{partnership}.{entry}").first()


def dependences_of(row: Assumption) -> list[Dependence]:
    """Return what depends on an assumption, with what was said of it."""
    rows = Dependence.objects.filter(partnership=row.partnership, assumption=row.entry)
    return list(rows.select_related("says").order_by("dependent"))


def turns_of(row: Assumption) -> list[Turn]:
    """Return what was said about an assumption since, in order, with the words."""
    rows = Turn.objects.filter(partnership=row.partnership, assumption=row.entry)
    return list(rows.select_related("says").order_by("entry"))


def state_of(row: Assumption, *, on: date) -> State:
    """Return how an assumption stands on a day: by its last test, or else by whether the day of the test is over."""
    if row.given_up_entry is not None:
        return "given_up"
    if row.result == "holds":
        return "holds"
    if row.result == "fails":
        return "fails"
    if row.due_on < on:
        return "overdue"
    return "unclear" if row.result == "unclear" else "running"
