"""The manifest of assumptions: read this first."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Capability, Link
from commonweal.capabilities.assumptions import acts, conditions, offered, projection
from commonweal.capabilities.assumptions.criteria import CRITERIA
from commonweal.capabilities.assumptions.sentences import SENTENCES

_ASSUMED = (conditions.still_to_come, conditions.on_the_record)

CAPABILITY = Capability(
    name="assumptions",
    label=_("Assumptions"),
    step=3,
    urls="commonweal.capabilities.assumptions.urls",
    acts={
        acts.State: projection.stated,
        acts.Revise: projection.revised,
        acts.ReportTest: projection.tested,
        acts.HandOver: projection.handed_over,
        acts.ActOn: projection.acted_on,
        acts.GiveUp: projection.given_up,
    },
    conditions={
        acts.State: (*_ASSUMED, conditions.owner_takes_part),
        acts.Revise: (conditions.still_made, *_ASSUMED),
        acts.ReportTest: (conditions.still_made, conditions.evidence_is_there),
        acts.HandOver: (conditions.still_made, conditions.to_somebody_else, conditions.owner_takes_part),
        acts.ActOn: (conditions.still_made, conditions.it_falls),
        acts.GiveUp: (conditions.still_made,),
    },
    guards=(conditions.whoever_looks_after_it,),
    criteria=CRITERIA,
    observes=(projection.leaned_on,),
    tables=projection.TABLES,
    sentences=SENTENCES,
    links=(
        Link(
            "assumptions:assumptions",
            _("Assumptions"),
            _("What we take for granted, who tests it by when, and what falls if it does not hold"),
            criteria=("7.5",),
            acts=("assumptions.state", "assumptions.report_test"),
        ),
    ),
    addresses=offered.ADDRESSES,
    tasks=(offered.waits,),
    dates=(offered.days,),
    sheets=(offered.ASSUMPTIONS,),
    concerns=dict.fromkeys(offered.KINDS, offered.those_concerned),
)
