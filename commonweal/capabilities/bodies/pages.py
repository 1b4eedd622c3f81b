"""The pages of bodies: HTTP in, HTTP out. Who sits where is always public: no setting can hide it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.acts.act import Act
from commonweal.acts.charters import setting_with
from commonweal.acts.perform import verdict_on
from commonweal.capabilities.bodies import acts, choosing, guards, queries, shown
from commonweal.capabilities.bodies.conditions import latest_end
from commonweal.capabilities.bodies.criteria import vacancy_days
from commonweal.capabilities.bodies.drawing import organigram
from commonweal.capabilities.bodies.forms import AppointForm, DesignateForm, EndOfficeForm, SubstituteForm, VacateForm
from commonweal.capabilities.bodies.phrases import here as in_words
from commonweal.capabilities.bodies.queries import BodyNow, Structure
from commonweal.charter.judge import Verdict
from commonweal.web.actforms import ActForm
from commonweal.web.audience import PartnershipRequest, for_roles


def may(request: PartnershipRequest, act: type[Act], finer: Verdict) -> Verdict:
    """Return the verdict on a kind of act for whoever asks, and where the charter gives it to her, the finer one."""
    setting = setting_with(request.partnership.pk, digest=request.partnership.charter)
    verdict = verdict_on(act, by=request.actor, at=request.at, setting=setting)
    return finer if verdict.allowed else verdict


@require_safe
@for_roles("anyone")
def bodies(request: PartnershipRequest) -> HttpResponse:
    """Show all bodies as a picture and as a table."""
    now = shown.structure_for(request)
    offices = {row.person for each in now.bodies for row in each.offices.values() if row}
    names = shown.names_in(request, offices)
    slug = request.partnership.slug
    context = {
        "rows": [(each, in_words(each.body.name), shown.office_rows(now, each, names)) for each in now.bodies],
        "picture": organigram(now, slug=slug) if now.bodies else None,
        "days": vacancy_days(now.charter),
    }
    return render(request, "bodies/bodies.html", context)


@require_safe
@for_roles("anyone")
def body(request: PartnershipRequest, body: str) -> HttpResponse:
    """Show one body: what it is for, who sits in it and how they came to it, what it decides and has decided."""
    now, here = _here(request, body)
    names = shown.names_in(request, shown.people_of(now, here))
    slug = request.partnership.slug
    parent = now.body(here.body.parent or "")
    context = {
        **_about(here),
        "rows": shown.seat_rows(now, here, names),
        "offices": shown.office_rows(now, here, names),
        "parent": (parent.body.code, in_words(parent.body.name)) if parent else None,
        "children": [(b.body.code, in_words(b.body.name)) for b in now.bodies if b.body.parent == body],
        "matters": shown.matters_of(now.charter, here),
        "decided": shown.decision_rows(now.charter, queries.decided_by(request.partnership.pk, body), slug),
        "past": shown.past_rows(now, here, names, queries.history_of(now, body)),
        "meetings": shown.page("meetings:meetings", slug),
        "days": vacancy_days(now.charter),
    }
    return render(request, "bodies/body.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles("anyone")
def seat(request: PartnershipRequest, body: str, seat: str) -> HttpResponse:
    """Show one seat, with everybody who ever held it; take who holds it, who stands in, and that it is empty."""
    now, here = _here(request, body)
    each = here.seat(seat)
    if each is None:
        raise Http404
    own = bool(request.actor.person) and each.seat.person == request.actor.person
    verdict = may(request, acts.Designate, guards.on_seat(now, here, each, by=request.actor))
    letting_go = may(request, acts.Vacate, guards.on_seat(now, here, each, by=request.actor, own=own))
    everybody = {place.person for place in now.among.places} if letting_go else set()
    names = shown.names_in(request, shown.people_of(now, here) | everybody)
    forms = _seat_forms(request, now, here, seat, names) if letting_go or request.method == "POST" else {}
    for name, form in forms.items():
        if form.performed(by=request.actor, at=request.at):
            messages.success(request, SAID[name]())
            return redirect("bodies:seat", request.partnership.slug, body, seat)
    context = {
        **_about(here),
        **forms,
        "row": shown.seat_row(now, each, names, soon=(now.at + shown.SOON).date()),
        "past": shown.past_rows(now, here, names, queries.history_of(now, body, seat)),
        "verdict": verdict,
        "letting_go": letting_go,
        "latest": latest_end(each, here, request.at.date()),
    }
    return render(request, "bodies/seat.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles("anyone")
def office(request: PartnershipRequest, body: str, office: str) -> HttpResponse:
    """Show one office; take who holds it, and that nobody does any more."""
    now, here = _here(request, body)
    if office not in here.offices:
        raise Http404
    held = here.offices[office]
    own = held is not None and bool(request.actor.person) and held.person == request.actor.person
    verdict = may(request, acts.Appoint, guards.on_office(now, here, by=request.actor))
    letting_go = may(request, acts.EndOffice, guards.on_office(now, here, by=request.actor, own=own))
    everybody = {place.person for place in now.among.places} if verdict else set()
    names = shown.names_in(request, shown.people_of(now, here) | everybody)
    sent = request.POST.get("form")
    appoint = AppointForm(
        request.POST if sent == "appoint" else None,
        partnership=request.partnership.pk,
        here=here,
        office=office,
        people=choosing.for_office(now, here, office, names),
        decisions=choosing.decisions(now, here, request.partnership.pk),
    )
    end = EndOfficeForm(
        request.POST if sent == "end" else None, partnership=request.partnership.pk, body=body, office=office
    )
    for name, form in {"appoint": appoint, "end": end}.items():
        if form.performed(by=request.actor, at=request.at):
            messages.success(request, SAID[name]())
            return redirect("bodies:office", request.partnership.slug, body, office)
    row = next(each for each in shown.office_rows(now, here, names) if each.office == office)
    context = {**_about(here), "row": row, "appoint": appoint, "end": end, "verdict": verdict, "letting_go": letting_go}
    return render(request, "bodies/office.html", context)


SAID = {
    "designate": lambda: _("It is on the record who holds this seat."),
    "substitute": lambda: _("It is on the record who stands in."),
    "vacate": lambda: _("The seat is empty from now on."),
    "appoint": lambda: _("It is on the record who holds this office."),
    "end": lambda: _("The office has ended."),
}
"""What is said after each form was taken."""


def _seat_forms(
    request: PartnershipRequest, now: Structure, here: BodyNow, name: str, names: shown.Named
) -> dict[str, ActForm]:
    each, sent, common = here.seat(name), request.POST.get("form"), {"partnership": request.partnership.pk}
    if each is None:
        return {}
    about: dict[str, Any] = {**common, "body": here.body.code, "seat": each}
    others = choosing.to_stand_in(now, names)

    def given(form: str) -> Any:
        return request.POST if sent == form else None

    return {
        "designate": DesignateForm(
            given("designate"),
            **about,
            people=choosing.for_seat(now, each, names),
            others=others,
            decisions=choosing.decisions(now, here, request.partnership.pk),
            initial={
                "until_on": latest_end(each, here, request.at.date()),
                "how": "appointment" if each.group.filled_by == "office" else each.group.filled_by,
            },
        ),
        "substitute": SubstituteForm(given("substitute"), **about, others=others),
        "vacate": VacateForm(given("vacate"), **about),
    }


def _here(request: PartnershipRequest, body: str) -> tuple[Structure, BodyNow]:
    now = shown.structure_for(request, only=body)
    here = now.body(body)
    if here is None:
        raise Http404
    return now, here


def _about(here: BodyNow) -> dict[str, Any]:
    return {"here": here, "name": in_words(here.body.name), "mandate": in_words(here.body.mandate)}
