"""The pages of the launch: HTTP in, HTTP out."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.acts.charters import setting_with
from commonweal.acts.perform import verdict_on
from commonweal.capabilities.launch import acts, queries
from commonweal.capabilities.launch.forms import CorrectForm, PublishForm
from commonweal.charter.judge import Verdict
from commonweal.web.audience import MEMBERS, PartnershipRequest, for_roles


@require_safe
@for_roles("anyone")
def about(request: PartnershipRequest) -> HttpResponse:
    """Show what anybody should know of the partnership, as a page that can be printed and handed on."""
    here = request.partnership.pk
    wordings, sectors = queries.wordings(here), queries.members_by_sector(here)
    context = {
        "launch": wordings[0] if wordings else None,
        "earlier": wordings[1:],
        "first": wordings[-1] if wordings else None,
        "sectors": sectors,
        "count": sum(len(each.members) for each in sectors),
        "calls": _calls(request.partnership.slug),
        "verdict": _may(request),
    }
    return render(request, "launch/about.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def publish(request: PartnershipRequest) -> HttpResponse:
    """Make the launch public, or say anew what is public of it."""
    here, slug = request.partnership.pk, request.partnership.slug
    now = queries.launched(here)
    form = (
        CorrectForm(request.POST or None, partnership=here, now=now)
        if now
        else PublishForm(request.POST or None, partnership=here)
    )
    if form.performed(by=request.actor, at=request.at):
        messages.success(request, _("It is public. What was said before stays on the record."))
        return redirect("launch:about", slug)
    return render(request, "launch/publish.html", {"form": form, "now": now, "verdict": _may(request)})


def _may(request: PartnershipRequest) -> Verdict:
    setting = setting_with(request.partnership.pk, digest=request.partnership.charter)
    return verdict_on(acts.PublishLaunch, by=request.actor, at=request.at, setting=setting)


def _calls(slug: str) -> str:
    """Return where open calls are listed, on an installation that has them."""
    try:
        return reverse("calls:calls", args=[slug])
    except NoReverseMatch:
        return ""
