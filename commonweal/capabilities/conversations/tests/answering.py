"""For tests of results: a conversation in which two camps agree on little, and what a crowd of them answered."""

from __future__ import annotations

from collections.abc import Iterable

from commonweal.acts.kept import kept
from commonweal.acts.testing import NOON, Founded, founded
from commonweal.capabilities.conversations import counting, refreshing
from commonweal.capabilities.conversations.queries import Conversation, conversation_at, marks
from commonweal.capabilities.conversations.tests.arranging import conversation
from commonweal.kit.ids import id_from_seed
from commonweal.record import boxes

SHARED, CAMPS = 2, 6
"""The first statements everybody agrees with; over the next the camps part; the last one is left to doubt."""
WORDS = tuple(f"Statement number {n}" for n in range(1, SHARED + CAMPS + 2))


def answered(talk: Conversation, people: int = 60) -> Conversation:
    """Let people of two camps answer every statement; one in ten of each answers as the others do."""
    return answer(talk, camps(talk, people))


def answer(talk: Conversation, said: Iterable[tuple[str, int, int]]) -> Conversation:
    """Put votes into the box: voter, statement and vote."""
    rows = (
        (("vote", voter, str(to)), {"what": "vote", "voter": voter, "statement": to, "vote": vote})
        for voter, to, vote in said
    )
    boxes.put_each_once(talk.partnership, talk.box, rows)
    counting.recount(talk)
    return talk


def camps(talk: Conversation, people: int) -> Iterable[tuple[str, int, int]]:
    """Yield what two camps say."""
    asked = [entry for entry, _aside, _meta in marks(talk)]
    for n in range(people):
        way = 1 if n % 2 else -1
        for place, entry in enumerate(asked):
            stray = -1 if (n // 2 + place) % 10 == 0 else 1
            vote = stray if place < SHARED else 0 if place == len(asked) - 1 and n % 3 else way * stray
            yield voter(n), entry, vote


def voter(n: int) -> str:
    """Return who votes as the nth."""
    return id_from_seed("test", "voter", str(n))


def talked() -> tuple[Founded, Conversation]:
    """Return a partnership with a conversation that sixty people answered, counted so far."""

    def arrange() -> tuple[Founded, int]:
        cool = founded()
        talk = answered(conversation(cool, *WORDS, suggestions="none"))
        refreshing.refreshed(talk, at=NOON)
        return cool, talk.entry

    cool, entry = kept("conversations.talked", arrange)
    return cool, conversation_at(cool.id, entry)


def closed() -> tuple[Founded, Conversation]:
    """Return the same, closed and published."""

    def arrange() -> tuple[Founded, int]:
        cool, talk = talked()
        cool.given("conversations.close", conversation=talk.entry)
        cool.given("conversations.publish_result", conversation=talk.entry)
        return cool, talk.entry

    cool, entry = kept("conversations.closed", arrange)
    return cool, conversation_at(cool.id, entry)
