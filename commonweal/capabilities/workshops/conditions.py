"""What must be so for something to be done in a workshop."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Objection
from commonweal.capabilities.workshops import acts, queries
from commonweal.capabilities.workshops.canvases import library
from commonweal.capabilities.workshops.queries import CanvasLaid, Card, Workshop
from commonweal.partnerships.actors import Actor

LONGEST = timedelta(days=14)

CHANGED = _("Somebody changed this card meanwhile. Both texts stand below: keep both, or join them.")


def guide_is_known(act: acts.PlanWorkshop, *, by: Actor, at: datetime) -> Objection | None:
    """A guide comes from the library, and a workshop is over within two weeks."""
    if act.guide is not None and act.guide not in library():
        return Objection(_("Choose one of the guides of the library."), field="guide")
    if act.ends_at - act.starts_at > LONGEST:
        return Objection(_("A workshop lasts two weeks at most. Plan a second one."), field="ends_at")
    return None


def may_begin(act: acts.BeginWorkshop, *, by: Actor, at: datetime) -> Objection | None:
    """A workshop begins once, and whoever facilitates it says so."""
    row = _workshop(act.partnership, act.workshop)
    if row is None:
        return NO_WORKSHOP
    if row.begun_at is not None or row.ended_at is not None:
        return Objection(_("This workshop has begun already."))
    return None if leads(by, row) else NOT_THE_FACILITATOR


def may_end(act: acts.EndWorkshop, *, by: Actor, at: datetime) -> Objection | None:
    """A workshop ends once; guests' cards that wait are looked at before."""
    row = _workshop(act.partnership, act.workshop)
    if row is None:
        return NO_WORKSHOP
    if row.ended_at is not None:
        return Objection(_("This workshop has ended already."))
    if not leads(by, row):
        return NOT_THE_FACILITATOR
    if queries.waiting_cards(act.partnership, row.entry):
        return Objection(_("Cards of guests wait. Take them in or set them aside first."))
    return None


def canvas_fits(act: acts.OpenCanvas, *, by: Actor, at: datetime) -> Objection | None:
    """A canvas is laid out in a workshop that has not ended, after a template that exists."""
    row = _workshop(act.partnership, act.workshop)
    if row is None:
        return NO_WORKSHOP
    if row.ended_at is not None:
        return ENDED
    if act.template is not None and act.template not in library():
        return Objection(_("Choose one of the canvases of the library."), field="template")
    if act.own is not None and queries.own_template(act.partnership, act.own) is None:
        return Objection(_("There is no such canvas of your own."), field="own")
    return None


def zone_is_there(act: acts.PutCard | acts.TakeCard, *, by: Actor, at: datetime) -> Objection | None:
    """A card lies in a zone of its canvas."""
    canvas = _canvas(act.partnership, act.canvas)
    if canvas is None:
        return Objection(_("There is no such canvas here."))
    return None if queries.laid_after(canvas).zone(act.zone) else NO_ZONE


def still_running(act: acts.PutCard | acts.ImportCards, *, by: Actor, at: datetime) -> Objection | None:
    """Cards are put until the workshop ended; what was written on paper may follow later."""
    canvas = _canvas(act.partnership, act.canvas)
    if canvas is None:
        return Objection(_("There is no such canvas here."))
    if isinstance(act, acts.ImportCards) or any(cite.rel == "implements" for cite in act.cites):
        return None
    row = _workshop(act.partnership, canvas.workshop)
    return ENDED if row is None or row.ended_at is not None else None


def read_before_changed(act: acts.ChangeCard, *, by: Actor, at: datetime) -> Objection | None:
    """A card is changed from the version that holds: nobody's words are written over unseen."""
    card = _card(act.partnership, act.card)
    if card is None or card.taken_back_at is not None:
        return NO_CARD
    if card.version == act.on:
        return None
    if act.on not in {each.entry for each in queries.versions_of(card)}:
        return Objection(_("This version belongs to another card. Load the page again."))
    return Objection(CHANGED, field="text")


def can_be_moved(act: acts.MoveCard, *, by: Actor, at: datetime) -> Objection | None:
    """A card moves to another zone of the canvas on which it lies."""
    card = _card(act.partnership, act.card)
    if card is None or card.taken_back_at is not None:
        return NO_CARD
    canvas = _canvas(act.partnership, card.canvas)
    if canvas is None or queries.laid_after(canvas).zone(act.zone) is None:
        return NO_ZONE
    return Objection(_("The card lies there already."), field="zone") if card.zone == act.zone else None


def hers_to_take_back(act: acts.TakeBackCard, *, by: Actor, at: datetime) -> Objection | None:
    """A card is taken back by whoever put it, or by whoever facilitates the workshop."""
    card = _card(act.partnership, act.card)
    if card is None or card.taken_back_at is not None:
        return NO_CARD
    row = _workshop(act.partnership, card.workshop)
    if (card.by and card.by == by.person) or (row is not None and leads(by, row)):
        return None
    return Objection(_("Only whoever put this card, or the facilitator, takes it back. You can change or move it."))


def cards_lie_there(act: acts.ClusterCards, *, by: Actor, at: datetime) -> Objection | None:
    """Only cards of one canvas come under one name."""
    found = queries.cards_with(act.partnership, act.cards)
    here = {card.entry for card in found if card.canvas == act.canvas and card.taken_back_at is None}
    if set(act.cards) <= here:
        return None
    return Objection(_("Choose cards that lie on this canvas."), field="cards")


def guest_waits(act: acts.TakeCard, *, by: Actor, at: datetime) -> Objection | None:
    """A guest's card is taken in once, by the facilitator, on a canvas of its workshop, and as it was written."""
    canvas = _canvas(act.partnership, act.canvas)
    row = _workshop(act.partnership, canvas.workshop) if canvas else None
    waiting = queries.waiting_card(act.partnership, act.receipt)
    if row is None or waiting is None or waiting.workshop != row.entry or waiting.set_aside_on is not None:
        return Objection(_("This card does not wait here any more."))
    if not leads(by, row):
        return NOT_THE_FACILITATOR
    if getattr(act.text, "text", "") != waiting.text.strip():
        return Objection(_("Take the card in as its author wrote it. It can be changed afterwards, visibly."))
    return None


def after_the_library(act: acts.MakeTemplate, *, by: Actor, at: datetime) -> Objection | None:
    """What a canvas adapts is one of the library."""
    if act.after is not None and act.after not in library():
        return Objection(_("Choose one of the canvases of the library."), field="after")
    return None


def leads(by: Actor, row: Workshop) -> bool:
    """Whether somebody facilitates a workshop: whoever announced it, and the convener."""
    return by.has("convener") or (by.person is not None and by.person == row.by)


NO_WORKSHOP = Objection(_("There is no such workshop here."))
NO_ZONE = Objection(_("Choose a zone of this canvas."), field="zone")
NO_CARD = Objection(_("There is no such card here, or it was taken back."))
ENDED = Objection(_("This workshop has ended. Its canvases stay to be read."))
NOT_THE_FACILITATOR = Objection(_("Whoever announced this workshop does this, or the convener."))


def _workshop(partnership: str, entry: int) -> Workshop | None:
    try:
        return queries.workshop_at(partnership, entry)
    except queries.NotThere:
        return None


def _canvas(partnership: str, entry: int) -> CanvasLaid | None:
    try:
        return queries.canvas_at(partnership, entry)
    except queries.NotThere:
        return None


def _card(partnership: str, entry: int) -> Card | None:
    try:
        return queries.card_at(partnership, entry)
    except queries.NotThere:
        return None
