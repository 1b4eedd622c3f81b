"""What seats and options are called on pages: names of persons only for those who may read them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from django.utils.translation import gettext as _

from commonweal.acts.charters import setting_with
from commonweal.acts.perform import verdict_on_reading
from commonweal.capabilities.decisions import queries
from commonweal.capabilities.decisions.queries import Decision
from commonweal.charter.roll import Seat
from commonweal.partnerships.models import Member, Sector
from commonweal.people.identity import names_of
from commonweal.people.models import Text
from commonweal.web.audience import PartnershipRequest
from commonweal.web.told import organisations

Orgs = Mapping[str, Member]


def option_names(row: Decision, request: PartnershipRequest, orgs: Orgs | None = None) -> list[tuple[str, str]]:
    """Return each option with its words, in the order in which it was offered.

    :param orgs: the organisations by id, where the caller has them at hand
    """
    options = queries.options_of(row.partnership, row.decision)
    if not options:
        return []
    if orgs is None:
        orgs = organisations(row.partnership) if any(one.organisation for one in options) else {}
    persons = person_names((one.person for one in options if one.person), request)
    return [
        (one.code, option_called(one.title, persons.get(one.person, ""), orgs.get(one.organisation))) for one in options
    ]


def option_called(title: Text | None, person: str, organisation: Member | None) -> str:
    """Return what an option is called: a person's name, words, an organisation, or all of them."""
    said = title.text if title is not None and not title.erased_at else ""
    words = [word for word in (person, said, organisation.name if organisation else "") if word]
    return ", ".join(words) or _("Somebody whose name only members see")


def seat_names(
    seats: Iterable[Seat],
    request: PartnershipRequest,
    orgs: Orgs | None = None,
    persons: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """Return what seats are called: their organisation, or whoever holds them, or what they stand for.

    :param orgs: the organisations by id, `persons` the names by pseudonym, where the caller has them at hand
    """
    seats = list(seats)
    if orgs is None:
        held_for = {seat.organisation for seat in seats if seat.organisation}
        orgs = organisations(request.partnership.pk, held_for) if held_for else {}
    if persons is None:
        persons = person_names(persons_in(seats, orgs), request)
    return {seat.name: _called(seat, orgs, persons) for seat in seats}


def persons_in(seats: Iterable[Seat], orgs: Orgs) -> list[str]:
    """Return whose names seats need: of those that are held for no organisation."""
    return [seat.person for seat in seats if seat.person and seat.organisation not in orgs]


def _called(seat: Seat, orgs: Orgs, persons: Mapping[str, str]) -> str:
    number = seat.name.rpartition(".")[2]
    label = str(Sector(seat.sector).label) if seat.sector in Sector.values else _("Seat")
    plain = f"{label} {number}" if number.isdigit() else label
    org = orgs.get(seat.organisation)
    return org.name if org else persons.get(seat.person, "") or plain


def person_names(persons: Iterable[str], request: PartnershipRequest) -> dict[str, str]:
    """Return the names of persons, to whoever may read names here; to others nothing."""
    asked = list(persons)
    setting = setting_with(request.partnership.pk, digest=request.partnership.charter)
    if not asked or not verdict_on_reading("names", by=request.actor, setting=setting).allowed:
        return {}
    return names_of(asked, partnership=request.partnership.pk)


def plain_seat_names(partnership: str) -> Callable[[str], str | None]:
    """Return a function from a seat to its organisation's name, where it is held for one: for sheets. One question."""
    orgs = organisations(partnership)

    def named(seat: str) -> str | None:
        org = orgs.get(seat.rpartition(".")[2])
        return org.name if org else None

    return named
