"""The pages on which something is said or done in a decision, each on its own: HTTP in, HTTP out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commonweal.acts.act import Act
from commonweal.acts.perform import verdict_on
from commonweal.capabilities.decisions import acts, ballot_acts, ballot_conditions, conditions, queries
from commonweal.capabilities.decisions.completing import choices_left
from commonweal.capabilities.decisions.form_parts import OnEntryForm, SayForm
from commonweal.capabilities.decisions.forms import ANSWERING, SAYING
from commonweal.capabilities.decisions.naming import option_names, seat_names
from commonweal.capabilities.decisions.queries import Decision
from commonweal.capabilities.decisions.saying import Saying, said_of
from commonweal.capabilities.decisions.shown_turns import about
from commonweal.capabilities.decisions.standing import Standing, standing
from commonweal.capabilities.decisions.vote_pages import decision_or_404
from commonweal.people import words
from commonweal.web.audience import MEMBERS, PartnershipRequest, for_roles
from commonweal.web.told import organisations

ASKED: dict[type[Act], tuple[Any, ...]] = {
    acts.ProposeAmendment: (conditions.is_discussed,),
    acts.SayPosition: (conditions.is_undecided,),
    acts.Object: (conditions.is_undecided,),
    acts.Withdraw: (conditions.is_discussed,),
    acts.SettleAmendment: (conditions.is_discussed, conditions.change_waits),
    acts.IntegrateObjection: (conditions.is_discussed, conditions.objection_stands),
    acts.WithdrawObjection: (conditions.is_undecided, conditions.objection_stands),
    acts.StateOutcome: (conditions.is_decided,),
    acts.Dissent: (conditions.is_decided,),
    acts.Appeal: (conditions.is_decided, conditions.appeal_in_time),
    acts.RuleOnAppeal: (conditions.appeal_waits,),
    acts.Reopen: (conditions.may_be_reopened,),
    ballot_acts.OpenBallot: (
        ballot_conditions.may_open,
        ballot_conditions.notice_was_given,
        ballot_conditions.can_be_voted_on,
        ballot_conditions.keeps_its_secret,
    ),
    ballot_acts.GiveProxy: (ballot_conditions.is_proxied_while_open,),
    ballot_acts.WithdrawProxy: (ballot_conditions.is_proxied_while_open, ballot_conditions.proxy_was_given),
    ballot_acts.UseVeto: (ballot_conditions.is_open,),
    ballot_acts.CloseBallot: (ballot_conditions.may_close,),
}
"""What of an act's conditions can be asked before anybody typed anything: a page that does not fit says so at once."""

SETTLES = {"settle": "change", "integrate": "objection", "take-back": "objection", "ruling": "appeal"}


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def say(request: PartnershipRequest, decision: int, what: str) -> HttpResponse:
    """Say or do one thing in a decision, on a page of its own."""
    row = decision_or_404(request, decision)
    if what not in SAYING:
        raise Http404
    stands = standing(row, at=request.at)
    seats, others = _choices(stands, what, request)
    form = SAYING[what](
        request.POST or None, partnership=row.partnership, decision=decision, seats=seats, others=others
    )
    if what == "open":
        form.fields["meeting"].choices = _meetings(stands)  # type: ignore[attr-defined] # a choice
    if what == "tie":
        form.fields["choice"].choices = _left(row, stands, request)  # type: ignore[attr-defined] # a choice
    seat = seats[0][0] if seats else ""
    asked = about(form.act_type, row, seat=seat, to=others[0][0] if others else "", meeting=None, choice="")
    return _said(request, row, form, asked, what)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def answer(request: PartnershipRequest, decision: int, how: str, entry: int) -> HttpResponse:
    """Answer a suggested change, an objection or an appeal."""
    row = decision_or_404(request, decision)
    kind = SETTLES.get(how)
    said = [one for one in said_of(row.partnership, decision) if one.what == kind and one.entry == entry]
    if not said:
        raise Http404
    form: OnEntryForm = ANSWERING[how](
        request.POST or None, partnership=row.partnership, decision=decision, entry=entry
    )
    if row.question is not None and "question" in form.fields:
        form.fields["question"].initial = row.question.text
    asked = about(form.act_type, row, **{form.names: entry})
    return _said(request, row, form, asked, f"{how}-{entry}", answered=_words(said[0]))


def _words(one: Saying) -> list[Any]:
    texts = words.texts(one.words)
    return [texts[id] for id in one.words if id in texts]


def _said(
    request: PartnershipRequest, row: Decision, form: SayForm, asked: Act, draft: str, answered: object = None
) -> HttpResponse:
    if form.performed(by=request.actor, at=request.at):
        messages.success(request, _("It stands on the record."))
        return redirect("decisions:decision", request.partnership.slug, row.decision)
    context = {
        "decision": row,
        "form": form,
        "verdict": verdict_on(asked, by=request.actor, at=request.at),
        "not_now": "" if form.is_bound else _not_now(asked, request),
        "draft": draft,
        "answered": answered,
    }
    return render(request, "decisions/say.html", context)


def _not_now(asked: Act, request: PartnershipRequest) -> str:
    """Return why an act does not fit now, before anybody types anything; nothing where it does."""
    for condition in ASKED.get(type(asked), ()):
        objection = condition(asked, by=request.actor, at=request.at)
        if objection is not None:
            return str(objection.says)
    return ""


Choices = list[tuple[str, str]]


def _choices(stands: Standing, what: str, request: PartnershipRequest) -> tuple[Choices, Choices]:
    """Return the seats for which whoever asks may speak, and who else there is."""
    orgs = organisations(request.partnership.pk)
    if what == "outcome":
        return [], [(id, row.name) for id, row in orgs.items() if row.left_at is None]
    names, person = seat_names(stands.seats, request, orgs), request.actor.person
    own = [seat for seat in stands.seats if person and person in (seat.person, seat.substitute)]
    others: dict[str, str] = {}
    for seat in stands.seats:
        if seat.person and seat.person != person:
            others.setdefault(seat.person, names[seat.name])
    return [(seat.name, names[seat.name]) for seat in own], list(others.items())


def _meetings(stands: Standing) -> list[tuple[str, str]]:
    """Return the meetings of the body that decides at which somebody was present."""
    held = queries.meetings_of(stands.row.partnership, stands.law.body.code) if stands.law else []
    meeting = _("The meeting of %(day)s (entry %(entry)d)")
    return [("", _("No, each votes when it suits")), *((str(e), meeting % {"day": on, "entry": e}) for e, on in held)]


def _left(row: Decision, stands: Standing, request: PartnershipRequest) -> list[tuple[str, str]]:
    """Return between what is to be decided where the votes left something open."""
    names = dict(option_names(row, request)) | {"yes": _("Yes"), "no": _("No")}
    return [(code, names.get(code, code)) for code in (choices_left(stands.ballot) if stands.ballot else [])]
