"""Criterion 2.6, as far as it can be computed: every member was looked into, passed, and the check still holds."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Criterion, Facts, Finding
from commonweal.capabilities.diligence.queries import Standing, checks, standings_of
from commonweal.partnerships.models import Member
from commonweal.partnerships.queries import members

NAMED = 12
"""How many members are named that were not looked into; of more it gives the number."""


def partners_looked_into(facts: Facts, criterion: Criterion) -> Finding:
    """2.6: while interests are not declared on the record, nobody can say that it is met; a missing check says no."""
    on = facts.at.date()
    standing = standings_of(facts.once(_members), facts.once(checks), on=on)
    declared = gettext("Whether interests are declared and handled is not recorded yet.")
    if not standing:
        return Finding(
            "unknown", gettext("No organisation takes part yet."), missing=(gettext("Add the first member."),)
        )
    lacking = [each for each in standing if not each.holds]
    used = tuple(each.last.concluded_entry for each in standing if each.last and each.last.concluded_entry is not None)
    if lacking:
        says = ngettext(
            "%(n)s of %(all)s members has no check that holds.",
            "%(n)s of %(all)s members have no check that holds.",
            len(lacking),
        ) % {"n": len(lacking), "all": len(standing)}
        return Finding("not_met", says, used, (*_missing(lacking), declared))
    last_days = [each.last.valid_until for each in standing if each.last and each.last.valid_until]
    until = datetime.combine(min(last_days) + timedelta(days=1), time(), UTC)
    says = gettext("Every member was looked into, and every check still holds.")
    return Finding("unknown", says, used, (declared,), until=until)


def _members(partnership: str) -> list[Member]:
    return list(members(partnership))


def _missing(lacking: list[Standing]) -> list[str]:
    named = [_lacks(each) for each in lacking[:NAMED]]
    more = len(lacking) - NAMED
    if more > 0:
        named.append(ngettext("And %(n)s member more.", "And %(n)s members more.", more) % {"n": more})
    return named


def _lacks(each: Standing) -> str:
    return {
        "none": gettext("Look into %(organisation)s."),
        "expired": gettext("The check of %(organisation)s has expired: look again."),
        "not_passed": gettext("%(organisation)s did not pass: look again, or part."),
    }[each.state] % {"organisation": each.member.name}


CRITERIA = (
    Criterion(
        id="2.6",
        title=_("Partners were looked into, and interests are declared and handled"),
        evaluate=partners_looked_into,
        moved_by=frozenset(
            {
                "diligence.conclude",
                "diligence.withdraw",
                "membership.admit",
                "membership.import_list",
                "membership.undo_import",
                "membership.leave",
            }
        ),
    ),
)
