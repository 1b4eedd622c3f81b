"""The pages of the glossary: HTTP in, HTTP out."""

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
from commonweal.capabilities.glossary import acts, queries, shown
from commonweal.capabilities.glossary.forms import FlagForm
from commonweal.capabilities.glossary.queries import NotThere
from commonweal.charter.judge import Verdict
from commonweal.web.audience import MEMBERS, PartnershipRequest, for_roles
from commonweal.web.readers import readers


def may(request: PartnershipRequest, act: Act | type[Act]) -> Verdict:
    """Return the verdict on an act, or a kind of act, for whoever asks, under the charter in force."""
    setting = setting_with(request.partnership.pk, digest=request.partnership.charter)
    return verdict_on(act, by=request.actor, at=request.at, setting=setting)


@require_safe
@readers
def glossary(request: PartnershipRequest) -> HttpResponse:
    """Show every word: those that wait for a meaning first."""
    words = queries.every_word(request.partnership.pk)
    context = {"groups": shown.groups(words), "count": len(words), "verdict": may(request, acts.Flag)}
    return render(request, "glossary/glossary.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def flag(request: PartnershipRequest) -> HttpResponse:
    """Say that one does not understand a word, or uses it otherwise."""
    here = request.partnership.pk
    asked = {name: request.GET[name] for name in ("word", "lang", "where") if request.GET.get(name)}
    form = FlagForm(request.POST or None, partnership=here, initial=asked)
    if form.performed(by=request.actor, at=request.at) and form.entry is not None:
        messages.success(request, _("It stands in the glossary, and waits for a meaning."))
        return redirect("glossary:term", request.partnership.slug, form.entry.position)
    return render(request, "glossary/flag.html", {"form": form, "verdict": may(request, acts.Flag)})


@require_http_methods(["GET", "HEAD", "POST"])
@readers
def term(request: PartnershipRequest, entry: int) -> HttpResponse:
    """Show one word: who stumbled, what each sector means, what is proposed for all and what holds."""
    here, slug = request.partnership.pk, request.partnership.slug
    try:
        row = queries.term_at(here, entry)
    except NotThere:
        known = queries.term_flagged_by(here, entry)
        if known is None:
            raise Http404 from None
        return redirect("glossary:term", slug, known)
    sent = request.POST.get("form", "")
    forms: dict[str, Any] = shown.forms_for(row, request, sent)
    if sent in forms and forms[sent].performed(by=request.actor, at=request.at):
        messages.success(request, _("It stands on the record."))
        return redirect("glossary:term", slug, entry)
    return render(request, "glossary/term.html", shown.one(row, request, forms, sent))
