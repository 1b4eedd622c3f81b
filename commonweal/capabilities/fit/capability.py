"""The manifest of fit: read this first."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Capability, Link
from commonweal.capabilities.fit import acts, conditions, home, projection
from commonweal.capabilities.fit.criteria import CRITERIA
from commonweal.capabilities.fit.sentences import SENTENCES
from commonweal.capabilities.fit.sheets import SHEETS

CAPABILITY = Capability(
    name="fit",
    label=_("Fit"),
    step=1,
    urls="commonweal.capabilities.fit.urls",
    acts={
        acts.NameGoal: projection.goal_named,
        acts.ReviseGoal: projection.goal_revised,
        acts.WithdrawGoal: projection.goal_withdrawn,
        acts.StateCondition: projection.condition_stated,
        acts.OpenAssessment: projection.assessment_opened,
        acts.CloseAssessment: projection.assessment_closed,
        acts.Reopen: projection.reopened,
        acts.Score: projection.scored,
        acts.Note: projection.noted,
        acts.Decide: projection.decided,
        acts.ChooseModels: projection.models_chosen,
        acts.OpenSounding: projection.sounding_opened,
        acts.CloseSounding: projection.sounding_closed,
    },
    conditions={
        acts.ReviseGoal: (conditions.goal_stands,),
        acts.WithdrawGoal: (conditions.goal_stands,),
        acts.OpenAssessment: (conditions.no_other_is_open,),
        acts.CloseAssessment: (conditions.takes_scores,),
        acts.Reopen: (conditions.can_be_reopened,),
        acts.Score: (conditions.is_somebody, conditions.takes_scores, conditions.answers_what_was_asked),
        acts.Note: (conditions.item_was_asked,),
        acts.Decide: (conditions.can_be_decided, conditions.deciders_take_part),
        acts.OpenSounding: (conditions.box_is_new,),
        acts.CloseSounding: (conditions.box_holds_this,),
    },
    criteria=CRITERIA,
    observes=(projection.sponsor_left,),
    tables=projection.TABLES,
    sentences=SENTENCES,
    home=(home.goals_in_short,),
    sheets=SHEETS,
    links=(
        Link(
            "fit:goals",
            _("Goals"),
            _("What is to be different, for whom, where and by when"),
            criteria=("1.1",),
            acts=("fit.name_goal",),
        ),
        Link(
            "fit:conditions",
            _("Conditions"),
            _("Whether what is needed is there, and a question to residents"),
            criteria=("1.5",),
            acts=("fit.state_condition",),
        ),
        Link(
            "fit:assessment",
            _("Assessment"),
            _("Score the alliance against other ways; it takes five minutes"),
            criteria=("1.2", "1.3"),
            acts=("fit.score", "fit.open_assessment"),
        ),
        Link(
            "fit:result",
            _("Result"),
            _("What the scores say, and where views differ"),
            criteria=("1.4",),
            acts=("fit.note",),
        ),
        Link(
            "fit:decision",
            _("Decision"),
            _("Proceed, take a smaller form, or do not partner"),
            criteria=("1.6",),
            acts=("fit.decide",),
        ),
        Link(
            "fit:models",
            _("Models"),
            _("Five ways to work together, and what each one starts from"),
            acts=("fit.choose_models",),
        ),
    ),
)
