"""Which sheets a reader may have, and their rows piece by piece: what every kind of file is made from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from commonweal.acts.capability import Reader, Sheet
from commonweal.acts.charters import setting_with
from commonweal.acts.installed import sheets
from commonweal.acts.perform import Refused, verdict_on_reading
from commonweal.charter.judge import Verdict
from commonweal.kit.dates import to_the_hour
from commonweal.web.audience import MEMBERS, PartnershipRequest

AT_ONCE: Final = 5_000
"""How many rows are held in memory at a time."""


class NoSheet(LookupError):
    """No sheet of this name is offered."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A sheet, and whether this reader may have it."""

    sheet: Sheet
    verdict: Verdict


def reader_of(request: PartnershipRequest) -> Reader:
    """Return who asks, and how much the charter lets her see."""
    here, actor = request.partnership, request.actor
    setting = setting_with(here.pk, digest=here.charter)
    return Reader(
        partnership=here.pk,
        slug=here.slug,
        actor=actor,
        at=request.at,
        names=verdict_on_reading("names", by=actor, setting=setting).allowed,
        exact=actor.has(*MEMBERS),
    )


def offered(request: PartnershipRequest) -> list[Offered]:
    """Return every sheet of the house in the order of its name, with the verdict for this reader."""
    setting = setting_with(request.partnership.pk, digest=request.partnership.charter)
    return [
        Offered(sheet, verdict_on_reading(sheet.reads, by=request.actor, setting=setting))
        for _name, sheet in sorted(sheets().items())
    ]


def readable(request: PartnershipRequest) -> list[Sheet]:
    """Return the sheets that this reader may have."""
    return [each.sheet for each in offered(request) if each.verdict.allowed]


def sheet_for(request: PartnershipRequest, name: str) -> Sheet:
    """Return one sheet.

    :raises NoSheet: where there is none of this name
    :raises Refused: naming the clause that keeps it from this reader
    """
    found = next((each for each in offered(request) if each.sheet.name == name), None)
    if found is None:
        raise NoSheet(name)
    if not found.verdict.allowed:
        raise Refused(found.verdict)
    return found.sheet


def rows_of(sheet: Sheet, reader: Reader) -> Iterator[Sequence[Any]]:
    """Yield the rows of a sheet; times are coarsened here too, so that no sheet can forget it."""
    start = 0
    while True:
        rows = sheet.rows(reader, start, start + AT_ONCE)
        for row in rows:
            yield row if reader.exact else [_coarse(value) for value in row]
        if len(rows) < AT_ONCE:
            return
        start += AT_ONCE


def _coarse(value: Any) -> Any:
    return to_the_hour(value) if isinstance(value, datetime) else value
