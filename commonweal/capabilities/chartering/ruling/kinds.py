"""Every type of rule, in the order in which a form offers them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from commonweal.capabilities.chartering.ruling.asked import Kind
from commonweal.capabilities.chartering.ruling.bodies import BODY
from commonweal.capabilities.chartering.ruling.deciding import MATTER, RULE
from commonweal.capabilities.chartering.ruling.living import LIVING
from commonweal.charter import rules

KINDS: Mapping[str, Kind] = {kind.type: kind for kind in (BODY, RULE, MATTER, *LIVING)}

RULES: Mapping[str, type[Any]] = {
    "grant": rules.Grant,
    "threshold": rules.Threshold,
    "access": rules.Access,
    "body": rules.Body,
    "matter": rules.Matter,
    "rule": rules.DecisionRule,
    "cycle": rules.Cycle,
    "deadline": rules.Deadline,
    "interests": rules.InterestsPolicy,
    "data_principle": rules.DataPrinciple,
    "dispute_path": rules.DisputePath,
    "review": rules.Review,
    "signing": rules.Signing,
    "amendment": rules.Amendment,
    "accession": rules.Accession,
    "exit": rules.Exit,
    "suspension": rules.Suspension,
    "succession": rules.Succession,
    "dissolution": rules.Dissolution,
}
PARTS_OF: Mapping[str, type[Any]] = {
    "seats": rules.SeatGroup,
    "tests": rules.Test,
    "override": rules.Test,
    "quorum": rules.Quorum,
    "presence": rules.SectorPresence,
    "vetoes": rules.Veto,
    "steps": rules.DisputeStep,
}
