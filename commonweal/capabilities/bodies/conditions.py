"""What must be so for a seat or an office to be given, changed and ended."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Objection
from commonweal.acts.perform import setting_of
from commonweal.capabilities.bodies import queries
from commonweal.capabilities.bodies.acts import Appoint, Designate, EndOffice, NameSubstitute, Vacate
from commonweal.capabilities.bodies.queries import BodyNow, SeatNow, Structure, structure
from commonweal.partnerships.actors import Actor

SEEN_ON_THE_RECORD = _("This person holds no place in the partnership. Invite her first.")


def the_seat_is_there(act: Designate | NameSubstitute | Vacate, *, by: Actor, at: datetime) -> Objection | None:
    """The charter has this body and this seat, and the body is not over."""
    _now, here, seat = _where(act, at)
    if here is None:
        return Objection(_("The charter knows no such body."), field="body")
    if here.over:
        return Objection(_("The last day of this body is over. The charter would have to be amended."), field="body")
    if seat is None:
        return Objection(_("This body has no such seat."), field="seat")
    if seat.group.held_by == "each_person":
        return Objection(_("Everybody who takes part holds a seat here: nobody is named for one."), field="seat")
    return None


def a_person_whom_it_fits(act: Designate, *, by: Actor, at: datetime) -> Objection | None:
    """Whoever gets the seat takes part, for the organisation or sector to which the seat belongs, and has no other."""
    now, here, seat = _where(act, at)
    if here is None or seat is None:
        return None
    objection = _takes_part(now, act.person, act.organisation, seat)
    if objection:
        return objection
    other = [each for each in here.seats if each.seat.person == act.person and each.seat.name != act.seat]
    if other:
        return Objection(_("This person holds another seat of this body already."), field="person")
    if act.substitute is not None:
        return _may_stand_in(now, act.substitute, seat)
    return None


def the_seat_is_free(act: Designate, *, by: Actor, at: datetime) -> Objection | None:
    """A seat that somebody was given is let go of before somebody else gets it, but where it is her organisation's."""
    _now, _here, seat = _where(act, at)
    if seat is None or seat.given is None or seat.of_an_organisation:
        return None
    return Objection(_("Somebody holds this seat. Say first that it is let go of, and why."), field="seat")


def a_term_that_the_charter_allows(act: Designate, *, by: Actor, at: datetime) -> Objection | None:
    """The last day is not over, and no later than the term that the charter sets."""
    _now, here, seat = _where(act, at)
    if here is None or seat is None:
        return None
    if act.until_on is not None and act.until_on < at.date():
        return Objection(_("This day is over. Give a later one."), field="until_on")
    latest = latest_end(seat, here, at.date())
    if latest is None or (act.until_on is not None and act.until_on <= latest):
        return None
    says = gettext("Give a last day, until %(day)s at the latest (charter, clause %(clause)s).")
    named = {"day": date_format(latest, "DATE_FORMAT"), "clause": here.clause.number}
    return Objection(says % named, field="until_on")


def the_decision_carries_it(act: Designate | Appoint, *, by: Actor, at: datetime) -> Objection | None:
    """A decision that is cited was carried, by this body or one above it, and chose the option that is named."""
    if act.decision is None:
        return None
    row = queries.decision(act.partnership, act.decision)
    if row is None or row.outcome != "carried" or row.reopened_at is not None:
        return Objection(_("No decision was carried there. Choose one whose result stands."), field="decision")
    now = structure(act.partnership, setting_of(act.partnership).charter, at=at, only=act.body)
    if row.body not in {act.body, *(each.body.code for each in now.above(act.body))}:
        return Objection(_("That decision was taken by another body."), field="decision")
    if row.winners and act.option not in row.winners:
        return Objection(_("Name the option under which this person was chosen."), field="option")
    return None


