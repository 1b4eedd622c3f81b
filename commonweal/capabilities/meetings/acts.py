"""What can be done about a meeting before it is over: call it, move it, settle its agenda, open and close it."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self, TypeVar

from django.utils.translation import gettext_lazy as _
from pydantic import AwareDatetime, Field, model_validator

from commonweal.acts.act import Act, Data, FreeText, Id, Line, Position
from commonweal.charter.data import Code

How = Literal["room", "remote", "both"]
"""Where people meet: in a room, from afar, or as each can."""
Purpose = Literal["inform", "discuss", "decide"]

MOST_ITEMS = 60
LONGEST_HOURS = 72


class Item(Data):
    """One point of an agenda.

    :param item: its id, the same however often the agenda is settled anew, so that notes stay with it
    :param purpose: to inform, to discuss or to decide
    :param on: the charter's matter on which it decides; `decision` the entry that proposed what is decided
    :param minutes: how long it is meant to take
    """

    item: Id
    title: Line
    purpose: Purpose = "discuss"
    on: Code | None = None
    decision: Position | None = None
    minutes: Annotated[int, Field(ge=1, le=600)] | None = None


Agenda = Annotated[tuple[Item, ...], Field(max_length=MOST_ITEMS)]


T = TypeVar("T", bound=Act)


def _once(act: T, agenda: tuple[Item, ...]) -> T:
    if len({each.item for each in agenda}) < len(agenda):
        raise ValueError(_("A point stands on the agenda twice."))
    return act


class _Held(Act):
    """When and where a meeting is held."""

    kind: ClassVar[str] = ""
    matter: ClassVar[str] = "meetings"

    meeting: Id
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    how: How
    where: Line | None = None
    address: Line | None = None

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.ends_at <= self.starts_at:
            raise ValueError(_("Let the meeting end after it begins."))
        if (self.ends_at - self.starts_at).total_seconds() > LONGEST_HOURS * 3600:
            raise ValueError(_("A meeting lasts three days at most. Call another one."))
        return self

    @model_validator(mode="after")
    def _can_be_found(self) -> Self:
        if self.how in ("room", "both") and self.where is None:
            raise ValueError(_("Say where the room is."))
        if self.how in ("remote", "both") and self.address is None:
            raise ValueError(_("Say how to take part from afar: an address or a number to call."))
        return self


class CallMeeting(_Held):
    """A body is called to a meeting."""

    kind: ClassVar[str] = "meetings.call.v1"

    body: Code
    title: Line | None = None
    agenda: Agenda = ()

    @model_validator(mode="after")
    def _each_item_once(self) -> Self:
        return _once(self, self.agenda)


class Reschedule(_Held):
    """A meeting is moved to another time or place."""

    kind: ClassVar[str] = "meetings.reschedule.v1"


class Cancel(Act):
    """A meeting does not take place, for a reason."""

    kind: ClassVar[str] = "meetings.cancel.v1"
    matter: ClassVar[str] = "meetings"

    meeting: Id
    reason: FreeText


class SuggestItem(Item, Act):
    """Somebody suggests a point for the agenda."""

    kind: ClassVar[str] = "meetings.suggest_item.v1"
    matter: ClassVar[str] = "meetings"

    meeting: Id


class SettleAgenda(Act):
    """The agenda of a meeting is settled, whole and in order."""

    kind: ClassVar[str] = "meetings.settle_agenda.v1"
    matter: ClassVar[str] = "meetings"

    meeting: Id
    agenda: Agenda

    @model_validator(mode="after")
    def _each_item_once(self) -> Self:
        return _once(self, self.agenda)


class OpenMeeting(Act):
    """A meeting begins."""

    kind: ClassVar[str] = "meetings.open.v1"
    matter: ClassVar[str] = "meetings"

    meeting: Id


class CloseMeeting(Act):
    """A meeting is over."""

    kind: ClassVar[str] = "meetings.close.v1"
    matter: ClassVar[str] = "meetings"

    meeting: Id
