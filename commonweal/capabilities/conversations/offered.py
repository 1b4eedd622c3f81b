"""What conversations offer to the rest of the house: contributions, tasks, days, pages of entries, and sheets."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Column, Contributed, Dated, Facts, Reader, Sheet, Task
from commonweal.capabilities.conversations import queries
from commonweal.partnerships.actors import Actor
from commonweal.record.entry import Entry


def given_statement(entry: Entry) -> Contributed | None:
    """Return that a statement is owed an answer by whoever opened the conversation."""
    asked = int(entry.body["conversation"])
    return Contributed(asked, queries.opener_of(entry.partnership, asked), entry.body.get("receipt") or "")


CONTRIBUTES: Mapping[str, Callable[[Entry], Contributed | None]] = {
    "conversations.add_statement": given_statement,
    "conversations.take_suggestion": given_statement,
}


def waits(facts: Facts, actor: Actor, slug: str) -> Iterator[Task]:
    """Yield what waits for whoever keeps a conversation: suggestions to answer, and the closing after the last day."""
    if actor.person is None:
        return
    rows = [row for row in facts.once(queries.conversations) if row.closed_at is None]
    hers = [row for row in rows if actor.person == row.by or actor.has("convener")]
    if not hers:
        return
    waiting = facts.once(queries.waiting_counts)
    for row in hers:
        count = waiting.get(row.entry, 0)
        if count:
            says = ngettext(
                "Answer %(count)d suggestion: %(title)s", "Answer %(count)d suggestions: %(title)s", count
            ) % {"count": count, "title": row.title}
            yield Task(f"conversations.moderate.{row.entry}", says, _address("moderate", row, slug))
        if not queries.takes_votes(row, at=facts.at):
            says = gettext("Close and count the conversation: %(title)s") % {"title": row.title}
            yield Task(f"conversations.close.{row.entry}", says, _address("conversation", row, slug))


def days(partnership: str, slug: str) -> Iterator[Dated]:
    """Yield the last day of every open conversation."""
    for row in queries.conversations(partnership):
        if row.closed_at is None and row.until_on is not None:
            says = gettext("Last day of the conversation “%(title)s”") % {"title": row.title}
            yield Dated(f"conversations.{row.entry}", says, row.until_on, _address("vote", row, slug))


def page_of_conversation(entry: Entry, slug: str) -> str:
    """Return the page of the conversation that an entry opened, or is about."""
    return reverse("conversations:conversation", args=[slug, entry.body.get("conversation", entry.position)])


def page_of_statement(entry: Entry, slug: str) -> str:
    """Return the page of the statement that an entry put in, or is about."""
    statement = entry.body.get("statement", entry.position)
    return reverse("conversations:statement", args=[slug, entry.body["conversation"], statement])


def page_of_log(entry: Entry, slug: str) -> str:
    """Return the log on which an entry stands."""
    return reverse("conversations:log", args=[slug, entry.body["conversation"]])


ADDRESSES: Mapping[str, Callable[[Entry, str], str]] = {
    **dict.fromkeys(
        ("conversations.open", "conversations.invite_missing", "conversations.close"), page_of_conversation
    ),
    **dict.fromkeys(
        (
            "conversations.seed",
            "conversations.add_statement",
            "conversations.take_suggestion",
            "conversations.set_aside_statement",
            "conversations.restore_statement",
            "conversations.mark_meta",
            "conversations.translate_statement",
        ),
        page_of_statement,
    ),
    "conversations.set_suggestion_aside": page_of_log,
    "conversations.publish_result": page_of_conversation,
}


def _address(name: str, row: queries.Conversation, slug: str) -> str:
    return reverse(f"conversations:{name}", args=[slug, row.entry])


def _conversations(reader: Reader, start: int, stop: int | None) -> Sequence[Sequence[Any]]:
    rows = queries.conversations(reader.partnership)[::-1][start:stop]
    return [
        [row.entry, row.title, row.who, row.suggestions, list(row.languages), row.until_on, row.closed_entry,
         row.votes, row.voters, row.root]
        for row in rows
    ]  # fmt: skip


def _statements(reader: Reader, start: int, stop: int | None) -> Sequence[Sequence[Any]]:
    return [
        [row.conversation, row.entry, row.number, row.origin, row.words.text if row.words else "", row.meta,
         row.aside_entry]
        for row in queries.every_statement(reader.partnership, start, stop)
    ]  # fmt: skip


SHEETS = (
    Sheet(
        "conversations",
        _("Conversations"),
        (
            Column("entry", _("Entry"), "integer"),
            Column("title", _("Conversation")),
            Column("who", _("Who takes part")),
            Column("suggestions", _("Who adds statements")),
            Column("languages", _("Languages"), "list"),
            Column("until_on", _("Last day"), "date"),
            Column("closed_entry", _("Closed by entry"), "integer"),
            Column("votes", _("Answers"), "integer"),
            Column("voters", _("People"), "integer"),
            Column("root", _("Seal of the box")),
        ),
        _conversations,
    ),
    Sheet(
        "statements",
        _("Statements"),
        (
            Column("conversation", _("Conversation"), "integer"),
            Column("entry", _("Entry"), "integer"),
            Column("number", _("Number"), "integer"),
            Column("origin", _("How it came")),
            Column("words", _("Statement")),
            Column("meta", _("About who takes part"), "boolean"),
            Column("aside_entry", _("Set aside by entry"), "integer"),
        ),
        _statements,
    ),
)
