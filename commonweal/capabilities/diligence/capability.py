"""The manifest of checks of partners: read this first."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Capability, Link
from commonweal.capabilities.diligence import acts, conditions, offered, projection
from commonweal.capabilities.diligence.criteria import CRITERIA
from commonweal.capabilities.diligence.sentences import SENTENCES

CAPABILITY = Capability(
    name="diligence",
    label=_("Checks of partners"),
    step=2,
    urls="commonweal.capabilities.diligence.urls",
    acts={
        acts.OpenCheck: projection.opened,
        acts.Find: projection.found,
        acts.Reply: projection.replied,
        acts.Conclude: projection.concluded,
        acts.WithdrawCheck: projection.withdrawn,
    },
    conditions={
        acts.OpenCheck: (conditions.a_member_without_a_running_check,),
        acts.Find: (conditions.check_runs, conditions.question_is_asked, conditions.evidence_still_holds),
        acts.Reply: (conditions.question_is_asked, conditions.replies_for_the_organisation),
        acts.Conclude: (conditions.check_runs, conditions.everything_was_looked_at, conditions.ends_in_time),
        acts.WithdrawCheck: (conditions.check_counts,),
    },
    guards=(conditions.nobody_checks_her_own,),
    criteria=CRITERIA,
    tables=projection.TABLES,
    sentences=SENTENCES,
    links=(
        Link(
            "diligence:members",
            _("Checks of partners"),
            _("Who was looked into, on what it rests, and until when it holds"),
            criteria=("2.6",),
            acts=("diligence.open", "diligence.find", "diligence.conclude"),
        ),
    ),
    addresses={
        "diligence.open": offered.page_of_check,
        "diligence.find": offered.page_of_item,
        "diligence.reply": offered.page_of_item,
        "diligence.conclude": offered.page_of_check,
        "diligence.withdraw": offered.page_of_check,
    },
    tasks=(offered.waits,),
    dates=(offered.ends,),
    sheets=(offered.CHECKS,),
    concerns={
        "diligence.open": offered.those_checked,
        "diligence.find": offered.those_checked,
        "diligence.conclude": offered.those_checked,
        "diligence.withdraw": offered.those_checked,
        "diligence.reply": offered.those_who_check,
    },
    answers={"diligence.find": offered.may_reply, "diligence.conclude": offered.may_reply},
)
