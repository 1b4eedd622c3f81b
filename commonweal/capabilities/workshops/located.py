"""What every page of workshops asks first: the thing of its address, and what the charter lets one do."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404
from django.urls import reverse

from commonweal.acts.act import Act
from commonweal.acts.charters import setting_with
from commonweal.acts.perform import verdict_on
from commonweal.capabilities.workshops import queries
from commonweal.capabilities.workshops.canvases import Canvas
from commonweal.capabilities.workshops.queries import CanvasLaid, Card, Workshop
from commonweal.charter.judge import Verdict
from commonweal.web.audience import MEMBERS, PartnershipRequest
from commonweal.web.pictures.code import link_code


def may(request: PartnershipRequest, act: type[Act]) -> Verdict:
    """Return the verdict on a kind of act for whoever asks, under the charter in force."""
    setting = setting_with(request.partnership.pk, digest=request.partnership.charter)
    return verdict_on(act, by=request.actor, at=request.at, setting=setting)


def the_workshop(request: PartnershipRequest, entry: int) -> Workshop:
    """Return the workshop of an address, or say that there is none."""
    try:
        return queries.workshop_at(request.partnership.pk, entry)
    except queries.NotThere:
        raise Http404 from None


def the_canvas(request: PartnershipRequest, entry: int) -> tuple[CanvasLaid, Canvas]:
    """Return the canvas of an address with its zones, or say that there is none."""
    try:
        row = queries.canvas_at(request.partnership.pk, entry)
    except queries.NotThere:
        raise Http404 from None
    return row, queries.laid_after(row)


def the_card(request: PartnershipRequest, entry: int) -> Card:
    """Return the card of an address, or say that there is none."""
    try:
        return queries.card_at(request.partnership.pk, entry)
    except queries.NotThere:
        raise Http404 from None


def way_in(request: PartnershipRequest, row: Workshop) -> dict[str, Any]:
    """Return the code and the link for guests, for the eyes of those who take part."""
    if row.ended_at is not None or not request.actor.has(*MEMBERS):
        return {}
    code = queries.code_of(row)
    link = settings.ADDRESS + reverse("workshops:welcome", args=[request.partnership.slug, code])
    return {"code": code, "link": link, "picture": link_code(link)}
