"""The pages on which people are seen, act for their organisations, and go."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from commonweal.acts.charters import setting_with
from commonweal.acts.perform import verdict_on, verdict_on_reading
from commonweal.capabilities.membership import acts, place_acts, queries
from commonweal.capabilities.membership.organisation_forms import AdmitForm
from commonweal.capabilities.membership.place_forms import RepresentForm, StepDownForm
from commonweal.partnerships.models import Sector
from commonweal.people.identity import names_of
from commonweal.web.audience import ACTING_FOR, MEMBERS, PartnershipRequest, for_roles
from commonweal.web.readers import readers
from commonweal.web.way_back import way_back


@require_http_methods(["GET", "HEAD", "POST"])
@readers
def members(request: PartnershipRequest) -> HttpResponse:
    """Show who takes part, by sector; let the convener add an organisation and act for one."""
    here, actor, at = request.partnership.pk, request.actor, request.at
    asked, only = request.POST.get("form"), request.GET.get("sector")
    found, former, places = queries.taking_part(here)
    admit = AdmitForm(request.POST if asked == "admit" else None, partnership=here)
    represent = RepresentForm(
        request.POST if asked == "represent" else None,
        partnership=here,
        organisations=[(m.organisation, m.name) for m in found],
        auto_id="represent_%s",
    )
    if admit.performed(by=actor, at=at):
        messages.success(request, _("The organisation takes part from now on. Say more about it on its page."))
        return redirect("membership:members", request.partnership.slug)
    if represent.performed(by=actor, at=at):
        messages.success(request, _("You act for this organisation from now on."))
        return redirect("membership:members", request.partnership.slug)
    setting = setting_with(here, digest=request.partnership.charter)
    named = verdict_on_reading("names", by=actor, setting=setting)
    names = names_of((place.person for place in places), partnership=here) if named.allowed else {}
    context = {
        "sectors": queries.by_sector(found, places, names=names, only=only if only in Sector.values else None),
        "others": queries.for_themselves(places, names=names),
        "former": former[: queries.FORMER],
        "further": max(0, len(former) - queries.FORMER),
        "owed": queries.owed(here),
        "today": at.date(),
        "count": len(found),
        "names_verdict": named,
        "admit": admit,
        "represent": represent,
        "verdict": verdict_on(acts.AdmitOrganisation, by=actor, at=at, setting=setting),
        "may_discharge": verdict_on(acts.DischargeDuty, by=actor, at=at, setting=setting),
        "may_invite": verdict_on(place_acts.Invite, by=actor, at=at, setting=setting),
        "may_represent": verdict_on(place_acts.Represent, by=actor, at=at, setting=setting),
    }
    return render(request, "membership/members.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def places(request: PartnershipRequest) -> HttpResponse:
    """Show the places that I hold, let me choose for whom I act, and let me give a place up."""
    here, actor = request.partnership.pk, request.actor
    given = StepDownForm(request.POST or None, partnership=here)
    if given.performed(by=actor, at=request.at):
        messages.success(request, _("You have given up the place. What you did stays on the record."))
        return redirect("home", request.partnership.slug)
    held = queries.held_by(actor.person, partnership=here)
    # Of several forms on the page, the one that was sent comes back as it was, with what was wrong in it.
    sent = given["place"].value() if given.is_bound else None
    rows = [(h, given if str(h.place.entry) == sent else _giving_up(here, h.place.entry)) for h in held]
    orgs = {h.place.organisation: h.organisation for h in held if h.place.organisation}
    context = {
        "rows": rows,
        "organisations": orgs,
        "form": given,
        "answered": queries.has_answered(here, actor.person),
        "may_say": verdict_on(place_acts.SayMandate, by=actor, at=request.at),
    }
    return render(request, "membership/places.html", context)


@require_POST
@for_roles(*MEMBERS)
def acting_for(request: PartnershipRequest) -> HttpResponse:
    """Act for another organisation from now on: one for which this person holds a place."""
    here, org = request.partnership.pk, request.POST.get("organisation", "")
    held = queries.held_by(request.actor.person, partnership=here)
    chosen = next((h for h in held if org and h.place.organisation == org), None)
    if chosen is None:
        raise Http404
    request.session[ACTING_FOR] = {**request.session.get(ACTING_FOR, {}), here: org}
    messages.success(request, _("You act for %(organisation)s from now on.") % {"organisation": chosen.organisation})
    places = reverse("membership:places", args=[request.partnership.slug])
    return redirect(way_back(request, otherwise=places))


def _giving_up(partnership: str, entry: int) -> StepDownForm:
    """Return the form for one of several places on a page, whose fields must not share their names."""
    return StepDownForm(partnership=partnership, initial={"place": entry}, auto_id=f"id_{entry}_%s")
