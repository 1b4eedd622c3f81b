"""The pages on which a partnership is founded, described and placed in its tree."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.acts.perform import verdict_on
from commonweal.capabilities.founding.acts import DescribePartnership
from commonweal.capabilities.founding.forms import DescribeForm, FiveQuestions, model_names
from commonweal.capabilities.founding.proposal import SIZES, WHO_DECIDES, proposed
from commonweal.capabilities.founding.queries import SHOWN, eyes, living
from commonweal.kit.ids import is_id, new_id
from commonweal.partnerships.actors import ANYONE, Actor
from commonweal.partnerships.models import Partnership
from commonweal.people.identity import pseudonym_of
from commonweal.record.hostkeys import log_key
from commonweal.web.audience import MEMBERS, PartnershipRequest, SignedInRequest, for_accounts, for_everyone, for_roles

FOUNDING = "founding"
"""Session key: the id of the partnership that this person is about to found, so that sending twice founds once."""


@require_safe
@for_everyone
def host(request: HttpRequest) -> HttpResponse:
    """Show what this host is for and the partnerships that live on it."""
    asked = request.GET.get("page", "")
    page = int(asked) if asked.isascii() and asked.isdigit() and 0 < int(asked) < 10_000 else 1
    found = living(page=page)
    context = {
        "found": found,
        "eyes": eyes(found),
        "newer": f"?page={page - 1}" if page > 1 else "",
        "older": f"?page={page + 1}" if len(found) == SHOWN else "",
    }
    return render(request, "founding/host.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_accounts
def start(request: HttpRequest) -> HttpResponse:
    """Ask the five questions, and found the partnership."""
    asked = cast(SignedInRequest, request)
    kept = request.session.get(FOUNDING)
    new = str(kept) if is_id(kept) else new_id()
    request.session[FOUNDING] = new
    form = FiveQuestions(request.POST or None, partnership=new, log_key=log_key(new), initial=_under(request))
    if form.is_bound and form.performed(by=_founder(asked, new), at=asked.at):
        del request.session[FOUNDING]
        return redirect("founding:proposal", Partnership.objects.get(pk=new).slug)
    named = form["parent"].value()
    above = Partnership.objects.filter(pk=named).first() if is_id(named) else None
    return render(request, "founding/start.html", {"form": form, "above": above})


@require_safe
@for_roles(*MEMBERS)
def proposal(request: PartnershipRequest) -> HttpResponse:
    """Show what the five answers suggest: a model, and what to do first."""
    now = request.partnership
    suggestion = proposed(who_decides=now.who_decides, size=now.size)
    context = {
        "suggestion": suggestion,
        "models": model_names(list(suggestion.models)),
        "who_decides": WHO_DECIDES.get(now.who_decides, ""),
        "size": SIZES.get(now.size, ""),
    }
    return render(request, "founding/proposal.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def describe(request: PartnershipRequest) -> HttpResponse:
    """Show and change what the partnership is said to be."""
    form = DescribeForm(request.POST or None, partnership=request.partnership.pk, now=request.partnership)
    if form.performed(by=request.actor, at=request.at):
        messages.success(request, _("The description is changed, and the change is on the record."))
        return redirect("home", request.partnership.slug)
    verdict = verdict_on(DescribePartnership, by=request.actor, at=request.at)
    return render(request, "founding/describe.html", {"form": form, "verdict": verdict})


def _under(request: HttpRequest) -> dict[str, Any]:
    """Return the parent that a link named, where it is one of this host's."""
    parent = request.GET.get("parent", "")
    return {"parent": parent} if is_id(parent) and Partnership.objects.filter(pk=parent).exists() else {}


def _founder(request: SignedInRequest, new: str) -> Actor:
    person = pseudonym_of(request.user, partnership=new)
    return Actor(partnership=new, person=person, roles=frozenset({ANYONE, "founder"}))
