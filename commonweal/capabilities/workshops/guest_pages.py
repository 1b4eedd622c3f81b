"""The pages of guests, who have the code of a workshop and no account; and where their cards are taken in."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import messages
from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from commonweal.acts.perform import Objected, Refused, perform, setting_of
from commonweal.capabilities.workshops import acts, queries
from commonweal.capabilities.workshops.canvases import Canvas, Zone
from commonweal.capabilities.workshops.conditions import leads
from commonweal.capabilities.workshops.forms import LONGEST_CARD
from commonweal.capabilities.workshops.located import the_canvas, the_workshop
from commonweal.capabilities.workshops.queries import CanvasLaid, GuestCard, Workshop
from commonweal.charter.judge import judge
from commonweal.kit.ids import id_from_seed, is_id, new_id
from commonweal.web.actforms import in_words
from commonweal.web.audience import MEMBERS, PartnershipRequest, for_roles

BRINGING = "workshops.bring_card"
"""What a charter calls the bringing of a card with a code: a right of some or of all, and no act."""

AT_MOST_A_MINUTE: Final = 200
"""Cards that one workshop takes from guests in a minute: more than a full hall writes, fewer than a program would."""

MOST_WAITING: Final = 5_000


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_roles("anyone")
def join(request: PartnershipRequest) -> HttpResponse:
    """Ask for the code of a workshop."""
    code = "".join(request.POST.get("code", "").lower().split())
    row = queries.workshop_of_code(request.partnership.pk, code) if code else None
    if row is not None:
        return redirect("workshops:welcome", request.partnership.slug, code)
    return render(request, "workshops/join.html", {"code": code}, status=404 if code else 200)


@require_http_methods(["GET", "HEAD"])
@never_cache
@for_roles("anyone")
def welcome(request: PartnershipRequest, code: str) -> HttpResponse:
    """Show a guest the canvases of the workshop, each with its zones."""
    row = _invited(request, code)
    canvases = queries.canvases_of(row.partnership, row.entry)
    context = {"row": row, "code": code, "canvases": [(each, queries.laid_after(each)) for each in canvases]}
    return render(request, "workshops/welcome.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_roles("anyone")
def bring(request: PartnershipRequest, code: str, canvas: int, zone: str) -> HttpResponse:
    """Take one card of a guest, to wait for the facilitator; its author gets a receipt.

    :raises Refused: where the charter keeps this to some
    """
    row = _invited(request, code)
    laid, template = the_canvas(request, canvas)
    here = template.zone(zone)
    if here is None or laid.workshop != row.entry:
        raise Http404
    told, text, receipt = "", request.POST.get("text", "").strip(), request.POST.get("receipt", "")
    if request.method == "POST":
        told = _fault(row, text, receipt, request)
        if not told:
            _keep(request, laid, here, text, receipt)
            return redirect("workshops:receipt", request.partnership.slug, receipt)
    context = {
        "row": row,
        "laid": laid,
        "zone": here,
        "code": code,
        "text": text,
        "told": told,
        "receipt": receipt if told and is_id(receipt) else new_id(),
        "longest": LONGEST_CARD,
        "others": _others(template, here),
        "open": row.ended_at is None,
    }
    return render(request, "workshops/bring.html", context, status=409 if told else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_roles("anyone")
def receipt(request: PartnershipRequest, receipt: str) -> HttpResponse:
    """Show what became of a guest's card; let it be taken back while it waits."""
    here = request.partnership.pk
    card, waiting = queries.card_of_receipt(here, receipt), queries.waiting_card(here, receipt)
    if card is None and waiting is None:
        raise Http404
    if request.method == "POST" and waiting is not None:
        waiting.delete()
        messages.success(request, _("Your card is taken back. Nothing of it is left here."))
        return redirect("home", request.partnership.slug)
    row = the_workshop(request, card.workshop if card else waiting.workshop if waiting else 0)
    context = {"receipt": receipt, "card": card, "waiting": waiting, "row": row}
    if row.ended_at is None:
        context["code"] = queries.code_of(row)
    return render(request, "workshops/receipt.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_roles(*MEMBERS)
def guests(request: PartnershipRequest, workshop: int) -> HttpResponse:
    """Show the facilitator the cards that wait, and let her take them in or set them aside."""
    row = the_workshop(request, workshop)
    may_lead = leads(request.actor, row)
    cards = queries.waiting_cards(row.partnership, workshop) if may_lead else []
    told = ""
    if request.method == "POST" and may_lead:
        told = _settled(request, cards)
        if not told:
            return redirect("workshops:guests", request.partnership.slug, workshop)
    laid = {each.entry: (each, queries.laid_after(each)) for each in queries.canvases_of(row.partnership, workshop)}
    shown = [(card, laid[card.canvas][0], laid[card.canvas][1].zone(card.zone)) for card in cards]
    return render(request, "workshops/guests.html", {"row": row, "leads": may_lead, "cards": shown, "told": told})


def _invited(request: PartnershipRequest, code: str) -> Workshop:
    """Return the workshop of a code, where the charter lets whoever asks bring cards.

    :raises Refused: naming the clause where it does not
    """
    verdict = judge(
        setting_of(request.partnership.pk).charter,
        kind=BRINGING,
        matter="workshops",
        roles=request.actor.roles,
        lang=get_language() or "en",
    )
    if not verdict.allowed:
        raise Refused(verdict)
    row = queries.workshop_of_code(request.partnership.pk, code.lower())
    if row is None:
        raise Http404
    return row


def _fault(row: Workshop, text: str, receipt: str, request: PartnershipRequest) -> str:
    """Return why a card is not taken now, or nothing."""
    if row.ended_at is not None:
        return _("This workshop has ended. Its canvases stay to be read.")
    if not text:
        return _("Write something on your card.")
    if len(text) > LONGEST_CARD:
        return _("Write at most %(n)s letters on a card.") % {"n": LONGEST_CARD}
    if "\0" in text or not is_id(receipt):
        return _("This page was open too long. Look at your card again and send it.")
    key = f"workshops.bring.{row.key}.{request.at:%Y%m%d%H%M}"
    cache.add(key, 0, 120)
    if cache.incr(key) > AT_MOST_A_MINUTE or len(queries.waiting_cards(row.partnership, row.entry)) >= MOST_WAITING:
        return _("Very many cards are coming in. Try again in a minute.")
    return ""


def _keep(request: PartnershipRequest, laid: CanvasLaid, zone: Zone, text: str, receipt: str) -> None:
    """Let a card wait; one page gives one card, however often it is sent."""
    if queries.card_of_receipt(laid.partnership, receipt) is not None:
        return
    said: dict[str, Any] = {
        "partnership": laid.partnership,
        "workshop": laid.workshop,
        "canvas": laid.entry,
        "zone": zone.code,
        "text": text,
        "lang": get_language() or "en",
        "on": request.at.date(),
    }
    GuestCard.objects.get_or_create(receipt=receipt, defaults=said)


def _settled(request: PartnershipRequest, cards: list[GuestCard]) -> str:
    """Take in or set aside what was chosen, and return why not where that failed."""
    one, step = request.POST.get("receipt", ""), request.POST.get("step")
    chosen = [card for card in cards if step == "all" or card.receipt == one]
    if step == "aside":
        for card in chosen:
            card.text, card.set_aside_on = "", request.at.date()
            card.save()
        messages.success(request, _("The card is set aside. Whoever wrote it can read that with the receipt."))
        return ""
    try:
        for card in chosen:
            _take(request, card)
    except (Refused, Objected) as refused:
        return in_words(refused)
    n = len(chosen)
    messages.success(request, ngettext("%(n)s card was taken in.", "%(n)s cards were taken in.", n) % {"n": n})
    return ""


def _take(request: PartnershipRequest, card: GuestCard) -> None:
    act = acts.TakeCard.model_validate(
        {
            "partnership": card.partnership,
            "idem": id_from_seed("workshops.take", card.receipt),
            "canvas": card.canvas,
            "zone": card.zone,
            "receipt": card.receipt,
            "text": {"text": card.text, "lang": card.lang},
        }
    )
    perform(act, by=request.actor, at=request.at)
    card.delete()


def _others(canvas: Canvas, here: Zone) -> list[Zone]:
    return [zone for zone in canvas.zones if zone.code != here.code]
