"""The answers of somebody who is still scoring: private, kept in her session until she sends them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.sessions.backends.base import SessionBase

from commonweal.capabilities.fit.queries import AssessmentThen
from commonweal.kit.ids import new_id

_KEY = "fit_draft"


class Draft:
    """The draft of one person for one assessment. What she sent before is where a new draft begins.

    :param person: her pseudonym; a draft of somebody else in the same browser is never shown
    """

    def __init__(self, session: SessionBase, assessment: AssessmentThen, *, person: str | None) -> None:
        self._session = session
        self._name = f"{assessment.row.key}.{person}"
        self.codes: Sequence[str] = assessment.codes
        self.alternatives: Sequence[str] = assessment.row.alternatives
        kept = session.get(_KEY, {}).get(self._name)
        self._kept: dict[str, Any] = kept or self._begun(assessment, person)

    @property
    def idem(self) -> str:
        """The number under which it will be recorded, so that sending twice scores once."""
        return str(self._kept["idem"])

    @property
    def begun(self) -> bool:
        """Whether there is anything in it."""
        return bool(self._kept["marks"])

    @property
    def cost(self) -> dict[str, str]:
        """What taking part would cost, as far as it is known."""
        return dict(self._kept["cost"])

    @property
    def cost_said(self) -> bool:
        """Whether she has been at the last screen."""
        return bool(self._kept["cost_said"])

    def marks(self, code: str) -> dict[str, int | None]:
        """Return what she answered on one criterion; nothing at all where she has not been there."""
        return dict(self._kept["marks"].get(code, {}))

    def answered(self) -> list[str]:
        """Return the criteria on which every alternative has an answer."""
        return [code for code in self.codes if set(self.marks(code)) >= set(self.alternatives)]

    def next_screen(self) -> int | None:
        """Return the number, from 1, of the first screen that is not answered; the cost comes last; or nothing."""
        done = self.answered()
        for number, code in enumerate(self.codes, start=1):
            if code not in done:
                return number
        return None if self.cost_said else len(self.codes) + 1

    def scores(self) -> dict[str, dict[str, int | None]]:
        """Return the answers as the act takes them: alternative to criterion to mark."""
        return {a: {code: self.marks(code).get(a) for code in self.codes} for a in self.alternatives}

    def keep(self, code: str, marks: Mapping[str, int | None]) -> None:
        """Keep the answers on one criterion."""
        self._kept["marks"][code] = dict(marks)
        self._save()

    def keep_cost(self, cost: Mapping[str, str]) -> None:
        """Keep what taking part would cost."""
        self._kept["cost"], self._kept["cost_said"] = dict(cost), True
        self._save()

    def forget(self) -> None:
        """Drop the draft: it was sent, or she does not want it."""
        drafts = self._session.get(_KEY, {})
        drafts.pop(self._name, None)
        self._session[_KEY] = drafts

    def _save(self) -> None:
        self._session[_KEY] = {**self._session.get(_KEY, {}), self._name: self._kept}

    def _begun(self, assessment: AssessmentThen, person: str | None) -> dict[str, Any]:
        sent = next((score for score in assessment.scores if person and score.by == person), None)
        if sent is None:
            return {"idem": new_id(), "marks": {}, "cost": {}, "cost_said": False}
        marks = {code: {a: sent.scores[a][code] for a in self.alternatives} for code in self.codes}
        cost = {name: getattr(sent, name) for name in ("hours", "money", "currency") if getattr(sent, name)}
        return {"idem": new_id(), "marks": marks, "cost": cost, "cost_said": True}
