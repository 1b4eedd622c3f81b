"""What can be done about people: they are invited, come, act for an organisation for a term, and go."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, ClassVar, Literal, Self

from django.utils.translation import gettext_lazy as _
from pydantic import Field, model_validator

from commonweal.acts.act import Act, FreeText, Id, Line, Position

Place = Literal["convener", "representative", "substitute", "participant", "observer"]
How = Literal["appointed", "elected", "drawn", "mandate_letter", "delegated", "self"]
"""Where a mandate comes from: named from above, voted, drawn by lot, in a letter, passed on, or only her own."""

TAKEN_ONCE = ("convener", "representative", "substitute")
"""Places that bind others: a link to one is used up by whoever takes it, so that forwarding it gives nothing."""


class Invite(Act):
    """A place is offered to whoever holds the link, until it expires.

    :param until_on: the last day of the place
    :param succeeds: the place that ends when this one is taken, by the entry with which it began
    :param places: how many people may take it with one link; nothing where there is no limit
    """

    kind: ClassVar[str] = "membership.invite.v2"
    matter: ClassVar[str] = "people"

    invitation: Id
    role: Place
    organisation: Id | None = None
    expires_at: datetime
    until_on: date | None = None
    succeeds: Position | None = None
    places: Annotated[int, Field(ge=1, le=10_000)] | None = None

    @model_validator(mode="after")
    def _a_representative_represents(self) -> Self:
        if self.role in ("representative", "substitute") and self.organisation is None:
            raise ValueError(_("Choose the organisation that this person will represent."))
        return self

    @model_validator(mode="after")
    def _a_convener_has_no_last_day(self) -> Self:
        if self.role == "convener" and self.until_on is not None:
            raise ValueError(_("A convener’s place has no last day: it ends when the convener hands it over."))
        return self

    @model_validator(mode="after")
    def _a_limit_is_for_open_places(self) -> Self:
        if self.places is not None and self.role in TAKEN_ONCE:
            raise ValueError(
                _("This place is taken by one person. A number of people is for participants and observers.")
            )
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
    """The convener says for which member organisation she acts herself, and by which mandate."""

    kind: ClassVar[str] = "membership.represent.v2"
    matter: ClassVar[str] = "people"

    organisation: Id
    until_on: date | None = None
    how: How | None = None
    reference: Line | None = None


class SayMandate(Act):
    """It is said by which mandate somebody represents an organisation, until when, and who stands in."""

    kind: ClassVar[str] = "membership.say_mandate.v1"
    matter: ClassVar[str] = "people"

    place: Position
    how: How
    reference: Line | None = None
    until_on: date | None = None
    substitute: Id | None = None
    no_substitute: bool = False

    @model_validator(mode="after")
    def _somebody_or_nobody(self) -> Self:
        if self.substitute is not None and self.no_substitute:
            raise ValueError(_("Name who stands in, or say that nobody does, not both."))
        return self


class EndPlace(Act):
    """An organisation or the convener ends the place of a person, and says why."""

    kind: ClassVar[str] = "membership.end_place.v1"
    matter: ClassVar[str] = "people"

    place: Position
    reason: FreeText


class AnswerAccess(Act):
    """A person has said what she needs in order to take part; what it is stays personal."""

    kind: ClassVar[str] = "membership.answer_access.v1"
    matter: ClassVar[str] = "people"

    answered: Literal[True]


class StepDown(Act):
    """A person gives up a place."""

    kind: ClassVar[str] = "membership.step_down.v1"
    matter: ClassVar[str] = "people"

    place: Position
    reason: FreeText | None = None
