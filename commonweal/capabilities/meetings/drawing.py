"""The picture of attendance: how many seats were there, meeting by meeting, and how many of each sector."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from commonweal.acts.capability import Says
from commonweal.capabilities.meetings import attending
from commonweal.capabilities.meetings.queries import Meeting, SeatPresence
from commonweal.partnerships.models import Sector
from commonweal.web.pictures.charts import WIDE
from commonweal.web.pictures.picture import Canvas, Picture

MOST = 12
"""How many meetings are drawn: those held last, the oldest of them first."""
TOP, ROW, SIGN = 8.0, 58.0, 12.0


def attendance_picture(held: Sequence[Meeting], rows: Iterable[SeatPresence]) -> Picture:
    """Draw each of the last meetings as a bar, and under it each sector's sign with the part of its seats that came."""
    drawn = list(reversed(held[:MOST]))
    by_meeting: dict[int, list[SeatPresence]] = {}
    for row in rows:
        by_meeting.setdefault(row.meeting, []).append(row)
    says = _finding(drawn, by_meeting)
    canvas = Canvas(WIDE, TOP + ROW * len(drawn), title=_("Who came, meeting by meeting"), describes=says)
    table = []
    for number, meeting in enumerate(drawn):
        seats = by_meeting.get(meeting.entry, [])
        whole, sectors = attending.overall(seats), {each.group: each for each in attending.by_sector(seats)}
        y, day = TOP + number * ROW, date_format(localtime(meeting.opened_at or meeting.starts_at), "SHORT_DATE_FORMAT")
        canvas.text(0, y + 12, day)
        canvas.text(WIDE, y + 12, f"{whole.there}/{whole.seats}", end=True)
        canvas.bar(0, y + 18, WIDE, 8, "track")
        canvas.bar(0, y + 18, WIDE * float(whole.share), 8, "accent")
        for place, sector in enumerate(s for s in Sector.values if s in sectors):
            x = place * (WIDE / len(Sector.values))
            canvas.shape(sector, x, y + 33, SIGN, ghost=sectors[sector].there == 0)
            canvas.text(x + SIGN + 5, y + 43, f"{sectors[sector].there}/{sectors[sector].seats}", kind="soft")
        parts = (f"{sectors[s].there}/{sectors[s].seats}" if s in sectors else "–" for s in Sector.values)
        table.append((day, f"{whole.there}/{whole.seats}", *parts))
    columns: list[Says] = [_("Meeting"), _("All"), *(sector.label for sector in Sector)]
    return Picture(canvas.svg(), _("Who came, meeting by meeting"), says, columns, table)


def _finding(drawn: Sequence[Meeting], by_meeting: dict[int, list[SeatPresence]]) -> str:
    rows = [row for meeting in drawn for row in by_meeting.get(meeting.entry, [])]
    whole = attending.overall(rows)
    said = _("Of every hundred seats, %(percent)s were there.") % {"percent": whole.percent}
    sectors = attending.by_sector(rows)
    if len(sectors) <= 1:
        return said
    least = min(sectors, key=lambda each: each.share)
    if least.share == whole.share:
        return said
    named = {"sector": Sector(least.group).label, "percent": least.percent}
    return f"{said} " + _("The fewest came from this sector: %(sector)s (%(percent)s of a hundred).") % named
