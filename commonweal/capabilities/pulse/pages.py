"""The pages of surveys: HTTP in, HTTP out."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commonweal.acts.act import Act
from commonweal.acts.charters import setting_with
from commonweal.acts.perform import verdict_on
from commonweal.capabilities.pulse import acts, answering, queries, shown
from commonweal.capabilities.pulse.answering import NotTaken
from commonweal.capabilities.pulse.forms import AnswerForm, CloseForm, OpenForm, RemedyForm
from commonweal.capabilities.pulse.queries import NotThere, Survey
from commonweal.charter.judge import Verdict
from commonweal.web.audience import MEMBERS, PartnershipRequest, for_roles
from commonweal.web.readers import readers


def may(request: PartnershipRequest, act: type[Act]) -> Verdict:
    """Return the verdict on a kind of act for whoever asks, under the charter in force."""
    setting = setting_with(request.partnership.pk, digest=request.partnership.charter)
    return verdict_on(act, by=request.actor, at=request.at, setting=setting)


@require_http_methods(["GET", "HEAD", "POST"])
@readers
def surveys(request: PartnershipRequest) -> HttpResponse:
    """Show what was asked, and open a survey."""
    here, slug = request.partnership.pk, request.partnership.slug
    form = OpenForm(request.POST or None, partnership=here)
    if form.performed(by=request.actor, at=request.at):
        messages.success(request, _("The survey is open. Everybody who acts for an organisation is asked."))
        return redirect("pulse:survey", slug, form.box)
    rows = queries.surveys(here)
    context = {
        "rows": rows,
        "open": next((row for row in rows if row.closed_at is None), None),
        "form": form,
        "verdict": may(request, acts.OpenSurvey),
    }
    return render(request, "pulse/surveys.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@readers
def survey(request: PartnershipRequest, box: str) -> HttpResponse:
    """Show one survey: how many have answered, or its result with what is done about it."""
    row, here, slug = _survey(request, box), request.partnership.pk, request.partnership.slug
    sent, orgs = request.POST.get("form"), answering.partners(here)
    close = CloseForm(request.POST if sent == "close" else None, partnership=here, box=box)
    remedy = RemedyForm(request.POST if sent == "remedy" else None, partnership=here, survey=box, partners=orgs)
    if close.performed(by=request.actor, at=request.at):
        messages.success(request, _("The survey is closed and counted."))
        return redirect("pulse:survey", slug, box)
    if remedy.performed(by=request.actor, at=request.at):
        messages.success(request, _("It stands on the record."))
        return redirect("pulse:survey", slug, box)
    person = request.actor.person
    context = {
        "survey": row,
        "takes": queries.is_open(row, at=request.at),
        "answered": person is not None and answering.answered_already(here, box, person),
        "asked": person is not None and request.actor.org is not None,
        "close": close,
        "remedy": remedy,
        "remedies": [each for each in queries.remedies(here) if each.survey == box],
        "may_close": may(request, acts.CloseSurvey),
        **shown.result(row, orgs),
    }
    return render(request, "pulse/survey.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def answer(request: PartnershipRequest, box: str) -> HttpResponse:
    """Answer about each other partner, once."""
    row, here = _survey(request, box), request.partnership.pk
    others = [member for member in answering.partners(here) if member.organisation != request.actor.org]
    forms, told = [AnswerForm(request.POST or None, member=member) for member in others], ""
    right = [form.is_valid() for form in forms]  # each is asked, so that all mistakes are shown at once
    if request.method == "POST" and all(right):
        try:
            answering.answer(here, box, [form.said() for form in forms], by=request.actor, at=request.at)
        except NotTaken as not_taken:
            told = str(not_taken)
        else:
            messages.success(request, _("Thank you. Your ratings lie in the box without your name."))
            return redirect("pulse:survey", request.partnership.slug, box)
    context = {
        "survey": row,
        "forms": forms,
        "told": told,
        "takes": queries.is_open(row, at=request.at),
        "asked": request.actor.org is not None,
        "answered": answering.answered_already(here, box, request.actor.person or ""),
        "mistakes": any(form.errors for form in forms),
    }
    return render(request, "pulse/answer.html", context, status=409 if told else 200)


def _survey(request: PartnershipRequest, box: str) -> Survey:
    try:
        return queries.survey_with(request.partnership.pk, box)
    except NotThere:
        raise Http404 from None
