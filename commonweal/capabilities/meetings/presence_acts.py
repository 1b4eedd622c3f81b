"""What can be said about who comes to a meeting, who is there, and how long which group spoke."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from django.utils.translation import gettext_lazy as _
from pydantic import Field, StringConstraints, model_validator

from commonweal.acts.act import Act, Data, Id

Here = Literal["room", "remote"]
SeatName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}\.[0-9a-z]{1,39}$")]
MOST_SEATS = 300


class SayPresent(Act):
    """Somebody says that she is there; or, before the meeting is opened, that she will come.

    :param expected: whether she says it before: that she will come
    """

    kind: ClassVar[str] = "meetings.say_present.v1"
    matter: ClassVar[str] = "meetings"

    meeting: Id
    how: Here
    expected: bool = False


class SayAbsent(Act):
    """Somebody says that she cannot come, and whether whoever stands in for her does."""

    kind: ClassVar[str] = "meetings.say_absent.v1"
    matter: ClassVar[str] = "meetings"

    meeting: Id
    substitute: bool = False


class SeatThere(Data):
    """How it is with one seat at a meeting.

    :param person: who is there for it, where that is not whoever holds it
    """

    seat: SeatName
    how: Literal["room", "remote", "paper", "excused", "absent"]
    person: Id | None = None


class RecordPresence(Act):
    """Whoever keeps the record says who was there, for those who did not say it themselves: from paper, or by sight."""

    kind: ClassVar[str] = "meetings.record_presence.v1"
    matter: ClassVar[str] = "meetings"

    meeting: Id
    seats: Annotated[tuple[SeatThere, ...], Field(min_length=1, max_length=MOST_SEATS)]

    @model_validator(mode="after")
    def _each_seat_once(self) -> Self:
        if len({each.seat for each in self.seats}) < len(self.seats):
            raise ValueError(_("A seat is named twice."))
        return self


class Spoken(Data):
    """How long one group spoke, in seconds."""

    group: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,40}$")]
    seconds: Annotated[int, Field(ge=0, le=300_000)]


class CountSpeaking(Act):
    """How long each sector or organisation spoke, where whoever leads the meeting wishes to count it; never persons."""

    kind: ClassVar[str] = "meetings.count_speaking.v1"
    matter: ClassVar[str] = "meetings"

    meeting: Id
    by: Literal["sector", "organisation"]
    spoken: Annotated[tuple[Spoken, ...], Field(min_length=1, max_length=200)]
