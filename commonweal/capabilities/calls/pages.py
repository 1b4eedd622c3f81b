"""The pages of open calls that everybody sees, and on which somebody applies."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.acts.act import Act
from commonweal.acts.charters import setting_with
from commonweal.acts.perform import verdict_on, verdict_on_reading
from commonweal.capabilities.calls import acts, queries
from commonweal.capabilities.calls.forms import ApplyForm, CloseForm, OpenForm, WithdrawForm
from commonweal.capabilities.calls.phrases import OUTCOMES, offer_of
from commonweal.capabilities.calls.placing import place_is_offered, token_of
from commonweal.capabilities.calls.queries import Application, Call, Counts, NotThere
from commonweal.charter.judge import Verdict
from commonweal.partnerships.actors import Actor, actor_of
from commonweal.people.identity import pseudonym_of
from commonweal.web.audience import MEMBERS, PartnershipRequest, for_roles
from commonweal.web.pictures.code import link_code


def may(request: PartnershipRequest, act: type[Act]) -> Verdict:
    """Return the verdict on a kind of act for whoever asks, under the charter in force."""
    setting = setting_with(request.partnership.pk, digest=request.partnership.charter)
    return verdict_on(act, by=request.actor, at=request.at, setting=setting)


def may_read_applications(request: PartnershipRequest) -> Verdict:
    """Return whether whoever asks may read applications before they are answered, and names beside them."""
    setting = setting_with(request.partnership.pk, digest=request.partnership.charter)
    return verdict_on_reading("applications", by=request.actor, setting=setting)


def the_call(request: PartnershipRequest, call: str) -> Call:
    """Return the call of an address, or say that there is none."""
    try:
        return queries.call_with(request.partnership.pk, call)
    except NotThere:
        raise Http404 from None


@require_safe
@for_roles("anyone")
def calls(request: PartnershipRequest) -> HttpResponse:
    """Show every call: those that take applications first."""
    here, at = request.partnership.pk, request.at
    counted = queries.counts(here)
    rows = [
        (row, counted.get(row.call, Counts()), offer_of(row.role, organisations=row.organisations))
        for row in queries.calls(here)
    ]
    context = {
        "open": [row for row in rows if queries.is_open(row[0], at)],
        "closed": [row for row in rows if not queries.is_open(row[0], at)],
        "verdict": may(request, acts.OpenCall),
    }
    return render(request, "calls/calls.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def new(request: PartnershipRequest) -> HttpResponse:
    """Open a call."""
    form = OpenForm(request.POST or None, partnership=request.partnership.pk)
    if form.performed(by=request.actor, at=request.at):
        messages.success(request, _("The call is open. Share its link or hang up the poster."))
        return redirect("calls:call", request.partnership.slug, form.call)
    return render(request, "calls/new.html", {"form": form, "verdict": may(request, acts.OpenCall)})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_roles("anyone")
def call(request: PartnershipRequest, call: str) -> HttpResponse:
    """Show one call: what is asked, how many applied, what was answered and why; to an applicant, where she stands."""
    found, sent = the_call(request, call), request.POST.get("form")
    slug, here = request.partnership.slug, request.partnership.pk
    close = CloseForm(request.POST if sent == "close" else None, partnership=here, call=call)
    if close.performed(by=request.actor, at=request.at):
        messages.success(request, _("The call is closed. Applications that were made are answered all the same."))
        return redirect("calls:call", slug, call)
    withdraw = WithdrawForm(request.POST if sent == "withdraw" else None, partnership=here)
    if withdraw.is_bound and withdraw.performed(by=applicant(request), at=request.at):
        messages.success(request, _("Your application is taken back."))
        return redirect("calls:call", slug, call)
    applied = queries.applications_to(found)
    context = {
        "call": found,
        "offer": offer_of(found.role, organisations=found.organisations),
        "is_open": queries.is_open(found, request.at),
        "counts": queries.counts(here, call=call).get(call, Counts()),
        "answered": [(each, OUTCOMES[each.row.outcome]) for each in applied if each.row.outcome and each.stands],
        "mine": _mine(request, applied, withdraw),
        "close": close,
        "may_close": may(request, acts.CloseCall),
        "may_answer": may(request, acts.AnswerApplication),
        "link": settings.ADDRESS + reverse("calls:call", args=[slug, call]),
    }
    return render(request, "calls/call.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_roles("anyone")
def apply(request: PartnershipRequest, call: str) -> HttpResponse:
    """Apply to a call. To look at the form is not to apply: the pseudonym is made when it is sent."""
    found, here, user = the_call(request, call), request.partnership.pk, request.user
    setting = setting_with(here, digest=request.partnership.charter)
    context: dict[str, Any] = {
        "call": found,
        "is_open": queries.is_open(found, request.at),
        "for_some": not verdict_on_reading("applications", by=Actor(partnership=here), setting=setting).allowed,
        "open_record": verdict_on_reading("record", by=Actor(partnership=here), setting=setting).allowed,
        "applied": bool(queries.hers(here, request.actor.person, call=call)),
    }
    if user.is_authenticated:
        form = ApplyForm(request.POST or None, partnership=here, call=found, initial={"your_name": user.name})
        if form.is_bound and form.is_valid() and form.performed(by=applicant(request), at=request.at):
            user.name = form.cleaned_data["your_name"]
            user.save(update_fields=["name"])
            messages.success(request, _("Your application is on the record. This page tells you what came of it."))
            return redirect("calls:call", request.partnership.slug, call)
        context["form"] = form
    return render(request, "calls/apply.html", context)


@require_safe
@for_roles("anyone")
def poster(request: PartnershipRequest, call: str) -> HttpResponse:
    """Show a call as a sheet to print and hang up."""
    found = the_call(request, call)
    link = settings.ADDRESS + reverse("calls:call", args=[request.partnership.slug, call])
    offer = offer_of(found.role, organisations=found.organisations)
    return render(request, "calls/poster.html", {"call": found, "offer": offer, "link": link, "code": link_code(link)})


def applicant(request: PartnershipRequest) -> Actor:
    """Return whoever is signed in as somebody who applies: whatever she already is here, and an applicant."""
    here = request.partnership.pk
    if not request.user.is_authenticated:
        return request.actor
    person = pseudonym_of(request.user, partnership=here)
    known = actor_of(person, partnership=here, at=request.at)
    return Actor(partnership=here, person=person, org=None, roles=known.roles | {"applicant"})


def _mine(request: PartnershipRequest, applied: list[queries.Applied], withdraw: WithdrawForm) -> dict[str, Any] | None:
    """Return the reader's own application with what she can do about it, or nothing where she made none."""
    person = request.actor.person
    hers = next((each for each in applied if person and each.row.person == person and each.stands), None)
    if hers is None:
        return None
    row: Application = hers.row
    offered = row.outcome == "chosen" and row.taken_entry is None and place_is_offered(row, at=request.at)
    if not withdraw.is_bound:
        withdraw = WithdrawForm(partnership=request.partnership.pk, initial={"application": row.application})
    return {
        "row": row,
        "number": hers.number,
        "outcome": OUTCOMES.get(row.outcome),
        "join": reverse("membership:join", args=[token_of(row)]) if offered else "",
        "withdraw": withdraw,
    }
