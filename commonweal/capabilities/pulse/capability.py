"""The manifest of surveys of working relations: read this first."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Capability, Completion, Link
from commonweal.capabilities.pulse import acts, answering, conditions, offered, projection
from commonweal.capabilities.pulse.criteria import CRITERIA

CAPABILITY = Capability(
    name="pulse",
    label=_("How partners get on"),
    step=4,
    urls="commonweal.capabilities.pulse.urls",
    acts={
        acts.OpenSurvey: projection.opened,
        acts.CloseSurvey: projection.closed,
        acts.NameRemedy: projection.remedied,
    },
    conditions={
        acts.OpenSurvey: (conditions.one_at_a_time, conditions.ends_in_time),
        acts.CloseSurvey: (conditions.is_there_and_open,),
        acts.NameRemedy: (conditions.was_closed,),
    },
    completes={acts.CloseSurvey: Completion(frozenset({"count", "root", "result"}), answering.close)},
    criteria=CRITERIA,
    tables=projection.TABLES,
    sentences={
        "pulse.open": lambda act, entry: gettext("Asked all partners how they work together"),
        "pulse.close": lambda act, entry: gettext("Closed and counted the survey of working relations"),
        "pulse.remedy": lambda act, entry: gettext("Said what is done for those who stand alone"),
    },
    links=(
        Link(
            "pulse:surveys",
            _("How partners get on"),
            _("Who works with whom, and how much trust there is; nobody can tell who rated whom"),
            criteria=("4.4", "4.5"),
            acts=("pulse.open", "pulse.close"),
        ),
    ),
    addresses=dict.fromkeys(("pulse.open", "pulse.close", "pulse.remedy"), offered.page_of),
    tasks=(offered.waits,),
    dates=(offered.days,),
    sheets=(offered.SURVEYS,),
)
