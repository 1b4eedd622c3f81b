"""Every message as a row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Column, Reader, Sheet
from commonweal.capabilities.messages import queries
from commonweal.kit.dates import to_the_hour
from commonweal.people.identity import names_of


def _rows(reader: Reader, start: int, stop: int | None) -> Sequence[Sequence[Any]]:
    found = queries.messages_from(reader.partnership, start, stop)
    names = names_of({row.person for row in found}, partnership=reader.partnership) if reader.names else {}
    return [
        [
            row.entry,
            row.about,
            row.answers,
            row.at if reader.exact else to_the_hour(row.at),
            names.get(row.person) or None,
            row.organisation or None,
            row.words.text if row.words and not row.words.erased_at else None,
            row.words.lang if row.words and not row.words.erased_at else None,
            row.set_aside_entry,
        ]
        for row in found
    ]


MESSAGES = Sheet(
    name="messages",
    title=_("Messages"),
    columns=(
        Column("entry", _("Entry"), "integer"),
        Column("about", _("About entry"), "integer"),
        Column("answers", _("Answers entry"), "integer"),
        Column("at", _("Written at"), "datetime"),
        Column("name", _("Written by")),
        Column("organisation", _("For organisation"), "id"),
        Column("words", _("Words")),
        Column("lang", _("Language")),
        Column("set_aside", _("Set aside in entry"), "integer"),
    ),
    rows=_rows,
)
