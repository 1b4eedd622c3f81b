"""What the storm of voices does inside the house: open a conversation before, close it and look into its box after.

Run as ``python -m commonweal.api.tests.voiced seed 60`` and ``… look PARTNERSHIP CONVERSATION FILE``, each in a process
of its own, on the database that the server under test uses. The file holds what was acknowledged: a list of the
ticket of a participant, the statement and her answer.
"""

# ruff: noqa: PLC0415, T201 - models can be imported only when Django stands; the answer goes to the test by print

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import django

from commonweal.api.tests import stormed


def seed(statements: int) -> dict[str, Any]:
    """Open a conversation with so many statements, and return where it is."""
    from commonweal.kit.ids import new_id

    partnership = stormed.seed()["partnership"]
    words = {"text": "What should change?", "lang": "en"}
    said = {"box": new_id(), "title": "Storm", "question": words, "policy": words}
    opened = _done(partnership, "conversations.open", **said).position
    for number in range(statements):
        said = {"conversation": opened, "words": {"text": f"Statement number {number + 1}.", "lang": "en"}}
        _done(partnership, "conversations.seed", **said)
    return {"partnership": partnership, "conversation": opened}


def look(partnership: str, conversation: int, file: str) -> dict[str, Any]:
    """Close the conversation, and return what of the acknowledged votes is not in its box as it was given."""
    from django.core import signing

    from commonweal.capabilities.conversations import counting, queries, voices

    closing = _done(partnership, "conversations.close", conversation=conversation)
    row = queries.conversation_at(partnership, conversation)
    votes = {(one.voter, one.statement): one.vote for one in counting.vote_lines(partnership, row.box)}
    lost = 0
    for ticket, statement, vote in json.loads(Path(file).read_text(encoding="utf-8")):
        _box, code = signing.loads(ticket, salt="conversations.voice")
        lost += votes.get((voices.voice_of_code(row, code).id, statement)) != vote
    tallied = sum(one.seen for one in queries.tallies(row).values())
    body = closing.body
    return {"lost": lost, "votes": body["votes"], "voters": body["voters"], "count": body["count"], "tallied": tallied}


def _done(partnership: str, kind: str, **said: Any) -> Any:
    from commonweal.acts.perform import perform
    from commonweal.acts.testing import made
    from commonweal.partnerships.actors import actor_of
    from commonweal.partnerships.models import Partnership

    now = datetime.now(UTC).replace(microsecond=0)
    convener = actor_of(Partnership.objects.get(pk=partnership).convener, partnership=partnership, at=now)
    return perform(made(kind, partnership, **said), by=convener, at=now)


def main() -> None:
    """Do what the arguments say, and print the answer as JSON."""
    django.setup()
    what, *rest = sys.argv[1:]
    answer = seed(int(rest[0])) if what == "seed" else look(rest[0], int(rest[1]), rest[2])
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
