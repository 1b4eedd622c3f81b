"""The manifest of ideas: read this first."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Capability, Link
from commonweal.capabilities.ideas import acts, conditions, offered, projection
from commonweal.capabilities.ideas.sentences import SENTENCES

CAPABILITY = Capability(
    name="ideas",
    label=_("Ideas"),
    step=3,
    urls="commonweal.capabilities.ideas.urls",
    acts={
        acts.PutIdea: projection.put,
        acts.MergeIdeas: projection.merged,
        acts.SplitIdea: projection.split,
        acts.ChooseCriteria: projection.criteria_chosen,
        acts.RateIdea: projection.rated,
        acts.OpenDraft: projection.draft_opened,
        acts.SuggestChange: projection.suggested,
        acts.SettleSuggestion: projection.settled,
        acts.FinishDraft: projection.finished,
    },
    conditions={
        acts.MergeIdeas: (conditions.all_stand,),
        acts.SplitIdea: (conditions.can_be_split,),
        acts.RateIdea: (conditions.rated_by_what_holds,),
        acts.OpenDraft: (conditions.drafted_from_ideas,),
        acts.SuggestChange: (conditions.paragraph_is_there,),
        acts.SettleSuggestion: (conditions.can_be_settled,),
        acts.FinishDraft: (conditions.can_be_finished,),
    },
    tables=projection.TABLES,
    sentences=SENTENCES,
    links=(
        Link(
            "ideas:ideas",
            _("Ideas"),
            _("Put, join, split and rate ideas; each keeps what it came from"),
            acts=("ideas.put",),
        ),
        Link(
            "ideas:drafts",
            _("Interventions"),
            _("Drafted together from ideas, and who shaped them"),
            acts=("ideas.open_draft", "ideas.suggest"),
        ),
    ),
    addresses={
        "ideas.put": offered.page_of_idea,
        "ideas.merge": offered.page_of_idea,
        "ideas.split": offered.page_of_idea,
        "ideas.rate": offered.page_of_idea,
        "ideas.choose_criteria": offered.page_of_ideas,
        "ideas.open_draft": offered.page_of_draft,
        "ideas.suggest": offered.page_of_draft,
        "ideas.settle": offered.page_of_draft,
        "ideas.finish": offered.page_of_draft,
    },
    tasks=(offered.waits,),
    concerns={"ideas.settle": offered.whoever_suggested},
    sheets=(offered.IDEAS,),
    contributes={"ideas.put": offered.idea_given, "ideas.suggest": offered.suggestion_given},
)
