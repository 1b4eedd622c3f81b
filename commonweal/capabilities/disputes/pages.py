"""The pages of complaints and disputes: HTTP in, HTTP out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from commonweal.acts.act import Act
from commonweal.acts.charters import setting_with
from commonweal.acts.perform import verdict_on
from commonweal.capabilities.disputes import acts, queries, shown
from commonweal.capabilities.disputes.forms import (
    MoveOnForm,
    RaiseForm,
    RehearseForm,
    SayForm,
    SettleForm,
    TakeForm,
    WithdrawForm,
)
from commonweal.capabilities.disputes.path import path_in, path_with
from commonweal.capabilities.disputes.queries import Dispute
from commonweal.charter.judge import Verdict
from commonweal.partnerships.actors import Actor, actor_of
from commonweal.people.identity import pseudonym_of
from commonweal.web.actforms import ActForm
from commonweal.web.audience import MEMBERS, PartnershipRequest, for_roles
from commonweal.web.readers import readers

FORMS: dict[str, type[TakeForm | SayForm | MoveOnForm | SettleForm | WithdrawForm]] = {
    "take": TakeForm,
    "say": SayForm,
    "move_on": MoveOnForm,
    "settle": SettleForm,
    "withdraw": WithdrawForm,
}


def may(request: PartnershipRequest, act: type[Act]) -> Verdict:
    """Return the verdict on a kind of act for whoever asks, under the charter in force."""
    setting = setting_with(request.partnership.pk, digest=request.partnership.charter)
    return verdict_on(act, by=request.actor, at=request.at, setting=setting)


def complainant(request: PartnershipRequest) -> Actor:
    """Return whoever is signed in as somebody who may complain: whatever she already is here, and a complainant."""
    here = request.partnership.pk
    if not request.user.is_authenticated or request.actor.has(*MEMBERS):
        return request.actor
    person = pseudonym_of(request.user, partnership=here)
    known = actor_of(person, partnership=here, at=request.at)
    return Actor(partnership=here, person=person, org=None, roles=known.roles | {"complainant"})


@require_http_methods(["GET", "HEAD", "POST"])
@readers
def disputes(request: PartnershipRequest) -> HttpResponse:
    """Show every complaint and dispute, those that are late first; the path; and how to complain."""
    here = request.partnership.pk
    rehearse = RehearseForm(request.POST or None, partnership=here)
    if rehearse.performed(by=request.actor, at=request.at):
        messages.success(request, _("It is on the record that the path was tried out."))
        return redirect("disputes:disputes", request.partnership.slug)
    to, rows = shown.eyes(request), list(queries.disputes(here))
    rehearsals = queries.rehearsals(here)
    to.knowing(
        [*(p for row in rows for p in (row.person, row.handler, row.concerned)), *(r.person for r in rehearsals)]
    )
    path = path_in(to.charter)
    open_ones = sorted((row for row in rows if row.closed_at is None), key=lambda row: (row.due_on, row.entry))
    context = {
        "open": [shown.shown(row, to) for row in open_ones],
        "closed": [shown.shown(row, to) for row in rows if row.closed_at is not None],
        "late": sum(queries.is_overdue(row, request.at.date()) for row in open_ones),
        "steps": shown.steps(path),
        "clause": path.clause,
        "rehearsals": [(row, to.person(row.person, row.organisation)) for row in rehearsals],
        "may_words": to.may_words,
        "rehearse": rehearse,
        "may_rehearse": may(request, acts.RehearsePath),
    }
    return render(request, "disputes/disputes.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_roles("anyone")
def complain(request: PartnershipRequest) -> HttpResponse:
    """Complain, also from outside. To look at the form is not to complain: a pseudonym is made when it is sent."""
    to = shown.eyes(request)
    path = path_in(to.charter)
    context: dict[str, Any] = {"steps": shown.steps(path), "clause": path.clause, "inside": request.actor.has(*MEMBERS)}
    if request.user.is_authenticated:
        form = RaiseForm(
            request.POST or None,
            partnership=request.partnership.pk,
            members=[(id, row.name) for id, row in to.orgs.items() if row.left_at is None],
            initial={name: request.GET.get(name) for name in ("about", "against", "sort")},
        )
        if form.is_bound and form.is_valid() and form.performed(by=complainant(request), at=request.at) and form.entry:
            messages.success(request, _("Your complaint is on the record. This page tells you what comes of it."))
            return redirect("disputes:dispute", request.partnership.slug, form.entry.position)
        context["form"] = form
    return render(request, "disputes/complain.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@readers
def dispute(request: PartnershipRequest, dispute: int) -> HttpResponse:
    """Show one dispute: where it stands on its path, what each said, and what can be done."""
    row = queries.dispute_at(request.partnership.pk, dispute)
    if row is None:
        raise Http404
    sent = request.POST.get("form", "")
    forms = {name: _form(kind, request, row, bound=name == sent) for name, kind in FORMS.items()}
    if sent in forms and forms[sent].performed(by=complainant(request), at=request.at):
        messages.success(request, _("It is on the record, and those concerned are told."))
        return redirect("disputes:dispute", request.partnership.slug, row.entry)
    to, turns = shown.eyes(request), queries.turns_of(row)
    to.knowing([row.person, row.handler, row.concerned, *(turn.person for turn in turns)])
    path = path_with(row.partnership, digest=row.charter)
    context = {
        "each": shown.shown(row, to),
        "row": row,
        "number": row.number,
        "steps": shown.steps(path, row=row),
        "clause": path.clause,
        "turns": shown.turns(turns, to),
        "may_words": to.may_words or queries.is_party(row, request.actor, at=request.at),
        "forms": forms,
        "failed": forms.get(sent),
        **_what_can_be_done(request, row, has_next=path.has_after(row.step)),
    }
    return render(request, "disputes/dispute.html", context)


def _form(kind: type[Any], request: PartnershipRequest, row: Dispute, *, bound: bool) -> ActForm:
    form: ActForm = kind(request.POST if bound else None, partnership=row.partnership, dispute=row.entry)
    return form


def _what_can_be_done(request: PartnershipRequest, row: Dispute, *, has_next: bool) -> dict[str, Any]:
    """Return what whoever asks may do about a dispute, as far as it costs no further question."""
    actor, verdict = request.actor, may(request, acts.TakeDispute)
    own, late = queries.concerned(row).includes(actor), queries.is_overdue(row, request.at.date())
    handles = verdict.allowed and not own and row.closed_at is None
    return {
        "verdict": verdict,
        "own": own,
        "can_take": handles and row.handler != actor.person and (not row.handler or late),
        "can_settle": handles and row.handler == actor.person,
        "can_move_on": has_next and row.closed_at is None
        and (handles or (verdict.allowed and late and row.person == actor.person)),
        "can_say": row.closed_at is None and queries.is_party(row, actor, at=request.at),
        "can_withdraw": row.closed_at is None and actor.person is not None and row.person == actor.person,
    }  # fmt: skip
