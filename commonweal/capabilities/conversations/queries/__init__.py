"""Questions asked of conversations. None costs more with more votes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import Count, QuerySet

from commonweal.capabilities.conversations.models import (
    Conversation,
    GroupInvited,
    LiveResult,
    Moderated,
    PublishedResult,
    Statement,
    Tally,
    WaitingSuggestion,
    Wording,
)
from commonweal.people.models import Text
from commonweal.record import driver

__all__ = [
    "Conversation",
    "GroupInvited",
    "LiveResult",
    "Moderated",
    "PublishedResult",
    "Statement",
    "Tally",
    "WaitingSuggestion",
    "Wording",
]
# The rows that are handed out, so that pages and sheets can name their types.


_HELD = "SELECT closed_at, until_on FROM conversations_conversation WHERE key = %s"


class NotThere(LookupError):
    """No such conversation, or no such statement in it."""


@dataclass(frozen=True, slots=True)
class Said:
    """A statement with its words in every language in which it stands, the one it was written in first."""

    row: Statement
    wordings: tuple[Text, ...] = ()

    def in_order(self, lang: str) -> tuple[Text, ...]:
        """Return the wordings with that of this language first."""
        return tuple(sorted(self.wordings, key=lambda text: text.lang.split("-")[0] != lang.split("-")[0]))


@dataclass(frozen=True, slots=True)
class Counts:
    """How often a statement was answered so far."""

    agreed: int = 0
    disagreed: int = 0
    passed: int = 0

    @property
    def seen(self) -> int:
        """Return how many answered."""
        return self.agreed + self.disagreed + self.passed


def conversations(partnership: str) -> list[Conversation]:
    """Return every conversation, newest first, with its question."""
    return list(Conversation.objects.filter(partnership=partnership).select_related("question").order_by("-entry"))


def conversation_at(partnership: str, entry: int) -> Conversation:
    """Return the conversation that an entry opened, with its question and its rules for statements.

    :raises NotThere: where it opened none
    """
    rows = Conversation.objects.filter(pk=f"{partnership}.{entry}").select_related("question", "policy")
    found = rows.first()
    if found is None:
        raise NotThere(entry)
    return found


def takes_votes(conversation: Conversation, *, at: datetime) -> bool:
    """Tell whether a conversation takes votes and statements at this instant."""
    return conversation.closed_at is None and (conversation.until_on is None or at.date() <= conversation.until_on)


def held_open(conversation: Conversation) -> Conversation | None:
    """Return the conversation as it is now, and let nobody close it until the transaction ends: many may hold it."""
    shared = " FOR SHARE" if connection.vendor == "postgresql" else ""
    found = driver.row(f"{_HELD}{shared}", [conversation.key])
    if found is None:
        return None
    closed_at, until_on = found
    day = date.fromisoformat(until_on) if isinstance(until_on, str) else until_on
    return Conversation(key=conversation.key, closed_at=closed_at, until_on=day)


def held_alone(partnership: str, entry: int) -> Conversation | None:
    """Return the conversation once nobody votes in it any more, and let nobody vote until the transaction ends."""
    return Conversation.objects.select_for_update().filter(pk=f"{partnership}.{entry}").first()


def statements(conversation: Conversation) -> list[Statement]:
    """Return every statement in the order of the record, with its words; those set aside too."""
    return list(_statements(conversation).select_related("words").order_by("entry"))


def marks(conversation: Conversation) -> list[tuple[int, bool, bool]]:
    """Return the entries of all statements in order, each with whether it is set aside and whether it is meta."""
    rows = _statements(conversation).order_by("entry").values_list("entry", "aside_at", "meta")
    return [(entry, aside is not None, meta) for entry, aside, meta in rows]


def statement_at(partnership: str, entry: int) -> Statement:
    """Return a statement with its words.

    :raises NotThere: where this entry put in none
    """
    found = Statement.objects.filter(pk=f"{partnership}.{entry}").select_related("words").first()
    if found is None:
        raise NotThere(entry)
    return found


def said(conversation: Conversation, entry: int) -> Said:
    """Return one statement with its words in every language.

    :raises NotThere: where there is no such statement in this conversation
    """
    row = statement_at(conversation.partnership, entry)
    if row.conversation != conversation.entry:
        raise NotThere(entry)
    further = Wording.objects.filter(partnership=conversation.partnership, conversation=conversation.entry)
    rows = further.filter(statement=entry).select_related("words").order_by("entry")
    return Said(row, tuple(text for text in (row.words, *(one.words for one in rows)) if text and text.text))


def all_said(conversation: Conversation) -> list[Said]:
    """Return every statement with its words in every language, by two questions."""
    further: dict[int, list[Text]] = {}
    rows = Wording.objects.filter(partnership=conversation.partnership, conversation=conversation.entry)
    for one in rows.select_related("words").order_by("entry"):
        if one.words is not None and one.words.text:
            further.setdefault(one.statement, []).append(one.words)
    return [
        Said(row, tuple(text for text in (row.words, *further.get(row.entry, ())) if text and text.text))
        for row in statements(conversation)
    ]


def tallies(conversation: Conversation) -> dict[int, Counts]:
    """Return how often each statement was answered so far."""
    rows = Tally.objects.filter(partnership=conversation.partnership, conversation=conversation.entry)
    return {
        statement: Counts(agreed, disagreed, passed)
        for statement, agreed, disagreed, passed in rows.values_list("statement", "agreed", "disagreed", "passed")
    }


def log_of(conversation: Conversation) -> list[Moderated]:
    """Return what moderators did, newest first, with their words."""
    rows = Moderated.objects.filter(partnership=conversation.partnership, conversation=conversation.entry)
    return list(rows.select_related("words").order_by("-entry"))


def invited(conversation: Conversation) -> list[GroupInvited]:
    """Return which groups were invited because they are missing, newest first."""
    rows = GroupInvited.objects.filter(partnership=conversation.partnership, conversation=conversation.entry)
    return list(rows.select_related("how").order_by("-entry"))


def published(conversation: Conversation) -> PublishedResult | None:
    """Return the result that was published last, if one was."""
    rows = PublishedResult.objects.filter(partnership=conversation.partnership, conversation=conversation.entry)
    return rows.order_by("-entry").first()


def live(conversation: Conversation) -> LiveResult | None:
    """Return what the conversation comes to so far, if that was computed."""
    rows = LiveResult.objects.filter(partnership=conversation.partnership, conversation=conversation.entry)
    return rows.first()


def live_routing(conversation: Conversation) -> dict[str, float]:
    """Return how far each statement sets people apart, as last computed: by the statement's entry."""
    rows = LiveResult.objects.filter(partnership=conversation.partnership, conversation=conversation.entry)
    return rows.values_list("routing", flat=True).first() or {}


