"""The pages of workshops: all of them, one with its guide and canvases, and the form that announces one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.capabilities.workshops import acts, queries
from commonweal.capabilities.workshops.canvases import library
from commonweal.capabilities.workshops.conditions import leads
from commonweal.capabilities.workshops.forms import BeginForm, EndForm, OfWorkshopForm, OpenCanvasForm, PlanForm
from commonweal.capabilities.workshops.located import may, the_workshop, way_in
from commonweal.capabilities.workshops.queries import Workshop
from commonweal.web.audience import MEMBERS, PartnershipRequest, for_roles
from commonweal.web.readers import readers


@require_safe
@readers
def workshops(request: PartnershipRequest) -> HttpResponse:
    """Show every workshop: those that run or come, and those that were."""
    canvases, cards = queries.counted(request.partnership.pk)
    rows = [
        (row, canvases.get(row.entry, 0), cards.get(row.entry, 0)) for row in queries.workshops(request.partnership.pk)
    ]
    context = {
        "coming": [row for row in rows if row[0].ended_at is None][::-1],
        "past": [row for row in rows if row[0].ended_at is not None],
        "verdict": may(request, acts.PlanWorkshop),
    }
    return render(request, "workshops/workshops.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def new(request: PartnershipRequest) -> HttpResponse:
    """Announce a workshop."""
    initial = {"guide": request.GET.get("guide", ""), "language": request.partnership.lang}
    form = PlanForm(request.POST or None, partnership=request.partnership.pk, initial=initial)
    if form.performed(by=request.actor, at=request.at) and form.entry:
        messages.success(request, _("The workshop is announced. Lay out its canvases now, and share its code."))
        return redirect("workshops:workshop", request.partnership.slug, form.entry.position)
    return render(request, "workshops/new.html", {"form": form, "verdict": may(request, acts.PlanWorkshop)})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@readers
def workshop(request: PartnershipRequest, workshop: int) -> HttpResponse:
    """Show one workshop: its guide with times, its canvases, the way in for guests; let it begin and end."""
    row, here, sent = the_workshop(request, workshop), request.partnership.pk, request.POST.get("form")
    forms = _forms(request, row, sent)
    says = {"begin": _("The workshop has begun."), "end": _("The workshop has ended. Its canvases stay to be read.")}
    for name, form in forms.items():
        if sent == name and form.performed(by=request.actor, at=request.at):
            if name == "open" and form.entry:
                return redirect("workshops:canvas", request.partnership.slug, form.entry.position)
            messages.success(request, says[name])
            return redirect("workshops:workshop", request.partnership.slug, workshop)
    counts = queries.cards_by_canvas(here, workshop)
    context = {
        "row": row,
        "language": dict(settings.LANGUAGES).get(row.language, row.language),
        **_led(row),
        "canvases": [(each, counts.get(each.entry, 0)) for each in queries.canvases_of(here, workshop)],
        "forms": forms,
        "verdict": may(request, acts.OpenCanvas),
        "leads": leads(request.actor, row),
        "waiting": len(queries.waiting_cards(here, workshop)) if leads(request.actor, row) else 0,
        **way_in(request, row),
    }
    return render(request, "workshops/workshop.html", context)


def _forms(request: PartnershipRequest, row: Workshop, sent: str | None) -> dict[str, OfWorkshopForm]:
    given: dict[str, Any] = {"partnership": request.partnership.pk, "workshop": row.entry}
    own = queries.own_templates(request.partnership.pk)
    return {
        "begin": BeginForm(request.POST if sent == "begin" else None, **given),
        "end": EndForm(request.POST if sent == "end" else None, **given),
        "open": OpenCanvasForm(
            request.POST if sent == "open" else None, own=own, initial={"canvas": row.guide}, **given
        ),
    }


def _led(row: Workshop) -> dict[str, Any]:
    """Return the guide with the hour at which each part begins: from when it began, or was to begin."""
    guide = library().get(row.guide)
    from_when = row.begun_at or row.starts_at
    parts = guide.guide if guide else ()
    return {"guide": guide, "parts": [(from_when + timedelta(minutes=part.begins), part) for part in parts]}
