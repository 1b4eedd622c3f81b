"""Results are computed again from the record, and a wrong one is named by its entry."""

from __future__ import annotations

from typing import Any

import pytest

from commonweal.charter.interim import interim_charter
from commonweal.verifier.tests.both import by_product
from commonweal.verifier.tests.making import Maker


def assessed(medians: dict[str, str], assessors: str = "3") -> Maker:
    """Return a record with three assessors, one of whom changed her mind, and a decision at entry 6."""
    maker = Maker("fit")
    maker.found()
    codes = [{"code": "reach"}, {"code": "cost"}]
    maker.add("fit.open_assessment", {"alternatives": ["alliance", "alone"], "criteria": codes})
    for who, alliance, alone in (("a", 1, 5), ("b", 4, 2), ("c", 5, None), ("a", 3, 2)):
        scores = {"alliance": {"reach": alliance, "cost": alliance}, "alone": {"reach": alone, "cost": None}}
        maker.add("fit.score", {"assessment": 1, "scores": scores, "cost": {}}, by=maker.id(who))
    maker.add("fit.decide", {"assessment": 1, "medians": medians, "assessors": assessors, "outcome": "proceed"})
    return maker


def test_a_decision_that_follows_from_its_scores_holds():
    assert by_product(assessed({"alliance": "4", "alone": "2"}).bundle()).status == 0


@pytest.mark.parametrize(
    ("medians", "assessors"),
    [
        ({"alliance": "5", "alone": "2"}, "3"),
        ({"alliance": "4"}, "3"),
        ({"alliance": "4", "alone": "2"}, "4"),
        ({}, ""),
    ],
)
def test_a_decision_with_other_figures_is_named(medians: dict[str, str], assessors: str):
    found = by_product(assessed(medians, assessors).bundle())

    assert (found.status, found.entries) == (1, [6])


@pytest.mark.parametrize("body", [{}, {"assessment": []}, {"assessment": 5}, {"assessment": 1, "medians": 3}])
def test_a_decision_that_makes_no_sense_is_named(body: dict[str, Any]):
    maker = assessed({"alliance": "4", "alone": "2"})
    maker.add("fit.decide", body)

    assert by_product(maker.bundle()).entries == [7]


def test_the_founding_stands_under_the_charter_it_names():
    def founded(digest: str) -> bytes:
        maker = Maker("charter")
        maker.found()
        act = maker.act(
            "founding.found", {"log_key": str(maker.log_keys[0]), "edition": interim_charter().edition}, charter=digest
        )
        fresh = Maker("charter", log_keys=maker.log_keys)
        act["at"] = "2026-01-01T00:00:00Z"
        fresh.append({"act": act, "sig": None})
        return fresh.bundle()

    assert by_product(founded(interim_charter().digest())).status == 0
    assert by_product(founded("ab" * 32)).entries == [0]
