"""How long each thing that is owed may take: the days of the charter under which a contribution was given."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final, Literal

from commonweal.acts.charters import setting_with
from commonweal.charter.interim import interim_charter
from commonweal.charter.living import Deadline
from commonweal.charter.ruling import all_of
from commonweal.record.entry import Entry

Owed = Literal["acknowledge", "answer", "effect"]
OWED: Final[tuple[Owed, ...]] = ("acknowledge", "answer", "effect")


def due(entry: Entry) -> dict[Owed, datetime]:
    """Return until when a contribution must be acknowledged and answered, and its effect stated.

    What the charter in force and its base leave open is as in the newest built-in edition.
    """
    days = _days(entry.partnership, entry.charter)
    return {owed: entry.at + timedelta(days=days[owed]) for owed in OWED}


@lru_cache(maxsize=256)
def _days(partnership: str, digest: str | None) -> dict[Owed, int]:
    ruling = [*all_of(interim_charter(), Deadline)]
    if digest is not None:
        ruling = [*all_of(setting_with(partnership, digest=digest).charter, Deadline), *ruling]
    return {owed: next(rule.days for _clause, rule in ruling if rule.what == owed) for owed in OWED}


def clause_of(partnership: str, digest: str, *, owed: Owed) -> str:
    """Return the clause of the charter with this digest that says how long something may take; nothing if none does."""
    ruling = all_of(setting_with(partnership, digest=digest).charter, Deadline)
    return next((clause.number for clause, rule in ruling if rule.what == owed), "")
