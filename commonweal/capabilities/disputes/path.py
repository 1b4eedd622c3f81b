"""The path of complaints that a charter lays down, step by step, and what holds where it lays down none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final

from django.utils.translation import get_language, gettext

from commonweal.acts.charters import setting_with
from commonweal.charter.clauses import Charter
from commonweal.charter.data import in_language
from commonweal.charter.judge import SILENT
from commonweal.charter.rules import DisputePath, DisputeStep
from commonweal.charter.ruling import first_of
from commonweal.partnerships.queries import digest_in_force

SILENT_DAYS: Final = 30
"""How long one may take to settle a complaint where the charter has no path."""


@dataclass(frozen=True, slots=True)
class Path:
    """The steps of a charter with the clause that lays them down."""

    clause: str
    steps: tuple[DisputeStep, ...]

    def step(self, number: int) -> DisputeStep:
        """Return a step, the last one for numbers beyond."""
        return self.steps[min(number, len(self.steps) - 1)]

    def has_after(self, number: int) -> bool:
        """Whether there is a further step."""
        return number + 1 < len(self.steps)

    def due_on(self, number: int, *, since: datetime) -> date:
        """Return the last day of a step that began at an instant."""
        return since.date() + timedelta(days=self.step(number).days)


def path_in(charter: Charter) -> Path:
    """Return the path that a charter lays down; one step of thirty days where it is silent."""
    found = first_of(charter, DisputePath)
    if found is None or not found[1].steps:
        return Path(SILENT, (DisputeStep(name={}, days=SILENT_DAYS),))
    return Path(found[0].number, found[1].steps)


def path_with(partnership: str, *, digest: str) -> Path:
    """Return the path of the charter of this digest, which once ruled here."""
    return _kept(partnership, digest)


def path_here(partnership: str) -> Path:
    """Return the path that rules now."""
    digest = digest_in_force(partnership)
    return Path(SILENT, (DisputeStep(name={}, days=SILENT_DAYS),)) if digest is None else _kept(partnership, digest)


def step_name(step: DisputeStep) -> str:
    """Return what a step is called in the language of the page."""
    return in_language(step.name, get_language() or "en") if step.name else gettext("Settling it")


@lru_cache(maxsize=64)
def _kept(partnership: str, digest: str) -> Path:
    return path_in(setting_with(partnership, digest=digest).charter)
