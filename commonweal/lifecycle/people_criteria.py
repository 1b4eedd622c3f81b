"""The criteria of step 2 that today's facts reach: they can say what is not so, and never more than that."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from commonweal.acts.capability import Criterion, Facts, Finding
from commonweal.lifecycle.catalogue import listed
from commonweal.partnerships.models import Member, Representation, Sector
from commonweal.partnerships.queries import members, representations

MOVES_MEMBERS = frozenset({"membership.admit", "membership.correct", "membership.leave"})
MOVES_PLACES = frozenset({"membership.accept", "membership.represent", "membership.step_down", "membership.leave"})


def _members(partnership: str) -> list[Member]:
    return list(members(partnership))


def _places(partnership: str) -> list[Representation]:
    return [place for place in representations(partnership) if place.role == "representative"]


def sectors_take_part(facts: Facts, criterion: Criterion) -> Finding:
    """2.2: until it is recorded which sectors and groups are needed, say who takes part and who does not."""
    present = facts.once(_members)
    sectors = {each.sector for each in present}
    absent = [str(label) for name, label in Sector.choices if name not in sectors]
    missing = [
        _("Which sectors are needed is not recorded."),
        _("Which groups are affected, and their seats, are not recorded."),
    ]
    if not present:
        return Finding("not_met", _("No organisation takes part yet."), missing=(_("Add the first member."), *missing))
    says = (
        _("Members come from every sector; whether those are all that are needed is not recorded.")
        if not absent
        else _("Nobody takes part from these sectors: %(sectors)s.") % {"sectors": ", ".join(absent)}
    )
    return Finding("unknown", says, used=tuple(each.entry for each in present), missing=tuple(missing))


def representatives_have_terms(facts: Facts, criterion: Criterion) -> Finding:
    """2.4: a representative without a term is enough to say no; mandates, substitutes and access are not recorded."""
    places = facts.once(_places)
    missing = (_("Mandates, substitutes and answers on access are not recorded."),)
    if not places:
        return Finding(
            "not_met", _("No organisation is represented yet."), missing=(_("Invite representatives."), *missing)
        )
    endless = [place for place in places if place.until_on is None]
    used = tuple(place.entry for place in places)
    if endless:
        says = ngettext_lazy(
            "One representative has no last day of term.",
            "%(count)d representatives have no last day of term.",
            "count",
        ) % {"count": len(endless)}
        return Finding("not_met", says, used=used, missing=(_("A last day for every representative."), *missing))
    last_days = [place.until_on for place in places if place.until_on is not None]
    if min(last_days) < facts.at.date():
        return Finding("not_met", _("The term of a representative has run out."), used=used, missing=missing)
    until = datetime.combine(min(last_days) + timedelta(days=1), time(), UTC)
    return Finding("unknown", _("Every representative has a term."), used=used, missing=missing, until=until)


CRITERIA = (
    Criterion(id="2.2", title=listed("2.2").title, evaluate=sectors_take_part, moved_by=MOVES_MEMBERS),
    Criterion(id="2.4", title=listed("2.4").title, evaluate=representatives_have_terms, moved_by=MOVES_PLACES),
)
