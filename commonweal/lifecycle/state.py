"""Where a partnership stands on the seven steps, at one instant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, Literal

from commonweal.acts.capability import Criterion, Facts, Finding, Says, Setting
from commonweal.acts.charters import setting_with
from commonweal.acts.installed import criteria
from commonweal.charter.ruling import thresholds_of
from commonweal.lifecycle.by_time import found_since
from commonweal.lifecycle.catalogue import THRESHOLDS, Listed, Step, steps
from commonweal.lifecycle.models import CriterionState
from commonweal.lifecycle.queries import states

Mark = Literal["met", "not_met", "unknown", "waived", "needs"]


@dataclass(frozen=True, slots=True)
class ThresholdShown:
    """A number against which a criterion is held; `clause` where the charter changed it."""

    name: str
    value: Decimal
    default: Decimal
    clause: str | None

    @property
    def label(self) -> Says:
        """What the number counts, in words."""
        return THRESHOLDS.get(self.name, self.name)


@dataclass(frozen=True, slots=True)
class CriterionStanding:
    """One criterion as it stands.

    :param mark: what is shown; `needs` where nothing installed can compute it
    :param status: what was found, waiver or not; nothing where nobody could look
    :param used: positions of the entries on which the finding rests
    :param finding: the whole finding with its words, where it was asked for
    :param asked_until: the last day of a waiver that is asked for and does not count yet
    :param figures: what it counted, where the home page shows it
    """

    listed: Listed
    mark: Mark
    status: Literal["met", "not_met", "unknown"] | None
    used: tuple[int, ...]
    state: CriterionState | None
    finding: Finding | None
    thresholds: tuple[ThresholdShown, ...]
    moved_by: frozenset[str]
    title: Says
    asked_until: date | None
    figures: Mapping[str, Any] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The criterion's id, such as ``1.4``."""
        return self.listed.id

    def reopened_from(self, position: int) -> bool:
        """Tell whether it was met before and stopped being so by this entry or a later one: worth a notice."""
        state = self.state
        return state is not None and state.reopened > 0 and state.status != "met" and state.since >= position

    @property
    def waived_until(self) -> date | None:
        """The last day of the waiver that is in force."""
        return self.state.waiver_expires_on if self.state and self.mark == "waived" else None

    @property
    def reopened(self) -> int:
        """How often it was met and then no longer."""
        return self.state.reopened if self.state else 0


@dataclass(frozen=True, slots=True)
class StepStanding:
    """One step as it stands, its criteria counted."""

    step: Step
    criteria: tuple[CriterionStanding, ...]

    def count(self, mark: Mark) -> int:
        """Return how many criteria show this mark."""
        return sum(each.mark == mark for each in self.criteria)

    @property
    def total(self) -> int:
        """How many criteria the step has."""
        return len(self.criteria)

    @property
    def met(self) -> int:
        """How many are met; what is waived is not."""
        return self.count("met")

    @property
    def not_met(self) -> int:
        """How many are not met."""
        return self.count("not_met")

    @property
    def unknown(self) -> int:
        """How many nobody can tell yet, for want of facts or of records of that kind."""
        return self.count("unknown") + self.count("needs")

    @property
    def waived(self) -> int:
        """How many are waived."""
        return self.count("waived")

    @property
    def waived_until(self) -> date | None:
        """The day on which the first waiver in force ends."""
        return min((each.waived_until for each in self.criteria if each.waived_until), default=None)

    @property
    def reopened(self) -> int:
        """How often it reopened: as often as the criterion that did so most, because one act may reopen several."""
        return max(each.reopened for each in self.criteria)

    @property
    def done(self) -> bool:
        """Whether everything is met or waived. The seventh step is asked again every period and never finished."""
        return self.met + self.waived == self.total


def standing(partnership: str, *, charter: str, at: datetime) -> tuple[StepStanding, ...]:
    """Return where the partnership stands, in one question, from what was found after the last act.

    What time alone may have changed since is looked at again.

    :param charter: the digest of the charter in force, as the partnership's own row names it
    """
    rows = states(partnership)
    facts = _facts(partnership, setting_with(partnership, digest=charter), at)
    return tuple(
        StepStanding(step, tuple(_stands(each, rows.get(each.id), facts, look=False) for each in step.criteria))
        for step in steps()
    )


def examined(partnership: str, *, step: Step, setting: Setting, at: datetime, only: str | None = None) -> StepStanding:
    """Return one step with every finding in its words: what was used, what is missing.

    :param only: look at this criterion alone, and leave the others as they were last found
    """
    rows = states(partnership)
    facts = _facts(partnership, setting, at)
    return StepStanding(
        step,
        tuple(_stands(each, rows.get(each.id), facts, look=only in (None, each.id)) for each in step.criteria),
    )


@cache
def computed() -> Mapping[str, Criterion]:
    """Return the criteria that something installed computes, by id."""
    return {each.id: each for each in criteria()}


def _facts(partnership: str, setting: Setting, at: datetime) -> Facts:
    return Facts(partnership, at=at, changed=thresholds_of(setting.charter), charter=setting.charter)


def _stands(listed: Listed, row: CriterionState | None, facts: Facts, *, look: bool) -> CriterionStanding:
    criterion = computed().get(listed.id)
    on = facts.at.date()
    stale = row is None or (row.holds_until is not None and row.holds_until <= facts.at)
    finding = None
    if criterion and (look or row is None):
        finding = criterion.evaluate(facts, criterion)
    elif criterion and row is not None and stale:
        finding = found_since(criterion, row, facts)
    status = finding.status if finding else (row.status if criterion and row else None)
    used = finding.used if finding else (tuple(row.used) if criterion and row else ())
    return CriterionStanding(
        listed=listed,
        mark=_mark(status, row, on=on),
        status=status,  # type: ignore[arg-type]  # the column holds what a Finding held
        used=used,
        state=row,
        finding=finding,
        thresholds=_thresholds(criterion, facts) if criterion else (),
        moved_by=criterion.moved_by if criterion else frozenset(),
        title=criterion.title if criterion else listed.title,
        asked_until=row.waiver_expires_on if row and row.waiver_open(on) and not row.waiver_counts else None,
        figures=finding.figures if finding else (row.figures if criterion and row else {}),
    )


def _mark(status: str | None, row: CriterionState | None, *, on: date) -> Mark:
    """What is met is shown as met; a waiver covers anything else, and never turns into met."""
    if status == "met":
        return "met"
    if row is not None and row.waived(on):
        return "waived"
    if status is None:
        return "needs"
    return "not_met" if status == "not_met" else "unknown"


def _thresholds(criterion: Criterion, facts: Facts) -> tuple[ThresholdShown, ...]:
    shown = []
    for name, default in criterion.thresholds.items():
        changed = facts.changed.get((criterion.id, name))
        shown.append(
            ThresholdShown(
                name=name,
                value=criterion.threshold(name, facts),
                default=default,
                clause=changed[1] if changed else None,
            )
        )
    return tuple(shown)
