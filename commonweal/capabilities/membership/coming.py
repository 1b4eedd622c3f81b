"""The pages on which people are invited and come."""

from __future__ import annotations

from typing import cast

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.acts.perform import verdict_on
from commonweal.capabilities.membership import place_acts, queries
from commonweal.capabilities.membership.forms import AcceptForm, InviteForm, WithdrawForm
from commonweal.capabilities.membership.phrases import MAY, PLACES
from commonweal.capabilities.membership.place_acts import TAKEN_ONCE
from commonweal.partnerships.actors import Actor, actor_of
from commonweal.partnerships.models import OpenInvitation
from commonweal.partnerships.naming import organisation_name
from commonweal.partnerships.queries import partnership_with
from commonweal.people.identity import known_pseudonym_of, pseudonym_of
from commonweal.people.models import Account
from commonweal.web.audience import MEMBERS, PartnershipRequest, SignedInRequest, for_everyone, for_roles
from commonweal.web.pictures.code import link_code


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def invitations(request: PartnershipRequest) -> HttpResponse:
    """Offer places by a link and a code; show and withdraw those that are open."""
    here, actor, at = request.partnership.pk, request.actor, request.at
    invite = InviteForm(request.POST if "role" in request.POST else None, partnership=here)
    if invite.performed(by=actor, at=at):
        queries.link_to(invite.invitation, partnership=here)
        return redirect("membership:invitation", request.partnership.slug, invite.invitation)
    withdraw = WithdrawForm(request.POST if "invitation" in request.POST else None, partnership=here)
    if withdraw.performed(by=actor, at=at):
        messages.success(request, _("The invitation is withdrawn. Its link no longer works."))
        return redirect("membership:invitations", request.partnership.slug)
    verdict = verdict_on(place_acts.Invite, by=actor, at=at)
    context = {
        "offers": queries.offers(here, at=at) if verdict.allowed else [],
        "invite": invite,
        "withdraw": withdraw,
        "verdict": verdict,
    }
    return render(request, "membership/invitations.html", context)


@require_safe
@never_cache
@for_roles("convener")
def invitation(request: PartnershipRequest, invitation: str) -> HttpResponse:
    """Show one invitation as a link to copy and a code to scan or print."""
    return _shown(request, invitation, "membership/invitation.html")


@require_safe
@never_cache
@for_roles("convener")
def poster(request: PartnershipRequest, invitation: str) -> HttpResponse:
    """Show one invitation as a sheet to print and hang up."""
    return _shown(request, invitation, "membership/poster.html")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_everyone
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Show what a link offers, and let whoever signed in take the place."""
    offer = queries.invitation_with(token)
    if offer is None:
        return render(request, "membership/no_invitation.html", status=404)
    asked = cast(SignedInRequest, request)
    partnership = partnership_with(offer.partnership)
    form = _accept_form(asked, offer) if request.user.is_authenticated else None
    if form and form.performed(by=_guest(asked, offer, sent=form.is_bound), at=asked.at):
        asked.user.name = form.cleaned_data["your_name"]
        asked.user.save(update_fields=["name"])
        messages.success(request, _("Welcome. You take part from now on."))
        return redirect("home", partnership.slug)
    context = {
        "offered_by": partnership,
        "offer": offer,
        "role": PLACES.get(offer.role, offer.role),
        "may": MAY.get(offer.role, ""),
        "organisation": organisation_name(offer.organisation, partnership=partnership.pk) if offer.organisation else "",
        "expired": asked.at >= offer.expires_at,
        "withdrawn": offer.withdrawn_at is not None,
        "form": form,
        "there": form and _there_already(asked, offer),
        "taken": offer.accepted > 0 and offer.role in TAKEN_ONCE,
    }
    return render(request, "membership/join.html", context)


def _shown(request: PartnershipRequest, invitation: str, template: str) -> HttpResponse:
    offer = queries.offer_of(invitation, partnership=request.partnership.pk, at=request.at)
    if offer is None:
        raise Http404
    link = settings.ADDRESS + reverse("membership:join", args=[offer.token])
    form = WithdrawForm(partnership=request.partnership.pk, initial={"invitation": invitation})
    return render(request, template, {"offer": offer, "link": link, "code": link_code(link), "form": form})


def _accept_form(request: SignedInRequest, offer: OpenInvitation) -> AcceptForm:
    return AcceptForm(
        request.POST or None,
        partnership=offer.partnership,
        invitation=offer.pk,
        initial={"your_name": request.user.name},
    )


def _guest(request: SignedInRequest, offer: OpenInvitation, *, sent: bool) -> Actor:
    """Return who takes the place: whatever she already is here, and the holder of an invitation."""
    if not sent:  # to look is not to come: the pseudonym is made when she does
        return Actor(partnership=offer.partnership)
    person = pseudonym_of(request.user, partnership=offer.partnership)
    known = actor_of(person, partnership=offer.partnership, at=request.at)
    return Actor(partnership=offer.partnership, person=person, org=None, roles=known.roles | {"invited"})


def _there_already(request: SignedInRequest, offer: OpenInvitation) -> bool:
    account: Account = request.user
    person = known_pseudonym_of(account, partnership=offer.partnership)
    held = queries.held_by(person, partnership=offer.partnership) if person else []
    return any((h.place.role, h.place.organisation) == (offer.role, offer.organisation) for h in held)
