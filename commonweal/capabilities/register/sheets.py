"""The record itself as rows, for spreadsheets and programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Column, Reader, Sheet
from commonweal.kit.canonical import MAX_INT
from commonweal.kit.dates import to_the_hour
from commonweal.record import reading


def _entries(reader: Reader, start: int, stop: int | None) -> Sequence[Sequence[Any]]:
    found = reading.entries(reader.partnership, start, MAX_INT if stop is None else min(stop, MAX_INT))
    return [
        (
            e.position,
            e.kind,
            e.kv,
            e.at if reader.exact else to_the_hour(e.at),
            e.by,
            e.org,
            [f"{cite.rel} {cite.entry}" for cite in e.cites],
            json.dumps(e.body, ensure_ascii=False, sort_keys=True),
            e.sig is not None,
            e.leaf.hex(),
        )
        for e in found
    ]


ENTRIES = Sheet(
    "entries",
    _("The record, entry by entry"),
    (
        Column("entry", _("Entry"), "integer"),
        Column("kind", _("Kind")),
        Column("version", _("Version of the kind"), "integer"),
        Column("at", _("When"), "datetime"),
        Column("by", _("By (a pseudonym)"), "id"),
        Column("org", _("For the organisation"), "id"),
        Column("cites", _("Rests on"), "list"),
        Column("body", _("What was said, as JSON")),
        Column("signed", _("Signed"), "boolean"),
        Column("leaf", _("Leaf in the tree")),
    ),
    _entries,
)
