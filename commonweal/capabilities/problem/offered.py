"""What problem statements offer to the rest of the house: pages of entries, tasks, contributions, rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Column, Contributed, Facts, Reader, Sheet, Task
from commonweal.acts.perform import setting_of, verdict_on
from commonweal.capabilities.problem import queries
from commonweal.capabilities.problem.acts import AnswerDissent, SettleSuggestion
from commonweal.kit.dates import to_the_hour
from commonweal.partnerships.actors import Actor
from commonweal.record.entry import Entry


def page_of_problem(entry: Entry, slug: str) -> str:
    """Return the page of the statement."""
    return reverse("problem:problem", args=[slug, entry.body.get("problem", entry.position)])


def page_of_suggestion(entry: Entry, slug: str) -> str:
    """Return the page of a suggestion, or of the one that was settled."""
    suggestion = entry.body.get("suggestion", entry.position)
    return reverse("problem:wording", args=[slug, entry.body["problem"], suggestion])


def page_of_dissent(entry: Entry, slug: str) -> str:
    """Return the place of a note of dissent on the page of the statement."""
    return f"{page_of_problem(entry, slug)}#dissent-{entry.body.get('dissent', entry.position)}"


def page_of_cause(entry: Entry, slug: str) -> str:
    """Return the page of a cause."""
    return reverse("problem:cause", args=[slug, entry.body["problem"], entry.body["cause"]])


def page_of_version(entry: Entry, slug: str) -> str:
    """Return the page of a version."""
    return reverse("problem:version", args=[slug, entry.body["problem"], entry.body.get("version", entry.position)])


def waits(facts: Facts, actor: Actor, slug: str) -> Iterator[Task]:
    """Yield what waits for somebody: suggestions for the pen, notes of dissent to answer."""
    if actor.person is None:
        return
    setting = setting_of(facts.partnership)
    if verdict_on(SettleSuggestion, by=actor, at=facts.at, setting=setting).allowed:
        yield from _suggestions(facts, slug)
    if verdict_on(AnswerDissent, by=actor, at=facts.at, setting=setting).allowed:
        for row in queries.unanswered(facts.partnership):
            if row.person != actor.person:
                url = reverse("problem:answer", args=[slug, row.problem, row.entry])
                yield Task(f"problem.answer.{row.entry}", gettext("Answer a note of dissent"), url)


def _suggestions(facts: Facts, slug: str) -> Iterator[Task]:
    """Yield one task for each statement, however many suggestions wait."""
    count: dict[int, int] = {}
    for row in queries.waiting(facts.partnership):
        count[row.problem] = count.get(row.problem, 0) + 1
    for problem, n in count.items():
        says = ngettext(
            "Say what becomes of %(n)s suggestion for the problem statement",
            "Say what becomes of %(n)s suggestions for the problem statement",
            n,
        ) % {"n": n}
        yield Task(f"problem.settle.{problem}.{n}", says, reverse("problem:problem", args=[slug, problem]) + "#waiting")


def contributed(entry: Entry) -> Contributed | None:
    """Return what makes a suggestion or a note of dissent somebody's contribution: the statement asked for it."""
    return Contributed(asked=entry.body["problem"])


def _line_rows(reader: Reader, start: int, stop: int | None) -> list[list[Any]]:
    rows = list(
        queries.StatementLine.objects.filter(partnership=reader.partnership).order_by("problem", "order", "key")
    )[start:stop]
    said = {
        row.entry: row
        for row in queries.Suggestion.objects.filter(
            partnership=reader.partnership, entry__in=[row.wording for row in rows]
        ).select_related("text")
    }
    found = []
    for row in rows:
        wording = said[row.wording]
        text = wording.text
        found.append(
            [
                row.problem,
                row.order,
                row.line,
                row.wording,
                text.text if text else None,
                text.lang if text else None,
                [str(at) for at in wording.cites],
                wording.at if reader.exact else to_the_hour(wording.at),
            ]
        )
    return found


def _cause_rows(reader: Reader, start: int, stop: int | None) -> list[list[Any]]:
    rows = list(
        queries.Cause.objects.filter(partnership=reader.partnership)
        .select_related("text", "aside")
        .order_by("problem", "entry")
    )[start:stop]
    return [
        [
            row.problem,
            row.cause,
            row.under or None,
            row.wording,
            row.text.text if row.text else None,
            row.root,
            [str(goal) for goal in row.goals],
            row.aside.text if row.aside else None,
            [str(at) for at in row.cites],
        ]
        for row in rows
    ]


LINES = Sheet(
    "problem-lines",
    _("Lines of the problem statement"),
    (
        Column("problem", _("Statement"), "integer"),
        Column("number", _("Line"), "integer"),
        Column("line", _("Name of the line"), "id"),
        Column("entry", _("Entry"), "integer"),
        Column("text", _("Words")),
        Column("lang", _("Language")),
        Column("rests_on", _("Entries on which it rests"), "list"),
        Column("at", _("Said"), "datetime"),
    ),
    _line_rows,
)

CAUSES = Sheet(
    "problem-causes",
    _("Causes of the problem"),
    (
        Column("problem", _("Statement"), "integer"),
        Column("cause", _("Cause"), "id"),
        Column("under", _("Under"), "id"),
        Column("entry", _("Entry"), "integer"),
        Column("text", _("Words")),
        Column("root", _("Root"), "boolean"),
        Column("goals", _("Goals that take it up"), "list"),
        Column("aside", _("Why it is not ours")),
        Column("rests_on", _("Entries on which it rests"), "list"),
    ),
    _cause_rows,
)
