"""The manifest of drafting a charter: read this first."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Capability, Completion, Link
from commonweal.capabilities.chartering import acts, completing, conditions, offered, power_criteria, projection
from commonweal.capabilities.chartering.criteria import CRITERIA
from commonweal.capabilities.chartering.sentences import SENTENCES

CAPABILITY = Capability(
    name="chartering",
    label=_("Writing the charter"),
    step=4,
    urls="commonweal.capabilities.chartering.urls",
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
    observes=(projection.signed, projection.decided_on),
    tables=projection.TABLES,
    criteria=(*CRITERIA, *power_criteria.CRITERIA),
    sentences=SENTENCES,
    links=(
        Link(
            "chartering:drafts",
            _("Drafts of the charter"),
            _("Begin from a model, write it clause by clause, and present it for signature"),
            criteria=("4.1", "6.1"),
            acts=("chartering.open_draft", "chartering.propose_change"),
        ),
        Link(
            "chartering:power",
            _("Who has power under these rules"),
            _("What each rule makes of every vote, who can stop everything alone, and whether enough people come"),
            criteria=("6.3",),
        ),
    ),
    addresses=offered.ADDRESSES,
    tasks=(offered.waits,),
    sheets=offered.SHEETS,
    concerns=offered.CONCERNS,
)
