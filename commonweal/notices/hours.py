"""When mail may come: quiet hours and the hour of the digest, on the clock of whoever gets it. No database."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Protocol
from zoneinfo import TZPATH, ZoneInfo, available_timezones

SATURDAY = 5


class Kept(Protocol):
    """What somebody said about her hours."""

    zone: str
    quiet_from: time
    quiet_to: time
    digest: bool
    digest_at: time
    weekends: bool
    paused_until: date | None
    digest_on: date | None


@lru_cache(maxsize=1)
def zones() -> tuple[str, ...]:
    """Return every time zone that has a place, such as ``Africa/Nairobi``, and UTC; of several names the current one.

    Where the machine has no list of current names, all names are given.
    """
    known = {zone for zone in available_timezones() if "/" in zone}
    tab = next((file for folder in TZPATH if (file := Path(folder) / "zone.tab").is_file()), None)
    lines = tab.read_text(encoding="utf-8").splitlines() if tab else []
    current = {line.split("\t")[2] for line in lines if line.count("\t") > 1 and not line.startswith("#")} & known
    return ("UTC", *sorted(current or {z for z in known if not z.startswith(("Etc/", "posix", "right"))}))


def zone_of(name: str) -> ZoneInfo:
    """Return a time zone; UTC for one that this machine does not know."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return ZoneInfo("UTC")


def is_quiet(hours: Kept, *, at: datetime) -> bool:
    """Tell whether nothing may be mailed at once now: in quiet hours, which may span midnight, or in a pause."""
    here = at.astimezone(zone_of(hours.zone))
    if is_paused(hours, at=at):
        return True
    start, end, now = hours.quiet_from, hours.quiet_to, here.time()
    if start <= end:
        return start <= now < end
    return now >= start or now < end


def is_paused(hours: Kept, *, at: datetime) -> bool:
    """Tell whether she wants no mail at all on this day of hers."""
    return hours.paused_until is not None and at.astimezone(zone_of(hours.zone)).date() <= hours.paused_until


def next_digest(hours: Kept, *, at: datetime) -> datetime | None:
    """Return the instant from which her next digest is due; nothing where she wants none.

    It is the first hour of digest on a day of which none was made, so never twice on a day: not where the clocks are
    set back, nor where she moves to another zone. An hour that the clocks skip is kept at the hour after.
    """
    if not hours.digest:
        return None
    zone = zone_of(hours.zone)
    day = at.astimezone(zone).date()
    if hours.digest_on is not None:
        day = max(day, hours.digest_on + timedelta(days=1))
    if hours.paused_until is not None:
        day = max(day, hours.paused_until + timedelta(days=1))
    while not hours.weekends and day.weekday() >= SATURDAY:
        day += timedelta(days=1)
    return datetime.combine(day, hours.digest_at, tzinfo=zone).astimezone(UTC)
