"""What every picture is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_bidi

from commonweal.acts.capability import Says


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing, the finding it shows in one sentence, and its data as a table.

    :param rows: each row begins with its heading
    """

    svg: SafeString
    title: Says
    says: Says
    columns: Sequence[Says]
    rows: Sequence[Sequence[object]]


class Canvas:
    """An SVG drawing that grows mark by mark; in a right-to-left language it is mirrored as it is drawn.

    :param width: in user units; the drawing fills the width of its place on the page
    """

    def __init__(self, width: float, height: float, *, title: Says, describes: Says) -> None:
        self.width, self.height = width, height
        self.title, self.describes = title, describes
        self.rtl = get_language_bidi()
        self.marks: list[SafeString] = []
        self.leads = False

    def x(self, x: float, width: float = 0) -> float:
        """Return where `x`, counted from the reading edge, lies from the left."""
        return round(self.width - x - width, 2) if self.rtl else round(x, 2)

    def text(
        self, x: float, y: float, words: object, *, kind: str = "", end: bool = False, middle: bool = False
    ) -> None:
        """Write words whose reading edge, end or middle lies at `x`."""
        anchor = "middle" if middle else "end" if end else "start"
        self.marks.append(
            format_html(
                '<text x="{}" y="{}" text-anchor="{}"{}>{}</text>',
                self.x(x),
                round(y, 2),
                anchor,
                _kind(kind),
                words,
            )
        )

    def bar(self, x: float, y: float, width: float, height: float, kind: str) -> None:
        """Draw a rectangle that begins at `x` and grows in the reading direction."""
        self.marks.append(
            format_html(
                '<rect x="{}" y="{}" width="{}" height="{}"{}/>',
                self.x(x, width),
                round(y, 2),
                round(width, 2),
                height,
                _kind(kind),
            )
        )

    def line(self, x1: float, y1: float, x2: float, y2: float, kind: str) -> None:
        """Draw a straight line."""
        self.marks.append(
            format_html('<path d="M{} {}L{} {}"{}/>', self.x(x1), round(y1, 2), self.x(x2), round(y2, 2), _kind(kind))
        )

    def dot(self, x: float, y: float, radius: float, kind: str) -> None:
        """Draw a circle around a point."""
        self.marks.append(
            format_html('<circle cx="{}" cy="{}" r="{}"{}/>', self.x(x), round(y, 2), radius, _kind(kind))
        )

    def shape(self, sector: str, x: float, y: float, size: float, *, ghost: bool = False) -> None:
        """Draw the sign of a sector in a square of `size` whose reading edge lies at `x`; dashed where it is empty."""
        left, half, quarter, tip = self.x(x, size), size / 2, size / 4, size / 2 + 1
        paths = {
            "government": f"M{left} {y}h{size}v{size}h-{size}z",
            "company": f"M{left + half:g} {y}l{half:g} {size}h-{size}z",
            "university": f"M{left + half:g} {y - 1}l{tip:g} {tip:g} {-tip:g} {tip:g} {-tip:g} {-tip:g}z",
            "community": f"M{left + quarter:g} {y}h{half:g}l{quarter:g} {half:g} {-quarter:g} {half:g}"
            f"h{-half:g}l{-quarter:g} {-half:g}z",
        }
        kind = "ghost" if ghost else sector
        if sector == "civil_society":
            self.marks.append(
                format_html('<circle cx="{}" cy="{}" r="{}" class="{}"/>', left + half, y + half, half, kind)
            )
        else:
            self.marks.append(format_html('<path d="{}" class="{}"/>', paths[sector], kind))

    def link(self, address: str, words: object, mark: SafeString) -> None:
        """Draw `mark` so that it leads to `address`, named for those who cannot see it."""
        self.leads = True  # what holds links is no image to those who cannot see it, or they could not reach them
        self.marks.append(format_html('<a href="{}"><title>{}</title>{}</a>', address, words, mark))

    def svg(self) -> SafeString:
        """Return the whole drawing."""
        inside = mark_safe("".join(self.marks))  # noqa: S308 - each mark was escaped when it was drawn
        return format_html(
            '<svg viewBox="0 0 {} {}" role="{}" aria-label="{}. {}">{}</svg>',
            round(self.width, 2),
            round(self.height, 2),
            "group" if self.leads else "img",
            self.title,
            self.describes,
            inside,
        )


def _kind(kind: str) -> SafeString:
    return format_html(' class="{}"', kind) if kind else SafeString("")
