"""Votes: one line in the box for each participant and statement, and a count beside it in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from commonweal.capabilities.conversations import queries
from commonweal.capabilities.conversations.queries import Conversation, beside
from commonweal.capabilities.conversations.voices import Voice, account_tick
from commonweal.kit.canonical import canonical_decode
from commonweal.record import boxes

VOTES = {"agree": 1, "disagree": -1, "pass": 0}


class NotTaken(ValueError):
    """A vote or a suggestion was not taken; the sentence says what to do."""


def answered(conversation: Conversation, voice: Voice, statements: Iterable[int]) -> dict[int, int]:
    """Return what a participant said of these statements: one question, whatever the box holds."""
    receipts = {boxes.known_receipt(conversation.box, "vote", voice.id, str(entry)): entry for entry in statements}
    found = boxes.lines_of(conversation.partnership, conversation.box, receipts)
    return {receipts[receipt]: canonical_decode(line)["vote"] for receipt, line in found.items()}


def vote(conversation: Conversation, voice: Voice, said: Mapping[int, int], *, at: datetime, account: str = "") -> None:
    """Put votes of one participant into the box, each in place of what she said of that statement before: all or none.

    :param account: whose first vote it is, where every account takes part once; with whose votes is not kept
    :raises NotTaken: where the conversation takes no votes, or somebody took part with this account before
    """
    here, box = conversation.partnership, conversation.box
    with transaction.atomic():
        _hold(conversation, at=at)
        if account and not boxes.put_once(here, box, {"what": "tick"}, "tick", account_tick(conversation, account)):
            raise NotTaken(
                _("Somebody took part with this account before. Go on where you began, or type the code you got there.")
            )
        for statement, now in sorted(said.items()):  # in one order, so that two never wait for each other
            line = {"what": "vote", "voter": voice.id, "statement": statement, "vote": now}
            there = boxes.put_in_place(here, box, line, "vote", voice.id, str(statement))
            before = None if there is None else int(there["vote"])
            if before != now:
                beside.count_vote(conversation, statement, now=now, before=before)


def take_back_all(conversation: Conversation, voice: Voice, *, account: str = "", at: datetime) -> int:
    """Take everything a participant said out of the box, and return how many votes that were.

    :raises NotTaken: where the conversation is closed
    """
    with transaction.atomic():
        _hold(conversation, at=at)
        entries = [entry for entry, _aside, _meta in queries.marks(conversation)]
        said = answered(conversation, voice, entries)
        for statement, before in sorted(said.items()):
            receipt = boxes.known_receipt(conversation.box, "vote", voice.id, str(statement))
            boxes.take_back(conversation.partnership, conversation.box, receipt)
            beside.count_vote(conversation, statement, now=None, before=before)
        if account:
            receipt = boxes.known_receipt(conversation.box, "tick", account_tick(conversation, account))
            if boxes.has(conversation.partnership, conversation.box, receipt):
                boxes.take_back(conversation.partnership, conversation.box, receipt)
    return len(said)


def _hold(conversation: Conversation, *, at: datetime) -> None:
    """Keep the conversation from closing until the transaction ends; others may vote meanwhile."""
    now = queries.held_open(conversation)
    if now is None or not queries.takes_votes(now, at=at):
        raise NotTaken(_("This conversation is closed. Its votes are counted."))
