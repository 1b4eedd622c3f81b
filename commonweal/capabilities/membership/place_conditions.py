"""What must be so for a place to be offered, taken, held by a mandate, ended and handed over."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Objection
from commonweal.capabilities.membership.conditions import member_of
from commonweal.capabilities.membership.offers import is_used_up
from commonweal.capabilities.membership.place_acts import (
    TAKEN_ONCE,
    AcceptInvitation,
    EndPlace,
    Invite,
    Represent,
    SayMandate,
    StepDown,
    WithdrawInvitation,
)
from commonweal.partnerships.actors import Actor
from commonweal.partnerships.models import OpenInvitation, Representation
from commonweal.partnerships.queries import places_held, representations

LONGEST_INVITATION = timedelta(days=90)

HERS_TO_GIVE = ("representative", "substitute", "participant")
"""Places to which a representative may invite for her own organisation, and which she may end."""


def offers_a_real_place(act: Invite, *, by: Actor, at: datetime) -> Objection | None:
    """An invitation names a member organisation, or none, and ends within three months."""
    if act.organisation and not member_of(act.partnership, act.organisation):
        return Objection(_("Add the organisation first, then invite its representative."), field="organisation")
    if not at < act.expires_at <= at + LONGEST_INVITATION:
        return Objection(_("Let the invitation end within the next 90 days."), field="expires_at")
    if act.until_on is not None and act.until_on <= at.date():
        return Objection(_("Give a last day of the place that is still to come."), field="until_on")
    if OpenInvitation.objects.filter(pk=act.invitation).exists():
        return Objection(_("This invitation was made before."))
    return None


def hers_to_offer(act: Invite, *, by: Actor, at: datetime) -> Objection | None:
    """A representative invites for her own organisation, and to places that stand on it."""
    if by.has("convener"):
        return None
    if act.organisation != by.org:
        return Objection(_("You may only invite people for the organisation for which you act."), field="organisation")
    if act.role not in HERS_TO_GIVE:
        return Objection(
            _("For your organisation you may invite representatives, substitutes and participants."), field="role"
        )
    return None


def succeeds_a_held_place(act: Invite, *, by: Actor, at: datetime) -> Objection | None:
    """A successor takes the same place for the same organisation, of somebody who still holds it."""
    if act.succeeds is None:
        return None
    place = _place(act.partnership, act.succeeds)
    if place is None:
        return Objection(_("The place that was to be handed over has ended."), field="succeeds")
    if (place.role, place.organisation) != (act.role, act.organisation or ""):
        return Objection(_("A successor takes the same place, for the same organisation."), field="succeeds")
    return None


def hers_to_withdraw(act: WithdrawInvitation, *, by: Actor, at: datetime) -> Objection | None:
    """A representative withdraws invitations to places of her own organisation."""
    row = OpenInvitation.objects.filter(pk=act.invitation, partnership=act.partnership).first()
    if row is None or by.has("convener") or (row.organisation == by.org and row.role in HERS_TO_GIVE):
        return None
    return Objection(_("You may only withdraw invitations for the organisation for which you act."))


def invitation_is_open(act: AcceptInvitation | WithdrawInvitation, *, by: Actor, at: datetime) -> Objection | None:
    """An invitation can be taken or withdrawn until it is withdrawn."""
    row = OpenInvitation.objects.filter(pk=act.invitation, partnership=act.partnership).first()
    if row is None or row.withdrawn_at is not None:
        return Objection(_("This invitation was withdrawn. Ask the convener for a new link."))
    return None


def place_is_free(act: AcceptInvitation, *, by: Actor, at: datetime) -> Objection | None:
    """A place can be taken while the invitation lasts, for a member, and by as many people as it is for."""
    row = OpenInvitation.objects.get(pk=act.invitation, partnership=act.partnership)
    if at >= row.expires_at:
        return Objection(_("This invitation has expired. Ask the convener for a new link."))
    if row.organisation and not member_of(act.partnership, row.organisation):
        return Objection(_("The organisation for which this place was offered has left. Ask the convener."))
    if is_used_up(row):
        return Objection(
            _("Somebody has taken this place with this link. Ask the convener for a new one.")
            if row.role in TAKEN_ONCE
            else _("All places of this link are taken. Ask the convener for a new one.")
        )
    if row.succeeds is not None and _place(act.partnership, row.succeeds) is None:
        return Objection(_("The place that was to be handed over has ended. Ask for a new invitation."))
    if row.until_on is not None and row.until_on < at.date():
        return Objection(_("The term for which this place was offered is over. Ask for a new invitation."))
    return None


def not_there_already(act: AcceptInvitation, *, by: Actor, at: datetime) -> Objection | None:
    """Nobody holds the same place twice."""
    row = OpenInvitation.objects.filter(pk=act.invitation, partnership=act.partnership).first()
    if row and _holds(act.partnership, by.person, role=row.role, organisation=row.organisation, at=at):
        return Objection(_("You hold this place already."))
    return None


def not_represented_by_her(act: Represent, *, by: Actor, at: datetime) -> Objection | None:
    """Nobody represents the same organisation twice."""
    if _holds(act.partnership, by.person, role="representative", organisation=act.organisation, at=at):
        return Objection(_("You act for this organisation already."), field="organisation")
    if act.until_on is not None and act.until_on < at.date():
        return Objection(_("Give a last day that is still to come."), field="until_on")
    return None


def a_mandate_that_can_be(act: SayMandate, *, by: Actor, at: datetime) -> Objection | None:
    """A mandate is said of somebody who acts for an organisation, by that organisation or the convener, to come."""
    place = _place(act.partnership, act.place)
    if place is None:
        return Objection(_("This place has ended. Load the page again."), field="place")
    if place.role not in HERS_TO_GIVE or not place.organisation:
        return Objection(_("A mandate is said of those who act for an organisation."), field="place")
    if not by.has("convener") and place.organisation != by.org:
        return Objection(_("You may only say this of the organisation for which you act."), field="place")
    if act.until_on is not None and act.until_on < at.date():
        return Objection(_("Give a last day that is still to come."), field="until_on")
    return None


def somebody_who_can_stand_in(act: SayMandate, *, by: Actor, at: datetime) -> Objection | None:
    """Who stands in holds a substitute's place for the same organisation, and is somebody else."""
    place = _place(act.partnership, act.place)
    if act.substitute is None or place is None:
        return None
    if act.substitute == place.person or not _holds(
        act.partnership, act.substitute, role="substitute", organisation=place.organisation, at=at
    ):
        return Objection(
            _("Invite the substitute first: only who holds a substitute’s place for the organisation stands in."),
            field="substitute",
        )
    return None


