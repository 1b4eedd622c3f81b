"""Who looked, as rows for programs and spreadsheets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Column, Reader, Sheet
from commonweal.capabilities.access import queries


def _rows(reader: Reader, start: int, stop: int | None) -> Sequence[Sequence[Any]]:
    return queries.rows(reader.partnership, start, stop, exact=reader.exact)


LOOKS = Sheet(
    name="looks",
    title=_("Who looked at personal data"),
    columns=(
        Column("entry", _("Entry"), "integer"),
        Column("at", _("When"), "datetime"),
        Column("done", _("What was done")),
        Column("what", _("What was looked at")),
        Column("person", _("Whom it concerned"), "id"),
        Column("by", _("Who did it"), "id"),
    ),
    rows=_rows,
)
