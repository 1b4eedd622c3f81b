"""The pages of one place: by which mandate it is held, to whom it is handed over, and that it ends."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from commonweal.acts.act import Act
from commonweal.acts.charters import setting_with
from commonweal.acts.installed import act_type
from commonweal.acts.perform import verdict_on, verdict_on_reading
from commonweal.capabilities.membership import place_acts, queries
from commonweal.capabilities.membership.organisation_pages import tends
from commonweal.capabilities.membership.place_forms import AccessForm, EndPlaceForm, HandOverForm, LookForm, MandateForm
from commonweal.capabilities.membership.queries import Held
from commonweal.charter.judge import Verdict
from commonweal.partnerships.models import Representation
from commonweal.partnerships.naming import organisation_name
from commonweal.people import access
from commonweal.people.identity import names_of
from commonweal.web.audience import MEMBERS, PartnershipRequest, for_roles


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def mandate(request: PartnershipRequest, entry: int) -> HttpResponse:
    """Say by which mandate a place is held, until when, and who stands in."""
    place, held, names = _place(request, entry)
    form = MandateForm(
        request.POST or None,
        partnership=request.partnership.pk,
        place=place,
        substitutes=queries.substitutes_for(place, names=names),
    )
    if form.performed(by=request.actor, at=request.at):
        messages.success(request, _("The mandate is on the record."))
        return _back(request, place)
    return _shown(request, "membership/mandate.html", place_acts.SayMandate, held, form=form)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def hand_over(request: PartnershipRequest, entry: int) -> HttpResponse:
    """Invite a successor: when she takes the place, the one that she succeeds ends with the same entry."""
    place, held, _names = _place(request, entry)
    form = HandOverForm(request.POST or None, partnership=request.partnership.pk, place=place)
    if form.performed(by=request.actor, at=request.at):
        messages.success(request, _("The invitation is made. The place passes on when it is taken."))
        return redirect("membership:invitation", request.partnership.slug, form.invitation)
    return _shown(request, "membership/hand_over.html", place_acts.Invite, held, form=form)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def end(request: PartnershipRequest, entry: int) -> HttpResponse:
    """End the place of somebody else, and say why."""
    place, held, _names = _place(request, entry)
    form = EndPlaceForm(request.POST or None, partnership=request.partnership.pk, initial={"place": entry})
    if form.performed(by=request.actor, at=request.at):
        messages.success(request, _("The place has ended. What was done from it stays on the record."))
        return _back(request, place)
    return _shown(request, "membership/end_place.html", place_acts.EndPlace, held, form=form)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def my_access(request: PartnershipRequest) -> HttpResponse:
    """Say what I need in order to take part; the record says only that I was asked and answered."""
    here, person = request.partnership.pk, request.actor.person or ""
    form = AccessForm(request.POST or None, partnership=here, initial={"needs": access.needs_of(person)})
    answered = queries.has_answered(here, person)
    if answered and form.is_bound and form.is_valid():
        access.say(person, form.cleaned_data["needs"], lang=request.LANGUAGE_CODE)
        messages.success(request, _("What you need is noted. Only you and the convener can read it."))
        return redirect("membership:places", request.partnership.slug)
    if not answered and form.performed(by=request.actor, at=request.at):
        access.say(person, form.cleaned_data["needs"], lang=request.LANGUAGE_CODE)
        messages.success(request, _("Thank you. Only you and the convener can read what you need."))
        return redirect("membership:places", request.partnership.slug)
    return render(request, "membership/my_access.html", {"form": form, "answered": answered})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_roles("convener")
def access_needs(request: PartnershipRequest) -> HttpResponse:
    """Let the convener read what one person needs, by an act that says why."""
    here = request.partnership.pk
    setting = setting_with(here, digest=request.partnership.charter)
    verdict = verdict_on(act_type("access.looked"), by=request.actor, at=request.at, setting=setting)
    reading = verdict_on_reading("access_needs", by=request.actor, setting=setting)
    sent = LookForm(request.POST or None, partnership=here)
    read = reading.allowed and sent.performed(by=request.actor, at=request.at)
    whose = sent.cleaned_data.get("person", "") if read else ""
    asked = queries.answered(here)
    named = verdict_on_reading("names", by=request.actor, setting=setting)
    names = names_of([row.person for row in asked], partnership=here) if named.allowed else {}
    bound = sent["person"].value() if sent.is_bound and not read else None
    rows = [(row, names.get(row.person, ""), sent if row.person == bound else _look(here, row.person)) for row in asked]
    context = {
        "rows": rows,
        "verdict": verdict if not verdict.allowed else reading,
        "whose": whose,
        "whose_name": names.get(whose, ""),
        "needs": access.needs_of(whose) if whose else "",
    }
    return render(request, "membership/access_needs.html", context)


def _look(partnership: str, person: str) -> LookForm:
    return LookForm(partnership=partnership, initial={"person": person}, auto_id=f"id_{person}_%s")


def _place(request: PartnershipRequest, entry: int) -> tuple[Representation, Held, dict[str, str]]:
    here = request.partnership.pk
    place = queries.place_at(here, entry)
    if place is None:
        raise Http404
    people = {place.person, *(person for person, _name in queries.substitutes_for(place, names={}))}
    setting = setting_with(here, digest=request.partnership.charter)
    named = verdict_on_reading("names", by=request.actor, setting=setting)
    names = names_of(people, partnership=here) if named.allowed else {}
    org = organisation_name(place.organisation, partnership=here) if place.organisation else ""
    held = queries.held([place], names=names, organisations={place.organisation: org})[0]
    return place, held, names


def _shown(request: PartnershipRequest, template: str, act: type[Act], held: Held, **context: object) -> HttpResponse:
    verdict = _may(request, act, held.place)
    return render(request, template, {**context, "held": held, "verdict": verdict})


def _may(request: PartnershipRequest, act: type[Act], place: Representation) -> Verdict:
    """Return whether this person may do it to this place: the charter gives each organisation its own only."""
    setting = setting_with(request.partnership.pk, digest=request.partnership.charter)
    verdict = verdict_on(act, by=request.actor, at=request.at, setting=setting)
    if verdict.allowed and not tends(request.actor, place.organisation):
        reason = _("Only the organisation’s own representatives and the convener do this.")
        return replace(verdict, allowed=False, reason=reason)
    return verdict


def _back(request: PartnershipRequest, place: Representation) -> HttpResponse:
    if place.organisation:
        return redirect("membership:organisation", request.partnership.slug, place.organisation)
    return redirect("membership:members", request.partnership.slug)
