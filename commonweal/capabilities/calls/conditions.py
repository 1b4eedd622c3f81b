"""What must be so for a call to be opened, and for an application to be made, taken back and answered."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from commonweal.acts.act import Act
from commonweal.acts.capability import Objection
from commonweal.acts.charters import setting_with
from commonweal.capabilities.calls import queries
from commonweal.capabilities.calls.acts import AnswerApplication, Apply, CloseCall, OpenCall, WithdrawApplication
from commonweal.capabilities.calls.queries import Application, Call, NotThere
from commonweal.charter.judge import SILENT, Verdict, judge
from commonweal.partnerships.actors import Actor
from commonweal.partnerships.queries import digest_in_force, members

LONGEST_CALL = timedelta(days=366)


def call_is_new(act: OpenCall, *, by: Actor, at: datetime) -> Objection | None:
    """A call is opened once, and its last day lies ahead, within a year."""
    if _call(act.partnership, act.call):
        return Objection(_("This call was opened before."))
    if not at < act.closes_at <= at + LONGEST_CALL:
        return Objection(_("Let the last day lie ahead, within a year."), field="closes_at")
    return None


def call_is_open(act: CloseCall, *, by: Actor, at: datetime) -> Objection | None:
    """Only a call that takes applications can be closed."""
    call = _call(act.partnership, act.call)
    if call is None:
        return Objection(_("There is no such call here."))
    return None if queries.is_open(call, at) else Objection(_("This call is closed already."))


def call_takes_applications(act: Apply, *, by: Actor, at: datetime) -> Objection | None:
    """After the last day, or once a call is closed, nobody applies; before, everybody answers each criterion."""
    call = _call(act.partnership, act.call)
    if call is None:
        return Objection(_("There is no such call here."))
    if not queries.is_open(call, at):
        return Objection(_("This call is closed. It takes no more applications."))
    if len(act.answers) != len(call.criteria):
        return Objection(_("Write something on each criterion."), field="answers")
    return None


def says_for_whom(act: Apply, *, by: Actor, at: datetime) -> Objection | None:
    """An organisation is named where organisations are asked, and only there; a member applies no more."""
    call = _call(act.partnership, act.call)
    if call is None:
        return None
    if call.organisations and act.organisation_name is None:
        return Objection(_("Name the organisation that applies."), field="organisation_name")
    if not call.organisations and act.organisation_name is not None:
        return Objection(_("This call is for persons. Leave the organisation out."), field="organisation_name")
    if act.organisation_name and members(act.partnership).filter(name__iexact=act.organisation_name).exists():
        return Objection(
            _("An organisation of this name takes part already. Ask it, or the convener, for a place."),
            field="organisation_name",
        )
    return None


def first_application(act: Apply, *, by: Actor, at: datetime) -> Objection | None:
    """Somebody who is signed in applies once to a call; who took an application back may apply again."""
    if by.person is None:
        return Objection(_("Sign in to apply."))
    if _application(act.partnership, act.application):
        return Objection(_("This application was made before."))
    if queries.hers(act.partnership, by.person, call=act.call):
        return Objection(_("You have applied to this call already. Take that application back to write another one."))
    return None


def her_own_application(act: WithdrawApplication, *, by: Actor, at: datetime) -> Objection | None:
    """An application is taken back by whoever made it, until she has taken the place."""
    row = _application(act.partnership, act.application)
    if row is None or by.person is None or row.person != by.person:
        return Objection(_("You can only take back an application that you made."))
    if row.withdrawn_at is not None:
        return Objection(_("You have taken this application back already."))
    if row.taken_entry is not None:
        return Objection(_("You have taken the place. To give it up, open “My places here”."))
    return None


def application_stands(act: AnswerApplication, *, by: Actor, at: datetime) -> Objection | None:
    """An application is answered while it stands, with a score for each criterion."""
    row = _application(act.partnership, act.application)
    if row is None:
        return Objection(_("There is no such application here."))
    if row.withdrawn_at is not None:
        return Objection(_("This application was taken back, so there is nothing to answer."))
    if len(act.scores) != len(row.answers):
        return Objection(_("Give a score for each criterion."), field="scores")
    return None


def answered_anew_on_purpose(act: AnswerApplication, *, by: Actor, at: datetime) -> Objection | None:
    """Whoever answers again says so by citing the answer that no longer holds; a place that was taken stays taken."""
    row = _application(act.partnership, act.application)
    if row is None or row.answer_entry is None:
        return None
    if (row.answer_entry, "supersedes") not in {(cite.entry, cite.rel) for cite in act.cites}:
        return Objection(
            _("Somebody has answered this meanwhile. Read that answer, then say why yours takes its place.")
        )
    if row.taken_entry is not None and act.outcome != "chosen":
        return Objection(_("The place has been taken. It can be given up or ended, not unchosen."), field="outcome")
    return None


def a_place_is_free(act: AnswerApplication, *, by: Actor, at: datetime) -> Objection | None:
    """No more are chosen than there are places."""
    row = _application(act.partnership, act.application)
    if act.outcome != "chosen" or row is None or row.outcome == "chosen":
        return None
    call = _call(act.partnership, row.call)
    taken = queries.counts(act.partnership, call=row.call).get(row.call, queries.Counts()).chosen
    if call is None or taken < call.places:
        return None
    says = ngettext_lazy(
        "The only place is given. Put this application on the waiting list.",
        "All %(n)d places are given. Put this application on the waiting list.",
        call.places,
    ) % {"n": call.places}
    return Objection(says, field="outcome")


def nobody_answers_her_own(act: Act, *, by: Actor, at: datetime) -> Verdict | None:
    """Guard: nobody answers an application that she made, or that her organisation made."""
    if not isinstance(act, AnswerApplication):
        return None
    row = _application(act.partnership, act.application)
    if row is None or not queries.acts_for_applicant(by.person, row):
        return None
    reason = _("You applied yourself, or you act for the organisation that applies. Somebody else answers it.")
    return Verdict(allowed=False, clause=_clause(act.partnership), reason=str(reason))


def kept_for_the_applicant(act: Act, *, by: Actor, at: datetime) -> Verdict | None:
    """Guard: a place that was offered for an application is taken by whoever applied, and by nobody else."""
    if act.kind_name() != "membership.accept":
        return None
    row = queries.application_of_invitation(act.partnership, getattr(act, "invitation", ""))
    if row is None or (row.person == by.person and row.withdrawn_at is None and row.outcome == "chosen"):
        return None
    reason = _("This place is kept for somebody who applied to an open call and was chosen.")
    return Verdict(allowed=False, clause=_clause(act.partnership), reason=str(reason))


def _clause(partnership: str) -> str:
    """Return the clause under which applications are answered here."""
    digest = digest_in_force(partnership)
    if digest is None:
        return SILENT
    charter = setting_with(partnership, digest=digest).charter
    kind = AnswerApplication.kind_name()
    return judge(charter, kind=kind, matter=AnswerApplication.matter, roles=frozenset()).clause


def _call(partnership: str, call: str) -> Call | None:
    try:
        return queries.call_with(partnership, call)
    except NotThere:
        return None


def _application(partnership: str, application: str) -> Application | None:
    try:
        return queries.application_with(partnership, application)
    except NotThere:
        return None
