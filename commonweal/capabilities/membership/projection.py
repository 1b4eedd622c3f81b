"""From recorded acts to the read model of members, representations and invitations."""

from __future__ import annotations

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
from commonweal.partnerships.models import Member, OpenInvitation, Representation
from commonweal.record.entry import Entry


def admitted(act: AdmitOrganisation, entry: Entry) -> None:
    """Write the member; one that comes back gets a row of its own."""
    Member.objects.create(
        key=f"{act.partnership}.{entry.position}",
        partnership=act.partnership,
        organisation=act.organisation,
        entry=entry.position,
        joined_at=entry.at,
        **_said_of(act),
    )


def corrected(act: CorrectOrganisation, entry: Entry) -> None:
    """Say anew what the member is."""
    row = Member.objects.get(partnership=act.partnership, organisation=act.organisation, left_at__isnull=True)
    for name, value in _said_of(act).items():
        setattr(row, name, value)
    row.save()


def let_go(act: LetOrganisationGo, entry: Entry) -> None:
    """End the membership and every representation that stood on it."""
    row = Member.objects.get(partnership=act.partnership, organisation=act.organisation, left_at__isnull=True)
    row.left_at, row.left_entry = entry.at, entry.position
    row.save()
    for place in Representation.objects.filter(
        partnership=act.partnership, organisation=act.organisation, ended_at__isnull=True
    ):
        place.ended_at = entry.at
        place.save()


def invited(act: Invite, entry: Entry) -> None:
    """Write the open invitation."""
    OpenInvitation.objects.create(
        key=act.invitation,
        partnership=act.partnership,
        role=act.role,
        organisation=act.organisation or "",
        entry=entry.position,
        expires_at=act.expires_at,
    )


def withdrawn(act: WithdrawInvitation, entry: Entry) -> None:
    """Mark the invitation as withdrawn."""
    row = OpenInvitation.objects.get(pk=act.invitation, partnership=act.partnership)
    row.withdrawn_at = entry.at
    row.save()


def accepted(act: AcceptInvitation, entry: Entry) -> None:
    """Give the person the place that was offered."""
    invitation = OpenInvitation.objects.get(pk=act.invitation, partnership=act.partnership)
    invitation.accepted += 1
    invitation.save()
    _place(entry, role=invitation.role, organisation=invitation.organisation)


def represented(act: Represent, entry: Entry) -> None:
    """Let the convener act for her organisation too."""
    _place(entry, role="representative", organisation=act.organisation, until_on=act.until_on)


def stepped_down(act: StepDown, entry: Entry) -> None:
    """End the person's place."""
    row = Representation.objects.get(pk=f"{act.partnership}.{act.place}")
    row.ended_at = entry.at
    row.save()


def _place(entry: Entry, *, role: str, organisation: str, **more: object) -> None:
    Representation.objects.create(
        key=f"{entry.partnership}.{entry.position}",
        partnership=entry.partnership,
        person=entry.by or "",
        organisation=organisation,
        role=role,
        entry=entry.position,
        since_at=entry.at,
        **more,
    )


def _said_of(act: AdmitOrganisation) -> dict[str, object]:
    return {
        "name": act.name,
        "sector": act.sector,
        "level": act.level or "",
        "country": act.country or "",
        "identifiers": [i.model_dump() for i in act.identifiers],
        "roles": list(act.roles),
        "brings": act.brings or "",
    }
