"""The rules that a clause can set as data: who sits where, who decides what, and how it is counted.

Each is one small frozen class with a `type`, so that a charter reads the same as a document and as JSON. Bodies,
matters and rules of decision refer to each other by code; `charter.checking` says where they do not fit together.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from commonweal.charter.data import Data, Localised
from commonweal.charter.living import (
    Accession,
    Amendment,
    Assurance,
    Cycle,
    DataPrinciple,
    Deadline,
    DeadlineFor,
    DisputePath,
    DisputeStep,
    Dissolution,
    Exit,
    InterestKind,
    InterestsPolicy,
    Review,
    Signing,
    Succession,
    Suspension,
)
from commonweal.charter.matters import (
    YES_NO,
    DecisionRule,
    Knowledge,
    Matter,
    Method,
    Of,
    Over,
    Promise,
    Quorum,
    SectorPresence,
    Test,
    Veto,
)
from commonweal.charter.places import (
    SECTORS,
    Body,
    FilledBy,
    HeldBy,
    Office,
    SeatGroup,
)

__all__ = [
    "SECTORS",
    "YES_NO",
    "Access",
    "Accession",
    "Amendment",
    "Assurance",
    "Body",
    "Cycle",
    "DataPrinciple",
    "Deadline",
    "DeadlineFor",
    "DecisionRule",
    "DisputePath",
    "DisputeStep",
    "Dissolution",
    "Exit",
    "FilledBy",
    "Grant",
    "HeldBy",
    "InterestKind",
    "InterestsPolicy",
    "Knowledge",
    "Matter",
    "Method",
    "Of",
    "Office",
    "Over",
    "Promise",
    "Quorum",
    "Review",
    "Rule",
    "SeatGroup",
    "SectorPresence",
    "Signing",
    "Succession",
    "Suspension",
    "Test",
    "Threshold",
    "Veto",
]


class Grant(Data):
    """Who may do something: the acts or matters that this clause gives to some roles."""

    type: Literal["grant"] = "grant"
    acts: tuple[str, ...] = ()
    matters: tuple[str, ...] = ()
    roles: tuple[str, ...]
    refusal: Localised


class Access(Data):
    """Who may read or take away something that is not an act."""

    type: Literal["access"] = "access"
    what: str
    roles: tuple[str, ...]
    refusal: Localised


class Threshold(Data):
    """A number against which a criterion of the seven steps is held. `value` is a decimal as text."""

    type: Literal["threshold"] = "threshold"
    criterion: str
    name: str
    value: Annotated[str, Field(pattern=r"^-?\d+(\.\d+)?$")]


Rule = Annotated[
    Grant
    | Threshold
    | Access
    | Body
    | Matter
    | DecisionRule
    | Cycle
    | Deadline
    | InterestsPolicy
    | DataPrinciple
    | DisputePath
    | Review
    | Signing
    | Amendment
    | Accession
    | Exit
    | Suspension
    | Succession
    | Dissolution,
    Field(discriminator="type"),
]
