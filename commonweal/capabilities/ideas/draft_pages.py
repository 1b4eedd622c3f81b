"""The pages of interventions that are drafted together: the text with what is suggested, and who shaped it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.capabilities.ideas import acts, queries
from commonweal.capabilities.ideas.conditions import drafts_it
from commonweal.capabilities.ideas.forms import DraftForm, FinishForm, SettleForm, SuggestForm
from commonweal.capabilities.ideas.pages import may, standing_ideas
from commonweal.capabilities.ideas.queries import Draft
from commonweal.capabilities.ideas.shaping import shaped as what_shaped
from commonweal.web.audience import MEMBERS, PartnershipRequest, for_roles
from commonweal.web.readers import readers


def the_draft(request: PartnershipRequest, entry: int) -> Draft:
    """Return the draft of an address, or say that there is none."""
    try:
        return queries.draft_at(request.partnership.pk, entry)
    except queries.NotThere:
        raise Http404 from None


@require_safe
@readers
def drafts(request: PartnershipRequest) -> HttpResponse:
    """Show every intervention that is being drafted, and those that are finished."""
    waiting = queries.waiting_by_draft(request.partnership.pk)
    rows = [(row, waiting.get(row.entry, 0)) for row in queries.drafts(request.partnership.pk)]
    context = {
        "open": [row for row in rows if row[0].finished_at is None],
        "finished": [row for row in rows if row[0].finished_at is not None],
        "verdict": may(request, acts.OpenDraft),
    }
    return render(request, "ideas/drafts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def new(request: PartnershipRequest) -> HttpResponse:
    """Open a draft."""
    wanted = request.GET.get("idea", "")
    form = DraftForm(
        request.POST or None,
        partnership=request.partnership.pk,
        offered=standing_ideas(request),
        initial={"ideas": [wanted]},
    )
    if form.performed(by=request.actor, at=request.at) and form.entry:
        messages.success(request, _("The draft is open. Everybody who takes part can suggest changes."))
        return redirect("ideas:draft", request.partnership.slug, form.entry.position)
    return render(request, "ideas/new_draft.html", {"form": form, "verdict": may(request, acts.OpenDraft)})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@readers
def draft(request: PartnershipRequest, draft: int) -> HttpResponse:
    """Show a draft paragraph by paragraph, with what is suggested beside each; let it be finished."""
    row = the_draft(request, draft)
    form = FinishForm(request.POST or None, partnership=row.partnership, draft=row)
    if form.performed(by=request.actor, at=request.at):
        messages.success(request, _("The draft is finished. It stands as an intervention, with all that shaped it."))
        return redirect("ideas:draft", request.partnership.slug, draft)
    suggestions = queries.suggestions_of(row)
    waiting = [each for each in suggestions if not each.outcome]
    context = {
        "row": row,
        "paragraphs": [
            (each, [one for one in waiting if one.paragraph == each.number]) for each in queries.paragraphs_of(row)
        ],
        "settled": [each for each in suggestions if each.outcome],
        "waiting": waiting,
        "ideas": queries.ideas_at(row.partnership, row.ideas),
        "form": form,
        "verdict": may(request, acts.SuggestChange),
        "drafts_it": drafts_it(request.actor, row),
    }
    return render(request, "ideas/draft.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_roles(*MEMBERS)
def suggest(request: PartnershipRequest, draft: int, paragraph: int) -> HttpResponse:
    """Suggest a change of one paragraph."""
    row = the_draft(request, draft)
    found = queries.paragraph_of(row.partnership, draft, paragraph)
    if found is None:
        raise Http404
    form = SuggestForm(request.POST or None, partnership=row.partnership, paragraph=found)
    if form.performed(by=request.actor, at=request.at):
        messages.success(request, _("Your suggestion stands beside the paragraph. You are told what becomes of it."))
        return redirect("ideas:draft", request.partnership.slug, draft)
    context = {"row": row, "paragraph": found, "form": form, "verdict": may(request, acts.SuggestChange)}
    return render(request, "ideas/suggest.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_roles(*MEMBERS)
def settle(request: PartnershipRequest, draft: int, suggestion: int) -> HttpResponse:
    """Take a suggestion in, or answer why not."""
    row = the_draft(request, draft)
    try:
        found = queries.suggestion_at(row.partnership, suggestion)
    except queries.NotThere:
        raise Http404 from None
    if found.draft != draft:
        raise Http404
    form = SettleForm(request.POST or None, partnership=row.partnership, suggestion=found)
    if form.performed(by=request.actor, at=request.at):
        messages.success(request, _("The suggestion is settled, and whoever made it is told."))
        return redirect("ideas:draft", request.partnership.slug, draft)
    return render(request, "ideas/settle.html", _settling(request, row, found, form))


@require_safe
@readers
def shaped(request: PartnershipRequest, draft: int) -> HttpResponse:
    """Show who shaped an intervention, from what people said to the words that stand."""
    row = the_draft(request, draft)
    return render(request, "ideas/shaped.html", {"row": row, "shaped": what_shaped(row)})


def _settling(request: PartnershipRequest, row: Draft, found: queries.Suggestion, form: SettleForm) -> dict[str, Any]:
    now = queries.paragraph_of(row.partnership, row.entry, found.paragraph)
    return {
        "row": row,
        "suggestion": found,
        "now": now,
        "moved_on": now is not None and found.what == "replace" and now.version != found.on,
        "form": form,
        "verdict": may(request, acts.SettleSuggestion),
        "drafts_it": drafts_it(request.actor, row),
    }
