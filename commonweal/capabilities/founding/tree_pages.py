"""The pages of the tree: who stands above, who belongs here or asks to, and how the partnership stands to others."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from commonweal.acts.act import Act
from commonweal.acts.perform import setting_of, verdict_on
from commonweal.capabilities.founding import queries, tree_acts
from commonweal.capabilities.founding.acts import NoteChild
from commonweal.capabilities.founding.forms import NoteChildForm
from commonweal.capabilities.founding.queries import Child
from commonweal.capabilities.founding.tree_forms import (
    STANDS,
    AddChildForm,
    DeclineForm,
    JoinForm,
    LeaveForm,
    LinkForm,
    UnlinkForm,
)
from commonweal.partnerships.models import Partnership
from commonweal.web.actforms import ActForm
from commonweal.web.audience import MEMBERS, PartnershipRequest, for_roles

SHOWN = 60
"""How many partnerships of each kind the page of the tree lists; the programme's own page has them all."""


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles("anyone")
def tree(request: PartnershipRequest) -> HttpResponse:
    """Show the parent, the children and the links, and note what a child's record looks like."""
    here, at = request.partnership, request.at
    form = NoteChildForm(request.POST or None, partnership=here.pk)
    if form.performed(by=request.actor, at=at):
        messages.success(request, _("Noted: this record now says what the child's record looks like."))
        return redirect("founding:tree", here.slug)
    verdict = verdict_on(NoteChild, by=request.actor, at=at, setting=setting_of(here.pk))
    below, links = queries.below(here.pk, to_the_convener=verdict.allowed), queries.links_of(here.pk)
    above = Partnership.objects.filter(pk=here.parent).first() if here.parent else None
    elsewhere = None if above else queries.belonging_of(here.pk)
    slugs = queries.slugs_of([link.other for link in links])
    context = {
        "above": above,
        "above_elsewhere": elsewhere,
        "refused": queries.declined(here.parent, here.pk) if above else None,
        "belong": _notable(here.pk, below.belong[:SHOWN]),
        "more": max(0, len(below.belong) - SHOWN),
        "asking": _notable(here.pk, below.asking[:SHOWN]),
        "declined": below.declined[:SHOWN],
        "remote": queries.remote_children(here.pk)[:SHOWN],
        "links": [(STANDS[link.stands], link, slugs.get(link.other, ""), _unlink(here.pk, link)) for link in links],
        "verdict": verdict,
        "form": form,
        "address": f"{settings.ADDRESS}{reverse('home', args=[here.slug])}",
    }
    return render(request, "founding/tree.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def join(request: PartnershipRequest) -> HttpResponse:
    """Ask to belong to a programme."""
    form = JoinForm(request.POST or None, partnership=request.partnership.pk)
    says = _("Asked. It belongs to the programme once that notes its record.")
    return _asked(request, form, tree_acts.JoinProgramme, "founding/join.html", says)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def leave(request: PartnershipRequest) -> HttpResponse:
    """Leave the programme."""
    form = LeaveForm(request.POST or None, partnership=request.partnership.pk)
    says = _("The partnership belongs to no programme any more.")
    return _asked(request, form, tree_acts.LeaveProgramme, "founding/leave.html", says)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def add(request: PartnershipRequest) -> HttpResponse:
    """Name a partnership on another host that belongs here, or name its address and key anew."""
    here, child = request.partnership.pk, request.GET.get("child", "")
    now = queries.remote_child(here, child)
    initial = {"url": now.url, "log_key": now.log_key, "name": now.name} if now else None
    form = AddChildForm(request.POST or None, partnership=here, initial=initial)
    says = _("It is named as part of this programme. Now look at its record.")
    return _asked(request, form, tree_acts.AddChild, "founding/add.html", says)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def decline(request: PartnershipRequest, child: str) -> HttpResponse:
    """Say that a partnership does not belong here."""
    here = request.partnership.pk
    remote = queries.remote_child(here, child)
    asks = Partnership.objects.filter(pk=child, parent=here).first()
    if remote is None and asks is None:
        raise Http404
    form = DeclineForm(request.POST or None, partnership=here, initial={"child": child})
    says = _("It is on the record that it does not belong here.")
    name = remote.name if remote else asks.name if asks else ""
    return _asked(request, form, tree_acts.DeclineChild, "founding/decline.html", says, child_name=name)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def link(request: PartnershipRequest) -> HttpResponse:
    """Say how the partnership stands to another one."""
    form = LinkForm(request.POST or None, partnership=request.partnership.pk)
    return _asked(request, form, tree_acts.LinkPartnership, "founding/link.html", _("The link is shown to everybody."))


@require_POST
@for_roles(*MEMBERS)
def unlink(request: PartnershipRequest) -> HttpResponse:
    """Take a link back."""
    form = UnlinkForm(request.POST, partnership=request.partnership.pk)
    if form.performed(by=request.actor, at=request.at):
        messages.success(request, _("The link is taken back. That it stood stays on the record."))
    else:
        for said in form.errors.values():
            messages.error(request, str(said[0]))
    return redirect("founding:tree", request.partnership.slug)


def _asked(
    request: PartnershipRequest, form: ActForm, kind: type[Act], template: str, says: str, **more: Any
) -> HttpResponse:
    """Perform what the form asks and go back to the tree, or show the form or why it is not offered."""
    if form.performed(by=request.actor, at=request.at):
        messages.success(request, says)
        return redirect("founding:tree", request.partnership.slug)
    verdict = verdict_on(kind, by=request.actor, at=request.at)
    return render(request, template, {"form": form, "verdict": verdict, **more})


def _notable(here: str, found: list[Child]) -> list[tuple[Child, NoteChildForm]]:
    return [
        (each, NoteChildForm(partnership=here, auto_id=False, initial={"child": each.partnership.pk})) for each in found
    ]


def _unlink(here: str, row: Any) -> UnlinkForm:
    link = row.key.partition(".")[2]
    return UnlinkForm(partnership=here, auto_id=False, initial={"link": link})
