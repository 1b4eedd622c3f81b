"""What conversations offer to the rest of the house."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from commonweal.acts.capability import Contributed
from commonweal.capabilities.conversations import queries
from commonweal.record.entry import Entry


def given_statement(entry: Entry) -> Contributed | None:
    """Return that a statement is owed an answer by whoever opened the conversation."""
    asked = int(entry.body["conversation"])
    return Contributed(asked, queries.opener_of(entry.partnership, asked), entry.body.get("receipt") or "")


CONTRIBUTES: Mapping[str, Callable[[Entry], Contributed | None]] = {
    "conversations.add_statement": given_statement,
    "conversations.take_suggestion": given_statement,
}
