"""What is asked in a conversation now, kept in this process for as long as the record says the same.

A vote costs few questions because statements, their words and their priorities are not asked for anew each time: the
head of the record tells whether anything changed. Counts may be some seconds old; they only decide what is asked next.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock
from typing import Final

import numpy as np

from commonweal.capabilities.conversations import queries
from commonweal.capabilities.conversations.queries import Conversation, Counts, Said
from commonweal.capabilities.conversations.voices import Voice
from commonweal.methods.opinion import Routing, next_statement
from commonweal.methods.opinion.routing import priorities
from commonweal.record import reading

KEPT: Final = 50
"""Conversations that one process remembers."""
SECONDS: Final = 3.0
"""How old counts may be that decide what is asked next."""
AHEAD: Final = 5
"""Statements that a page brings along, so that one can go on without a network."""


@dataclass(slots=True)
class Board:
    """The statements that are asked, in order, with their words; those set aside are not among them."""

    conversation: Conversation
    said: dict[int, Said]
    head: reading.HeadOfRecord
    routing: Routing | None = None
    routed_at: float = 0.0
    lock: Lock = field(default_factory=Lock, repr=False)

    def next_for(self, voice: Voice, answered: set[int], *, most: int = AHEAD) -> list[Said]:
        """Return what a participant is asked next: drawn by priority, and the same as long as she answers nothing."""
        routing, done, drawn = self._routing(), {str(entry) for entry in answered}, []
        for _turn in range(most):
            words = f"{self.conversation.entry} {voice.id} {len(done)}"
            draw = next_statement(routing, done, draw=words, visible=[str(entry) for entry in self.said])
            if draw is None:
                break
            done.add(draw.statement)
            drawn.append(self.said[int(draw.statement)])
        return drawn

    def _routing(self) -> Routing:
        now = time.monotonic()
        if self.routing is None or now - self.routed_at > SECONDS:
            self.routing, self.routed_at = _routing_of(self), now
        return self.routing


_boards: OrderedDict[tuple[str, int], Board] = OrderedDict()
_lock = Lock()


def board_of(partnership: str, entry: int) -> Board:
    """Return the conversation that an entry opened, with what is asked in it.

    :raises NotThere: where the entry opened none
    """
    head = reading.head(partnership)
    with _lock:
        board = _boards.get((partnership, entry))
        if board is not None and board.head == head:
            _boards.move_to_end((partnership, entry))
            return board
    conversation = queries.conversation_at(partnership, entry)
    said = {one.row.entry: one for one in queries.all_said(conversation) if one.row.aside_at is None and one.wordings}
    board = Board(conversation, said, head)
    with _lock:
        _boards[(partnership, entry)] = board
        while len(_boards) > KEPT:
            _boards.popitem(last=False)
    return board


def _routing_of(board: Board) -> Routing:
    """Return the published priorities from the counts so far, and from how far apart people were found to stand."""
    entries = list(board.said)
    counts = queries.tallies(board.conversation)
    rows = [counts.get(entry, Counts()) for entry in entries]
    tallies = np.array([[one.disagreed, one.passed, one.agreed] for one in rows], np.int64).reshape(len(rows), 3)
    live = queries.live_routing(board.conversation)
    extremity = np.array([float(live.get(str(entry), 0.0)) for entry in entries])
    meta = np.array([board.said[entry].row.meta for entry in entries], bool)
    weights = priorities(tallies, extremity, meta)
    return Routing([str(entry) for entry in entries], weights, np.zeros((0, len(entries)), np.int64), even=True)
