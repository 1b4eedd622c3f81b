"""The result as files: the four tables of a Polis export, written so that `commonweal opinion` reads them back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import StringIO
from typing import Any, Final

from commonweal.capabilities.conversations import counting, queries
from commonweal.capabilities.conversations.queries import Conversation
from commonweal.methods.opinion import Votes
from commonweal.methods.opinion.polis_csv import (
    OUT,
    Comment,
    Vote,
    write_comments,
    write_summary,
    write_votes,
    write_wide,
)

WHILE_OPEN: Final = ("result.json", "comments.csv", "summary.csv")
"""What is given at any time: it tells of nobody, and of no fewer than five."""
CLOSED: Final = (*WHILE_OPEN, "votes.csv", "participants-votes.csv")
"""What is given of a conversation that is closed: its box is sealed, and lies in the record for everybody."""
RUNS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "'")
"""What a spreadsheet program would take for a formula."""

Data = Mapping[str, Any]


def offered(conversation: Conversation) -> Sequence[str]:
    """Return the names of the files that there are now."""
    return WHILE_OPEN if conversation.closed_at is None else CLOSED


def written(name: str, conversation: Conversation, data: Data) -> str:
    """Return the text of a file."""
    to = StringIO()
    if name == "comments.csv":
        write_comments(comments(conversation, data), to)
    elif name == "summary.csv":
        write_summary(summary(conversation, data), to)
    elif name == "votes.csv":
        write_votes(_each(numbered(counting.votes_of(conversation))), to)
    else:
        write_wide(numbered(counting.votes_of(conversation)), to)
    return to.getvalue()


def numbered(votes: Votes) -> Votes:
    """Return the votes with participants numbered from 0 in the order of their ids, which keeps every number the same.

    An id is of no use to anybody else; a number is what programs that read such files expect.
    """
    return Votes(tuple(str(n) for n in range(len(votes.people))), votes.statements, votes.starts, votes.codes)


def comments(conversation: Conversation, data: Data) -> list[Comment]:
    """Return the statements as comments, each named by the entry that put it in; a few answers are not told."""
    counted = {one["id"]: one for one in data["statements"]}
    found = []
    for said in queries.all_said(conversation):
        told = counted.get(str(said.row.entry))
        few = told is None or told["agreed"]["n"] < counting.LEAST
        found.append(
            Comment(
                id=str(said.row.entry),
                text=inert(said.wordings[0].text if said.wordings else ""),
                moderated=OUT if said.row.aside_at else 1,
                meta=said.row.meta,
                timestamp=int(said.row.at.timestamp() * 1000),
                agrees=0 if few else told["agreed"]["count"],  # type: ignore[index]  # few where there is none
                disagrees=0 if few else told["disagreed"]["count"],  # type: ignore[index]  # the same
            )
        )
    return found


def summary(conversation: Conversation, data: Data) -> dict[str, str | int]:
    """Return what the whole conversation is."""
    return {
        "topic": inert(conversation.title),
        "views": "",
        "voters": data["participants"],
        "voters-in-conv": data["on_the_map"],
        "commenters": "",
        "comments": len(data["statements"]),
        "groups": len(data["groups"]) if data["clear"] else 0,
        "conversation-description": inert(conversation.question.text if conversation.question else ""),
        "mode": data["mode"],
        "version": data["version"],
        "seed": data["seed"],
    }


def inert(text: str) -> str:
    """Return a text that no spreadsheet program runs: with an apostrophe before what would begin a formula."""
    return f"'{text}" if text.startswith(RUNS) else text


def as_written(text: str) -> str:
    """Return what was written before `inert`."""
    return text[1:] if text.startswith("'") and text[1:].startswith(RUNS) else text


def _each(votes: Votes) -> list[Vote]:
    rows = votes.rows()
    return [Vote(person, statement, vote) for person, row in rows.items() for statement, vote in row.items()]
