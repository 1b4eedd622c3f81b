"""What can be done about bodies: give a seat, name who stands in, let it go empty, give an office and end it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal, Self

from django.utils.translation import gettext_lazy as _
from pydantic import StringConstraints, model_validator

from commonweal.acts.act import Act, FreeText, Id, Line, Position
from commonweal.charter.data import Code
from commonweal.charter.rules import FilledBy, Office

SeatName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}\.[0-9a-z]{1,39}$")]
Why = Literal["resigned", "term_over", "recalled", "left", "other"]


class Designate(Act):
    """A seat of a body is given to somebody.

    :param organisation: the member for which the seat is held; nothing for somebody who sits there for herself
    :param reference: what shows it, in one line: a mandate letter, minutes, the result of a draw
    :param decision: the entry that proposed the election, and `option` the code under which she stood in it
    :param substitute: the pseudonym of whoever stands in
    """

    kind: ClassVar[str] = "bodies.designate.v1"
    matter: ClassVar[str] = "bodies"

    body: Code
    seat: SeatName
    person: Id
    organisation: Id | None = None
    how: FilledBy
    reference: Line | None = None
    decision: Position | None = None
    option: Code | None = None
    until_on: date | None = None
    substitute: Id | None = None

    @model_validator(mode="after")
    def _says_on_what_it_rests(self) -> Self:
        if self.how == "election" and self.decision is None and self.reference is None:
            raise ValueError(_("Name the decision that elected this person, or what else shows the result."))
        if self.how in ("mandate_letter", "draw") and self.reference is None:
            raise ValueError(_("Name what shows it, such as the letter or the minutes of the draw."))
        if self.substitute == self.person:
            raise ValueError(_("Somebody else stands in: choose another person."))
        return self


class NameSubstitute(Act):
    """It is said who stands in for whoever holds a seat, or that nobody does."""

    kind: ClassVar[str] = "bodies.name_substitute.v1"
    matter: ClassVar[str] = "bodies"

    body: Code
    seat: SeatName
    substitute: Id | None = None


class Vacate(Act):
    """Somebody no longer holds a seat, for a reason."""

    kind: ClassVar[str] = "bodies.vacate.v1"
    matter: ClassVar[str] = "bodies"

    body: Code
    seat: SeatName
    why: Why
    says: FreeText | None = None


class Appoint(Act):
    """Somebody takes an office in a body: its chair, or whoever keeps its record.

    :param decision: the entry that proposed the election, and `option` the code under which she stood in it
    """

    kind: ClassVar[str] = "bodies.appoint.v1"
    matter: ClassVar[str] = "bodies"

    body: Code
    office: Office
    person: Id
    until_on: date | None = None
    decision: Position | None = None
    option: Code | None = None


class EndOffice(Act):
    """Somebody no longer holds an office in a body."""

    kind: ClassVar[str] = "bodies.end_office.v1"
    matter: ClassVar[str] = "bodies"

    body: Code
    office: Office
    why: Why
