"""What can be done to find out whether an alliance fits; all validation that needs nothing else."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Self

from django.utils.translation import gettext_lazy as _
from pydantic import AfterValidator, Field, StringConstraints, ValidationInfo, field_validator, model_validator

from commonweal.acts.act import Act, Amount, Currency, Data, FreeText, Hex, Id, Lang, Line, ModelCode, Position
from commonweal.capabilities.fit.phrases import CRITERIA
from commonweal.capabilities.fit.sdg import is_sdg_code, sdg_order
from commonweal.capabilities.fit.values import (
    ALTERNATIVES,
    COCREATION,
    Alternative,
    Answer,
    Code,
    Colour,
    Exact,
    Link,
    Many,
    Mark,
    Number,
    Outcome,
    Subject,
)


def _in_their_order(given: tuple[str, ...], order: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in order if name in given)


def _real_code(code: str) -> str:
    if not is_sdg_code(code):
        raise ValueError(_("Give codes such as 13 or 13.1. There are 17 goals with 169 targets."))
    return code


class Result(Data):
    """A sketch of a result that could be measured: what, in which unit, from where, to where."""

    measured: Line
    unit: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
    baseline: Number | None = None
    target: Number


class NameGoal(Act):
    """A goal is named: for whom, where, by when, and how one would notice."""

    kind: ClassVar[str] = "fit.name_goal.v1"
    matter: ClassVar[str] = "fit"

    title: Line
    lang: Lang = "en"
    beneficiaries: Line | None = None
    area: Line | None = None
    from_on: date | None = None
    until_on: date | None = None
    results: Annotated[tuple[Result, ...], Field(max_length=10)] = ()
    sdg: Annotated[tuple[Annotated[str, AfterValidator(_real_code)], ...], Field(max_length=40)] = ()

    @field_validator("until_on")
    @classmethod
    def _ends_after_it_starts(cls, until_on: date | None, info: ValidationInfo) -> date | None:
        starts = info.data.get("from_on")
        if starts and until_on and until_on < starts:
            raise ValueError(_("The end lies before the start. Change one of the two days."))
        return until_on

    @field_validator("sdg")
    @classmethod
    def _codes_in_order(cls, sdg: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(sorted(set(sdg), key=sdg_order))


class ReviseGoal(NameGoal):
    """A goal is said anew, and the old wording stays readable."""

    kind: ClassVar[str] = "fit.revise_goal.v1"

    goal: Position


class WithdrawGoal(Act):
    """A goal is given up, with the reason."""

    kind: ClassVar[str] = "fit.withdraw_goal.v1"
    matter: ClassVar[str] = "fit"

    goal: Position
    reason: FreeText | None = None


class StateCondition(Act):
    """Somebody says whether a condition for working together is there, and on what that rests."""

    kind: ClassVar[str] = "fit.state_condition.v1"
    matter: ClassVar[str] = "fit"

    condition: Subject
    colour: Colour
    says: FreeText | None = None
    link: Link | None = None

    @model_validator(mode="after")
    def _rests_on_something(self) -> Self:
        if self.says is None and self.link is None:
            raise ValueError(_("Say in a sentence on what this rests, or give the address of a document."))
        return self


class Asked(Data):
    """A criterion of an assessment: one of ours by its code, or one of the partners' own with its words."""

    code: Code
    title: Line | None = None
    low: Line | None = None
    high: Line | None = None
    lang: Lang | None = None

    @model_validator(mode="after")
    def _ours_or_in_their_words(self) -> Self:
        if self.code in ("text", "digest"):
            raise ValueError(_("This name is one of ours. Give your own criterion another one."))
        words = (self.title, self.low, self.high, self.lang)
        if self.code in CRITERIA and any(words):
            raise ValueError(_("This name is one of ours. Give your own criterion another one."))
        if self.code not in CRITERIA and not all(words):
            raise ValueError(_("Give your own criterion a question, and say what a 1 and a 5 mean."))
        return self


class OpenAssessment(Act):
    """An assessment opens: the alliance and its alternatives, on one list of criteria."""

    kind: ClassVar[str] = "fit.open_assessment.v1"
    matter: ClassVar[str] = "fit"

    alternatives: tuple[Alternative, ...]
    criteria: Annotated[tuple[Asked, ...], Field(min_length=1, max_length=20)]

    @field_validator("alternatives")
    @classmethod
    def _something_to_compare(cls, alternatives: tuple[str, ...]) -> tuple[str, ...]:
        if "alliance" not in alternatives or len(alternatives) < 2:
            raise ValueError(_("Keep the alliance and choose at least one alternative to compare it with."))
        return _in_their_order(alternatives, ALTERNATIVES)

    @field_validator("criteria")
    @classmethod
    def _each_once(cls, criteria: tuple[Asked, ...]) -> tuple[Asked, ...]:
        if len({c.code for c in criteria}) < len(criteria):
            raise ValueError(_("Each criterion can stand in the list once."))
        return criteria


