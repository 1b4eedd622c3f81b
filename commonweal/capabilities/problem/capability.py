"""The manifest of problem statements: read this first."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Capability, Link
from commonweal.capabilities.problem import acts, cause_acts, completing, conditions, offered, projection
from commonweal.capabilities.problem.criteria import CRITERIA
from commonweal.capabilities.problem.sentences import SENTENCES

HERE, RESTS = conditions.problem_is_here, conditions.rests_on_what_is_there
CAUSE = conditions.cause_is_here

CAPABILITY = Capability(
    name="problem",
    label=_("Problem statement"),
    step=3,
    urls="commonweal.capabilities.problem.urls",
    acts={
        acts.OpenProblem: projection.opened,
        acts.Suggest: projection.suggested,
        acts.SettleSuggestion: projection.settled,
        acts.Dissent: projection.dissented,
        acts.AnswerDissent: projection.dissent_answered,
        cause_acts.AddCause: projection.cause_added,
        cause_acts.RewordCause: projection.cause_reworded,
        cause_acts.MoveCause: projection.cause_moved,
        cause_acts.MarkRoot: projection.root_marked,
        cause_acts.LinkCause: projection.cause_linked,
        cause_acts.SetAside: projection.cause_set_aside,
        acts.Present: projection.presented,
        acts.Adopt: projection.adopted,
    },
    conditions={
        acts.OpenProblem: (RESTS,),
        acts.Suggest: (HERE, RESTS, conditions.suggestion_fits),
        acts.SettleSuggestion: (HERE, conditions.suggestion_waits),
        acts.Dissent: (HERE, conditions.line_stands),
        acts.AnswerDissent: (HERE, conditions.note_is_here),
        cause_acts.AddCause: (HERE, RESTS, conditions.cause_is_new),
        cause_acts.RewordCause: (HERE, RESTS, CAUSE),
        cause_acts.MoveCause: (HERE, CAUSE, conditions.moves_to_no_own_branch),
        cause_acts.MarkRoot: (HERE, CAUSE),
        cause_acts.LinkCause: (HERE, CAUSE, conditions.goal_stands),
        cause_acts.SetAside: (HERE, CAUSE),
        acts.Present: (HERE, conditions.something_new_to_present),
        acts.Adopt: (HERE, conditions.version_was_decided),
    },
    completes=completing.COMPLETES,
    criteria=CRITERIA,
    tables=projection.TABLES,
    sentences=SENTENCES,
    links=(
        Link(
            "problem:problems",
            _("Problem statement"),
            _("Written together line by line, with the voices and evidence behind each, and the tree of causes"),
            criteria=("3.1", "3.2"),
            acts=("problem.open", "problem.suggest", "problem.add_cause"),
        ),
    ),
    addresses={
        "problem.open": offered.page_of_problem,
        "problem.suggest": offered.page_of_suggestion,
        "problem.settle": offered.page_of_suggestion,
        "problem.dissent": offered.page_of_dissent,
        "problem.answer_dissent": offered.page_of_dissent,
        "problem.add_cause": offered.page_of_cause,
        "problem.reword_cause": offered.page_of_cause,
        "problem.move_cause": offered.page_of_cause,
        "problem.mark_root": offered.page_of_cause,
        "problem.link_cause": offered.page_of_cause,
        "problem.set_aside": offered.page_of_cause,
        "problem.present": offered.page_of_version,
        "problem.adopt": offered.page_of_version,
    },
    tasks=(offered.waits,),
    sheets=(offered.LINES, offered.CAUSES),
    contributes={
        "problem.suggest": offered.contributed,
        "problem.dissent": offered.contributed,
    },
)
