"""What must be so for a survey to be opened, closed and acted on."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Objection
from commonweal.capabilities.pulse import acts
from commonweal.capabilities.pulse.queries import NotThere, Survey, survey_with, surveys
from commonweal.partnerships.actors import Actor
from commonweal.partnerships.queries import members

LONGEST = timedelta(days=120)


def one_at_a_time(act: acts.OpenSurvey, *, by: Actor, at: datetime) -> Objection | None:
    """One survey is open at a time, and each has a box of its own."""
    asked = surveys(act.partnership)
    if any(row.box == act.box for row in asked):
        return Objection(_("This survey was opened before."))
    if any(row.closed_at is None for row in asked):
        return Objection(_("A survey is open. Close it first."))
    return None


def ends_in_time(act: acts.OpenSurvey, *, by: Actor, at: datetime) -> Objection | None:
    """A survey ends, and not before it begins."""
    if not at.date() <= act.until_on <= (at + LONGEST).date():
        return Objection(_("Let it end on a day within four months."), field="until_on")
    return None


def is_there_and_open(act: acts.CloseSurvey, *, by: Actor, at: datetime) -> Objection | None:
    """A survey is closed once."""
    row = _survey(act.partnership, act.box)
    if row is None:
        return Objection(_("There is no such survey."))
    return Objection(_("This survey is closed already.")) if row.closed_at else None


def was_closed(act: acts.NameRemedy, *, by: Actor, at: datetime) -> Objection | None:
    """A remedy answers to a result."""
    row = _survey(act.partnership, act.survey)
    if row is None:
        return Objection(_("There is no such survey."))
    if row.closed_at is None:
        return Objection(_("Close the survey first: until then nobody knows who stands alone."))
    known = set(members(act.partnership).values_list("organisation", flat=True))
    if not set(act.organisations) <= known:
        return Objection(_("This organisation does not take part."), field="organisations")
    return None


def _survey(partnership: str, box: str) -> Survey | None:
    try:
        return survey_with(partnership, box)
    except NotThere:
        return None
