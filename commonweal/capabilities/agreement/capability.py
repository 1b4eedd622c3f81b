"""The manifest of the agreement: read this first."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Capability, Link
from commonweal.capabilities.agreement import acts, conditions, guards, living, offered, projection
from commonweal.capabilities.agreement.criteria import CRITERIA
from commonweal.capabilities.agreement.sentences import SENTENCES
from commonweal.capabilities.agreement.sheets import SHEETS

CAPABILITY = Capability(
    name="agreement",
    label=_("The agreement"),
    step=4,
    urls="commonweal.capabilities.agreement.urls",
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
    criteria=CRITERIA,
    tables=projection.TABLES,
    sentences=SENTENCES,
    links=(
        Link(
            "agreement:index",
            _("The agreement"),
            _("What rules, who has signed and who has not, amendments, accessions, notices, what comes next"),
            criteria=("4.1", "4.2", "7.10"),
            acts=("agreement.sign_by_code", "agreement.bring_into_force", "agreement.decide_next"),
        ),
    ),
    home=(offered.in_short,),
    addresses={
        "agreement.sign": offered.page_of_text,
        "agreement.sign_by_code": offered.page_of_text,
        "agreement.sign_on_paper": offered.page_of_text,
        "agreement.decline": offered.page_of_text,
        "agreement.accede": offered.page_of_text,
        "agreement.bring_into_force": offered.page_of_text,
        "agreement.adopt_edition": offered.page_of_agreement,
        "agreement.give_notice": offered.page_of_agreement,
        "agreement.suspend": offered.page_of_agreement,
        "agreement.lift_suspension": offered.page_of_agreement,
        "agreement.succeed": offered.page_of_agreement,
        "agreement.renew": offered.page_of_agreement,
        "agreement.dissolve": offered.page_of_agreement,
        "agreement.decide_next": offered.page_of_agreement,
    },
    tasks=(offered.waits,),
    dates=(offered.days,),
    sheets=SHEETS,
    concerns={
        "agreement.decline": offered.those_who_sign,
        "agreement.give_notice": offered.those_who_sign,
        "agreement.dissolve": offered.those_who_sign,
        "agreement.sign_on_paper": offered.those_of_the_organisation,
        "agreement.suspend": offered.those_of_the_organisation,
        "agreement.lift_suspension": offered.those_of_the_organisation,
        "agreement.succeed": offered.those_of_the_organisation,
    },
    readable={"agreement.sign_by_code": "names", "agreement.sign_on_paper": "names"},
)
