"""Meetings, presence and minutes, arranged by acting, under the interim charter with its assembly."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from commonweal.acts.testing import NOON, Founded
from commonweal.capabilities.meetings.queries import Whole, meeting_with, whole
from commonweal.kit.ids import id_from_seed, new_id
from commonweal.partnerships.actors import Actor
from commonweal.record.entry import Entry

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
SOON = NOON + 7 * DAY
"""When meetings of tests begin."""

SAID = {"text": "The roofs come first.", "lang": "en"}


def points(*titles: str, **more: Any) -> list[dict[str, Any]]:
    """Return the points of an agenda, each with an id of its own."""
    return [{"item": id_from_seed("point", title), "title": title, **more} for title in titles]


def called(cool: Founded, *, at: datetime = NOON, starts: datetime | None = None, by: Actor | None = None,
           **said: Any) -> str:  # fmt: skip
    """Call the assembly and return the meeting's id."""
    meeting, starts = said.pop("meeting", None) or new_id(), starts or at + 7 * DAY
    held = {"starts_at": starts, "ends_at": starts + 2 * HOUR, "how": "both", "where": "Town hall",
            "address": "https://meet.example/7", "body": "assembly", "agenda": points("Roofs", "Water")}  # fmt: skip
    cool.given("meetings.call", by=by, at=at, meeting=meeting, **{**held, **said})
    return meeting


def opened(cool: Founded, meeting: str, *, at: datetime = SOON) -> Entry:
    """Open a meeting at its time."""
    return cool.given("meetings.open", meeting=meeting, at=at)


def here(cool: Founded, meeting: str, *who: str, at: datetime = SOON, how: str = "room") -> None:
    """Let some of the cast say that they are there."""
    for name in who:
        cool.given("meetings.say_present", by=cool.actor(name, at=at), meeting=meeting, how=how, at=at)


def closed(cool: Founded, meeting: str, *, at: datetime = SOON + HOUR) -> Entry:
    """Close a meeting an hour later."""
    return cool.given("meetings.close", meeting=meeting, at=at)


def held(cool: Founded, *who: str, starts: datetime = SOON, **said: Any) -> str:
    """Call, open and close a meeting at which some of the cast were."""
    meeting = called(cool, at=starts - 7 * DAY, starts=starts, **said)
    opened(cool, meeting, at=starts)
    here(cool, meeting, *who, at=starts)
    closed(cool, meeting, at=starts + HOUR)
    return meeting


def drafted(cool: Founded, meeting: str, *, at: datetime = SOON + DAY) -> int:
    """Draft the minutes and return the entry."""
    texts = [{"item": id_from_seed("point", "Roofs"), "words": SAID}]
    return cool.given("meetings.draft_minutes", meeting=meeting, texts=texts, at=at).position


def approved(cool: Founded, meeting: str, *who: str, at: datetime = SOON + 2 * DAY) -> None:
    """Let some of the cast approve the minutes as they stand."""
    for name in who:
        version = meeting_with(cool.id, meeting).minutes_entry
        cool.given("meetings.approve_minutes", by=cool.actor(name, at=at), meeting=meeting, version=version, at=at)


def now(cool: Founded, meeting: str) -> Whole:
    """Return a meeting as it is now."""
    return whole(meeting_with(cool.id, meeting))
