"""Questions asked of invitations: what they offer, to whom they are shown, and what their links are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from commonweal.capabilities.membership.phrases import PLACES
from commonweal.capabilities.membership.place_acts import TAKEN_ONCE
from commonweal.partnerships.actors import Actor
from commonweal.partnerships.models import OpenInvitation
from commonweal.partnerships.naming import organisation_name
from commonweal.partnerships.queries import members, open_invitations
from commonweal.people import invitations
from commonweal.people.models import Invitation

LISTED = 100
"""How many invitations are listed: the newest."""


@dataclass(frozen=True, slots=True)
class Offer:
    """An open invitation with the secret half that makes its link.

    :param full: whether nobody else can take a place with it
    """

    invitation: OpenInvitation
    role: str
    organisation: str
    secret: Invitation | None
    expired: bool
    full: bool

    @property
    def open(self) -> bool:
        """Whether somebody can still take a place with it."""
        return not self.expired and not self.full

    @property
    def token(self) -> str:
        """The end of the link."""
        return self.secret.token if self.secret else ""

    @property
    def code(self) -> str:
        """The short code as it is printed."""
        return invitations.spelled(self.secret.code or "") if self.secret else ""


def is_used_up(row: OpenInvitation) -> bool:
    """Whether nobody else can take a place with this invitation."""
    limit = 1 if row.role in TAKEN_ONCE else row.places
    return limit is not None and row.accepted >= limit


def offers(actor: Actor, *, at: datetime) -> list[Offer]:
    """Return the newest invitations that were not withdrawn and that this person may tend. Three queries."""
    here = actor.partnership or ""
    found = open_invitations(here)
    if not actor.has("convener"):
        found = found.filter(organisation=actor.org or "-")
    rows = list(found[:LISTED])
    secrets = Invitation.objects.in_bulk([row.pk for row in rows])
    named = dict(members(here).values_list("organisation", "name"))
    return [_offer(row, named.get(row.organisation, ""), secrets.get(row.pk), at=at) for row in rows]


def offer_of(invitation: str, *, actor: Actor, at: datetime) -> Offer | None:
    """Return one invitation that was not withdrawn and that this person may tend, with its link, or nothing."""
    here = actor.partnership or ""
    row = open_invitations(here).filter(pk=invitation).first()
    if row is None or not (actor.has("convener") or (row.organisation and row.organisation == actor.org)):
        return None
    name = organisation_name(row.organisation, partnership=here) if row.organisation else ""
    return _offer(row, name, invitations.kept(invitation, partnership=here), at=at)


def invitation_with(token: str) -> OpenInvitation | None:
    """Return the invitation behind a link, withdrawn and expired ones too, so that it can be explained; or nothing."""
    half = Invitation.objects.filter(token=token).first()
    return OpenInvitation.objects.filter(pk=half.id).first() if half else None


def _offer(row: OpenInvitation, organisation: str, secret: Invitation | None, *, at: datetime) -> Offer:
    role = str(PLACES.get(row.role, row.role))
    return Offer(row, role, organisation, secret, expired=at >= row.expires_at, full=is_used_up(row))


def is_on_record(invitation: str) -> bool:
    """Whether this invitation was made, so that its secret half is kept."""
    return OpenInvitation.objects.filter(pk=invitation).exists()
