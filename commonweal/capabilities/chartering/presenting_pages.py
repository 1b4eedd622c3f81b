"""The pages on which a draft is presented, taken back or set aside, with everything that follows from it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commonweal.acts.charters import setting_with
from commonweal.capabilities.chartering import acts, queries
from commonweal.capabilities.chartering.comparing_pages import differences
from commonweal.capabilities.chartering.effecting import effects_shown
from commonweal.capabilities.chartering.ending_forms import PresentForm, ReasonForm, TakeBackForm
from commonweal.capabilities.chartering.finding_faults import faults_in
from commonweal.capabilities.chartering.pages import may, the_draft, the_reading
from commonweal.capabilities.chartering.queries import Draft
from commonweal.capabilities.chartering.showing import Reading
from commonweal.charter.clauses import Charter
from commonweal.charter.rules import Amendment, Signing
from commonweal.charter.ruling import first_of
from commonweal.partnerships.queries import members
from commonweal.web.audience import MEMBERS, PartnershipRequest, for_roles

Plain = dict[str, Any]


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def present(request: PartnershipRequest, draft: int) -> HttpResponse:
    """Show what stands in the way and what follows, and present the text for signature or for decision."""
    row = the_draft(request, draft)
    charter = queries.text_of(row).charter()
    form = _form(request, row, charter)
    if form.performed(by=request.actor, at=request.at):
        messages.success(request, _("The text is presented. From now on it stands still; everybody sees the same."))
        return redirect("chartering:draft", request.partnership.slug, draft)
    reading = the_reading(request, row, charter)
    context = _checked(request, row, charter, reading) | {"form": form}
    return render(request, "chartering/present.html", context, status=422 if form.errors else 200)


def _form(request: PartnershipRequest, row: Draft, charter: Charter) -> PresentForm:
    in_force = setting_with(row.partnership, digest=request.partnership.charter).charter
    signing = charter.first(Signing)  # its base says the same of every charter, and may be one that is unknown here
    days = signing[1].period_days if signing else 60
    amends = not in_force.edition.startswith("interim/") and row.source == "in_force"
    initial = {
        "purpose": "amend" if amends else "sign",
        "until_on": request.at.date() + timedelta(days=days),
        "in_order": bool(signing and signing[1].in_order),
    }
    return PresentForm(
        request.POST or None,
        partnership=row.partnership,
        draft=row.draft,
        members=list(members(row.partnership)),
        named=bool(signing and signing[1].parties == "named"),
        amendable=first_of(in_force, Amendment) is not None,
        initial=initial,
    )


def _checked(request: PartnershipRequest, row: Draft, charter: Charter, reading: Reading) -> Plain:
    in_force = setting_with(row.partnership, digest=request.partnership.charter).charter
    found = faults_in(charter, row.partnership, at=request.at, known=reading.members)
    follows = effects_shown(in_force, charter, reading, partnership=row.partnership, at=request.at)
    return {
        "draft": row,
        "title": reading.tongue.of(row.titles)[0],
        "errors": reading.faults(found, "error"),
        "warnings": reading.faults(found, "warning"),
        "objections": [each for each in queries.open_objections(row.partnership) if each.draft == row.draft],
        "differs": len(differences(in_force, charter, own=False)),
        "pressing": [each for each in follows if each.pressing],
        "effects": [each for each in follows if not each.pressing],
        "stale": row.source == "in_force" and row.source_digest != request.partnership.charter,
        "ready": not row.objections and row.clauses > 0 and not any(fault.severity == "error" for fault in found),
        "verdict": may(request, acts.Freeze),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def end(request: PartnershipRequest, draft: int) -> HttpResponse:
    """Take a presented text back, or set a draft aside."""
    row = the_draft(request, draft)
    sent = request.POST.get("form")
    back = TakeBackForm(request.POST if sent == "back" else None, partnership=row.partnership, draft=draft)
    aside = ReasonForm(request.POST if sent == "aside" else None, partnership=row.partnership, draft=draft)
    for form, says in (
        (back, _("The text is taken back: its draft can be changed again.")),
        (aside, _("The draft is set aside. What was said on it stays.")),
    ):
        if form.performed(by=request.actor, at=request.at):
            messages.success(request, says)
            return redirect("chartering:draft", request.partnership.slug, draft)
    context = {
        "draft": row,
        "title": row.title,
        "back": back,
        "aside": aside,
        "may_take_back": may(request, acts.Freeze),
        "may_set_aside": may(request, acts.WithdrawDraft),
    }
    status = 422 if back.errors or aside.errors else 200
    return render(request, "chartering/end.html", context, status=status)
