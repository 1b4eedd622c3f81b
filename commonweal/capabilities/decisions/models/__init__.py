"""The read model of decisions. How things stand at an instant follows from instants, so no row changes by itself.

What other rooms ask about a decision (`partnerships.structure.Decided`) is written here too.
"""

from __future__ import annotations

from commonweal.capabilities.decisions.models.deciding import BallotRound, CastBallot, Decision, Option
from commonweal.capabilities.decisions.models.saying import (
    Action,
    AppealMade,
    GivenProxy,
    Objection,
    PositionTaken,
    ProposedChange,
    RecordedDissent,
    UsedVeto,
)

__all__ = [
    "Action",
    "AppealMade",
    "BallotRound",
    "CastBallot",
    "Decision",
    "GivenProxy",
    "Objection",
    "Option",
    "PositionTaken",
    "ProposedChange",
    "RecordedDissent",
    "UsedVeto",
]
