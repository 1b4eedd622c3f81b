"""The pages of evidence: HTTP in, HTTP out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.acts.act import Act
from commonweal.acts.charters import setting_with
from commonweal.acts.perform import verdict_on
from commonweal.capabilities.evidence import acts, conditions, queries, shown
from commonweal.capabilities.evidence.forms import AddForm, CorrectForm, UseForm, as_it_stands
from commonweal.capabilities.evidence.queries import Evidence, NotThere
from commonweal.charter.judge import Verdict
from commonweal.partnerships.models import CoreGoal, Member
from commonweal.web.audience import MEMBERS, PartnershipRequest, for_roles
from commonweal.web.readers import readers
from commonweal.web.told import organisations


def may(request: PartnershipRequest, act: Act | type[Act]) -> Verdict:
    """Return the verdict on an act, or a kind of act, for whoever asks, under the charter in force."""
    setting = setting_with(request.partnership.pk, digest=request.partnership.charter)
    return verdict_on(act, by=request.actor, at=request.at, setting=setting)


@require_safe
@readers
def evidence(request: PartnershipRequest) -> HttpResponse:
    """Show whose knowledge is missing, what does not fit together, and every item, what came last first."""
    here, orgs = request.partnership.pk, organisations(request.partnership.pk)
    kind = request.GET.get("kind", "")
    kind = kind if kind in queries.KINDS else ""
    before = request.GET.get("before", "")
    found = queries.items(
        here,
        kind=kind,
        before=int(before) if before.isdecimal() and len(before) < 16 else None,
        count=queries.SHOWN + 1,
    )
    counts = queries.count_by_kind(here)
    context = {
        "rows": [shown.row_of(row, orgs) for row in found[: queries.SHOWN]],
        "kind": kind,
        "kinds": shown.filters(kind, counts),
        "count": sum(counts.values()),
        "missing": shown.missing(queries.missing(here, list(orgs.values()), counts)),
        "pairs": shown.pairs(here, orgs),
        "older": shown.older(found, kind),
        "verdict": may(request, acts.Add),
    }
    return render(request, "evidence/evidence.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def bring(request: PartnershipRequest) -> HttpResponse:
    """Bring an item."""
    form = AddForm(request.POST or None, initial={"about": request.GET.get("about", "")}, **_choices(request))
    if form.performed(by=request.actor, at=request.at) and form.entry is not None:
        messages.success(request, _("It stands beside what others know. Everybody can cite it."))
        return redirect("evidence:item", request.partnership.slug, form.entry.position)
    return render(request, "evidence/bring.html", {"form": form, "verdict": may(request, acts.Add)})


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def correct(request: PartnershipRequest, entry: int) -> HttpResponse:
    """Put an item right."""
    row, choices = _item(request, entry), _choices(request)
    if row.retired_at is not None:
        raise Http404
    form = CorrectForm(request.POST or None, row=row, initial=as_it_stands(row, choices["goals"]), **choices)
    if form.performed(by=request.actor, at=request.at):
        messages.success(request, _("It is put right. What it said before stays on the record."))
        return redirect("evidence:item", request.partnership.slug, entry)
    fields: dict[str, Any] = {"partnership": row.partnership, "evidence": entry}
    verdict = may(request, acts.Correct.model_construct(**fields))
    return render(request, "evidence/bring.html", {"form": form, "verdict": verdict, "row": row})


@require_http_methods(["GET", "HEAD", "POST"])
@readers
def item(request: PartnershipRequest, entry: int) -> HttpResponse:
    """Show one item: what it says, from whom, what contradicts it and what rests on it."""
    row = _item(request, entry)
    sent = request.POST.get("form", "")
    forms = shown.turn_forms(row, request, sent)
    if sent in forms and forms[sent].performed(by=request.actor, at=request.at):
        messages.success(request, _("It stands on the record."))
        return redirect("evidence:item", request.partnership.slug, entry)
    return render(request, "evidence/item.html", shown.one(row, request, forms, sent))


@require_http_methods(["GET", "HEAD", "POST"])
@readers
def rests(request: PartnershipRequest, decision: int) -> HttpResponse:
    """Show on which kinds of knowledge a decision rests, and let somebody say it."""
    here = request.partnership.pk
    said = conditions.proposal(here, decision)
    if said is None:
        raise Http404
    row, items = queries.used_in(here, decision), queries.standing(here)
    form = UseForm(
        request.POST or None,
        partnership=here,
        decision=decision,
        items=[(str(one.entry), shown.named(one)) for one in items[:100]],
        initial={"evidence": [str(each) for each in row.evidence] if row else []},
    )
    if form.performed(by=request.actor, at=request.at):
        messages.success(request, _("It stands beside the decision."))
        return redirect("evidence:rests", request.partnership.slug, decision)
    context = {**shown.rests(row, said, request, decision), "form": form, "verdict": may(request, acts.Use)}
    return render(request, "evidence/rests.html", context)


def _item(request: PartnershipRequest, entry: int) -> Evidence:
    try:
        return queries.item_at(request.partnership.pk, entry)
    except NotThere:
        raise Http404 from None


def _choices(request: PartnershipRequest) -> dict[str, Any]:
    here = request.partnership.pk
    communities = Member.objects.filter(partnership=here, sector="community", left_at__isnull=True).order_by("name")
    goals = CoreGoal.objects.filter(partnership=here, withdrawn_entry__isnull=True).order_by("goal")[:50]
    return {
        "partnership": here,
        "communities": list(communities),
        "goals": [(str(goal.goal), goal.title) for goal in goals],
    }
