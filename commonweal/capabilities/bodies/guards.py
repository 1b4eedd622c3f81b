"""Who may fill which seat: an organisation its own, a chair and the convener the others, or a decision that is cited.

Nobody sets seats from outside: whoever runs the host has no part in it.
"""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from commonweal.acts.act import Act
from commonweal.acts.perform import setting_of
from commonweal.capabilities.bodies.acts import Appoint, Designate, EndOffice, NameSubstitute, Vacate
from commonweal.capabilities.bodies.queries import BodyNow, SeatNow, Structure, structure
from commonweal.charter.judge import Verdict
from commonweal.partnerships.actors import Actor

ON_SEATS = Designate | NameSubstitute | Vacate
ON_OFFICES = Appoint | EndOffice


def who_may(act: Act, /, *, by: Actor, at: datetime) -> Verdict | None:
    """Guard: a seat or an office is given by those to whom it belongs to give it."""
    if not isinstance(act, ON_SEATS | ON_OFFICES):
        return None
    now = structure(act.partnership, setting_of(act.partnership).charter, at=at, only=act.body)
    here = now.body(act.body)
    if here is None:
        return None
    if isinstance(act, ON_OFFICES):
        office = here.offices.get(act.office)
        own = isinstance(act, EndOffice) and office is not None and office.person == by.person
        return on_office(now, here, by=by, decided=isinstance(act, Appoint) and act.decision is not None, own=own)
    seat = here.seat(act.seat)
    if seat is None:
        return None
    own = not isinstance(act, Designate) and bool(by.person) and seat.seat.person == by.person
    return on_seat(now, here, seat, by=by, decided=isinstance(act, Designate) and act.decision is not None, own=own)


def on_seat(
    now: Structure, here: BodyNow, seat: SeatNow, *, by: Actor, decided: bool = False, own: bool = False
) -> Verdict:
    """Return whether somebody may say who holds a seat.

    :param decided: whether a decision is cited; `own`: whether she holds the seat herself and only lets go of it
    """
    clause = here.clause.number
    if own or decided:
        return Verdict(allowed=True, clause=clause)
    if seat.of_an_organisation:
        speaks = by.org is not None and by.org == seat.seat.organisation and by.has("representative", "convener")
        reason = _("This seat belongs to an organisation: only somebody who represents it says who holds it.")
        return Verdict(allowed=speaks, clause=clause, reason="" if speaks else reason)
    leads = by.has("convener") or (by.person is not None and by.person in now.chairs(here.body.code))
    reason = _("This seat is filled by the chair of the body or the convener, or by a decision that is cited.")
    return Verdict(allowed=leads, clause=clause, reason="" if leads else reason)


def on_office(now: Structure, here: BodyNow, *, by: Actor, decided: bool = False, own: bool = False) -> Verdict:
    """Return whether somebody may say who holds an office."""
    clause = here.clause.number
    leads = by.has("convener") or (by.person is not None and by.person in now.chairs(here.body.code))
    if leads or decided or own:
        return Verdict(allowed=True, clause=clause)
    reason = _("Offices are given by the chair of the body or the convener, or by a decision that is cited.")
    return Verdict(allowed=False, clause=clause, reason=reason)
