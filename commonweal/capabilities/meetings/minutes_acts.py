"""What can be done about what a meeting leaves: notes, minutes drafted, corrected and approved, and actions."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal, Self

from django.utils.translation import gettext_lazy as _
from pydantic import Field, model_validator

from commonweal.acts.act import Act, Data, FreeText, Id, Line, Position


class Note(Act):
    """Something that was said on a point of the agenda is noted."""

    kind: ClassVar[str] = "meetings.note.v1"
    matter: ClassVar[str] = "meetings"

    meeting: Id
    item: Id | None = None
    words: FreeText


class MinuteText(Data):
    """What the minutes say on one point of the agenda; without one, on the whole."""

    item: Id | None = None
    words: FreeText


class DraftMinutes(Act):
    """The minutes are drafted: what is said on each point; presence, decisions and actions follow from the record."""

    kind: ClassVar[str] = "meetings.draft_minutes.v1"
    matter: ClassVar[str] = "meetings"

    meeting: Id
    texts: Annotated[tuple[MinuteText, ...], Field(max_length=61)] = ()

    @model_validator(mode="after")
    def _each_point_once(self) -> Self:
        if len({each.item for each in self.texts}) < len(self.texts):
            raise ValueError(_("A point of the agenda is minuted twice."))
        return self


class CorrectMinutes(Act):
    """Somebody who was there corrects what the minutes say on a point; who approved before approves anew."""

    kind: ClassVar[str] = "meetings.correct_minutes.v1"
    matter: ClassVar[str] = "meetings"

    meeting: Id
    item: Id | None = None
    words: FreeText


class ApproveMinutes(Act):
    """Somebody who was there for a seat approves the minutes as they stand.

    :param version: the entry that drafted or last corrected what she read
    """

    kind: ClassVar[str] = "meetings.approve_minutes.v1"
    matter: ClassVar[str] = "meetings"

    meeting: Id
    version: Position


class AgreeAction(Act):
    """It is agreed in a meeting that something is done, by whom and until when."""

    kind: ClassVar[str] = "meetings.agree_action.v1"
    matter: ClassVar[str] = "meetings"

    meeting: Id
    item: Id | None = None
    what: Line
    organisation: Id | None = None
    person: Id | None = None
    due_on: date | None = None

    @model_validator(mode="after")
    def _somebody_does_it(self) -> Self:
        if self.organisation is None and self.person is None:
            raise ValueError(_("Say who does it: an organisation or a person."))
        return self


class SettleAction(Act):
    """What was agreed in a meeting was done, or is let go of."""

    kind: ClassVar[str] = "meetings.settle_action.v1"
    matter: ClassVar[str] = "meetings"

    action: Position
    outcome: Literal["done", "dropped"]
    says: FreeText | None = None
