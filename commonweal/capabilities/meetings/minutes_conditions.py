"""What must be so for notes, minutes, approvals and agreed actions."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Objection
from commonweal.capabilities.meetings import queries
from commonweal.capabilities.meetings.conditions import row_of, since_it_began, takes_part
from commonweal.capabilities.meetings.minutes_acts import (
    AgreeAction,
    ApproveMinutes,
    CorrectMinutes,
    DraftMinutes,
    Note,
    SettleAction,
)
from commonweal.capabilities.meetings.queries import Meeting
from commonweal.partnerships.actors import Actor
from commonweal.partnerships.queries import members

NO_SUCH_POINT = _("There is no such point on the agenda.")


def something_to_note(act: Note, *, by: Actor, at: datetime) -> Objection | None:
    """Notes are taken from the opening until the minutes are drafted."""
    row = row_of(act)
    objection = since_it_began(row)
    if objection or row is None:
        return objection
    if row.drafted_at is not None:
        return Objection(_("The minutes are drafted. Correct them instead."))
    return _point(row, act.item)


def minutes_to_draft(act: DraftMinutes, *, by: Actor, at: datetime) -> Objection | None:
    """Minutes are drafted once, when the meeting is over."""
    row = row_of(act)
    objection = since_it_began(row)
    if objection or row is None:
        return objection
    if row.closed_at is None:
        return Objection(_("Close the meeting first."))
    if row.drafted_at is not None:
        return Objection(_("The minutes are drafted. Those who were there correct them."))
    return next((wrong for each in act.texts if (wrong := _point(row, each.item))), None)


def minutes_to_correct(act: CorrectMinutes, *, by: Actor, at: datetime) -> Objection | None:
    """Minutes are corrected from the draft until they are approved."""
    row = row_of(act)
    objection = since_it_began(row)
    if objection or row is None:
        return objection
    if row.drafted_at is None:
        return Objection(_("The minutes are not drafted yet."))
    return _point(row, act.item)


def minutes_to_approve(act: ApproveMinutes, *, by: Actor, at: datetime) -> Objection | None:
    """Somebody approves what she read, once."""
    row = row_of(act)
    objection = since_it_began(row)
    if objection or row is None:
        return objection
    if row.drafted_at is None:
        return Objection(_("The minutes are not drafted yet."))
    if act.version != row.minutes_entry:
        return Objection(_("The minutes were corrected meanwhile. Read them again, then approve them."))
    if by.person in queries.whole(row).approved_by:
        return Objection(_("You approved these minutes already."))
    return None


def an_action_for_somebody(act: AgreeAction, *, by: Actor, at: datetime) -> Objection | None:
    """An action is agreed until the minutes are approved, for somebody who takes part, by a day that is to come."""
    row = row_of(act)
    objection = since_it_began(row)
    if objection or row is None:
        return objection
    wrong = _point(row, act.item)
    if wrong is not None:
        return wrong
    if act.organisation and not members(act.partnership).filter(organisation=act.organisation).exists():
        return Objection(_("This organisation does not take part."), field="organisation")
    if act.person and not takes_part(act.partnership, act.person, at):
        return Objection(_("This person holds no place in the partnership."), field="person")
    if act.due_on is not None and row.opened_at is not None and act.due_on < row.opened_at.date():
        return Objection(_("This day is over. Give a later one."), field="due_on")
    return None


def an_open_action(act: SettleAction, *, by: Actor, at: datetime) -> Objection | None:
    """What was agreed is settled once."""
    row = queries.action_at(act.partnership, act.action)
    if row is None:
        return Objection(_("Nothing was agreed there."), field="action")
    return Objection(_("This was settled already.")) if row.outcome else None


def _point(row: Meeting, item: str | None) -> Objection | None:
    known = item is None or any(each["item"] == item for each in row.agenda)
    return None if known else Objection(NO_SUCH_POINT, field="item")
