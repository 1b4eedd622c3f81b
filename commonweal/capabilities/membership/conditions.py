"""What must be so for somebody to come, to stay and to go."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Objection
from commonweal.capabilities.membership.acts import (
    AcceptInvitation,
    AdmitOrganisation,
    CorrectOrganisation,
    Invite,
    LetOrganisationGo,
    Represent,
    StepDown,
    WithdrawInvitation,
)
from commonweal.partnerships.actors import Actor
from commonweal.partnerships.models import Member, OpenInvitation, Representation
from commonweal.partnerships.queries import members, representations

LONGEST_INVITATION = timedelta(days=90)

TAKEN_ONCE = ("convener", "representative")
"""Places that bind others: a link to one is used up by whoever takes it, so that forwarding it gives nothing."""


def not_a_member_yet(act: AdmitOrganisation, *, by: Actor, at: datetime) -> Objection | None:
    """An organisation is a member once, and no two members have the same name."""
    if _member(act.partnership, act.organisation):
        return Objection(_("This organisation takes part already."), field="name")
    if members(act.partnership).filter(name__iexact=act.name).exists():
        return Objection(_("An organisation of this name takes part already."), field="name")
    return None


def still_a_member(
    act: CorrectOrganisation | LetOrganisationGo | Represent, *, by: Actor, at: datetime
) -> Objection | None:
    """Only a member can be corrected, represented or let go."""
    if not _member(act.partnership, act.organisation):
        return Objection(_("This organisation does not take part."), field="organisation")
    return None


def offers_a_real_place(act: Invite, *, by: Actor, at: datetime) -> Objection | None:
    """An invitation names a member organisation, or none, and ends within three months."""
    if act.organisation and not _member(act.partnership, act.organisation):
        return Objection(_("Add the organisation first, then invite its representative."), field="organisation")
    if not at < act.expires_at <= at + LONGEST_INVITATION:
        return Objection(_("Let the invitation end within the next 90 days."), field="expires_at")
    if OpenInvitation.objects.filter(pk=act.invitation).exists():
        return Objection(_("This invitation was made before."))
    return None


def invitation_is_open(act: AcceptInvitation | WithdrawInvitation, *, by: Actor, at: datetime) -> Objection | None:
    """An invitation can be taken or withdrawn until it is withdrawn."""
    row = OpenInvitation.objects.filter(pk=act.invitation, partnership=act.partnership).first()
    if row is None or row.withdrawn_at is not None:
        return Objection(_("This invitation was withdrawn. Ask the convener for a new link."))
    return None


def place_is_free(act: AcceptInvitation, *, by: Actor, at: datetime) -> Objection | None:
    """A place can be taken while the invitation lasts, for a member, and by one person where it binds others."""
    row = OpenInvitation.objects.get(pk=act.invitation, partnership=act.partnership)
    if at >= row.expires_at:
        return Objection(_("This invitation has expired. Ask the convener for a new link."))
    if row.organisation and not _member(act.partnership, row.organisation):
        return Objection(_("The organisation for which this place was offered has left. Ask the convener."))
    if row.accepted and row.role in TAKEN_ONCE:
        return Objection(_("Somebody has taken this place with this link. Ask the convener for a new one."))
    return None


def not_there_already(act: AcceptInvitation, *, by: Actor, at: datetime) -> Objection | None:
    """Nobody holds the same place twice."""
    row = OpenInvitation.objects.filter(pk=act.invitation, partnership=act.partnership).first()
    if row and _holds(act.partnership, by.person, role=row.role, organisation=row.organisation):
        return Objection(_("You hold this place already."))
    return None


def not_represented_by_her(act: Represent, *, by: Actor, at: datetime) -> Objection | None:
    """Nobody represents the same organisation twice."""
    if _holds(act.partnership, by.person, role="representative", organisation=act.organisation):
        return Objection(_("You act for this organisation already."), field="organisation")
    return None


def her_own_place(act: StepDown, *, by: Actor, at: datetime) -> Objection | None:
    """A person gives up her own place, and a partnership is never left without a convener."""
    row = Representation.objects.filter(pk=f"{act.partnership}.{act.place}", ended_at__isnull=True).first()
    if row is None or row.person != by.person:
        return Objection(_("You can only give up a place that you hold."), field="place")
    conveners = representations(act.partnership).filter(role="convener")
    if row.role == "convener" and conveners.count() == 1:
        return Objection(_("You are the only convener. Invite another one before you step down."), field="place")
    return None


def _member(partnership: str, organisation: str) -> Member | None:
    return members(partnership).filter(organisation=organisation).first()


def _holds(partnership: str, person: str | None, *, role: str, organisation: str) -> bool:
    return representations(partnership).filter(person=person or "", role=role, organisation=organisation).exists()
