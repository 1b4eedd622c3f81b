"""The page on which a person has her name and her words erased."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commonweal.capabilities.erasure import queries
from commonweal.capabilities.erasure.acts import MOST
from commonweal.capabilities.erasure.forms import EraseNameForm, EraseWordsForm
from commonweal.web.audience import PartnershipRequest, for_roles


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles("anyone")
def mine(request: PartnershipRequest) -> HttpResponse:
    """Show what I wrote here, and erase what I choose; whoever has left may still do so."""
    here, person, at = request.partnership.pk, request.actor.person, request.at
    if person is None:
        raise Http404
    asked = request.POST.get("form")
    pieces = queries.pieces_by(person, partnership=here)
    some = EraseWordsForm(request.POST if asked == "words" else None, partnership=here, pieces=pieces)
    name = EraseNameForm(request.POST if asked == "name" else None, partnership=here, person=person, auto_id="name_%s")
    if some.performed(by=request.actor, at=at):
        messages.success(request, _("Erased. The record keeps only their digests."))
        return redirect("erasure:mine", request.partnership.slug)
    if name.performed(by=request.actor, at=at):
        messages.success(request, _("Your name was erased here. What you did stays, under a random sign."))
        return redirect("home", request.partnership.slug)
    context = {
        "pieces": pieces,
        "chosen": request.POST.getlist("texts"),
        "count": queries.count_by(person, partnership=here),
        "most": MOST,
        "some": some,
        "name": name,
    }
    return render(request, "erasure/mine.html", context)
