"""What must be so for a meeting to be called, moved, opened and closed, and for somebody to be there."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from commonweal.acts.act import Act
from commonweal.acts.capability import Objection
from commonweal.acts.perform import setting_of
from commonweal.capabilities.meetings import queries
from commonweal.capabilities.meetings.acts import (
    CallMeeting,
    Cancel,
    CloseMeeting,
    Item,
    OpenMeeting,
    Reschedule,
    SettleAgenda,
    SuggestItem,
)
from commonweal.capabilities.meetings.presence_acts import CountSpeaking, RecordPresence, SayAbsent, SayPresent
from commonweal.capabilities.meetings.queries import Meeting, NotThere
from commonweal.capabilities.meetings.sitting import PROPOSES, sitting
from commonweal.partnerships.actors import Actor
from commonweal.partnerships.queries import members, places_held
from commonweal.record import reading

EARLY = timedelta(hours=1)
"""How long before its time a meeting may be opened."""

NO_SUCH = _("There is no such meeting here.")
NOT_HELD = _("This meeting does not take place.")
OVER = _("This meeting is over.")


def a_body_that_can_meet(act: CallMeeting, *, by: Actor, at: datetime) -> Objection | None:
    """The charter has the body, its last day is not over, and the meeting is to come."""
    if row_of(act):
        return Objection(_("This meeting was called before."))
    known = setting_of(act.partnership).charter.body(act.body)
    if known is None:
        return Objection(_("The charter knows no such body."), field="body")
    if known[1].sunset_on is not None and known[1].sunset_on < act.starts_at.date():
        return Objection(_("The last day of this body is over by then."), field="starts_at")
    if act.starts_at <= at:
        return Objection(_("Give a time that is to come."), field="starts_at")
    return None


def points_that_can_be(act: CallMeeting | SettleAgenda | SuggestItem, *, by: Actor, at: datetime) -> Objection | None:
    """A point on which a decision is taken names a matter of the charter, or a decision that was proposed."""
    points: tuple[Item, ...] = (act,) if isinstance(act, SuggestItem) else act.agenda
    row = None if isinstance(act, CallMeeting) else row_of(act)
    field = "decision" if isinstance(act, SuggestItem) else "agenda"
    body = act.body if isinstance(act, CallMeeting) else (row.body if row else "")
    charter = setting_of(act.partnership).charter
    cited = {each.decision for each in points if each.decision is not None}
    entries = reading.entries_at(act.partnership, sorted(cited)) if cited else {}
    for each in points:
        matter = charter.matter(each.on) if each.on else None
        if each.on and (matter is None or matter[1].body != body):
            return Objection(_("This body does not decide that matter."), field="on" if field == "decision" else field)
        if each.decision is None:
            continue
        entry = entries.get(each.decision)
        if entry is None or entry.kind != PROPOSES:
            return Objection(_("No decision was proposed there."), field=field)
        if entry.body.get("body") not in (None, body):
            return Objection(_("Another body takes that decision."), field=field)
    return None


def before_it_begins(act: Reschedule | Cancel | SayAbsent, *, by: Actor, at: datetime) -> Objection | None:
    """A meeting that has begun is not moved any more."""
    row = row_of(act)
    objection = is_held(row)
    if objection or row is None:
        return objection
    if row.opened_at is not None:
        return Objection(_("This meeting has begun already."))
    if isinstance(act, Reschedule) and act.starts_at <= at:
        return Objection(_("Give a time that is to come."), field="starts_at")
    return None


def until_it_is_over(act: SettleAgenda | SuggestItem, *, by: Actor, at: datetime) -> Objection | None:
    """The agenda of a meeting that is over is what it was."""
    row = row_of(act)
    objection = is_held(row)
    if objection or row is None:
        return objection
    return Objection(OVER) if row.closed_at is not None else None


def it_is_time(act: OpenMeeting, *, by: Actor, at: datetime) -> Objection | None:
    """A meeting is opened once, at its time."""
    row = row_of(act)
    objection = is_held(row)
    if objection or row is None:
        return objection
    if row.opened_at is not None:
        return Objection(_("This meeting has begun already."))
    if at < row.starts_at - EARLY:
        return Objection(_("It is too early: a meeting is opened at most an hour before its time. Move it first."))
    return None


def it_goes_on(act: CloseMeeting, *, by: Actor, at: datetime) -> Objection | None:
    """Only a meeting that goes on is closed."""
    return going_on(row_of(act))


def at_its_time(act: SayPresent, *, by: Actor, at: datetime) -> Objection | None:
    """One says before that one comes, and during that one is there."""
    row = row_of(act)
    objection = is_held(row)
    if objection or row is None:
        return objection
    if row.closed_at is not None:
        return Objection(_("This meeting is over. Ask whoever keeps the record to say that you were there."))
    if act.expected and row.opened_at is not None:
        return Objection(_("This meeting has begun. Say that you are here."))
    if not act.expected and row.opened_at is None:
        return Objection(_("This meeting has not begun yet. You can say that you will come."))
    return None


def seats_that_are_there(act: RecordPresence, *, by: Actor, at: datetime) -> Objection | None:
    """Presence is recorded of seats that somebody holds, from the opening until the minutes are approved."""
    row = row_of(act)
    objection = since_it_began(row)
    if objection or row is None:
        return objection
    here = sitting(act.partnership, row.body, digest=row.charter, at=row.closed_at or at)
    seats = {seat.name: seat for seat in here.seats} if here else {}
    people = {place.person for place in here.among.places} if here else set()
    for each in act.seats:
        if each.seat not in seats:
            return Objection(_("This body has no such seat."), field="seats")
        if not seats[each.seat].filled and each.person is None:
            return Objection(_("Nobody holds this seat: nobody can be there for it."), field="seats")
        if each.person is not None and each.person not in people:
            return Objection(_("This person holds no place in the partnership."), field="seats")
    return None


def groups_that_are_there(act: CountSpeaking, *, by: Actor, at: datetime) -> Objection | None:
    """Time is counted for sectors, or for organisations that take part."""
    row = row_of(act)
    objection = since_it_began(row)
    if objection or row is None:
        return objection
    known = {"government", "company", "civil_society", "university", "community"}
    if act.by == "organisation":
        known = set(members(act.partnership).values_list("organisation", flat=True))
    if not {each.group for each in act.spoken} <= known:
        return Objection(_("Count for sectors, or for organisations that take part."), field="spoken")
    return None


def row_of(act: Act) -> Meeting | None:
    """Return the meeting that an act is about, or nothing where there is none."""
    try:
        return queries.meeting_with(act.partnership, act.meeting)  # type: ignore[attr-defined]  # every act here has one
    except NotThere:
        return None


def is_held(row: Meeting | None) -> Objection | None:
    """Object where there is no such meeting, or it was cancelled."""
    if row is None:
        return Objection(NO_SUCH)
    return Objection(NOT_HELD) if row.cancelled_at is not None else None


def going_on(row: Meeting | None) -> Objection | None:
    """Object where a meeting does not go on now."""
    objection = is_held(row)
    if objection or row is None:
        return objection
    if row.opened_at is None:
        return Objection(_("This meeting has not begun yet."))
    return Objection(OVER) if row.closed_at is not None else None


def since_it_began(row: Meeting | None) -> Objection | None:
    """Object before a meeting has begun, and once its minutes are approved."""
    objection = is_held(row)
    if objection or row is None:
        return objection
    if row.opened_at is None:
        return Objection(_("This meeting has not begun yet."))
    if row.approved_at is not None:
        return Objection(_("The minutes are approved: nothing in them changes any more."))
    return None


def takes_part(partnership: str, person: str, at: datetime) -> bool:
    """Whether somebody holds a place here."""
    return places_held(partnership, at=at).filter(person=person).exists()
