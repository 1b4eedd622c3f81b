"""Who has how much power, drawn: a thick bar for the power, a thin one for the seats or the weight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from commonweal.acts.capability import Says
from commonweal.capabilities.chartering.power_naming import percent
from commonweal.web.pictures.charts import WIDE
from commonweal.web.pictures.picture import Canvas, Picture

ROW = 52.0
SIGN = 14.0
LONGEST = 36


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: whose, of which sector, how much power, and how much of what it stands beside."""

    label: str
    sector: str
    power: Fraction
    beside: Fraction


def drawn(
    bars: Sequence[Bar], *, title: Says, says: Says, columns: Sequence[Says], rows: Sequence[Sequence[object]]
) -> Picture:
    """Draw bars on a common scale that ends at the longest of them."""
    longest = max([Fraction(1, 100), *(max(bar.power, bar.beside) for bar in bars)])
    canvas = Canvas(WIDE, ROW * len(bars), title=title, describes=says)
    for number, bar in enumerate(bars):
        y = number * ROW
        start = 0.0
        if bar.sector:
            canvas.shape(bar.sector, 0, y + 2, SIGN)
            start = SIGN + 8
        canvas.text(start, y + 14, _short(bar.label))
        canvas.text(WIDE, y + 14, percent(bar.power), kind="strong", end=True)
        canvas.bar(0, y + 21, WIDE, 13, "track")
        canvas.bar(0, y + 21, WIDE * float(bar.power / longest), 13, bar.sector or "accent")
        canvas.bar(0, y + 36, WIDE * float(bar.beside / longest), 4, "beside")
    return Picture(canvas.svg(), title, says, columns, rows)


def _short(label: str) -> str:
    return label if len(label) <= LONGEST else f"{label[: LONGEST - 1].rstrip()}…"