def somebody_was_designated(act: NameSubstitute | Vacate, *, by: Actor, at: datetime) -> Objection | None:
    """Only a seat that somebody was given is let go of; one held by office follows its organisation's places."""
    now, _here, seat = _where(act, at)
    if seat is None:
        return None
    if seat.given is None and seat.expired is None:
        if seat.seat.filled:
            says = _("Whoever represents the organisation holds this seat. Change that where you see who takes part.")
            return Objection(says, field="seat")
        return Objection(_("Nobody holds this seat."), field="seat")
    if isinstance(act, NameSubstitute) and act.substitute is not None:
        if act.substitute == seat.seat.person:
            return Objection(_("Somebody else stands in: choose another person."), field="substitute")
        return _may_stand_in(now, act.substitute, seat)
    return None


def an_office_she_can_hold(act: Appoint, *, by: Actor, at: datetime) -> Objection | None:
    """The body has this office; whoever takes it takes part, and a chair holds a seat."""
    now, here, _seat = _where(act, at)
    if here is None:
        return Objection(_("The charter knows no such body."), field="body")
    if here.over:
        return Objection(_("The last day of this body is over. The charter would have to be amended."), field="body")
    if act.office not in here.body.offices:
        return Objection(_("This body does not have that office."), field="office")
    if act.until_on is not None and act.until_on < at.date():
        return Objection(_("This day is over. Give a later one."), field="until_on")
    if act.person not in {place.person for place in now.among.places}:
        return Objection(SEEN_ON_THE_RECORD, field="person")
    if act.office == "chair" and act.person not in {each.seat.person for each in here.seats}:
        return Objection(_("A chair is one of those who hold a seat in the body."), field="person")
    return None


def somebody_holds_the_office(act: EndOffice, *, by: Actor, at: datetime) -> Objection | None:
    """Only an office that is held ends."""
    _now, here, _seat = _where(act, at)
    if here is None:
        return Objection(_("The charter knows no such body."), field="body")
    return None if here.offices.get(act.office) else Objection(_("Nobody holds this office."), field="office")


def latest_end(seat: SeatNow, here: BodyNow, on: date) -> date | None:
    """Return the last day that the charter allows for a seat that is given on this day; nothing where it sets none."""
    ends = [here.body.sunset_on] if here.body.sunset_on else []
    if seat.group.term_months:
        years, month = divmod(on.month - 1 + seat.group.term_months, 12)
        ends.append(_day(on.year + years, month + 1, on.day))
    return min(ends, default=None)


def _day(year: int, month: int, day: int) -> date:
    while True:
        try:
            return date(year, month, day)
        except ValueError:  # the 31st of a shorter month
            day -= 1


def _takes_part(now: Structure, person: str, organisation: str | None, seat: SeatNow) -> Objection | None:
    hers = {place.organisation for place in now.among.places if place.person == person}
    if not hers:
        return Objection(SEEN_ON_THE_RECORD, field="person")
    if seat.of_an_organisation and organisation != seat.seat.organisation:
        return Objection(_("This seat is held for the organisation to which it belongs."), field="organisation")
    if organisation is not None and organisation not in hers:
        return Objection(_("This person holds no place for that organisation."), field="person")
    if seat.group.held_by == "sector":
        member = now.among.members.get(organisation or "")
        if member is None or member.sector != seat.group.of:
            return Objection(_("This seat is for somebody of another sector."), field="person")
    return None


def _may_stand_in(now: Structure, substitute: str, seat: SeatNow) -> Objection | None:
    if not seat.group.substitute:
        return Objection(_("The charter lets nobody stand in for this seat."), field="substitute")
    if substitute not in {place.person for place in now.among.places}:
        return Objection(SEEN_ON_THE_RECORD, field="substitute")
    return None


def _where(
    act: Designate | NameSubstitute | Vacate | Appoint | EndOffice, at: datetime
) -> tuple[Structure, BodyNow | None, SeatNow | None]:
    now = structure(act.partnership, setting_of(act.partnership).charter, at=at, only=act.body)
    here = now.body(act.body)
    name = getattr(act, "seat", None)
    return now, here, here.seat(name) if here and name else None
