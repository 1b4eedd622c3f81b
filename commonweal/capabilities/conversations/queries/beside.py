"""What is kept beside the record: counts for routing, suggestions that wait, live results. Written from here alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import F

from commonweal.capabilities.conversations.models import Conversation, LiveResult, Tally, WaitingSuggestion
from commonweal.kit.ids import new_id
from commonweal.record import driver

COLUMNS: Final = {1: "agreed", -1: "disagreed", 0: "passed"}
"""The column of a tally by the vote that it counts."""


_FIRST: Final = (
    "INSERT INTO conversations_tally (partnership, conversation, statement, agreed, disagreed, passed)"
    " VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT (partnership, conversation, statement) DO UPDATE"
    " SET agreed = conversations_tally.agreed + excluded.agreed,"
    " disagreed = conversations_tally.disagreed + excluded.disagreed,"
    " passed = conversations_tally.passed + excluded.passed"
)


def count_vote(conversation: Conversation, statement: int, *, now: int | None, before: int | None) -> None:
    """Count a vote that came, changed (`before` was another) or was taken back (`now` is nothing), by one question."""
    if before is None:
        counted = [int(now == vote) for vote in COLUMNS]
        driver.execute(_FIRST, [conversation.partnership, conversation.entry, statement, *counted])
        return
    changes: dict[str, Any] = {COLUMNS[before]: F(COLUMNS[before]) - 1}
    if now is not None:
        changes[COLUMNS[now]] = F(COLUMNS[now]) + 1
    Tally.objects.filter(**_place(conversation), statement=statement).update(**changes)


def lay_tallies(conversation: Conversation, counts: Mapping[int, Mapping[int, int]]) -> None:
    """Write all counts anew: by statement and vote."""
    with transaction.atomic():
        Tally.objects.filter(**_place(conversation)).delete()
        rows = [
            Tally(**_place(conversation), statement=statement, **{COLUMNS[vote]: n for vote, n in of.items()})
            for statement, of in sorted(counts.items())
        ]
        Tally.objects.bulk_create(rows, batch_size=500)


def suggest(conversation: Conversation, text: str, *, lang: str, on: date) -> str:
    """Let a suggestion wait for a moderator, and return its receipt."""
    receipt = new_id()
    WaitingSuggestion.objects.create(receipt=receipt, **_place(conversation), text=text, lang=lang, on=on)
    return receipt


def take_back(conversation: Conversation, receipt: str) -> bool:
    """Forget a suggestion that waits; tell whether there was one."""
    return bool(WaitingSuggestion.objects.filter(**_place(conversation), receipt=receipt).delete()[0])


def keep_live(conversation: Conversation, *, fingerprint: str, at: datetime, **found: Any) -> None:
    """Keep what a conversation comes to so far, in place of what was kept before."""
    LiveResult.objects.update_or_create(
        **_place(conversation), defaults={"fingerprint": fingerprint, "at": at, **found}
    )


def _place(conversation: Conversation) -> dict[str, Any]:
    return {"partnership": conversation.partnership, "conversation": conversation.entry}
