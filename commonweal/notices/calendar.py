"""Dates of a partnership and what waits for somebody, as a calendar (RFC 5545). It names no person."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from commonweal import __version__
from commonweal.acts.capability import Dated, Task
from commonweal.acts.installed import installed
from commonweal.notices.links import absolute
from commonweal.notices.saying import Standing, one_line, tasks_of
from commonweal.notices.writing import host
from commonweal.partnerships.models import Partnership

REFRESHED = timedelta(hours=6)
"""How often a calendar program is asked to look again."""


def calendar_of(standings: Iterable[Standing], *, name: str, at: datetime, whose: bool) -> bytes:
    """Return the calendar of what somebody may see in these partnerships.

    :param whose: whether it is one person's, with what waits for her
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//Commonweal//{__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", one_line(name))
    calendar.add("x-wr-calname", one_line(name))
    calendar.add("refresh-interval", REFRESHED, parameters={"VALUE": "DURATION"})
    for standing in standings:
        partnership = standing.partnership
        for dated in dates_of(partnership) if standing.reads else ():
            calendar.add_component(_day(dated, partnership, at=at))
        for task in tasks_of(standing) if whose else ():
            if task.due_at is not None:
                calendar.add_component(_due(task, partnership, at=at))
    found: bytes = calendar.to_ical()
    return found


def dates_of(partnership: Partnership) -> list[Dated]:
    """Return everything that stands in the calendar of a partnership, in the order of the days."""
    found = {
        dated.key: dated
        for capability in installed()
        for hook in capability.dates
        for dated in hook(partnership.pk, partnership.slug)
    }
    return sorted(found.values(), key=lambda dated: (dated.on, dated.key))


def _day(dated: Dated, partnership: Partnership, *, at: datetime) -> Event:
    """Return a whole day, or the hours of something that has hours."""
    event = _event(dated.key, dated.says, dated.url, partnership, at=at)
    event.add("dtstart", dated.at.astimezone(UTC) if dated.at else dated.on)
    event.add("dtend", (dated.until or dated.at).astimezone(UTC) if dated.at else dated.on + timedelta(days=1))
    if dated.at is not None:
        event["transp"] = "OPAQUE"
        event.add("sequence", dated.moved)
        event.add("status", "CANCELLED" if dated.cancelled else "CONFIRMED")
    if dated.where:
        event.add("location", one_line(dated.where))
    return event


def _due(task: Task, partnership: Partnership, *, at: datetime) -> Event:
    due = (task.due_at or at).astimezone(UTC)
    event = _event(
        f"task.{task.key}", _("Until now: %(task)s") % {"task": one_line(task.says)}, task.url, partnership, at=at
    )
    event.add("dtstart", due)
    return event


def _event(key: str, says: object, url: str, partnership: Partnership, *, at: datetime) -> Event:
    """Return an event whose id is the same for as long as it is the same thing, so that a calendar moves it."""
    event = Event()
    event.add("uid", f"{key}.{partnership.pk}@{host()}")
    event.add("dtstamp", datetime.combine(at.date(), time(), tzinfo=UTC))
    event.add("summary", one_line(says))
    event.add("description", f"{one_line(partnership.name)}\n{absolute(url)}")
    event.add("url", absolute(url))
    event.add("transp", "TRANSPARENT")
    return event
