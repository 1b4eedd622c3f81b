"""The page of one card: its words and their versions, where it lies, and what was made of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from commonweal.capabilities.workshops import acts, queries
from commonweal.capabilities.workshops.forms import CardForm, ChangeForm, MoveForm, TakeBackForm
from commonweal.capabilities.workshops.located import may, the_canvas, the_card, the_workshop
from commonweal.capabilities.workshops.queries import Card
from commonweal.record import reading
from commonweal.web.actforms import ActForm
from commonweal.web.audience import PartnershipRequest
from commonweal.web.readers import readers


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@readers
def card(request: PartnershipRequest, card: int) -> HttpResponse:
    """Show a card, and let it be changed, moved, taken back; where two changed it at once, show both."""
    row, sent = the_card(request, card), request.POST.get("form")
    laid, canvas = the_canvas(request, row.canvas)
    given: dict[str, Any] = {"partnership": request.partnership.pk}
    forms: dict[str, ActForm] = {
        "change": ChangeForm(request.POST if sent == "change" else None, card=row, **given),
        "move": MoveForm(request.POST if sent == "move" else None, card=row, canvas=canvas, **given),
        "back": TakeBackForm(request.POST if sent == "back" else None, card=row, **given),
        "both": CardForm(
            request.POST if sent == "both" else None, canvas=row.canvas, zone=row.zone, beside=row.entry, **given
        ),
    }
    for name, form in forms.items():
        if sent == name and form.performed(by=request.actor, at=request.at):
            return _done(request, name, row, form)
    context = {
        "row": row,
        "laid": laid,
        "canvas": canvas,
        "zone": canvas.zone(row.zone),
        "workshop": the_workshop(request, row.workshop),
        "versions": queries.versions_of(row),
        "forms": forms,
        "verdict": may(request, acts.ChangeCard),
        "meanwhile": _meanwhile(row, forms["change"]),
        "used": sorted({c.citing for c in reading.cited_by(row.partnership, row.entry, row.version)} - {row.version}),
    }
    return render(request, "workshops/card.html", context, status=409 if context["meanwhile"] else 200)


def _done(request: PartnershipRequest, name: str, row: Card, form: ActForm) -> HttpResponse:
    says = {
        "change": _("The card is changed. Its earlier words stay to be read."),
        "move": _("The card is moved."),
        "back": _("The card is taken back. It stays to be read."),
        "both": _("Both cards lie there now."),
    }
    messages.success(request, says[name])
    entry = form.entry.position if name == "both" and form.entry else row.entry
    return redirect("workshops:card", request.partnership.slug, entry)


def _meanwhile(row: Card, form: ActForm) -> dict[str, Any] | None:
    """Return both texts and a form that joins them, where somebody changed the card since it was read."""
    if not form.is_bound or form.entry is not None or str(form.data.get("on")) == str(row.version):
        return None
    theirs, hers = row.text.text if row.text else "", form.data.get("text", "").strip()
    joined = ChangeForm(card=row, partnership=row.partnership, initial={"text": f"{theirs}\n{hers}"})
    both = CardForm(canvas=row.canvas, zone=row.zone, partnership=row.partnership, initial={"text": hers})
    return {"hers": hers, "joined": joined, "both": both}
