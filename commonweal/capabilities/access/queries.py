"""Questions asked of who looked at whose data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext

from commonweal.acts.capability import Says
from commonweal.capabilities.access.models import Look
from commonweal.capabilities.access.phrases import PLACES
from commonweal.kit.dates import to_the_hour
from commonweal.partnerships.models import Member
from commonweal.partnerships.queries import representations
from commonweal.people.identity import names_of, unlinked

PAGE = 50


@dataclass(frozen=True, slots=True)
class Shown:
    """One look as those who take part read it: whom it concerned and who did it, by their names where they have one."""

    look: Look
    whom: str
    by: str


def looks(partnership: str, *, before: int | None = None) -> tuple[list[Shown], int | None]:
    """Return looks, newest first, and before which entry the next page begins. Two queries."""
    rows = Look.objects.filter(partnership=partnership).select_related("reason").order_by("-entry")
    if before is not None:
        rows = rows.filter(entry__lt=before)
    found = list(rows[: PAGE + 1])
    page, more = found[:PAGE], len(found) > PAGE
    names = names_of({sign for row in page for sign in (row.person, row.by)}, partnership=partnership)
    shown = [Shown(row, names.get(row.person, ""), names.get(row.by, "")) for row in page]
    return shown, page[-1].entry if more else None


@dataclass(frozen=True, slots=True)
class Unlinked:
    """Somebody who holds a place here and behind whose sign no account stands."""

    person: str
    place: Says
    organisation: str
    since: datetime

    @property
    def named(self) -> str:
        """Who it is, as far as this host knows: the place, the organisation and the day."""
        told = {"place": self.place, "organisation": self.organisation, "on": date_format(self.since)}
        if self.organisation:
            return gettext("%(place)s for %(organisation)s, since %(on)s") % told
        return gettext("%(place)s, since %(on)s") % told


def people_without_account(partnership: str) -> list[Unlinked]:
    """Return who could be linked to an account again: those who hold a place, and were not erased."""
    rows = list(representations(partnership)[:500])
    free = unlinked({row.person for row in rows}, partnership=partnership)
    names = dict(Member.objects.filter(partnership=partnership).values_list("organisation", "name"))
    return [
        Unlinked(row.person, PLACES.get(row.role, row.role), names.get(row.organisation, ""), row.since_at)
        for row in rows
        if row.person in free
    ]


def rows(partnership: str, start: int, stop: int | None, *, exact: bool) -> list[list[Any]]:
    """Return looks as plain rows, in the order of the record. One query."""
    found = Look.objects.filter(partnership=partnership).order_by("entry")[start:stop]
    return [
        [row.entry, row.at if exact else to_the_hour(row.at), row.done, row.what or None, row.person, row.by or None]
        for row in found
    ]
