"""The result that is shown: computed by the tick while votes come, and once more from the sealed box after closing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from commonweal.capabilities.conversations import counting, queries
from commonweal.capabilities.conversations.queries import Conversation, LiveResult, beside
from commonweal.kit.digests import sha256_hex
from commonweal.methods.opinion import Mode, Opinion


@dataclass(frozen=True, slots=True)
class Kept:
    """A result as it is shown.

    :param places: voter to x, y and group, to tell each where she stands; never shown whole
    :param digest: of what may be shown, as the act that publishes it has it
    """

    data: Mapping[str, Any]
    at: datetime
    places: Mapping[str, Any]
    final: bool

    @property
    def digest(self) -> str:
        """Return the digest of what is shown, as the act that publishes it has it."""
        return counting.digest_of(self.data)

    def place_of(self, voter: str) -> tuple[float, float, int] | None:
        """Return where somebody stands, for her own eyes: x, y, and the id of her group or -1."""
        found = self.places.get(voter)
        return None if found is None else (found[0], found[1], -1 if found[2] is None else found[2])


def kept_result(conversation: Conversation, *, at: datetime) -> Kept | None:
    """Return what may be shown of a conversation now, or nothing where nothing was computed yet."""
    live = queries.live(conversation)
    if conversation.closed_at is None:
        return None if live is None else _kept(live, final=False)
    published = queries.published(conversation)
    mode = cast(Mode, published.mode if published else "stable")
    fingerprint = _sealed(conversation, mode)
    if live is None or live.fingerprint != fingerprint:
        _keep(conversation, counting.result_of(conversation, mode=mode), fingerprint=fingerprint, at=at)
        live = queries.live(conversation)
    return None if live is None else _kept(live, final=True)


def places_of(opinion: Opinion) -> dict[str, list[float | int | None]]:
    """Return where each participant stands, and in which group."""
    at = zip(opinion.people, opinion.places.tolist(), opinion.labels.tolist(), strict=True)
    return {who: [x, y, opinion.groups[label].id if label >= 0 else None] for who, (x, y), label in at}


def _sealed(conversation: Conversation, mode: Mode) -> str:
    """Return what changes only when a statement of a closed conversation is moderated, or another mode published."""
    return sha256_hex(json.dumps(["sealed", conversation.root, mode, queries.marks(conversation)]).encode())


def _keep(conversation: Conversation, result: counting.Result, *, fingerprint: str, at: datetime) -> None:
    beside.keep_live(
        conversation,
        fingerprint=fingerprint,
        at=at,
        votes=result.opinion.votes,
        voters=result.opinion.participants,
        data=result.data,
        places=places_of(result.opinion),
    )


def _kept(live: LiveResult, *, final: bool) -> Kept:
    return Kept(live.data, live.at, live.places, final)
