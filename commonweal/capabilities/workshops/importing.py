"""Cards that were written on paper, from a list typed from photographs: read, checked cell by cell, brought in."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext

from commonweal.acts.perform import perform
from commonweal.capabilities.workshops import acts
from commonweal.capabilities.workshops.canvases import Canvas, Zone
from commonweal.capabilities.workshops.forms import LONGEST_CARD
from commonweal.kit.digests import sha256_hex
from commonweal.kit.ids import id_from_seed
from commonweal.partnerships.actors import Actor

LONGEST_LIST: Final = 300_000
_COLUMNS: Final = ("zone", "text")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list: where its card would lie, what it says, and what is wrong in which cell."""

    line: int
    zone: Zone | None
    written: str
    text: str
    fault: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A list as it was read; `fault` where it is no list at all."""

    rows: tuple[Row, ...] = ()
    fault: str = ""

    @property
    def faults(self) -> list[Row]:
        """The lines in which something is wrong."""
        return [row for row in self.rows if row.fault]

    @property
    def fits(self) -> bool:
        """Whether it can be brought in as it is."""
        return bool(self.rows) and not self.fault and not self.faults


def read(said: str, canvas: Canvas) -> Listed:
    """Read a list with the columns `zone` and `text`; a zone is named by its code or its name in any language."""
    if len(said) > LONGEST_LIST:
        return Listed(fault=gettext("This list is too long. Bring it in in parts."))
    said = said.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff").replace("\0", "")
    head = said.partition("\n")[0]
    mark = max(",;\t", key=head.count)
    lines = [line for line in csv.reader(io.StringIO(said), delimiter=mark) if any(cell.strip() for cell in line)]
    names = [cell.strip().casefold() for cell in lines[0]] if lines else []
    if not set(_COLUMNS) <= set(names):
        return Listed(fault=gettext("Let the first line name the columns: zone, text."))
    if not 1 < len(lines) <= acts.MOST_CARDS + 1:
        return Listed(fault=gettext("Give at least one card and at most %(n)s.") % {"n": acts.MOST_CARDS})
    zone, text = names.index("zone"), names.index("text")
    return Listed(tuple(_row(n, _cell(line, zone), _cell(line, text), canvas) for n, line in enumerate(lines[1:], 2)))


def bring_in(listed: Listed, *, canvas: int, partnership: str, said: str, lang: str, by: Actor, at: datetime) -> int:
    """Record the list and each of its cards, and return how many; the same list sent again adds nothing."""
    digest = sha256_hex(said.encode())
    seed = (partnership, str(canvas), digest)
    whole = acts.ImportCards(
        partnership=partnership,
        idem=id_from_seed("workshops.import", *seed),
        canvas=canvas,
        digest=digest,
        cards=len(listed.rows),
    )
    entry = perform(whole, by=by, at=at)
    for row in listed.rows:
        one = {
            "partnership": partnership,
            "idem": id_from_seed("workshops.import", *seed, str(row.line)),
            "canvas": canvas,
            "zone": row.zone.code if row.zone else "",
            "text": {"text": row.text, "lang": lang},
            "cites": [{"entry": entry.position, "rel": "implements"}],
        }
        perform(acts.PutCard.model_validate(one), by=by, at=at)
    return len(listed.rows)


def _row(line: int, written: str, text: str, canvas: Canvas) -> Row:
    wanted = written.casefold()
    zone = next((z for z in canvas.zones if wanted in {z.code, *(t.casefold() for t in z.titles.values())}), None)
    if zone is None:
        named = ", ".join(z.title for z in canvas.zones)
        says = gettext("There is no zone of this name. The zones are: %(zones)s.") % {"zones": named}
        return Row(line, None, written, text, says, "zone")
    if not text:
        return Row(line, zone, written, text, gettext("Write what the card says."), "text")
    if len(text) > LONGEST_CARD:
        says = gettext("Write at most %(n)s letters on a card.") % {"n": LONGEST_CARD}
        return Row(line, zone, written, text, says, "text")
    return Row(line, zone, written, text)


def _cell(line: list[str], column: int) -> str:
    return line[column].strip() if column < len(line) else ""
