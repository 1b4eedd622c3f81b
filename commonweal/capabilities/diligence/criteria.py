"""Criterion 2.6: every member was looked into and passed, every interest is declared, and what follows is said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Criterion, Facts, Finding
from commonweal.capabilities.diligence.queries import Standing, checks, standings_of
from commonweal.partnerships.models import DeclarationState, Member, Representation
from commonweal.partnerships.queries import every_member, every_speaker

NAMED = 12
"""How many members are named of which something is missing; of more it gives the number."""


@dataclass(frozen=True, slots=True)
class Declared:
    """How one member stands with saying which interests it and its representatives have.

    :param lacking: whether the organisation itself has said nothing, or too long ago; `persons` how many of its
        representatives have not; `unhandled` the entries of interests of which nobody has said what follows
    """

    member: Member
    lacking: bool
    persons: int
    unhandled: tuple[int, ...]

    @property
    def current(self) -> bool:
        """Whether nothing has to be said again or for the first time."""
        return not self.lacking and not self.persons


def partners_looked_into(facts: Facts, criterion: Criterion) -> Finding:
    """2.6: every check holds, every declaration is current, and every interest declared has been judged."""
    on = facts.at.date()
    standing = standings_of(facts.once(every_member), facts.once(checks), on=on)
    if not standing:
        return Finding(
            "unknown", gettext("No organisation takes part yet."), missing=(gettext("Add the first member."),)
        )
    states = facts.once(_states)
    declared = _declared(facts.once(every_member), states, facts.once(every_speaker), on=on)
    unchecked = [each for each in standing if not each.holds]
    undeclared = [each for each in declared if not each.current]
    unhandled = sorted(entry for state in states for entry in state.unhandled)
    used = {each.last.concluded_entry for each in standing if each.last and each.last.concluded_entry is not None}
    used |= {state.entry for state in states}
    missing = [*_missing(unchecked), *_undeclared(undeclared), *_unhandled(unhandled)]
    says = _says(len(standing), unchecked=len(unchecked), undeclared=len(undeclared), unhandled=len(unhandled))
    until = _next_change(standing, states, on=on)
    return Finding("not_met" if missing else "met", says, tuple(sorted(used)), tuple(missing), until=until)


def _declared(
    members: list[Member], states: list[DeclarationState], places: list[Representation], *, on: date
) -> list[Declared]:
    """Return how each member stands, in the order of the members."""
    current = {state.organisation or state.person for state in states if state.renew_on > on}
    open_of = {state.organisation or state.person: tuple(state.unhandled) for state in states}
    represent = [place for place in places if place.role == "representative"]
    found = []
    for member in members:
        persons = {place.person for place in represent if place.organisation == member.organisation}
        hers = [open_of.get(whose, ()) for whose in (member.organisation, *sorted(persons))]
        found.append(
            Declared(
                member=member,
                lacking=member.organisation not in current,
                persons=len(persons - current),
                unhandled=tuple(entry for entries in hers for entry in entries),
            )
        )
    return found


def _says(count: int, *, unchecked: int, undeclared: int, unhandled: int) -> str:
    if unchecked:
        return ngettext(
            "%(n)s of %(all)s members has no check that holds.",
            "%(n)s of %(all)s members have no check that holds.",
            unchecked,
        ) % {"n": unchecked, "all": count}
    if undeclared:
        return ngettext(
            "%(n)s of %(all)s members has not said which interests it has, or its representatives have not.",
            "%(n)s of %(all)s members have not said which interests they have, or their representatives have not.",
            undeclared,
        ) % {"n": undeclared, "all": count}
    if unhandled:
        return ngettext(
            "Of %(n)s declared interest nobody has said yet what follows.",
            "Of %(n)s declared interests nobody has said yet what follows.",
            unhandled,
        ) % {"n": unhandled}
    return gettext("Every member was looked into, every interest is declared, and what follows from each is said.")


def _next_change(standing: list[Standing], states: list[DeclarationState], *, on: date) -> datetime | None:
    """Return the instant from which a further check or declaration does not hold any more."""
    days = [each.last.valid_until + timedelta(days=1) for each in standing if each.last and each.last.valid_until]
    coming = [day for day in (*days, *(state.renew_on for state in states)) if day > on]
    return datetime.combine(min(coming), time(), UTC) if coming else None


def _states(partnership: str) -> list[DeclarationState]:
    return list(DeclarationState.objects.filter(partnership=partnership).order_by("entry", "key"))


def _undeclared(lacking: list[Declared]) -> list[str]:
    named = []
    for each in lacking[:NAMED]:
        organisation = {"organisation": each.member.name}
        if each.lacking:
            named.append(
                gettext("Let %(organisation)s say which interests it has, or that it has none.") % organisation
            )
        if each.persons:
            says = ngettext(
                "Let the representative of %(organisation)s say which interests she has, or that she has none.",
                "Let %(n)s representatives of %(organisation)s say which interests they have, or that they have none.",
                each.persons,
            )
            named.append(says % {"n": each.persons, **organisation})
    return [*named, *_more(len(lacking) - NAMED)]


def _unhandled(entries: list[int]) -> list[str]:
    named = [
        gettext("Say whether the interest in entry %(n)s is a conflict, and what follows.") % {"n": entry}
        for entry in entries[:NAMED]
    ]
    more = len(entries) - NAMED
    if more > 0:
        named.append(ngettext("And %(n)s interest more.", "And %(n)s interests more.", more) % {"n": more})
    return named


def _more(more: int) -> list[str]:
    return [ngettext("And %(n)s member more.", "And %(n)s members more.", more) % {"n": more}] if more > 0 else []


def _missing(lacking: list[Standing]) -> list[str]:
    return [*(_lacks(each) for each in lacking[:NAMED]), *_more(len(lacking) - NAMED)]


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
                "interests.declare",
                "interests.declare_none",
                "interests.end",
                "interests.judge",
                "interests.renew",
                "membership.accept",
                "membership.represent",
                "membership.step_down",
                "membership.withdraw",
                "membership.end_place",
                "membership.admit",
                "membership.import_list",
                "membership.undo_import",
                "membership.leave",
            }
        ),
    ),
)
