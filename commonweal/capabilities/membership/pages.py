"""The pages on which people come, are seen, and go."""

from __future__ import annotations

from typing import cast

import segno
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commonweal.acts.perform import setting_of, verdict_on
from commonweal.capabilities.membership import acts, queries
from commonweal.capabilities.membership.forms import (
    AcceptForm,
    AdmitForm,
    InviteForm,
    LetGoForm,
    RepresentForm,
    StepDownForm,
    WithdrawForm,
)
from commonweal.charter.judge import may_read
from commonweal.partnerships.actors import Actor, actor_of
from commonweal.partnerships.models import OpenInvitation
from commonweal.partnerships.queries import partnership_with, representations
from commonweal.people.identity import pseudonym_of
from commonweal.people.models import Account, Invitation
from commonweal.web.audience import MEMBERS, PartnershipRequest, for_everyone, for_roles, now


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles("anyone")
def members(request: PartnershipRequest) -> HttpResponse:
    """Show who takes part, by sector; let the convener add an organisation and act for one."""
    id, actor, at = request.partnership.pk, request.actor, request.at
    adding = request.POST if request.POST.get("form") == "admit" else None
    acting = request.POST if request.POST.get("form") == "represent" else None
    admit, represent = AdmitForm(adding, partnership=id), RepresentForm(acting, partnership=id)
    if admit.performed(by=actor, at=at):
        messages.success(request, _("The organisation takes part from now on."))
        return redirect("membership:members", request.partnership.slug)
    if represent.performed(by=actor, at=at):
        messages.success(request, _("You act for this organisation from now on."))
        return redirect("membership:members", request.partnership.slug)
    names = may_read(setting_of(id).charter, "names", roles=actor.roles)
    context = {
        "sectors": queries.by_sector(id),
        "others": queries.without_organisation(id),
        "names": queries.names(id) if names.allowed else {},
        "names_verdict": names,
        "admit": admit,
        "represent": represent,
        "verdict": verdict_on(acts.AdmitOrganisation, by=actor, at=at),
    }
    return render(request, "membership/members.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def leaving(request: PartnershipRequest, organisation: str) -> HttpResponse:
    """Record that an organisation leaves, with the duties that remain."""
    name = queries.name_of(organisation, partnership=request.partnership.pk)
    if not name:
        raise Http404
    form = LetGoForm(request.POST or None, partnership=request.partnership.pk, initial={"organisation": organisation})
    if form.performed(by=request.actor, at=request.at):
        messages.success(request, _("The organisation has left. Its past acts stay on the record."))
        return redirect("membership:members", request.partnership.slug)
    verdict = verdict_on(acts.LetOrganisationGo, by=request.actor, at=request.at)
    return render(request, "membership/leaving.html", {"form": form, "name": name, "verdict": verdict})


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def invitations(request: PartnershipRequest) -> HttpResponse:
    """Offer places by a link and a code; show and withdraw those that are open."""
    id, actor, at = request.partnership.pk, request.actor, request.at
    invite = InviteForm(request.POST if "role" in request.POST else None, partnership=id)
    if invite.performed(by=actor, at=at):
        Invitation.objects.create(id=invite.invitation, partnership=id, token=queries.new_token())
        return redirect("membership:invitation", request.partnership.slug, invite.invitation)
    withdraw = WithdrawForm(request.POST if "invitation" in request.POST else None, partnership=id)
    if withdraw.performed(by=actor, at=at):
        messages.success(request, _("The invitation is withdrawn. Its link no longer works."))
        return redirect("membership:invitations", request.partnership.slug)
    verdict = verdict_on(acts.Invite, by=actor, at=at)
    context = {
        "offers": queries.offers(id, at=at) if verdict.allowed else [],
        "invite": invite,
        "withdraw": withdraw,
        "verdict": verdict,
    }
    return render(request, "membership/invitations.html", context)


@require_http_methods(["GET", "HEAD"])
@for_roles("convener")
def invitation(request: PartnershipRequest, id: str) -> HttpResponse:
    """Show one invitation as a link to copy and a code to scan or print."""
    offer = next((o for o in queries.offers(request.partnership.pk, at=request.at) if o.invitation.pk == id), None)
    if offer is None:
        raise Http404
    link = request.build_absolute_uri(reverse("membership:join", args=[offer.token]))
    code = segno.make_qr(link, error="m").svg_inline(
        omitsize=True, svgclass="qr", lineclass=None, title=_("Code for the link")
    )
    form = WithdrawForm(partnership=request.partnership.pk, initial={"invitation": id})
    return render(request, "membership/invitation.html", {"offer": offer, "link": link, "code": code, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@for_everyone
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Show what a link offers, and let whoever signed in take the place."""
    offer = queries.invitation_with(token)
    if offer is None:
        return render(request, "membership/no_invitation.html", status=404)
    partnership = partnership_with(offer.partnership)
    context = {
        "offered_by": partnership,
        "offer": offer,
        "organisation": queries.name_of(offer.organisation, partnership=partnership.pk),
        "expired": now() >= offer.expires_at,
        "form": None,
    }
    if request.user.is_authenticated:
        form = _accept_form(request, offer)
        account = cast(Account, request.user)
        if form.performed(by=_guest(account, offer), at=now()):
            account.name = form.cleaned_data["your_name"]
            account.save(update_fields=["name"])
            return redirect("home", partnership.slug)
        context["form"] = form
    return render(request, "membership/join.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def places(request: PartnershipRequest) -> HttpResponse:
    """Show the places that I hold, and let me give one up."""
    id = request.partnership.pk
    mine = list(representations(id).filter(person=request.actor.person))
    given = StepDownForm(request.POST or None, partnership=id)
    if given.performed(by=request.actor, at=request.at):
        messages.success(request, _("You have given up the place. What you did stays on the record."))
        return redirect("home", request.partnership.slug)
    rows = [(row, StepDownForm(partnership=id, initial={"place": row.entry})) for row in mine]
    organisations = {row.organisation: queries.name_of(row.organisation, partnership=id) for row in mine}
    context = {"rows": rows, "organisations": organisations, "errors": given.errors if given.is_bound else None}
    return render(request, "membership/places.html", context)


def _accept_form(request: HttpRequest, offer: OpenInvitation) -> AcceptForm:
    account = cast(Account, request.user)
    return AcceptForm(
        request.POST or None, partnership=offer.partnership, invitation=offer.pk, initial={"your_name": account.name}
    )


def _guest(account: Account, offer: OpenInvitation) -> Actor:
    """Return who takes the place: whatever she already is here, and the holder of an invitation."""
    person = pseudonym_of(account, partnership=offer.partnership)
    known = actor_of(person, partnership=offer.partnership, at=now())
    return Actor(partnership=offer.partnership, person=person, org=None, roles=known.roles | {"invited"})
