"""The manifest of membership: read this first."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Capability, Link
from commonweal.capabilities.membership import acts, conditions, projection
from commonweal.partnerships.models import Member, OpenInvitation, Representation
from commonweal.partnerships.naming import organisation_name
from commonweal.record.entry import Entry


def _admitted(act: Any, entry: Entry) -> str:
    return gettext("%(organisation)s joined") % {"organisation": act.name}


def _corrected(act: Any, entry: Entry) -> str:
    return gettext("What is said of %(organisation)s was corrected") % {"organisation": act.name}


def _left(act: Any, entry: Entry) -> str:
    return gettext("%(organisation)s left") % {
        "organisation": organisation_name(act.organisation, partnership=act.partnership)
    }


def _invited(act: Any, entry: Entry) -> str:
    return {
        "convener": gettext("A further convener was invited"),
        "representative": gettext("A representative was invited"),
        "participant": gettext("A participant was invited"),
        "observer": gettext("An observer was invited"),
    }[act.role]


def _withdrawn(act: Any, entry: Entry) -> str:
    return gettext("An invitation was withdrawn")


def _accepted(act: Any, entry: Entry) -> str:
    return gettext("Somebody took the place that an invitation offers")


def _represented(act: Any, entry: Entry) -> str:
    return gettext("The convener acts for %(organisation)s") % {
        "organisation": organisation_name(act.organisation, partnership=act.partnership)
    }


def _stepped_down(act: Any, entry: Entry) -> str:
    return gettext("Somebody gave up a place")


CAPABILITY = Capability(
    name="membership",
    label=_("Membership"),
    step=2,
    urls="commonweal.capabilities.membership.urls",
    acts={
        acts.AdmitOrganisation: projection.admitted,
        acts.CorrectOrganisation: projection.corrected,
        acts.LetOrganisationGo: projection.let_go,
        acts.Invite: projection.invited,
        acts.WithdrawInvitation: projection.withdrawn,
        acts.AcceptInvitation: projection.accepted,
        acts.Represent: projection.represented,
        acts.StepDown: projection.stepped_down,
    },
    conditions={
        acts.AdmitOrganisation: (conditions.not_a_member_yet,),
        acts.CorrectOrganisation: (conditions.still_a_member,),
        acts.LetOrganisationGo: (conditions.still_a_member,),
        acts.Invite: (conditions.offers_a_real_place,),
        acts.WithdrawInvitation: (conditions.invitation_is_open,),
        acts.AcceptInvitation: (
            conditions.invitation_is_open,
            conditions.not_there_already,
            conditions.place_is_free,
        ),
        acts.Represent: (conditions.still_a_member, conditions.not_represented_by_her),
        acts.StepDown: (conditions.her_own_place,),
    },
    tables=(Member, OpenInvitation, Representation),
    sentences={
        "membership.admit": _admitted,
        "membership.correct": _corrected,
        "membership.leave": _left,
        "membership.invite": _invited,
        "membership.withdraw": _withdrawn,
        "membership.accept": _accepted,
        "membership.represent": _represented,
        "membership.step_down": _stepped_down,
    },
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
            criteria=("2.4",),
            acts=("membership.invite",),
        ),
    ),
)
