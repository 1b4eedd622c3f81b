"""Criterion 2.4: whether whoever speaks for an organisation does so by a mandate, for a term, with a substitute."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from commonweal.acts.capability import Criterion, Facts, Finding, Says
from commonweal.partnerships.models import AccessAnswer, Representation
from commonweal.partnerships.queries import every_member, every_speaker

MOST = 30
"""How many missing things are named; of more the number is given."""

MOVES = frozenset(
    {
        "membership.accept",
        "membership.represent",
        "membership.say_mandate",
        "membership.end_place",
        "membership.step_down",
        "membership.answer_access",
        "membership.leave",
        "people.erased",
    }
)


@dataclass(frozen=True, slots=True)
class Standing:
    """The facts on which the criterion rests, at one instant.

    :param held: the representatives whose term runs, in the order in which they came
    :param run_out: representatives whose term has run out, of organisations that nobody else represents
    :param substitutes: the substitutes' places that are held, by organisation and person
    :param answered: by person, the entry with which she answered what she needs
    :param names: what organisations are called
    """

    held: tuple[Representation, ...]
    run_out: tuple[Representation, ...]
    substitutes: Mapping[tuple[str, str], Representation]
    answered: Mapping[str, int]
    names: Mapping[str, str]


def representatives_are_in_order(facts: Facts, criterion: Criterion) -> Finding:
    """2.4: met where nothing is missing of any representative; what is missing is told thing by thing."""
    stands = _standing(facts)
    used = tuple(sorted(_used(stands)))
    if not stands.held and not stands.run_out:
        return Finding("not_met", _("No organisation is represented yet."), missing=(_("Invite representatives."),))
    missing = [*_missing(stands)]
    if not missing:
        says: Says = ngettext_lazy(
            "One representative has a mandate and a term, and it is said who stands in.",
            "All %(count)d representatives have a mandate and a term, and it is said who stands in.",
            "count",
        ) % {"count": len(stands.held)}
        return Finding("met", says, used=used, until=_until(stands))
    says = ngettext_lazy(
        "One thing is missing of those who represent organisations.",
        "%(count)d things are missing of those who represent organisations.",
        "count",
    ) % {"count": len(missing)}
    return Finding("not_met", says, used=used, missing=_named(missing), until=_until(stands))


def _standing(facts: Facts) -> Standing:
    places, on = facts.once(every_speaker), facts.at.date()
    running = [place for place in places if place.until_on is None or place.until_on >= on]
    held = tuple(place for place in running if place.role == "representative")
    spoken_for = {place.organisation for place in held}
    over = (place for place in places if place.role == "representative" and place not in running)
    last = {place.organisation: place for place in over if place.organisation not in spoken_for}
    return Standing(
        held=held,
        run_out=tuple(last.values()),
        substitutes={(p.organisation, p.person): p for p in running if p.role == "substitute"},
        answered=facts.once(_answered),
        names={member.organisation: member.name for member in facts.once(every_member)},
    )


def _missing(stands: Standing) -> Iterator[Says]:
    for place in stands.run_out:
        said = {"organisation": stands.names.get(place.organisation, ""), "on": _day(place.until_on)}
        yield _("The term of the representative of %(organisation)s ran out on %(on)s.") % said
    for place in stands.held:
        named = {"organisation": stands.names.get(place.organisation, "")}
        if not place.how:
            yield _("By which mandate the representative of %(organisation)s acts is not said.") % named
        if place.until_on is None:
            yield _("The representative of %(organisation)s has no last day of term.") % named
        if place.substitute and (place.organisation, place.substitute) not in stands.substitutes:
            yield _("Who was named to stand in for %(organisation)s holds no substitute’s place any more.") % named
        elif not place.substitute and not place.no_substitute:
            yield _("Who stands in for the representative of %(organisation)s is not said.") % named
        if place.person not in stands.answered:
            yield _("The representative of %(organisation)s was not asked what she or he needs to take part.") % named


def _used(stands: Standing) -> set[int]:
    entries: set[int | None] = set()
    for place in (*stands.held, *stands.run_out):
        standing_in = stands.substitutes.get((place.organisation, place.substitute))
        entries |= {place.entry, place.mandate_entry, stands.answered.get(place.person)}
        entries |= {standing_in.entry} if standing_in else set()
    return {entry for entry in entries if entry is not None}


def _until(stands: Standing) -> datetime | None:
    """Return when the first of the terms ends on which this rests."""
    days = [p.until_on for p in (*stands.held, *stands.substitutes.values()) if p.until_on is not None]
    return datetime.combine(min(days) + timedelta(days=1), time(), UTC) if days else None


def _named(missing: list[Says]) -> tuple[Says, ...]:
    more = len(missing) - MOST
    if more <= 0:
        return tuple(missing)
    rest = ngettext_lazy("And %(count)d thing more.", "And %(count)d things more.", "count") % {"count": more}
    return (*missing[:MOST], rest)


def _answered(partnership: str) -> dict[str, int]:
    return dict(AccessAnswer.objects.filter(partnership=partnership).values_list("person", "entry"))


def _day(day: date | None) -> str:
    return date_format(day, "DATE_FORMAT") if day else ""


CRITERIA = (
    Criterion(
        id="2.4",
        title=_("Every representative has a mandate, a term and a substitute, and was asked about access"),
        evaluate=representatives_are_in_order,
        moved_by=MOVES,
    ),
)
