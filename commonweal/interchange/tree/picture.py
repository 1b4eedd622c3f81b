"""A programme as a picture: every partnership under the one to which it belongs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.interchange.tree.programme import Programme, Row
from commonweal.web.pictures.picture import Canvas, Picture

WIDE: Final = 400.0
STEP: Final = 30.0
INDENT: Final = 24.0
DRAWN: Final = 30
LONGEST: Final = 34
"""How many letters of a name fit on a line of a phone."""

SOURCES: Final = {
    "record": lambda: _("its record here"),
    "told": lambda: _("told by its host"),
    "closed": lambda: _("kept to its members"),
    "nothing": lambda: _("not known yet"),
}


def drawn(programme: Programme) -> Picture:
    """Draw the tree, and give all of it as a table."""
    rows = programme.rows[:DRAWN]
    says = _finding(programme)
    title = _("The programme as a tree")
    canvas = Canvas(WIDE, STEP * len(rows) + 6, title=title, describes=says)
    _connect(canvas, rows)
    for n, row in enumerate(rows):
        x, y = 8 + INDENT * row.depth, STEP * n + 16
        canvas.dot(x, y, 6, "hollow" if row.source != "record" else "accent")
        room = LONGEST - round(row.depth * INDENT / 9)
        name = row.figures.name if len(row.figures.name) <= room else f"{row.figures.name[: room - 1]}…"
        canvas.text(x + 14, y + 5, name, kind="strong" if not row.depth else "")
        if row.source in ("record", "told"):
            canvas.text(WIDE, y + 5, len(row.figures.organisations), kind="soft", end=True)
    table = [
        (row.figures.name, row.depth, len(row.figures.organisations), row.figures.acts, SOURCES[row.source]())
        for row in programme.rows
    ]
    columns = (_("Partnership"), _("Level"), _("Organisations"), _("Acts"), _("Where from"))
    return Picture(canvas.svg(), title, says, columns, table[:300])


def _connect(canvas: Canvas, rows: Sequence[Row]) -> None:
    """Lead a line from each partnership down to those that belong to it."""
    last: dict[int, int] = {}
    for n, row in enumerate(rows):
        if row.depth:
            x, y = 8 + INDENT * (row.depth - 1), STEP * n + 16
            canvas.line(x, STEP * last[row.depth - 1] + 22, x, y, "rule")
            canvas.line(x, y, x + INDENT - 6, y, "rule")
        last[row.depth] = n


def _finding(programme: Programme) -> str:
    first = ngettext(
        "%(n)s partnership belongs to this one.", "%(n)s partnerships belong to this one.", programme.below
    ) % {"n": programme.below}
    if programme.below > DRAWN - 1:
        more = _("The first %(n)s are drawn; the table has more.") % {"n": DRAWN - 1}
        return f"{first} {more}"
    beside = _("Beside each stands how many organisations take part; a ring is told by another host.")
    return f"{first} {beside}"
