"""How the partnership lives: deadlines, interests, disputes, signing, change and end, as a clause sets them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from commonweal.charter.data import Code, Data, Days, Localised, Months, Number, Share

Assurance = Literal["passkey", "code", "paper"]
"""How a signature is given, strongest first."""


class Cycle(Data):
    """Something that comes round, such as a report or a review, and who owes it."""

    type: Literal["cycle"] = "cycle"
    code: Code
    what: Localised
    every_months: Months
    owed_by: tuple[str, ...] = ()


DeadlineFor = Literal["acknowledge", "answer", "effect", "minutes", "decision", "dispute", "vacancy", "appeal"]


class Deadline(Data):
    """Within how many days something has to be done."""

    type: Literal["deadline"] = "deadline"
    what: DeadlineFor
    days: Annotated[int, Field(ge=1, le=3650)]


InterestKind = Literal["employment", "ownership", "contract", "funding", "family", "office", "property", "other"]


class InterestsPolicy(Data):
    """Who says what interests they have, who judges whether one is a conflict, and what always is one.

    :param renew_months: after how many months a declaration has to be made again
    :param decided_by: the body that judges; nothing means the chair or the convener
    :param always: kinds of interest that are a conflict without any judgement
    :param bands: amounts at which the bands of a declared interest begin, ascending
    """

    type: Literal["interests"] = "interests"
    renew_months: Months = 12
    decided_by: Code | None = None
    always: tuple[InterestKind, ...] = ()
    bands: tuple[Number, ...] = ()
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] | None = None


class DataPrinciple(Data):
    """A principle by which the partnership handles data."""

    type: Literal["data_principle"] = "data_principle"
    code: Literal["purpose", "minimisation", "transparency", "retention", "security", "community_consent", "openness"]


class DisputeStep(Data):
    """One rung of the path on which a dispute is settled."""

    name: Localised
    body: Code | None = None
    days: Annotated[int, Field(ge=1, le=3650)]


class DisputePath(Data):
    """How a complaint or dispute goes from talking to settling: its steps in order."""

    type: Literal["dispute_path"] = "dispute_path"
    steps: tuple[DisputeStep, ...]


class Review(Data):
    """When the charter is looked at again: on a day, or every so many months."""

    type: Literal["review"] = "review"
    on: date | None = None
    every_months: Months | None = None


class Signing(Data):
    """Who signs the charter, how surely, in which order and until when.

    :param parties: whether every member organisation signs, or only the ones that are named when it is presented
    :param assurance: ways of signing that count
    :param share: of the parties, how many must have signed for it to rule
    """

    type: Literal["signing"] = "signing"
    parties: Literal["each_member", "named"] = "each_member"
    assurance: tuple[Assurance, ...] = ("passkey", "code", "paper")
    in_order: bool = False
    period_days: Annotated[int, Field(ge=1, le=730)] = 60
    share: Share = "1/1"


class Amendment(Data):
    """On which matter an amendment is decided, and how many days later it rules."""

    type: Literal["amendment"] = "amendment"
    matter: Code
    after_days: Days = 0


class Accession(Data):
    """On which matter it is decided that an organisation joins; it then signs the charter as it stands."""

    type: Literal["accession"] = "accession"
    matter: Code


class Exit(Data):
    """How a partner leaves: notice in days, and whether duties taken on remain."""

    type: Literal["exit"] = "exit"
    notice_days: Days = 30
    duties_remain: bool = True


class Suspension(Data):
    """On which matter it is decided that a partner's seats rest for a time."""

    type: Literal["suspension"] = "suspension"
    matter: Code


class Succession(Data):
    """Who takes over from an organisation that ends or is merged: its legal successor, or nobody without a decision."""

    type: Literal["succession"] = "succession"
    matter: Code | None = None


class Dissolution(Data):
    """On which matter it is decided that the partnership ends, and for how many months its record is kept reachable."""

    type: Literal["dissolution"] = "dissolution"
    matter: Code
    record_months: Months = 60
