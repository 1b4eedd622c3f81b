"""The manifest of commitments: read this first."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Capability, Link
from commonweal.capabilities.commitments import acts, conditions, offered, projection
from commonweal.capabilities.commitments.criteria import CRITERIA
from commonweal.capabilities.commitments.sentences import SENTENCES

_MADE = (conditions.between_members, conditions.still_to_come, conditions.clause_is_there)

CAPABILITY = Capability(
    name="commitments",
    label=_("Commitments"),
    step=4,
    urls="commonweal.capabilities.commitments.urls",
    acts={
        acts.Pledge: projection.pledged,
        acts.AskFor: projection.asked,
        acts.Accept: projection.accepted,
        acts.Decline: projection.declined,
        acts.Report: projection.reported,
        acts.Confirm: projection.confirmed,
        acts.Explain: projection.explained,
        acts.Release: projection.released,
    },
    conditions={
        acts.Pledge: _MADE,
        acts.AskFor: _MADE,
        acts.Accept: (conditions.awaits_an_answer,),
        acts.Decline: (conditions.awaits_an_answer,),
        acts.Report: (conditions.is_open, conditions.done_by_now),
        acts.Confirm: (conditions.is_open, conditions.something_was_reported),
        acts.Explain: (conditions.is_open, conditions.there_is_a_breach, conditions.remedy_lies_ahead),
        acts.Release: (conditions.is_open,),
    },
    guards=(conditions.each_for_its_own_side,),
    criteria=CRITERIA,
    tables=projection.TABLES,
    sentences=SENTENCES,
    links=(
        Link(
            "commitments:commitments",
            _("Commitments"),
            _("Who takes on what for whom, by when, and whether it came"),
            criteria=("4.3", "7.4"),
            acts=("commitments.pledge", "commitments.report", "commitments.confirm"),
        ),
    ),
    addresses=offered.for_all(offered.page_of),
    tasks=(offered.waits,),
    dates=(offered.days,),
    brings=(offered.brought,),
    sheets=(offered.COMMITMENTS,),
    concerns=offered.for_all(offered.those_concerned),
)
