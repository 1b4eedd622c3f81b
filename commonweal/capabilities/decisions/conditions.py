"""What must be so for something to be proposed, talked over and answered for. Ballots are in `ballot_conditions.py`."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Protocol

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from commonweal.acts.capability import Objection
from commonweal.acts.perform import setting_of
from commonweal.capabilities.decisions import acts, queries
from commonweal.capabilities.decisions.completing import matter_of
from commonweal.capabilities.decisions.phrases import PROMISES
from commonweal.capabilities.decisions.queries import Decision
from commonweal.charter.mattering import NoMatter, found
from commonweal.charter.promising import keeps
from commonweal.charter.rules import YES_NO, Deadline
from commonweal.charter.ruling import all_of
from commonweal.partnerships.actors import Actor
from commonweal.partnerships.queries import members
from commonweal.record import reading

APPEAL_DAYS = 30
"""Within how many days one may appeal where the charter does not say it."""
NO_SUCH = _("There is no such decision here.")


class OnDecision(Protocol):
    """An act on a decision."""

    @property
    def partnership(self) -> str:
        """Where it is done."""

    @property
    def decision(self) -> int:
        """The entry that proposed the decision."""


def row_of(act: OnDecision) -> Decision | None:
    """Return the decision that an act is about; nothing where there is none."""
    return queries.bare(act.partnership, act.decision)


def matter_is_known(act: acts.Propose, *, by: Actor, at: datetime) -> Objection | None:
    """The charter says who decides this, and by which rule; of a matter split by amount, for this amount."""
    try:
        found(setting_of(act.partnership).charter, act.on, amount=act.amount, currency=act.currency)
    except NoMatter as none:
        return {
            "unknown": Objection(_("The charter lets nobody decide on this matter. Choose another one."), "on"),
            "amount": Objection(_("Who decides depends on the amount. Say how much money it is about."), "amount"),
            "currency": Objection(_("The charter lets nobody decide on this amount in this currency."), "amount"),
            "body": Objection(_("The charter names a body for this matter that it does not set up."), "on"),
            "rule": Objection(_("The charter names a rule for this matter that it does not set."), "on"),
        }[none.code]
    return None


def options_fit(act: acts.Propose, *, by: Actor, at: datetime) -> Objection | None:
    """Where the rule chooses among options, there are some; where it asks a question, there are none."""
    law = matter_of(act.partnership, act.on, act.amount, act.currency)
    if law is None:
        return None
    if law.rule.method in YES_NO:
        return Objection(_("This is decided by yes or no. Leave the options out."), "options") if act.options else None
    least = max(2, law.rule.winners)
    if len(act.options) < least:
        says = ngettext_lazy("Offer at least %(n)d option.", "Offer at least %(n)d options.", least) % {"n": least}
        return Objection(says, "options")
    return None


def promise_is_kept(act: acts.Propose, *, by: Actor, at: datetime) -> Objection | None:
    """Nobody promises less of a say than the charter does for this matter."""
    law = matter_of(act.partnership, act.on, act.amount, act.currency)
    if law is None or keeps(law.matter.promised, act.promised):
        return None
    says = _("For this matter the charter promises more: %(level)s. Promise at least that.")
    return Objection(says % {"level": PROMISES[law.matter.promised]}, "promised")


def rests_on_knowledge(act: acts.Propose, *, by: Actor, at: datetime) -> Objection | None:
    """A proposal rests on each kind of knowledge that the charter asks for; what it points to is on the record."""
    size = reading.size(act.partnership)
    if any(entry >= size for used in act.knowledge for entry in used.entries):
        return Objection(_("Point to entries that are on the record."), "knowledge")
    law = matter_of(act.partnership, act.on, act.amount, act.currency)
    if law is None or set(law.matter.knowledge) <= {used.kind for used in act.knowledge}:
        return None
    return Objection(
        _("The charter asks for more kinds of knowledge on this matter. Say what it rests on."), "knowledge"
    )


def concerns_members(act: acts.Propose, *, by: Actor, at: datetime) -> Objection | None:
    """Only member organisations are named as those who gain or lose."""
    known = set(members(act.partnership).values_list("organisation", flat=True))
    named = {*act.concerns, *(option.organisation for option in act.options if option.organisation)}
    return None if named <= known else Objection(_("Name organisations that are members here."), "concerns")


def review_lies_ahead(act: acts.Propose | acts.StateOutcome, *, by: Actor, at: datetime) -> Objection | None:
    """A decision is looked at again on a day that lies ahead."""
    on: date | None = act.review_on
    return Objection(_("Choose a day that lies ahead."), "review_on") if on is not None and on <= at.date() else None


def is_discussed(act: OnDecision, *, by: Actor, at: datetime) -> Objection | None:
    """Only while a proposal is talked over is its text changed."""
    row = row_of(act)
    if row is None:
        return Objection(NO_SUCH)
    if row.stage == "discussion":
        return None
    if row.stage == "withdrawn":
        return Objection(_("This proposal was taken back."))
    return Objection(_("The ballot has opened, so the proposal stays as it is."))


def is_undecided(act: OnDecision, *, by: Actor, at: datetime) -> Objection | None:
    """Positions and objections are said before the ballot is closed."""
    row = row_of(act)
    if row is None:
        return Objection(NO_SUCH)
    if row.stage in ("discussion", "ballot"):
        return None
    return Objection(_("This is no longer open. You may have your dissent recorded, or appeal."))


def is_decided(act: OnDecision, *, by: Actor, at: datetime) -> Objection | None:
    """What comes after a decision comes after its ballot was closed and counted."""
    row = row_of(act)
    if row is None:
        return Objection(NO_SUCH)
    if row.stage == "closed":
        return None
    if row.stage == "tied":
        return Objection(_("The votes are equal. The chair decides first."))
    return Objection(_("This is not decided yet."))


def change_waits(act: acts.SettleAmendment, *, by: Actor, at: datetime) -> Objection | None:
    """A change is settled once."""
    row = queries.change_at(act.partnership, act.amendment)
    if row is None or row.decision != act.decision:
        return Objection(_("There is no such change on this proposal."), "amendment")
    return Objection(_("This change is settled already."), "amendment") if row.settled else None


def objection_stands(
    act: acts.IntegrateObjection | acts.WithdrawObjection, *, by: Actor, at: datetime
) -> Objection | None:
    """An objection is settled once."""
    row = queries.objection_at(act.partnership, act.objection)
    if row is None or row.decision != act.decision:
        return Objection(_("There is no such objection to this proposal."), "objection")
    return Objection(_("This objection is settled already."), "objection") if row.settled else None


def appeal_in_time(act: acts.Appeal, *, by: Actor, at: datetime) -> Objection | None:
    """One appeals once against a ballot, within the days that the charter gives."""
    row = row_of(act)
    if row is None or row.closed_at is None:
        return None
    days = appeal_days(act.partnership)
    if at > row.closed_at + timedelta(days=days):
        says = ngettext_lazy(
            "One can appeal within %(n)d day; that is over.", "One can appeal within %(n)d days; they are over.", days
        )
        return Objection(says % {"n": days})
    hers = [one for one in queries.appeals_against(act.partnership, act.decision) if one.person == by.person]
    if any(one.round == row.round for one in hers):
        return Objection(_("You have appealed against this already."))
    return None


def appeal_waits(act: acts.RuleOnAppeal, *, by: Actor, at: datetime) -> Objection | None:
    """An appeal is ruled on once."""
    row = queries.appeal_at(act.partnership, act.appeal)
    if row is None or row.decision != act.decision:
        return Objection(_("There is no such appeal against this decision."), "appeal")
    return Objection(_("This appeal is ruled on already."), "appeal") if row.ruling else None


def may_be_reopened(act: acts.Reopen, *, by: Actor, at: datetime) -> Objection | None:
    """A decision is reopened after an appeal against its last ballot was upheld, or a recusal was missed in it."""
    row = row_of(act)
    if row is None:
        return Objection(NO_SUCH)
    if row.stage not in ("closed", "tied"):
        return Objection(_("This is not decided yet, so there is nothing to reopen."))
    appeals = queries.appeals_against(act.partnership, act.decision)
    upheld = any(one.ruling == "upheld" and one.round == row.round for one in appeals)
    last = queries.last_round(act.partnership, act.decision)
    missed = row.flagged_entry is not None and last is not None and row.flagged_entry > last.entry
    if upheld or missed:
        return None
    return Objection(_("A decision is reopened only after an appeal was upheld, or a recusal was missed."))


def appeal_days(partnership: str) -> int:
    """Return within how many days one may appeal here."""
    return days_for(partnership, "appeal", APPEAL_DAYS)


def days_for(partnership: str, what: str, default: int) -> int:
    """Return the days that the charter gives for something, or its base, or else the default."""
    ruling = all_of(setting_of(partnership).charter, Deadline)
    return next((rule.days for _clause, rule in ruling if rule.what == what), default)
