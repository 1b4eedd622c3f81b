"""Values as files write them: one way for each type, the same in every file."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from commonweal.acts.capability import Column
from commonweal.interchange.exports.inert import inert
from commonweal.kit.dates import format_instant, to_the_second

JOINED_BY = "; "


def plain(value: Any, column: Column) -> Any:
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


def text(value: Any, column: Column) -> str:
    """Return a value as a cell of text: numbers stay numbers, and no text runs as a formula."""
    found = plain(value, column)
    if found is None:
        return ""
    if isinstance(found, list):
        return inert(JOINED_BY.join(found))
    if isinstance(found, bool):
        return "true" if found else "false"
    if isinstance(value, int | Decimal | date):
        return str(found)
    return inert(str(found))


def cell(value: Any, column: Column) -> Any:
    """Return a value as a cell of a workbook: text that never runs, numbers, days, and instants in UTC."""
    if column.type == "list" or isinstance(value, str):
        return text(value, column)
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    return value if isinstance(value, bool | int | Decimal | date) else text(value, column)
