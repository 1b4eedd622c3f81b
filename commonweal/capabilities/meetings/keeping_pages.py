"""The pages of whoever leads a meeting and keeps its record, and of those who correct and approve the minutes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.capabilities.meetings import acts, guards, minutes_acts, papers, queries, shown
from commonweal.capabilities.meetings.conditions import EARLY
from commonweal.capabilities.meetings.forms import (
    AgendaForm,
    CancelForm,
    Choices,
    CloseForm,
    MoveForm,
    OpenForm,
    SuggestForm,
)
from commonweal.capabilities.meetings.keeping_forms import (
    ActionForm,
    ApproveForm,
    CorrectForm,
    DraftForm,
    NoteForm,
    PresenceForm,
    SpeakingForm,
)
from commonweal.capabilities.meetings.pages import about, found, may
from commonweal.capabilities.meetings.phrases import here
from commonweal.capabilities.meetings.queries import Meeting, Whole, phase_of
from commonweal.capabilities.meetings.sitting import Sitting, officers_of, sitting
from commonweal.charter.judge import Verdict
from commonweal.charter.roll import Seat
from commonweal.charter.rules import Matter
from commonweal.partnerships.queries import members, places_held
from commonweal.web.actforms import ActForm
from commonweal.web.audience import MEMBERS, PartnershipRequest, for_roles
from commonweal.web.documents import PdfResponse
from commonweal.web.readers import readers
from commonweal.web.told import organisations


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def agenda(request: PartnershipRequest, meeting: str) -> HttpResponse:
    """Suggest points for a meeting; for whoever leads it, settle them whole."""
    row = found(request, meeting)
    if row.closed_at is not None or row.cancelled_at is not None:
        raise Http404
    now, sent = _sitting(request, row), request.POST.get("form")
    common: dict[str, Any] = {"partnership": request.partnership.pk, "row": row}
    suggest = SuggestForm(request.POST if sent == "suggest" else None, **common)
    settle = AgendaForm(
        request.POST if sent == "settle" else None, **common, matters=_matters(now), decisions=_decisions(row)
    )
    said = {
        "suggest": _("Your point is suggested. Whoever leads the meeting is told."),
        "settle": _("The agenda is settled."),
    }
    if answer := _taken(request, {"suggest": suggest, "settle": settle}, said, "meetings:agenda", meeting):
        return answer
    context = {
        **about(request, row),
        "suggest": suggest,
        "settle": settle,
        "verdict": _leading(request, now, acts.SettleAgenda),
        "may_suggest": may(request, acts.SuggestItem),
    }
    return render(request, "meetings/agenda.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def move(request: PartnershipRequest, meeting: str) -> HttpResponse:
    """Move a meeting to another time or place, or cancel it."""
    row = found(request, meeting)
    if row.opened_at is not None or row.cancelled_at is not None:
        raise Http404
    now, sent = _sitting(request, row), request.POST.get("form")
    common: dict[str, Any] = {"partnership": request.partnership.pk, "row": row}
    forms: dict[str, ActForm] = {
        "move": MoveForm(request.POST if sent == "move" else None, **common),
        "cancel": CancelForm(request.POST if sent == "cancel" else None, **common),
    }
    said = {
        "move": _("The meeting is moved. Everybody who holds a seat is told, and calendars follow."),
        "cancel": _("The meeting is cancelled. Everybody who holds a seat is told."),
    }
    if answer := _taken(request, forms, said, "meetings:meeting", meeting):
        return answer
    notice = now.body.notice_days if now else 0
    context = {**about(request, row), **forms, "notice": notice, "verdict": _leading(request, now, acts.Reschedule)}
    return render(request, "meetings/move.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def lead(request: PartnershipRequest, meeting: str) -> HttpResponse:
    """Open and close a meeting, say who is there for those who cannot, and count who speaks."""
    row = found(request, meeting)
    now, sent = _sitting(request, row), request.POST.get("form")
    if now is None or row.cancelled_at is not None:
        raise Http404
    whole = queries.whole(row, words=False, people=False)
    common: dict[str, Any] = {"partnership": request.partnership.pk, "row": row}
    held: dict[str, Any] = {"partnership": request.partnership.pk, "whole": whole}
    forms: dict[str, ActForm] = {
        "open": OpenForm(request.POST if sent == "open" else None, **common),
        "close": CloseForm(request.POST if sent == "close" else None, **common),
        "presence": PresenceForm(
            request.POST if sent == "presence" else None, **held, seats=_labels(request, row, now)
        ),
        "speaking": SpeakingForm(request.POST if sent == "speaking" else None, **held),
    }
    said = {
        "open": _("The meeting has begun. Everybody can say that they are here."),
        "close": _("The meeting is over. Now draft the minutes while it is fresh."),
        "presence": _("It is on the record who is there."),
        "speaking": _("It is on the record how long each sector spoke."),
    }
    if answer := _taken(request, forms, said, "meetings:lead", meeting):
        return answer
    context = {
        **about(request, row), "forms": forms, **forms, "whole": whole,
        "verdict": _leading(request, now, acts.OpenMeeting),
        "early": request.at < row.starts_at - EARLY,
    }  # fmt: skip
    return render(request, "meetings/lead.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def notes(request: PartnershipRequest, meeting: str) -> HttpResponse:
    """Note what is said, and what is agreed to be done."""
    row = found(request, meeting)
    sent, here_id = request.POST.get("form"), request.partnership.pk
    if row.opened_at is None:
        raise Http404
    whole = queries.said(row)
    people = sorted({place.person for place in places_held(here_id, at=request.at) if place.role != "observer"})
    names = shown.names_in(request, [*people, *(each.person for each in whole.actions)])
    held: dict[str, Any] = {"partnership": here_id, "whole": whole}
    orgs: Choices = [(member.organisation, member.name) for member in members(here_id)]
    forms: dict[str, ActForm] = {
        "note": NoteForm(request.POST if sent == "note" else None, **held),
        "action": ActionForm(
            request.POST if sent == "action" else None, **held, organisations=orgs,
            people=[(id, names[id]) for id in people if names.get(id)],
        ),
    }  # fmt: skip
    said = {"note": _("It is noted."), "action": _("It is agreed. Whoever does it is told.")}
    if answer := _taken(request, forms, said, "meetings:notes", meeting):
        return answer
    titles = {each["item"]: each["title"] for each in row.agenda}
    context = {
        **about(request, row), **forms,
        "noted": [(each, titles.get(each.item, "")) for each in whole.notes],
        "agreed": [(a, dict(orgs).get(a.organisation, "") or names.get(a.person, "")) for a in whole.actions],
        "verdict": _leads(request, row, minutes_acts.Note),
    }  # fmt: skip
    return render(request, "meetings/notes.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@readers
def minutes(request: PartnershipRequest, meeting: str) -> HttpResponse:
    """Show the minutes; draft them, correct them, approve them."""
    row = found(request, meeting)
    if row.closed_at is None:
        raise Http404
    whole, sent = queries.whole(row), request.POST.get("form")
    held: dict[str, Any] = {"partnership": request.partnership.pk, "row": row}
    drafting: dict[str, Any] = {"partnership": request.partnership.pk, "whole": whole}
    forms: dict[str, ActForm] = {
        "draft": DraftForm(request.POST if sent == "draft" else None, **drafting),
        "correct": CorrectForm(request.POST if sent == "correct" else None, **held),
        "approve": ApproveForm(request.POST if sent == "approve" else None, **held),
    }
    said = {
        "draft": _("The minutes are drafted. Everybody who was there is told."),
        "correct": _("The minutes are corrected. Who approved them before is asked again."),
        "approve": _("You have approved the minutes."),
    }
    if answer := _taken(request, forms, said, "meetings:minutes", meeting):
        return answer
    context = {**about(request, row), **forms, **_minutes_shown(request, whole), "phase": phase_of(row)}
    return render(request, "meetings/minutes.html", context)


@require_safe
@readers
def minutes_pdf(request: PartnershipRequest, meeting: str) -> HttpResponse:
    """Hand out the minutes on paper: a tagged PDF."""
    row = found(request, meeting)
    if row.drafted_at is None:
        raise Http404
    told = _minutes_shown(request, queries.whole(row))
    paper = papers.minutes(
        shown.meeting_row(row, shown.charter_of(request)), told, partnership=request.partnership.name
    )
    return PdfResponse(paper, at=request.at, name=f"minutes-{row.starts_at:%Y-%m-%d}.pdf")


def _minutes_shown(request: PartnershipRequest, whole: Whole) -> dict[str, Any]:
    row, charter, slug = whole.row, shown.charter_of(request), request.partnership.slug
    orgs = {id: member.name for id, member in organisations(request.partnership.pk).items()}
    names = shown.names_in(request, whole.present | {each.person for each in whole.actions})
    standing = {each.item: each for each in whole.standing}
    points = shown.point_rows(row, charter, shown.results_for(row), slug)
    quorum = shown.quorum_rows(row.quorum, charter)
    guests = [names[person] for person in sorted(whole.present - whole.seated) if person in names]
    presence = shown.presence_rows(whole, charter, orgs, names)
    found: dict[str, Any] = {
        "whole": whole, "points": [(point, standing.get(point.point["item"])) for point in points],
        "general": standing.get(""), "presence": presence, "guests": guests,
        "others": len(whole.present - whole.seated) - len(guests),
        "sectors": shown.kept_sectors(whole), "quorum": quorum, "quorum_says": shown.quorum_in_a_sentence(quorum),
        "actions": [(each, orgs.get(each.organisation, "") or names.get(each.person, "")) for each in whole.actions],
        "corrections": [each for each in whole.minuted if each.replaced_entry is not None],
        "approved": whole.seats_approved, "needed": len(whole.there) // 2 + 1,
        "has_approved": bool(request.actor.person) and request.actor.person in whole.approved_by,
    }  # fmt: skip
    if row.drafted_at is None:
        digest = request.partnership.charter
        now = sitting(request.partnership.pk, row.body, digest=digest, at=request.at) if request.actor.person else None
        return {**found, "may_draft": _leading(request, now, minutes_acts.DraftMinutes)}
    return {
        **found,
        "may_correct": _was_there(request, whole, minutes_acts.CorrectMinutes),
        "may_approve": _was_there(request, whole, minutes_acts.ApproveMinutes),
    }


def _was_there(request: PartnershipRequest, whole: Whole, act: Any) -> Verdict:
    verdict = may(request, act)
    return (
        guards.on_minutes(whole, act, by=request.actor, charter=shown.charter_of(request))
        if verdict.allowed
        else verdict
    )


def _leading(request: PartnershipRequest, now: Sitting | None, act: Any) -> Verdict:
    verdict = may(request, act)
    return guards.on_leading(now, by=request.actor) if verdict.allowed and now else verdict


def _leads(request: PartnershipRequest, row: Meeting, act: Any) -> Verdict:
    """Return whether somebody leads, asking for the seats of the body only where it has no officers."""
    bare = officers_of(row.partnership, row.body, digest=request.partnership.charter, at=request.at)
    if bare is None or bare.offices or request.actor.has("convener"):
        return _leading(request, bare, act)
    return _leading(request, _sitting(request, row), act)


def _taken(
    request: PartnershipRequest, forms: dict[str, ActForm], said: dict[str, str], page: str, meeting: str
) -> HttpResponse | None:
    for name, form in forms.items():
        if form.performed(by=request.actor, at=request.at):
            messages.success(request, said[name])
            return redirect(page, request.partnership.slug, meeting)
    return None


def _sitting(request: PartnershipRequest, row: Meeting) -> Sitting | None:
    digest = row.charter if row.opened_at else request.partnership.charter
    return sitting(request.partnership.pk, row.body, digest=digest, at=request.at)


def _labels(request: PartnershipRequest, row: Meeting, now: Sitting) -> list[tuple[Seat, str]]:
    """Return each seat that somebody holds with what it is called and who holds it."""
    names = shown.names_in(request, {seat.person for seat in now.seats})
    found = []
    for seat in now.filled:
        member, name = now.among.members.get(seat.organisation), names.get(seat.person)
        label = shown.seat_label(now.charter, row.body, seat.name, member.name if member else "")
        found.append((seat, f"{label} ({name})" if name else label))
    return found


def _matters(now: Sitting | None) -> Choices:
    if now is None:
        return []
    return [(m.code, here(m.name)) for _clause, m in now.charter.rules(Matter) if m.body == now.body.code]


def _decisions(row: Meeting) -> Choices:
    """Return what was proposed to the body and is not decided. One question."""
    return [(str(each.entry), each.title) for each in queries.proposals(row.partnership, row.body)]
