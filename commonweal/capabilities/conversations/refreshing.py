"""What open conversations come to so far, computed again where there is something new: the tick does it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from math import hypot
from typing import Final

from django.core.cache import cache

from commonweal.capabilities.conversations import counting, queries
from commonweal.capabilities.conversations.queries import Conversation, beside
from commonweal.kit.digests import sha256_hex
from commonweal.methods.opinion import Opinion

LOCKED: Final = 600
"""Seconds for which one round has a conversation for itself, should it break off."""


def refresh(at: datetime) -> int:
    """Compute every open conversation that has new votes or moderation, and return how many those were."""
    return sum(refreshed(conversation, at=at) for conversation in queries.all_open())


def refreshed(conversation: Conversation, *, at: datetime) -> bool:
    """Compute what a conversation comes to, unless it was computed already; tell whether it was done."""
    fingerprint = fingerprint_of(conversation)
    live = queries.live(conversation)
    if live is not None and live.fingerprint == fingerprint:
        return False
    lock = f"conversations.refresh.{conversation.key}"
    if not cache.add(lock, 1, LOCKED):
        return False
    try:
        if not queries.tallies(conversation):
            counting.recount(conversation)  # it came from a bundle, or from elsewhere: only its box came along
            fingerprint = fingerprint_of(conversation)
        result = counting.result_of(conversation)
        opinion = result.opinion
        beside.keep_live(
            conversation,
            fingerprint=fingerprint,
            at=at,
            votes=opinion.votes,
            voters=opinion.participants,
            data=result.data,
            routing={one.id: hypot(*one.place) for one in opinion.statements},
            places={who: [*place, group] for who, place, group in _places(opinion)},
        )
    finally:
        cache.delete(lock)
    return True


def _places(opinion: Opinion) -> Iterator[tuple[str, tuple[float, float], int | None]]:
    for row, who in enumerate(opinion.people):
        label = int(opinion.labels[row])
        at = (float(opinion.places[row, 0]), float(opinion.places[row, 1]))
        yield who, at, None if label < 0 else opinion.groups[label].id


def fingerprint_of(conversation: Conversation) -> str:
    """Return what changes with every vote and every moderation."""
    counts = queries.tallies(conversation)
    told = [[entry, one.agreed, one.disagreed, one.passed] for entry, one in sorted(counts.items())]
    return sha256_hex(json.dumps([told, queries.marks(conversation)]).encode())
