"""What can be done about the criteria of the seven steps: nothing but waiving one, for a time and for a reason."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Self

from django.utils.translation import gettext as _
from pydantic import StringConstraints, model_validator

from commonweal.acts.act import Act, FreeText

CriterionId = Annotated[str, StringConstraints(pattern=r"^[1-7]\.[1-9][0-9]?$")]


class AskWaiver(Act):
    """A waiver of one criterion is asked for, with a reason and a last day."""

    kind: ClassVar[str] = "lifecycle.ask_waiver.v1"
    matter: ClassVar[str] = "waivers"

    criterion: CriterionId
    reason: FreeText
    expires_on: date


class _OnWaiver(Act):
    """An act about one waiver, which it cites."""

    relation: ClassVar[str]

    @model_validator(mode="after")
    def _cites_one_waiver(self) -> Self:
        if [cite.rel for cite in self.cites] != [self.relation]:
            raise ValueError(
                _("Cite the entry in which the waiver was asked for, once, as “%(relation)s”.")
                % {"relation": self.relation}
            )
        return self

    @property
    def waiver(self) -> int:
        """The entry in which the waiver was asked for."""
        return self.cites[0].entry


class AgreeToWaiver(_OnWaiver):
    """A representative agrees that a criterion is waived."""

    kind: ClassVar[str] = "lifecycle.agree_to_waiver.v1"
    matter: ClassVar[str] = "waivers"
    relation: ClassVar[str] = "waives"


class EndWaiver(_OnWaiver):
    """A waiver ends before its last day, or a request for one is taken back."""

    kind: ClassVar[str] = "lifecycle.end_waiver.v1"
    matter: ClassVar[str] = "waivers"
    relation: ClassVar[str] = "closes"

    reason: FreeText | None = None
