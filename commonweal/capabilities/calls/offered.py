"""What open calls offer to the rest of the house: tasks, days, sheets, addresses, and who must be told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Column, Dated, Facts, Reader, Sheet, Task
from commonweal.acts.installed import act_type
from commonweal.acts.perform import setting_of, verdict_on
from commonweal.capabilities.calls import queries
from commonweal.capabilities.calls.acts import AnswerApplication
from commonweal.capabilities.calls.queries import Application, Call, Counts, NotThere, is_open
from commonweal.kit.dates import to_the_hour
from commonweal.methods.choosing import weighted_mean
from commonweal.partnerships.actors import Actor
from commonweal.people.identity import names_of
from commonweal.record.entry import Entry


def waits(facts: Facts, actor: Actor, slug: str) -> Iterator[Task]:
    """Yield what waits for somebody: her own place to take, applications to answer, places to offer."""
    if actor.person is None:
        return
    standing = queries.standing_applications(facts.partnership)
    for row in standing:
        if row.person == actor.person and row.invitation and row.taken_entry is None and row.outcome == "chosen":
            yield Task(f"calls.take.{row.entry}", gettext("Take your place"), _page(slug, row.call))
    setting = setting_of(facts.partnership)
    if not standing or not verdict_on(AnswerApplication, by=actor, at=facts.at, setting=setting).allowed:
        return
    offers = verdict_on(act_type("membership.admit"), by=actor, at=facts.at, setting=setting).allowed
    for call in queries.calls(facts.partnership):
        rows = [row for row in standing if row.call == call.call and row.person != actor.person]
        yield from _to_answer(call, rows, slug)
        yield from _to_offer(call, rows, slug, at=facts.at) if offers else ()


def _to_answer(call: Call, rows: Sequence[Application], slug: str) -> Iterator[Task]:
    open_ones = sum(not row.outcome for row in rows)
    if open_ones:
        says = ngettext(
            "Answer %(n)s application to “%(title)s”", "Answer %(n)s applications to “%(title)s”", open_ones
        ) % {"n": open_ones, "title": call.title}
        url = reverse("calls:applications", args=[slug, call.call])
        yield Task(f"calls.answer.{call.entry}", says, url, due_at=call.closes_at)


def _to_offer(call: Call, rows: Sequence[Application], slug: str, *, at: datetime) -> Iterator[Task]:
    """Yield the places that a convener has still to offer: to who was chosen, and to who waits for a free one."""
    chosen = [row for row in rows if row.outcome == "chosen"]
    for row in chosen:
        if not row.invitation:
            url = reverse("calls:application", args=[slug, call.call, row.application])
            says = gettext("Offer the place to whoever was chosen in “%(title)s”") % {"title": call.title}
            yield Task(f"calls.place.{row.entry}", says, url)
    waiting = [row for row in rows if row.outcome == "waiting"]
    if waiting and len(chosen) < call.places and not is_open(call, at):
        says = gettext("A place is free in “%(title)s”: offer it to the next on the list") % {"title": call.title}
        yield Task(f"calls.next.{call.entry}", says, reverse("calls:applications", args=[slug, call.call]))


def last_days(partnership: str, slug: str) -> Iterator[Dated]:
    """Yield the last day of each call that was not closed before it."""
    for call in queries.calls(partnership):
        if call.closed_at is None:
            says = gettext("Last day of the open call “%(title)s”") % {"title": call.title}
            yield Dated(f"calls.{call.call}", says, localtime(call.closes_at).date(), _page(slug, call.call))


def applicant(entry: Entry) -> Iterable[str]:
    """Return who must be told of an answer: whoever applied."""
    try:
        return [queries.application_with(entry.partnership, entry.body["application"]).person]
    except NotThere:
        return []


def page_of_call(entry: Entry, slug: str) -> str:
    """Return the page of the call that an entry opened or closed."""
    return _page(slug, entry.body["call"])


def page_of_application(entry: Entry, slug: str) -> str:
    """Return the page of the application that an entry made, took back or answered."""
    application = entry.body["application"]
    try:
        row = queries.application_with(entry.partnership, application)
    except NotThere:
        return reverse("calls:calls", args=[slug])
    if entry.kind == "calls.answer":
        return _page(slug, row.call)  # whoever applied is told, and reads there what to do now
    return reverse("calls:application", args=[slug, row.call, application])


def _page(slug: str, call: str) -> str:
    return reverse("calls:call", args=[slug, call])


def _call_rows(reader: Reader, start: int, stop: int | None) -> list[list[Any]]:
    rows, counted = queries.calls(reader.partnership)[::-1][start:stop], queries.counts(reader.partnership)
    return [_call_row(row, counted.get(row.call, Counts()), reader) for row in rows]


def _call_row(row: Call, counts: Counts, reader: Reader) -> list[Any]:
    asked = [c["title"] if c["weight"] is None else gettext("%(title)s (%(weight)s of 100)") % c for c in row.criteria]
    return [
        row.call,
        row.entry,
        row.title,
        row.role,
        row.organisations,
        row.places,
        asked,
        _told(row.opened_at, reader),
        row.closes_at,
        _told(row.closed_at, reader),
        counts.applied,
        counts.chosen,
        counts.waiting,
        counts.declined,
    ]


def _application_rows(reader: Reader, start: int, stop: int | None) -> list[list[Any]]:
    rows, calls, reasons = queries.all_applications(reader.partnership, start, stop)
    names = names_of((row.person for row in rows), partnership=reader.partnership) if reader.names else {}
    found = []
    for row in rows:
        weights = [criterion["weight"] for criterion in calls[row.call].criteria]
        mean = weighted_mean(row.scores, weights=weights) if row.scores else None
        reason = reasons.get(row.reason_id or "")
        found.append(
            [
                row.application,
                row.entry,
                row.call,
                calls[row.call].title,
                names.get(row.person),
                row.organisation_name or None,
                row.sector or None,
                _told(row.at, reader),
                _told(row.withdrawn_at, reader),
                row.outcome or None,
                None if mean is None else float(round(mean, 4)),
                reason.text if reason else None,
                row.taken_entry is not None,
            ]
        )
    return found


def _told(at: datetime | None, reader: Reader) -> datetime | None:
    return at if at is None or reader.exact else to_the_hour(at)


CALLS = Sheet(
    "calls",
    _("Open calls"),
    (
        Column("call", _("Call"), "id"),
        Column("entry", _("Entry"), "integer"),
        Column("title", _("Title")),
        Column("role", _("Place offered")),
        Column("organisations", _("For organisations"), "boolean"),
        Column("places", _("Places"), "integer"),
        Column("criteria", _("Criteria"), "list"),
        Column("opened_at", _("Opened"), "datetime"),
        Column("closes_at", _("Last day"), "datetime"),
        Column("closed_at", _("Closed early"), "datetime"),
        Column("applied", _("Applied"), "integer"),
        Column("chosen", _("Chosen"), "integer"),
        Column("waiting", _("On the waiting list"), "integer"),
        Column("declined", _("Declined"), "integer"),
    ),
    _call_rows,
)

APPLICATIONS = Sheet(
    "applications",
    _("Applications"),
    (
        Column("application", _("Application"), "id"),
        Column("entry", _("Entry"), "integer"),
        Column("call", _("Call"), "id"),
        Column("title", _("Title of the call")),
        Column("name", _("Name")),
        Column("organisation", _("Organisation")),
        Column("sector", _("Sector")),
        Column("at", _("Applied"), "datetime"),
        Column("withdrawn_at", _("Taken back"), "datetime"),
        Column("outcome", _("Answer")),
        Column("mean", _("Weighted mean"), "number"),
        Column("reason", _("Reason")),
        Column("taken", _("Place taken"), "boolean"),
    ),
    _application_rows,
    reads="applications",
)
