"""Read models as rows: what a capability offers once, and programs, spreadsheets and Data Packages take."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.utils.functional import Promise

from commonweal.partnerships.actors import Actor

Says = str | Promise
"""A text for people: marked for translation, resolved when it is shown."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads a sheet, of which partnership, when, and how much the charter lets her see.

    :param slug: the partnership's address, for links
    :param names: whether she may see names of persons; where not, such a column holds nothing
    :param exact: whether she may see times to the second; else they are coarsened to the hour
    """

    partnership: str
    slug: str
    actor: Actor
    at: datetime
    names: bool
    exact: bool


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet.

    :param type: as in a Data Package's table schema; ``id`` and ``list`` are written as text, a list joined by ``; ``
    """

    name: str
    title: Says
    type: Literal["string", "integer", "number", "boolean", "date", "datetime", "id", "list"] = "string"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A read model as rows: offered once by its capability, given as JSON, CSV, XLSX and in a Data Package.

    :param name: in addresses and file names; unique in the house
    :param rows: the rows from `start` (counted from 0) up to but not including `stop`, or to the end where that is
        nothing; in a fixed order; a number of queries that does not grow with the rows; values as plain data
        (text, int, Decimal, bool, date, datetime in UTC, list of text, or nothing)
    :param reads: what the charter must let somebody read (`Access` rules) for this sheet to exist for her
    """

    name: str
    title: Says
    columns: tuple[Column, ...]
    rows: Callable[[Reader, int, int | None], Sequence[Sequence[Any]]]
    reads: str = "record"
