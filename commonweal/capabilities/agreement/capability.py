"""The manifest of the agreement: read this first."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Capability
from commonweal.capabilities.agreement import acts, conditions, guards, living, projection
from commonweal.capabilities.agreement.sentences import SENTENCES

CAPABILITY = Capability(
    name="agreement",
    label=_("The agreement"),
    step=4,
    acts={
        acts.SignCharter: projection.signed,
        acts.SignByCode: projection.signed_by_code,
        acts.SignOnPaper: projection.signed_on_paper,
        acts.Decline: projection.declined,
        acts.Accede: projection.acceded,
        acts.BringIntoForce: projection.brought_into_force,
        acts.AdoptEdition: projection.edition_adopted,
        acts.GiveNotice: projection.notice_given,
        acts.Suspend: projection.suspended,
        acts.LiftSuspension: projection.suspension_lifted,
        acts.Succeed: projection.succeeded,
        acts.Renew: projection.renewed,
        acts.Dissolve: projection.dissolved,
        acts.DecideNext: projection.next_decided,
    },
    conditions={
        acts.SignCharter: (conditions.signs_with_a_key,),
        acts.SignByCode: (conditions.signs_with_a_code,),
        acts.SignOnPaper: (conditions.signed_on_paper,),
        acts.Decline: (conditions.declines,),
        acts.Accede: (conditions.accedes,),
        acts.BringIntoForce: (living.comes_into_force,),
        acts.AdoptEdition: (living.newer_edition,),
        acts.GiveNotice: (living.notice_in_time,),
        acts.Suspend: (living.rests_as_decided,),
        acts.LiftSuspension: (living.rests_no_longer,),
        acts.Succeed: (living.takes_the_place,),
        acts.Renew: (living.renewed_as_decided,),
        acts.Dissolve: (living.ends_as_decided,),
        acts.DecideNext: (living.next_is_said,),
    },
    guards=(guards.ended, guards.leaves_in_time, guards.paper_is_recorded_by_the_convener),
    tables=projection.TABLES,
    sentences=SENTENCES,
)
