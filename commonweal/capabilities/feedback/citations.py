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
        "conversations.translate_statement",
    }
)
"""Kinds that cite a contribution with `answers` because they handle it, and say nothing to whoever gave it."""

SETTLES: Final = frozenset({"problem.settle", "ideas.settle", "glossary.adopt"})
"""Kinds by which a suggestion is taken into a text or declined with a reason: the answer and its effect in one."""
DECLINED: Final = frozenset({"declined", "refused", "not_taken"})

WITHDRAWS: Final = frozenset({"workshops.take_back_card", "evidence.withdraw_consent", "evidence.retire"})
"""Kinds by which a contribution is taken back or out of use: nothing more is owed for it."""
SETS_ASIDE: Final = "conversations.set_aside_statement"
RESTORES: Final = "conversations.restore_statement"

CLOSED_BY_ITS_ANSWER: Final = frozenset({"not_taken", "already_so"})
"""Outcomes after which nothing is to come: the answer says what came of it."""

Does = Literal["answers", "shows", "settles", "withdraws", "sets_aside", "restores"]


def does(rel: str, *, kind: str, own: str) -> Does | None:
    """Return what an entry of a kind does to a contribution that it cites, or nothing.

    :param rel: the relation in which it cites the contribution
    :param own: the room in which the contribution was given
    """
    room = kind.partition(".")[0]
    if kind in WITHDRAWS:
        return "withdraws"
    if kind in (SETS_ASIDE, RESTORES):
        return "sets_aside" if kind == SETS_ASIDE else "restores"
    if room in QUIET or kind in HOUSEKEEPING:
        return None
    if kind in SETTLES and rel in (ANSWERS, "closes"):
        return "settles"
    if rel == ANSWERS:
        return "answers"
    return "shows" if rel in SHOWS and room != own else None
