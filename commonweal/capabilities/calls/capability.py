"""The manifest of open calls: read this first."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Capability, Link
from commonweal.capabilities.calls import acts, conditions, offered, projection
from commonweal.capabilities.calls.sentences import SENTENCES

CAPABILITY = Capability(
    name="calls",
    label=_("Open calls"),
    step=2,
    urls="commonweal.capabilities.calls.urls",
    acts={
        acts.OpenCall: projection.opened,
        acts.CloseCall: projection.closed,
        acts.Apply: projection.applied,
        acts.WithdrawApplication: projection.withdrawn,
        acts.AnswerApplication: projection.answered,
    },
    conditions={
        acts.OpenCall: (conditions.call_is_new,),
        acts.CloseCall: (conditions.call_is_open,),
        acts.Apply: (conditions.call_takes_applications, conditions.first_application, conditions.says_for_whom),
        acts.WithdrawApplication: (conditions.her_own_application,),
        acts.AnswerApplication: (
            conditions.application_stands,
            conditions.answered_anew_on_purpose,
            conditions.a_place_is_free,
        ),
    },
    guards=(conditions.nobody_answers_her_own, conditions.kept_for_the_applicant),
    observes=(projection.place_offered, projection.place_taken),
    tables=projection.TABLES,
    sentences=SENTENCES,
    links=(
        Link(
            "calls:calls",
            _("Open calls"),
            _("Places that everybody may apply for, with criteria and published reasons"),
            criteria=("2.2",),
            acts=("calls.open", "calls.answer"),
        ),
    ),
    addresses={
        "calls.open": offered.page_of_call,
        "calls.close": offered.page_of_call,
        "calls.apply": offered.page_of_application,
        "calls.withdraw": offered.page_of_application,
        "calls.answer": offered.page_of_application,
    },
    tasks=(offered.waits,),
    dates=(offered.last_days,),
    readable={"calls.apply": "applications"},
    sheets=(offered.CALLS, offered.APPLICATIONS),
    concerns={"calls.answer": offered.applicant},
)
