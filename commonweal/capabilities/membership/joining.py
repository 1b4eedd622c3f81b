"""The pages on which people come: by a link, by a code from a poster, with a mail address or without."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from commonweal.capabilities.membership import offers, queries
from commonweal.capabilities.membership.phrases import MAY, PLACES
from commonweal.capabilities.membership.place_acts import TAKEN_ONCE
from commonweal.capabilities.membership.place_forms import AcceptForm, CodeForm
from commonweal.partnerships.actors import Actor, actor_of
from commonweal.partnerships.models import OpenInvitation
from commonweal.partnerships.naming import organisation_name
from commonweal.partnerships.queries import partnership_with
from commonweal.people.identity import known_pseudonym_of, pseudonym_of
from commonweal.people.invitations import forget_addresses, with_code
from commonweal.people.models import Account
from commonweal.web.audience import SignedInRequest, for_everyone
from commonweal.web.errors import too_often
from commonweal.web.limits import may_try
from commonweal.web.paper import SHEET, open_without_mail


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_everyone
def join_by_code(request: HttpRequest) -> HttpResponse:
    """Ask for the short code of an invitation, and lead to what it offers."""
    form = CodeForm(request.POST or None)
    if form.is_bound and not may_try(request, "invitation_code"):
        return too_often(request)
    if form.is_valid():
        half = with_code(form.cleaned_data["code"])
        if half is not None:
            return redirect("membership:join", half.token)
        form.add_error("code", _("No invitation has this code. Compare it with the sheet, or ask for a new one."))
    return render(request, "membership/join_by_code.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_everyone
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Show what a link offers, and let whoever signed in, or comes without mail, take the place."""
    offer = offers.invitation_with(token)
    if offer is None:
        return render(request, "membership/no_invitation.html", status=404)
    asked = cast(SignedInRequest, request)
    partnership = partnership_with(offer.partnership)
    home = reverse("home", args=[partnership.slug])
    known = request.user.name if request.user.is_authenticated else ""
    form = _accept_form(asked, offer, known=known)
    without_mail = form.is_bound and not request.user.is_authenticated
    if without_mail and _may_be_taken(offer, asked) and form.is_valid():
        open_without_mail(request, name=form.cleaned_data["your_name"], then=home)
    if request.user.is_authenticated and form.performed(by=_guest(asked, offer, sent=form.is_bound), at=asked.at):
        _welcomed(asked, offer, name=form.cleaned_data["your_name"])
        return redirect(SHEET) if without_mail else redirect(home)
    context = {
        "offered_by": partnership,
        "offer": offer,
        "role": PLACES.get(offer.role, offer.role),
        "may": MAY.get(offer.role, ""),
        "organisation": organisation_name(offer.organisation, partnership=partnership.pk) if offer.organisation else "",
        "expired": asked.at >= offer.expires_at,
        "withdrawn": offer.withdrawn_at is not None,
        "form": form,
        "there": request.user.is_authenticated and _there_already(asked, offer),
        "taken": offers.is_used_up(offer),
        "once": offer.role in TAKEN_ONCE,
    }
    return render(request, "membership/join.html", context)


def _accept_form(request: SignedInRequest, offer: OpenInvitation, *, known: str) -> AcceptForm:
    return AcceptForm(
        request.POST or None, partnership=offer.partnership, invitation=offer.pk, initial={"your_name": known}
    )


def _may_be_taken(offer: OpenInvitation, request: SignedInRequest) -> bool:
    """Whether it is worth opening an account: the act's own conditions are asked when it is performed."""
    return offer.withdrawn_at is None and request.at < offer.expires_at and not offers.is_used_up(offer)


def _welcomed(request: SignedInRequest, offer: OpenInvitation, *, name: str) -> None:
    """Keep the name by which the others know her, and forget where the invitation was mailed once nobody needs it."""
    request.user.name = name
    request.user.save(update_fields=["name"])
    offer.refresh_from_db()
    if offers.is_used_up(offer):
        forget_addresses([offer.pk])
    messages.success(request, _("Welcome. You take part from now on."))


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
    return any(
        (h.place.role, h.place.organisation) == (offer.role, offer.organisation)
        for h in held
        if queries.is_at(h.place, at=request.at)
    )
