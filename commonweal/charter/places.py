"""Who sits where: the bodies of a partnership and their seats, as a clause sets them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from commonweal.charter.data import Code, Data, Days, Localised, Months, Number, Share

SECTORS = ("government", "company", "civil_society", "university", "community")

HeldBy = Literal["each_member", "each_person", "organisation", "sector", "community", "lot", "expert"]
FilledBy = Literal["office", "appointment", "election", "draw", "mandate_letter"]


class SeatGroup(Data):
    """Seats of one kind in a body.

    :param held_by: ``each_member``: one for every member organisation, filled by its representative; ``each_person``:
        one for everybody who takes part; ``organisation``, ``sector``, ``community``: `count` seats held by that which
        `of` names; ``lot``: by people drawn; ``expert``: by persons without a constituency
    :param of: an organisation's id, a sector, or a community's name; nothing where `held_by` needs none
    :param count: how many seats; of no meaning for ``each_member`` and ``each_person``
    :param weight: what one seat weighs where a test counts weight; `population`: how many people it stands for
    :param term_months: how long somebody holds it; nothing where it has no term
    """

    code: Code
    name: Localised
    held_by: HeldBy
    of: Annotated[str, StringConstraints(max_length=160)] = ""
    count: Annotated[int, Field(ge=1, le=2000)] = 1
    weight: Number = "1"
    population: Number = "0"
    term_months: Months | None = None
    substitute: bool = True
    filled_by: FilledBy = "appointment"


Office = Literal["chair", "record_keeper"]


class Body(Data):
    """A body of the partnership: what it is for, who sits in it, and until when.

    :param parent: the body under which it stands; nothing for the highest
    :param delegated: codes of matters on which its parent lets it decide
    :param sunset_on: the day after which it is no more, unless the charter is amended
    :param typical_absence: the share of seats expected to stay away, until six meetings tell
    """

    type: Literal["body"] = "body"
    code: Code
    name: Localised
    mandate: Localised
    parent: Code | None = None
    seats: tuple[SeatGroup, ...]
    offices: tuple[Office, ...] = ("chair", "record_keeper")
    delegated: tuple[Code, ...] = ()
    meets_every_months: Months | None = None
    notice_days: Days = 7
    typical_absence: Share = "1/5"
    sunset_on: date | None = None
