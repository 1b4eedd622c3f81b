"""The pages of search: HTTP in, HTTP out."""

from __future__ import annotations

from typing import cast
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commonweal.acts.charters import setting_with
from commonweal.acts.installed import installed
from commonweal.acts.perform import verdict_on_reading
from commonweal.capabilities.finding import everywhere, queries
from commonweal.capabilities.finding.queries import Within
from commonweal.capabilities.finding.search import Asked, Somebody, people_called, results
from commonweal.kit.ids import is_id
from commonweal.web.audience import PartnershipRequest, SignedInRequest, for_accounts
from commonweal.web.readers import readers
from commonweal.web.told import organisations


@require_safe
@readers
def here(request: PartnershipRequest) -> HttpResponse:
    """Search one partnership, as far as its charter lets this reader look."""
    partnership, actor, wanted = request.partnership, request.actor, Asked.read(request.GET)
    setting = setting_with(partnership.pk, digest=partnership.charter)
    names = verdict_on_reading("names", by=actor, setting=setting)
    people = [Somebody(*each) for each in queries.people_in([partnership.pk])] if names.allowed and wanted.typed else []
    orgs = organisations(partnership.pk)
    within = Within(
        (partnership.pk,),
        everywhere.open_to({partnership.pk: actor}, {partnership.pk: setting}),
        room=_room(request),
        organisation=_id(request, "org"),
        person=_id(request, "by") if names.allowed else "",
    )
    found = results(
        wanted, within, partnerships={partnership.pk: partnership}, actors={partnership.pk: actor}, orgs=orgs
    )
    context = {
        "asked": wanted,
        "found": found,
        "people": people_called(wanted.question, people) if wanted.page == 1 and not within.person else [],
        "person": next((each for each in people if each.id == within.person), None),
        "within": within,
        "rooms": [(each.name, each.label) for each in installed() if each.acts],
        "orgs": sorted(orgs.values(), key=lambda org: org.name.casefold()),
        **_pages(request, wanted, more=found.more),
    }
    return render(request, "finding/here.html", context)


@require_safe
@for_accounts
def everywhere_of_mine(request: HttpRequest) -> HttpResponse:
    """Search all partnerships that this person may read: those in which she holds a place, and public ones."""
    reader, wanted = cast(SignedInRequest, request), Asked.read(request.GET)
    reach = everywhere.reach_of(reader.user, at=reader.at)
    found = results(
        wanted,
        Within(reach.readable, reach.open_to_her),
        partnerships=reach.partnerships,
        actors=reach.actors,
        orgs=reach.organisations(),
    )
    people = [Somebody(*each) for each in queries.people_in(reach.names_in)] if wanted.typed and reach.names_in else []
    context = {
        "asked": wanted,
        "found": found,
        "people": [
            (each, reach.partnerships[each.partnership])
            for each in (people_called(wanted.question, people) if wanted.page == 1 else [])
        ],
        **_pages(request, wanted, more=found.more),
    }
    return render(request, "finding/everywhere.html", context)


def _pages(request: HttpRequest, wanted: Asked, *, more: bool) -> dict[str, str]:
    """Return the ways to the pages before and after this one."""
    kept = {name: request.GET[name] for name in ("q", "what", "org", "by") if request.GET.get(name)}

    def way(page: int) -> str:
        return f"?{urlencode({**kept, 'page': page})}"

    return {"newer": way(wanted.page - 1) if wanted.page > 1 else "", "older": way(wanted.page + 1) if more else ""}


def _room(request: HttpRequest) -> str:
    wanted = request.GET.get("what", "")
    return wanted if any(each.name == wanted and each.acts for each in installed()) else ""


def _id(request: HttpRequest, name: str) -> str:
    wanted = request.GET.get(name, "")
    return wanted if is_id(wanted) else ""
