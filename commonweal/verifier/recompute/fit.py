"""The decision on fit: the medians that it carries follow from the scores that were given before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from commonweal.methods.fit import fit_result, medians_as_text

_OPEN, _SCORE, _DECIDE = "fit.open_assessment", "fit.score", "fit.decide"


@dataclass
class _Assessment:
    alternatives: list[str]
    criteria: list[str]
    scores: dict[str | None, Any] = field(default_factory=dict)  # each person's last answers


class FitDecisions:
    """Follows assessments and scores, and computes the medians of every decision again."""

    kinds = frozenset({_OPEN, _SCORE, _DECIDE})

    def __init__(self) -> None:
        """Begin with no assessment."""
        self._assessments: dict[int, _Assessment] = {}

    def observe(self, position: int, act: dict[str, Any]) -> Iterator[str]:
        """Yield a sentence if a decision carries other figures than the scores give."""
        body = act["body"]
        if act["kv"] != 1:
            return  # a newer house than this one wrote it
        try:
            if act["kind"] == _OPEN:
                codes = [asked["code"] for asked in body["criteria"]]
                self._assessments[position] = _Assessment(list(body["alternatives"]), codes)
            elif act["kind"] == _SCORE:
                assessment = self._assessments.get(body["assessment"])
                if assessment is not None:
                    assessment.scores[act["by"]] = body["scores"]
            else:
                yield from self._compare(body)
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
            if act["kind"] == _DECIDE:  # what is asked and answered has its form from the act, not from here
                yield f"The result cannot be computed again: {error}"

    def _compare(self, body: dict[str, Any]) -> Iterator[str]:
        assessment = self._assessments[body["assessment"]]
        result = fit_result(
            list(assessment.scores.values()), alternatives=assessment.alternatives, criteria=assessment.criteria
        )
        medians, count = medians_as_text(result), str(len(assessment.scores))
        if body["medians"] != medians:
            yield f"The decision carries the medians {body['medians']}; the scores give {medians}."
        if body["assessors"] != count:
            yield f"The decision speaks of {body['assessors']} assessors; {count} gave scores."
