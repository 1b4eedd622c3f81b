"""What meetings offer to the rest of the house: tasks, days, who must be told, and the pages that entries lead to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time, timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext

from commonweal.acts.capability import Dated, Facts, Task
from commonweal.acts.perform import setting_of
from commonweal.capabilities.meetings import queries
from commonweal.capabilities.meetings.criteria import days_for
from commonweal.capabilities.meetings.phrases import here
from commonweal.capabilities.meetings.queries import Meeting, NotThere, Whole
from commonweal.capabilities.meetings.sitting import Sitting, sitting
from commonweal.charter.clauses import Charter
from commonweal.partnerships.actors import Actor
from commonweal.partnerships.queries import places_held
from commonweal.record.entry import Entry

DAY = timedelta(days=1)


def waits(facts: Facts, actor: Actor, slug: str) -> Iterator[Task]:
    """Yield what waits for somebody: to say whether she comes, minutes to draft and to approve, what was agreed."""
    if actor.person is None:
        return
    setting = setting_of(facts.partnership)
    coming = [row for row in queries.upcoming(facts.partnership, at=facts.at) if row.opened_at is None]
    owed = queries.minutes_wait(facts.partnership)
    bodies = {
        code: sitting(facts.partnership, code, digest=setting.digest or "", at=facts.at)
        for code in {row.body for row in (*coming, *owed)}
    }
    said = queries.attendances(facts.partnership, actor.person) if bodies else {}
    for row in coming:
        here_now = bodies[row.body]
        if here_now and here_now.seats_for(actor.person) and not (row.meeting_id in said and said[row.meeting_id].said):
            says = gettext("Say whether you come: %(meeting)s") % {"meeting": meeting_name(row, setting.charter)}
            yield Task(f"meetings.come.{row.entry}.{row.moved}", says, page(row, slug), due_at=row.starts_at)
    yield from _minutes(facts, owed, bodies, actor, setting.charter, slug)
    for action in queries.open_actions(facts.partnership):
        if actor.person == action.person or (not action.person and action.organisation in actor.orgs):
            due = datetime.combine(action.due_on, time(), UTC) if action.due_on else None
            says = gettext("Do what was agreed: %(what)s") % {"what": action.what}
            yield Task(f"meetings.action.{action.entry}", says, reverse("meetings:actions", args=[slug]), due_at=due)


def _minutes(
    facts: Facts,
    owed: Iterable[Meeting],
    bodies: dict[str, Sitting | None],
    actor: Actor,
    charter: Charter,
    slug: str,
) -> Iterator[Task]:
    owed = list(owed)
    there = (
        {(row.meeting, row.person) for row in queries.seats_at(facts.partnership, [each.entry for each in owed])}
        if owed
        else set()
    )
    for row in owed:
        due = row.closed_at + days_for(charter, "minutes") * DAY if row.closed_at else None
        named = {"meeting": meeting_name(row, charter)}
        url = reverse("meetings:minutes", args=[slug, row.meeting_id])
        here_now = bodies[row.body]
        if row.drafted_at is None:
            if here_now and here_now.leads(actor.person):
                says = gettext("Draft the minutes: %(meeting)s") % named
                yield Task(f"meetings.draft.{row.entry}", says, url, due_at=due)
        elif (row.entry, actor.person) in there and not _has_approved(row, actor):
            says = gettext("Read and approve the minutes: %(meeting)s") % named
            yield Task(f"meetings.approve.{row.minutes_entry}", says, url, due_at=due)


def _has_approved(row: Meeting, actor: Actor) -> bool:
    said = {(each["person"], each["version"]) for each in row.approvals}
    return (actor.person, row.minutes_entry) in said


def days(partnership: str, slug: str) -> Iterator[Dated]:
    """Yield every meeting with its hours and place, cancelled ones as cancelled, and when actions are due."""
    charter = setting_of(partnership).charter
    for row in queries.meetings(partnership):
        where = ", ".join(filter(None, (row.where, row.address)))
        yield Dated(
            f"meetings.{row.meeting_id}",
            meeting_name(row, charter),
            localtime(row.starts_at).date(),
            page(row, slug),
            at=row.starts_at,
            until=row.ends_at,
            where=where,
            moved=row.moved,
            cancelled=row.cancelled_at is not None,
        )
    for action in queries.open_actions(partnership):
        if action.due_on is not None:
            url = reverse("meetings:actions", args=[slug])
            yield Dated(f"meetings.action.{action.entry}", action.what, action.due_on, url)


def meeting_name(row: Meeting, charter: Charter) -> str:
    """Return what a meeting is called: its title, or its body; and its day."""
    known = charter.body(row.body)
    name = row.title or (here(known[1].name) if known else row.body)
    return f"{name}, {date_format(localtime(row.starts_at), 'DATE_FORMAT')}"


def page(row: Meeting, slug: str) -> str:
    """Return the page of a meeting."""
    return reverse("meetings:meeting", args=[slug, row.meeting_id])


# ── Who must be told ──────────────────────────────────────────────────────────────────────────────


def those_who_sit(entry: Entry) -> Iterable[str]:
    """Return who holds a seat in the body that meets, and who stands in."""
    row = _row(entry)
    if row is None:
        return []
    here_now = sitting(entry.partnership, row.body, digest=entry.charter or row.charter, at=entry.at)
    seats = here_now.seats if here_now else ()
    return sorted({person for seat in seats for person in (seat.person, seat.substitute)} - {""})


def those_who_were_there(entry: Entry) -> Iterable[str]:
    """Return who was at the meeting."""
    row = _row(entry)
    return sorted(queries.whole(row).seated) if row else []


def those_who_do_it(entry: Entry) -> Iterable[str]:
    """Return who is to do what was agreed: the person, or those who speak for the organisation."""
    if entry.body.get("person"):
        return [entry.body["person"]]
    rows = places_held(entry.partnership, at=entry.at).filter(organisation=entry.body.get("organisation") or "-")
    return sorted(set(rows.filter(role__in=("representative", "substitute")).values_list("person", flat=True)))


def those_who_lead(entry: Entry) -> Iterable[str]:
    """Return who leads the body for whose meeting a point was suggested, or who called it."""
    row = _row(entry)
    if row is None:
        return []
    here_now = sitting(entry.partnership, row.body, digest=entry.charter or row.charter, at=entry.at)
    return sorted({row.person, *(here_now.offices.values() if here_now else ())} - {""})


def those_who_are_recorded(entry: Entry) -> Iterable[str]:
    """Return of whom somebody else said that they were there, or not."""
    row = _row(entry)
    if row is None:
        return []
    whole: Whole = queries.whole(row)
    named = {each["seat"] for each in entry.body["seats"]}
    return sorted({each.person for each in whole.seats if each.seat in named and each.person})


# ── Where entries lead ────────────────────────────────────────────────────────────────────────────


def page_of(entry: Entry, slug: str) -> str:
    """Return the page of the meeting that an entry is about."""
    return reverse("meetings:meeting", args=[slug, entry.body["meeting"]])


def minutes_of(entry: Entry, slug: str) -> str:
    """Return the page of the minutes that an entry is about."""
    return reverse("meetings:minutes", args=[slug, entry.body["meeting"]])


def page_of_actions(entry: Entry, slug: str) -> str:
    """Return the page of what meetings agreed to do."""
    return reverse("meetings:actions", args=[slug])


def _row(entry: Entry) -> Meeting | None:
    try:
        return queries.meeting_with(entry.partnership, entry.body["meeting"])
    except NotThere:
        return None
