"""What a box of votes holds, and what it comes to."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from commonweal.capabilities.conversations.queries import Conversation, beside, marks
from commonweal.kit.digests import sha256_hex
from commonweal.methods.opinion import AGREE, DISAGREE, PASS, VERSION, Mode, Opinion, Votes, as_data, disclosed, opine
from commonweal.record import boxes

LEAST = 5
"""Nothing is told of fewer people than this."""


class VoteLine(msgspec.Struct, tag_field="what", tag="vote"):
    """The line of a vote; other lines of a box, such as ticks, are not read as one."""

    voter: str
    statement: int
    vote: int


class _Kind(msgspec.Struct):
    what: str


_KIND = msgspec.json.Decoder(_Kind)
_VOTE = msgspec.json.Decoder(VoteLine)


@dataclass(frozen=True, slots=True)
class Held:
    """What a box holds: lines and the root over them, votes, and by how many."""

    count: int
    root: str
    votes: int
    voters: int


@dataclass(frozen=True, slots=True)
class Result:
    """What a conversation comes to, with everything that must not be shown taken out of `data`."""

    opinion: Opinion
    data: dict[str, Any]

    @property
    def version(self) -> str:
        """Return the version of the method."""
        return VERSION

    @property
    def digest(self) -> str:
        """Return the digest of what may be shown."""
        return digest_of(self.data)


def digest_of(data: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a result as JSON: keys sorted, no spaces, numbers as Python writes them."""
    written = json.dumps(_without_signed_zeros(data), sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return sha256_hex(written.encode())


def _without_signed_zeros(value: Any) -> Any:
    """Return the same with 0.0 for -0.0: not every database tells them apart."""
    if isinstance(value, Mapping):
        return {name: _without_signed_zeros(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_without_signed_zeros(item) for item in value]
    return value + 0.0 if isinstance(value, float) else value


def vote_lines(partnership: str, box: str) -> list[VoteLine]:
    """Return the votes in a box, in the order of the bytes of their lines."""
    return _votes_in(boxes.lines(partnership, box))


def held(partnership: str, box: str) -> Held:
    """Return what a box holds now."""
    lines = boxes.lines(partnership, box)
    votes = _votes_in(lines)
    return Held(len(lines), boxes.root_of_lines(lines).hex(), len(votes), len({vote.voter for vote in votes}))


def votes_of(conversation: Conversation) -> Votes:
    """Return the votes of a conversation as the methods read them; a statement is named by its entry."""
    cast = ((one.voter, one.statement, one.vote) for one in vote_lines(conversation.partnership, conversation.box))
    known = {entry for entry, _aside, _meta in marks(conversation)}
    return Votes.of((vote for vote in cast if vote[1] in known), statements=known)


def result_of(conversation: Conversation, *, mode: Mode = "stable") -> Result:
    """Return what the votes in the box come to, as moderated now."""
    marked = marks(conversation)
    opinion = opine(
        votes_of(conversation),
        mode=mode,
        moderated_out={str(entry) for entry, aside, _meta in marked if aside},
        meta={str(entry) for entry, _aside, meta in marked if meta},
        seed=conversation.entry,
    )
    return Result(opinion, as_data(disclosed(opinion, least=LEAST), members=False))


def recount(conversation: Conversation) -> None:
    """Write the counts of every statement anew from the box: after a restoration, an import, a batch."""
    counts: dict[int, dict[int, int]] = {}
    for one in vote_lines(conversation.partnership, conversation.box):
        of_statement = counts.setdefault(one.statement, {AGREE: 0, DISAGREE: 0, PASS: 0})
        of_statement[one.vote] += 1
    beside.lay_tallies(conversation, counts)


def _votes_in(lines: list[bytes]) -> list[VoteLine]:
    return [_VOTE.decode(line) for line in lines if b'"what":"vote"' in line and _KIND.decode(line).what == "vote"]
