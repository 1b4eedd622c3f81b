"""What must be so for a check to be opened, filled, replied to and concluded."""

from __future__ import annotations

from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from commonweal.acts.act import Act
from commonweal.acts.capability import Objection
from commonweal.acts.charters import setting_with
from commonweal.acts.stepping_back import refusal
from commonweal.capabilities.diligence import queries
from commonweal.capabilities.diligence.acts import Conclude, Find, OpenCheck, Reply, WithdrawCheck
from commonweal.capabilities.diligence.queries import Check, NotThere
from commonweal.capabilities.diligence.questions import asked_at
from commonweal.charter.judge import SILENT, Verdict, judge
from commonweal.methods.checking import latest_end, time_to_reply_ends
from commonweal.partnerships.actors import Actor
from commonweal.partnerships.queries import digest_in_force, members


def a_member_without_a_running_check(act: OpenCheck, *, by: Actor, at: datetime) -> Objection | None:
    """A member is looked into by one check at a time."""
    if check_of(act.partnership, act.check):
        return Objection(_("This check was opened before."))
    if not members(act.partnership).filter(organisation=act.organisation).exists():
        return Objection(_("This organisation does not take part."), field="organisation")
    if any(row.organisation == act.organisation and queries.runs(row) for row in queries.checks(act.partnership)):
        return Objection(_("A check of this organisation is under way. Conclude or withdraw that one first."))
    return None


def check_runs(act: Find | Conclude, *, by: Actor, at: datetime) -> Objection | None:
    """Only a check that is under way is filled and concluded."""
    row = check_of(act.partnership, act.check)
    if row is None:
        return Objection(_("There is no such check here."))
    if row.withdrawn_at is not None:
        return Objection(_("This check was withdrawn. Open a new one."))
    if row.concluded_at is not None:
        return Objection(_("This check is concluded. Open a new one to look again."))
    return None


def question_is_asked(act: Find | Reply, *, by: Actor, at: datetime) -> Objection | None:
    """A finding, and a reply, belong to a question that this check asks."""
    row = check_of(act.partnership, act.check)
    if row is None:
        return Objection(_("There is no such check here."))
    if act.item is not None and act.item not in {question.code for question in asked_at(row.depth)}:
        return Objection(_("This check does not ask that question."), field="item")
    return None


def evidence_still_holds(act: Find, *, by: Actor, at: datetime) -> Objection | None:
    """Nothing rests on evidence that has run out."""
    over = next((each for each in act.evidence if each.until_on and each.until_on < at.date()), None)
    if over is None:
        return None
    says = _("“%(title)s” has run out. Ask for a newer one.") % {"title": over.title}
    return Objection(says, field="evidence")


def replies_for_the_organisation(act: Reply, *, by: Actor, at: datetime) -> Objection | None:
    """Whoever replies represents the organisation that is looked into; a check that was withdrawn needs no reply."""
    row = check_of(act.partnership, act.check)
    if row is None:
        return None
    if row.withdrawn_at is not None:
        return Objection(_("This check was withdrawn; nothing in it counts."))
    if not queries.speaks_for(by.person, row.organisation, partnership=act.partnership):
        return Objection(_("Only those who represent this organisation, or stand in for them, reply for it."))
    return None


def everything_was_looked_at(act: Conclude, *, by: Actor, at: datetime) -> Objection | None:
    """A check is concluded once every question has a finding, and the organisation replied or had the time to."""
    row = check_of(act.partnership, act.check)
    if row is None:
        return None
    whole = queries.whole(row)
    if open_ones := len(whole.open_items):
        says = ngettext_lazy(
            "One question has no finding yet. “Nothing found” is a finding too.",
            "%(n)d questions have no finding yet. “Nothing found” is a finding too.",
            open_ones,
        ) % {"n": open_ones}
        return Objection(says)
    ends = [time_to_reply_ends(item.finding.at) for item in whole.unheard(at) if item.finding]
    if ends:
        named = {"day": date_format(max(ends), "DATE_FORMAT")}
        return Objection(
            gettext("The organisation has not replied to every concern. It has time until %(day)s.") % named
        )
    if act.outcome == "passed" and whole.serious:
        return Objection(_("Something serious was found: name conditions, or do not let it pass."), field="outcome")
    return None


def ends_in_time(act: Conclude, *, by: Actor, at: datetime) -> Objection | None:
    """A check holds for at most three years, and no longer than the evidence on which it rests."""
    row = check_of(act.partnership, act.check)
    if row is None:
        return None
    latest = latest_end(at.date(), queries.whole(row).evidence_until)
    if latest < at.date():
        return Objection(_("Evidence has run out meanwhile. Find again on those questions."), field="valid_until")
    if not at.date() <= act.valid_until <= latest:
        says = gettext("Let it hold until %(day)s at the latest: three years, and no longer than its evidence.")
        return Objection(says % {"day": date_format(latest, "DATE_FORMAT")}, field="valid_until")
    return None


def check_counts(act: WithdrawCheck, *, by: Actor, at: datetime) -> Objection | None:
    """A check is withdrawn once."""
    row = check_of(act.partnership, act.check)
    if row is None:
        return Objection(_("There is no such check here."))
    return Objection(_("This check was withdrawn already.")) if row.withdrawn_at else None


def nobody_checks_her_own(act: Act, *, by: Actor, at: datetime) -> Verdict | None:
    """Guard: nobody looks into an organisation for which she holds a place, or with which an interest binds her."""
    if isinstance(act, OpenCheck):
        organisation = act.organisation
    elif isinstance(act, Find | Conclude | WithdrawCheck):
        row = check_of(act.partnership, act.check)
        organisation = row.organisation if row else ""
    else:
        return None
    if not organisation:
        return None
    if not queries.acts_for(by.person, organisation, partnership=act.partnership):
        return refusal(by, at=at, concerns=[organisation])
    reason = _("You act for this organisation, so somebody else looks into it.")
    return Verdict(allowed=False, clause=_clause(act.partnership), reason=str(reason))


def check_of(partnership: str, check: str) -> Check | None:
    """Return a check, or nothing where there is none."""
    try:
        return queries.check_with(partnership, check)
    except NotThere:
        return None


def _clause(partnership: str) -> str:
    """Return the clause under which members are looked into here."""
    digest = digest_in_force(partnership)
    if digest is None:
        return SILENT
    charter = setting_with(partnership, digest=digest).charter
    return judge(charter, kind=OpenCheck.kind_name(), matter=OpenCheck.matter, roles=frozenset()).clause
