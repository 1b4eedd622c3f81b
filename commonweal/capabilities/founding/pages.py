"""The pages on which a partnership is founded, described and placed in its tree."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.acts.perform import verdict_on
from commonweal.capabilities.founding.acts import DescribePartnership, NoteChild
from commonweal.capabilities.founding.forms import DescribeForm, FiveQuestions, NoteChildForm, model_names
from commonweal.capabilities.founding.proposal import proposed
from commonweal.capabilities.founding.queries import children
from commonweal.kit.ids import is_id, new_id
from commonweal.partnerships.actors import ANYONE, Actor
from commonweal.partnerships.models import Partnership
from commonweal.partnerships.queries import partnerships
from commonweal.people.identity import pseudonym_of
from commonweal.record import reading
from commonweal.record.hostkeys import log_key
from commonweal.web.audience import PartnershipRequest, SignedInRequest, for_accounts, for_everyone, for_roles

FOUNDING = "founding"
"""Session key: the id of the partnership that this person is about to found, so that sending twice founds once."""


@require_safe
@for_everyone
def host(request: HttpRequest) -> HttpResponse:
    """Show what this host is for and the partnerships that live on it."""
    return render(request, "founding/host.html", {"found": list(partnerships()[:60])})


@require_http_methods(["GET", "HEAD", "POST"])
@for_accounts
def start(request: HttpRequest) -> HttpResponse:
    """Ask the five questions, and found the partnership."""
    asked = cast(SignedInRequest, request)
    id = request.session.get(FOUNDING)
    if not is_id(id):
        id = request.session[FOUNDING] = new_id()
    parent = request.GET.get("parent", "")
    initial = {"parent": parent} if is_id(parent) else {}
    form = FiveQuestions(request.POST or None, partnership=id, log_key=log_key(id), initial=initial)
    if form.is_bound:
        founder = Actor(
            partnership=id, person=pseudonym_of(asked.user, partnership=id), roles=frozenset({ANYONE, "founder"})
        )
        if form.performed(by=founder, at=asked.at):
            del request.session[FOUNDING]
            return redirect("founding:proposal", Partnership.objects.get(pk=id).slug)
    return render(request, "founding/start.html", {"form": form})


@require_safe
@for_roles("convener")
def proposal(request: PartnershipRequest) -> HttpResponse:
    """Show what the five answers suggest: a model, and what to do first."""
    now = request.partnership
    suggestion = proposed(who_decides=now.who_decides, size=now.size)
    context = {"suggestion": suggestion, "models": model_names(list(suggestion.models))}
    return render(request, "founding/proposal.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles("convener", "representative", "participant", "observer")
def describe(request: PartnershipRequest) -> HttpResponse:
    """Show and change what the partnership is said to be."""
    form = DescribeForm(request.POST or None, partnership=request.partnership.pk, now=request.partnership)
    if form.performed(by=request.actor, at=request.at):
        messages.success(request, _("The description is changed, and the change is on the record."))
        return redirect("home", request.partnership.slug)
    verdict = verdict_on(DescribePartnership, by=request.actor, at=request.at)
    return render(request, "founding/describe.html", {"form": form, "verdict": verdict})


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles("anyone")
def tree(request: PartnershipRequest) -> HttpResponse:
    """Show the parent and the children, and note what a child's record looks like."""
    id = request.partnership.pk
    form = NoteChildForm(request.POST or None, partnership=id)
    if form.performed(by=request.actor, at=request.at):
        messages.success(request, _("Noted: this record now holds the child's checkpoint."))
        return redirect("founding:tree", request.partnership.slug)
    rows = [(child, _note_form(child.partnership, of=id)) for child in children(id)]
    context = {
        "rows": rows,
        "above": Partnership.objects.filter(pk=request.partnership.parent).first(),
        "verdict": verdict_on(NoteChild, by=request.actor, at=request.at),
        "errors": form.errors if form.is_bound else None,
    }
    return render(request, "founding/tree.html", context)


def _note_form(child: Partnership, *, of: str) -> NoteChildForm:
    size = reading.size(child.pk)
    return NoteChildForm(
        partnership=of,
        initial={"child": child.pk, "name": child.name, "size": size, "root": reading.root_at(child.pk, size).hex()},
    )
