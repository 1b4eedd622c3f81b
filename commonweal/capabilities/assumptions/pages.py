"""The pages of assumptions: HTTP in, HTTP out."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.acts.charters import setting_with
from commonweal.acts.perform import verdict_on
from commonweal.acts.together import together
from commonweal.capabilities.assumptions import acts, queries, shown
from commonweal.capabilities.assumptions.forms import ReviseForm, StateForm
from commonweal.capabilities.assumptions.queries import Assumption, NotThere
from commonweal.charter.judge import Verdict
from commonweal.web.audience import MEMBERS, PartnershipRequest, for_roles
from commonweal.web.readers import readers
from commonweal.web.told import organisations


def may(request: PartnershipRequest) -> Verdict:
    """Return whether whoever asks may write assumptions down, under the charter in force."""
    setting = setting_with(request.partnership.pk, digest=request.partnership.charter)
    return verdict_on(acts.State, by=request.actor, at=request.at, setting=setting)


@require_safe
@readers
def assumptions(request: PartnershipRequest) -> HttpResponse:
    """Show what is taken for granted: what does not hold first, then whose test is overdue."""
    here = request.partnership.pk
    rows = queries.every_assumption(here)
    fall = queries.every_dependence(here) if rows else []
    people = shown.People(request, organisations(here))
    context = {
        "groups": shown.groups(rows, fall, people, on=request.at.date()),
        "count": len(rows),
        "verdict": may(request),
    }
    return render(request, "assumptions/assumptions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def state(request: PartnershipRequest) -> HttpResponse:
    """Write down what is taken for granted."""
    here = request.partnership.pk
    people = shown.People(request, organisations(here)).choices()
    asked = {"depends": request.GET.get("depends", "")}
    form = StateForm(request.POST or None, partnership=here, people=people, initial=asked)
    if form.performed(by=request.actor, at=request.at) and form.entry is not None:
        messages.success(request, _("It is written down, with its test and its day."))
        return redirect("assumptions:assumption", request.partnership.slug, form.entry.position)
    return render(request, "assumptions/state.html", {"form": form, "verdict": may(request)})


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def revise(request: PartnershipRequest, entry: int) -> HttpResponse:
    """Put an assumption anew."""
    row = _row(request, entry)
    if row.given_up_entry is not None or row.says is None or row.test is None:
        raise Http404
    initial = {
        "title": row.title,
        "says": row.says.text,
        "test": row.test.text,
        "confidence": row.confidence,
        "due_on": row.due_on,
        "depends": ", ".join(str(each.dependent) for each in queries.dependences_of(row)),
    }
    form = ReviseForm(request.POST or None, partnership=row.partnership, assumption=entry, initial=initial)
    if form.performed(by=request.actor, at=request.at):
        messages.success(request, _("It is put anew, and waits for its test."))
        return redirect("assumptions:assumption", request.partnership.slug, entry)
    return render(request, "assumptions/state.html", {"form": form, "verdict": may(request), "row": row})


@require_http_methods(["GET", "HEAD", "POST"])
@readers
def assumption(request: PartnershipRequest, entry: int) -> HttpResponse:
    """Show one assumption: its test, what rests on it, what was said since, and what whoever looks may say."""
    row = _row(request, entry)
    page = shown.one(row, request)
    sent = request.POST.get("form", "")
    forms = shown.turn_forms(row, request, sent, page)
    if sent in forms and forms[sent].performed(by=request.actor, at=request.at):
        messages.success(request, _("It stands on the record."))
        return redirect("assumptions:assumption", request.partnership.slug, entry)
    with together(request.partnership, {(queries.bare, (row.partnership, entry)): row}):
        offered = list(shown.offered(row, forms, request, sent))
        revises = row.given_up_entry is None and shown.may_say("assumptions.revise", row, request)
    return render(request, "assumptions/assumption.html", {**page, "offered": offered, "revises": revises})


def _row(request: PartnershipRequest, entry: int) -> Assumption:
    try:
        return queries.assumption_at(request.partnership.pk, entry)
    except NotThere:
        raise Http404 from None