def all_open() -> list[Conversation]:
    """Return every conversation of every partnership that is not closed: for the tick, which serves them all."""
    return list(Conversation.objects.filter(closed_at=None).order_by("partnership", "entry"))


def waits(partnership: str, receipt: str) -> WaitingSuggestion | None:
    """Return the suggestion of this receipt, if it waits."""
    return WaitingSuggestion.objects.filter(partnership=partnership, receipt=receipt).first()


def box_is_known(partnership: str, box: str) -> bool:
    """Tell whether a conversation has this box."""
    return Conversation.objects.filter(partnership=partnership, box=box).exists()


def opener_of(partnership: str, entry: int) -> str:
    """Return who opened a conversation, or nothing."""
    return Conversation.objects.filter(pk=f"{partnership}.{entry}").values_list("by", flat=True).first() or ""


def answer_to(conversation: Conversation, receipt: str) -> Moderated | None:
    """Return what was answered to the suggestion of this receipt, with the words."""
    rows = Moderated.objects.filter(partnership=conversation.partnership, conversation=conversation.entry)
    return rows.filter(receipt=receipt).select_related("words").order_by("-entry").first()


def waiting(conversation: Conversation) -> list[WaitingSuggestion]:
    """Return the suggestions that wait for a moderator, in an order that tells nothing of who came when."""
    rows = WaitingSuggestion.objects.filter(partnership=conversation.partnership, conversation=conversation.entry)
    return list(rows.order_by("receipt"))


def _statements(conversation: Conversation) -> QuerySet[Statement]:
    return Statement.objects.filter(partnership=conversation.partnership, conversation=conversation.entry)


def every_statement(partnership: str, start: int, stop: int | None) -> list[Statement]:
    """Return statements of all conversations in the order of the record, with their words."""
    rows = Statement.objects.filter(partnership=partnership).select_related("words").order_by("entry")
    return list(rows[start:stop])


def waiting_counts(partnership: str) -> dict[int, int]:
    """Return how many suggestions wait, by conversation."""
    rows = WaitingSuggestion.objects.filter(partnership=partnership).values_list("conversation")
    return dict(rows.annotate(count=Count("pk")).order_by("conversation"))
