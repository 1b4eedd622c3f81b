"""The manifest of conversations: read this first."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Capability, Link
from commonweal.capabilities.conversations import acts, conditions, offered, projection
from commonweal.capabilities.conversations.completing import COMPLETES
from commonweal.capabilities.conversations.sentences import SENTENCES

CAPABILITY = Capability(
    name="conversations",
    label=_("Conversations"),
    step=3,
    urls="commonweal.capabilities.conversations.urls",
    acts={
        acts.OpenConversation: projection.opened,
        acts.Seed: projection.seeded,
        acts.AddStatement: projection.added,
        acts.TakeSuggestion: projection.suggestion_taken,
        acts.SetSuggestionAside: projection.suggestion_set_aside,
        acts.SetAsideStatement: projection.set_aside,
        acts.RestoreStatement: projection.restored,
        acts.MarkMeta: projection.meta_marked,
        acts.TranslateStatement: projection.translated,
        acts.InviteMissing: projection.group_invited,
        acts.CloseConversation: projection.closed,
        acts.PublishResult: projection.published,
    },
    conditions={
        acts.OpenConversation: (conditions.box_is_new,),
        acts.Seed: (conditions.is_open,),
        acts.AddStatement: (conditions.takes_statements,),
        acts.TakeSuggestion: (conditions.is_open, conditions.waits),
        acts.SetSuggestionAside: (conditions.is_there, conditions.waits),
        acts.SetAsideStatement: (conditions.is_there, conditions.statement_is_asked),
        acts.RestoreStatement: (conditions.is_there, conditions.statement_is_aside),
        acts.MarkMeta: (conditions.is_there, conditions.mark_changes),
        acts.TranslateStatement: (conditions.is_there, conditions.is_further_language),
        acts.InviteMissing: (conditions.is_open,),
        acts.CloseConversation: (conditions.is_open,),
        acts.PublishResult: (conditions.is_closed,),
    },
    completes=COMPLETES,
    tables=projection.TABLES,
    sentences=SENTENCES,
    contributes=offered.CONTRIBUTES,
    links=(
        Link(
            "conversations:conversations",
            _("Conversations"),
            _("Ask many people one question, and find what unites them across camps"),
            acts=("conversations.open", "conversations.take_suggestion"),
        ),
    ),
    addresses=offered.ADDRESSES,
    tasks=(offered.waits,),
    dates=(offered.days,),
    sheets=offered.SHEETS,
)
