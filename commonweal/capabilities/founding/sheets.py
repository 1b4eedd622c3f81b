"""The children of a programme as rows, for spreadsheets and programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Column, Reader, Sheet
from commonweal.capabilities.founding.queries import below, remote_children
from commonweal.kit.dates import to_the_hour
from commonweal.partnerships.models import ChildCheckpoint


def _rows(reader: Reader, start: int, stop: int | None) -> Sequence[Sequence[Any]]:
    """Return the children on this host, then those on other hosts, each with what was last noted of its record."""
    here = [
        (c.partnership.pk, c.partnership.name, "here", c.partnership.slug, *_noted(c.noted, reader), False)
        for c in below(reader.partnership, to_the_convener=False).belong
    ]
    elsewhere = [
        (row.child, row.name, "elsewhere", row.url, row.size or None, row.root or None, _at(row.noted_at, reader),
         row.noted, row.forked is not None)
        for row in remote_children(reader.partnership)
    ]  # fmt: skip
    return [*here, *elsewhere][start:stop]


def _noted(noted: ChildCheckpoint | None, reader: Reader) -> tuple[Any, ...]:
    return (noted.size, noted.root, _at(noted.at, reader), noted.entry) if noted else (None,) * 4


def _at(at: Any, reader: Reader) -> Any:
    return at if at is None or reader.exact else to_the_hour(at)


CHILDREN = Sheet(
    name="children",
    title=_("Partnerships that belong to this one"),
    columns=(
        Column("partnership", _("Partnership"), "id"),
        Column("name", _("Name")),
        Column("host", _("Host")),
        Column("address", _("Address")),
        Column("acts_noted", _("Acts when last noted"), "integer"),
        Column("root_noted", _("Root when last noted")),
        Column("noted_at", _("Last noted"), "datetime"),
        Column("entry", _("Entry"), "integer"),
        Column("two_histories", _("Showed two histories"), "boolean"),
    ),
    rows=_rows,
)
