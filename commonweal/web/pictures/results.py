"""How a vote came out: majorities against their threshold, rounds of a count, and who is preferred to whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from django.utils.translation import gettext as _

from commonweal.acts.capability import Says
from commonweal.web.pictures.charts import LABEL, WIDE
from commonweal.web.pictures.picture import Canvas, Picture

ROW = 58.0
BAR = 16.0
THIN = 9.0


@dataclass(frozen=True, slots=True)
class Tested:
    """One majority: how much said yes and no, of how much, and how much of yes it takes.

    :param of: what the whole length stands for
    :param shown: the words at the end, such as “3 of 5, enough”
    """

    label: Says
    yes: float
    no: float
    of: float
    needed: float
    shown: Says
    reached: bool


def majorities(rows: Sequence[Tested], *, title: Says, says: Says, columns: Sequence[Says]) -> Picture:
    """Draw how much said yes (full) and no (pale), each majority with a line where it takes effect."""
    canvas = Canvas(WIDE, ROW * len(rows) + 4, title=title, describes=says)
    for number, row in enumerate(rows):
        y = number * ROW
        length = WIDE / row.of if row.of else 0.0
        yes, no = row.yes * length, row.no * length
        canvas.text(0, y + 13, row.label)
        canvas.text(WIDE, y + 13, row.shown, end=True, kind="strong")
        canvas.bar(0, y + LABEL + 5, WIDE, BAR, "track")
        canvas.bar(0, y + LABEL + 5, yes, BAR, "accent")
        canvas.bar(yes, y + LABEL + 5, no, BAR, "against")
        if row.of:
            at = min(WIDE - 1, max(1.0, row.needed * length))
            canvas.line(at, y + LABEL + 1, at, y + LABEL + BAR + 9, "goal")
    table = [(row.label, _figure(row.yes), _figure(row.no), _figure(row.needed), row.shown) for row in rows]
    return Picture(canvas.svg(), title, says, columns, table)


def rounds(
    votes: Sequence[Mapping[str, float]],
    names: Mapping[str, str],
    *,
    title: Says,
    says: Says,
    needed: float = 0.0,
    chosen: Sequence[str] = (),
) -> Picture:
    """Draw the votes of each option round by round, a thin bar each; a line shows with how many one is chosen.

    :param votes: of each round, the votes by option; an option that is out is missing
    :param names: what options are called; `chosen` those that were chosen, whose bars are full
    """
    most = max([1.0, needed, *(value for one in votes for value in one.values())])
    height = LABEL + len(votes) * (THIN + 2) + 16
    canvas = Canvas(WIDE, height * len(names) + 4, title=title, describes=says)
    for number, (code, name) in enumerate(_by_last(votes, names)):
        y = number * height
        last = next((str(_figure(one[code])) for one in reversed(votes) if code in one), "")
        canvas.text(0, y + 13, name, kind="strong" if code in chosen else "")
        canvas.text(WIDE, y + 13, last, end=True, kind="strong" if code in chosen else "")
        for place, one in enumerate(votes):
            top = y + LABEL + 4 + place * (THIN + 2)
            canvas.bar(0, top, WIDE, THIN, "track")
            if code in one:
                canvas.bar(0, top, one[code] / most * WIDE, THIN, "accent" if code in chosen else "soft-bar")
        if needed:
            at = min(WIDE - 1, needed / most * WIDE)
            canvas.line(at, y + LABEL + 1, at, y + LABEL + 6 + len(votes) * (THIN + 2), "goal")
    columns = [_("Option"), *(_("Round %(n)s") % {"n": n} for n in range(1, len(votes) + 1))]
    table = [(name, *(_figure(one[code]) if code in one else "–" for one in votes)) for code, name in names.items()]
    return Picture(canvas.svg(), title, says, columns, table)


def pairs(
    preferred: Mapping[str, Mapping[str, float]], names: Mapping[str, str], *, title: Says, says: Says
) -> Picture:
    """Draw how many prefer the option of a row to that of a column; full where that is more than the other way."""
    codes = list(names)
    letters = dict(zip(codes, _letters(len(codes)), strict=True))
    top, edge = 22.0 * len(codes) + 10, 30.0
    cell = min(48.0, (WIDE - edge) / max(1, len(codes)))
    canvas = Canvas(WIDE, top + edge + cell * len(codes) + 4, title=title, describes=says)
    for number, code in enumerate(codes):
        canvas.text(0, number * 22.0 + 14, letters[code], kind="strong")
        canvas.text(edge, number * 22.0 + 14, names[code])
        middle = edge + number * cell + cell / 2
        canvas.text(middle, top + 18, letters[code], kind="strong", middle=True)
        canvas.text(0, top + edge + number * cell + cell / 2 + 5, letters[code], kind="strong")
        for place, other in enumerate(codes):
            x, y = edge + place * cell + 1, top + edge + number * cell + 1
            if other == code:
                canvas.bar(x, y, cell - 2, cell - 2, "track")
                continue
            here, there = preferred.get(code, {}).get(other, 0.0), preferred.get(other, {}).get(code, 0.0)
            canvas.bar(x, y, cell - 2, cell - 2, "soft-bar" if here > there else "cell")
            canvas.text(x + cell / 2 - 1, y + cell / 2 + 4, _figure(here), kind="in-cell", middle=True)
    table = [
        (names[code], *("–" if other == code else _figure(preferred.get(code, {}).get(other, 0.0)) for other in codes))
        for code in codes
    ]
    return Picture(canvas.svg(), title, says, [_("Preferred"), *(names[code] for code in codes)], table)


def _by_last(votes: Sequence[Mapping[str, float]], names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the options, those that stayed longest and had most at the end first."""

    def last(code: str) -> tuple[int, float]:
        stayed = [place for place, one in enumerate(votes) if code in one]
        return (stayed[-1], votes[stayed[-1]][code]) if stayed else (-1, 0.0)

    return sorted(names.items(), key=lambda each: last(each[0]), reverse=True)


def _letters(many: int) -> list[str]:
    return [ascii_uppercase[n] if n < len(ascii_uppercase) else str(n + 1) for n in range(many)]


def _figure(value: float) -> str:
    return f"{value:g}" if value == round(value, 2) else f"{value:.2f}"
