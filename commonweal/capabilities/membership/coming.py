"""The pages on which people are invited, one by one or many at once."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commonweal.acts.perform import verdict_on
from commonweal.capabilities.membership import offers, place_acts
from commonweal.capabilities.membership.offers import Offer
from commonweal.capabilities.membership.place_forms import InviteForm, WithdrawForm
from commonweal.capabilities.membership.several import SeveralForm
from commonweal.people.invitations import forget_addresses
from commonweal.web.audience import MEMBERS, PartnershipRequest, for_roles
from commonweal.web.pictures.code import link_code


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_roles(*MEMBERS)
def invitations(request: PartnershipRequest) -> HttpResponse:
    """Offer places by a link and a code; show and withdraw those that are open."""
    here, actor, at = request.partnership.pk, request.actor, request.at
    asked_for = {"organisation": request.GET.get("for", ""), "role": request.GET.get("as") or "representative"}
    sent = request.POST if "role" in request.POST else None
    invite = InviteForm(sent, partnership=here, by=actor, initial=asked_for)
    if invite.performed(by=actor, at=at):
        return redirect("membership:invitation", request.partnership.slug, invite.invitation)
    withdraw = WithdrawForm(request.POST if "invitation" in request.POST else None, partnership=here)
    if withdraw.performed(by=actor, at=at):
        forget_addresses([withdraw.cleaned_data["invitation"]])
        messages.success(request, _("The invitation is withdrawn. Its link no longer works."))
        return redirect("membership:invitations", request.partnership.slug)
    verdict = verdict_on(place_acts.Invite, by=actor, at=at)
    found = offers.offers(actor, at=at) if verdict.allowed else []
    context = {
        "offers": found,
        "any_open": any(offer.open for offer in found),
        "any_over": not all(offer.open for offer in found),
        "invite": invite,
        "withdraw": withdraw,
        "verdict": verdict,
    }
    return render(request, "membership/invitations.html", context)


@require_safe
@never_cache
@for_roles("convener", "representative")
def invitation(request: PartnershipRequest, invitation: str) -> HttpResponse:
    """Show one invitation as a link to copy, a code to type and a picture to scan or print."""
    return _shown(request, invitation, "membership/invitation.html")


@require_safe
@never_cache
@for_roles("convener", "representative")
def poster(request: PartnershipRequest, invitation: str) -> HttpResponse:
    """Show one invitation as a sheet to print and hang up, in the language of the partnership."""
    spoken = request.partnership.lang
    known = spoken if translation.check_for_language(spoken) and spoken in dict(settings.LANGUAGES) else None
    with translation.override(known or translation.get_language()):
        return _shown(request, invitation, "membership/poster.html")


@require_POST
@for_roles("convener", "representative")
def reset(request: PartnershipRequest, invitation: str) -> HttpResponse:
    """Withdraw an invitation and make the same one with a new link."""
    offer = _offer(request, invitation)
    withdraw = WithdrawForm({"invitation": invitation}, partnership=request.partnership.pk)
    again = InviteForm(_as_typed(offer), partnership=request.partnership.pk, by=request.actor)
    if not withdraw.performed(by=request.actor, at=request.at) or not again.performed(by=request.actor, at=request.at):
        for said in [*withdraw.errors.values(), *again.errors.values()]:
            messages.error(request, " ".join(map(str, said)))
        return redirect("membership:invitations", request.partnership.slug)
    forget_addresses([invitation])
    messages.success(request, _("The old link no longer works. This is the new one."))
    return redirect("membership:invitation", request.partnership.slug, again.invitation)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_roles("convener", "representative")
def several(request: PartnershipRequest) -> HttpResponse:
    """Make several invitations at once, from lines that are looked through first."""
    form = SeveralForm(request.POST or None, partnership=request.partnership.pk, by=request.actor)
    looked = form.is_bound and form.is_valid()
    if looked and "make" in request.POST and not form.faults:
        made = form.make(by=request.actor, at=request.at)
        if not form.faults:
            text = ngettext("%(n)s invitation is made.", "%(n)s invitations are made.", made) % {"n": made}
            messages.success(request, text)
            return redirect("membership:invitations", request.partnership.slug)
    verdict = verdict_on(place_acts.Invite, by=request.actor, at=request.at)
    return render(request, "membership/several.html", {"form": form, "looked": looked, "verdict": verdict})


def _offer(request: PartnershipRequest, invitation: str) -> Offer:
    offer = offers.offer_of(invitation, actor=request.actor, at=request.at)
    if offer is None:
        raise Http404
    return offer


def _shown(request: PartnershipRequest, invitation: str, template: str) -> HttpResponse:
    offer = _offer(request, invitation)
    link = settings.ADDRESS + reverse("membership:join", args=[offer.token])
    context = {
        "offer": offer,
        "link": link,
        "type_at": settings.ADDRESS + reverse("membership:join_by_code"),
        "picture": link_code(link),
        "form": WithdrawForm(partnership=request.partnership.pk, initial={"invitation": invitation}),
    }
    return render(request, template, context)


def _as_typed(offer: Offer) -> dict[str, object]:
    """Return what was typed to make this invitation, for one that ends at the same time."""
    row = offer.invitation
    typed = {
        "role": row.role,
        "organisation": row.organisation,
        "until_on": row.until_on,
        "places": row.places,
        "expires_on": row.expires_at.date(),
        "mail": offer.secret.mail if offer.secret else "",
    }
    return {name: said for name, said in typed.items() if said not in (None, "")}
