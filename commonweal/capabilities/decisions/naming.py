"""What seats and options are called on pages: names of persons only for those who may read them."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from commonweal.acts.charters import setting_with
from commonweal.acts.perform import verdict_on_reading
from commonweal.capabilities.decisions import queries
from commonweal.capabilities.decisions.queries import Decision
from commonweal.charter.roll import Seat
from commonweal.partnerships.models import Sector
from commonweal.people.identity import names_of
from commonweal.web.audience import PartnershipRequest
from commonweal.web.told import organisations


def option_names(row: Decision, request: PartnershipRequest) -> list[tuple[str, str]]:
    """Return each option with its words, in the order in which it was offered."""
    options = queries.options_of(row.partnership, row.decision)
    if not options:
        return []
    orgs = organisations(row.partnership) if any(one.organisation for one in options) else {}
    persons = person_names((one.person for one in options if one.person), request)
    found = []
    for one in options:
        said = one.title.text if one.title is not None and not one.title.erased_at else ""
        org = orgs[one.organisation].name if one.organisation in orgs else ""
        words = [word for word in (persons.get(one.person, ""), said, org) if word]
        found.append((one.code, ", ".join(words) or _("Somebody whose name only members see")))
    return found


def seat_names(seats: Iterable[Seat], request: PartnershipRequest) -> dict[str, str]:
    """Return what seats are called: their organisation, or whoever holds them, or what they stand for."""
    seats = list(seats)
    orgs = organisations(request.partnership.pk) if any(seat.organisation for seat in seats) else {}
    persons = person_names((seat.person for seat in seats if seat.person and seat.organisation not in orgs), request)
    found = {}
    for seat in seats:
        number = seat.name.rpartition(".")[2]
        label = str(Sector(seat.sector).label) if seat.sector in Sector.values else _("Seat")
        plain = f"{label} {number}" if number.isdigit() else label
        org = orgs.get(seat.organisation)
        found[seat.name] = org.name if org else persons.get(seat.person, "") or plain
    return found


def person_names(persons: Iterable[str], request: PartnershipRequest) -> dict[str, str]:
    """Return the names of persons, to whoever may read names here; to others nothing."""
    asked = list(persons)
    setting = setting_with(request.partnership.pk, digest=request.partnership.charter)
    if not asked or not verdict_on_reading("names", by=request.actor, setting=setting):
        return {}
    return names_of(asked, partnership=request.partnership.pk)
