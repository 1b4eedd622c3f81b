"""Questions asked of members, places and invitations."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from commonweal.partnerships.models import Member, OpenInvitation, Representation, Sector
from commonweal.partnerships.naming import organisation_name
from commonweal.partnerships.queries import members, open_invitations, representations
from commonweal.people.identity import names_of
from commonweal.people.models import Invitation


@dataclass(frozen=True, slots=True)
class SectorMembers:
    """The member organisations of one sector, each with the places that stand on it."""

    sector: Sector
    members: list[tuple[Member, list[Representation]]]


@dataclass(frozen=True, slots=True)
class Offer:
    """An open invitation with the secret half that makes its link."""

    invitation: OpenInvitation
    organisation: str
    token: str
    expired: bool


def name_of(organisation: str, *, partnership: str) -> str:
    """Return the name of an organisation that is or was a member; nothing where it never was."""
    return organisation_name(organisation, partnership=partnership)


def by_sector(partnership: str) -> list[SectorMembers]:
    """Return the members of each sector, empty sectors included, in the fixed order of the sectors."""
    places: dict[str, list[Representation]] = {}
    for place in representations(partnership):
        places.setdefault(place.organisation, []).append(place)
    found = list(members(partnership))
    return [
        SectorMembers(sector, [(m, places.get(m.organisation, [])) for m in found if m.sector == sector])
        for sector in Sector
    ]


def without_organisation(partnership: str) -> list[Representation]:
    """Return the places of those who act for themselves."""
    return list(representations(partnership).filter(organisation=""))


def names(partnership: str) -> dict[str, str]:
    """Return the names behind the pseudonyms that hold places, for members' eyes."""
    return names_of(representations(partnership).values_list("person", flat=True))


def offers(partnership: str, *, at: datetime) -> list[Offer]:
    """Return the invitations that were not withdrawn, with their links."""
    rows = list(open_invitations(partnership)[:200])
    tokens = dict(Invitation.objects.filter(id__in=[r.pk for r in rows]).values_list("id", "token"))
    named = dict(members(partnership).values_list("organisation", "name"))
    return [Offer(r, named.get(r.organisation, ""), tokens.get(r.pk, ""), at >= r.expires_at) for r in rows]


def new_token() -> str:
    """Return the secret half of an invitation: 144 random bits for an address."""
    return secrets.token_urlsafe(18)


def invitation_with(token: str) -> OpenInvitation | None:
    """Return the open invitation behind a link, or nothing; expired ones are returned, to be explained."""
    half = Invitation.objects.filter(token=token).first()
    if half is None:
        return None
    return OpenInvitation.objects.filter(pk=half.id, withdrawn_at__isnull=True).first()
