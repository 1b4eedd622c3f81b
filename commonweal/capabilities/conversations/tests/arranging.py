"""For tests of conversations: one that is open, with statements, and votes in its box."""

from __future__ import annotations

from typing import Any

from commonweal.acts.testing import Founded
from commonweal.capabilities.conversations import queries
from commonweal.capabilities.conversations.queries import Conversation
from commonweal.kit.ids import id_from_seed

SEEDS = (
    "There is too little shade on the way to school.",
    "Trees should come before asphalt.",
    "The heat is no matter for the school.",
)


def conversation(cool: Founded, *seeds: str, **fields: Any) -> Conversation:
    """Open a conversation about the heat, with statements to begin with."""
    said = {
        "box": id_from_seed("test", cool.slug, "box", fields.get("title", "")),
        "title": "Heat in school yards",
        "question": {"text": "What should happen in the school yards?", "lang": "en"},
        "policy": {"text": "We set aside what names a person or insults.", "lang": "en"},
        **fields,
    }
    opened = cool.given("conversations.open", **said).position
    for words in seeds or SEEDS:
        cool.given("conversations.seed", conversation=opened, words={"text": words, "lang": "en"})
    return queries.conversation_at(cool.id, opened)
