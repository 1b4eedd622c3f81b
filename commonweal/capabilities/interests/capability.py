"""The manifest of interests: read this first."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Capability, Link
from commonweal.capabilities.interests import acts, conditions, guards, offered, projection
from commonweal.capabilities.interests.sentences import SENTENCES

ACTS = (
    acts.DeclareInterest,
    acts.DeclareNone,
    acts.RenewInterest,
    acts.EndInterest,
    acts.JudgeInterest,
    acts.StepBack,
    acts.ReportMissed,
)

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
    urls="commonweal.capabilities.interests.urls",
    sentences=SENTENCES,
    links=(
        Link(
            "interests:register",
            _("Interests"),
            _("Who has an interest in what is decided, and who steps back"),
            criteria=("2.6",),
            acts=("interests.declare", "interests.judge"),
        ),
    ),
    addresses={act.kind_name(): offered.page_of_declaration for act in ACTS},
    tasks=(offered.waits,),
    dates=(offered.ends,),
    sheets=(offered.INTERESTS, offered.RECUSALS),
    concerns={"interests.judge": offered.those_judged, "interests.report_missed": offered.those_missed},
    readable={act.kind_name(): "interests" for act in ACTS},
)
