"""The pages on which somebody says which interests she, or her organisation, has."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commonweal.acts.stepping_back import policy_of
from commonweal.capabilities.interests import acts, queries, shown
from commonweal.capabilities.interests.forms import Choices, DeclareForm, NoneForm, RenewForm, StepBackForm
from commonweal.capabilities.interests.pages import may
from commonweal.capabilities.interests.phrases import NATURES, bands_of
from commonweal.web.actforms import ActForm
from commonweal.web.audience import MEMBERS, PartnershipRequest, for_roles


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def mine(request: PartnershipRequest) -> HttpResponse:
    """Show what somebody, and her organisation, declared; let her say it again, or that there is nothing."""
    here, slug, sent = request.partnership.pk, request.partnership.slug, request.POST.get("form")
    to, subjects = shown.eyes(request), _subjects(request)
    forms = {"none": NoneForm, "renew": RenewForm}
    form: ActForm | None = forms[sent](request.POST, partnership=here) if sent in forms else None
    if form is not None and form.performed(by=request.actor, at=request.at):
        messages.success(request, _("Thank you: it is on the record, for everybody to see."))
        return redirect("interests:mine", slug)
    back = StepBackForm(
        request.POST if sent == "back" else None,
        partnership=here,
        subjects=subjects,
        matters=list(shown.matters_of(to.charter).items()),
        initial={"subject": "self", "decision": request.GET.get("decision")},
    )
    if back.performed(by=request.actor, at=request.at):
        messages.success(request, _("You step back. It is shown beside every decision that this touches."))
        return redirect("interests:mine", slug)
    context = {
        "sides": [_side(request, to, subject, label) for subject, label in subjects],
        "failed": form,
        "back": back,
        "verdict": may(request, acts.DeclareInterest),
        "months": policy_of(to.charter)[1].renew_months,
    }
    return render(request, "interests/mine.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def declare(request: PartnershipRequest) -> HttpResponse:
    """Declare an interest."""
    here, to = request.partnership.pk, shown.eyes(request)
    _clause, policy = policy_of(to.charter)
    form = DeclareForm(
        request.POST or None,
        partnership=here,
        subjects=_subjects(request),
        members=members_of(to),
        bands=bands_of(policy, request.partnership.currency),
        matters=list(shown.matters_of(to.charter).items()),
        initial={"subject": request.GET.get("subject", "self"), "decision": request.GET.get("decision")},
    )
    if form.performed(by=request.actor, at=request.at) and form.entry is not None:
        messages.success(request, _("It is declared. Everybody can read it in the register."))
        return redirect("interests:declaration", request.partnership.slug, form.entry.position)
    context = {
        "form": form,
        "verdict": may(request, acts.DeclareInterest),
        "always": [NATURES[nature] for nature in policy.always],
        "clause": _clause,
    }
    return render(request, "interests/declare.html", context)


def members_of(to: shown.Eyes) -> Choices:
    """Return the organisations that take part, to choose from."""
    return [(id, row.name) for id, row in to.orgs.items() if row.left_at is None]


def _subjects(request: PartnershipRequest) -> Choices:
    """Return for whom somebody may speak: herself, and the organisation for which she acts."""
    subjects: Choices = [("self", _("Mine"))]
    org, here = request.actor.org, request.partnership.pk
    if org and queries.speaks_for(request.actor.person, org, partnership=here, at=request.at):
        subjects.append(("organisation", _("My organisation's")))
    return subjects


def _side(request: PartnershipRequest, to: shown.Eyes, subject: str, label: Any) -> dict[str, Any]:
    """Return one of the two sides of the page: what is declared, until when it counts, and what to do."""
    here, on = request.partnership.pk, request.at.date()
    hers = {"person": request.actor.person or ""} if subject == "self" else {"organisation": request.actor.org or ""}
    rows = queries.of_whom(here, **hers)
    running = [row for row in rows if row.what == "interest" and row.over_entry is None]
    nothing = next((row for row in rows if row.what == "none" and row.over_entry is None), None)
    last_days = [row.renew_on for row in (*running, *([nothing] if nothing else [])) if row.renew_on]
    return {
        "subject": subject,
        "label": label,
        "name": to.organisation(request.actor.org or "") if subject == "organisation" else "",
        "running": [
            (shown.interest(row, to), RenewForm(partnership=here, initial={"declaration": row.entry}))
            for row in running
        ],
        "nothing": nothing,
        "back": [shown.interest(row, to) for row in rows if row.what == "stepped_back" and row.conflict != "none"],
        "renew_on": min(last_days, default=None),
        "late": bool(last_days) and min(last_days) <= on,
        "none": NoneForm(partnership=here, initial={"subject": subject}),
    }
