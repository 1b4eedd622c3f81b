"""Decisions as rows, for programs and spreadsheets. Of secret ballots nothing is in them that tells of a seat."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Column, Reader, Sheet
from commonweal.capabilities.decisions import queries
from commonweal.capabilities.decisions.naming import plain_seat_names
from commonweal.partnerships.queries import members_ever
from commonweal.people.models import Text


def _words(text: Text | None) -> str | None:
    return text.text if text is not None and not text.erased_at else None


def _taken(reader: Reader, start: int, stop: int | None) -> Sequence[Sequence[Any]]:
    names = dict(members_ever(reader.partnership).values_list("organisation", "name"))
    rows = list(reversed(queries.decisions(reader.partnership)))[start:stop]
    return [
        [
            row.decision,
            row.title,
            _words(row.question),
            row.matter,
            row.amount or None,
            row.currency or None,
            row.body,
            row.rule,
            row.stage,
            row.outcome or None,
            ", ".join(row.winners) or None,
            row.organisation or None,
            names.get(row.organisation),
            row.proposed_at,
            row.closed_at,
            row.promised,
            row.actual or None,
            row.review_on,
            row.flagged_entry is not None,
        ]
        for row in rows
    ]


def _cast(reader: Reader, start: int, stop: int | None) -> Sequence[Sequence[Any]]:
    names = plain_seat_names(reader.partnership)
    rows = queries.all_open_ballots(reader.partnership)[start:stop]
    return [
        [row.decision, row.round, row.seat, names(row.seat), _choice(row.choice), row.how, row.times, row.entry, row.at]
        for row in rows
    ]


def _choice(choice: Any) -> str:
    """Return what stands on a ballot in one cell."""
    if isinstance(choice, str):
        return choice
    if isinstance(choice, dict):
        return ", ".join(f"{code}: {number}" for code, number in choice.items())
    return " > ".join(tier if isinstance(tier, str) else " = ".join(tier) for tier in choice)


def _objections(reader: Reader, start: int, stop: int | None) -> Sequence[Sequence[Any]]:
    names = plain_seat_names(reader.partnership)
    rows = queries.all_objections(reader.partnership)[start:stop]
    return [
        [
            row.entry,
            row.decision,
            row.seat,
            names(row.seat),
            _words(row.reason),
            row.settled or "stands",
            _words(row.how),
            row.settled_entry,
            row.at,
        ]
        for row in rows
    ]


SHEETS = (
    Sheet(
        "decisions_taken",
        _("Decisions"),
        (
            Column("decision", _("Entry"), "integer"),
            Column("title", _("Title")),
            Column("question", _("Question")),
            Column("matter", _("Matter")),
            Column("amount", _("Amount")),
            Column("currency", _("Currency")),
            Column("body", _("Body")),
            Column("rule", _("Rule")),
            Column("stage", _("Stage")),
            Column("outcome", _("Outcome")),
            Column("chosen", _("Chosen")),
            Column("organisation", _("Proposed by"), "id"),
            Column("organisation_name", _("Name of who proposed")),
            Column("proposed_at", _("Proposed"), "datetime"),
            Column("closed_at", _("Closed"), "datetime"),
            Column("promised", _("Promised level of taking part")),
            Column("actual", _("Actual level of taking part")),
            Column("review_on", _("Looked at again on"), "date"),
            Column("flagged", _("A recusal was missed"), "boolean"),
        ),
        _taken,
    ),
    Sheet(
        "ballots_open",
        _("Open ballots"),
        (
            Column("decision", _("Decision"), "integer"),
            Column("ballot", _("Entry that opened the ballot"), "integer"),
            Column("seat", _("Seat")),
            Column("seat_name", _("Name of the seat")),
            Column("choice", _("What it says")),
            Column("how", _("How it came")),
            Column("times", _("How often it was cast"), "integer"),
            Column("entry", _("Entry"), "integer"),
            Column("at", _("Cast"), "datetime"),
        ),
        _cast,
    ),
    Sheet(
        "objections",
        _("Objections"),
        (
            Column("entry", _("Entry"), "integer"),
            Column("decision", _("Decision"), "integer"),
            Column("seat", _("Seat")),
            Column("seat_name", _("Name of the seat")),
            Column("reason", _("Reason")),
            Column("settled", _("What became of it")),
            Column("how", _("How it was met")),
            Column("settled_entry", _("Entry that settled it"), "integer"),
            Column("at", _("Made"), "datetime"),
        ),
        _objections,
    ),
)
