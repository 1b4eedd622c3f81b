"""Questions asked of the read model of fit: what holds now, and what held at an earlier instant."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from functools import cached_property
from typing import Any, TypeVar

from commonweal.capabilities.fit.models import (
    Assessment,
    Condition,
    Dated,
    Decision,
    DiscussionNote,
    Goal,
    ModelsChosen,
    ScoreGiven,
    Sounding,
)
from commonweal.kit.dates import parse_instant
from commonweal.methods.fit import Cost, CostResult, FitResult, cost_result, fit_result
from commonweal.people.models import Text

__all__ = ["Assessment", "Condition", "Decision", "DiscussionNote", "Goal", "ModelsChosen", "ScoreGiven", "Sounding"]
# The rows that are handed out, so that forms and pages can name their types; the functions below are found by name.

Turn = dict[str, Any]
D = TypeVar("D", bound=Dated)


class NotThere(LookupError):
    """Nothing in this partnership's fit stands at this position."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Everything that the criteria look at, whenever it held; what was asked of one instant is kept."""

    goals: list[Goal]
    conditions: list[Condition]
    assessments: list[Assessment]
    scores: list[ScoreGiven]
    notes: list[DiscussionNote]
    moments: dict[datetime, Moment] = field(default_factory=dict, repr=False, compare=False)