class CloseAssessment(Act):
    """An assessment closes: no more scores are taken."""

    kind: ClassVar[str] = "fit.close_assessment.v1"
    matter: ClassVar[str] = "fit"

    assessment: Position


class Reopen(Act):
    """An assessment opens again, and the decision that rested on it no longer stands."""

    kind: ClassVar[str] = "fit.reopen.v1"
    matter: ClassVar[str] = "fit"

    assessment: Position
    reason: FreeText


class CostOfCollaborating(Data):
    """What taking part would cost the assessor's side each month; nothing where she cannot say."""

    hours: Amount | None = None
    money: Amount | None = None
    currency: Currency | None = None

    @model_validator(mode="after")
    def _money_has_a_currency(self) -> Self:
        if self.money is not None and self.currency is None:
            raise ValueError(_("Say in which currency."))
        return self


class Score(Act):
    """Somebody scores the alliance and its alternatives; a later score of hers replaces this one."""

    kind: ClassVar[str] = "fit.score.v1"
    matter: ClassVar[str] = "fit"

    assessment: Position
    scores: dict[Alternative, dict[Code, Mark | None]]
    cost: CostOfCollaborating = CostOfCollaborating()

    @field_validator("scores")
    @classmethod
    def _says_something(cls, scores: dict[str, dict[str, int | None]]) -> dict[str, dict[str, int | None]]:
        if all(mark is None for marks in scores.values() for mark in marks.values()):
            raise ValueError(_("You have not scored anything yet. Answer at least one question."))
        return scores


class Note(Act):
    """What was found in talking about an item on which views lie far apart."""

    kind: ClassVar[str] = "fit.note.v1"
    matter: ClassVar[str] = "fit"

    assessment: Position
    alternative: Alternative
    criterion: Code
    says: FreeText


class Declaration(Data):
    """Whether a decider, a person or an organisation, has an interest in the answer; nothing: not yet said."""

    person: Id | None = None
    organisation: Id | None = None
    interest: bool | None = None
    what: FreeText | None = None

    @model_validator(mode="after")
    def _of_one_decider(self) -> Self:
        if (self.person is None) == (self.organisation is None):
            raise ValueError(_("A declaration is either a person's or an organisation's."))
        if self.interest and self.what is None:
            raise ValueError(_("Say what the interest is."))
        return self


class Decide(Act):
    """It is decided to proceed, to take a smaller form, or not to partner."""

    kind: ClassVar[str] = "fit.decide.v1"
    matter: ClassVar[str] = "fit"

    assessment: Position
    outcome: Outcome
    instead: Alternative | None = None
    sponsor: Id
    reason: FreeText
    interests: Annotated[tuple[Declaration, ...], Field(max_length=60)] = ()
    medians: dict[Alternative, Exact]
    assessors: Annotated[str, StringConstraints(pattern=r"^\d{1,9}$")]

    @field_validator("instead")
    @classmethod
    def _an_alternative(cls, instead: str | None, info: ValidationInfo) -> str | None:
        if instead == "alliance" or (instead and info.data.get("outcome") == "proceed"):
            raise ValueError(_("Name what will be done instead only where the alliance does not go ahead in full."))
        return instead


class ChooseModels(Act):
    """One or more of the five models of working together are chosen."""

    kind: ClassVar[str] = "fit.choose_models.v1"
    matter: ClassVar[str] = "fit"

    models: Annotated[tuple[ModelCode, ...], Field(min_length=1, max_length=5)]
    reason: FreeText | None = None

    @field_validator("models")
    @classmethod
    def _each_once(cls, models: tuple[str, ...]) -> tuple[str, ...]:
        return _in_their_order(models, COCREATION)


class OpenSounding(Act):
    """One question about a condition is put to residents, who need no account to answer."""

    kind: ClassVar[str] = "fit.open_sounding.v1"
    matter: ClassVar[str] = "fit"

    box: Id
    condition: Subject
    question: FreeText
    until_on: date | None = None


class CloseSounding(Act):
    """A question to residents closes; its answers are counted and sealed."""

    kind: ClassVar[str] = "fit.close_sounding.v1"
    matter: ClassVar[str] = "fit"

    box: Id
    count: Many
    root: Hex
    answers: dict[Answer, Many]
