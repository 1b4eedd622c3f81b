"""The charts: who takes part by sector, bars, and how far answers lie apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from commonweal.partnerships.models import Sector
from commonweal.web.pictures.picture import Canvas, Picture, Says

ROW = 36.0
LABELS = 150.0
WIDE = 560.0


def by_sector(counts: Mapping[str, int], *, says: Says, promised: Mapping[str, int] | None = None) -> Picture:
    """Draw one sign for each organisation or seat of a sector, dashed where it is promised but empty.

    :param counts: sector to how many take part
    :param promised: sector to how many should; nothing where no number was promised
    """
    promised = promised or {}
    most = max([1, *(max(counts.get(s, 0), promised.get(s, 0)) for s in Sector.values)])
    step = min(26.0, (WIDE - LABELS) / most)
    canvas = Canvas(WIDE, ROW * len(Sector.values), title=_("Who takes part, by sector"), describes=says)
    rows = []
    for number, sector in enumerate(Sector):
        here, wanted = counts.get(sector.value, 0), promised.get(sector.value, 0)
        y = number * ROW + 9
        canvas.text(0, y + 13, sector.label)
        for place in range(max(here, wanted, 1 if not here else 0)):
            canvas.shape(sector.value, LABELS + place * step, y, min(18.0, step - 4), ghost=place >= here)
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
    track = WIDE - LABELS - 90
    canvas = Canvas(WIDE, ROW * len(rows), title=title, describes=says)
    for number, row in enumerate(rows):
        y = number * ROW + 10
        canvas.text(0, y + 12, row.label)
        canvas.bar(LABELS, y, track, 16, "track")
        canvas.bar(LABELS, y, track * min(1.0, row.value / of) if of else 0, 16, row.kind)
        canvas.text(LABELS + track + 10, y + 12, row.shown)
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
    scale = WIDE - LABELS - 24
    top, step = 26.0, 46.0
    canvas = Canvas(WIDE, top + step * len(rows) + 8, title=title, describes=says)

    def at(value: float) -> float:
        return LABELS + 12 + (value - low) / (high - low) * scale

    for mark in range(int(low), int(high) + 1):
        canvas.line(at(mark), top - 6, at(mark), top + step * len(rows), "rule")
        canvas.text(at(mark), top - 12, mark, kind="soft", middle=True)
    for number, row in enumerate(rows):
        y = top + number * step + step / 2
        canvas.text(0, y + 4, row.label, kind="strong" if row.strong else "")
        canvas.bar(
            at(row.q1), y - 8, max(2.0, at(row.q3) - at(row.q1)), 16, "accent soft-bar" if row.strong else "track"
        )
        for value in sorted(row.values):
            canvas.dot(at(value), y, 5, "hollow")
        canvas.line(at(row.median), y - 14, at(row.median), y + 14, "thick")
    columns = [_("Alternative"), _("Answers"), _("Lower quartile"), _("Median"), _("Upper quartile")]
    table = [(r.label, len(r.values), f"{r.q1:.2f}", f"{r.median:.2f}", f"{r.q3:.2f}") for r in rows]
    return Picture(canvas.svg(), title, f"{says} {ends[0]} {ends[1]}".strip(), columns, table)
