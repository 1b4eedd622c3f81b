"""The pages of talk: HTTP in, HTTP out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.acts.charters import setting_with
from commonweal.acts.perform import verdict_on, verdict_on_reading
from commonweal.acts.sentences import address_of
from commonweal.capabilities.messages import acts, queries
from commonweal.capabilities.messages.forms import SetAsideForm, WriteForm
from commonweal.capabilities.messages.queries import Message, Said
from commonweal.kit.canonical import MAX_INT
from commonweal.kit.dates import to_the_hour
from commonweal.partnerships.actors import visitor
from commonweal.partnerships.models import Member
from commonweal.people.identity import names_of
from commonweal.people.models import Account
from commonweal.people.seen import seen_by
from commonweal.record import reading
from commonweal.record.entry import Entry
from commonweal.web.audience import MEMBERS, PartnershipRequest
from commonweal.web.readers import readers
from commonweal.web.told import Told, organisations, told
from commonweal.web.visits import visit_of


@require_safe
@readers
def overview(request: PartnershipRequest) -> HttpResponse:
    """Show where people talk: the things that were written about, the latest first."""
    here, before = request.partnership, _number(request, "before")
    found = queries.latest_threads(here.pk, before=before)
    shown = found[: queries.THREADS]
    orgs = organisations(here.pk)
    entries = reading.entries_at(here.pk, [thread.about for thread in shown]) if shown else {}
    rows = {row.position: row for row in _told(request, list(entries.values()), orgs)}
    context = {
        "since": _read_so_far(request),
        "rows": [(thread, rows.get(thread.about), orgs.get(thread.last_organisation)) for thread in shown],
        "before": before,
        "older": f"?before={shown[-1].last_entry}" if len(found) > queries.THREADS else "",
        "public": _public(request),
    }
    return render(request, "messages/overview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@readers
def thread(request: PartnershipRequest, position: int) -> HttpResponse:
    """Show what is said about one thing; take what somebody writes, and let the convener set a message aside."""
    here, at = request.partnership, request.at
    about = _about(request, position)
    setting = setting_with(here.pk, digest=here.charter)
    orgs = organisations(here.pk)
    may_write = verdict_on(acts.WriteMessage, by=request.actor, at=at, setting=setting)
    places = _places(request) if may_write.allowed else {}
    write, aside = _forms(request, position, places)
    for form, done in ((write, _("Your message is on the record.")), (aside, _("The message is set aside."))):
        if form.performed(by=request.actor, at=at) and form.entry:
            messages.success(request, done)
            message = form.entry.position if form is write else form.cleaned_data["message"]
            return redirect(f"{reverse('talk:thread', args=[here.slug, position])}?sent=1&at={message}#m{message}")
    return render(
        request,
        "messages/thread.html",
        {
            "about": _told(request, [about], orgs)[0],
            "address": address_of(about, slug=here.slug),
            "write": write,
            "aside": aside,
            "may_write": may_write,
            "may_set_aside": verdict_on(acts.SetMessageAside, by=request.actor, at=at, setting=setting),
            "public": _public(request),
            **_shown(request, position, (write, aside), orgs=orgs, places=places),
        },
    )


def _shown(
    request: PartnershipRequest,
    position: int,
    forms: tuple[WriteForm, SetAsideForm],
    *,
    orgs: dict[str, Member],
    places: dict[str, str],
) -> dict[str, Any]:
    """Return the page of the thread, who can be mentioned, and the message to be answered or to be set aside."""
    answered, away = _number_of(forms[0]["answers"].value()), _number_of(forms[1]["message"].value())
    holding = next((each for each in (_number(request, "at"), answered, away) if each is not None), None)
    found = queries.page_of_thread(
        request.partnership.pk, position, page=_number(request, "page") or 1, holding=holding
    )
    names = _names(request, queries.people_in(found.rows) | places.keys())
    said = {row.entry: _said(request, row, orgs=orgs, names=names) for row in found.rows}
    return {
        "found": found,
        "said": list(said.values()),
        "people": queries.named(places, names=names, organisations=orgs),
        "earlier": f"?page={found.page - 1}" if found.page > 1 else "",
        "later": f"?page={found.page + 1}" if found.page < found.pages else "",
        "answered": said.get(answered or -1),
        "setting_aside": said.get(away or -1),
    }


def _forms(request: PartnershipRequest, position: int, people: Iterable[str]) -> tuple[WriteForm, SetAsideForm]:
    """Return both forms, the one that was sent with what was sent."""
    sent, here = request.POST.get("form"), request.partnership.pk
    write = WriteForm(
        request.POST if sent == "write" else None,
        partnership=here,
        about=position,
        people=people,
        initial={"answers": _number(request, "answer")},
    )
    aside = SetAsideForm(
        request.POST if sent == "aside" else None,
        partnership=here,
        auto_id="aside_%s",
        initial={"message": _number(request, "aside")},
    )
    return write, aside


def _about(request: PartnershipRequest, position: int) -> Entry:
    """Return the entry that is talked about."""
    if position > MAX_INT:
        raise Http404
    found = reading.entries_at(request.partnership.pk, [position]).get(position)
    if found is None or found.kind.startswith("messages."):
        raise Http404
    return found


def _places(request: PartnershipRequest) -> dict[str, str]:
    """Return whom this reader can mention: nobody, where she may not see names."""
    if not _may_see_names(request):
        return {}
    return queries.places_here(request.partnership.pk, at=request.at, but=request.actor.person)


def _names(request: PartnershipRequest, people: Set[str]) -> dict[str, str]:
    """Return names as far as this reader may see them. At most one query."""
    return names_of(people, partnership=request.partnership.pk) if people and _may_see_names(request) else {}


def _may_see_names(request: PartnershipRequest) -> bool:
    setting = setting_with(request.partnership.pk, digest=request.partnership.charter)
    return verdict_on_reading("names", by=request.actor, setting=setting).allowed


def _said(request: PartnershipRequest, row: Message, *, orgs: Mapping[str, Member], names: Mapping[str, str]) -> Said:
    """Return a message as this reader may see it."""
    return Said(
        row=row,
        name=names.get(row.person, ""),
        organisation=orgs[row.organisation].name if row.organisation in orgs else "",
        to=tuple(names[person] for person in row.mentions if names.get(person)),
        unnamed=sum(not names.get(person) for person in row.mentions),
        at=row.at if request.actor.has(*MEMBERS) else to_the_hour(row.at),
        nested=row.answers is not None,
    )


def _told(request: PartnershipRequest, entries: Sequence[Entry], orgs: dict[str, Member]) -> list[Told]:
    return told(entries, to=request.actor, convener=request.partnership.convener, orgs=orgs, names={})


def _read_so_far(request: PartnershipRequest) -> int | None:
    """Return from which entry on everything is new to this reader; nothing for strangers, and on a first visit."""
    if not request.actor.has(*MEMBERS):
        return None
    here = request.partnership.pk
    seen = seen_by(cast(Account, request.user), partnership=here)
    return visit_of(request, size=MAX_INT, at=request.at).or_later(seen).since


def _public(request: PartnershipRequest) -> bool:
    """Whether anybody may read what is written, as the charter has it."""
    setting = setting_with(request.partnership.pk, digest=request.partnership.charter)
    return verdict_on_reading("record", by=visitor(), setting=setting).allowed


def _number(request: PartnershipRequest, name: str) -> int | None:
    return _number_of(request.GET.get(name, ""))


def _number_of(given: Any) -> int | None:
    text = str(given)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None
