"""Keys and anchors as rows, for spreadsheets and programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Column, Reader, Sheet
from commonweal.kit.canonical import b64_encode
from commonweal.kit.dates import to_the_hour
from commonweal.partnerships.models import Anchor
from commonweal.record import reading

Rows = Sequence[Sequence[Any]]


def _keys(reader: Reader, start: int, stop: int | None) -> Rows:
    """Return every key that the record names, withdrawn ones too: what they signed before still counts."""
    found = reading.named_keys(reader.partnership)[start:stop]
    return [(k.key, k.holder, k.of, k.alg, b64_encode(k.public), k.rp, k.added, k.revoked) for k in found]


def _anchors(reader: Reader, start: int, stop: int | None) -> Rows:
    found = Anchor.objects.filter(partnership=reader.partnership).order_by("entry", "key")
    return [
        (a.size, a.person or None, a.organisation or None, a.at if reader.exact else to_the_hour(a.at), a.entry)
        for a in found[start:stop]
    ]


SHEETS = (
    Sheet(
        "keys",
        _("Keys that the record names"),
        (
            Column("key", _("Key"), "id"),
            Column("holder", _("Held by a person or an organisation")),
            Column("of", _("Whose (a pseudonym or an organisation)"), "id"),
            Column("alg", _("Kind")),
            Column("public", _("Public key")),
            Column("rp", _("Made on")),
            Column("added", _("Entry that named it"), "integer"),
            Column("revoked", _("Entry that withdrew it"), "integer"),
        ),
        _keys,
    ),
    Sheet(
        "anchors",
        _("Who signed that the record was verified"),
        (
            Column("size", _("Up to so many acts"), "integer"),
            Column("by", _("By (a pseudonym)"), "id"),
            Column("org", _("For the organisation"), "id"),
            Column("at", _("When"), "datetime"),
            Column("entry", _("Entry"), "integer"),
        ),
        _anchors,
    ),
)
