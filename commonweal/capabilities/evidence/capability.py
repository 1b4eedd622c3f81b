"""The manifest of evidence: read this first."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Capability, Link
from commonweal.capabilities.evidence import acts, conditions, offered, projection
from commonweal.capabilities.evidence.sentences import SENTENCES

_SAID = (conditions.consent_was_given, conditions.about_what_is_there)

CAPABILITY = Capability(
    name="evidence",
    label=_("Evidence"),
    step=3,
    urls="commonweal.capabilities.evidence.urls",
    acts={
        acts.Add: projection.added,
        acts.Correct: projection.corrected,
        acts.Contradict: projection.contradicted,
        acts.WithdrawConsent: projection.consent_withdrawn,
        acts.Retire: projection.retired,
        acts.Use: projection.used,
    },
    conditions={
        acts.Add: _SAID,
        acts.Correct: (conditions.still_counts, *_SAID),
        acts.Contradict: (conditions.both_count,),
        acts.WithdrawConsent: (conditions.still_counts,),
        acts.Retire: (conditions.still_counts,),
        acts.Use: (conditions.is_a_decision, conditions.what_is_used_counts),
    },
    guards=(conditions.whoever_answers_for_it, conditions.knowledge_is_named_first),
    tables=projection.TABLES,
    sentences=SENTENCES,
    links=(
        Link(
            "evidence:evidence",
            _("Evidence"),
            _("What we know, from whom, how sure it is, and whose knowledge is missing"),
            criteria=("3.1",),
            acts=("evidence.add",),
        ),
    ),
    addresses=offered.ADDRESSES,
    tasks=(offered.waits,),
    sheets=(offered.EVIDENCE, offered.USES),
    concerns=dict.fromkeys(
        ("evidence.contradict", "evidence.retire", "evidence.withdraw_consent"), offered.those_concerned
    ),
    contributes={"evidence.add": offered.given},
)
