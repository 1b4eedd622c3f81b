"""What must be so for a commitment to be made, answered, reported and confirmed; and who speaks for which side."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from commonweal.acts.act import Act
from commonweal.acts.capability import Objection
from commonweal.acts.perform import setting_of
from commonweal.capabilities.commitments import acts, queries
from commonweal.capabilities.commitments.queries import Commitment, NotThere, state_of
from commonweal.charter.judge import Verdict, judge
from commonweal.charter.ruling import base_of
from commonweal.partnerships.actors import Actor
from commonweal.partnerships.queries import members

_ANSWERS = acts.Accept | acts.Decline
_OWED_BY = (acts.Accept, acts.Decline, acts.Report, acts.Explain)
_OWED_TO = (acts.Confirm, acts.Release)


def between_members(act: acts.Pledge | acts.AskFor, *, by: Actor, at: datetime) -> Objection | None:
    """Whoever owes, and whoever it is owed to, take part now."""
    here = set(members(act.partnership).values_list("organisation", flat=True))
    if act.debtor not in here:
        return Objection(_("This organisation does not take part."), field="debtor")
    if act.creditor is not None and act.creditor not in here:
        return Objection(_("This organisation does not take part."), field="creditor")
    return None


def still_to_come(act: acts.Pledge | acts.AskFor, *, by: Actor, at: datetime) -> Objection | None:
    """What is promised lies ahead."""
    if act.due_on < at.date():
        return Objection(_("Give a day that is still to come."), field="due_on")
    return None


def clause_is_there(act: acts.Pledge | acts.AskFor, *, by: Actor, at: datetime) -> Objection | None:
    """The clause that it implements stands in the charter in force."""
    if act.clause is None:
        return None
    charter = setting_of(act.partnership).charter
    base = base_of(charter)
    numbers = {clause.number for clause in (*charter.clauses, *(base.clauses if base else ()))}
    if act.clause in numbers:
        return None
    return Objection(_("The charter in force has no such clause."), field="clause")


def awaits_an_answer(act: _ANSWERS, *, by: Actor, at: datetime) -> Objection | None:
    """What was asked is answered once."""
    row = commitment(act.partnership, act.commitment)
    if row is None:
        return Objection(_("There is no such commitment here."))
    if state_of(row, on=at.date()) != "asked":
        return Objection(_("This was answered already."))
    return None


def is_open(
    act: acts.Report | acts.Confirm | acts.Explain | acts.Release, *, by: Actor, at: datetime
) -> Objection | None:
    """Something is said only about a commitment that counts."""
    row = commitment(act.partnership, act.commitment)
    if row is None:
        return Objection(_("There is no such commitment here."))
    state = state_of(row, on=at.date())
    if state == "asked":
        return Objection(_("This was not accepted yet."))
    if state in ("declined", "released"):
        return Objection(_("Nobody owes this any more."))
    if state in ("kept", "kept_late") and not isinstance(act, acts.Explain):
        return Objection(_("This was done and confirmed."))
    return None


def done_by_now(act: acts.Report, *, by: Actor, at: datetime) -> Objection | None:
    """Nobody reports what has not happened yet."""
    if act.done_on > at.date():
        return Objection(_("Report it once it is done: this day is still to come."), field="done_on")
    return None


def remedy_lies_ahead(act: acts.Explain, *, by: Actor, at: datetime) -> Objection | None:
    """A remedy has a day that is still to come, or is today."""
    if act.remedy_on < at.date():
        return Objection(_("Give a day that is still to come."), field="remedy_on")
    return None


def there_is_a_breach(act: acts.Explain, *, by: Actor, at: datetime) -> Objection | None:
    """One explains what is late, what did not come as promised, or what will be late: until then it may be reported."""
    row = commitment(act.partnership, act.commitment)
    if row is not None and state_of(row, on=at.date()) == "kept":
        return Objection(_("This came in time: there is nothing to explain."))
    return None


def something_was_reported(act: acts.Confirm, *, by: Actor, at: datetime) -> Objection | None:
    """Before its day one confirms only what was reported."""
    row = commitment(act.partnership, act.commitment)
    if row is not None and row.done_on is None and row.due_on >= at.date():
        return Objection(_("Its day has not come, and nothing was reported yet."))
    if row is not None and row.done_on is None and act.came == "yes":
        return Objection(_("Ask the partner to report it first, with the day on which it was done."), field="came")
    return None


def each_for_its_own_side(act: Act, *, by: Actor, at: datetime) -> Verdict | None:
    """Guard: an organisation takes on, reports and explains for itself alone; others confirm and release."""
    if isinstance(act, acts.Pledge):
        if act.debtor == by.org:
            return None
        return _no(act, by, _("Only those who act for an organisation take something on for it."))
    if isinstance(act, _OWED_BY):
        row = commitment(act.partnership, act.commitment)
        if row is None or row.debtor == by.org:
            return None
        return _no(act, by, _("Only those who act for the organisation that owes it do this."))
    if isinstance(act, _OWED_TO):
        row = commitment(act.partnership, act.commitment)
        if row is None or (by.org == (row.creditor or by.org) != row.debtor and by.org is not None):
            return None
        return _no(act, by, _("Only those to whom it is owed say this, and never whoever owes it."))
    return None


def commitment(partnership: str, entry: int) -> Commitment | None:
    """Return a commitment, or nothing where there is none."""
    try:
        return queries.commitment_at(partnership, entry)
    except NotThere:
        return None


def _no(act: Act, by: Actor, reason: object) -> Verdict:
    charter = setting_of(act.partnership).charter
    clause = judge(charter, kind=act.kind_name(), matter=act.matter, roles=by.roles).clause
    return Verdict(allowed=False, clause=clause, reason=str(reason))
