"""From recorded acts to the read model of members, representations and invitations."""

from __future__ import annotations

from commonweal.acts.act import FreeText, TextRef
from commonweal.capabilities.membership.acts import (
    AdmitOrganisation,
    CorrectOrganisation,
    DischargeDuty,
    ImportOrganisations,
    LetOrganisationGo,
    Organisation,
    TakeBackImport,
)
from commonweal.capabilities.membership.place_acts import (
    AcceptInvitation,
    AnswerAccess,
    EndPlace,
    Invite,
    Represent,
    SayMandate,
    StepDown,
    WithdrawInvitation,
)
from commonweal.partnerships.models import (
    AccessAnswer,
    ImportedList,
    Member,
    OpenInvitation,
    RemainingDuty,
    Representation,
)
from commonweal.record.entry import Entry


def admitted(act: AdmitOrganisation, entry: Entry) -> None:
    """Write the member; one that comes back gets a row of its own."""
    _member(act, entry, key=f"{act.partnership}.{entry.position}")


def corrected(act: CorrectOrganisation, entry: Entry) -> None:
    """Say anew what the member is."""
    row = _here(act.partnership, act.organisation)
    for name, value in _said_of(act).items():
        setattr(row, name, value)
    row.said_entry = entry.position
    row.save()


def imported(act: ImportOrganisations, entry: Entry) -> None:
    """Write a member for each item of the list, and where the list came from."""
    for number, item in enumerate(act.organisations):
        _member(item, entry, key=f"{act.partnership}.{entry.position}.{number:02}", batch=act.batch)
    ImportedList.objects.create(
        key=f"{act.partnership}.{entry.position}",
        partnership=act.partnership,
        batch=act.batch,
        name=act.source.name,
        sha256=act.source.sha256,
        rows=act.source.rows,
        organisations=len(act.organisations),
        entry=entry.position,
        at=entry.at,
    )


def import_taken_back(act: TakeBackImport, entry: Entry) -> None:
    """Take back every member of the list; the rows stay, so that sentences about them keep their names."""
    for member in Member.objects.filter(partnership=act.partnership, batch=act.batch, left_at__isnull=True):
        member.left_at, member.left_entry, member.taken_back = entry.at, entry.position, True
        member.save()
    for part in ImportedList.objects.filter(partnership=act.partnership, batch=act.batch):
        part.taken_back_at, part.taken_back_entry = entry.at, entry.position
        part.save()


def let_go(act: LetOrganisationGo, entry: Entry) -> None:
    """End the membership and every representation that stood on it, and keep the duties that remain."""
    row = _here(act.partnership, act.organisation)
    row.left_at, row.left_entry = entry.at, entry.position
    row.save()
    for place in Representation.objects.filter(
        partnership=act.partnership, organisation=act.organisation, ended_at__isnull=True
    ):
        _end(place, entry)
    for number, duty in enumerate(act.duties):
        RemainingDuty.objects.create(
            key=f"{act.partnership}.{entry.position}.{number:02}",
            partnership=act.partnership,
            organisation=act.organisation,
            left_entry=entry.position,
            number=number,
            what_id=_reference(duty.what),
            until_on=duty.until_on,
        )


def discharged(act: DischargeDuty, entry: Entry) -> None:
    """Mark the duty as done."""
    row = RemainingDuty.objects.get(partnership=act.partnership, left_entry=act.leave, number=act.duty)
    row.discharged_at, row.discharged_entry = entry.at, entry.position
    row.save()


def invited(act: Invite, entry: Entry) -> None:
    """Write the open invitation."""
    OpenInvitation.objects.create(
        key=act.invitation,
        partnership=act.partnership,
        role=act.role,
        organisation=act.organisation or "",
        by=entry.by or "",
        until_on=act.until_on,
        succeeds=act.succeeds,
        places=act.places,
        entry=entry.position,
        expires_at=act.expires_at,
    )


def withdrawn(act: WithdrawInvitation, entry: Entry) -> None:
    """Mark the invitation as withdrawn."""
    row = OpenInvitation.objects.get(pk=act.invitation, partnership=act.partnership)
    row.withdrawn_at = entry.at
    row.save()


def accepted(act: AcceptInvitation, entry: Entry) -> None:
    """Give the person the place that was offered; the place that she succeeds ends with the same entry."""
    invitation = OpenInvitation.objects.get(pk=act.invitation, partnership=act.partnership)
    invitation.accepted += 1
    invitation.save()
    _place(entry, role=invitation.role, organisation=invitation.organisation, until_on=invitation.until_on)
    if invitation.succeeds is not None:
        before = Representation.objects.filter(
            pk=f"{act.partnership}.{invitation.succeeds}", ended_at__isnull=True
        ).first()
        if before is not None:
            _end(before, entry)


def represented(act: Represent, entry: Entry) -> None:
    """Let the convener act for her organisation too."""
    mandate = {"how": act.how, "reference": act.reference or "", "mandate_entry": entry.position} if act.how else {}
    _place(entry, role="representative", organisation=act.organisation, until_on=act.until_on, **mandate)


def mandate_said(act: SayMandate, entry: Entry) -> None:
    """Say anew by which mandate the place is held, until when, and who stands in."""
    row = Representation.objects.get(pk=f"{act.partnership}.{act.place}")
    row.how, row.reference, row.mandate_entry = act.how, act.reference or "", entry.position
    row.until_on = act.until_on
    row.substitute, row.no_substitute = act.substitute or "", act.no_substitute
    row.save()


def place_ended(act: EndPlace | StepDown, entry: Entry) -> None:
    """End the place."""
    _end(Representation.objects.get(pk=f"{act.partnership}.{act.place}"), entry)


def access_answered(act: AnswerAccess, entry: Entry) -> None:
    """Note that the person was asked and has answered; the newest answer counts."""
    person = entry.by or ""
    AccessAnswer.objects.update_or_create(
        key=f"{act.partnership}.{person}",
        defaults={"partnership": act.partnership, "person": person, "entry": entry.position, "at": entry.at},
    )


def _member(said: Organisation, entry: Entry, *, key: str, batch: str = "") -> None:
    Member.objects.create(
        key=key,
        partnership=entry.partnership,
        organisation=said.organisation,
        entry=entry.position,
        said_entry=entry.position,
        batch=batch,
        joined_at=entry.at,
        **_said_of(said),
    )


def _here(partnership: str, organisation: str) -> Member:
    return Member.objects.get(partnership=partnership, organisation=organisation, left_at__isnull=True)


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


def _end(place: Representation, entry: Entry) -> None:
    place.ended_at, place.ended_entry = entry.at, entry.position
    place.save()


def _said_of(act: Organisation) -> dict[str, object]:
    return {
        "name": act.name,
        "legal_name": act.legal_name or "",
        "sector": act.sector,
        "tier": act.tier or "",
        "level": act.level or "",
        "country": act.country or "",
        "territories": [t.model_dump() for t in act.territories],
        "mandate": act.mandate or "",
        "website": act.website or "",
        "identifiers": [i.model_dump() for i in act.identifiers],
        "roles": list(act.roles),
        "brings": act.brings or "",
        "lang": act.lang or "",
    }


def _reference(words: FreeText) -> str | None:
    return words.text if isinstance(words, TextRef) else None
