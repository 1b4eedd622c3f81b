"""The library of canvases with their guides, and the canvases that a partnership made for itself."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.capabilities.workshops import acts, queries
from commonweal.capabilities.workshops.canvases import library, made_here
from commonweal.capabilities.workshops.forms import TemplateForm
from commonweal.capabilities.workshops.located import may
from commonweal.web.audience import MEMBERS, PartnershipRequest, for_roles
from commonweal.web.readers import readers


@require_safe
@readers
def templates(request: PartnershipRequest) -> HttpResponse:
    """Show every canvas from which a workshop may start."""
    context = {
        "library": library().values(),
        "own": queries.own_templates(request.partnership.pk),
        "verdict": may(request, acts.MakeTemplate),
    }
    return render(request, "workshops/templates.html", context)


@require_safe
@readers
def template(request: PartnershipRequest, template: str) -> HttpResponse:
    """Show one canvas of the library: its zones, its guide and what is needed."""
    found = library().get(template)
    if found is None:
        raise Http404
    return render(request, "workshops/template.html", {"canvas": found, "verdict": may(request, acts.PlanWorkshop)})


@require_safe
@readers
def own(request: PartnershipRequest, own: int) -> HttpResponse:
    """Show one canvas of the partnership's own."""
    row = queries.own_template(request.partnership.pk, own)
    if row is None:
        raise Http404
    canvas = made_here(row.title, row.language, row.zones)
    return render(request, "workshops/template.html", {"canvas": canvas, "row": row})


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def new(request: PartnershipRequest) -> HttpResponse:
    """Make a canvas."""
    form = TemplateForm(request.POST or None, partnership=request.partnership.pk)
    if form.performed(by=request.actor, at=request.at) and form.entry:
        messages.success(request, _("The canvas is made. Any workshop can start from it now."))
        return redirect("workshops:own", request.partnership.slug, form.entry.position)
    return render(request, "workshops/new_template.html", {"form": form, "verdict": may(request, acts.MakeTemplate)})
