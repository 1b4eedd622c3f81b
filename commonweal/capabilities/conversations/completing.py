"""What the house fills in: the words of a suggestion, the count of a box, the digest of a result."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from commonweal.acts.act import Act, Words
from commonweal.acts.capability import Completion
from commonweal.capabilities.conversations import acts, counting, queries
from commonweal.capabilities.conversations.queries import NotThere
from commonweal.partnerships.actors import Actor


def as_suggested(act: acts.TakeSuggestion, *, by: Actor, at: datetime) -> acts.TakeSuggestion:
    """Fill in the words that were suggested: nobody else can put others in their place."""
    found = queries.waits(act.partnership, act.receipt)
    words = Words(text=found.text, lang=found.lang) if found else None
    return act.model_copy(update={"words": words})


def counted(act: acts.CloseConversation, *, by: Actor, at: datetime) -> acts.CloseConversation:
    """Fill in what the box holds."""
    row = queries.held_alone(act.partnership, act.conversation)
    if row is None:
        return act
    held = counting.held(act.partnership, row.box)
    sealed = {"box": row.box, "count": held.count, "root": held.root, "votes": held.votes, "voters": held.voters}
    return act.model_copy(update=sealed)


def result_named(act: acts.PublishResult, *, by: Actor, at: datetime) -> acts.PublishResult:
    """Fill in what the result is computed with, and its digest."""
    try:
        conversation = queries.conversation_at(act.partnership, act.conversation)
    except NotThere:
        return act
    if conversation.closed_at is None:
        return act
    result = counting.result_of(conversation, mode=act.mode)
    return act.model_copy(
        update={
            "version": result.version,
            "digest": result.digest,
            "votes": conversation.votes,
            "voters": conversation.voters,
        }
    )


COMPLETES: Mapping[type[Act], Completion] = {
    acts.TakeSuggestion: Completion(frozenset({"words"}), as_suggested),
    acts.CloseConversation: Completion(frozenset({"box", "count", "root", "votes", "voters"}), counted),
    acts.PublishResult: Completion(frozenset({"version", "digest", "votes", "voters"}), result_named),
}
