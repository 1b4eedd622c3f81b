"""Calendars and feeds as programs fetch them: of a partnership for whoever may read it, and of one person by secret."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commonweal.kit.dates import to_the_hour
from commonweal.kit.digests import sha256_hex
from commonweal.notices import atom, listing
from commonweal.notices.by_mail import discreet
from commonweal.notices.calendar import calendar_of
from commonweal.notices.feeds import NoFeedError, feed_with
from commonweal.notices.invitations import language_of
from commonweal.notices.links import absolute
from commonweal.notices.models import Feed
from commonweal.notices.saying import Standing, said, standings
from commonweal.notices.writing import host
from commonweal.notices.writing import language_of as language_of_account
from commonweal.partnerships.actors import visitor
from commonweal.record import reading
from commonweal.web.audience import PartnershipRequest, SignedInRequest, for_everyone
from commonweal.web.readers import readers

CALENDAR, ATOM = "text/calendar; charset=utf-8", "application/atom+xml; charset=utf-8"


@require_safe
@readers
def partnership_calendar(request: PartnershipRequest) -> HttpResponse:
    """Give the days of a partnership as a calendar, in its own language."""
    standing = Standing(request.partnership, request.actor, request.at)
    with translation.override(language_of(request.partnership)):
        found = calendar_of([standing], name=request.partnership.name, at=request.at, whose=False)
    return _file(request, found, CALENDAR, name=f"{request.partnership.slug}.ics")


@require_safe
@readers
def partnership_feed(request: PartnershipRequest) -> HttpResponse:
    """Give what happened as a feed, as a visitor would be told it whoever asks: sentences, to the hour, no names."""
    partnership = request.partnership
    standing = Standing(partnership, visitor(partnership.pk), request.at)
    entries = reading.latest_entries(partnership.pk, atom.LATEST)
    with translation.override(language_of(partnership)):
        rows = said(standing, entries, reads=True)
        items = [atom.Item(atom.tag(partnership, r.position), r.says, r.url, to_the_hour(r.at)) for r in rows]
        found = atom.feed(
            items,
            id=atom.tag(partnership),
            title=partnership.name,
            path=reverse("activity", args=[partnership.slug]),
            own=absolute(request.path),
            lang=language_of(partnership),
            since=to_the_hour(partnership.founded_at),
        )
    changed = items[0].at if items else None
    return _file(request, found, ATOM, name=f"{partnership.slug}.atom", changed=changed)


@require_safe
@for_everyone
@discreet
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """Give one person's calendar to whoever holds its secret: what she may see now, and nothing where she has left."""
    feed, at = _feed(token, Feed.Form.CALENDAR), cast(SignedInRequest, request).at
    only = [feed.partnership] if feed.partnership else None
    with translation.override(language_of_account(feed.account)):
        here = [each for each in standings(feed.account, at=at, only=only) if each.takes_part]
        if not here:
            raise Http404
        name = here[0].partnership.name if feed.partnership else _("My partnerships")
        found = calendar_of(here, name=name, at=at, whose=True)
    return _file(request, found, CALENDAR, name="commonweal.ics")


@require_safe
@for_everyone
@discreet
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Give one person's notices as a feed to whoever holds its secret."""
    feed, at = _feed(token, Feed.Form.ATOM), cast(SignedInRequest, request).at
    with translation.override(language_of_account(feed.account)):
        page = listing.page_of(feed.account, at=at, count=atom.LATEST)
        items = [
            atom.Item(atom.tag(row.partnership, row.notice.position), row.says, row.url, row.at, row.partnership.name)
            for row in page.rows
        ]
        found = atom.feed(
            items,
            id=f"tag:{host()},2026:feed:{feed.pk}",
            title=_("What concerns me"),
            path=reverse("notices:listing"),
            own=absolute(request.path),
            lang=language_of_account(feed.account),
            since=feed.made_at.replace(microsecond=0),
        )
    return _file(request, found, ATOM, name="commonweal.atom")


def _feed(token: str, form: str) -> Feed:
    try:
        return feed_with(token, form)
    except NoFeedError:
        raise Http404 from None


def _file(request: HttpRequest, found: bytes, kind: str, *, name: str, changed: datetime | None = None) -> HttpResponse:
    """Return the file, or that it is still the same as the one that the program has."""
    answer = HttpResponse(found, content_type=kind)
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    answer["ETag"] = quote_etag(sha256_hex(found)[:32])
    if changed is not None:
        answer["Last-Modified"] = changed.strftime("%a, %d %b %Y %H:%M:%S GMT")
    # Not by the time: it is told to the hour, and within one hour there may be more than one entry.
    return cast(HttpResponse, get_conditional_response(request, etag=answer["ETag"], response=answer))
