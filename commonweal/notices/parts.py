"""The pieces of a mail: partnerships, their topics, and lines with a link each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from commonweal.acts.capability import Says, Task
from commonweal.notices.answering import Way
from commonweal.notices.links import absolute
from commonweal.notices.saying import Said, Standing, one_line

SHOWN = 20
"""How many lines a mail tells of one partnership; of more it gives the number."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing of which a mail tells.

    :ivar when: on the reader's own clock, to the hour where she takes no part
    :ivar ways: what she may do about it at once
    """

    says: str
    url: str
    when: str = ""
    why: str = ""
    ways: tuple[Way, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """What is told of one topic; without a label where topics are not told apart.

    :ivar further: how many things there are beyond those that it shows
    """

    label: str
    lines: tuple[Line, ...]
    further: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """What a mail tells of one partnership.

    :ivar further: how many things there are that belong to no group, because nobody looked so far back
    """

    name: str
    lang: str
    url: str
    groups: tuple[Group, ...]
    further: int = 0

    @property
    def count(self) -> int:
        """How many things there are, shown or not."""
        return sum(len(group.lines) + group.further for group in self.groups) + self.further


def part_of(standing: Standing, groups: Iterable[tuple[Says, Sequence[Line]]], *, further: int = 0) -> Part:
    """Return what is told of one partnership: no more lines than are shown, of each topic its share."""
    filled = [(label, lines) for label, lines in groups if lines]
    shares = shared([len(lines) for _label, lines in filled], most=SHOWN)
    kept = tuple(
        Group(str(label), tuple(lines[:share]), len(lines) - share)
        for (label, lines), share in zip(filled, shares, strict=True)
    )
    partnership = standing.partnership
    return Part(one_line(partnership.name), partnership.lang, absolute(f"/p/{standing.slug}/"), kept, further)


def shared(wanted: Sequence[int], *, most: int) -> list[int]:
    """Return how many each gets of what is there: turn by turn, so that a loud topic does not drown the quiet ones."""
    shares = [0] * len(wanted)
    while most > 0 and shares != list(wanted):
        for n, wants in enumerate(wanted):
            if shares[n] < wants and most > 0:
                shares[n] += 1
                most -= 1
    return shares


def line_of(each: Said, *, zone: ZoneInfo, why: str = "", ways: tuple[Way, ...] = ()) -> Line:
    """Return one sentence with its link and its time on the reader's clock."""
    when = _on_the_clock(each.at, zone)
    if not each.exact:
        when = _("around %(when)s") % {"when": when}
    return Line(each.says, absolute(each.url), when, why, ways)


def line_of_task(task: Task, *, zone: ZoneInfo, why: str = "") -> Line:
    """Return something that waits, with its link and until when."""
    until = _("until %(when)s") % {"when": _on_the_clock(task.due_at, zone)} if task.due_at else ""
    return Line(one_line(task.says), absolute(task.url), until, why)


def _on_the_clock(at: datetime, zone: ZoneInfo) -> str:
    return date_format(timezone.localtime(at, zone), "DATETIME_FORMAT")
