"""The manifest of complaints and disputes: read this first."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Capability
from commonweal.capabilities.disputes import acts, conditions, guards, projection
from commonweal.capabilities.disputes.criteria import CRITERIA

CAPABILITY = Capability(
    name="disputes",
    label=_("Complaints"),
    step=6,
    acts={
        acts.RaiseDispute: projection.raised,
        acts.TakeDispute: projection.taken,
        acts.SayInDispute: projection.said,
        acts.MoveOnDispute: projection.moved_on,
        acts.SettleDispute: projection.settled,
        acts.WithdrawDispute: projection.withdrawn,
        acts.RehearsePath: projection.rehearsed,
    },
    conditions={
        acts.RaiseDispute: (conditions.is_about_something_here, conditions.leaves_room_for_others),
        acts.TakeDispute: (conditions.is_open, conditions.nobody_else_handles_it),
        acts.SayInDispute: (conditions.is_open,),
        acts.MoveOnDispute: (conditions.is_open, conditions.has_a_next_step),
        acts.SettleDispute: (conditions.is_open, conditions.rests_on_the_bodys_decision),
        acts.WithdrawDispute: (conditions.is_open,),
    },
    guards=(guards.nobody_handles_her_own, guards.only_parties_speak),
    criteria=CRITERIA,
    observes=(projection.reported,),
    tables=projection.TABLES,
)
