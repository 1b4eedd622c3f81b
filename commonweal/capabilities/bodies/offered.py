"""What bodies offer to the rest of the house: tasks, days, and who must be told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from commonweal.acts.capability import Dated, Facts, Task
from commonweal.acts.perform import setting_of, verdict_on
from commonweal.capabilities.bodies import acts, guards, queries
from commonweal.capabilities.bodies.criteria import label
from commonweal.capabilities.bodies.phrases import OFFICES, here
from commonweal.capabilities.bodies.queries import BodyNow, Structure, structure
from commonweal.capabilities.bodies.shown import SOON
from commonweal.partnerships.actors import Actor
from commonweal.record.entry import Entry

ANY_DAY = datetime.min.replace(tzinfo=UTC)
"""A calendar shows every last day that was not taken back, those that are over too."""

MOST_TASKS = 20
"""How many seats wait by name on a person's page of tasks; whoever has filled these meets the next."""


def waits(facts: Facts, actor: Actor, slug: str) -> Iterator[Task]:
    """Yield what waits for somebody: seats and offices that she may fill, and terms that end soon."""
    if actor.person is None:
        return
    setting = setting_of(facts.partnership)
    now = structure(facts.partnership, setting.charter, at=facts.at)
    granted = verdict_on(acts.Designate, by=actor, at=facts.at, setting=setting).allowed
    count = 0
    for body in now.bodies:
        if body.over:
            continue
        for task in (
            *_offices(now, body, actor, granted=granted, slug=slug),
            *_seats(now, body, actor, granted=granted, slug=slug),
        ):
            count += 1
            if count > MOST_TASKS:
                return
            yield task


def _offices(now: Structure, body: BodyNow, actor: Actor, *, granted: bool, slug: str) -> Iterator[Task]:
    if not granted or not guards.on_office(now, body, by=actor).allowed:
        return
    for office, row in body.offices.items():
        if row is None:
            named = {"body": here(body.body.name), "office": OFFICES[office]}
            says = gettext("Fill an office of “%(body)s”: %(office)s") % named
            yield Task(f"bodies.office.{body.body.code}.{office}", says, _at("office", slug, body.body.code, office))


def _seats(now: Structure, body: BodyNow, actor: Actor, *, granted: bool, slug: str) -> Iterator[Task]:
    soon = (now.at + SOON).date()
    for each in body.seats:
        named = {"body": here(body.body.name), "seat": label(now, each)}
        url, key = _at("seat", slug, body.body.code, each.seat.name), f"{body.body.code}.{each.seat.name}"
        fills = granted and guards.on_seat(now, body, each, by=actor).allowed
        if not each.seat.filled:
            if fills and not (each.of_an_organisation and each.group.held_by == "each_member"):
                yield Task(f"bodies.seat.{key}", gettext("Fill a seat of “%(body)s”: %(seat)s") % named, url)
        elif each.given and each.given.until_on and each.given.until_on <= soon:
            due = datetime.combine(each.given.until_on, time(), UTC)
            if each.seat.person == actor.person:
                says = gettext("Your term in “%(body)s” ends") % named
                yield Task(f"bodies.term.{each.given.entry}", says, url, due_at=due)
            elif fills:
                says = gettext("A term in “%(body)s” ends: %(seat)s") % named
                yield Task(f"bodies.term.{each.given.entry}", says, url, due_at=due)


def days(partnership: str, slug: str) -> Iterator[Dated]:
    """Yield the last days of terms, of offices and of bodies."""
    now = structure(partnership, setting_of(partnership).charter, at=ANY_DAY)
    for body in now.bodies:
        code, named = body.body.code, {"body": here(body.body.name)}
        if body.body.sunset_on:
            says = gettext("Last day of “%(body)s”") % named
            yield Dated(f"bodies.{code}", says, body.body.sunset_on, reverse("bodies:body", args=[slug, code]))
        for each in body.seats:
            if each.given and each.given.until_on:
                says = gettext("A term in “%(body)s” ends: %(seat)s") % {**named, "seat": label(now, each)}
                key = f"bodies.seat.{each.given.entry}"
                yield Dated(key, says, each.given.until_on, _at("seat", slug, code, each.seat.name))
        for office, row in body.offices.items():
            if row and row.until_on:
                says = gettext("Last day of an office in “%(body)s”: %(office)s") % {**named, "office": OFFICES[office]}
                yield Dated(f"bodies.office.{row.entry}", says, row.until_on, _at("office", slug, code, office))


def those_named(entry: Entry) -> Iterable[str]:
    """Return who must be told of an entry: whoever it gives something to, and whoever it takes it from."""
    said = (entry.body.get("person"), entry.body.get("substitute"))
    return [*(each for each in said if each), *queries.ended_by(entry.partnership, entry.position)]


def page_of_seat(entry: Entry, slug: str) -> str:
    """Return the page of the seat that an entry is about; of all bodies where that seat is no more."""
    return _page(entry, slug, "seat")


def page_of_office(entry: Entry, slug: str) -> str:
    """Return the page of the office that an entry is about; of all bodies where that office is no more."""
    return _page(entry, slug, "office")


def _page(entry: Entry, slug: str, what: str) -> str:
    known = setting_of(entry.partnership).charter.body(entry.body["body"])
    name = entry.body[what]
    if known is not None:
        groups = {group.code: group for group in known[1].seats}
        group = groups.get(name.partition(".")[0])
        if (what == "office" and name in known[1].offices) or (group is not None and _is_there(group, name)):
            return _at(what, slug, entry.body["body"], name)
        return reverse("bodies:body", args=[slug, entry.body["body"]])
    return reverse("bodies:bodies", args=[slug])


def _is_there(group: Any, name: str) -> bool:
    """Whether a numbered seat lies within its group; one of an organisation that left leads to its body."""
    number = name.partition(".")[2]
    return group.held_by not in ("each_member", "each_person") and number.isdigit() and int(number) <= group.count


def _at(page: str, slug: str, body: str, name: str) -> str:
    return reverse(f"bodies:{page}", args=[slug, body, name])
