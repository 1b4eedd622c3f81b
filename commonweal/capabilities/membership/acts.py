"""What can be done to take part in a partnership."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, ClassVar, Literal, Self

from django.utils.translation import gettext_lazy as _
from pydantic import Field, StringConstraints, model_validator

from commonweal.acts.act import Act, Country, Data, FreeText, Id, Line, Position, Reach

SectorName = Literal["government", "company", "civil_society", "university", "community"]
PartnerRole = Literal["convener", "funder", "accountable", "extending", "implementing", "adviser"]
Place = Literal["convener", "representative", "participant", "observer"]


class Identifier(Data):
    """A number under which a public register knows an organisation, with the register's own code."""

    scheme: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]
    value: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]


class AdmitOrganisation(Act):
    """An organisation joins the partnership."""

    kind: ClassVar[str] = "membership.admit.v1"
    matter: ClassVar[str] = "people"

    organisation: Id
    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=160)]
    sector: SectorName
    level: Reach | None = None
    country: Country | None = None
    identifiers: Annotated[tuple[Identifier, ...], Field(max_length=20)] = ()
    roles: Annotated[tuple[PartnerRole, ...], Field(max_length=6)] = ()
    brings: Line | None = None


class CorrectOrganisation(AdmitOrganisation):
    """What is said of a member organisation is corrected."""

    kind: ClassVar[str] = "membership.correct.v1"


class LetOrganisationGo(Act):
    """An organisation leaves; the duties that remain are named."""

    kind: ClassVar[str] = "membership.leave.v1"
    matter: ClassVar[str] = "people"

    organisation: Id
    reason: FreeText | None = None
    duties: FreeText | None = None


class Invite(Act):
    """A place is offered to whoever holds the link, until it expires."""

    kind: ClassVar[str] = "membership.invite.v1"
    matter: ClassVar[str] = "people"

    invitation: Id
    role: Place
    organisation: Id | None = None
    expires_at: datetime

    @model_validator(mode="after")
    def _a_representative_represents(self) -> Self:
        if self.role == "representative" and self.organisation is None:
            raise ValueError(_("Choose the organisation that this person will represent."))
        return self


class WithdrawInvitation(Act):
    """An invitation is withdrawn; its link stops working."""

    kind: ClassVar[str] = "membership.withdraw.v1"
    matter: ClassVar[str] = "people"

    invitation: Id


class AcceptInvitation(Act):
    """A person takes the place that an invitation offers."""

    kind: ClassVar[str] = "membership.accept.v1"
    matter: ClassVar[str] = "people"

    invitation: Id


class Represent(Act):
    """The convener says for which member organisation she acts herself."""

    kind: ClassVar[str] = "membership.represent.v1"
    matter: ClassVar[str] = "people"

    organisation: Id
    until_on: date | None = None


class StepDown(Act):
    """A person gives up a place."""

    kind: ClassVar[str] = "membership.step_down.v1"
    matter: ClassVar[str] = "people"

    place: Position
    reason: FreeText | None = None
