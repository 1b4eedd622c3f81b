"""The manifest of membership: read this first."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Capability, Link
from commonweal.capabilities.membership import (
    acts,
    conditions,
    criteria,
    place_acts,
    place_conditions,
    projection,
    sentences,
    sheets,
    waiting,
)
from commonweal.capabilities.membership.older import UPCASTERS
from commonweal.partnerships.models import (
    AccessAnswer,
    ImportedList,
    Member,
    OpenInvitation,
    RemainingDuty,
    Representation,
)

CAPABILITY = Capability(
    name="membership",
    label=_("Membership"),
    step=2,
    urls="commonweal.capabilities.membership.urls",
    acts={
        acts.AdmitOrganisation: projection.admitted,
        acts.CorrectOrganisation: projection.corrected,
        acts.ImportOrganisations: projection.imported,
        acts.TakeBackImport: projection.import_taken_back,
        acts.LetOrganisationGo: projection.let_go,
        acts.DischargeDuty: projection.discharged,
        place_acts.Invite: projection.invited,
        place_acts.WithdrawInvitation: projection.withdrawn,
        place_acts.AcceptInvitation: projection.accepted,
        place_acts.Represent: projection.represented,
        place_acts.SayMandate: projection.mandate_said,
        place_acts.EndPlace: projection.place_ended,
        place_acts.AnswerAccess: projection.access_answered,
        place_acts.StepDown: projection.place_ended,
    },
    conditions={
        acts.AdmitOrganisation: (conditions.not_a_member_yet,),
        acts.CorrectOrganisation: (conditions.still_a_member, conditions.its_name_is_its_own),
        acts.ImportOrganisations: (conditions.none_takes_part_yet,),
        acts.TakeBackImport: (conditions.nothing_was_built_on_it,),
        acts.LetOrganisationGo: (conditions.still_a_member, conditions.somebody_else_convenes),
        acts.DischargeDuty: (conditions.the_duty_remains,),
        place_acts.Invite: (
            place_conditions.hers_to_offer,
            place_conditions.offers_a_real_place,
            place_conditions.succeeds_a_held_place,
        ),
        place_acts.WithdrawInvitation: (place_conditions.invitation_is_open, place_conditions.hers_to_withdraw),
        place_acts.AcceptInvitation: (
            place_conditions.invitation_is_open,
            place_conditions.not_there_already,
            place_conditions.place_is_free,
        ),
        place_acts.Represent: (conditions.still_a_member, place_conditions.not_represented_by_her),
        place_acts.SayMandate: (place_conditions.a_mandate_that_can_be, place_conditions.somebody_who_can_stand_in),
        place_acts.EndPlace: (place_conditions.a_place_she_may_end,),
        place_acts.StepDown: (place_conditions.her_own_place,),
    },
    criteria=criteria.CRITERIA,
    tables=(Member, ImportedList, RemainingDuty, OpenInvitation, Representation, AccessAnswer),
    upcasters=UPCASTERS,
    sentences=sentences.SENTENCES,
    links=(
        Link(
            "membership:members",
            _("Who takes part"),
            _("Organisations by sector, and who acts for them"),
            criteria=("2.2",),
            acts=("membership.admit",),
        ),
        Link(
            "membership:invitations",
            _("Invitations"),
            _("A link and a code for each place"),
            acts=("membership.invite",),
        ),
        Link(
            "membership:places",
            _("My places here"),
            _("For whom you act, by which mandate and until when"),
            criteria=("2.4",),
            acts=("membership.say_mandate",),
        ),
    ),
    addresses={
        "membership.admit": waiting.page_of_organisation,
        "membership.correct": waiting.page_of_organisation,
        "membership.leave": waiting.page_of_organisation,
        "membership.represent": waiting.page_of_organisation,
        "membership.invite": waiting.page_of_organisation,
        "membership.import_list": waiting.page_of_members,
        "membership.undo_import": waiting.page_of_members,
        "membership.discharge": waiting.page_of_members,
        "membership.accept": waiting.page_of_members,
        "membership.say_mandate": waiting.page_of_members,
        "membership.end_place": waiting.page_of_members,
        "membership.step_down": waiting.page_of_members,
    },
    tasks=(waiting.tasks,),
    dates=(waiting.dates,),
    sheets=sheets.SHEETS,
    concerns={
        "membership.end_place": waiting.whose_place,
        "membership.say_mandate": waiting.whose_place,
        "membership.accept": waiting.who_invited,
    },
)
