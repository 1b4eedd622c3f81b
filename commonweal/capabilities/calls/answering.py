"""The pages on which applications are read, put in order and answered."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.acts.perform import Objected, Refused
from commonweal.capabilities.calls import acts, queries
from commonweal.capabilities.calls.forms import AnswerForm
from commonweal.capabilities.calls.pages import may, may_read_applications, the_call
from commonweal.capabilities.calls.phrases import OUTCOMES
from commonweal.capabilities.calls.placing import offer_place, place_is_offered, verdicts_on_placing
from commonweal.capabilities.calls.queries import Application, Applied, Call, NotThere
from commonweal.methods.choosing import shares, weighted_mean
from commonweal.partnerships.models import Sector
from commonweal.people.identity import names_of
from commonweal.web.actforms import in_words
from commonweal.web.audience import MEMBERS, PartnershipRequest, for_roles

ON_A_PAGE = 50


@require_safe
@never_cache
@for_roles(*MEMBERS)
def applications(request: PartnershipRequest, call: str) -> HttpResponse:
    """Show the applications to a call, those without an answer first, the others by their weighted mean."""
    found, may_read = the_call(request, call), may_read_applications(request)
    applied = queries.applications_to(found) if may_read.allowed else []
    page = Paginator(queries.ranked(applied), ON_A_PAGE).get_page(request.GET.get("page"))
    names = names_of((each.row.person for each in page), partnership=request.partnership.pk)
    context = {
        "call": found,
        "is_open": queries.is_open(found, request.at),
        "may_read": may_read,
        "page": page,
        "rows": [_row(each, names) for each in page],
        "next": queries.next_on_the_list(found, applied) if not queries.is_open(found, request.at) else None,
        "weights": list(zip(found.criteria, _percentages(found), strict=True)),
    }
    return render(request, "calls/applications.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_roles("anyone")
def application(request: PartnershipRequest, call: str, application: str) -> HttpResponse:
    """Show one application to those who answer it, and to everybody else what was published; take the answer."""
    found = the_call(request, call)
    row = _row_of(request, found, application)
    may_read, sent = may_read_applications(request), request.POST.get("step")
    if sent == "place" and may_read.allowed and row.outcome == "chosen":
        return _placed(request, found, row)
    form = AnswerForm(
        request.POST if sent in ("check", "record", "back") else None,
        partnership=request.partnership.pk,
        call=found,
        row=row,
    )
    if sent == "record" and form.performed(by=request.actor, at=request.at):
        messages.success(request, _("The answer is on the record, and its reason can be read by everybody."))
        row = queries.application_with(request.partnership.pk, application)
        return _placed(request, found, row) if row.outcome == "chosen" else _back(request, found)
    if sent == "check" and form.fits(by=request.actor, at=request.at):
        return render(request, "calls/check.html", {**_checked(request, found, row, form), "call": found, "row": row})
    return render(
        request, "calls/application.html", {**_shown(request, found, row), "may_read": may_read, "form": form}
    )


def _shown(request: PartnershipRequest, call: Call, row: Application) -> dict[str, Any]:
    others = queries.applications_to(call)
    here = next(each for each in others if each.row.application == row.application)
    named = names_of([row.person], partnership=row.partnership) if request.actor.has(*MEMBERS) else {}
    placing = verdicts_on_placing(call, by=request.actor, at=request.at) if row.outcome == "chosen" else []
    return {
        "call": call,
        "row": row,
        "here": here,
        "name": named.get(row.person, ""),
        "sector": Sector(row.sector).label if row.sector else "",
        "outcome": OUTCOMES.get(row.outcome),
        "said": list(zip(call.criteria, queries.answers_in_words(row), strict=True)),
        "history": [(given, OUTCOMES[given.outcome]) for given in queries.answers_given(row)],
        "offered": place_is_offered(row, at=request.at),
        "not_placing": next((verdict for verdict in placing if not verdict.allowed), None),
        "may_answer": may(request, acts.AnswerApplication),
        "own": queries.acts_for_applicant(request.actor.person, row),
    }


def _checked(request: PartnershipRequest, call: Call, row: Application, form: AnswerForm) -> dict[str, Any]:
    """Return what the page shows once more before it is done: the scores, their mean, and what follows from it."""
    given = form.cleaned_data
    scores = [given[f"score_{n}"] for n in range(len(call.criteria))]
    placing = verdicts_on_placing(call, by=request.actor, at=request.at)
    return {
        "form": form,
        "scores": list(zip(call.criteria, _percentages(call), scores, strict=True)),
        "mean": float(weighted_mean(scores, weights=[criterion["weight"] for criterion in call.criteria])),
        "chosen": given["outcome"] == "chosen",
        "outcome": OUTCOMES[given["outcome"]],
        "reason": given["reason"],
        "sector": Sector(row.sector).label if row.sector else "",
        "not_placing": next((verdict for verdict in placing if not verdict.allowed), None),
    }


def _placed(request: PartnershipRequest, call: Call, row: Application) -> HttpResponse:
    """Give the chosen applicant her place, or say who must, and go back to the list."""
    try:
        offer_place(call, row, by=request.actor, at=request.at)
    except (Refused, Objected) as why:
        messages.warning(request, _("The place is not offered yet. %(why)s") % {"why": in_words(why)})
    else:
        messages.success(request, _("The place is offered. Whoever applied is told, and takes it on the call’s page."))
    return _back(request, call)


def _back(request: PartnershipRequest, call: Call) -> HttpResponse:
    return redirect("calls:applications", request.partnership.slug, call.call)


def _row(each: Applied, names: dict[str, str]) -> dict[str, Any]:
    return {
        "each": each,
        "name": names.get(each.row.person, ""),
        "mean": None if each.mean is None else float(each.mean),
        "outcome": OUTCOMES.get(each.row.outcome),
        "place_waits": each.row.outcome == "chosen" and not each.row.invitation,
    }


def _percentages(call: Call) -> list[float]:
    """Return what each criterion counts, out of 100."""
    return [float(share * 100) for share in shares([criterion["weight"] for criterion in call.criteria])]


def _row_of(request: PartnershipRequest, call: Call, application: str) -> Application:
    try:
        row = queries.application_with(request.partnership.pk, application)
    except NotThere:
        raise Http404 from None
    if row.call != call.call:
        raise Http404
    return row
