"""The manifest of interests: read this first."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Capability
from commonweal.capabilities.interests import acts, conditions, guards, projection

CAPABILITY = Capability(
    name="interests",
    label=_("Interests"),
    step=2,
    acts={
        acts.DeclareInterest: projection.declared,
        acts.DeclareNone: projection.declared_none,
        acts.RenewInterest: projection.renewed,
        acts.EndInterest: projection.ended,
        acts.JudgeInterest: projection.judged,
        acts.StepBack: projection.stepped_back,
        acts.ReportMissed: projection.reported,
    },
    conditions={
        acts.DeclareInterest: (
            conditions.speaks_for_whom_it_is,
            conditions.names_what_is_there,
            conditions.is_with_somebody_else,
        ),
        acts.DeclareNone: (conditions.speaks_for_whom_it_is, conditions.has_none_running),
        acts.RenewInterest: (conditions.is_running,),
        acts.EndInterest: (conditions.is_running, conditions.is_over_by_now),
        acts.JudgeInterest: (conditions.can_be_judged, conditions.names_what_is_there),
        acts.StepBack: (conditions.speaks_for_whom_it_is, conditions.names_what_is_there),
        acts.ReportMissed: (conditions.was_missed,),
    },
    guards=(guards.nobody_judges_her_own, guards.only_hers, guards.nobody_decides_who_steps_back),
    observes=(projection.settled_elsewhere,),
    tables=projection.TABLES,
)
