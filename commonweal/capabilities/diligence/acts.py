"""What can be done to look into a member: open a check, find, reply, conclude, withdraw."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal, Self

from django.utils.translation import gettext_lazy as _
from pydantic import Field, StringConstraints, field_validator, model_validator

from commonweal.acts.act import Act, Data, FreeText, Hex, Id, Line
from commonweal.methods.checking import Depth

Found = Literal["clear", "concern", "serious", "not_found"]
Outcome = Literal["passed", "passed_with_conditions", "not_passed"]
Edition = Literal["questions/1"]
Item = Annotated[str, StringConstraints(pattern=r"^[a-z_]{2,20}$")]
Address = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=500, pattern=r"^https?://[^\s/@<>\"']+(/[^\s<>\"']*)?$")
]

MOST_EVIDENCE = 6


class Evidence(Data):
    """One thing on which a finding rests: a document, with where it is, its digest, and until when it holds."""

    title: Line
    url: Address | None = None
    sha256: Hex | None = None
    until_on: date | None = None


class OpenCheck(Act):
    """A check of a member organisation begins, as deep as what it takes on asks for."""

    kind: ClassVar[str] = "diligence.open.v1"
    matter: ClassVar[str] = "diligence"

    check: Id
    organisation: Id
    depth: Depth
    because: Line
    questions: Edition = "questions/1"


class Find(Act):
    """What was found on one question, and on what it rests; it takes the place of what was found before."""

    kind: ClassVar[str] = "diligence.find.v1"
    matter: ClassVar[str] = "diligence"

    check: Id
    item: Item
    finding: Found
    evidence: Annotated[tuple[Evidence, ...], Field(max_length=MOST_EVIDENCE)] = ()
    note: FreeText | None = None

    @field_validator("evidence")
    @classmethod
    def _each_title_once(cls, evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        titles = [each.title.casefold() for each in evidence]
        if len(set(titles)) < len(titles):
            raise ValueError(_("Give each piece of evidence a title of its own."))
        return evidence

    @model_validator(mode="after")
    def _clear_rests_on_something(self) -> Self:
        if self.finding == "clear" and not self.evidence:
            raise ValueError(_("Name at least one piece of evidence. Without any, the finding is “Nothing found”."))
        if self.finding in ("concern", "serious") and self.note is None:
            raise ValueError(_("Say what the concern is, so that the organisation can reply to it."))
        return self


class Reply(Act):
    """The organisation replies to what was found, to one question or to the whole."""

    kind: ClassVar[str] = "diligence.reply.v1"
    matter: ClassVar[str] = "diligence"

    check: Id
    item: Item | None = None
    words: FreeText


class Conclude(Act):
    """A check is concluded, for a time, with its reason."""

    kind: ClassVar[str] = "diligence.conclude.v1"
    matter: ClassVar[str] = "diligence"

    check: Id
    outcome: Outcome
    conditions: FreeText | None = None
    valid_until: date
    reason: FreeText

    @model_validator(mode="after")
    def _conditions_are_named(self) -> Self:
        if (self.outcome == "passed_with_conditions") != (self.conditions is not None):
            raise ValueError(_("Name the conditions where there are some, and only there."))
        return self


class WithdrawCheck(Act):
    """A check no longer counts, for a reason."""

    kind: ClassVar[str] = "diligence.withdraw.v1"
    matter: ClassVar[str] = "diligence"

    check: Id
    reason: FreeText
