"""What must be so for a position to be taken and settled, and for the agenda to be presented and adopted."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from commonweal.acts.adopting import decision_adopts
from commonweal.acts.capability import Objection
from commonweal.capabilities.agenda import acts, queries
from commonweal.capabilities.agenda.queries import NotThere
from commonweal.partnerships.actors import Actor
from commonweal.partnerships.queries import members


def goal_stands(act: Any, *, by: Actor, at: datetime) -> Objection | None:
    """Something is said of a goal that was named and not given up."""
    try:
        queries.goal_at(act.partnership, act.goal)
    except NotThere:
        return Objection(_("Choose a goal that stands."), field="goal")
    return None


def goal_changes(act: acts.MarkCore, *, by: Actor, at: datetime) -> Objection | None:
    """A goal is named a main one once, until it is said not to be one."""
    try:
        row = queries.goal_at(act.partnership, act.goal)
    except NotThere:
        return None
    if row.core != act.core:
        return None
    return Objection(_("This is a main goal already.") if act.core else _("This is no main goal."))


def speaks_for_a_member(act: acts.TakePosition, *, by: Actor, at: datetime) -> Objection | None:
    """A position is an organisation's, so whoever takes it acts for one that takes part."""
    if by.org is not None and members(act.partnership).filter(organisation=by.org).exists():
        return None
    return Objection(_("A position is that of a member organisation. Choose for which one you act."))


def position_waits(act: acts.SettlePosition, *, by: Actor, at: datetime) -> Objection | None:
    """What is settled is a reservation or an objection that still holds, by somebody of another organisation."""
    try:
        row = queries.stand_at(act.partnership, act.position)
    except NotThere:
        return Objection(_("There is no such position here."))
    if row.ended_entry is not None:
        return Objection(_("The organisation has said something else meanwhile. Read where it stands now."))
    if row.stance not in queries.OPEN_STANCES:
        return Objection(_("This position has no reservation, so there is nothing to settle."))
    if by.org == row.organisation:
        return Objection(_("This is your own organisation's word. To take it back, take another position."))
    if act.review_on is not None and act.review_on <= at.date():
        return Objection(_("Choose a day that lies ahead."), field="review_on")
    return None


def something_new_to_present(act: acts.Present, *, by: Actor, at: datetime) -> Objection | None:
    """A version has a main goal, and says something else than the one before."""
    if not any(goal.core for goal in act.goals):
        return Objection(_("Name at least one main goal first."))
    last = queries.versions(act.partnership)[:1]
    if last and last[0].digest == act.digest:
        return Objection(_("Nothing has changed since version %(n)s was presented.") % {"n": last[0].number})
    return None


def version_was_decided(act: acts.Adopt, *, by: Actor, at: datetime) -> Objection | None:
    """A version is adopted once, by a decision that was carried on it."""
    row = next((row for row in queries.versions(act.partnership) if row.entry == act.version), None)
    if row is None:
        return Objection(_("There is no such version here."), field="version")
    wrong = decision_adopts(act.partnership, version=act.version, decision=act.decision)
    if wrong is None and row.decision == act.decision:
        return Objection(_("This version was adopted by this decision already."))
    return wrong
