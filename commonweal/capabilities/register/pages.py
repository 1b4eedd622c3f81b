"""The register's pages for people: HTTP in, HTTP out."""

from __future__ import annotations

from itertools import groupby
from typing import cast
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language_bidi
from django.views.decorators.http import require_safe

from commonweal.acts.installed import installed
from commonweal.capabilities.register import lineage_picture, queries
from commonweal.capabilities.register.entry_shown import BACK, shown
from commonweal.capabilities.register.queries import Filter
from commonweal.kit.ids import is_id
from commonweal.people.models import Account
from commonweal.people.seen import seen_by
from commonweal.record import hostkeys, reading
from commonweal.record.checkpoints import origin_of
from commonweal.record.reading import NotThereError
from commonweal.web.audience import MEMBERS, PartnershipRequest
from commonweal.web.readers import readers
from commonweal.web.seal import seal_of
from commonweal.web.told import organisations, told
from commonweal.web.visits import visit_of


@require_safe
@readers
def record(request: PartnershipRequest) -> HttpResponse:
    """Show the record, newest entry first, narrowed as the reader wishes."""
    partnership = request.partnership
    wanted, before = _filter(request), _before(request)
    page = queries.page_of(partnership.pk, wanted, before=before)
    orgs = organisations(partnership.pk)
    context = {
        "rows": told(page.entries, to=request.actor, convener=partnership.convener, orgs=orgs),
        "page": page,
        "size": page.size if page.size is not None or wanted else reading.size(partnership.pk),
        "wanted": wanted,
        "before": before,
        "older": _query(wanted, before=page.older) if page.older is not None else None,
        "newest": _query(wanted),
        "rooms": [(c.name, c.label) for c in installed() if c.acts],
        "orgs": sorted(orgs.values(), key=lambda org: org.name.casefold()),
    }
    return render(request, "register/record.html", context)


@require_safe
@readers
def activity(request: PartnershipRequest) -> HttpResponse:
    """Show what happened, day by day, in sentences."""
    partnership, before = request.partnership, _before(request)
    page = queries.page_of(partnership.pk, Filter(), before=before)
    orgs = organisations(partnership.pk)
    rows = told(page.entries, to=request.actor, convener=partnership.convener, orgs=orgs)
    visit = None
    if request.actor.has(*MEMBERS):
        visit = visit_of(request, size=page.size or reading.size(partnership.pk), at=request.at)
        visit = visit.or_later(seen_by(cast(Account, request.user), partnership=partnership.pk))
    context = {
        "visit": visit,
        "days": [(day, list(each)) for day, each in groupby(rows, key=lambda row: row.at.date())],
        "older": _query(Filter(), before=page.older) if page.older is not None else None,
        "before": before,
    }
    return render(request, "register/activity.html", context)


@require_safe
@readers
def entry(request: PartnershipRequest, position: int) -> HttpResponse:
    """Show one entry: what was done, under which clause, what it rests on, and the proof that it stands here."""
    try:
        found = shown(request.partnership, position, to=request.actor)
    except NotThereError:
        raise Http404 from None
    return render(request, "register/entry.html", {"shown": found, "told": found.told})


@require_safe
@readers
def lineage(request: PartnershipRequest, position: int) -> HttpResponse:
    """Show what an entry grew out of and what grew out of it, as a list and as a picture."""
    partnership = request.partnership
    try:
        found = queries.lineage_of(partnership.pk, position)
    except NotThereError:
        raise Http404 from None
    orgs = organisations(partnership.pk)
    entries = [kin.entry for kin in found.kin]
    rows = {
        row.position: row for row in told(entries, to=request.actor, convener=partnership.convener, orgs=orgs, names={})
    }
    context = {
        "told": rows[position],
        "earlier": [rows[k.entry.position] for k in found.kin if k.distance < 0],
        "later": [rows[k.entry.position] for k in found.kin if k.distance > 0],
        "links": [(rows[c.citing], BACK.get(c.rel, c.rel), rows[c.cited]) for c in found.citations],
        "left_out": found.left_out,
        "picture": lineage_picture.drawn(found, rows, mirrored=get_language_bidi()),
    }
    return render(request, "register/lineage.html", context)


@require_safe
@readers
def check(request: PartnershipRequest) -> HttpResponse:
    """Say in plain words how anybody can check the record, and how far that reaches."""
    partnership = request.partnership
    context = {
        "seal": seal_of(partnership.pk),
        "head": reading.head(partnership.pk),
        "origin": origin_of(partnership.pk),
        "log_key": hostkeys.log_key(partnership.pk),
    }
    return render(request, "register/check.html", context)


def _filter(request: PartnershipRequest) -> Filter:
    """Read the filter. Who asks for a person's acts must be among those who see names."""
    given = request.GET
    rooms = {capability.name for capability in installed()}
    person = given.get("by", "") if request.actor.has(*MEMBERS) else ""
    return Filter(
        room=given.get("what", "") if given.get("what") in rooms else "",
        organisation=given.get("org", "") if is_id(given.get("org")) else "",
        person=person if is_id(person) else "",
    )


def _before(request: PartnershipRequest) -> int | None:
    given = request.GET.get("before", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 16 else None


def _query(wanted: Filter, **more: int | None) -> str:
    named = {"what": wanted.room, "org": wanted.organisation, "by": wanted.person, **more}
    found = urlencode({name: value for name, value in named.items() if value not in ("", None)})
    return f"?{found}" if found else "?"
