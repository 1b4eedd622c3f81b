"""Home, the seven steps and their criteria: HTTP in, HTTP out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.acts.act import Act
from commonweal.acts.capability import Setting
from commonweal.acts.charters import setting_with
from commonweal.acts.perform import verdict_on
from commonweal.charter.judge import Verdict
from commonweal.lifecycle import home as homes
from commonweal.lifecycle import queries, waiting
from commonweal.lifecycle.acts import AgreeToWaiver, AskWaiver, EndWaiver
from commonweal.lifecycle.catalogue import UnknownStep, step_at, step_of
from commonweal.lifecycle.conditions import why_not_agree
from commonweal.lifecycle.forms import AgreeForm, AskForm, EndForm
from commonweal.lifecycle.state import CriterionStanding, examined, standing
from commonweal.record import reading
from commonweal.web.audience import MEMBERS, PartnershipRequest, for_roles
from commonweal.web.seal import seal_in
from commonweal.web.told import organisations, told
from commonweal.web.visits import keep_visit, visit_of


@require_safe
@for_roles("anyone")
def home(request: PartnershipRequest) -> HttpResponse:
    """Show the partnership as it lives: what it is for, where it stands, what waits, what happened, who takes part."""
    partnership, actor, at = request.partnership, request.actor, request.at
    setting = setting_with(partnership.pk, digest=partnership.charter)
    stood = standing(partnership.pk, charter=partnership.charter, at=at)
    latest = reading.latest_entries(partnership.pk, homes.LATELY)
    orgs = organisations(partnership.pk)
    size = homes.size_after(latest)
    family = homes.family_of(partnership, reader=request.user if request.user.is_authenticated else None)
    visit = visit_of(request, size=size, at=at).or_later(family.seen)
    mine = orgs.get(actor.org or "")
    sectors = homes.by_sector(list(orgs.values()))
    waits, more = waiting.waiting_for(
        actor, stood, setting=setting, slug=partnership.slug, sector=mine.sector if mine else None, at=at
    )
    context = {
        "stood": stood,
        "here": waiting.here(stood),
        "charter": setting.charter,
        "size": size,
        "seal": seal_in(partnership.pk, family.note),
        "waits": waits,
        "waits_more": more,
        "refusal": waiting.refusal(actor, stood, setting=setting, at=at) if not waits and actor.has(*MEMBERS) else None,
        "takes_part": actor.has(*MEMBERS),
        "lately": told(latest, to=actor, convener=partnership.convener, orgs=orgs, names={}),
        "since": visit.since,
        "visit": visit,
        "reopened": homes.reopened_since(visit, stood),
        "sectors": sectors,
        "organisations": sum(len(each.members) for each in sectors),
        "missing": [each.sector.label for each in sectors if not each.members],
        "family": family,
        "blocks": homes.blocks(partnership.pk, setting=setting, at=at, stood=stood),
    }
    response = render(request, "lifecycle/home.html", context)
    if actor.has(*MEMBERS):
        keep_visit(response, visit, path=request.path, secure=request.is_secure())
    return response


@require_safe
@for_roles("anyone")
def step(request: PartnershipRequest, place: str) -> HttpResponse:
    """Show one step: its question, each criterion with its evidence, what is missing and who may act."""
    partnership = request.partnership
    setting = setting_with(partnership.pk, digest=partnership.charter)
    stood = examined(partnership.pk, step=step_at(place), setting=setting, at=request.at)
    rows = [(each, waiting.who_may(each, setting=setting)) for each in stood.criteria]
    offered = waiting.offered_on(
        stood.step.number, request.actor, setting=setting, slug=partnership.slug, at=request.at
    )
    return render(request, "lifecycle/step.html", {"stood": stood, "rows": rows, "offered": offered})


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles("anyone")
def criterion(request: PartnershipRequest, criterion: str) -> HttpResponse:
    """Show one criterion with its history and its waivers; take a waiver asked for, agreed to or ended."""
    partnership = request.partnership
    try:
        step = step_of(criterion)
    except UnknownStep:
        raise Http404 from None
    forms = _waiver_forms(request, criterion)
    for name, form in forms.items():
        if request.POST.get("form") == name and form.performed(by=request.actor, at=request.at):
            messages.success(request, _DONE[name]())
            return redirect("criterion", partnership.slug, criterion)
    setting = setting_with(partnership.pk, digest=partnership.charter)
    stood = examined(partnership.pk, step=step, setting=setting, at=request.at, only=criterion)
    each = next(found for found in stood.criteria if found.id == criterion)
    context = {
        "stood": stood,
        "each": each,
        "who": waiting.who_may(each, setting=setting),
        "changes": queries.changes(partnership.pk, criterion),
        **_waiver_context(request, each, setting),
        **{f"{name}_form": form for name, form in forms.items()},
    }
    return render(request, "lifecycle/criterion.html", context)


_DONE: dict[str, Any] = {
    "ask": lambda: _("The waiver is asked for. It counts once enough sectors agree."),
    "agree": lambda: _("Your sector stands behind the waiver."),
    "end": lambda: _("The waiver has ended."),
}


def _waiver_forms(request: PartnershipRequest, criterion: str) -> dict[str, AskForm | AgreeForm | EndForm]:
    sent, id = request.POST.get("form"), request.partnership.pk
    return {
        "ask": AskForm(request.POST if sent == "ask" else None, partnership=id, initial={"criterion": criterion}),
        "agree": AgreeForm(request.POST if sent == "agree" else None, partnership=id),
        "end": EndForm(request.POST if sent == "end" else None, partnership=id),
    }


def _waiver_context(request: PartnershipRequest, each: CriterionStanding, setting: Setting) -> dict[str, Any]:
    """Return the waivers of a criterion, which one is open, and what this person may do about it."""
    shown = queries.waivers(request.partnership.pk, each.id)
    current = next((one for one in shown if one.waiver.open_on(request.at.date())), None)

    def verdict(kind: type[Act]) -> Verdict:
        return verdict_on(kind, by=request.actor, at=request.at, setting=setting)

    return {
        "waivers": [one for one in shown if one is not current],
        "waiver": current,
        "orgs": organisations(request.partnership.pk) if shown else {},
        "may_ask": verdict(AskWaiver),
        "may_agree": verdict(AgreeToWaiver),
        "may_end": verdict(EndWaiver),
        "not_agreeing": why_not_agree(request.actor, current.waiver) if current else None,
    }
