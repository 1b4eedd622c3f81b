"""What the agreement forbids others: to go on after the end, and to leave before the notice has run."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from commonweal.acts.act import Act
from commonweal.acts.perform import setting_of
from commonweal.acts.together import once
from commonweal.capabilities.agreement import queries
from commonweal.capabilities.agreement.acts import SignOnPaper
from commonweal.capabilities.agreement.conditions import day, first_here
from commonweal.capabilities.agreement.living import notice_days
from commonweal.charter.judge import SILENT, Verdict
from commonweal.charter.rules import Dissolution
from commonweal.partnerships.actors import Actor

WINDS_UP = (
    "people.",
    "erasure.",
    "access.",
    "trust.",
    "messages.",
    "disputes.",
    "commitments.",
    "membership.leave",
    "membership.discharge",
    "membership.step_down",
    "membership.end_place",
    "membership.withdraw",
    "membership.say_mandate",
    "meetings.correct_minutes",
    "meetings.approve_minutes",
    "decisions.rule_on_appeal",
    "decisions.state_outcome",
    "launch.correct",
    "agreement.decide_next",
)
"""What may be done after the end, by the beginning of its kind: duties, disputes, the record, erasing and moving."""


def ended(act: Act, *, by: Actor, at: datetime) -> Verdict | None:
    """After the day on which a partnership ends, only what winds it up is done."""
    ends = once(queries.ends_on, act.partnership)
    if ends is None or at.date() < ends or act.kind_name().startswith(WINDS_UP):
        return None
    rule = first_here(setting_of(act.partnership).charter, Dissolution)
    reason = _("This partnership ended on %(day)s. Only what winds it up is still done.") % {"day": day(ends)}
    return Verdict(allowed=False, clause=rule[0].number if rule else SILENT, reason=reason)


def leaves_in_time(act: Act, *, by: Actor, at: datetime) -> Verdict | None:
    """Whoever signed the agreement leaves it after the notice that its clause on leaving asks for."""
    if act.kind_name() != "membership.leave":
        return None
    organisation = str(getattr(act, "organisation", ""))
    clause, days = notice_days(act.partnership)
    if not days or organisation not in queries.bound(act.partnership):
        return None
    notice = queries.notice_of(act.partnership, organisation)
    if notice is None:
        reason = _("Whoever signed gives notice first, %(days)s days before leaving.") % {"days": days}
        return Verdict(allowed=False, clause=clause, reason=reason)
    if at.date() < notice.on:
        reason = _("By the notice that was given it leaves on %(day)s, not before.") % {"day": day(notice.on)}
        return Verdict(allowed=False, clause=clause, reason=reason)
    return None


def paper_is_recorded_by_the_convener(act: Act, *, by: Actor, at: datetime) -> Verdict | None:
    """What was signed on paper is recorded by the convener or by whoever keeps the record of a body."""
    if not isinstance(act, SignOnPaper) or by.has("convener"):
        return None
    if queries.keeps_the_record(by.person, partnership=act.partnership, at=at):
        return None
    clause, _rule = queries.signing_rule(setting_of(act.partnership).charter)
    reason = _("Only the convener or a record keeper records what was signed on paper.")
    return Verdict(allowed=False, clause=clause, reason=reason)
