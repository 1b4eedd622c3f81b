"""Instants and dates as acts write them: UTC, whole seconds, one spelling."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Final

INSTANT_PATTERN: Final = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z"

_INSTANT = re.compile(INSTANT_PATTERN, re.ASCII)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


def parse_instant(text: str) -> datetime:
    """Return the instant that `text` writes as ``YYYY-MM-DDTHH:MM:SSZ``.

    :raises ValueError: for any other form, or a moment that does not exist
    """
    if not _is_text(text) or not _INSTANT.fullmatch(text):
        raise ValueError(f"{text!r} is not an instant of the form YYYY-MM-DDTHH:MM:SSZ.")
    return datetime.fromisoformat(text)


def format_instant(at: datetime) -> str:
    """Write `at` as ``YYYY-MM-DDTHH:MM:SSZ``.

    :raises ValueError: if `at` has no time zone, or a fraction of a second that would be lost
    """
    if at.tzinfo is None:
        raise ValueError("An instant needs a time zone.")
    if at.microsecond:
        raise ValueError("An instant is written in whole seconds; round it first with to_the_second.")
    moment = at.astimezone(UTC)
    return (
        f"{moment.year:04d}-{moment.month:02d}-{moment.day:02d}"
        f"T{moment.hour:02d}:{moment.minute:02d}:{moment.second:02d}Z"
    )


def to_the_second(at: datetime) -> datetime:
    """Return `at` in UTC without its fraction of a second."""
    if at.tzinfo is None:
        raise ValueError("An instant needs a time zone.")
    return at.astimezone(UTC).replace(microsecond=0)


def to_the_hour(at: datetime) -> datetime:
    """Return `at` in UTC coarsened to the hour, as the public may see it."""
    return to_the_second(at).replace(minute=0, second=0)


def parse_date(text: str) -> date:
    """Return the day that `text` writes as ``YYYY-MM-DD``.

    :raises ValueError: for any other form, or a day that does not exist
    """
    if not _is_text(text) or not _DATE.fullmatch(text):
        raise ValueError(f"{text!r} is not a date of the form YYYY-MM-DD.")
    return date.fromisoformat(text)


def _is_text(value: object) -> bool:
    # What is read from JSON may be anything, whatever the annotations promise.
    return isinstance(value, str)
