"""What ideas offer to the rest of the house: tasks, sheets, addresses, and what is owed an answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from commonweal.acts.capability import Column, Contributed, Facts, Reader, Sheet, Task
from commonweal.capabilities.ideas import queries
from commonweal.capabilities.ideas.conditions import drafts_it
from commonweal.capabilities.ideas.queries import NotThere
from commonweal.kit.dates import to_the_hour
from commonweal.partnerships.actors import Actor
from commonweal.record.entry import Entry


def waits(facts: Facts, actor: Actor, slug: str) -> Iterator[Task]:
    """Yield the suggestions that wait for whoever drafts."""
    if actor.person is None:
        return
    waiting = queries.waiting_by_draft(facts.partnership)
    for row in queries.drafts(facts.partnership) if waiting else ():
        n = waiting.get(row.entry, 0)
        if n and row.finished_at is None and drafts_it(actor, row):
            says = ngettext("Settle %(n)s suggestion on “%(title)s”", "Settle %(n)s suggestions on “%(title)s”", n) % {
                "n": n,
                "title": row.title,
            }
            yield Task(f"ideas.settle.{row.entry}", says, reverse("ideas:draft", args=[slug, row.entry]))


def idea_given(entry: Entry) -> Contributed | None:
    """Return that an idea is owed an answer, by the convener."""
    return Contributed(entry.position)


def suggestion_given(entry: Entry) -> Contributed | None:
    """Return that a suggestion is owed an answer by whoever opened the draft."""
    try:
        draft = queries.draft_at(entry.partnership, entry.body["draft"])
    except NotThere:
        return None
    return Contributed(draft.entry, owner=draft.by)


def whoever_suggested(entry: Entry) -> list[str]:
    """Return who must be told that a suggestion was settled: whoever made it."""
    try:
        return [queries.suggestion_at(entry.partnership, entry.body["suggestion"]).by]
    except NotThere:
        return []


def page_of_idea(entry: Entry, slug: str) -> str:
    """Return the page of the idea that an entry put, made or rated."""
    rated = entry.kind == "ideas.rate"
    return reverse("ideas:idea", args=[slug, entry.body["idea"] if rated else entry.position])


def page_of_ideas(entry: Entry, slug: str) -> str:
    """Return the page on which ideas stand beside each other."""
    return reverse("ideas:ideas", args=[slug])


def page_of_draft(entry: Entry, slug: str) -> str:
    """Return the page of the draft that an entry opened, suggested something to, settled or finished."""
    if entry.kind == "ideas.settle":
        try:
            draft = queries.suggestion_at(entry.partnership, entry.body["suggestion"]).draft
        except NotThere:
            return reverse("ideas:drafts", args=[slug])
        return reverse("ideas:draft", args=[slug, draft])
    return reverse("ideas:draft", args=[slug, entry.body.get("draft", entry.position)])


def _idea_rows(reader: Reader, start: int, stop: int | None) -> list[list[Any]]:
    rows, now = queries.ideas(reader.partnership)[::-1], queries.criteria_now(reader.partnership)
    given = queries.ratings(reader.partnership, now.entry) if now else []
    standing = {each.idea.entry: each for each in queries.standing(rows, given)}
    found = []
    for row in rows[start:stop]:
        each = standing[row.entry]
        found.append(
            [
                row.entry,
                row.title,
                row.text.text if row.text else None,
                [str(source) for source in row.sources],
                row.became or None,
                row.ended_entry,
                each.n,
                None if each.mean is None else float(round(each.mean, 4)),
                each.rank,
                row.at if reader.exact else to_the_hour(row.at),
            ]
        )
    return found


IDEAS = Sheet(
    "ideas",
    _("Ideas"),
    (
        Column("entry", _("Entry"), "integer"),
        Column("title", _("Title")),
        Column("text", _("Words")),
        Column("sources", _("Came from"), "list"),
        Column("became", _("Became")),
        Column("ended_entry", _("In entry"), "integer"),
        Column("raters", _("Rated by"), "integer"),
        Column("mean", _("Mean"), "number"),
        Column("rank", _("Place"), "integer"),
        Column("at", _("Put"), "datetime"),
    ),
    _idea_rows,
)
