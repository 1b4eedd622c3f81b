"""What the tests of fit arrange: scores of the cast, an assessment as it stands, a decision."""

from __future__ import annotations

from typing import Any

from commonweal.acts.testing import NOON, Founded
from commonweal.capabilities.fit.queries import AssessmentThen, assessment_at
from commonweal.capabilities.fit.values import ALTERNATIVES
from commonweal.methods.fit import medians_as_text
from commonweal.partnerships.actors import Actor
from commonweal.record.entry import Entry

CODES = ("linked", "speed")
COST = {"hours": "8", "money": "250", "currency": "EUR"}


def goal(**changes: Any) -> dict[str, Any]:
    """The fields of a goal that is complete."""
    return {
        "title": "No school yard above 38 degrees in June",
        "beneficiaries": "4,100 pupils",
        "area": "North Quarter",
        "from_on": "2026-03-01",
        "until_on": "2028-06-30",
        "results": [{"measured": "Yards above 38 degrees", "unit": "yards", "baseline": "14", "target": "0"}],
        "sdg": ["13.1", "11.7"],
        **changes,
    }


def opened(partnership: Founded, *, alternatives: tuple[str, ...] = ALTERNATIVES, **more: Any) -> int:
    """Open an assessment on two of our criteria and return its position."""
    criteria = [{"code": code} for code in CODES]
    return partnership.given("fit.open_assessment", alternatives=alternatives, criteria=criteria, **more).position


def marks(alliance: int | None = 5, others: int | None = 2, *, of: tuple[str, ...] = ALTERNATIVES) -> dict[str, Any]:
    """Answers that give the alliance one mark throughout and everything else another."""
    return {a: dict.fromkeys(CODES, alliance if a == "alliance" else others) for a in of}


def scored(partnership: Founded, assessment: int, *, by: Actor, scores: Any = None, **more: Any) -> Entry:
    """Let somebody score."""
    given = {"assessment": assessment, "scores": scores or marks(), "cost": COST, **more}
    return partnership.given("fit.score", by=by, **given)


def scored_by_three(partnership: Founded) -> int:
    """Open an assessment, let three people of three sectors score, and return its position."""
    assessment = opened(partnership)
    for person in (partnership.alba, partnership.bruno, partnership.chiara):
        scored(partnership, assessment, by=person)
    return assessment


def as_it_stands(partnership: Founded, assessment: int) -> AssessmentThen:
    """The assessment with its scores."""
    return assessment_at(partnership.id, assessment, at=NOON)


def decision(partnership: Founded, assessment: int, **changes: Any) -> dict[str, Any]:
    """The fields of a decision to proceed that rests on the scores as they are."""
    stands = as_it_stands(partnership, assessment)
    return {
        "assessment": assessment,
        "outcome": "proceed",
        "sponsor": partnership.org("city"),
        "reason": {"text": "Nobody can cool a yard alone."},
        "interests": [
            {"person": partnership.person("Alba"), "interest": False},
            {"organisation": partnership.org("city"), "interest": True, "what": {"text": "It owns the yards."}},
        ],
        "medians": medians_as_text(stands.result),
        "assessors": str(len(stands.scores)),
        "cites": [{"entry": score.entry, "rel": "based_on"} for score in stands.scores],
        **changes,
    }


def decided(partnership: Founded) -> int:
    """Score, close and decide; return the assessment's position."""
    assessment = scored_by_three(partnership)
    partnership.given("fit.close_assessment", assessment=assessment)
    partnership.given("fit.decide", **decision(partnership, assessment))
    return assessment
