"""What must be so for an interest to be declared, renewed, ended, judged, and for what was missed to be reported."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Objection
from commonweal.acts.perform import setting_of
from commonweal.acts.stepping_back import policy_here
from commonweal.capabilities.interests import queries
from commonweal.capabilities.interests.acts import (
    DeclareInterest,
    DeclareNone,
    EndInterest,
    JudgeInterest,
    RenewInterest,
    ReportMissed,
    StepBack,
)
from commonweal.charter.rules import Matter
from commonweal.charter.ruling import all_of
from commonweal.partnerships.actors import Actor
from commonweal.partnerships.queries import members
from commonweal.record import reading

PROPOSED = "decisions.propose"
"""The act by which a decision is known; by name only."""


def speaks_for_whom_it_is(
    act: DeclareInterest | DeclareNone | StepBack, *, by: Actor, at: datetime
) -> Objection | None:
    """An organisation's interests are declared by those who speak for it."""
    if act.subject == "self":
        return None
    if by.org is None:
        return Objection(_("You act for no organisation here, so say it of yourself."), field="subject")
    if not queries.speaks_for(by.person, by.org, partnership=act.partnership, at=at):
        return Objection(_("Those who represent your organisation say this for it."), field="subject")
    return None


def names_what_is_there(
    act: DeclareInterest | JudgeInterest | StepBack, *, by: Actor, at: datetime
) -> Objection | None:
    """Matters are those of the charter, a decision is one of this record, and a member takes part."""
    known = {rule.code for _clause, rule in all_of(setting_of(act.partnership).charter, Matter)}
    if not known.issuperset(act.matters):
        return Objection(_("The charter does not know this matter."), field="matters")
    if act.decision is not None and not is_decision(act.partnership, act.decision):
        return Objection(_("There is no decision in this entry."), field="decision")
    with_whom = getattr(act, "counterpart_org", None)
    if with_whom and not members(act.partnership).filter(organisation=with_whom).exists():
        return Objection(_("This organisation does not take part."), field="counterpart_org")
    return None


def is_with_somebody_else(act: DeclareInterest, *, by: Actor, at: datetime) -> Objection | None:
    """An organisation has no interest in itself to declare; an amount is one of the charter's bands."""
    if act.subject == "organisation" and act.counterpart_org and act.counterpart_org == by.org:
        return Objection(
            _("Name with whom your organisation is bound, not the organisation itself."), "counterpart_org"
        )
    _clause, policy = policy_here(act.partnership)
    if act.band is not None and act.band > len(policy.bands):
        return Objection(_("Choose one of the amounts offered."), field="band")
    return None


def has_none_running(act: DeclareNone, *, by: Actor, at: datetime) -> Objection | None:
    """Whoever declared an interest that is not over cannot say that there is none."""
    if act.subject == "self":
        running = queries.running_of(act.partnership, person=by.person or "")
    else:
        running = queries.running_of(act.partnership, organisation=by.org or "")
    return Objection(_("An interest is declared that is not over. Say first that it is over.")) if running else None


def is_running(act: RenewInterest | EndInterest, *, by: Actor, at: datetime) -> Objection | None:
    """Only an interest that is not over is renewed or ended."""
    row = queries.declaration_at(act.partnership, act.declaration)
    if row is None or row.what != "interest":
        return Objection(_("There is no such interest here."))
    return Objection(_("This interest is over already.")) if row.over_entry is not None else None


def is_over_by_now(act: EndInterest, *, by: Actor, at: datetime) -> Objection | None:
    """An interest is over on a day that has come, and not before it began."""
    row = queries.declaration_at(act.partnership, act.declaration)
    if act.on > at.date():
        return Objection(_("Say so once it is over: this day has not come yet."), field="on")
    if row is not None and row.since_on and act.on < row.since_on:
        return Objection(_("It cannot be over before it began."), field="on")
    return None


def can_be_judged(act: JudgeInterest, *, by: Actor, at: datetime) -> Objection | None:
    """An interest is judged; one that is always a conflict stays one until it is over."""
    row = queries.declaration_at(act.partnership, act.declaration)
    if row is None or row.what == "none":
        return Objection(_("There is no such interest here."))
    if act.until_on is not None and act.until_on < at.date():
        return Objection(_("Let the last day lie ahead."), field="until_on")
    if row.what == "stepped_back" and act.conflict == "manage":
        return Objection(
            _("Somebody stepped back by her own will: say that she need not, or from what else."), "conflict"
        )
    if row.always and row.over_entry is None and act.conflict != "recuse":
        return Objection(_("The charter says that an interest of this kind is always a conflict."), field="conflict")
    return None


def was_missed(act: ReportMissed, *, by: Actor, at: datetime) -> Objection | None:
    """What was missed is an interest of somebody, in a decision, and is reported once."""
    if not is_decision(act.partnership, act.decision):
        return Objection(_("There is no decision in this entry."), field="decision")
    row = queries.declaration_at(act.partnership, act.declaration)
    if row is None or row.what == "none":
        return Objection(_("There is no such interest here."), field="declaration")
    whose = (row.person, None) if row.subject == "self" else (None, row.organisation)
    if (act.person, act.organisation) != whose:
        return Objection(_("This interest was declared by somebody else."), field="declaration")
    if queries.already_missed(act.partnership, decision=act.decision, declaration=act.declaration):
        return Objection(_("This was reported already and is being looked into."))
    return None


def is_decision(partnership: str, position: int) -> bool:
    """Tell whether an entry proposed a decision."""
    return position < reading.size(partnership) and reading.entry_at(partnership, position).kind == PROPOSED
