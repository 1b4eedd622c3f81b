"""Rules of the standard's ruleset about dates: their order, their length, and none in the future that has happened."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from commonweal.interchange.iati.cautions import Caution
from commonweal.interchange.iati.xml_tree import Node

PLANNED_START, ACTUAL_START, PLANNED_END, ACTUAL_END = "1", "2", "3", "4"
ORDERS: Final = ((PLANNED_START, PLANNED_END, "11.1.2"), (ACTUAL_START, ACTUAL_END, "11.1.3"))
HAPPENED: Final = ((ACTUAL_START, "11.1.4"), (ACTUAL_END, "11.1.5"))


def day(value: str) -> date | None:
    """Read the day of an XML date or date with time; none where the year is beyond the calendar's."""
    try:
        return date.fromisoformat(value.strip()[:10])
    except ValueError:
        return None


def day_of(node: Node | None, attribute: str = "iso-date") -> date | None:
    """Read a date attribute of an element that may be absent."""
    return None if node is None else day(node.get(attribute))


def date_cautions(activity: Node, today: date | None) -> Iterator[Caution]:
    """Yield dates in a wrong order and, when today is known, deeds dated in the future."""
    for first, last, rule in ORDERS:
        starts = [node for node in activity.all("activity-date") if node.get("type") == first]
        ends = [day_of(node) for node in activity.all("activity-date") if node.get("type") == last]
        for start in starts:
            begun = day_of(start)
            if begun and any(end and end < begun for end in ends):
                yield Caution.at(start, rule, begun)
    yield from _periods(activity)
    if today is not None:
        yield from _future(activity, today)


def _periods(activity: Node) -> Iterator[Caution]:
    for node in activity.walk():
        if node.namespace or node.name not in {"budget", "planned-disbursement", "period"}:
            continue
        start, end = day_of(node.first("period-start")), day_of(node.first("period-end"))
        if start is None or end is None:
            continue
        if end < start:
            yield Caution.at(node, "8.6.1" if node.name == "period" else "8.6.3", start)
        elif node.name == "budget" and end - start > _year_from(start):
            yield Caution.at(node, "7.5.3")


def _year_from(start: date) -> timedelta:
    """Return the length of the year that begins at `start`."""
    return timedelta(days=366 if _holds_leap_day(start) else 365)


def _holds_leap_day(start: date) -> bool:
    year = start.year if (start.month, start.day) <= (2, 29) else start.year + 1
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _future(activity: Node, today: date) -> Iterator[Caution]:
    updated = day_of(activity, "last-updated-datetime")
    if updated and updated > today:
        yield Caution.at(activity, "11.1.1", updated)
    for kind, rule in HAPPENED:
        for node in activity.all("activity-date"):
            happened = day_of(node)
            if node.get("type") == kind and happened and happened > today:
                yield Caution.at(node, rule, happened)
    for transaction in activity.all("transaction"):
        dated = transaction.first("transaction-date")
        valued = transaction.first("value")
        for place, when, rule in (
            (dated, day_of(dated), "11.2.1"),
            (valued, day_of(valued, "value-date"), "11.2.2"),
        ):
            if place is not None and when and when > today:
                yield Caution.at(place, rule, when)
