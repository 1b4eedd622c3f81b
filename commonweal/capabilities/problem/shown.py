"""A problem statement as it is shown: lines with their margins, notes beside, redlines, and the tree of causes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from commonweal.acts.capability import Says
from commonweal.capabilities.problem import queries
from commonweal.capabilities.problem.behind import Count, about, count, kinds_cited
from commonweal.capabilities.problem.phrases import HOW, SETTLED
from commonweal.capabilities.problem.queries import Cause, DissentNote, Suggestion, Version
from commonweal.capabilities.problem.tree import Branch, branches, flat
from commonweal.charter.redline import Run, word_runs
from commonweal.partnerships.models import CoreGoal
from commonweal.people.models import Text
from commonweal.people.words import texts


@dataclass(frozen=True, slots=True)
class LineShown:
    """A line as it is set: its number, its words, how much stands behind it, and the notes beside it."""

    number: int
    line: str
    wording: int
    text: Text | None
    behind: Count
    notes: tuple[DissentNote, ...]
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class SuggestionShown:
    """A suggestion as a tracked change."""

    row: Suggestion
    how: Says
    settled: Says
    number: int | None
    runs: tuple[Run, ...]
    lang: str


@dataclass(frozen=True, slots=True)
class CauseShown:
    """A cause with its branch: what stands behind it, what takes it up, and those beneath it."""

    cause: Cause
    depth: int
    behind: Count
    goals: tuple[CoreGoal, ...]
    beneath: tuple[CauseShown, ...]

    @property
    def open_root(self) -> bool:
        """Whether it is a root of which nobody has said yet what becomes of it."""
        return self.cause.root and not self.goals and self.cause.aside_entry is None


def lines_shown(
    partnership: str,
    places: Sequence[tuple[str, int]],
    *,
    suggestions: Iterable[Suggestion],
    notes: Sequence[DissentNote],
) -> list[LineShown]:
    """Return lines, given as pairs of line and wording, with all that stands beside them."""
    said = {row.entry: row for row in suggestions}
    later = about(partnership, [wording for _line, wording in places])
    rests = {at: [*(said[at].cites if at in said else ()), *later.get(at, ())] for _line, at in places}
    kinds = kinds_cited(partnership, [each for cites in rests.values() for each in cites])
    return [
        LineShown(
            number=number,
            line=line,
            wording=wording,
            text=said[wording].text if wording in said else None,
            behind=count(rests[wording], kinds),
            notes=tuple(note for note in notes if note.line == line),
            waiting=sum(not row.settled and row.line == line for row in said.values()),
        )
        for number, (line, wording) in enumerate(places, 1)
    ]


def tracked(rows: Iterable[Suggestion], *, lines: Sequence[LineShown], said: Mapping[int, Suggestion]) -> list[
    SuggestionShown
]:  # fmt: skip
    """Return suggestions as what comes and goes in the words on which they rest."""
    numbers = {line.line: line.number for line in lines}
    return [_tracked(row, numbers.get(row.line), said.get(row.base or -1)) for row in rows]


def _tracked(row: Suggestion, number: int | None, base: Suggestion | None) -> SuggestionShown:
    before = base.text.text if base and base.text else ""
    after = row.text.text if row.text else ""
    lang = (row.text or (base.text if base else None) or Text(lang="en")).lang
    return SuggestionShown(row, HOW[row.how], SETTLED[row.settled], number, word_runs(before, after), lang)


def tree_shown(partnership: str, causes: Sequence[Cause], goals: Sequence[CoreGoal]) -> tuple[CauseShown, ...]:
    """Return the tree of causes with what stands behind each and what takes it up."""
    later = about(partnership, [row.wording for row in causes])
    rests = {row.wording: [*row.cites, *later.get(row.wording, ())] for row in causes}
    kinds = kinds_cited(partnership, [each for cites in rests.values() for each in cites])
    named = {row.goal: row for row in goals}

    def shown(branch: Branch) -> CauseShown:
        return CauseShown(
            cause=branch.cause,
            depth=branch.depth,
            behind=count(rests[branch.cause.wording], kinds),
            goals=tuple(named[goal] for goal in branch.cause.goals if goal in named),
            beneath=tuple(shown(each) for each in branch.beneath),
        )

    return tuple(shown(branch) for branch in branches(causes))


def frozen_causes(partnership: str, version: Version) -> list[Cause]:
    """Return the causes of a version as rows that were never stored: the words by the wordings frozen in it."""
    wordings = queries.wordings_of_causes(partnership, [row["wording"] for row in version.causes])
    kept = queries.asides_of(partnership, [row["aside"] for row in version.causes if row["aside"] is not None])
    aside = texts(kept.values())
    found = []
    for row in version.causes:
        wording = wordings.get(row["wording"])
        cause = Cause(
            key=row["cause"],
            partnership=partnership,
            problem=version.problem,
            cause=row["cause"],
            under=row["under"] or "",
            wording=row["wording"],
            root=row["root"],
            goals=row["goals"],
            aside_entry=row["aside"],
            cites=wording.cites if wording else [],
            entry=row["wording"],
        )
        cause.text = wording.text if wording else None
        cause.aside = aside.get(kept.get(row["aside"], ""))
        found.append(cause)
    return found


def places(causes: Sequence[Cause], whole: Says, *, but: str = "") -> list[tuple[str, Says]]:
    """Return where a cause may be put: under the problem, or under any cause that does not lie beneath it."""
    found: list[tuple[str, Says]] = [("", whole)]
    beneath: set[str] = {but} if but else set()
    for branch in flat(branches(causes)):
        if branch.cause.under in beneath:
            beneath.add(branch.cause.cause)
        if branch.cause.cause not in beneath:
            words = branch.cause.text.text if branch.cause.text else f"{branch.cause.wording}"
            found.append((branch.cause.cause, f"{'– ' * branch.depth}{words[:80]}"))
    return found


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one line from one version to another."""

    fate: str
    before: int | None
    after: int | None
    runs: tuple[Run, ...]
    lang: str


def between(old: Sequence[LineShown], new: Sequence[LineShown]) -> list[Change]:
    """Return what differs between two versions, line by line, in the order of the newer; lines that went at the end."""
    were = {line.line: line for line in old}
    found = []
    for line in new:
        before = were.pop(line.line, None)
        same = before is not None and before.wording == line.wording
        found.append(_change("same" if same else "changed" if before else "added", before, line))
    return [*found, *(_change("removed", line, None) for line in were.values())]


def _change(fate: str, before: LineShown | None, after: LineShown | None) -> Change:
    old, new = (line.text if line else None for line in (before, after))
    runs = word_runs(old.text if old else "", new.text if new else "")
    lang = (new or old or Text(lang="en")).lang
    return Change(fate, before.number if before else None, after.number if after else None, runs, lang)
