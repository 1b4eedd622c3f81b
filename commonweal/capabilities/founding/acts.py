"""What can be done to found and describe a partnership."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal, Self

from django.utils.translation import gettext_lazy as _
from pydantic import Field, StringConstraints, model_validator

from commonweal.acts.act import Act, Country, Currency, Data, EntryCount, Hex, Id, Lang, Line, ModelCode, Reach
from commonweal.charter.interim import CURRENT

WhoDecides = Literal["everyone", "group", "residents", "contract", "lead"]
Size = Literal["small", "medium", "large", "many"]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=120)]
Purpose = Annotated[str, StringConstraints(strip_whitespace=True, min_length=10, max_length=400)]


class Territory(Data):
    """A place where the partnership works: its name and, where known, its country and code."""

    name: Line
    country: Country | None = None
    code: Annotated[str, StringConstraints(max_length=60)] | None = None


class Source(Data):
    """Where the description came from, if it was taken in from a published file."""

    standard: Annotated[str, StringConstraints(max_length=40)]
    identifier: Annotated[str, StringConstraints(max_length=300)]
    sha256: Hex


class FoundPartnership(Act):
    """A partnership is founded, under the interim charter."""

    kind: ClassVar[str] = "founding.found.v1"
    matter: ClassVar[str] = "founding"

    name: Name
    lang: Lang = "en"
    place: Line
    purpose: Purpose
    who_decides: WhoDecides
    size: Size
    slug: Slug
    log_key: Annotated[str, StringConstraints(min_length=40, max_length=300)]
    edition: Annotated[str, StringConstraints(max_length=40)] = CURRENT
    level: Reach = "local"
    languages: tuple[Lang, ...] = ("en",)
    currency: Currency = "EUR"
    territories: Annotated[tuple[Territory, ...], Field(max_length=200)] = ()
    models: Annotated[tuple[ModelCode, ...], Field(max_length=5)] = ()
    parent: Id | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    source: Source | None = None

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValueError(_("The end lies before the start. Change one of the two days."))
        return self


class DescribePartnership(Act):
    """What is said of a partnership is said anew."""

    kind: ClassVar[str] = "founding.describe.v1"
    matter: ClassVar[str] = "founding"

    name: Name
    lang: Lang = "en"
    place: Line
    purpose: Purpose
    level: Reach
    languages: Annotated[tuple[Lang, ...], Field(min_length=1, max_length=30)]
    currency: Currency
    territories: Annotated[tuple[Territory, ...], Field(max_length=200)] = ()
    starts_on: date | None = None
    ends_on: date | None = None


class NoteChild(Act):
    """The record writes down what the record of a child partnership looks like now."""

    kind: ClassVar[str] = "founding.note_child.v1"
    matter: ClassVar[str] = "founding"

    child: Id
    name: Name
    size: EntryCount
    root: Hex
