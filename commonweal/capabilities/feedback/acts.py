"""What can be done so that whoever contributed something hears back."""

from __future__ import annotations

from typing import Annotated, ClassVar, Final, Literal

from pydantic import AfterValidator, Field

from commonweal.acts.act import FreeText, Id, Position
from commonweal.acts.citing import Citing

MOST: Final = 1_000
"""How many contributions one answer may be to: what fits into one entry of the record."""

Outcome = Literal["taken_up", "partly", "not_taken", "passed_on", "already_so"]


def _in_order(about: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(sorted(set(about)))


About = Annotated[tuple[Position, ...], Field(min_length=1, max_length=MOST), AfterValidator(_in_order)]
"""The entries by which contributions were given, each once and in their order, so that one set has one form."""


class OfContributions(Citing):
    """An act about contributions, which it cites.

    :cvar rel: what it does to each of them
    """

    matter: ClassVar[str] = "feedback"
    rel: ClassVar[str] = "based_on"

    about: About

    def named(self) -> dict[int, str]:
        """Return each contribution with what the act does to it."""
        return dict.fromkeys(self.about, self.rel)


class Acknowledge(OfContributions):
    """Whoever contributed is told that it arrived."""

    kind: ClassVar[str] = "feedback.acknowledge.v1"

    words: FreeText | None = None


class AnswerContributions(OfContributions):
    """Contributions are answered: what the answer is, and why."""

    kind: ClassVar[str] = "feedback.answer.v1"
    rel: ClassVar[str] = "answers"

    outcome: Outcome
    words: FreeText


class StateEffect(OfContributions):
    """It is said what came of contributions that were answered."""

    kind: ClassVar[str] = "feedback.state_effect.v1"
    rel: ClassVar[str] = "closes"

    words: FreeText


class HandOver(OfContributions):
    """Contributions get another owner, who answers them from now on."""

    kind: ClassVar[str] = "feedback.hand_over.v1"

    owner: Id
