"""How deep a partner is looked into, when a check may be concluded, and until when it holds.

The rules, with an example to work through by hand, stand in ``docs/methods/due-diligence.md``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from typing import Final, Literal

Depth = Literal["light", "standard", "deep"]

TIME_TO_REPLY: Final = timedelta(days=14)
"""How long an organisation has to reply to a concern before the check may be concluded without its words."""

LONGEST_YEARS: Final = 3
"""No check holds for longer."""


def advised_depth(takes_on: Collection[str]) -> Depth:
    """Return how deep to look, from what an organisation takes on: each of money, people and data is one reason.

    Nothing of it: light. One: standard. Working with people who need protection, or two: deep.
    """
    if "people" in takes_on or len(set(takes_on)) >= 2:
        return "deep"
    return "standard" if takes_on else "light"


def time_to_reply_ends(found_at: datetime) -> datetime:
    """Return from when a check may be concluded although the organisation did not reply to what was found."""
    return found_at + TIME_TO_REPLY


def latest_end(concluded_on: date, evidence_until: Iterable[date]) -> date:
    """Return the last day until which a check may hold: three years on, and no longer than its evidence."""
    return min([_years_on(concluded_on, LONGEST_YEARS), *evidence_until])


def _years_on(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February, where that year has none
        return day.replace(year=day.year + years, day=28)
