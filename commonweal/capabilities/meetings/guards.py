"""Who may do what about a meeting, and how long before it is called."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.acts.act import Act
from commonweal.acts.perform import setting_of
from commonweal.capabilities.meetings import queries
from commonweal.capabilities.meetings.acts import (
    CallMeeting,
    Cancel,
    CloseMeeting,
    OpenMeeting,
    Reschedule,
    SettleAgenda,
)
from commonweal.capabilities.meetings.minutes_acts import (
    AgreeAction,
    ApproveMinutes,
    CorrectMinutes,
    DraftMinutes,
    Note,
    SettleAction,
)
from commonweal.capabilities.meetings.presence_acts import CountSpeaking, RecordPresence
from commonweal.capabilities.meetings.queries import Meeting, NotThere
from commonweal.capabilities.meetings.sitting import Sitting, sitting
from commonweal.charter.clauses import Charter, Clause
from commonweal.charter.judge import Verdict, judge
from commonweal.charter.rules import Body
from commonweal.partnerships.actors import Actor

LEADING = (
    CallMeeting, Reschedule, Cancel, SettleAgenda, OpenMeeting, CloseMeeting,
    RecordPresence, CountSpeaking, Note, DraftMinutes, AgreeAction,
)  # fmt: skip
"""What whoever leads a body does, or keeps its record."""


def who_leads(act: Act, /, *, by: Actor, at: datetime) -> Verdict | None:
    """Guard: the convener, the chair or the record keeper of the body calls and keeps its meetings."""
    if not isinstance(act, LEADING):
        return None
    code = act.body if isinstance(act, CallMeeting) else _body(act.partnership, act.meeting)
    setting = setting_of(act.partnership)
    here = sitting(act.partnership, code, digest=setting.digest or "", at=at) if code else None
    return None if here is None else on_leading(here, by=by)


def on_leading(here: Sitting, *, by: Actor) -> Verdict:
    """Return whether somebody leads the meetings of a body."""
    allowed = by.has("convener") or here.leads(by.person)
    reason = _("The chair or the record keeper of this body does this, or the convener.")
    if not here.offices:
        reason = _("Those who hold a seat in this body do this, as it has neither chair nor record keeper yet.")
    return Verdict(allowed=allowed, clause=here.clause.number, reason="" if allowed else reason)


def in_time(act: Act, /, *, by: Actor, at: datetime) -> Verdict | None:
    """Guard: a body is called to a meeting as many days before as the charter says; a later hour of a day is free."""
    if isinstance(act, CallMeeting):
        code = act.body
    elif isinstance(act, Reschedule):
        row = _row(act.partnership, act.meeting)
        if row is None or row.starts_at.date() == act.starts_at.date():
            return None
        code = row.body
    else:
        return None
    known = setting_of(act.partnership).charter.body(code)
    if known is None or act.starts_at.date() >= earliest(known[1], at).date():
        return None
    return Verdict(allowed=False, clause=known[0].number, reason=too_soon(*known, at))


def earliest(body: Body, at: datetime) -> datetime:
    """Return the first instant of which the day is far enough ahead."""
    return at + timedelta(days=body.notice_days)


def too_soon(clause: Clause, body: Body, at: datetime) -> str:
    """Return why a meeting cannot be that soon, and which day can be."""
    says = ngettext(
        "This body is called to a meeting at least %(n)s day before. The earliest day is %(day)s.",
        "This body is called to a meeting at least %(n)s days before. The earliest day is %(day)s.",
        body.notice_days,
    )
    return says % {"n": body.notice_days, "day": date_format(earliest(body, at), "DATE_FORMAT")}


def who_was_there(act: Act, /, *, by: Actor, at: datetime) -> Verdict | None:
    """Guard: only those who were there correct minutes, and only those who were there for a seat approve them."""
    if not isinstance(act, CorrectMinutes | ApproveMinutes):
        return None
    row = _row(act.partnership, act.meeting)
    if row is None:
        return None
    charter = setting_of(act.partnership).charter
    return on_minutes(queries.whole(row, words=False), type(act), by=by, charter=charter)


def on_minutes(
    whole: queries.Whole, act: type[CorrectMinutes | ApproveMinutes], *, by: Actor, charter: Charter
) -> Verdict:
    """Return whether somebody corrects, or approves, the minutes of a meeting."""
    clause = judge(charter, kind=act.kind_name(), matter=act.matter, roles=by.roles).clause
    if act is CorrectMinutes:
        allowed = by.person in whole.present
        reason = _("Only those who were at the meeting correct its minutes.")
    else:
        allowed = by.person in whole.seated
        reason = _("Only those who were at the meeting for a seat approve its minutes.")
    return Verdict(allowed=allowed, clause=clause, reason="" if allowed else reason)


def who_settles(act: Act, /, *, by: Actor, at: datetime) -> Verdict | None:
    """Guard: what was agreed is settled by whoever was to do it, or by those who lead the body."""
    if not isinstance(act, SettleAction):
        return None
    row = queries.action_at(act.partnership, act.action)
    if row is None or (by.person and by.person == row.person) or (by.org and by.org == row.organisation):
        return None
    code = _body(act.partnership, row.meeting_id)
    here = sitting(act.partnership, code, digest=setting_of(act.partnership).digest or "", at=at) if code else None
    return None if here is None else on_leading(here, by=by)


def _row(partnership: str, meeting: str) -> Meeting | None:
    try:
        return queries.meeting_with(partnership, meeting)
    except NotThere:
        return None


def _body(partnership: str, meeting: str) -> str:
    row = _row(partnership, meeting)
    return row.body if row else ""
