"""The page of one declaration, and those on which others judge it or report that it was missed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commonweal.acts.charters import setting_with
from commonweal.acts.stepping_back import policy_of
from commonweal.capabilities.interests import acts, queries, shown
from commonweal.capabilities.interests.forms import EndForm, JudgeForm, ReportForm
from commonweal.capabilities.interests.guards import refusal_to_judge
from commonweal.capabilities.interests.mine import members_of
from commonweal.capabilities.interests.pages import may
from commonweal.capabilities.interests.queries import Declaration
from commonweal.charter.judge import Verdict
from commonweal.web.audience import MEMBERS, PartnershipRequest, for_roles
from commonweal.web.readers import readers


@require_http_methods(["GET", "HEAD", "POST"])
@readers
def declaration(request: PartnershipRequest, declaration: int) -> HttpResponse:
    """Show one declaration: what it says, what follows, and how that came about."""
    row, here, slug = _row(request, declaration), request.partnership.pk, request.partnership.slug
    end = EndForm(
        request.POST or None, partnership=here, declaration=row.entry, initial={"on": request.at.date().isoformat()}
    )
    if end.performed(by=request.actor, at=request.at):
        messages.success(request, _("It is said to be over. Others say whether anybody still steps back."))
        return redirect("interests:declaration", slug, row.entry)
    to = shown.eyes(request)
    recusals = queries.recusals_from(row)
    to.knowing([row.person])
    judgements = shown.judgement_rows(row, to)
    context = {
        **_shown(row, to),
        "judgements": judgements,
        "away": [shown.away(each, to, {row.entry: row}) for each in recusals],
        "in_force": any(shown.is_in_force(each, request.at.date()) for each in recusals),
        "missed": queries.missed_because_of(row),
        "history": shown.history(row, judgements),
        "hers": queries.is_hers(row, by=request.actor, at=request.at),
        "end": end,
        "may_judge": _may_judge(request, row),
        "may_report": may(request, acts.ReportMissed),
    }
    return render(request, "interests/declaration.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def judge(request: PartnershipRequest, declaration: int) -> HttpResponse:
    """Judge an interest: whether it is a conflict, from what to step back, or how it is kept harmless."""
    row, here = _row(request, declaration), request.partnership.pk
    if row.what == "none":
        raise Http404
    to = shown.eyes(request)
    to.knowing([row.person])
    form = JudgeForm(
        request.POST or None,
        partnership=here,
        declaration=row.entry,
        members=members_of(to),
        matters=list(shown.matters_of(to.charter).items()),
        initial={
            "conflict": row.conflict or None,
            "matters": row.matters,
            "counterpart_org": row.counterpart_org,
            "decision": row.decision,
        },
    )
    if form.performed(by=request.actor, at=request.at):
        messages.success(request, _("It is said what follows. Whoever declared it is told."))
        return redirect("interests:declaration", request.partnership.slug, row.entry)
    context = {**_shown(row, to), "form": form, "verdict": _may_judge(request, row)}
    return render(request, "interests/judge.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def report(request: PartnershipRequest, declaration: int) -> HttpResponse:
    """Report that this interest was missed in a decision."""
    row, here = _row(request, declaration), request.partnership.pk
    if row.what == "none":
        raise Http404
    to = shown.eyes(request)
    to.knowing([row.person])
    whose = {"person": row.person, "organisation": ""}
    if row.subject == "organisation":
        whose = {"person": "", "organisation": row.organisation}
    initial = {"decision": request.GET.get("decision") or row.decision}
    form = ReportForm(request.POST or None, partnership=here, declaration=row.entry, initial=initial, **whose)
    if form.performed(by=request.actor, at=request.at):
        messages.success(request, _("It is reported. The decision is flagged, and a dispute about it is open."))
        return redirect("interests:declaration", request.partnership.slug, row.entry)
    context = {**_shown(row, to), "form": form, "verdict": may(request, acts.ReportMissed)}
    return render(request, "interests/report.html", context)


def _row(request: PartnershipRequest, declaration: int) -> Declaration:
    row = queries.declaration_at(request.partnership.pk, declaration)
    if row is None:
        raise Http404
    return row


def _shown(row: Declaration, to: shown.Eyes) -> dict[str, Any]:
    return {"each": shown.interest(row, to), "row": row, "may_words": to.may_words}


def _may_judge(request: PartnershipRequest, row: Declaration) -> Verdict:
    """Return whether whoever asks may judge this interest, which depends on whom it concerns."""
    verdict = may(request, acts.JudgeInterest)
    if not verdict.allowed:
        return verdict
    setting = setting_with(request.partnership.pk, digest=request.partnership.charter)
    clause, policy = policy_of(setting.charter)
    said = refusal_to_judge([row], clause=clause, policy=policy, by=request.actor, at=request.at)
    return verdict if said is None else said
