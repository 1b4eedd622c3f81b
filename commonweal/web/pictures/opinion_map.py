"""The map of a conversation: where groups stand, and which statements lie towards whom. Never a single person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import hypot

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from commonweal.acts.capability import Says
from commonweal.web.pictures.charts import WIDE
from commonweal.web.pictures.picture import Canvas, Picture

Point = tuple[float, float]
EDGE = 26.0
TALL = 300.0
LINE = 13.0
FIGURE = 7.6
LOOKS = 5
"""How many ways of drawing a group there are: a tint and a kind of line for each."""


@dataclass(frozen=True, slots=True)
class Area:
    """A group: its letter, its words (“Group A, 120 people”), its middle and the corners around it.

    :param corners: none where too few stand together to be drawn; only its letter is
    """

    letter: str
    label: Says
    middle: Point
    corners: Sequence[Point] = ()
    look: int = 0


@dataclass(frozen=True, slots=True)
class Spot:
    """A statement: its number, its place, whether its number is written on the map, and its row of the table."""

    number: int
    place: Point
    named: bool
    row: Sequence[object]


@dataclass(frozen=True, slots=True)
class _Frame:
    """From the numbers of a map to units of the drawing."""

    left: float
    top: float
    scale: float
    height: float

    def at(self, point: Point) -> Point:
        return (EDGE + (point[0] - self.left) * self.scale, EDGE + (point[1] - self.top) * self.scale)


def opinion_map(
    areas: Sequence[Area],
    spots: Sequence[Spot],
    *,
    title: Says,
    says: Says,
    columns: Sequence[Says],
    you: Point | None = None,
) -> Picture:
    """Draw groups as areas with their letters, statements as points with their numbers, and where the reader stands.

    Statements are spread until they fill the place that people take: their direction counts, not their distance.

    :param spots: those that are named have their number on the map and a row in the table; others are dots
    :param columns: of that table, as many as each row of a spot has cells
    """
    spread = _spread(areas, spots)
    stand = {spot.number: (spot.place[0] * spread, spot.place[1] * spread) for spot in spots}
    frame = _frame([*_places(areas), *stand.values(), *([you] if you else [])])
    canvas = Canvas(WIDE, frame.height, title=title, describes=says)
    for area in areas:
        _draw_area(canvas, [frame.at(corner) for corner in area.corners], area.look)
    taken: list[tuple[float, float, float]] = []
    for area in areas:
        x, y = frame.at(area.middle)
        canvas.text(x, y + 8, area.letter, kind="letter", middle=True)
        taken.append((x - 10, y, 20))
    if you:
        x, y = frame.at(you)
        _draw_you(canvas, x, y)
        taken.append((x - 8, y, 60))
    canvas.marks.append(_dots(canvas, [frame.at(stand[spot.number]) for spot in spots if not spot.named]))
    named = [spot for spot in spots if spot.named]
    for spot in named:
        _draw_spot(canvas, spot, frame.at(stand[spot.number]), taken)
    return Picture(canvas.svg(), title, says, columns, [spot.row for spot in named])


def _places(areas: Iterable[Area]) -> list[Point]:
    return [point for area in areas for point in (area.middle, *area.corners)]


def _spread(areas: Sequence[Area], spots: Sequence[Spot]) -> float:
    """Return by how much statements are drawn farther out: until nine in ten lie where people stand."""
    reach = max((hypot(*point) for point in _places(areas)), default=0.0)
    far = sorted(hypot(*spot.place) for spot in spots)
    most = far[(len(far) * 9) // 10] if far else 0.0
    return reach / most if reach and most else 1.0


def _frame(points: Sequence[Point]) -> _Frame:
    """Return the frame that shows all points: as wide as a phone, and no taller than it is wide."""
    xs, ys = [point[0] for point in points] or [0.0], [point[1] for point in points] or [0.0]
    wide, tall = max(xs) - min(xs) or 1.0, max(ys) - min(ys) or 1.0
    scale = min((WIDE - 2 * EDGE) / wide, TALL / tall)
    left = min(xs) - ((WIDE - 2 * EDGE) / scale - wide) / 2
    return _Frame(left, min(ys), scale, tall * scale + 2 * EDGE)


def _draw_area(canvas: Canvas, corners: Sequence[Point], look: int) -> None:
    if corners:
        path = "L".join(f"{canvas.x(x):g} {round(y, 1):g}" for x, y in corners)
        canvas.marks.append(format_html('<path d="M{}z" class="area look-{}"/>', path, look % LOOKS))


def _draw_you(canvas: Canvas, x: float, y: float) -> None:
    canvas.marks.append(
        format_html('<path d="M{} {}l7 8 -7 8 -7 -8z" class="you"/>', f"{canvas.x(x):g}", f"{round(y - 8, 1):g}")
    )
    canvas.text(x + 11, y + 5, _("You"), kind="strong")


def _dots(canvas: Canvas, points: Iterable[Point]) -> SafeString:
    """Return small dots in one mark, however many there are."""
    path = "".join(f"M{canvas.x(x) - 2:g} {round(y, 1):g}a2 2 0 1 0 4 0a2 2 0 1 0 -4 0" for x, y in points)
    return format_html('<path d="{}" class="beside"/>', path)


def _draw_spot(canvas: Canvas, spot: Spot, at: Point, taken: list[tuple[float, float, float]]) -> None:
    """Draw a point, and its number beside it where there is room; without one the table has it."""
    x, y = at
    canvas.dot(x, y, 3, "spot-told")
    wide = FIGURE * len(str(spot.number)) + 2
    for left, middle in ((x + 5, y), (x - wide - 5, y), (x - wide / 2, y - 11), (x - wide / 2, y + 11)):
        if all(abs(middle - b) >= LINE or left + wide < a or a + w < left for a, b, w in taken):
            taken.append((left, middle, wide))
            canvas.text(left + wide / 2, middle + 4.5, spot.number, kind="figure", middle=True)
            return
