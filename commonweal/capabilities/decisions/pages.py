"""The pages of decisions: HTTP in, HTTP out."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.acts.act import Act
from commonweal.acts.charters import setting_with
from commonweal.acts.perform import verdict_on
from commonweal.capabilities.decisions import acts, queries, shown
from commonweal.capabilities.decisions.completing import choices_left
from commonweal.capabilities.decisions.form_parts import OnEntryForm, SayForm
from commonweal.capabilities.decisions.forms import ANSWERING, SAYING
from commonweal.capabilities.decisions.naming import option_names, seat_names
from commonweal.capabilities.decisions.propose_form import ProposeForm
from commonweal.capabilities.decisions.queries import Decision
from commonweal.capabilities.decisions.standing import standing
from commonweal.capabilities.decisions.vote_pages import decision_or_404
from commonweal.charter.judge import Verdict
from commonweal.charter.mattering import NoMatter, found
from commonweal.web.audience import MEMBERS, PartnershipRequest, for_roles
from commonweal.web.readers import readers
from commonweal.web.told import organisations


def may(request: PartnershipRequest, act: Act | type[Act]) -> Verdict:
    """Return the verdict on an act, or a kind of act, for whoever asks, under the charter in force."""
    setting = setting_with(request.partnership.pk, digest=request.partnership.charter)
    return verdict_on(act, by=request.actor, at=request.at, setting=setting)


@require_safe
@readers
def register(request: PartnershipRequest) -> HttpResponse:
    """Show what is being decided and what was, the open ones first."""
    here, matter = request.partnership.pk, request.GET.get("matter", "")
    rows = queries.decisions(here)
    context = {
        "groups": shown.groups([row for row in rows if matter in ("", row.matter)], queries.last_rounds(here), request),
        "count": len(rows),
        "matters": shown.matters_used(rows, request),
        "matter": matter,
        "verdict": may(request, acts.Propose),
    }
    return render(request, "decisions/register.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def propose(request: PartnershipRequest) -> HttpResponse:
    """Ask what it is about; then, with who decides by which rule, for the proposal."""
    charter = setting_with(request.partnership.pk, digest=request.partnership.charter).charter
    verdict = may(request, acts.Propose)
    on, amount = request.GET.get("on", ""), request.GET.get("amount", "").strip().replace(",", ".")
    currency = request.GET.get("currency", request.partnership.currency) if amount else ""
    law, told = None, ""
    if on:
        try:
            law = found(charter, on, amount=shown.amount_of(amount), currency=currency or None)
        except NoMatter as none:
            told = shown.why_no_matter(none.code)
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
    context = {"form": form, "law": shown.law(law, charter), "verdict": verdict, "amount": amount, "currency": currency}
    return render(request, "decisions/propose.html", context)


@require_safe
@readers
def decision(request: PartnershipRequest, decision: int) -> HttpResponse:
    """Show one decision: how it stands, by which rule, who decides, what was said, and how it was counted."""
    row = decision_or_404(request, decision)
    return render(request, "decisions/decision.html", shown.page_of(row, request))


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def say(request: PartnershipRequest, decision: int, what: str) -> HttpResponse:
    """Say or do one thing in a decision, on a page of its own."""
    row = decision_or_404(request, decision)
    if what not in SAYING:
        raise Http404
    kind = SAYING[what]
    choices = _choices(row, request)
    form = kind(request.POST or None, partnership=row.partnership, decision=decision, **choices)
    if what == "tie":
        ballot = queries.last_round(row.partnership, decision)
        names = dict(option_names(row, request)) | {"yes": _("Yes"), "no": _("No")}
        left = choices_left(ballot) if ballot else []
        form.fields["choice"].choices = [(code, names.get(code, code)) for code in left]  # type: ignore[attr-defined] # a choice
    return _said(request, row, form)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def answer(request: PartnershipRequest, decision: int, what: str, entry: int) -> HttpResponse:
    """Answer a suggested change, an objection or an appeal."""
    row = decision_or_404(request, decision)
    if what not in ANSWERING or not shown.is_about(row, what, entry):
        raise Http404
    form: OnEntryForm = ANSWERING[what](
        request.POST or None, partnership=row.partnership, decision=decision, entry=entry
    )
    if row.question is not None and "question" in form.fields:
        form.fields["question"].initial = row.question.text
    return _said(request, row, form, answered=shown.answered(row, what, entry))


def _said(request: PartnershipRequest, row: Decision, form: SayForm, answered: object = None) -> HttpResponse:
    if form.performed(by=request.actor, at=request.at):
        messages.success(request, _("It stands on the record."))
        return redirect("decisions:decision", request.partnership.slug, row.decision)
    context = {"decision": row, "form": form, "verdict": may(request, form.act_type), "answered": answered}
    return render(request, "decisions/say.html", context)


def _choices(row: Decision, request: PartnershipRequest) -> dict[str, list[tuple[str, str]]]:
    """Return the seats for which whoever asks may speak, and who else there is."""
    stands = standing(row, at=request.at)
    names = seat_names(stands.seats, request)
    person = request.actor.person
    own = [(seat.name, names[seat.name]) for seat in stands.seats if person in (seat.person, seat.substitute)]
    others = [(seat.person, names[seat.name]) for seat in stands.seats if seat.person and seat.person != person]
    if request.resolver_match and request.resolver_match.kwargs.get("what") == "outcome":
        others = [(org, row.name) for org, row in organisations(row.partnership).items() if row.left_at is None]
    return {"seats": own, "others": others}
