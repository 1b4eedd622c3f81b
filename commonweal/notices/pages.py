"""A person's own pages: what she was told, how she wants to be told, and tomorrow's mail."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.notices import digest, feeds, listing
from commonweal.notices.forms import HoursForm, TopicsForm
from commonweal.notices.hours import zone_of
from commonweal.notices.models import Feed, Notice
from commonweal.notices.saying import Standing, standings
from commonweal.notices.settling import hours_of
from commonweal.notices.topics import Choices
from commonweal.web.audience import SignedInRequest, for_accounts

A_PAGE = 40


@require_http_methods(["GET", "HEAD", "POST"])
@for_accounts
def listed(request: SignedInRequest) -> HttpResponse:
    """Show my notices; open one, which is then read, or say that I have read them all."""
    sent, mine = request.POST.get("do"), Notice.objects.filter(account=request.user)
    page = listing.page_of(request.user, at=request.at, count=A_PAGE, before=_number(request.GET.get("before")))
    if sent == "all":
        mine.filter(read_at=None).update(read_at=request.at)
        messages.success(request, _("You have read them all."))
        return redirect("notices:listing")
    if sent == "open" and (wanted := _number(request.POST.get("notice"))) is not None:
        mine.filter(pk=wanted, read_at=None).update(read_at=request.at)
        return redirect(next((row.url for row in page.rows if row.notice.pk == wanted), reverse("notices:listing")))
    context = {"page": page, "before": request.GET.get("before")}
    return render(request, "notices/listing.html", context, status=422 if request.method == "POST" else 200)


@require_safe
@for_accounts
def tomorrow(request: SignedInRequest) -> HttpResponse:
    """Show the next mail of the day as it would be mailed now; to look at it reads nothing."""
    mine = hours_of(request.user, at=request.at)
    found = digest.digest_of(mine, at=request.at)
    when = localtime(mine.digest_next, zone_of(mine.zone)) if mine.digest_next else None
    context = {"mine": mine, "digest": found, "subject": digest.subject_of(found), "next": when}
    return render(request, "notices/tomorrow.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_accounts
def preferences(request: SignedInRequest) -> HttpResponse:
    """Let me say how I want to be told: when, of what, everywhere or in one partnership, and for which programs."""
    account, at, sent = request.user, request.at, request.POST.get("form")
    mine, here = hours_of(account, at=at), _places(request)
    of = next((s for s in here if s.slug == request.GET.get("of")), None)
    if of is None and "of" in request.GET:
        raise Http404
    where = of.partnership.pk if of else ""
    about_hours = HoursForm(request.POST if sent == "hours" else None, mine=mine)
    about_topics = TopicsForm(
        request.POST if sent == "topics" else None, account=account, chosen=Choices.of(account.pk), partnership=where
    )
    if about_hours.is_bound and about_hours.is_valid():
        about_hours.keep(at=at)
        return _kept(request)
    if about_topics.is_bound and about_topics.is_valid():
        about_topics.keep()
        return _kept(request)
    address = _feed_asked_for(request, here) if sent == "feed" else None
    if sent == "feed" and address == "":
        return _kept(request)
    context = {
        "mine": mine,
        "hours": about_hours,
        "topics": about_topics,
        "of": of,
        "partnerships": here,
        "feeds": _feeds(request, here),
        "address": address,
    }
    wrong = request.method == "POST" and not address
    return render(request, "notices/preferences.html", context, status=422 if wrong else 200)


def _places(request: SignedInRequest) -> list[Standing]:
    return [each for each in standings(request.user, at=request.at) if each.takes_part]


def _kept(request: SignedInRequest) -> HttpResponse:
    messages.success(request, _("Your choice is kept."))
    return redirect(request.get_full_path())


def _feeds(request: SignedInRequest, here: list[Standing]) -> list[dict[str, object]]:
    """Return the secret addresses that there are or could be: of everything, and of each partnership."""
    known = feeds.feeds_of(request.user)
    rows: list[dict[str, object]] = [
        {"form": Feed.Form.CALENDAR, "of": "", "label": _("Calendar of all my partnerships")},
        {"form": Feed.Form.ATOM, "of": "", "label": _("Feed of what concerns me (Atom)")},
    ]
    rows += [
        {
            "form": Feed.Form.CALENDAR,
            "of": each.partnership.pk,
            "label": _("Calendar of %(partnership)s") % {"partnership": each.partnership.name},
        }
        for each in here
    ]
    return [{**row, "feed": known.get((str(row["form"]), str(row["of"])))} for row in rows]


def _feed_asked_for(request: SignedInRequest, here: list[Standing]) -> str | None:
    """Return the new secret address, an empty text where one was taken back, nothing where nothing was asked for."""
    form, of, asked = (request.POST.get(name, "") for name in ("feed", "of", "do"))
    if (form, of) not in {(str(row["form"]), str(row["of"])) for row in _feeds(request, here)}:
        return None
    if asked == "make":
        return feeds.made(request.user, form, partnership=of, at=request.at)
    if asked == "take_back":
        feeds.taken_back(request.user, form, partnership=of)
        return ""
    return None


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 16 else None
