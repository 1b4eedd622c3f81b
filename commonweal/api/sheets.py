"""Every read model as rows of JSON, from the sheets that manifests offer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from commonweal.acts.capability import Column, Reader, Setting, Sheet
from commonweal.acts.charters import setting_with
from commonweal.acts.installed import sheets
from commonweal.acts.perform import Refused, verdict_on_reading
from commonweal.kit.dates import format_instant, to_the_second
from commonweal.web.audience import MEMBERS, PartnershipRequest


class NoSheet(LookupError):
    """No sheet of this name is offered."""


def setting_here(request: PartnershipRequest) -> Setting:
    """Return the charter in force where a request is."""
    return setting_with(request.partnership.pk, digest=request.partnership.charter)


def reader_of(request: PartnershipRequest) -> Reader:
    """Return who asks, and how much the charter lets her see."""
    here, actor = request.partnership, request.actor
    return Reader(
        partnership=here.pk,
        slug=here.slug,
        actor=actor,
        at=request.at,
        names=verdict_on_reading("names", by=actor, setting=setting_here(request)).allowed,
        exact=actor.has(*MEMBERS),
    )


def readable(request: PartnershipRequest) -> list[Sheet]:
    """Return the sheets that the charter lets this reader read, by name."""
    setting = setting_here(request)
    return [
        sheet for _name, sheet in sorted(sheets().items())
        if verdict_on_reading(sheet.reads, by=request.actor, setting=setting).allowed
    ]  # fmt: skip


def sheet_for(request: PartnershipRequest, name: str) -> Sheet:
    """Return the sheet of this name.

    :raises NoSheet: where there is none
    :raises Refused: naming the clause that keeps it from this reader
    """
    sheet = sheets().get(name)
    if sheet is None:
        raise NoSheet(name)
    verdict = verdict_on_reading(sheet.reads, by=request.actor, setting=setting_here(request))
    if not verdict.allowed:
        raise Refused(verdict)
    return sheet


def rows_json(sheet: Sheet, rows: Sequence[Sequence[Any]]) -> list[dict[str, Any]]:
    """Return rows as objects, each value by the name of its column."""
    return [
        {column.name: _plain(value, column) for column, value in zip(sheet.columns, row, strict=True)} for row in rows
    ]


def columns_json(sheet: Sheet) -> list[dict[str, Any]]:
    """Return what the columns of a sheet are called and what they hold."""
    return [{"name": c.name, "title": str(c.title), "type": c.type} for c in sheet.columns]


def _plain(value: Any, column: Column) -> Any:
    """Return a value as JSON has it: decimals, days and instants as text, so that none loses anything."""
    if column.type == "list":
        return [str(item) for item in value or ()]
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return format_instant(to_the_second(value))
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    return value if isinstance(value, bool | int) else str(value)
