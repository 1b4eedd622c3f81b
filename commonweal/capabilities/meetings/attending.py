"""How many come, over the last meetings, by sector and group, and who speaks how long: counted from rows alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from commonweal.capabilities.meetings.queries import Meeting, SeatPresence
from commonweal.capabilities.meetings.sitting import THERE

LAST = 4
"""Over how many meetings of each body attendance is counted."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the seats of a sector or group were there.

    :param seats: how often a seat could have been there: its seats, meeting by meeting
    """

    group: str
    there: int
    seats: int

    @property
    def share(self) -> Decimal:
        """The part that was there, from 0 to 1."""
        return Decimal(self.there) / self.seats if self.seats else Decimal(0)

    @property
    def percent(self) -> int:
        """The same in a hundred, rounded down so that nothing seems reached that is not."""
        return self.there * 100 // self.seats if self.seats else 0


@dataclass(frozen=True, slots=True)
class Spoke:
    """How long a sector spoke, beside how many of those present were of it, both as parts of the whole."""

    group: str
    spoke: Decimal
    present: Decimal

    @property
    def gap(self) -> Decimal:
        """How far both lie apart."""
        return abs(self.spoke - self.present)


def last_of_each(meetings: Sequence[Meeting], *, last: int = LAST) -> list[Meeting]:
    """Return the last meetings of each body, from a list that begins with the last one."""
    taken: dict[str, int] = {}
    found = []
    for row in meetings:
        taken[row.body] = taken.get(row.body, 0) + 1
        if taken[row.body] <= last:
            found.append(row)
    return found


def overall(rows: Iterable[SeatPresence]) -> Share:
    """Return how many seats were there, all together."""
    rows = list(rows)
    return Share("", sum(row.how in THERE for row in rows), len(rows))


def by_sector(rows: Iterable[SeatPresence]) -> list[Share]:
    """Return how many seats of each sector were there."""
    return _shares((row.sector, row) for row in rows if row.sector)


def by_group(rows: Iterable[SeatPresence]) -> list[Share]:
    """Return the same for each group of seats that stands for people and for no member: the affected groups."""
    return _shares(
        (row.seat.partition(".")[0], row) for row in rows if row.sector == "community" and not row.organisation
    )


def by_meeting(meetings: Iterable[Meeting], rows: Iterable[SeatPresence]) -> list[tuple[Meeting, Share]]:
    """Return how many seats were there at each meeting."""
    shares = {share.group: share for share in _shares((str(row.meeting), row) for row in rows)}
    return [(row, shares.get(str(row.entry), Share("", 0, 0))) for row in meetings]


def speaking(meetings: Iterable[Meeting], rows: Iterable[SeatPresence]) -> list[Spoke]:
    """Return how long each sector spoke where that was counted, beside how many of those present were of it."""
    rows = list(rows)
    counted = [row for row in meetings if row.speaking]
    sectors = {row.organisation: row.sector for row in rows if row.organisation}
    seconds: dict[str, int] = {}
    for meeting in counted:
        for group, spoken in meeting.speaking["seconds"].items():
            sector = group if meeting.speaking["by"] == "sector" else sectors.get(group, "")
            seconds[sector] = seconds.get(sector, 0) + spoken
    entries = {row.entry for row in counted}
    there = [row.sector for row in rows if row.meeting in entries and row.how in THERE]
    whole = sum(seconds.values())
    if not whole or not there:
        return []
    return [
        Spoke(sector, Decimal(seconds.get(sector, 0)) / whole, Decimal(there.count(sector)) / len(there))
        for sector in sorted({*seconds, *there} - {""})
    ]


def proposing(organisations: Sequence[str], rows: Iterable[SeatPresence]) -> list[Spoke]:
    """Return which part of the proposals came from each sector, beside which part of the seats is of it.

    :param organisations: for which organisation each proposal was made
    """
    rows = list(rows)
    sectors = {row.organisation: row.sector for row in rows if row.organisation}
    made = [sectors[organisation] for organisation in organisations if organisation in sectors]
    seats = [row.sector for row in rows if row.sector]
    if not made or not seats:
        return []
    return [
        Spoke(sector, Decimal(made.count(sector)) / len(made), Decimal(seats.count(sector)) / len(seats))
        for sector in sorted(set(seats))
    ]


def _shares(named: Iterable[tuple[str, SeatPresence]]) -> list[Share]:
    there: dict[str, int] = {}
    seats: dict[str, int] = {}
    for name, row in named:
        seats[name] = seats.get(name, 0) + 1
        there[name] = there.get(name, 0) + (row.how in THERE)
    return [Share(name, there[name], seats[name]) for name in sorted(seats)]
