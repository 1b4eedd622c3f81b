"""What can be done to offer places to everybody, to apply for one, and to answer."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from django.utils.translation import gettext_lazy as _
from pydantic import AwareDatetime, Field, field_validator, model_validator

from commonweal.acts.act import Act, Data, FreeText, Id, Line
from commonweal.methods.choosing import HIGHEST, LOWEST, WHOLE

PlaceOffered = Literal["representative", "participant", "observer"]
SectorName = Literal["government", "company", "civil_society", "university", "community"]
Outcome = Literal["chosen", "waiting", "declined"]
Score = Annotated[int, Field(ge=LOWEST, le=HIGHEST)]

MOST_CRITERIA = 8


class CriterionAsked(Data):
    """One thing by which applications are judged, and what it counts out of 100."""

    title: Line
    weight: Annotated[int, Field(ge=1, le=WHOLE)] | None = None


class OpenCall(Act):
    """Places are offered to everybody, with the criteria by which applications will be judged."""

    kind: ClassVar[str] = "calls.open.v1"
    matter: ClassVar[str] = "people"

    call: Id
    title: Line
    role: PlaceOffered
    organisations: bool = False
    places: Annotated[int, Field(ge=1, le=500)]
    criteria: Annotated[tuple[CriterionAsked, ...], Field(min_length=1, max_length=MOST_CRITERIA)]
    closes_at: AwareDatetime
    text: FreeText

    @model_validator(mode="after")
    def _a_representative_needs_an_organisation(self) -> Self:
        if self.role == "representative" and not self.organisations:
            raise ValueError(_("A representative acts for an organisation: let organisations apply."))
        return self

    @field_validator("criteria")
    @classmethod
    def _weights_make_a_whole(cls, criteria: tuple[CriterionAsked, ...]) -> tuple[CriterionAsked, ...]:
        given = [criterion.weight for criterion in criteria if criterion.weight is not None]
        if given and (len(given) < len(criteria) or sum(given) != WHOLE):
            raise ValueError(_("Give every criterion a weight so that together they make 100, or give none."))
        return criteria


class CloseCall(Act):
    """A call is closed before its last day; applications that were made are answered all the same."""

    kind: ClassVar[str] = "calls.close.v1"
    matter: ClassVar[str] = "people"

    call: Id


class Apply(Act):
    """Somebody applies to an open call, for herself or for an organisation."""

    kind: ClassVar[str] = "calls.apply.v1"
    matter: ClassVar[str] = "people"

    call: Id
    application: Id
    organisation_name: Annotated[Line, Field(min_length=2, max_length=160)] | None = None
    sector: SectorName | None = None
    answers: Annotated[tuple[FreeText, ...], Field(min_length=1, max_length=MOST_CRITERIA)]

    @model_validator(mode="after")
    def _an_organisation_has_a_sector(self) -> Self:
        if (self.organisation_name is None) != (self.sector is None):
            raise ValueError(_("Give both the name of the organisation and its sector, or neither."))
        return self


class WithdrawApplication(Act):
    """Somebody takes an application back, or gives up the place that was offered for it."""

    kind: ClassVar[str] = "calls.withdraw.v1"
    matter: ClassVar[str] = "people"

    application: Id


class AnswerApplication(Act):
    """An application is answered, with a score for each criterion and a reason that everybody can read."""

    kind: ClassVar[str] = "calls.answer.v1"
    matter: ClassVar[str] = "people"

    application: Id
    outcome: Outcome
    scores: Annotated[tuple[Score, ...], Field(min_length=1, max_length=MOST_CRITERIA)]
    reason: FreeText
