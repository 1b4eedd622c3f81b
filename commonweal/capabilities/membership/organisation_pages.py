"""The page of an organisation, and those on which it is corrected, leaves and is freed of what it owed."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commonweal.acts.act import Act
from commonweal.acts.charters import setting_with
from commonweal.acts.perform import verdict_on, verdict_on_reading
from commonweal.capabilities.membership import acts, place_acts, queries
from commonweal.capabilities.membership.organisation_forms import CorrectForm, DischargeForm, LetGoForm
from commonweal.capabilities.membership.phrases import PARTNER_ROLES
from commonweal.charter.judge import Verdict
from commonweal.partnerships import queries as parties
from commonweal.partnerships.actors import Actor
from commonweal.partnerships.models import Member
from commonweal.people.identity import names_of
from commonweal.record import reading
from commonweal.web.audience import MEMBERS, PartnershipRequest, for_roles
from commonweal.web.readers import readers
from commonweal.web.told import organisations, told
from commonweal.web.way_back import way_back


@require_safe
@readers
def organisation(request: PartnershipRequest, organisation: str) -> HttpResponse:
    """Show an organisation: what it is, who acts for it, what it owes and what happened."""
    here, actor = request.partnership, request.actor
    member = queries.organisation(here.pk, organisation)
    if member is None:
        raise Http404
    places = queries.places_of(here.pk, organisation)
    setting = setting_with(here.pk, digest=here.charter)
    named = verdict_on_reading("names", by=actor, setting=setting)
    people = {person for place in places for person in (place.person, place.substitute) if person}
    names = names_of(people, partnership=here.pk) if named.allowed else {}
    held = queries.held(places, names=names, organisations={})
    entries = reading.entries_at(here.pk, queries.entries_about(member, places))
    about = [entries[n] for n in sorted(entries, reverse=True)]
    context = {
        "member": member,
        "roles": [PARTNER_ROLES.get(role, role) for role in member.roles],
        "held": [each for each in held if each.place.ended_at is None],
        "former": [each for each in held if each.place.ended_at is not None],
        "owed": queries.owed(here.pk, organisation=organisation),
        "today": request.at.date(),
        "history": told(about, to=actor, convener=here.convener, orgs=organisations(here.pk), names=names),
        "names_verdict": named,
        "tends": tends(actor, organisation),
        "may_correct": _may(request, acts.CorrectOrganisation),
        "may_leave": _may(request, acts.LetOrganisationGo),
        "may_invite": _may(request, place_acts.Invite),
        "may_discharge": _may(request, acts.DischargeDuty),
    }
    return render(request, "membership/organisation.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def correct(request: PartnershipRequest, organisation: str) -> HttpResponse:
    """Correct what is said of a member organisation."""
    now = _member(request, organisation)
    form = CorrectForm(request.POST or None, partnership=request.partnership.pk, now=now)
    if form.performed(by=request.actor, at=request.at):
        messages.success(request, _("Corrected. What was said before stays on the record."))
        return redirect("membership:organisation", request.partnership.slug, organisation)
    context = {"form": form, "member": now, "verdict": _may(request, acts.CorrectOrganisation)}
    return render(request, "membership/correct.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def leaving(request: PartnershipRequest, organisation: str) -> HttpResponse:
    """Record that an organisation leaves, with the duties that remain."""
    now = _member(request, organisation)
    form = LetGoForm(request.POST or None, partnership=request.partnership.pk, initial={"organisation": organisation})
    if form.performed(by=request.actor, at=request.at):
        messages.success(request, _("The organisation has left. Its past acts stay on the record."))
        return redirect("membership:organisation", request.partnership.slug, organisation)
    context = {"form": form, "member": now, "verdict": _may(request, acts.LetOrganisationGo)}
    return render(request, "membership/leaving.html", context)


@require_POST
@for_roles(*MEMBERS)
def discharge(request: PartnershipRequest) -> HttpResponse:
    """Report a duty that remained as done."""
    form = DischargeForm(request.POST, partnership=request.partnership.pk)
    if form.performed(by=request.actor, at=request.at):
        messages.success(request, _("The duty is reported as done."))
    else:
        for said in form.errors.values():
            messages.error(request, " ".join(map(str, said)))
    return redirect(way_back(request, otherwise=f"/p/{request.partnership.slug}/members/"))


def tends(actor: Actor, organisation: str) -> bool:
    """Whether somebody speaks for an organisation here: as its representative, or as the convener for all."""
    return actor.has("convener") or (actor.has("representative") and actor.org == organisation)


def _may(request: PartnershipRequest, act: type[Act]) -> Verdict:
    setting = setting_with(request.partnership.pk, digest=request.partnership.charter)
    return verdict_on(act, by=request.actor, at=request.at, setting=setting)


def _member(request: PartnershipRequest, organisation: str) -> Member:
    found = parties.members(request.partnership.pk).filter(organisation=organisation).first()
    if found is None:
        raise Http404
    return found
