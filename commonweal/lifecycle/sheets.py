"""Where a partnership stands, how it turned, and what was waived, as rows for spreadsheets and programs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Column, Reader, Sheet
from commonweal.kit.dates import to_the_hour
from commonweal.lifecycle.models import CriterionChange, Waiver
from commonweal.lifecycle.queries import states

Rows = Sequence[Sequence[Any]]


def _criteria(reader: Reader, start: int, stop: int | None) -> Rows:
    """Return what each criterion was found to be by the act that last moved it; a waiver stands beside it."""
    found = sorted(states(reader.partnership).values(), key=lambda row: [int(n) for n in row.criterion.split(".")])
    on = reader.at.date()
    return [
        (
            row.criterion,
            row.status,
            row.waived(on),
            row.waiver_expires_on if row.waived(on) else None,
            row.reopened,
            _at(row.since_at, reader),
            row.since,
        )
        for row in found[start:stop]
    ]


def _changes(reader: Reader, start: int, stop: int | None) -> Rows:
    found = CriterionChange.objects.filter(partnership=reader.partnership).order_by("entry", "key")
    return [(row.criterion, row.was, row.now, _at(row.at, reader), row.entry) for row in found[start:stop]]


def _waivers(reader: Reader, start: int, stop: int | None) -> Rows:
    found = Waiver.objects.filter(partnership=reader.partnership).select_related("reason").order_by("entry", "key")
    return [
        (
            row.criterion,
            row.reason.text or None if row.reason else None,
            row.reason.lang or None if row.reason else None,
            row.person or None,
            row.organisation or None,
            list(row.sectors),
            row.sectors_needed,
            _at(row.asked_at, reader),
            row.expires_on,
            _at(row.counts_at, reader),
            _at(row.ended_at, reader),
            row.entry,
        )
        for row in found[start:stop]
    ]


def _at(at: datetime | None, reader: Reader) -> datetime | None:
    return at if at is None or reader.exact else to_the_hour(at)


_CRITERION, _ENTRY = Column("criterion", _("Criterion")), Column("entry", _("Entry"), "integer")

SHEETS = (
    Sheet(
        "criteria",
        _("Criteria of the seven steps"),
        (
            _CRITERION,
            Column("status", _("Found")),
            Column("waived", _("Waived"), "boolean"),
            Column("waived_until", _("Waived until"), "date"),
            Column("reopened", _("How often it reopened"), "integer"),
            Column("since_at", _("Since"), "datetime"),
            _ENTRY,
        ),
        _criteria,
    ),
    Sheet(
        "turns",
        _("How criteria turned"),
        (
            _CRITERION,
            Column("was", _("Was")),
            Column("now", _("Became")),
            Column("at", _("When"), "datetime"),
            _ENTRY,
        ),
        _changes,
    ),
    Sheet(
        "waivers",
        _("Waivers that were asked for"),
        (
            _CRITERION,
            Column("reason", _("Why")),
            Column("lang", _("Language")),
            Column("by", _("By (a pseudonym)"), "id"),
            Column("org", _("For the organisation"), "id"),
            Column("sectors", _("Sectors that agreed"), "list"),
            Column("sectors_needed", _("Sectors needed"), "integer"),
            Column("asked_at", _("Asked"), "datetime"),
            Column("expires_on", _("Until"), "date"),
            Column("counts_at", _("Counts since"), "datetime"),
            Column("ended_at", _("Ended"), "datetime"),
            _ENTRY,
        ),
        _waivers,
    ),
)
