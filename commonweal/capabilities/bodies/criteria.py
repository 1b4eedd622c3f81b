"""Criterion 6.2: every seat is filled or not empty for long, no term has run out, every body has its offices."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Criterion, Facts, Finding
from commonweal.acts.charters import charter_in
from commonweal.capabilities.bodies.phrases import OFFICES, here, seat_label
from commonweal.capabilities.bodies.projection import ENDS_PLACES
from commonweal.capabilities.bodies.queries import BodyNow, SeatNow, Structure, structure
from commonweal.charter.clauses import Charter
from commonweal.charter.rules import Deadline
from commonweal.charter.ruling import all_of

NAMED = 12
"""How many lacks are named; of more it gives the number."""

DAYS = 60
"""How long a seat may be empty where the charter does not say."""


def vacancy_days(charter: Charter) -> int:
    """Return for how many days the charter lets a seat be empty."""
    return next((rule.days for _clause, rule in all_of(charter, Deadline) if rule.what == "vacancy"), DAYS)


def seats_filled(facts: Facts, criterion: Criterion) -> Finding:
    """6.2: looks at the bodies of the charter in force; a body whose last day is over counts no more."""
    charter = charter_in(facts)
    now = structure(facts.partnership, charter, at=facts.at)
    bodies = [each for each in now.bodies if not each.over]
    if not bodies:
        return Finding("unknown", gettext("The charter sets no body."), missing=(gettext("Let the charter set one."),))
    days = timedelta(days=vacancy_days(charter))
    lacks = [lack for each in bodies for lack in _lacks(now, each, facts.at - days)]
    used = sorted(
        {each.given.entry for body in bodies for each in body.seats if each.given}
        | {row.entry for body in bodies for row in body.offices.values() if row}
    )
    until = _until(bodies, facts.at, days)
    if lacks:
        says = ngettext("%(n)s thing is missing in the bodies.", "%(n)s things are missing in the bodies.", len(lacks))
        more = len(lacks) - NAMED
        rest = (ngettext("And %(n)s more.", "And %(n)s more.", more) % {"n": more},) if more > 0 else ()
        return Finding("not_met", says % {"n": len(lacks)}, tuple(used), (*lacks[:NAMED], *rest), until=until)
    says = ngettext(
        "The seats of %(n)s body are filled, and it has its offices.",
        "The seats of %(n)s bodies are filled, and each has its offices.",
        len(bodies),
    )
    return Finding("met", says % {"n": len(bodies)}, tuple(used), until=until)


def _lacks(now: Structure, body: BodyNow, since: datetime) -> list[str]:
    named = {"body": here(body.body.name)}
    found = []
    for office, row in body.offices.items():
        if row is None:
            found.append(
                gettext("%(body)s has nobody in this office: %(office)s.") % {**named, "office": OFFICES[office]}
            )
    for each in body.seats:
        about = {**named, "seat": label(now, each)}
        if each.expired is not None:
            found.append(gettext("%(body)s: the term of a seat has run out (%(seat)s).") % about)
        elif not each.seat.filled and (each.empty_since is None or each.empty_since <= since):
            found.append(gettext("%(body)s: a seat is empty for too long (%(seat)s).") % about)
    if not body.seats:
        found.append(gettext("%(body)s has no seat yet.") % named)
    return found


def label(now: Structure, each: SeatNow) -> str:
    """Return what a seat is called."""
    member = now.among.members.get(each.seat.organisation)
    return seat_label(each.group, each.seat, member.name if member else "")


def _until(bodies: list[BodyNow], at: datetime, days: timedelta) -> datetime | None:
    """Return when time alone may change the finding: a term or a body ends, or a seat has been empty for too long."""
    ends = [each.given.until_on for body in bodies for each in body.seats if each.given and each.given.until_on]
    ends += [row.until_on for body in bodies for row in body.offices.values() if row and row.until_on]
    ends += [body.body.sunset_on for body in bodies if body.body.sunset_on]
    instants = [datetime.combine(day + timedelta(days=1), time(), UTC) for day in ends]
    instants += [each.empty_since + days for body in bodies for each in body.seats if each.empty_since]
    return min((each for each in instants if each > at), default=None)


CRITERIA = (
    Criterion(
        id="6.2",
        title=_("Seats are filled, and terms have not run out"),
        evaluate=seats_filled,
        moved_by=frozenset(
            {
                "bodies.designate",
                "bodies.vacate",
                "bodies.appoint",
                "bodies.end_office",
                "membership.admit",
                "membership.import_list",
                "membership.represent",
                "founding.found",
                "agreement.sign",
                "agreement.sign_by_code",
                "agreement.sign_on_paper",
                "agreement.bring_into_force",
                "agreement.adopt_edition",
                "agreement.suspend",
                "agreement.lift_suspension",
            }
        )
        | ENDS_PLACES,
    ),
)
