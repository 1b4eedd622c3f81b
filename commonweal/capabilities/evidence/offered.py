"""What evidence offers to the rest of the house: addresses, tasks, sheets, and that it is a contribution."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Column, Contributed, Facts, Reader, Sheet, Task
from commonweal.acts.installed import body_today
from commonweal.capabilities.evidence import queries
from commonweal.partnerships.actors import Actor
from commonweal.partnerships.queries import members_ever
from commonweal.record.entry import Entry


def page_of(entry: Entry, slug: str) -> str:
    """Return the page of the item that an entry brought or is about."""
    return reverse("evidence:item", args=[slug, entry.body.get("evidence", entry.position)])


def page_of_use(entry: Entry, slug: str) -> str:
    """Return the page that says on what a decision rests."""
    return reverse("evidence:rests", args=[slug, entry.body["decision"]])


ADDRESSES: dict[str, Callable[[Entry, str], str]] = {
    **dict.fromkeys(
        [f"evidence.{what}" for what in ("add", "correct", "contradict", "withdraw_consent", "retire")], page_of
    ),
    "evidence.use": page_of_use,
}


def given(entry: Entry) -> Contributed:
    """Return that bringing evidence is a contribution: what it is about asked for it, else nobody did."""
    about = body_today(entry).get("about") or [entry.position]
    return Contributed(asked=about[0])


def those_concerned(entry: Entry) -> Iterable[str]:
    """Return who brought the items that somebody contradicts, or takes out of use."""
    body = body_today(entry)
    entries = [body[field] for field in ("evidence", "other") if isinstance(body.get(field), int)]
    return sorted({row.by for row in queries.items_at(entry.partnership, entries).values() if row.by} - {entry.by})


def waits(facts: Facts, actor: Actor, slug: str) -> Iterator[Task]:
    """Yield what waits for whoever brought an item: somebody contradicts it, and she has said nothing since."""
    if actor.person is None:
        return
    found = facts.once(queries.every_contradiction)
    if not found:
        return
    items = {row.entry: row for row in facts.once(queries.every_item)}
    for one in found:
        for entry in (one.first, one.second):
            row = items.get(entry)
            if row is None or row.by != actor.person or one.by == actor.person or row.retired_at is not None:
                continue
            if row.said_entry < one.entry:
                says = gettext("Look at what contradicts “%(title)s”") % {"title": row.title}
                yield Task(
                    f"evidence.contradiction.{one.entry}.{entry}", says, reverse("evidence:item", args=[slug, entry])
                )


def _rows(reader: Reader, start: int, stop: int | None) -> Sequence[Sequence[Any]]:
    names = dict(members_ever(reader.partnership).values_list("organisation", "name"))
    return [
        [
            row.entry,
            row.title,
            row.kinds.split(","),
            row.strength,
            row.territory or None,
            row.community or None,
            row.consent_by or None,
            row.consent_on,
            row.organisation or None,
            names.get(row.organisation),
            row.source_url or None,
            [str(entry) for entry in row.about],
            [each["digest"] for each in row.files],
            row.retired_at is not None,
            row.withdrawn_entry is not None,
        ]
        for row in queries.every_item(reader.partnership)[start:stop]
    ]


EVIDENCE = Sheet(
    "evidence",
    _("Evidence"),
    (
        Column("entry", _("Entry"), "integer"),
        Column("title", _("Title")),
        Column("kinds", _("Kinds of knowledge"), "list"),
        Column("strength", _("Strength")),
        Column("territory", _("Territory")),
        Column("community", _("Community")),
        Column("consent_by", _("Consent given by")),
        Column("consent_on", _("Consent given on"), "date"),
        Column("organisation", _("Brought by"), "id"),
        Column("organisation_name", _("Name of who brought it")),
        Column("source_url", _("Where it can be read")),
        Column("about", _("About entries"), "list"),
        Column("files", _("Digests of files"), "list"),
        Column("retired", _("Out of use"), "boolean"),
        Column("consent_withdrawn", _("Consent withdrawn"), "boolean"),
    ),
    _rows,
)


def _uses(reader: Reader, start: int, stop: int | None) -> Sequence[Sequence[Any]]:
    rows = queries.every_use(reader.partnership)[start:stop]
    return [
        [row.decision, [kind for kind in row.kinds.split(",") if kind], [str(each) for each in row.evidence], row.entry]
        for row in rows
    ]


USES = Sheet(
    "knowledge_used",
    _("Knowledge that decisions used"),
    (
        Column("decision", _("Decision"), "integer"),
        Column("kinds", _("Kinds of knowledge"), "list"),
        Column("evidence", _("Evidence"), "list"),
        Column("entry", _("Entry"), "integer"),
    ),
    _uses,
)
