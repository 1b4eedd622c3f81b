"""What a citation does to a contribution by itself, without anybody answering by a form (docs/methods/feedback.md)."""

from __future__ import annotations

from typing import Final, Literal

ANSWERS: Final = "answers"
SHOWS: Final = frozenset({"implements", "based_on"})
QUIET: Final = frozenset({"feedback", "messages", "lifecycle", "erasure"})
"""Rooms whose entries never count by themselves: this one acts in its own way, talk is no answer of the partnership,
and what waives or erases something builds on nothing."""
HOUSEKEEPING: Final = frozenset(
    {
        "conversations.mark_meta",
        "conversations.restore_statement",
        "conversations.translate_statement",
    }
)
"""Kinds that cite a contribution with `answers` because they handle it, and say nothing to whoever gave it."""

CLOSED_BY_ITS_ANSWER: Final = frozenset({"not_taken", "already_so"})
"""Outcomes after which nothing is to come: the answer says what came of it."""

Does = Literal["answers", "shows"]


def does(rel: str, *, kind: str, own: str) -> Does | None:
    """Return what an entry of a kind does to a contribution that it cites, or nothing.

    :param rel: the relation in which it cites the contribution
    :param own: the room in which the contribution was given
    """
    room = kind.partition(".")[0]
    if room in QUIET or kind in HOUSEKEEPING:
        return None
    if rel == ANSWERS:
        return "answers"
    return "shows" if rel in SHOWS and room != own else None
