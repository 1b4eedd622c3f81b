"""What assumptions offer to the rest of the house: addresses, tasks, days, a sheet, and who must be told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime, time
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Column, Dated, Facts, Reader, Sheet, Task
from commonweal.acts.installed import body_today
from commonweal.capabilities.assumptions import queries
from commonweal.capabilities.assumptions.queries import state_of
from commonweal.partnerships.actors import Actor
from commonweal.record.entry import Entry

KINDS: Sequence[str] = tuple(
    f"assumptions.{what}" for what in ("state", "revise", "report_test", "hand_over", "act_on", "give_up")
)


def page_of(entry: Entry, slug: str) -> str:
    """Return the page of the assumption that an entry stated or is about."""
    return _at(slug, entry.body.get("assumption", entry.position))


ADDRESSES: dict[str, Callable[[Entry, str], str]] = dict.fromkeys(KINDS, page_of)


def those_concerned(entry: Entry) -> Iterable[str]:
    """Return whoever looks after an assumption; and, where it fails, those whose work rests on it."""
    body = body_today(entry)
    row = queries.bare(entry.partnership, body.get("assumption", entry.position))
    if row is None:
        return ()
    found = {row.owner}
    if body.get("result") == "fails":
        found |= {each.by for each in queries.dependences_of(row)}
    return sorted(person for person in found - {entry.by} if person)


def waits(facts: Facts, actor: Actor, slug: str) -> Iterator[Task]:
    """Yield what waits: a test for the owner, and what fell for whoever made it."""
    if actor.person is None:
        return
    on, failed = facts.at.date(), {}
    for row in facts.once(queries.every_assumption):
        state, named = state_of(row, on=on), {"title": row.title}
        if state == "fails":
            failed[row.entry] = row
        if row.owner == actor.person and state in ("running", "overdue", "unclear"):
            due = datetime.combine(row.due_on, time(), UTC)
            says = gettext("Test what we assume: “%(title)s”") % named
            yield Task(f"assumptions.test.{row.entry}", says, _at(slug, row.entry), due_at=due)
    for each in facts.once(queries.every_dependence) if failed else ():
        if each.by == actor.person and each.assumption in failed and each.acted_entry is None:
            named = {"title": failed[each.assumption].title, "n": str(each.dependent)}
            says = gettext("“%(title)s” does not hold: say what becomes of entry %(n)s") % named
            yield Task(f"assumptions.fell.{each.assumption}.{each.dependent}", says, _at(slug, each.assumption))


def days(partnership: str, slug: str) -> Iterator[Dated]:
    """Yield the day of every test that is still to be done."""
    for row in queries.every_assumption(partnership):
        if row.given_up_entry is None and row.result in ("", "unclear"):
            says = gettext("Test: %(title)s") % {"title": row.title}
            yield Dated(f"assumptions.{row.entry}", says, row.due_on, _at(slug, row.entry))


def _at(slug: str, entry: int) -> str:
    return reverse("assumptions:assumption", args=[slug, entry])


def _rows(reader: Reader, start: int, stop: int | None) -> Sequence[Sequence[Any]]:
    on, fall = reader.at.date(), queries.every_dependence(reader.partnership)
    return [
        [
            row.entry,
            row.title,
            row.confidence,
            row.due_on,
            state_of(row, on=on),
            row.owner or None,
            row.tested_entry,
            [str(each.dependent) for each in fall if each.assumption == row.entry],
        ]
        for row in queries.every_assumption(reader.partnership)[start:stop]
    ]


ASSUMPTIONS = Sheet(
    "assumptions",
    _("Assumptions"),
    (
        Column("entry", _("Entry"), "integer"),
        Column("title", _("Title")),
        Column("confidence", _("How sure we are")),
        Column("due_on", _("Tested by"), "date"),
        Column("state", _("State")),
        Column("owner", _("Who looks after it"), "id"),
        Column("tested", _("Tested by entry"), "integer"),
        Column("depends", _("Entries that rest on it"), "list"),
    ),
    _rows,
)
