"""What can be done to write a charter together: drafts, clauses, changes, comments, objections, texts presented."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, ClassVar, Literal, Self

from django.utils.translation import gettext_lazy as _
from pydantic import BeforeValidator, Field, StringConstraints, field_validator, model_validator

from commonweal.acts.act import Act, Data, FreeText, Hex, Id, Line, ModelCode, Position
from commonweal.charter.clauses import Base, Clause

Number = Annotated[str, StringConstraints(pattern=r"^\d{1,3}(\.\d{1,3}){0,3}$")]
"""The number of a clause, such as ``4.2``."""
Tongue = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
"""A language in which a charter is written."""
Mark = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]

MOST_CLAUSES = 600
"""How many clauses a draft has at most: what a presented text says of each has to fit into one entry."""


def _models(value: Any) -> Any:
    """Let one model stand for a list of one."""
    return (value,) if isinstance(value, str) and value not in ("in_force", "blank") else value


Source = Annotated[
    Literal["in_force", "blank"] | Position | Annotated[tuple[ModelCode, ...], Field(min_length=1, max_length=5)],
    BeforeValidator(_models),
]
"""From what a draft begins: models, the charter in force, another draft (by the entry that opened it), or nothing."""


class OpenDraft(Act):
    """A draft of a charter is opened. Its clauses are put into it afterwards, also those of its source."""

    kind: ClassVar[str] = "chartering.open_draft.v1"
    matter: ClassVar[str] = "charter"

    title: Line
    source: Source
    languages: Annotated[tuple[Tongue, ...], Field(min_length=1, max_length=8)] = ("en",)
    titles: dict[Tongue, Line] | None = None
    base: Base | None = None
    source_digest: Hex | None = None

    @field_validator("languages")
    @classmethod
    def _each_once(cls, languages: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(languages))


class PutClauses(Act):
    """Clauses are put into a draft as they shall stand, or taken out, by whoever keeps the pen."""

    kind: ClassVar[str] = "chartering.put_clauses.v1"
    matter: ClassVar[str] = "charter"

    draft: Position
    clauses: Annotated[tuple[Clause, ...], Field(max_length=MOST_CLAUSES)] = ()
    removes: Annotated[tuple[Number, ...], Field(max_length=MOST_CLAUSES)] = ()

    @model_validator(mode="after")
    def _each_clause_once(self) -> Self:
        numbers = [*self.removes, *(clause.number for clause in self.clauses)]
        if not numbers:
            raise ValueError(_("Name at least one clause to put in or to take out."))
        if len(set(numbers)) != len(numbers):
            raise ValueError(_("Name each clause once."))
        return self


class ProposeChange(Act):
    """Somebody proposes how a clause should read, that a new one be added, or that one be taken out, and why."""

    kind: ClassVar[str] = "chartering.propose_change.v1"
    matter: ClassVar[str] = "charter"

    draft: Position
    number: Number
    clause: Clause | None = None
    removal: bool = False
    why: FreeText

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.clause is None) != self.removal:
            raise ValueError(_("Propose either how the clause should read or that it be taken out."))
        if self.clause is not None and self.clause.number != self.number:
            raise ValueError(_("The clause proposed has another number than the one it is proposed for."))
        return self


class CommentOnClause(Act):
    """Somebody comments on a clause of a draft, or on the draft as a whole."""

    kind: ClassVar[str] = "chartering.comment.v1"
    matter: ClassVar[str] = "charter"

    draft: Position
    number: Number | None = None
    words: FreeText


class ObjectToClause(Act):
    """Somebody objects to a clause of a draft, or to the draft as a whole; it cannot be presented until that is met."""

    kind: ClassVar[str] = "chartering.object.v1"
    matter: ClassVar[str] = "charter"

    draft: Position
    number: Number | None = None
    reason: FreeText


class SettleChange(Act):
    """A proposed change is taken into the draft or declined, with a reason."""

    kind: ClassVar[str] = "chartering.settle_change.v1"
    matter: ClassVar[str] = "charter"

    change: Position
    accepted: bool
    reason: FreeText | None = None

    @model_validator(mode="after")
    def _whoever_declines_says_why(self) -> Self:
        if not self.accepted and self.reason is None:
            raise ValueError(_("Say why the change is declined."))
        return self


class AnswerObjection(Act):
    """An objection is integrated by a change to the text, or answered in words."""

    kind: ClassVar[str] = "chartering.answer_objection.v1"
    matter: ClassVar[str] = "charter"

    objection: Position
    how: Literal["integrated", "answered"]
    words: FreeText
    change: Position | None = None

    @model_validator(mode="after")
    def _a_change_where_integrated(self) -> Self:
        if (self.how == "integrated") != (self.change is not None):
            raise ValueError(_("Name the entry by which the text was changed where the objection is integrated."))
        return self


class WithdrawObjection(Act):
    """Whoever objected takes the objection back."""

    kind: ClassVar[str] = "chartering.withdraw_objection.v1"
    matter: ClassVar[str] = "charter"

    objection: Position


class MarkedClause(Data):
    """A clause of a presented text with the beginning of its digest, so that an altered clause can be named."""

    number: Number
    mark: Mark


class Freeze(Act):
    """A draft is presented, for signature or for decision; from then on its text stands still."""

    kind: ClassVar[str] = "chartering.freeze.v1"
    matter: ClassVar[str] = "charter"

    draft: Position
    purpose: Literal["sign", "amend"]
    parties: Annotated[tuple[Id, ...], Field(max_length=500)] = ()
    in_order: bool = False
    until_on: date | None = None
    effective_on: date | None = None
    digest: Hex | None = None
    marks: Annotated[tuple[MarkedClause, ...], Field(max_length=MOST_CLAUSES)] | None = None


class WithdrawDraft(Act):
    """A draft is set aside, with a reason; what was said on it stays."""

    kind: ClassVar[str] = "chartering.withdraw_draft.v1"
    matter: ClassVar[str] = "charter"

    draft: Position
    reason: FreeText | None = None


class ReopenDraft(Act):
    """A text that was presented is taken back before anybody has signed it, so that its draft can be changed again."""

    kind: ClassVar[str] = "chartering.reopen_draft.v1"
    matter: ClassVar[str] = "charter"

    draft: Position
    reason: FreeText | None = None
