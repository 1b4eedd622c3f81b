"""A lineage as a picture: what an entry rests on at the beginning of the line, what rests on it at the end."""

from __future__ import annotations

from dataclasses import dataclass

from commonweal.capabilities.register.queries import Lineage
from commonweal.web.told import Told

COLUMN, ROW, BOX_WIDTH, BOX_HEIGHT = 132, 58, 96, 36


@dataclass(frozen=True, slots=True)
class Spot:
    """One entry in the picture: its box, and whether it is the one asked for."""

    told: Told
    x: int
    y: int
    asked: bool

    @property
    def middle(self) -> int:
        """The middle of the box, from side to side."""
        return self.x + BOX_WIDTH // 2

    @property
    def centre(self) -> int:
        """The middle of the box, from top to bottom."""
        return self.y + BOX_HEIGHT // 2


@dataclass(frozen=True, slots=True)
class Thread:
    """One citation in the picture, as the path of a line from the earlier entry to the later."""

    path: str
    rel: str


@dataclass(frozen=True, slots=True)
class LineagePicture:
    """The whole picture."""

    width: int
    height: int
    spots: tuple[Spot, ...]
    threads: tuple[Thread, ...]
    box_width: int = BOX_WIDTH
    box_height: int = BOX_HEIGHT


def drawn(lineage: Lineage, told: dict[int, Told], *, mirrored: bool) -> LineagePicture:
    """Lay the entries out in columns by their distance, in reading direction.

    :param mirrored: for languages that are read from right to left
    """
    distances = sorted({kin.distance for kin in lineage.kin})
    columns = {d: [kin for kin in lineage.kin if kin.distance == d] for d in distances}
    tallest = max(len(rows) for rows in columns.values())
    width, height = COLUMN * (len(distances) - 1) + BOX_WIDTH + 8, ROW * tallest
    spots: dict[int, Spot] = {}
    for column, distance in enumerate(distances):
        x = 4 + column * COLUMN
        x = width - x - BOX_WIDTH if mirrored else x
        top = (height - ROW * len(columns[distance])) // 2 + (ROW - BOX_HEIGHT) // 2
        for row, kin in enumerate(columns[distance]):
            position = kin.entry.position
            spots[position] = Spot(told[position], x, top + row * ROW, kin.distance == 0)
    threads = tuple(Thread(_line(spots[c.cited], spots[c.citing], mirrored=mirrored), c.rel) for c in lineage.citations)
    return LineagePicture(width, height, tuple(spots.values()), threads)


def _line(early: Spot, late: Spot, *, mirrored: bool) -> str:
    """Return a curve from the end edge of the earlier box to the start edge of the later one."""
    x1, x2 = (early.x, late.x + BOX_WIDTH) if mirrored else (early.x + BOX_WIDTH, late.x)
    y1, y2, middle = early.centre, late.centre, (x1 + x2) // 2
    return f"M{x1} {y1}C{middle} {y1} {middle} {y2} {x2} {y2}"
