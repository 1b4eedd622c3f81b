"""Questions asked of members, places and invitations."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from commonweal.capabilities.membership.phrases import PLACES
from commonweal.partnerships.models import Member, OpenInvitation, Representation, Sector
from commonweal.partnerships.naming import organisation_name
from commonweal.partnerships.queries import members, open_invitations, representations
from commonweal.people.models import Invitation

SHOWN = 12
"""How many organisations of a sector the overview shows; the page of one sector shows `ALL`."""

ALL = 300
INVITATIONS = 100
"""How many invitations are listed: the newest."""


@dataclass(frozen=True, slots=True)
class Held:
    """A place that somebody holds, for the eyes of one reader.

    :param name: of the person; nothing for readers who take no part, and for those who were erased
    :param organisation: the name of the organisation for which the place is; nothing where it is for none
    """

    place: Representation
    role: str
    name: str
    organisation: str


@dataclass(frozen=True, slots=True)
class SectorMembers:
    """The member organisations of one sector, each with the places that stand on it.

    :param count: how many there are; `members` may show fewer
    """

    sector: Sector
    count: int
    members: list[tuple[Member, list[Held]]]

    @property
    def empty(self) -> bool:
        """Whether nobody from the sector takes part."""
        return not self.count

    @property
    def more(self) -> int:
        """How many organisations are not shown."""
        return self.count - len(self.members)


@dataclass(frozen=True, slots=True)
class Offer:
    """An open invitation with the secret half that makes its link."""

    invitation: OpenInvitation
    role: str
    organisation: str
    token: str
    expired: bool


def by_sector(
    found: Sequence[Member], places: Sequence[Representation], *, names: Mapping[str, str], only: str | None = None
) -> list[SectorMembers]:
    """Return the members of each sector, empty sectors included, in the fixed order of the sectors.

    :param names: of persons by pseudonym, as far as the reader may know them
    :param only: one sector, shown whole
    """
    standing: dict[str, list[Held]] = {}
    for held in _held(places, names=names, organisations={m.organisation: m.name for m in found}):
        standing.setdefault(held.place.organisation, []).append(held)
    rows = []
    for sector in [s for s in Sector if only in (None, s.value)]:
        here = [m for m in found if m.sector == sector]
        shown = here[: ALL if only else SHOWN]
        rows.append(SectorMembers(sector, len(here), [(m, standing.get(m.organisation, [])) for m in shown]))
    return rows


def for_themselves(places: Sequence[Representation], *, names: Mapping[str, str]) -> list[Held]:
    """Return the places of those who act for no organisation."""
    return _held([p for p in places if not p.organisation][:ALL], names=names, organisations={})


def taking_part(partnership: str) -> tuple[list[Member], list[Representation]]:
    """Return the organisations that take part now and every place that is held. Two queries."""
    return list(members(partnership)), list(representations(partnership))


def held_by(person: str | None, *, partnership: str) -> list[Held]:
    """Return the places that one person holds now. Two queries."""
    rows = list(representations(partnership).filter(person=person or ""))
    ids = [row.organisation for row in rows if row.organisation]
    found = Member.objects.filter(partnership=partnership, organisation__in=ids).order_by("entry")
    return _held(rows, names={}, organisations=dict(found.values_list("organisation", "name")))


def _held(
    places: Sequence[Representation], *, names: Mapping[str, str], organisations: Mapping[str, str]
) -> list[Held]:
    return [
        Held(p, str(PLACES.get(p.role, p.role)), names.get(p.person, ""), organisations.get(p.organisation, ""))
        for p in places
    ]


def offers(partnership: str, *, at: datetime) -> list[Offer]:
    """Return the newest invitations that were not withdrawn, with their links. Three queries."""
    rows = list(open_invitations(partnership)[:INVITATIONS])
    tokens = dict(Invitation.objects.filter(id__in=[r.pk for r in rows]).values_list("id", "token"))
    named = dict(members(partnership).values_list("organisation", "name"))
    return [_offer(r, named.get(r.organisation, ""), tokens.get(r.pk, ""), at=at) for r in rows]


def offer_of(invitation: str, *, partnership: str, at: datetime) -> Offer | None:
    """Return one invitation that was not withdrawn, with its link, or nothing."""
    row = open_invitations(partnership).filter(pk=invitation).first()
    if row is None:
        return None
    name = organisation_name(row.organisation, partnership=partnership) if row.organisation else ""
    return _offer(row, name, link_to(invitation, partnership=partnership), at=at)


def link_to(invitation: str, *, partnership: str) -> str:
    """Return the secret half of an invitation, made at the first need: 144 random bits for an address."""
    half, _made = Invitation.objects.get_or_create(
        id=invitation, defaults={"partnership": partnership, "token": secrets.token_urlsafe(18)}
    )
    return half.token


def invitation_with(token: str) -> OpenInvitation | None:
    """Return the invitation behind a link, withdrawn and expired ones too, so that it can be explained; or nothing."""
    half = Invitation.objects.filter(token=token).first()
    return OpenInvitation.objects.filter(pk=half.id).first() if half else None


def _offer(row: OpenInvitation, organisation: str, token: str, *, at: datetime) -> Offer:
    return Offer(row, str(PLACES.get(row.role, row.role)), organisation, token, expired=at >= row.expires_at)
