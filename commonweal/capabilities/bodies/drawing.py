"""The organigram: bodies as a tree, their seats as signs of the sectors, empty ones dashed."""

from __future__ import annotations

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.acts.capability import Says
from commonweal.capabilities.bodies.phrases import here
from commonweal.capabilities.bodies.queries import BodyNow, Structure
from commonweal.charter.rules import SECTORS
from commonweal.partnerships.models import Sector
from commonweal.web.pictures.charts import WIDE
from commonweal.web.pictures.picture import Canvas, Picture

STEP = 24.0
SIGN = 16.0
INDENT = 26.0
DEEPEST = 5
"""From this depth on, bodies are drawn one under the other: a phone has no more room."""
ROWS = 4
"""How many rows of seats are drawn of one body; of more it gives the number."""
TOP, NAME, LINE = 6.0, 24.0, 24.0
GAP = 20.0
INSET = 16.0


def organigram(now: Structure, *, slug: str) -> Picture:
    """Draw every body that is not over under the one to which it belongs."""
    bodies = [each for each in now.bodies if not each.over]
    heights = [_height(each) for each in bodies]
    says = finding(bodies)
    canvas = Canvas(WIDE, TOP + sum(heights), title=_("The bodies of the partnership"), describes=says)
    y, tops = TOP, {}
    for each, height in zip(bodies, heights, strict=True):
        tops[each.body.code] = y
        _branch(canvas, each, y, tops)
        _draw(canvas, each, y, slug)
        y += height
    columns: list[Says] = [_("Body"), _("Under"), _("Seats"), _("Filled"), _("Empty"), *(s.label for s in Sector)]
    names = {each.body.code: here(each.body.name) for each in bodies}
    rows = [
        (
            names[each.body.code],
            names.get(each.body.parent or "", "–"),
            len(each.seats),
            each.filled,
            each.empty,
            *(sum(s.seat.filled and s.seat.sector == sector for s in each.seats) for sector in Sector.values),
        )
        for each in bodies
    ]
    return Picture(canvas.svg(), _("The bodies of the partnership"), says, columns, rows)


def finding(bodies: list[BodyNow]) -> str:
    """Return in one sentence how many seats there are and how many of them are empty."""
    seats, empty = sum(len(each.seats) for each in bodies), sum(each.empty for each in bodies)
    first = ngettext("%(n)s body with seats: %(seats)s.", "%(n)s bodies with %(seats)s seats together.", len(bodies))
    whole = first % {"n": len(bodies), "seats": seats}
    if not empty:
        return f"{whole} {_('Every seat is held by somebody.')}"
    return f"{whole} " + ngettext("%(n)s seat is empty.", "%(n)s seats are empty.", empty) % {"n": empty}


def _indent(each: BodyNow) -> float:
    return min(each.depth, DEEPEST) * INDENT


def _in_a_row(each: BodyNow) -> int:
    """Return how many signs stand side by side: they begin a little further in, beside the line to what lies below."""
    return int((WIDE - _indent(each) - INSET) // STEP)


def _height(each: BodyNow) -> float:
    rows = -(-len(each.seats) // _in_a_row(each))
    return NAME + max(1, min(rows, ROWS)) * LINE + (LINE if rows > ROWS else 0) + GAP


def _branch(canvas: Canvas, each: BodyNow, y: float, tops: dict[str, float]) -> None:
    """Draw the line from a body to the one above it, along the reading edge."""
    above = tops.get(each.body.parent or "")
    if above is None or not 0 < each.depth <= DEEPEST:
        return
    x = _indent(each) - INDENT + 7
    canvas.line(x, above + 22, x, y + 10, "edge")
    canvas.line(x, y + 10, _indent(each) - 5, y + 10, "edge")


def _draw(canvas: Canvas, each: BodyNow, y: float, slug: str) -> None:
    left = _indent(each)
    # What is pressed is the whole body, not the letters of its name: a finger is wider than they are.
    name = format_html(
        '<rect x="{}" y="{}" width="{}" height="{}" fill="none" pointer-events="all"/>'
        '<text x="{}" y="{}" text-anchor="start" class="strong">{}</text>',
        canvas.x(left, WIDE - left),
        round(y - 4, 2),
        WIDE - left,
        _height(each) - 8,
        canvas.x(left),
        round(y + 14, 2),
        here(each.body.name),
    )
    canvas.link(reverse("bodies:body", args=[slug, each.body.code]), here(each.body.name), name)
    wide = _in_a_row(each)
    inset = left + INSET
    if not each.seats:
        canvas.text(inset, y + NAME + 14, _("No seat yet"), kind="soft")
    for n, seat in enumerate(each.seats[: wide * ROWS]):
        row, place = divmod(n, wide)
        x, at = inset + place * STEP, y + NAME + row * LINE
        if seat.seat.sector in SECTORS:
            canvas.shape(seat.seat.sector, x, at, SIGN, ghost=not seat.seat.filled)
        else:
            canvas.dot(x + SIGN / 2, at + SIGN / 2, SIGN / 2, "hollow" if seat.seat.filled else "ghost")
    more = len(each.seats) - wide * ROWS
    if more > 0:
        says = ngettext("and %(n)s more seat", "and %(n)s more seats", more) % {"n": more}
        canvas.text(inset, y + NAME + ROWS * LINE + 14, says, kind="soft")
