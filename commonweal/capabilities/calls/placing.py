"""From an application that was chosen to its place: the organisation is admitted, then the applicant is invited.

Each is an act of membership, performed by name in the name of whoever chose, and each stands only if the charter lets
her: what it refuses is told, and the place waits for somebody who may.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import datetime, timedelta

from commonweal.acts.act import Act
from commonweal.acts.installed import act_type
from commonweal.acts.perform import perform, verdict_on
from commonweal.capabilities.calls.queries import Application, Call
from commonweal.charter.judge import Verdict
from commonweal.kit.ids import id_from_seed
from commonweal.partnerships.actors import Actor
from commonweal.partnerships.queries import members, open_invitations
from commonweal.people.models import Invitation

TIME_TO_TAKE = timedelta(days=30)
"""How long a place that was offered waits for the applicant."""


def offer_place(call: Call, row: Application, *, by: Actor, at: datetime) -> None:
    """Admit the organisation, where one applied, and invite the applicant, so that she alone can take the place.

    What was done before is not done again.

    :param row: an application that was chosen, as it was read after its answer
    :raises Refused: naming the clause that gives one of these acts to others
    :raises Objected: where one of them does not fit what is so now
    """
    if place_is_offered(row, at=at):
        return
    for act in steps(call, row, at=at):
        perform(act, by=by, at=at)


def steps(call: Call, row: Application, *, at: datetime) -> Iterator[Act]:
    """Yield the acts that give an application its place, those left out that were done before."""
    here, organisation = row.partnership, None
    if row.organisation_name:
        organisation = organisation_of(row)
        if not members(here).filter(organisation=organisation).exists():
            yield act_type("membership.admit").model_validate(
                {
                    "partnership": here,
                    "idem": id_from_seed("calls", "admit", here, row.application, str(row.answer_entry)),
                    "cites": [{"entry": row.answer_entry, "rel": "implements"}],
                    "organisation": organisation,
                    "name": row.organisation_name,
                    "sector": row.sector,
                }
            )
    yield act_type("membership.invite").model_validate(
        {
            "partnership": here,
            "cites": [{"entry": row.answer_entry, "rel": "implements"}],
            "invitation": id_from_seed("calls", "place", here, row.application, str(row.answer_entry), row.invitation),
            "role": call.role,
            "organisation": organisation,
            "expires_at": at + TIME_TO_TAKE,
        }
    )


def place_is_offered(row: Application, *, at: datetime) -> bool:
    """Tell whether an invitation stands by which the applicant can take her place, or has taken it."""
    if row.taken_entry is not None or not row.invitation:
        return row.taken_entry is not None
    return open_invitations(row.partnership).filter(pk=row.invitation, expires_at__gt=at).exists()


def organisation_of(row: Application) -> str:
    """Return the id under which the organisation that applied becomes a member."""
    return id_from_seed("calls", "organisation", row.partnership, row.application)


def verdicts_on_placing(call: Call, *, by: Actor, at: datetime) -> list[Verdict]:
    """Return what the charter says of each act by which a place of this call is given."""
    kinds = ["membership.admit", "membership.invite"] if call.organisations else ["membership.invite"]
    return [verdict_on(act_type(kind), by=by, at=at) for kind in kinds]


def token_of(row: Application) -> str:
    """Return the secret half of the link by which the applicant takes her place, made at the first need."""
    half, _made = Invitation.objects.get_or_create(
        id=row.invitation, defaults={"partnership": row.partnership, "token": secrets.token_urlsafe(18)}
    )
    return half.token
