"""The manifest of drafting a charter: read this first."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Capability, Completion
from commonweal.capabilities.chartering import acts, completing, conditions, projection
from commonweal.capabilities.chartering.sentences import SENTENCES

CAPABILITY = Capability(
    name="chartering",
    label=_("Writing the charter"),
    step=4,
    acts={
        acts.OpenDraft: projection.opened,
        acts.PutClauses: projection.put,
        acts.ProposeChange: projection.proposed,
        acts.CommentOnClause: projection.commented,
        acts.ObjectToClause: projection.objected,
        acts.SettleChange: projection.settled,
        acts.AnswerObjection: projection.answered,
        acts.WithdrawObjection: projection.objection_withdrawn,
        acts.Freeze: projection.presented,
        acts.WithdrawDraft: projection.withdrawn,
        acts.ReopenDraft: projection.reopened,
    },
    conditions=conditions.CONDITIONS,
    completes={
        acts.OpenDraft: Completion(frozenset({"base", "source_digest"}), completing.source_named),
        acts.Freeze: Completion(frozenset({"digest", "marks"}), completing.text_marked),
    },
    guards=(conditions.pen_takes_back, conditions.her_own_objection),
    observes=(projection.bound,),
    tables=projection.TABLES,
    sentences=SENTENCES,
)
