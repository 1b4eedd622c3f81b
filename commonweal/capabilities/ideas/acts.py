"""What can be done with ideas: put, joined, split and rated; and interventions that are drafted from them together."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from django.utils.translation import gettext_lazy as _
from pydantic import Field, field_validator, model_validator

from commonweal.acts.act import Act, FreeText, Line, Position
from commonweal.acts.citing import Citing

MOST_CRITERIA = 6
MOST_PARAGRAPHS = 60
LOWEST, HIGHEST = 0, 4

Score = Annotated[int, Field(ge=LOWEST, le=HIGHEST)]
Sources = Annotated[tuple[Position, ...], Field(max_length=200)]


class Sourced(Citing):
    """An act that names the entries on which it is based."""

    def named(self) -> dict[int, str]:
        """Return the sources, each as something on which this is based."""
        return dict.fromkeys(getattr(self, "sources", ()), "based_on")


class PutIdea(Sourced):
    """An idea is put, with what it came from."""

    kind: ClassVar[str] = "ideas.put.v1"
    matter: ClassVar[str] = "ideas"

    title: Line
    text: FreeText
    sources: Sources = ()


class MergeIdeas(Citing):
    """Several ideas are joined into one; each stays named as its source."""

    kind: ClassVar[str] = "ideas.merge.v1"
    matter: ClassVar[str] = "ideas"

    ideas: Annotated[tuple[Position, ...], Field(min_length=2, max_length=50)]
    title: Line
    text: FreeText

    def named(self) -> dict[int, str]:
        """Return the ideas that are joined."""
        return dict.fromkeys(self.ideas, "supersedes")

    @field_validator("ideas")
    @classmethod
    def _different_ones(cls, ideas: tuple[int, ...]) -> tuple[int, ...]:
        if len(set(ideas)) < 2:
            raise ValueError(_("Choose at least two different ideas."))
        return tuple(sorted(set(ideas)))


class SplitIdea(Citing):
    """A part of an idea goes on as an idea of its own."""

    kind: ClassVar[str] = "ideas.split.v1"
    matter: ClassVar[str] = "ideas"
    relations: ClassVar[dict[str, str]] = {"idea": "supersedes"}

    idea: Position
    title: Line
    text: FreeText


class ChooseCriteria(Act):
    """The criteria are chosen by which ideas are rated from now on."""

    kind: ClassVar[str] = "ideas.choose_criteria.v1"
    matter: ClassVar[str] = "ideas"

    criteria: Annotated[tuple[Line, ...], Field(min_length=1, max_length=MOST_CRITERIA)]

    @field_validator("criteria")
    @classmethod
    def _each_once(cls, criteria: tuple[str, ...]) -> tuple[str, ...]:
        if len({title.casefold() for title in criteria}) < len(criteria):
            raise ValueError(_("Name every criterion once."))
        return criteria


class RateIdea(Citing):
    """Somebody rates an idea by the criteria that were chosen; a later rating of hers takes the place of the first."""

    kind: ClassVar[str] = "ideas.rate.v1"
    matter: ClassVar[str] = "ideas"
    relations: ClassVar[dict[str, str]] = {"idea": "measures", "criteria": "based_on"}

    idea: Position
    criteria: Position
    scores: Annotated[tuple[Score, ...], Field(min_length=1, max_length=MOST_CRITERIA)]


class OpenDraft(Citing):
    """An intervention is drafted from ideas, paragraph by paragraph, so that others can suggest changes."""

    kind: ClassVar[str] = "ideas.open_draft.v1"
    matter: ClassVar[str] = "ideas"

    title: Line
    ideas: Annotated[tuple[Position, ...], Field(min_length=1, max_length=50)]
    paragraphs: Annotated[tuple[FreeText, ...], Field(min_length=1, max_length=MOST_PARAGRAPHS)]

    def named(self) -> dict[int, str]:
        """Return the ideas from which it is drafted."""
        return dict.fromkeys(self.ideas, "implements")


class SuggestChange(Citing):
    """A change of a draft is suggested: other words for a paragraph, a new one after it, or to leave it out."""

    kind: ClassVar[str] = "ideas.suggest.v1"
    matter: ClassVar[str] = "ideas"
    relations: ClassVar[dict[str, str]] = {"draft": "answers", "on": "based_on"}

    draft: Position
    paragraph: Annotated[int, Field(ge=1, le=1000)]
    on: Position
    what: Literal["replace", "add", "leave_out"]
    text: FreeText | None = None
    reason: FreeText | None = None

    @model_validator(mode="after")
    def _says_what(self) -> Self:
        if (self.text is None) != (self.what == "leave_out"):
            raise ValueError(_("Write the words that you suggest; to leave a paragraph out, write none."))
        return self


class SettleSuggestion(Citing):
    """A suggestion is taken into the draft, as it is or in other words; or not, with a reason."""

    kind: ClassVar[str] = "ideas.settle.v1"
    matter: ClassVar[str] = "ideas"
    relations: ClassVar[dict[str, str]] = {"suggestion": "answers"}

    suggestion: Position
    outcome: Literal["taken", "declined"]
    text: FreeText | None = None
    reason: FreeText | None = None

    @model_validator(mode="after")
    def _declined_with_a_reason(self) -> Self:
        if self.outcome == "declined" and self.reason is None:
            raise ValueError(_("Say why it is not taken, so that whoever suggested it can read it."))
        return self


class FinishDraft(Citing):
    """A draft is finished: it stands as an intervention, with everything that shaped it."""

    kind: ClassVar[str] = "ideas.finish.v1"
    matter: ClassVar[str] = "ideas"
    relations: ClassVar[dict[str, str]] = {"draft": "closes"}

    draft: Position
