"""What membership lets wait for somebody, sets into the calendar, leads to, and tells those whom it concerns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext

from commonweal.acts.capability import Dated, Facts, Task
from commonweal.acts.perform import setting_of, verdict_on
from commonweal.capabilities.membership import queries
from commonweal.capabilities.membership.acts import DischargeDuty
from commonweal.capabilities.membership.offers import is_used_up
from commonweal.capabilities.membership.phrases import PLACES
from commonweal.capabilities.membership.place_acts import SayMandate
from commonweal.capabilities.membership.place_conditions import HERS_TO_GIVE
from commonweal.capabilities.membership.place_forms import end_of
from commonweal.capabilities.membership.queries import Held
from commonweal.partnerships.actors import Actor
from commonweal.partnerships.models import OpenInvitation, Representation
from commonweal.partnerships.queries import members, open_invitations, representations
from commonweal.record.entry import Entry

SOON = timedelta(days=30)
"""How long before the end of a term somebody is asked to hand over or go on."""


def tasks(facts: Facts, actor: Actor, slug: str) -> Iterator[Task]:
    """Yield what waits for somebody: her term, her mandate, her answer on access, and duties that remain."""
    if actor.person is None or not actor.has(*PLACES):
        return
    setting, here = setting_of(facts.partnership), facts.partnership
    held = [h for h in queries.held_by(actor.person, partnership=here) if queries.is_at(h.place, at=facts.at)]
    may_say = verdict_on(SayMandate, by=actor, at=facts.at, setting=setting).allowed
    for each in held:
        yield from _of_her_place(each, slug, on=facts.at.date(), may_say=may_say)
    if held and not queries.has_answered(here, actor.person):
        says = gettext("Say what you need in order to take part")
        yield Task("membership.access", says, reverse("membership:my_access", args=[slug]))
    if actor.has("convener") and verdict_on(DischargeDuty, by=actor, at=facts.at, setting=setting).allowed:
        yield from _duties(here, slug)


def _of_her_place(held: Held, slug: str, *, on: date, may_say: bool) -> Iterator[Task]:
    place = held.place
    if not place.organisation or place.role not in HERS_TO_GIVE:
        return
    named, page = {"organisation": held.organisation}, reverse("membership:mandate", args=[slug, place.entry])
    tends = may_say and place.role == "representative"
    if place.until_on is not None and place.until_on - SOON <= on:
        said = {**named, "on": date_format(place.until_on, "DATE_FORMAT")}
        says = gettext("Your place for %(organisation)s ends on %(on)s: hand it over, or go on") % said
        way = reverse("membership:hand_over", args=[slug, place.entry])
        url = way if tends else reverse("membership:places", args=[slug])
        yield Task(f"membership.term.{place.entry}", says, url, due_at=end_of(place.until_on))
    if tends and not place.how:
        says = gettext("Say by which mandate you act for %(organisation)s") % named
        yield Task(f"membership.mandate.{place.entry}", says, page)
    elif tends and not place.substitute and not place.no_substitute:
        says = gettext("Say who stands in for you at %(organisation)s") % named
        yield Task(f"membership.substitute.{place.entry}", says, page)


def _duties(partnership: str, slug: str) -> Iterator[Task]:
    for each in queries.owed(partnership):
        duty, says = each.duty, gettext("See to a duty that remains of %(organisation)s")
        yield Task(
            f"membership.duty.{duty.left_entry}.{duty.number}",
            says % {"organisation": each.organisation},
            reverse("membership:organisation", args=[slug, duty.organisation]),
            due_at=end_of(duty.until_on) if duty.until_on else None,
        )


def dates(partnership: str, slug: str) -> Iterator[Dated]:
    """Yield the last days of terms, of invitations and of duties that remain."""
    names = dict(members(partnership).values_list("organisation", "name"))
    for place in representations(partnership).filter(until_on__isnull=False):
        said = {"role": PLACES.get(place.role, place.role), "organisation": names.get(place.organisation, "")}
        says = (
            gettext("Last day of a term: %(role)s for %(organisation)s") if said["organisation"] else _for_none()
        ) % said
        yield Dated(f"membership.term.{place.entry}", says, place.until_on or date.max, _page(place.organisation, slug))
    for row in open_invitations(partnership):
        if not is_used_up(row):
            says = gettext("Last day of an invitation: %(role)s") % {"role": PLACES.get(row.role, row.role)}
            day = localtime(row.expires_at).date()
            yield Dated(f"membership.invitation.{row.pk}", says, day, reverse("membership:invitations", args=[slug]))
    for each in queries.owed(partnership):
        if each.duty.until_on is not None:
            says = gettext("A duty of %(organisation)s is due") % {"organisation": each.organisation}
            key = f"membership.duty.{each.duty.left_entry}.{each.duty.number}"
            yield Dated(key, says, each.duty.until_on, _page(each.duty.organisation, slug))


def page_of_organisation(entry: Entry, slug: str) -> str:
    """Return the page of the organisation that an entry is about, or the one on which all of them are."""
    return _page(entry.body.get("organisation") or "", slug)


def page_of_members(entry: Entry, slug: str) -> str:
    """Return the page on which all organisations are."""
    return _page("", slug)


def whose_place(entry: Entry) -> Iterable[str]:
    """Return who must be told that her place ended, or what was said of it: unless she did it herself."""
    row = Representation.objects.filter(pk=f"{entry.partnership}.{entry.body['place']}").first()
    return [row.person] if row is not None and row.person and row.person != entry.by else []


def who_invited(entry: Entry) -> Iterable[str]:
    """Return who must be told that an invitation was taken: whoever made it, and whoever is succeeded by it."""
    row = OpenInvitation.objects.filter(pk=entry.body["invitation"], partnership=entry.partnership).first()
    if row is None:
        return []
    before = Representation.objects.filter(pk=f"{entry.partnership}.{row.succeeds}").first() if row.succeeds else None
    return [person for person in dict.fromkeys((row.by, before.person if before else "")) if person]


def _for_none() -> str:
    return gettext("Last day of a term: %(role)s")


def _page(organisation: str, slug: str) -> str:
    if organisation:
        return reverse("membership:organisation", args=[slug, organisation])
    return reverse("membership:members", args=[slug])
