"""What can be done about interests: declare, renew and end them, judge them, step back, report what was missed."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal, Self

from django.utils.translation import gettext_lazy as _
from pydantic import AfterValidator, Field, model_validator

from commonweal.acts.act import Act, FreeText, Id, Position
from commonweal.acts.citing import Citing
from commonweal.charter.data import Code
from commonweal.charter.rules import InterestKind

Subject = Literal["self", "organisation"]
"""Whose interest it is: of whoever declares it, or of the organisation for which she acts."""
Conflict = Literal["recuse", "manage", "none"]
"""What others say of it: she steps back; it is a conflict that measures keep harmless; it is none."""

MOST_MATTERS = 40


def _each_once(codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(set(codes)))


Matters = Annotated[tuple[Code, ...], Field(max_length=MOST_MATTERS), AfterValidator(_each_once)]


class DeclareInterest(Citing):
    """Somebody declares an interest that she, or her organisation, has in what is decided here.

    With whom: a member (`counterpart_org`), or somebody outside in one's own words (`counterpart`), which can be
    erased. `band` counts the bands of the charter, 0 for less than the first amount.
    """

    kind: ClassVar[str] = "interests.declare.v1"
    matter: ClassVar[str] = "interests"
    relations: ClassVar[dict[str, str]] = {"decision": "based_on"}

    subject: Subject
    nature: InterestKind
    counterpart_org: Id | None = None
    counterpart: FreeText | None = None
    band: Annotated[int, Field(ge=0, le=50)] | None = None
    since_on: date | None = None
    until_on: date | None = None
    matters: Matters = ()
    decision: Position | None = None
    says: FreeText | None = None

    @model_validator(mode="after")
    def _says_with_whom_and_since_when(self) -> Self:
        if self.counterpart_org is None and self.counterpart is None and self.says is None:
            raise ValueError(_("Say with whom, or say in your own words what the interest is."))
        if self.since_on and self.until_on and self.until_on < self.since_on:
            raise ValueError(_("Let the last day be after the first."))
        return self


class DeclareNone(Act):
    """Somebody says that she, or her organisation, has no interest in what is decided here."""

    kind: ClassVar[str] = "interests.declare_none.v1"
    matter: ClassVar[str] = "interests"

    subject: Subject


class RenewInterest(Citing):
    """A declared interest is as it was: said again, for another period."""

    kind: ClassVar[str] = "interests.renew.v1"
    matter: ClassVar[str] = "interests"
    relations: ClassVar[dict[str, str]] = {"declaration": "based_on"}

    declaration: Position


class EndInterest(Citing):
    """A declared interest is over. Whether one still steps back, others say."""

    kind: ClassVar[str] = "interests.end.v1"
    matter: ClassVar[str] = "interests"
    relations: ClassVar[dict[str, str]] = {"declaration": "closes"}

    declaration: Position
    on: date


class JudgeInterest(Citing):
    """Others say whether an interest is a conflict, from what one steps back, or how it is kept harmless."""

    kind: ClassVar[str] = "interests.judge.v1"
    matter: ClassVar[str] = "interests"
    relations: ClassVar[dict[str, str]] = {"declaration": "answers"}

    declaration: Position
    conflict: Conflict
    matters: Matters = ()
    decision: Position | None = None
    counterpart_org: Id | None = None
    plan: FreeText | None = None
    until_on: date | None = None
    reason: FreeText

    @model_validator(mode="after")
    def _says_from_what_or_how(self) -> Self:
        names = bool(self.matters) or self.decision is not None or self.counterpart_org is not None
        if self.conflict == "recuse" and not names:
            raise ValueError(_("Say from what to step back: matters, a decision, or what concerns a member."))
        if (self.conflict == "manage") != (self.plan is not None):
            raise ValueError(_("Say by which measures it is kept harmless where you manage it, and only there."))
        if self.conflict == "none" and (names or self.until_on):
            raise ValueError(_("Where it is no conflict, there is nothing to step back from, and no last day."))
        return self


class StepBack(Citing):
    """Somebody, or her organisation, steps back from a matter or a decision by her own will."""

    kind: ClassVar[str] = "interests.recuse.v1"
    matter: ClassVar[str] = "interests"
    relations: ClassVar[dict[str, str]] = {"decision": "based_on"}

    subject: Subject = "self"
    matters: Matters = ()
    decision: Position | None = None
    until_on: date | None = None
    reason: FreeText | None = None

    @model_validator(mode="after")
    def _says_from_what(self) -> Self:
        if not self.matters and self.decision is None:
            raise ValueError(_("Say from what you step back: a decision, or matters."))
        return self


class ReportMissed(Citing):
    """Somebody took part in a decision from which she had to step back: it was missed then and is said now."""

    kind: ClassVar[str] = "interests.report_missed.v1"
    matter: ClassVar[str] = "interests"
    relations: ClassVar[dict[str, str]] = {"decision": "challenges", "declaration": "based_on"}

    decision: Position
    person: Id | None = None
    organisation: Id | None = None
    declaration: Position
    reason: FreeText

    @model_validator(mode="after")
    def _of_one(self) -> Self:
        if (self.person is None) == (self.organisation is None):
            raise ValueError(_("Name the person or the organisation that should have stepped back, one of them."))
        return self
