"""The pages of decisions: HTTP in, HTTP out."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.acts.act import Act
from commonweal.acts.charters import setting_with
from commonweal.acts.perform import verdict_on
from commonweal.capabilities.decisions import acts, queries, shown
from commonweal.capabilities.decisions.propose_form import ProposeForm
from commonweal.capabilities.decisions.queries import Decision
from commonweal.capabilities.decisions.shown_decision import page_of
from commonweal.capabilities.decisions.vote_pages import decision_or_404
from commonweal.charter.judge import Verdict
from commonweal.charter.mattering import Found, NoMatter, found
from commonweal.web.audience import MEMBERS, PartnershipRequest, for_roles
from commonweal.web.readers import readers


def may(request: PartnershipRequest, act: Act | type[Act]) -> Verdict:
    """Return the verdict on an act, or a kind of act, for whoever asks, under the charter in force."""
    setting = setting_with(request.partnership.pk, digest=request.partnership.charter)
    return verdict_on(act, by=request.actor, at=request.at, setting=setting)


@require_safe
@readers
def register(request: PartnershipRequest) -> HttpResponse:
    """Show what is being decided and what was, the open ones first."""
    here, matter, body = request.partnership.pk, request.GET.get("matter", ""), request.GET.get("body", "")
    rows, rounds = queries.decisions(here), queries.last_rounds(here)
    wanted = [row for row in rows if matter in ("", row.matter) and body in ("", row.body)]
    voted = shown.voted_by(here, request.actor.person, shown.open_rounds(wanted, rounds))
    context = {
        "groups": shown.groups(wanted, rounds, voted, request),
        "count": len(rows),
        "shown": len(wanted),
        "matters": shown.matters_used(rows, request),
        "bodies": shown.bodies_used(rows, request),
        "matter": matter,
        "body": body,
        "verdict": may(request, acts.Propose),
    }
    return render(request, "decisions/register.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def propose(request: PartnershipRequest) -> HttpResponse:
    """Ask what it is about; then, with who decides by which rule, for the proposal."""
    verdict = may(request, acts.Propose)
    on, amount = request.GET.get("on", ""), request.GET.get("amount", "").strip().replace(",", ".")
    currency = request.GET.get("currency", request.partnership.currency) if amount else ""
    law, told = _law(request, on, amount, currency) if on else (None, "")
    if law is None:
        context = {"matters": shown.matters(request), "told": told, "on": on, "amount": amount, "verdict": verdict}
        return render(request, "decisions/matter.html", context, status=409 if told else 200)
    form = ProposeForm(
        request.POST or None,
        partnership=request.partnership.pk,
        law=law,
        on=on,
        amount=amount,
        currency=currency,
        members=shown.members(request),
        people=shown.people(request) if verdict.allowed else (),
    )
    if form.performed(by=request.actor, at=request.at) and form.entry is not None:
        messages.success(request, _("It is proposed. Everybody who decides is told."))
        return redirect("decisions:decision", request.partnership.slug, form.entry.position)
    told_law = shown.law(law, shown.charter_here(request))
    context = {"form": form, "law": told_law, "verdict": verdict, "amount": amount, "currency": currency}
    return render(request, "decisions/propose.html", context)


def _law(request: PartnershipRequest, on: str, amount: str, currency: str) -> tuple[Found | None, str]:
    """Return who decides a question by which rule; or nothing, and why not."""
    asked = shown.amount_of(amount)
    if amount and asked is None:
        return None, _("Give the amount as a number, such as 12000.")
    try:
        return found(shown.charter_here(request), on, amount=asked, currency=currency or None), ""
    except NoMatter as none:
        return None, shown.why_no_matter(none.code)


@require_safe
@readers
def decision(request: PartnershipRequest, decision: int) -> HttpResponse:
    """Show one decision: how it stands, by which rule, who decides, what was said, and how it was counted."""
    row: Decision = decision_or_404(request, decision)
    return render(request, "decisions/decision.html", page_of(row, request))
