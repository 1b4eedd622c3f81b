"""Conversations: the votes of a closed box are counted again, and what was published rests on that count.

That the box holds the lines which were sealed, and as many, is checked of every box elsewhere. The map needs linear
algebra, which a verifier does not bring: `commonweal opinion` draws it again from the votes, with the same digest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from commonweal.kit.canonical import CanonicalError, canonical_decode

_ROOM: Final = "conversations."
_STATEMENTS: Final = frozenset(f"{_ROOM}{verb}" for verb in ("seed", "add_statement", "take_suggestion"))
_FOLLOWED: Final = _STATEMENTS | {f"{_ROOM}{verb}" for verb in ("open", "close", "publish_result")}
_BROKEN = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


@dataclass
class _Conversation:
    """One conversation as the record tells it."""

    box: str
    statements: set[int] = field(default_factory=set)
    closed: int | None = None
    seal: dict[str, Any] = field(default_factory=dict)


@dataclass
class Conversations:
    """Follows conversations from their opening to what was published of them."""

    kinds: frozenset[str] = _FOLLOWED
    known: dict[int, _Conversation] = field(default_factory=dict)

    def observe(self, position: int, act: dict[str, Any]) -> Iterator[str]:
        """Take one act, and yield a sentence where it cannot be so."""
        if act["kv"] != 1:
            return  # a newer house than this one wrote it
        try:
            yield from self._take(position, act["kind"], act["body"])
        except _BROKEN as error:
            yield f"This cannot be computed again: {error!r}."

    def finish(self, lines_of: Callable[[str], Sequence[bytes]]) -> Iterator[tuple[int, str]]:
        """Count every box that was closed."""
        for one in self.known.values():
            if one.closed is None:
                continue
            try:
                for says in _wrong_in(one, lines_of(one.box)):
                    yield one.closed, says
            except CanonicalError:
                continue  # a line that is no JSON is named, with its member, where boxes are checked
            except _BROKEN as error:
                yield one.closed, f"The votes of this conversation cannot be counted again: {error!r}."

    def _take(self, position: int, kind: str, body: dict[str, Any]) -> Iterator[str]:
        if kind == f"{_ROOM}open":
            self.known[position] = _Conversation(body["box"])
            return
        one = self._named(body)
        if kind in _STATEMENTS:
            one.statements.add(position)
            if one.closed is not None:
                yield f"This statement is late: entry {one.closed} had closed the conversation."
        elif kind == f"{_ROOM}close":
            if one.closed is not None:
                yield f"Entry {one.closed} had closed this conversation already."
                return
            if body.get("box", one.box) != one.box:
                yield "The box that was closed is not the one of this conversation."
            one.closed, one.seal = position, body
        elif one.closed is None:
            yield "A result is published only once the conversation is closed."
        elif (body["votes"], body["voters"]) != (one.seal["votes"], one.seal["voters"]):
            yield (
                f"The result is of {body['votes']} votes of {body['voters']} people;"
                f" entry {one.closed} counted {one.seal['votes']} of {one.seal['voters']}."
            )

    def _named(self, body: dict[str, Any]) -> _Conversation:
        if "conversation" in body:
            return self.known[body["conversation"]]
        by_box = {one.box: one for one in self.known.values()}
        return by_box[body["box"]]


def _wrong_in(one: _Conversation, lines: Sequence[bytes]) -> Iterator[str]:
    cast: set[tuple[str, int]] = set()
    voters: set[str] = set()
    for said in map(canonical_decode, lines):
        if said.get("what") != "vote":
            continue
        voter, statement = said["voter"], said["statement"]
        if said["vote"] not in (-1, 0, 1):
            yield f"A vote in the box is {said['vote']}; it can be 1, 0 or -1."
        if statement not in one.statements:
            yield f"A vote in the box is on {statement}, which is no statement of this conversation."
        if (voter, statement) in cast:
            yield f"Somebody voted twice on statement {statement}."
        cast.add((voter, statement))
        voters.add(voter)
    if "votes" in one.seal and (one.seal["votes"], one.seal["voters"]) != (len(cast), len(voters)):
        yield (
            f"The box holds {len(cast)} votes of {len(voters)} people;"
            f" the closing says {one.seal['votes']} of {one.seal['voters']}."
        )
