"""What the first partnership has asked many: a conversation with a statement, a vote in its box, and its log."""

from __future__ import annotations

from typing import Any

from commonweal.acts.testing import NOON, Founded
from commonweal.capabilities.conversations import queries, voices, voting
from commonweal.capabilities.conversations.queries import beside


def asked(cool: Founded, words: str) -> dict[str, dict[str, Any]]:
    """Let these words stand in a conversation, and return the ids by the place in which its pages lie."""
    said = {"text": words[:300], "lang": "en"}
    more = {"box": cool.org("voices"), "title": f"Heat {words}"[:200], "languages": ["en", "es"]}
    entry = cool.given("conversations.open", question=said, policy=said, **more).position
    statement = cool.given("conversations.add_statement", by=cool.emre, conversation=entry, words=said).position
    translated = {"lang": "es", "words": {"text": words[:300], "lang": "es"}}
    cool.given("conversations.translate_statement", conversation=entry, statement=statement, **translated)
    cool.given("conversations.invite_missing", conversation=entry, group=f"Nurses {words}"[:200], how=said)
    talk = queries.conversation_at(cool.id, entry)
    aside = beside.suggest(talk, words[:300], lang="en", on=NOON.date())
    cool.given("conversations.set_suggestion_aside", conversation=entry, receipt=aside, reason="other", words=said)
    receipt = beside.suggest(talk, words[:300], lang="en", on=NOON.date())
    voting.vote(talk, voices.voice_of_code(talk, "a" * 16), {statement: 1}, at=NOON)
    ids = {"conversation": entry, "statement": statement, "receipt": receipt, "name": "result.json", "id": entry}
    return {"conversations": ids}
