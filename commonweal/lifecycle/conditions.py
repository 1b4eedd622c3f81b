"""What must be so for a waiver to be asked for, agreed to or ended."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Objection
from commonweal.lifecycle.acts import AgreeToWaiver, AskWaiver, EndWaiver
from commonweal.lifecycle.catalogue import UnknownStep, listed
from commonweal.lifecycle.models import Agreement, CriterionState, Waiver
from commonweal.lifecycle.projection import sector_of
from commonweal.partnerships.actors import Actor


def names_a_criterion(act: AskWaiver, *, by: Actor, at: datetime) -> Objection | None:
    """Only what the seven steps ask for can be waived."""
    try:
        listed(act.criterion)
    except UnknownStep:
        return Objection(_("There is no such criterion. Choose one of the seven steps'."), field="criterion")
    return None


def ends_within_a_year(act: AskWaiver, *, by: Actor, at: datetime) -> Objection | None:
    """A waiver has a last day, not before today and not more than twelve months away."""
    if not at.date() <= act.expires_on <= _a_year_after(at.date()):
        return Objection(_("Choose a last day within the next twelve months."), field="expires_on")
    return None


def none_is_open(act: AskWaiver, *, by: Actor, at: datetime) -> Objection | None:
    """A criterion has one waiver at a time, and what is met needs none."""
    state = CriterionState.objects.filter(partnership=act.partnership, criterion=act.criterion).first()
    if state and state.waiver_open(at.date()):
        return Objection(_("A waiver of this criterion is asked for or in force. Agree to it, or end it first."))
    if state and state.status == "met":
        return Objection(_("This criterion is met. There is nothing to waive."))
    return None


def waiver_is_open(act: AgreeToWaiver | EndWaiver, *, by: Actor, at: datetime) -> Objection | None:
    """A waiver can be agreed to or ended from the day it is asked for to its last day."""
    waiver = Waiver.objects.filter(pk=f"{act.partnership}.{act.waiver}").first()
    if waiver is None:
        return Objection(_("That entry does not ask for a waiver."), field="cites")
    if not waiver.open_on(at.date()):
        return Objection(_("This waiver has ended. Ask for a new one if it is still needed."))
    return None


def speaks_for_another_sector(act: AgreeToWaiver, *, by: Actor, at: datetime) -> Objection | None:
    """An agreement counts for the sector of a member organisation, and each sector counts once."""
    waiver = Waiver.objects.filter(pk=f"{act.partnership}.{act.waiver}").first()
    return why_not_agree(by, waiver) if waiver else None


def why_not_agree(by: Actor, waiver: Waiver) -> Objection | None:
    """Return why this person's agreement would add nothing, or nothing where it would."""
    sector = sector_of(by.org, partnership=waiver.partnership)
    if sector is None or not by.has("representative", "substitute"):
        return Objection(_("Agree on behalf of a member organisation: only its representative's agreement counts."))
    agreed = Agreement.objects.filter(partnership=waiver.partnership, waiver=waiver.entry, person=by.person or "")
    if by.person == waiver.person or agreed.exists():
        return Objection(_("You stand behind this waiver already. Somebody else from another sector must agree."))
    if sector in waiver.sectors:
        return Objection(_("Your sector stands behind this waiver already. Somebody from another sector must agree."))
    return None


def _a_year_after(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return date(day.year + 1, 2, 28)
