"""The manifest of feedback: read this first."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Capability, Link
from commonweal.capabilities.feedback import acts, conditions, offered, projection
from commonweal.capabilities.feedback.criteria import CRITERIA
from commonweal.capabilities.feedback.sentences import SENTENCES

_ABOUT = (conditions.are_contributions,)

CAPABILITY = Capability(
    name="feedback",
    label=_("What became of what was said"),
    step=7,
    urls="commonweal.capabilities.feedback.urls",
    acts={
        acts.Acknowledge: projection.acknowledged,
        acts.AnswerContributions: projection.answered,
        acts.StateEffect: projection.effect_stated,
        acts.HandOver: projection.handed_over,
    },
    conditions={
        acts.Acknowledge: (*_ABOUT, conditions.some_are_new),
        acts.AnswerContributions: (*_ABOUT, conditions.not_her_own),
        acts.StateEffect: (*_ABOUT, conditions.not_her_own, conditions.were_answered),
        acts.HandOver: (*_ABOUT, conditions.can_answer, conditions.changes_something),
    },
    observes=(projection.given, projection.cited),
    criteria=CRITERIA,
    tables=projection.TABLES,
    sentences=SENTENCES,
    links=(
        Link(
            "feedback:contributions",
            _("What became of what was said"),
            _("What people told us: whether it arrived, what the answer is, and what came of it"),
            criteria=("7.3",),
            acts=("feedback.acknowledge", "feedback.answer", "feedback.state_effect"),
            also=(3,),
        ),
    ),
    home=(offered.in_short,),
    addresses=dict.fromkeys(offered.HEARD, offered.page_of),
    tasks=(offered.waits,),
    sheets=(offered.CONTRIBUTIONS,),
    concerns=offered.HEARD,
    answers=dict.fromkeys(offered.ABOUT, offered.say_more),
)
