"""The manifest of complaints and disputes: read this first."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Capability, Link
from commonweal.capabilities.disputes import acts, conditions, guards, offered, projection
from commonweal.capabilities.disputes.criteria import CRITERIA
from commonweal.capabilities.disputes.sentences import SENTENCES
from commonweal.capabilities.disputes.shown import READS

OF_ONE = (
    acts.RaiseDispute,
    acts.TakeDispute,
    acts.SayInDispute,
    acts.MoveOnDispute,
    acts.SettleDispute,
    acts.WithdrawDispute,
)

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
    urls="commonweal.capabilities.disputes.urls",
    sentences=SENTENCES,
    links=(
        Link(
            "disputes:disputes",
            _("Complaints and disputes"),
            _("What is open and until when, how each was settled, and how to complain"),
            criteria=("6.7",),
            acts=("disputes.take", "disputes.settle", "disputes.rehearse"),
        ),
    ),
    addresses={
        **{act.kind_name(): offered.page_of_dispute for act in OF_ONE},
        "disputes.rehearse": offered.page_of_path,
    },
    tasks=(offered.waits,),
    dates=(offered.ends,),
    sheets=(offered.DISPUTES,),
    concerns={act.kind_name(): offered.parties for act in OF_ONE},
    answers={"disputes.raise": offered.may_reply, "disputes.say": offered.may_reply},
    readable={**{act.kind_name(): READS for act in OF_ONE}, "disputes.rehearse": READS},
)
