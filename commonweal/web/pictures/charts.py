"""The charts: who takes part by sector, bars, and how far answers lie apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from commonweal.acts.capability import Says
from commonweal.partnerships.models import Sector
from commonweal.web.pictures.picture import Canvas, Picture

WIDE = 400.0
"""Units across. A phone shows about as many pixels, so letters stay letters; labels stand above what they name, because
in French or Arabic they need the whole line."""
LABEL = 18.0
ROW = 54.0


def by_sector(counts: Mapping[str, int], *, says: Says, promised: Mapping[str, int] | None = None) -> Picture:
    """Draw one sign for each organisation or seat of a sector, dashed where it is promised but empty.

    :param counts: sector to how many take part
    :param promised: sector to how many should; nothing where no number was promised
    """
    promised = promised or {}
    most = max([1, *(max(counts.get(s, 0), promised.get(s, 0)) for s in Sector.values)])
    step = min(26.0, WIDE / most)
    canvas = Canvas(WIDE, ROW * len(Sector.values), title=_("Who takes part, by sector"), describes=says)
    rows = []
    for number, sector in enumerate(Sector):
        here, wanted = counts.get(sector.value, 0), promised.get(sector.value, 0)
        y = number * ROW
        canvas.text(0, y + 13, sector.label)
        for place in range(max(here, wanted, 1)):
            canvas.shape(sector.value, place * step, y + LABEL + 3, min(18.0, step - 4), ghost=place >= here)
        rows.append((sector.label, here, *([wanted] if promised else [])))
    columns = [_("Sector"), _("Take part"), *([_("Promised")] if promised else [])]
    return Picture(canvas.svg(), _("Who takes part, by sector"), says, columns, rows)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, its value, of how much, and the words at its end."""

    label: Says
    value: float
    shown: Says
    kind: str = "accent"


def bars(rows: Sequence[Bar], *, title: Says, says: Says, of: float, columns: Sequence[Says]) -> Picture:
    """Draw horizontal bars on a common track that stands for `of`."""
    canvas = Canvas(WIDE, ROW * len(rows), title=title, describes=says)
    for number, row in enumerate(rows):
        y = number * ROW
        canvas.text(0, y + 13, row.label)
        canvas.text(WIDE, y + 13, row.shown, end=True)
        canvas.bar(0, y + LABEL + 3, WIDE, 14, "track")
        canvas.bar(0, y + LABEL + 3, WIDE * min(1.0, row.value / of) if of else 0, 14, row.kind)
    return Picture(canvas.svg(), title, says, columns, [(row.label, row.shown) for row in rows])


@dataclass(frozen=True, slots=True)
class Answers:
    """How one alternative was scored: each assessor's own mean, with quartiles and median."""

    label: Says
    values: Sequence[float]
    q1: float
    median: float
    q3: float
    strong: bool = False


def spread(
    rows: Sequence[Answers], *, title: Says, says: Says, low: float, high: float, ends: tuple[Says, Says]
) -> Picture:
    """Draw every answer as a ring, the middle half as a bar and the median as a line, on one common scale.

    :param ends: what the two ends of the scale mean
    """
    scale = WIDE - 24
    top, step = 26.0, 64.0
    canvas = Canvas(WIDE, top + step * len(rows) + 8, title=title, describes=says)

    def at(value: float) -> float:
        return 12 + (value - low) / (high - low) * scale

    for mark in range(int(low), int(high) + 1):
        canvas.line(at(mark), top - 6, at(mark), top + step * len(rows), "rule")
        canvas.text(at(mark), top - 12, mark, kind="soft", middle=True)
    for number, row in enumerate(rows):
        y = top + number * step + LABEL + 24
        canvas.text(0, y - 24, row.label, kind="strong" if row.strong else "")
        canvas.bar(
            at(row.q1), y - 8, max(2.0, at(row.q3) - at(row.q1)), 16, "accent soft-bar" if row.strong else "track"
        )
        for x, up in _apart([at(value) for value in sorted(row.values)]):
            canvas.dot(x, y - up, 5, "hollow")
        canvas.line(at(row.median), y - 13, at(row.median), y + 13, "thick")
    columns = [_("Alternative"), _("Answers"), _("Lower quartile"), _("Median"), _("Upper quartile")]
    table = [(r.label, len(r.values), *(number_format(n, 2) for n in (r.q1, r.median, r.q3))) for r in rows]
    return Picture(canvas.svg(), title, f"{says} {ends[0]} {ends[1]}".strip(), columns, table)


def _apart(places: Sequence[float], *, size: float = 9.0) -> list[tuple[float, float]]:
    """Return where dots stand, along and upwards, so that none hides another: equal answers stand in a small pile."""
    stood: list[tuple[float, float]] = []
    for x in places:
        free = (up for up in (0.0, size, -size) if all(abs(x - a) >= size or up != b for a, b in stood))
        stood.append((x, next(free, 0.0)))
    return stood
