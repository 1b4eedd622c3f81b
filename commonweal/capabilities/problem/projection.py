"""From recorded acts to the read model of problem statements."""

from __future__ import annotations

from typing import Any

from commonweal.acts.act import FreeText, TextRef
from commonweal.capabilities.problem import acts, cause_acts
from commonweal.capabilities.problem.models import (
    Cause,
    CauseWording,
    DissentNote,
    Problem,
    StatementLine,
    Suggestion,
    Version,
)
from commonweal.record.entry import Entry

TABLES = (Problem, Suggestion, StatementLine, DissentNote, Cause, CauseWording, Version)
"""What is written here, in the order in which a replay fills it."""


def opened(act: acts.OpenProblem, entry: Entry) -> None:
    """Write the statement, which has no line yet."""
    Problem.objects.create(**_of(entry), title=act.title, question_id=_text(act.question))


def suggested(act: acts.Suggest, entry: Entry) -> None:
    """Write the suggestion, which waits."""
    Suggestion.objects.create(
        **_of(entry),
        **_by(entry),
        problem=act.problem,
        how=act.how,
        line=act.line,
        base=act.base,
        after=act.after or "",
        text_id=_text(act.text),
        why_id=_text(act.why),
        cites=_rests_on(entry),
    )


def settled(act: acts.SettleSuggestion, entry: Entry) -> None:
    """Write what became of the suggestion; one that is taken changes the text."""
    row = Suggestion.objects.get(pk=f"{act.partnership}.{act.suggestion}")
    row.settled, row.settled_entry, row.settled_at = act.settled, entry.position, entry.at
    row.reason_id = _text(act.reason)
    row.save()
    if act.settled == "taken":
        {"new": _line_comes, "change": _line_changes, "remove": _line_goes}[row.how](row)


def dissented(act: acts.Dissent, entry: Entry) -> None:
    """Write the note."""
    DissentNote.objects.create(
        **_of(entry), **_by(entry), problem=act.problem, line=act.line or "", note_id=_text(act.note)
    )


def dissent_answered(act: acts.AnswerDissent, entry: Entry) -> None:
    """Write the answer beside the note; a later one takes its place."""
    row = DissentNote.objects.get(pk=f"{act.partnership}.{act.dissent}")
    row.answer_id, row.answer_entry = _text(act.answer), entry.position
    row.save()


def cause_added(act: cause_acts.AddCause, entry: Entry) -> None:
    """Write the cause and its first wording."""
    Cause.objects.create(
        **{**_of(entry), "key": f"{act.partnership}.{act.cause}"},
        problem=act.problem,
        cause=act.cause,
        under=act.under or "",
        text_id=_text(act.text),
        cites=_rests_on(entry),
        wording=entry.position,
    )
    _cause_worded(act, entry)


def cause_reworded(act: cause_acts.RewordCause, entry: Entry) -> None:
    """Write the new wording."""
    row = _cause(act)
    row.text_id, row.cites, row.wording = _text(act.text), _rests_on(entry), entry.position
    row.save()
    _cause_worded(act, entry)


def cause_moved(act: cause_acts.MoveCause, entry: Entry) -> None:
    """Put the cause where it belongs now."""
    row = _cause(act)
    row.under = act.under or ""
    row.save()


def root_marked(act: cause_acts.MarkRoot, entry: Entry) -> None:
    """Write whether the cause is a root."""
    row = _cause(act)
    row.root = act.root
    row.save()


def cause_linked(act: cause_acts.LinkCause, entry: Entry) -> None:
    """Write the goal; what is taken up is no longer set aside."""
    row = _cause(act)
    row.goals = sorted({*row.goals, act.goal})
    row.aside_id, row.aside_entry = None, None
    row.save()


def cause_set_aside(act: cause_acts.SetAside, entry: Entry) -> None:
    """Write why the cause is not ours; it leads to no goal any more."""
    row = _cause(act)
    row.goals, row.aside_id, row.aside_entry = [], _text(act.reason), entry.position
    row.save()


def presented(act: acts.Present, entry: Entry) -> None:
    """Write the version."""
    Version.objects.create(
        **_of(entry),
        problem=act.problem,
        number=act.number or 0,
        lines=[line.model_dump() for line in act.lines],
        causes=[cause.model_dump(mode="json") for cause in act.causes],
        dissent=list(act.dissent),
        digest=act.digest or "",
    )


def adopted(act: acts.Adopt, entry: Entry) -> None:
    """Write that the version is the partnership's own."""
    row = Version.objects.get(pk=f"{act.partnership}.{act.version}")
    row.decision, row.adopted_entry, row.adopted_at = act.decision, entry.position, entry.at
    row.save()


def _line_comes(row: Suggestion) -> None:
    """Put the new line behind the one it names, or at the end where that one went meanwhile or none was named."""
    rows = list(_lines_of(row))
    place = next((n for n, each in enumerate(rows, 1) if each.line == row.after), len(rows))
    rows.insert(
        place,
        StatementLine(
            key=f"{row.partnership}.{row.problem}.{row.line}",
            partnership=row.partnership,
            problem=row.problem,
            line=row.line,
            order=0,
            wording=row.entry,
        ),
    )
    _in_order(rows)


def _line_changes(row: Suggestion) -> None:
    for each in _lines_of(row):
        if each.line == row.line:
            each.wording = row.entry
            each.save()


def _line_goes(row: Suggestion) -> None:
    rows = list(_lines_of(row))
    for each in rows:
        if each.line == row.line:
            each.delete()
    _in_order([each for each in rows if each.line != row.line])


def _in_order(rows: list[StatementLine]) -> None:
    for n, each in enumerate(rows, 1):
        if each.order != n:
            each.order = n
            each.save()


def _lines_of(row: Suggestion) -> Any:
    return StatementLine.objects.filter(partnership=row.partnership, problem=row.problem).order_by("order", "key")


def _cause_worded(act: Any, entry: Entry) -> None:
    CauseWording.objects.create(
        key=f"{entry.partnership}.{entry.position}",
        partnership=entry.partnership,
        entry=entry.position,
        **_by(entry),
        problem=act.problem,
        cause=act.cause,
        text_id=_text(act.text),
        cites=_rests_on(entry),
    )


def _cause(act: Any) -> Cause:
    return Cause.objects.get(pk=f"{act.partnership}.{act.cause}")


def _of(entry: Entry) -> dict[str, Any]:
    return {
        "key": f"{entry.partnership}.{entry.position}",
        "partnership": entry.partnership,
        "entry": entry.position,
        "at": entry.at,
    }


def _by(entry: Entry) -> dict[str, str]:
    return {"person": entry.by or "", "organisation": entry.org or ""}


def _rests_on(entry: Entry) -> list[int]:
    return [cite.entry for cite in entry.cites if cite.rel == "based_on"]


def _text(words: FreeText | None) -> str | None:
    return words.text if isinstance(words, TextRef) else None
