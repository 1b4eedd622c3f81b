"""Questions asked of commitments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from commonweal.capabilities.commitments.models import Commitment, Turn

__all__ = ["Commitment", "Turn"]
# The rows that are handed out, so that pages and sheets can name their types.

State = Literal["asked", "declined", "running", "late", "reported", "kept", "kept_late", "not_kept", "released"]
OPEN: frozenset[State] = frozenset({"running", "late", "reported", "not_kept"})
"""States in which something is still to be done."""


class NotThere(LookupError):
    """No commitment was made with this entry."""


def commitments(partnership: str) -> list[Commitment]:
    """Return every commitment, what is due first at the beginning. One question."""
    return list(Commitment.objects.filter(partnership=partnership).order_by("due_on", "entry"))


def commitment_at(partnership: str, entry: int) -> Commitment:
    """Return the commitment that was made with this entry, with its words.

    :raises NotThere: where there is none
    """
    found = Commitment.objects.filter(pk=f"{partnership}.{entry}").select_related("says").first()
    if found is None:
        raise NotThere(entry)
    return found


def turns_of(commitment: Commitment) -> list[Turn]:
    """Return what was said about a commitment since, in order, with the words."""
    rows = Turn.objects.filter(partnership=commitment.partnership, commitment=commitment.entry)
    return list(rows.select_related("words", "remedy").order_by("entry"))


def state_of(row: Commitment, *, on: date) -> State:
    """Return how a commitment stands on a day.

    It is kept when those to whom it is owed confirmed it, late or in time by the day on which it was done; until they
    have answered it is only reported. What came partly is not kept yet.
    """
    if row.released_entry is not None:
        return "released"
    if row.declined_entry is not None:
        return "declined"
    if row.accepted_entry is None:
        return "asked"
    if row.came == "yes" and row.done_on is not None:
        return "kept" if row.done_on <= row.due_on else "kept_late"
    if row.came:
        return "not_kept"
    if row.done_on is not None:
        return "reported"
    return "late" if row.due_on < on else "running"


def is_breach(row: Commitment, *, on: date) -> bool:
    """Tell whether it was not done in time, or not as promised: it then needs a reason and a remedy."""
    return state_of(row, on=on) in ("late", "kept_late", "not_kept")


@dataclass(frozen=True, slots=True)
class Record:
    """How one organisation keeps its word.

    :param due: commitments whose day has come, without those released; `kept` those done in time among them
    :param breaches: those not in time or not as promised; `unexplained` those of them without reason and remedy
    """

    organisation: str
    all: tuple[Commitment, ...]
    due: int
    kept: int
    breaches: tuple[Commitment, ...]
    unexplained: tuple[Commitment, ...]

    @property
    def share(self) -> Fraction | None:
        """The share done in time of what was due; nothing where nothing was due yet."""
        return Fraction(self.kept, self.due) if self.due else None


def records(rows: Sequence[Commitment], organisations: Iterable[str], *, on: date) -> list[Record]:
    """Return how each of these organisations keeps its word, the convener's and the funders' like all others."""
    return [_record(org, [row for row in rows if row.debtor == org], on=on) for org in organisations]


def _record(organisation: str, rows: Sequence[Commitment], *, on: date) -> Record:
    counted = [row for row in rows if state_of(row, on=on) not in ("asked", "declined", "released")]
    due = [row for row in counted if row.due_on < on or state_of(row, on=on) in ("kept", "kept_late", "not_kept")]
    breaches = tuple(row for row in due if is_breach(row, on=on))
    kept = sum(state_of(row, on=on) in ("kept", "reported") and _in_time(row) for row in due)
    unexplained = tuple(row for row in breaches if row.explained_entry is None)
    return Record(organisation, tuple(counted), len(due), kept, breaches, unexplained)


def _in_time(row: Commitment) -> bool:
    return row.done_on is not None and row.done_on <= row.due_on