def her_own_place(act: StepDown, *, by: Actor, at: datetime) -> Objection | None:
    """A person gives up her own place, and a partnership is never left without a convener."""
    row = _place(act.partnership, act.place)
    if row is None or row.person != by.person:
        return Objection(_("You can only give up a place that you hold."), field="place")
    if _convenes_alone(row):
        return Objection(_("You are the only convener. Invite another one before you step down."), field="place")
    return None


def a_place_she_may_end(act: EndPlace, *, by: Actor, at: datetime) -> Objection | None:
    """A representative ends places of her own organisation, the convener any; the last convener stays."""
    row = _place(act.partnership, act.place)
    if row is None:
        return Objection(_("This place has ended already."), field="place")
    if not by.has("convener") and (row.organisation != by.org or row.role not in HERS_TO_GIVE):
        return Objection(_("You may only end places of the organisation for which you act."), field="place")
    if _convenes_alone(row):
        return Objection(_("This is the only convener. Invite another one first."), field="place")
    return None


def _convenes_alone(place: Representation) -> bool:
    if place.role != "convener":
        return False
    others = representations(place.partnership).filter(role="convener").exclude(pk=place.pk)
    return not others.exists()


def _place(partnership: str, entry: int) -> Representation | None:
    return Representation.objects.filter(pk=f"{partnership}.{entry}", ended_at__isnull=True).first()


def _holds(partnership: str, person: str | None, *, role: str, organisation: str, at: datetime) -> bool:
    return places_held(partnership, at=at).filter(person=person or "", role=role, organisation=organisation).exists()
