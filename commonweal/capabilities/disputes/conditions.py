"""What must be so for a dispute to be raised, taken, moved on and settled."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Objection
from commonweal.capabilities.disputes import queries
from commonweal.capabilities.disputes.acts import (
    MoveOnDispute,
    RaiseDispute,
    SayInDispute,
    SettleDispute,
    TakeDispute,
    WithdrawDispute,
)
from commonweal.capabilities.disputes.path import path_with
from commonweal.partnerships.actors import Actor
from commonweal.partnerships.models import Decided
from commonweal.partnerships.queries import members_ever
from commonweal.record import reading

MOST_OPEN = 10
"""How many disputes of one person may be open at a time."""


def is_about_something_here(act: RaiseDispute, *, by: Actor, at: datetime) -> Objection | None:
    """What a dispute is about stands on the record, and whom it is against takes part, or did."""
    if act.about is not None and act.about >= reading.size(act.partnership):
        return Objection(_("There is no such entry on the record yet."), field="about")
    if act.against is not None and not members_ever(act.partnership).filter(organisation=act.against).exists():
        return Objection(_("This organisation does not take part."), field="against")
    if act.against is not None and act.against in by.orgs:
        return Objection(_("You act for this organisation. Name another one, or none."), field="against")
    return None


def leaves_room_for_others(act: RaiseDispute, *, by: Actor, at: datetime) -> Objection | None:
    """Nobody keeps more disputes open than others can handle."""
    if queries.open_of(act.partnership, by.person) >= MOST_OPEN:
        return Objection(_("Many of your complaints are open. Wait until one is settled, or add to one of them."))
    return None


def is_open(
    act: TakeDispute | SayInDispute | MoveOnDispute | SettleDispute | WithdrawDispute, *, by: Actor, at: datetime
) -> Objection | None:
    """Only a dispute that is open goes on."""
    row = queries.dispute_at(act.partnership, act.dispute)
    if row is None:
        return Objection(_("There is no such complaint here."))
    return Objection(_("This is closed. Raise a new one, and point to this one.")) if row.closed_at else None


def nobody_else_handles_it(act: TakeDispute, *, by: Actor, at: datetime) -> Objection | None:
    """A dispute that somebody handles is taken by another only when it is late, or she takes part no longer."""
    row = queries.dispute_at(act.partnership, act.dispute)
    if row is None or not row.handler:
        return None
    if row.handler == by.person:
        return Objection(_("You have taken this on already."))
    if queries.is_overdue(row, at.date()) or not queries.holds_a_place(act.partnership, row.handler, at=at):
        return None
    return Objection(_("Somebody has taken this on and still has time."))


def has_a_next_step(act: MoveOnDispute, *, by: Actor, at: datetime) -> Objection | None:
    """After the last step of the path there is none: it is settled there."""
    row = queries.dispute_at(act.partnership, act.dispute)
    if row is None or path_with(row.partnership, digest=row.charter).has_after(row.step):
        return None
    return Objection(_("This is the last step of the path: settle it here."))


def rests_on_the_bodys_decision(act: SettleDispute, *, by: Actor, at: datetime) -> Objection | None:
    """At the step of a body its decision settles a dispute, unless those concerned agree."""
    row = queries.dispute_at(act.partnership, act.dispute)
    if row is None or (act.decision is None and act.outcome == "agreed"):
        return None
    body = path_with(row.partnership, digest=row.charter).step(row.step).body
    if act.decision is None:
        says = _("At this step a body decides: name the entry in which its decision was proposed.")
        return Objection(says, field="decision") if body else None
    decided = Decided.objects.filter(partnership=act.partnership, decision=act.decision, reopened_at__isnull=True)
    row_of_it = decided.order_by("-entry").first()
    if row_of_it is None or (body and row_of_it.body != body):
        return Objection(_("In this entry the body has not decided anything yet."), field="decision")
    return None
