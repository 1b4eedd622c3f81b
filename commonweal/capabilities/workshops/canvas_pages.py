"""The pages of a canvas: as a whole, zone by zone on a telephone, on a wall, grouped, and filled from a list."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.acts.perform import Objected, Refused
from commonweal.capabilities.workshops import acts, importing, queries
from commonweal.capabilities.workshops.forms import CardForm, ClusterForm
from commonweal.capabilities.workshops.located import may, the_canvas, the_workshop, way_in
from commonweal.capabilities.workshops.queries import Card
from commonweal.methods.similarity import alike
from commonweal.web.actforms import in_words
from commonweal.web.audience import MEMBERS, PartnershipRequest, for_roles
from commonweal.web.readers import readers

REFRESHED_AFTER = 15
"""Seconds after which a wall looks again."""


@require_safe
@readers
def canvas(request: PartnershipRequest, canvas: int) -> HttpResponse:
    """Show a canvas with all its cards."""
    return render(request, "workshops/canvas.html", _whole(request, canvas))


@require_safe
@never_cache
@readers
def wall(request: PartnershipRequest, canvas: int) -> HttpResponse:
    """Show a canvas in large letters for everybody in the room; the page looks again by itself."""
    context = _whole(request, canvas) | {"seconds": REFRESHED_AFTER}
    response = render(request, "workshops/wall.html", context | way_in(request, context["workshop"]))
    response["Refresh"] = str(REFRESHED_AFTER)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_roles(*MEMBERS)
def zone(request: PartnershipRequest, canvas: int, zone: str) -> HttpResponse:
    """Ask for cards in one zone, one at a time: what a telephone shows."""
    row, laid = the_canvas(request, canvas)
    here = laid.zone(zone)
    if here is None:
        raise Http404
    form = CardForm(request.POST or None, partnership=row.partnership, canvas=canvas, zone=zone)
    if form.performed(by=request.actor, at=request.at):
        messages.success(request, _("Your card lies on the canvas. You can put another one."))
        return redirect("workshops:zone", request.partnership.slug, canvas, zone)
    at = laid.zones.index(here)
    context = {
        "row": row,
        "zone": here,
        "number": at + 1,
        "count": len(laid.zones),
        "before": laid.zones[at - 1] if at else None,
        "after": laid.zones[at + 1] if at + 1 < len(laid.zones) else None,
        "form": form,
        "verdict": may(request, acts.PutCard),
        "cards": [card for card in queries.cards_on(row.partnership, canvas) if card.zone == zone],
    }
    return render(request, "workshops/zone.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_roles(*MEMBERS)
def clusters(request: PartnershipRequest, canvas: int) -> HttpResponse:
    """Show which cards lie under one name, and suggest which others say something alike."""
    row, _laid = the_canvas(request, canvas)
    cards = queries.cards_on(row.partnership, canvas)
    offered = [(card.entry, _said(card)) for card in cards]
    form = ClusterForm(request.POST or None, partnership=row.partnership, canvas=canvas, offered=offered)
    if form.performed(by=request.actor, at=request.at):
        messages.success(request, _("The cards lie under one name now."))
        return redirect("workshops:clusters", request.partnership.slug, canvas)
    loose = {card.entry: card for card in cards if card.cluster is None}
    context = {
        "row": row,
        "groups": [
            (each, [card for card in cards if card.cluster == each.entry])
            for each in queries.clusters_on(row.partnership, canvas)
        ],
        "suggested": _suggested(request, canvas, loose, offered),
        "loose": len(loose),
        "form": form,
        "verdict": may(request, acts.ClusterCards),
    }
    return render(request, "workshops/clusters.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_roles(*MEMBERS)
def bring_in(request: PartnershipRequest, canvas: int) -> HttpResponse:
    """Bring cards in from a list: show it as it was read, with what is wrong in which cell; then record it."""
    row, laid = the_canvas(request, canvas)
    said, told = _list_of(request)
    listed = importing.read(said, laid) if said.strip() else None
    if request.method == "POST" and listed and listed.fits and request.POST.get("step") == "record":
        lang = get_language() or "en"
        try:
            n = importing.bring_in(
                listed,
                canvas=canvas,
                partnership=row.partnership,
                said=said,
                lang=lang,
                by=request.actor,
                at=request.at,
            )
        except (Refused, Objected) as refused:
            told = in_words(refused)
        else:
            says = ngettext("%(n)s card was brought in.", "%(n)s cards were brought in.", n) % {"n": n}
            messages.success(request, says)
            return redirect("workshops:canvas", request.partnership.slug, canvas)
    context = {"row": row, "canvas": laid, "said": said, "listed": listed, "told": told}
    context["verdict"] = may(request, acts.ImportCards)
    return render(request, "workshops/import.html", context)


def _whole(request: PartnershipRequest, canvas: int) -> dict[str, Any]:
    row, laid = the_canvas(request, canvas)
    cards = queries.cards_on(row.partnership, canvas)
    return {
        "row": row,
        "canvas": laid,
        "zones": queries.in_zones(laid, cards),
        "count": len(cards),
        "workshop": the_workshop(request, row.workshop),
        "verdict": may(request, acts.PutCard),
        "here": reverse("workshops:canvas", args=[request.partnership.slug, canvas]),
    }


def _suggested(
    request: PartnershipRequest, canvas: int, loose: dict[int, Card], offered: list[tuple[int, str]]
) -> list[tuple[list[Card], ClusterForm]]:
    """Return groups of cards that say something alike, each with the form that puts them under a name."""
    groups = alike({entry: _said(card) for entry, card in loose.items()})
    return [
        (
            [loose[entry] for entry in group],
            ClusterForm(
                partnership=request.partnership.pk,
                canvas=canvas,
                offered=[(entry, text) for entry, text in offered if entry in group],
                initial={"cards": [str(entry) for entry in group]},
                auto_id=f"suggested_{group[0]}_%s",
            ),
        )
        for group in groups
    ]


def _said(card: Card) -> str:
    return card.text.text if card.text else ""


def _list_of(request: PartnershipRequest) -> tuple[str, str]:
    """Return the list that was sent, as a file or typed, and what is wrong with the file."""
    sent = request.FILES.get("file")
    if sent is None:
        return request.POST.get("list", ""), ""
    try:
        return sent.read(importing.LONGEST_LIST * 4).decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        return "", _("Save the file as UTF-8, then choose it again.")
