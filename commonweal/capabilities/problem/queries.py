"""What is asked of problem statements."""

from __future__ import annotations

from collections.abc import Iterable

from commonweal.acts.adopting import standing_among
from commonweal.capabilities.problem.models import (
    Cause,
    CauseWording,
    DissentNote,
    Problem,
    StatementLine,
    Suggestion,
    Version,
)
from commonweal.partnerships.models import CoreGoal
from commonweal.record import reading

__all__ = ["Cause", "CauseWording", "DissentNote", "Problem", "StatementLine", "Suggestion", "Version"]


class NotThere(LookupError):
    """No such statement, suggestion, note, cause or version here."""


def problems(partnership: str) -> list[Problem]:
    """Return every problem statement, the oldest first."""
    return list(Problem.objects.filter(partnership=partnership).order_by("entry"))


def problem_at(partnership: str, entry: int) -> Problem:
    """Return a problem statement by the entry that opened it.

    :raises NotThere: where none was opened there
    """
    row = Problem.objects.select_related("question").filter(pk=f"{partnership}.{entry}").first()
    if row is None:
        raise NotThere(entry)
    return row


def lines_of(partnership: str, problem: int) -> list[StatementLine]:
    """Return the lines of the working text, in order."""
    return list(StatementLine.objects.filter(partnership=partnership, problem=problem).order_by("order", "key"))


def suggestions_of(partnership: str, problem: int) -> list[Suggestion]:
    """Return every suggestion with its words, the oldest first."""
    rows = Suggestion.objects.filter(partnership=partnership, problem=problem)
    return list(rows.select_related("text", "why", "reason").order_by("entry"))


def suggestion_at(partnership: str, entry: int) -> Suggestion:
    """Return a suggestion with its words.

    :raises NotThere: where none was made there
    """
    rows = Suggestion.objects.select_related("text", "why", "reason")
    row = rows.filter(pk=f"{partnership}.{entry}").first()
    if row is None:
        raise NotThere(entry)
    return row


def waiting(partnership: str) -> list[Suggestion]:
    """Return the suggestions on which nobody has said yet what becomes of them, the oldest first."""
    return list(Suggestion.objects.filter(partnership=partnership, settled="").order_by("entry"))


def dissent_on(partnership: str, problem: int) -> list[DissentNote]:
    """Return the notes of dissent on a statement with their words, the oldest first."""
    rows = DissentNote.objects.filter(partnership=partnership, problem=problem)
    return list(rows.select_related("note", "answer").order_by("entry"))


def unanswered(partnership: str) -> list[DissentNote]:
    """Return the notes of dissent that nobody has answered, the oldest first."""
    return list(DissentNote.objects.filter(partnership=partnership, answer_entry__isnull=True).order_by("entry"))


def cause_exists(partnership: str, cause: str) -> bool:
    """Return whether a cause of this id was named here."""
    return Cause.objects.filter(pk=f"{partnership}.{cause}").exists()


def causes_of(partnership: str, problem: int) -> list[Cause]:
    """Return every cause of a problem with its words, in the order in which they were named."""
    rows = Cause.objects.filter(partnership=partnership, problem=problem)
    return list(rows.select_related("text", "aside").order_by("entry"))


def wordings_of_causes(partnership: str, entries: Iterable[int]) -> dict[int, CauseWording]:
    """Return wordings of causes with their words, by their entries."""
    rows = CauseWording.objects.filter(partnership=partnership, entry__in=list(entries)).select_related("text")
    return {row.entry: row for row in rows}


def versions_of(partnership: str, problem: int) -> list[Version]:
    """Return every version that was presented, the last first."""
    return list(Version.objects.filter(partnership=partnership, problem=problem).order_by("-entry"))


def every_version(partnership: str) -> list[Version]:
    """Return every version of every statement, the last first: one reader for all criteria (`Facts.once`)."""
    return list(Version.objects.filter(partnership=partnership).order_by("-entry"))


def in_force(versions: Iterable[Version]) -> dict[int, Version]:
    """Return by statement the version last adopted whose decision still stands."""
    versions = [row for row in versions if row.adopted_entry is not None and row.decision is not None]
    if not versions:
        return {}
    stand = standing_among(versions[0].partnership, (row.decision for row in versions if row.decision is not None))
    found: dict[int, Version] = {}
    for row in sorted(versions, key=lambda row: row.adopted_entry or 0):
        if row.decision in stand:
            found[row.problem] = row
    return found


def goals(partnership: str) -> list[CoreGoal]:
    """Return the goals that stand, in the order in which they were named."""
    return list(CoreGoal.objects.filter(partnership=partnership, withdrawn_entry__isnull=True).order_by("goal"))


def asides_of(partnership: str, entries: Iterable[int]) -> dict[int, str]:
    """Return the ids of the words in which causes were set aside, by the entries that did so. One query."""
    found = reading.entries_at(partnership, sorted(set(entries)))
    return {at: str(entry.body["reason"]["text"]) for at, entry in found.items()}
