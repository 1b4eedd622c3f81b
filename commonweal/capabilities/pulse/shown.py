"""What the pages of surveys show of a result."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.capabilities.pulse.forms import CLOSENESS
from commonweal.capabilities.pulse.queries import Survey
from commonweal.kit.canonical import canonical_decode
from commonweal.methods.relations import WORKING
from commonweal.partnerships.models import Member
from commonweal.record import boxes
from commonweal.web.pictures.picture import Canvas, Picture

CELL = 34.0
MOST_DRAWN = 24
"""With more partners the cells become too small to touch, and the table alone is shown."""


def result(survey: Survey, partners: Sequence[Member]) -> dict[str, Any]:
    """Return the result of a closed survey with its picture; nothing of an open one."""
    if survey.result is None:
        return {"result": None}
    names = {member.organisation: member for member in partners}
    alone = [names[org] for org in survey.result["isolated"] if org in names]
    return {
        "result": survey.result,
        "alone": alone,
        "density": _percent(survey.result["density"]),
        "least": _percent(survey.result["least"]),
        "most": _percent(survey.result["most"]),
        "mutual": _percent(survey.result["reciprocity"]) if survey.result["reciprocity"] else None,
        "picture": picture(survey, partners, alone),
    }


def picture(survey: Survey, partners: Sequence[Member], alone: Sequence[Member]) -> Picture:
    """Return who says how close to whom, as a matrix: a row for each who says it."""
    close = _ties(survey)
    says = (
        ngettext("%(n)s partner stands alone.", "%(n)s partners stand alone.", len(alone)) % {"n": len(alone)}
        if alone
        else _("Every partner works with at least one other.")
    )
    drawn = list(partners)[:MOST_DRAWN]
    top, side = 30.0, 150.0
    title = _("Who works with whom")
    canvas = Canvas(side + CELL * len(drawn), top + CELL * len(drawn), title=title, describes=says)
    for n, member in enumerate(drawn):
        canvas.text(0, top + n * CELL + 21, f"{n + 1} {member.name}"[:24])
        canvas.text(side + n * CELL + CELL / 2, top - 10, n + 1, middle=True)
    for y, one in enumerate(drawn):
        for x, other in enumerate(drawn):
            how = close.get((one.organisation, other.organisation))
            at = (side + x * CELL + CELL / 2, top + y * CELL + CELL / 2)
            if how is None:
                canvas.text(at[0], at[1] + 5, "–" if one is other else "·", kind="soft", middle=True)
            elif how >= WORKING:
                canvas.bar(at[0] - 4 * how, at[1] - 4 * how, 8.0 * how, 8 * how, "accent")
            else:
                canvas.dot(*at, 4, "hollow")
    labels = {int(code): label for code, label in CLOSENESS}
    rows = [
        (one.name, *(labels.get(close.get((one.organisation, other.organisation), -1), "–") for other in partners))
        for one in partners
    ]
    return Picture(canvas.svg(), title, says, [_("Says"), *(member.name for member in partners)], rows)


def _ties(survey: Survey) -> dict[tuple[str, str], int]:
    """Return the closest answer of each organisation about each other one, from the box that was closed."""
    close: dict[tuple[str, str], int] = {}
    for raw in boxes.lines(survey.partnership, survey.box):
        line = canonical_decode(raw)
        if line["what"] == "tie":
            pair = (line["from"], line["to"])
            close[pair] = max(close.get(pair, 0), line["close"])
    return close


def _percent(share: str) -> int:
    part, whole = map(int, share.split("/"))
    return round(100 * part / whole) if whole else 0
