"""What can be done with a survey of working relations: open it, close it, say what is done for who stands alone."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field, StringConstraints

from commonweal.acts.act import Act, Data, FreeText, Hex, Id

Many = Annotated[int, Field(ge=0, lt=2**31)]
Part = Annotated[str, StringConstraints(pattern=r"^\d{1,6}/\d{1,6}$")]
Mean = Annotated[str, StringConstraints(pattern=r"^[1-5](\.\d{1,2})?$")]


class Result(Data):
    """What the answers say: shares as fractions, means from 1 to 5, and who stands alone."""

    all: Many
    answered: Many
    respondents: Many
    density: Part
    least: Part
    most: Part
    reciprocity: Part | None
    isolated: tuple[Id, ...]
    trust: Mean | None
    value: Mean | None


class OpenSurvey(Act):
    """Partners are asked how they work together."""

    kind: ClassVar[str] = "pulse.open.v1"
    matter: ClassVar[str] = "pulse"

    box: Id
    until_on: date


class CloseSurvey(Act):
    """The survey closes; its answers are counted and sealed."""

    kind: ClassVar[str] = "pulse.close.v1"
    matter: ClassVar[str] = "pulse"

    box: Id
    count: Many | None = None
    root: Hex | None = None
    result: Result | None = None


class NameRemedy(Act):
    """Partners say what they do for those who stand alone, or why it is right that they do."""

    kind: ClassVar[str] = "pulse.remedy.v1"
    matter: ClassVar[str] = "pulse"

    survey: Id
    organisations: Annotated[tuple[Id, ...], Field(max_length=100)] = ()
    words: FreeText
