"""The pages of meetings for everybody who comes: HTTP in, HTTP out."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.acts.act import Act
from commonweal.acts.charters import setting_with
from commonweal.acts.perform import verdict_on
from commonweal.capabilities.meetings import acts, attending, presence_acts, queries, shown
from commonweal.capabilities.meetings.criteria import group_name
from commonweal.capabilities.meetings.drawing import attendance_picture
from commonweal.capabilities.meetings.forms import AbsentForm, CallForm, Choices, ComeForm
from commonweal.capabilities.meetings.keeping_forms import SettleForm
from commonweal.capabilities.meetings.phrases import SETTLED, here
from commonweal.capabilities.meetings.queries import Meeting, NotThere, Whole
from commonweal.capabilities.meetings.sitting import Sitting, quorums, recusals_at, sitting, to_decide
from commonweal.charter.judge import Verdict
from commonweal.charter.rules import Body
from commonweal.web.audience import MEMBERS, PartnershipRequest, for_roles
from commonweal.web.readers import readers
from commonweal.web.told import organisations

SHOWN = 20


def may(request: PartnershipRequest, act: type[Act]) -> Verdict:
    """Return the verdict on a kind of act for whoever asks, under the charter in force."""
    setting = setting_with(request.partnership.pk, digest=request.partnership.charter)
    return verdict_on(act, by=request.actor, at=request.at, setting=setting)


@require_safe
@readers
def meetings(request: PartnershipRequest) -> HttpResponse:
    """Show what is to come and what was, of all bodies or of one."""
    here_id, charter, body = request.partnership.pk, shown.charter_of(request), request.GET.get("body", "")[:40]
    page = min(int(said), 500) if (said := request.GET.get("page", "")).isdigit() else 0
    past = queries.past(here_id, at=request.at, body=body, start=page * SHOWN, most=SHOWN + 1)
    known = charter.body(body) if body else None
    only = f"body={body}&" if known else ""
    context = {
        "coming": [shown.meeting_row(row, charter) for row in queries.upcoming(here_id, at=request.at, body=body)]
        if page == 0
        else [],
        "past": [shown.meeting_row(row, charter) for row in past[:SHOWN]],
        "older": f"?{only}page={page + 1}" if len(past) > SHOWN else "",
        "newer": f"?{only}page={page - 1}" if page else "",
        "body": (body, here(known[1].name)) if known else None,
        "bodies": [(each.code, here(each.name)) for _clause, each in charter.rules(Body)],
        "verdict": may(request, acts.CallMeeting),
    }
    return render(request, "meetings/meetings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def call(request: PartnershipRequest) -> HttpResponse:
    """Call a body to a meeting."""
    charter = shown.charter_of(request)
    bodies: Choices = [(each.code, here(each.name)) for _clause, each in charter.rules(Body)]
    asked = charter.body(request.GET.get("body", "")) or next(iter(charter.rules(Body)), None)
    soonest = timezone.localtime(request.at).date() + timedelta(days=asked[1].notice_days if asked else 0)
    form = CallForm(
        request.POST or None,
        partnership=request.partnership.pk,
        bodies=bodies,
        initial={"body": asked[1].code if asked else "", "day": soonest, "how": "both"},
    )
    if form.performed(by=request.actor, at=request.at):
        messages.success(request, _("The meeting is called. Everybody who holds a seat is told."))
        return redirect("meetings:meeting", request.partnership.slug, form.meeting)
    notices = [(here(each.name), each.notice_days) for _clause, each in charter.rules(Body)]
    context = {"form": form, "notices": notices, "verdict": may(request, acts.CallMeeting)}
    return render(request, "meetings/call.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@readers
def meeting(request: PartnershipRequest, meeting: str) -> HttpResponse:
    """Show one meeting: when and where, what is on the agenda, who comes or is there, whether they are enough."""
    row = found(request, meeting)
    charter, slug = shown.charter_of(request), request.partnership.slug
    sent = request.POST.get("form")
    common: dict[str, Any] = {"partnership": request.partnership.pk, "row": row}
    come = ComeForm(request.POST if sent == "come" else None, **common)
    absent = AbsentForm(request.POST if sent == "absent" else None, **common)
    for form in (come, absent):
        if form.performed(by=request.actor, at=request.at):
            messages.success(request, _("It is on the record."))
            return redirect("meetings:meeting", slug, meeting)
    whole = queries.whole(row, words=False)
    over = row.closed_at is not None
    now = None if over else _sitting(request, row)
    context = {
        **about(request, row),
        "points": shown.point_rows(row, charter, shown.results_for(row), slug),
        "suggestions": [each for each in row.suggestions if whole.item(each["item"]) is None],
        "whole": whole,
        "come": come,
        "absent": absent,
        "verdict": may(request, presence_acts.SayPresent),
        "leads": request.actor.has("convener", "representative", "substitute"),
        **_hers(request, whole, now),
        **(_kept(whole, charter) if over else _live(request, whole, now)),
    }
    return render(request, "meetings/meeting.html", context)


@require_safe
@readers
def attendance(request: PartnershipRequest) -> HttpResponse:
    """Show how many come over time, by sector, and who speaks how long."""
    held = queries.held_last(request.partnership.pk)[:60]
    rows = queries.seats_at(request.partnership.pk, [row.entry for row in held])
    charter = shown.charter_of(request)
    last = attending.last_of_each(held)
    entries = {row.entry for row in last}
    recent = [row for row in rows if row.meeting in entries]
    context = {
        "picture": attendance_picture(held, rows) if rows else None,
        "overall": attending.overall(recent),
        "sectors": [(group_name(each.group), each) for each in attending.by_sector(recent)],
        "groups": [(group_name(each.group), each) for each in attending.by_group(recent)],
        "speaking": [
            (group_name(each.group), int(each.spoke * 100), int(each.present * 100))
            for each in attending.speaking(last, recent)
        ],
        "held": [(shown.meeting_row(row, charter), each) for row, each in attending.by_meeting(held, rows)],
        "count": len(last),
    }
    return render(request, "meetings/attendance.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@readers
def actions(request: PartnershipRequest) -> HttpResponse:
    """Show what meetings agreed to do, what is open first; take what became of it."""
    form = SettleForm(request.POST or None, partnership=request.partnership.pk)
    if form.performed(by=request.actor, at=request.at):
        messages.success(request, _("It is on the record what became of it."))
        return redirect("meetings:actions", request.partnership.slug)
    rows = queries.actions(request.partnership.pk)
    orgs = {id: member.name for id, member in organisations(request.partnership.pk).items()}
    names = shown.names_in(request, {row.person for row in rows})
    told = [
        (row, orgs.get(row.organisation, "") or names.get(row.person, ""), SETTLED.get(row.outcome, "")) for row in rows
    ]
    still = [each for each in told if not each[0].outcome]
    context = {
        "open": sorted(still, key=lambda each: (each[0].due_on is None, each[0].due_on or request.at.date())),
        "settled": [each for each in reversed(told) if each[0].outcome][:100],
        "form": form,
        "today": request.at.date(),
        "verdict": may(request, presence_acts.RecordPresence),
    }
    return render(request, "meetings/actions.html", context)


def found(request: PartnershipRequest, meeting: str) -> Meeting:
    """Return the meeting of this id here, or say that there is none."""
    try:
        return queries.meeting_with(request.partnership.pk, meeting)
    except NotThere:
        raise Http404 from None


def about(request: PartnershipRequest, row: Meeting) -> dict[str, Any]:
    """Return what every page of a meeting shows."""
    each = shown.meeting_row(row, shown.charter_of(request))
    return {"each": each, "row": row, "body_page": shown.address_of_body(row.body, request.partnership.slug)}


def _sitting(request: PartnershipRequest, row: Meeting) -> Sitting | None:
    digest = row.charter if row.opened_at else request.partnership.charter
    return sitting(request.partnership.pk, row.body, digest=digest, at=request.at, officers=False)


def _hers(request: PartnershipRequest, whole: Whole, now: Sitting | None) -> dict[str, Any]:
    """Return how it is with whoever looks: the seats for which she comes, what she said, whether she is there."""
    said = whole.said_by(request.actor.person)
    return {
        "her_seats": len(now.seats_for(request.actor.person)) if now else 0,
        "said": said,
        "is_there": bool(request.actor.person) and request.actor.person in whole.present,
    }


def _live(request: PartnershipRequest, whole: Whole, now: Sitting | None) -> dict[str, Any]:
    """Return who comes, or who is there and whether they are enough, as things stand."""
    row = whole.row
    if now is None:
        return {}
    if row.opened_at is None:
        said = {each.person: each.said for each in whole.people}
        seats = now.filled
        coming = sum(said.get(s.person) == "coming" or said.get(s.substitute) == "coming" for s in seats)
        sorry = sum(said.get(s.person) in ("absent", "sends") for s in seats)
        return {"coming": coming, "sorry": sorry, "of": len(seats)}
    there = {each.seat for each in whole.there}
    wanted = to_decide(now.charter, now.body, row.agenda)
    told = quorums(now.seats, there, wanted, recusals_at(row.partnership, at=request.at))
    rows = shown.quorum_rows(told, now.charter)
    return {
        "sectors": shown.live_sectors(whole, now.seats),
        "quorum": rows,
        "quorum_says": shown.quorum_in_a_sentence(rows),
        "there": len(there),
        "of": len(now.filled),
    }


def _kept(whole: Whole, charter: Any) -> dict[str, Any]:
    rows = shown.quorum_rows(whole.row.quorum, charter)
    return {
        "sectors": shown.kept_sectors(whole),
        "quorum": rows,
        "quorum_says": shown.quorum_in_a_sentence(rows),
        "there": whole.row.there,
        "of": whole.row.seats,
    }
