"""What surveys offer to the rest of the house: a task, a day, and a sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Column, Dated, Facts, Reader, Sheet, Task
from commonweal.capabilities.pulse import answering, queries
from commonweal.partnerships.actors import Actor
from commonweal.record.entry import Entry


def waits(facts: Facts, actor: Actor, slug: str) -> Iterator[Task]:
    """Yield the open survey to whoever is asked and has not answered."""
    if actor.org is None or actor.person is None:
        return
    asked = [row for row in facts.once(queries.surveys) if queries.is_open(row, at=facts.at)]
    answered = answering.answered(facts.partnership, [row.box for row in asked], actor.person)
    for row in asked:
        if row.box not in answered:
            says = gettext("Say how partners work together (four minutes, without your name)")
            due = datetime.combine(row.until_on, time(), UTC)
            yield Task(f"pulse.{row.entry}", says, reverse("pulse:answer", args=[slug, row.box]), due_at=due)


def days(partnership: str, slug: str) -> Iterator[Dated]:
    """Yield the last day of an open survey."""
    for row in queries.surveys(partnership):
        if row.closed_at is None:
            says = gettext("Last day of the survey of working relations")
            yield Dated(f"pulse.{row.entry}", says, row.until_on, reverse("pulse:survey", args=[slug, row.box]))


def page_of(entry: Entry, slug: str) -> str:
    """Return the page of the survey that an entry is about."""
    return reverse("pulse:survey", args=[slug, entry.body.get("box") or entry.body["survey"]])


def _rows(reader: Reader, start: int, stop: int | None) -> Sequence[Sequence[Any]]:
    rows = queries.surveys(reader.partnership)[::-1][start:stop]
    parts = ("all", "answered", "respondents", "density", "least", "most", "reciprocity", "trust", "value")
    return [
        [
            row.entry,
            row.until_on,
            row.closed_entry,
            *((row.result or {}).get(part) for part in parts),
            list((row.result or {}).get("isolated", ())),
        ]
        for row in rows
    ]


SURVEYS = Sheet(
    "surveys",
    _("Surveys of working relations"),
    (
        Column("entry", _("Entry"), "integer"),
        Column("until_on", _("Open until"), "date"),
        Column("closed_entry", _("Closed by entry"), "integer"),
        Column("organisations", _("Organisations"), "integer"),
        Column("answered", _("Answered"), "integer"),
        Column("respondents", _("People who answered"), "integer"),
        Column("density", _("Density")),
        Column("least", _("Least it could be")),
        Column("most", _("Most it could be")),
        Column("reciprocity", _("Ties seen by both")),
        Column("trust", _("Trust")),
        Column("value", _("Value")),
        Column("isolated", _("Stand alone"), "list"),
    ),
    _rows,
)
