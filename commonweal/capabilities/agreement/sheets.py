"""Signatures, texts and the life of the agreement as rows."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Column, Reader, Sheet
from commonweal.capabilities.agreement import queries
from commonweal.kit.dates import to_the_hour


def _names(reader: Reader) -> dict[str, str]:
    return {row.organisation: row.name for row in queries.members_here(reader.partnership)}


def _at(at: datetime, reader: Reader) -> datetime:
    return at if reader.exact else to_the_hour(at)


def _signatures(reader: Reader, start: int, stop: int | None) -> list[list[Any]]:
    names = _names(reader)
    return [
        [
            row.entry,
            row.text,
            row.digest,
            row.organisation,
            names.get(row.organisation),
            row.assurance,
            row.authority,
            row.signed_on,
            _at(row.at, reader),
            row.scan or None,
            row.acceded,
            row.decision,
            row.name.text if reader.names and row.name and row.name.text else None,
        ]
        for row in queries.signatures(reader.partnership)[start:stop]
    ]


def _texts(reader: Reader, start: int, stop: int | None) -> list[list[Any]]:
    return [
        [
            each.text.entry,
            each.text.digest,
            each.text.purpose,
            each.text.draft,
            _at(each.text.at, reader),
            each.until_on,
            each.text.effective_on,
            len(each.asked),
            len(each.signed),
            each.needed,
            each.text.ruling_entry,
            each.text.withdrawn_entry,
        ]
        for each in reversed(
            queries.standings(reader.partnership, queries.texts(reader.partnership)[::-1][start:stop][::-1])
        )
    ]


def _life(reader: Reader, start: int, stop: int | None) -> list[list[Any]]:
    names = _names(reader)
    return [
        [
            row.entry,
            row.what,
            row.organisation or None,
            names.get(row.organisation),
            row.successor or None,
            row.text,
            row.decision,
            row.outcome or None,
            row.on,
            row.until_on,
            row.reference or None,
            _at(row.at, reader),
        ]
        for row in queries.milestones(reader.partnership)[::-1][start:stop]
    ]


SIGNATURES = Sheet(
    "signatures",
    _("Signatures of the charter"),
    (
        Column("entry", _("Entry"), "integer"),
        Column("text", _("Text"), "integer"),
        Column("digest", _("Digest")),
        Column("organisation", _("Organisation"), "id"),
        Column("name", _("Name of the organisation")),
        Column("assurance", _("How surely")),
        Column("authority", _("Authority")),
        Column("signed_on", _("Signed"), "date"),
        Column("at", _("Recorded"), "datetime"),
        Column("scan", _("Digest of the scan")),
        Column("acceded", _("Acceded"), "boolean"),
        Column("decision", _("Decision"), "integer"),
        Column("signer", _("Name typed or on paper")),
    ),
    _signatures,
)

TEXTS = Sheet(
    "charter_texts",
    _("Texts that were presented"),
    (
        Column("entry", _("Entry"), "integer"),
        Column("digest", _("Digest")),
        Column("purpose", _("Purpose")),
        Column("draft", _("Draft"), "integer"),
        Column("presented_at", _("Presented"), "datetime"),
        Column("until_on", _("Last day to sign"), "date"),
        Column("effective_on", _("Rules from"), "date"),
        Column("asked", _("Asked to sign"), "integer"),
        Column("signed", _("Signed"), "integer"),
        Column("needed", _("Needed"), "integer"),
        Column("ruling_entry", _("In force with entry"), "integer"),
        Column("withdrawn_entry", _("Taken back with entry"), "integer"),
    ),
    _texts,
)

LIFE = Sheet(
    "agreement",
    _("What became of the agreement"),
    (
        Column("entry", _("Entry"), "integer"),
        Column("what", _("What")),
        Column("organisation", _("Organisation"), "id"),
        Column("name", _("Name of the organisation")),
        Column("successor", _("Successor"), "id"),
        Column("text", _("Text"), "integer"),
        Column("decision", _("Decision"), "integer"),
        Column("outcome", _("Outcome")),
        Column("on", _("From"), "date"),
        Column("until_on", _("Until"), "date"),
        Column("reference", _("Where it stands")),
        Column("at", _("Recorded"), "datetime"),
    ),
    _life,
)

SHEETS = (SIGNATURES, TEXTS, LIFE)