@dataclass(frozen=True)
class AssessmentThen:
    """An assessment as it stood at one instant.

    :param turns: what happened to it after the opening, in order
    """

    row: Assessment
    turns: tuple[Turn, ...]
    scores: tuple[ScoreGiven, ...]
    notes: tuple[DiscussionNote, ...]

    @property
    def is_open(self) -> bool:
        """Whether scores are taken."""
        states = [t["turn"] for t in self.turns if t["turn"] in ("closed", "reopened")]
        return not states or states[-1] == "reopened"

    @property
    def decision(self) -> Turn | None:
        """The decision that stands, as its turn of the story."""
        found = None
        for turn in self.turns:
            if turn["turn"] in ("decided", "reopened"):
                found = turn if turn["turn"] == "decided" else None
        return found

    @property
    def sponsor_left(self) -> Turn | None:
        """The leaving of the sponsor of the decision that stands."""
        decided = self.decision
        after = [t for t in self.turns if decided and t["entry"] > decided["entry"] and t["turn"] == "sponsor_left"]
        return after[0] if after else None

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of its criteria, in order."""
        return tuple(criterion["code"] for criterion in self.row.criteria)

    @cached_property
    def result(self) -> FitResult:
        """What the scores say."""
        given = [score.scores for score in self.scores]
        return fit_result(given, alternatives=self.row.alternatives, criteria=self.codes)

    @cached_property
    def cost(self) -> CostResult:
        """What collaborating is expected to cost each side."""
        return cost_result([_cost(score) for score in self.scores])


@dataclass(frozen=True, slots=True)
class Moment:
    """Fit as it stood at one instant."""

    goals: tuple[Goal, ...]
    conditions: dict[str, Condition]
    assessments: tuple[AssessmentThen, ...]

    @property
    def assessment(self) -> AssessmentThen | None:
        """The assessment that counts: the one opened last."""
        return self.assessments[-1] if self.assessments else None


def rows(partnership: str) -> Rows:
    """Return all rows that the criteria need, in five questions."""
    return Rows(
        goals=list(Goal.objects.filter(partnership=partnership).order_by("goal", "entry")),
        conditions=list(_conditions(partnership)),
        assessments=list(Assessment.objects.filter(partnership=partnership).order_by("entry")),
        scores=list(ScoreGiven.objects.filter(partnership=partnership).order_by("entry")),
        notes=list(DiscussionNote.objects.filter(partnership=partnership).order_by("entry")),
    )


def moment(known: Rows, at: datetime) -> Moment:
    """Return what of these rows held at `at`."""
    if at not in known.moments:
        known.moments[at] = Moment(
            goals=tuple(_held(known.goals, at)),
            conditions={row.condition: row for row in _held(known.conditions, at)},
            assessments=tuple(
                _then(row, at, scores=known.scores, notes=known.notes) for row in known.assessments if row.at <= at
            ),
        )
    return known.moments[at]


def goals(partnership: str) -> list[Goal]:
    """Return the goals as they are worded now, in the order in which they were first named."""
    return list(Goal.objects.filter(partnership=partnership, ended_at__isnull=True).order_by("goal"))


def goal_wordings(partnership: str, goal: int) -> list[Goal]:
    """Return every wording of a goal, newest first.

    :raises NotThere: where no goal was named at this position
    """
    found = list(Goal.objects.filter(partnership=partnership, goal=goal).order_by("-entry"))
    if not found:
        raise NotThere(goal)
    return found


def conditions(partnership: str) -> list[Condition]:
    """Return everything that was said of the conditions, newest first."""
    return list(_conditions(partnership).order_by("-entry"))


def latest_assessment(partnership: str, *, at: datetime) -> AssessmentThen | None:
    """Return the assessment opened last, with its scores and notes, in three questions."""
    row = Assessment.objects.filter(partnership=partnership).order_by("-entry").first()
    return _with_its_rows(row, at) if row else None


def assessment_at(partnership: str, position: int, *, at: datetime) -> AssessmentThen:
    """Return the assessment opened at `position`.

    :raises NotThere: where none was
    """
    row = Assessment.objects.filter(key=f"{partnership}.{position}").first()
    if row is None:
        raise NotThere(position)
    return _with_its_rows(row, at)


def decisions(partnership: str) -> list[Decision]:
    """Return every decision with its reason, newest first."""
    return list(Decision.objects.filter(partnership=partnership).select_related("reason").order_by("-entry"))


def models_chosen(partnership: str) -> ModelsChosen | None:
    """Return the choice of models that holds."""
    rows = ModelsChosen.objects.filter(partnership=partnership, ended_at__isnull=True)
    return rows.select_related("reason").first()


def soundings(partnership: str) -> list[Sounding]:
    """Return every question put to residents, newest first."""
    return list(Sounding.objects.filter(partnership=partnership).select_related("question").order_by("-entry"))


def sounding(partnership: str, box: str) -> Sounding:
    """Return one question put to residents.

    :raises NotThere: where the box is not one of this partnership's
    """
    row = Sounding.objects.filter(partnership=partnership, box=box).select_related("question").first()
    if row is None:
        raise NotThere(box)
    return row


def sounding_held(partnership: str, box: str) -> Sounding:
    """Return one question and hold it until the transaction ends, so that no answer comes in while it closes.

    :raises NotThere: where the box is not one of this partnership's
    """
    row = Sounding.objects.select_for_update().filter(partnership=partnership, box=box).first()
    if row is None:
        raise NotThere(box)
    return row


def words_of(ids: Iterable[str | None]) -> dict[str, Text]:
    """Return the texts behind these ids; those that were erased are there without words."""
    return Text.objects.in_bulk([id for id in ids if id])


def _conditions(partnership: str) -> Any:
    return Condition.objects.filter(partnership=partnership).select_related("says").order_by("entry")


def _with_its_rows(row: Assessment, at: datetime) -> AssessmentThen:
    which = {"partnership": row.partnership, "assessment": row.entry}
    return _then(
        row,
        at,
        scores=list(ScoreGiven.objects.filter(**which, ended_at__isnull=True).order_by("entry")),
        notes=list(DiscussionNote.objects.filter(**which).select_related("says").order_by("entry")),
    )


def _then(row: Assessment, at: datetime, *, scores: list[ScoreGiven], notes: list[DiscussionNote]) -> AssessmentThen:
    return AssessmentThen(
        row=row,
        turns=tuple(turn for turn in row.story if parse_instant(turn["at"]) <= at),
        scores=tuple(score for score in _held(scores, at) if score.assessment == row.entry),
        notes=tuple(note for note in notes if note.at <= at and note.assessment == row.entry),
    )


def _held(found: Iterable[D], at: datetime) -> list[D]:
    return [row for row in found if row.at <= at and (row.ended_at is None or row.ended_at > at)]


def _cost(score: ScoreGiven) -> Cost:
    return Cost(
        hours=Fraction(score.hours) if score.hours else None,
        money=Fraction(score.money) if score.money else None,
        currency=score.currency or None,
    )
