"""How a statement was answered: one bar for everybody and one for each group, from agree over pass to disagree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from commonweal.acts.capability import Says
from commonweal.web.pictures.charts import WIDE
from commonweal.web.pictures.picture import Canvas

STEP = 24.0
THICK = 12.0
LABEL = 96.0


@dataclass(frozen=True, slots=True)
class Answered:
    """How one group, or everybody, answered: shares from 0 to 1, and between what bounds agreement lies.

    :param shown: the words before the bar, such as “A 71 %”
    """

    shown: Says
    agreed: float
    passed: float
    disagreed: float
    low: float
    high: float


def answered(rows: Sequence[Answered], *, title: Says, describes: Says) -> SafeString:
    """Draw the bars: agree full, pass pale, disagree striped at the end, and a line for the interval of agreement.

    All bars of a kind are one path, so that a page may hold many pictures.
    """
    canvas = Canvas(WIDE, STEP * len(rows), title=title, describes=describes)
    long = WIDE - LABEL
    tops = [STEP * number + (STEP - THICK) / 2 for number in range(len(rows))]
    for row, top in zip(rows, tops, strict=True):
        canvas.text(0, top + 11, row.shown, kind="num")
    parts = {
        "accent": [(LABEL, top, row.agreed * long) for row, top in zip(rows, tops, strict=True)],
        "track": [(LABEL + row.agreed * long, top, row.passed * long) for row, top in zip(rows, tops, strict=True)],
        "against": [
            (LABEL + (row.agreed + row.passed) * long, top, row.disagreed * long)
            for row, top in zip(rows, tops, strict=True)
        ],
    }
    for kind, bars in parts.items():
        canvas.marks.append(format_html('<path d="{}" class="{}"/>', _rectangles(canvas, bars), kind))
    lines = "".join(
        f"M{canvas.x(LABEL + row.low * long):g} {top - 3:g}v{THICK + 6:g}"
        f"M{canvas.x(LABEL + row.high * long):g} {top - 3:g}v{THICK + 6:g}"
        f"M{canvas.x(LABEL + row.low * long):g} {top + THICK + 2:g}H{canvas.x(LABEL + row.high * long):g}"
        for row, top in zip(rows, tops, strict=True)
    )
    canvas.marks.append(format_html('<path d="{}" class="between"/>', lines))
    return canvas.svg()


def _rectangles(canvas: Canvas, bars: Iterable[tuple[float, float, float]]) -> str:
    return "".join(
        f"M{canvas.x(x, wide):g} {top:g}h{round(wide, 2):g}v{THICK:g}h{-round(wide, 2):g}z"
        for x, top, wide in bars
        if wide > 0
    )
