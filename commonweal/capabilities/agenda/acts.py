"""What can be done to find out which goals are common, and to meet reservations."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal, Self

from django.utils.translation import gettext_lazy as _
from pydantic import Field, model_validator

from commonweal.acts.act import Data, FreeText, Hex, Position
from commonweal.acts.citing import Citing

Stance = Literal["support", "can_live_with", "reserve", "object"]


class MarkCore(Citing):
    """A goal is named one of the main goals, or no longer."""

    kind: ClassVar[str] = "agenda.mark_core.v1"
    matter: ClassVar[str] = "agenda"
    relations: ClassVar[dict[str, str]] = {"goal": "based_on"}

    goal: Position
    core: bool = True


class TakePosition(Citing):
    """A member organisation says where it stands on a goal; what it says later takes the place of this."""

    kind: ClassVar[str] = "agenda.position.v1"
    matter: ClassVar[str] = "agenda"
    relations: ClassVar[dict[str, str]] = {"goal": "answers"}

    goal: Position
    stance: Stance
    words: FreeText | None = None

    @model_validator(mode="after")
    def _says_what_is_in_the_way(self) -> Self:
        if self.stance in ("reserve", "object") and self.words is None:
            raise ValueError(_("Say what would have to change. Others can only answer what they can read."))
        return self


class SettlePosition(Citing):
    """A reservation or an objection is integrated, or answered with a day on which it is looked at again."""

    kind: ClassVar[str] = "agenda.settle.v1"
    matter: ClassVar[str] = "agenda"
    relations: ClassVar[dict[str, str]] = {"position": "answers"}

    position: Position
    how: Literal["integrated", "answered"]
    words: FreeText
    review_on: date | None = None

    @model_validator(mode="after")
    def _names_the_day(self) -> Self:
        if self.how == "answered" and self.review_on is None:
            raise ValueError(_("Name the day on which you look at it again."))
        return self


class GoalFrozen(Data):
    """A goal as it stands in a version: by which wording, and whether it is a main one."""

    goal: Position
    wording: Position
    core: bool


class Present(Citing):
    """The agenda is presented as it stands, with every position, so that it can be decided on.

    The house numbers it and fills in goals, positions and their digest: over the digests of the words, so that it can
    still be checked when words were erased.
    """

    kind: ClassVar[str] = "agenda.present.v1"
    matter: ClassVar[str] = "agenda"

    number: Annotated[int, Field(ge=1, lt=10_000)] | None = None
    goals: tuple[GoalFrozen, ...] = ()
    positions: tuple[Position, ...] = ()
    settled: tuple[Position, ...] = ()
    digest: Hex | None = None


class Adopt(Citing):
    """A version of the agenda becomes the partnership's own, by the decision that carried it."""

    kind: ClassVar[str] = "agenda.adopt.v1"
    matter: ClassVar[str] = "agenda"
    relations: ClassVar[dict[str, str]] = {"decision": "implements", "version": "based_on"}

    version: Position
    decision: Position
