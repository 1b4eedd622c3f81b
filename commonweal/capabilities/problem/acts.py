"""What can be done to describe a problem together; what becomes of its causes stands in `cause_acts.py`."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from django.utils.translation import gettext_lazy as _
from pydantic import Field, model_validator

from commonweal.acts.act import Data, FreeText, Hex, Id, Line, Position
from commonweal.acts.citing import Citing

MOST_LINES = 200
MOST_CAUSES = 300


class OpenProblem(Citing):
    """A problem statement is opened, so that everybody who takes part can work on it."""

    kind: ClassVar[str] = "problem.open.v1"
    matter: ClassVar[str] = "problem"

    title: Line
    question: FreeText | None = None


class Suggest(Citing):
    """A line is suggested for the problem statement: a new one, other words for one, or that one goes.

    `line` is the line's own name, made up for a new one; `base` the entry of the wording on which a change rests;
    `after` the line behind which a new one stands, at the end where it names none. What the line rests on are the
    entries that the act cites as ``based_on``.
    """

    kind: ClassVar[str] = "problem.suggest.v1"
    matter: ClassVar[str] = "problem"
    relations: ClassVar[dict[str, str]] = {"problem": "answers"}

    problem: Position
    how: Literal["new", "change", "remove"]
    line: Id
    base: Position | None = None
    after: Id | None = None
    text: FreeText | None = None
    why: FreeText | None = None

    @model_validator(mode="after")
    def _says_what_it_needs(self) -> Self:
        if self.how != "remove" and self.text is None:
            raise ValueError(_("Write the line as it should read."))
        if self.how == "remove" and self.why is None:
            raise ValueError(_("Say why the line should go."))
        if (self.how == "new") != (self.base is None):
            raise ValueError(_("Name the wording that changes; a new line has none."))
        return self


class SettleSuggestion(Citing):
    """A suggestion is taken into the problem statement, or declined with a reason."""

    kind: ClassVar[str] = "problem.settle.v1"
    matter: ClassVar[str] = "problem"
    relations: ClassVar[dict[str, str]] = {"suggestion": "closes"}

    problem: Position
    suggestion: Position
    settled: Literal["taken", "declined"]
    reason: FreeText | None = None

    @model_validator(mode="after")
    def _says_why_not(self) -> Self:
        if self.settled == "declined" and self.reason is None:
            raise ValueError(_("Say why the suggestion is not taken. Whoever made it reads this."))
        return self


class Dissent(Citing):
    """Somebody has it noted that, and why, she sees a line or the whole otherwise; the note stays with the text."""

    kind: ClassVar[str] = "problem.dissent.v1"
    matter: ClassVar[str] = "problem"
    relations: ClassVar[dict[str, str]] = {"problem": "challenges"}

    problem: Position
    line: Id | None = None
    note: FreeText


class AnswerDissent(Citing):
    """A note of dissent is answered; note and answer stay side by side."""

    kind: ClassVar[str] = "problem.answer_dissent.v1"
    matter: ClassVar[str] = "problem"
    relations: ClassVar[dict[str, str]] = {"dissent": "answers"}

    problem: Position
    dissent: Position
    answer: FreeText


class LineFrozen(Data):
    """A line as it stands in a version: its name, and the entry of its wording."""

    line: Id
    wording: Position


class CauseFrozen(Data):
    """A cause as it stands in a version: under which, by which wording, and what became of it."""

    cause: Id
    under: Id | None = None
    wording: Position
    root: bool = False
    goals: tuple[Position, ...] = ()
    aside: Position | None = None


class Present(Citing):
    """A version of the problem statement is presented as it stands, with its causes, so that it can be decided on.

    The house numbers it and fills in lines, causes, the notes of dissent that stay with it, and the digest of them all:
    it is taken over the digests of the words, so that it can still be checked when words were erased.
    """

    kind: ClassVar[str] = "problem.present.v1"
    matter: ClassVar[str] = "problem"
    relations: ClassVar[dict[str, str]] = {"problem": "based_on"}

    problem: Position
    number: Annotated[int, Field(ge=1, lt=10_000)] | None = None
    lines: Annotated[tuple[LineFrozen, ...], Field(max_length=MOST_LINES)] = ()
    causes: Annotated[tuple[CauseFrozen, ...], Field(max_length=MOST_CAUSES)] = ()
    dissent: tuple[Position, ...] = ()
    digest: Hex | None = None


class Adopt(Citing):
    """A version of the problem statement becomes the partnership's own, by the decision that carried it."""

    kind: ClassVar[str] = "problem.adopt.v1"
    matter: ClassVar[str] = "problem"
    relations: ClassVar[dict[str, str]] = {"decision": "implements", "version": "based_on"}

    problem: Position
    version: Position
    decision: Position
