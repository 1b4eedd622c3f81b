"""What can be done to talk with each other."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field

from commonweal.acts.act import FreeText, Id, Position
from commonweal.acts.citing import Citing

MOST_MENTIONED = 20


def _each_once(people: tuple[str, ...]) -> tuple[str, ...]:
    """Put them in one order, each once, so that one set of people has one form."""
    return tuple(sorted(set(people)))


class WriteMessage(Citing):
    """Somebody writes about something on the record, or answers what was written about it."""

    kind: ClassVar[str] = "messages.write.v1"
    matter: ClassVar[str] = "talk"
    relations: ClassVar[dict[str, str]] = {"about": "based_on", "answers": "answers"}

    about: Position
    answers: Position | None = None
    words: FreeText
    mentions: Annotated[tuple[Id, ...], Field(max_length=MOST_MENTIONED), AfterValidator(_each_once)] = ()


class SetMessageAside(Citing):
    """A message is set aside with a reason: folded, not removed."""

    kind: ClassVar[str] = "messages.set_aside.v1"
    matter: ClassVar[str] = "talk"
    relations: ClassVar[dict[str, str]] = {"message": "challenges"}

    message: Position
    reason: FreeText
