"""The pages of ideas: all of them beside each other, one with its lineage, and what can be done with it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.acts.act import Act
from commonweal.acts.charters import setting_with
from commonweal.acts.perform import verdict_on
from commonweal.acts.sentences import sentence_of
from commonweal.capabilities.ideas import acts, queries
from commonweal.capabilities.ideas.forms import CriteriaForm, IdeaForm, MergeForm, RateForm, SplitForm
from commonweal.capabilities.ideas.queries import CriteriaChosen, Idea
from commonweal.charter.judge import Verdict
from commonweal.record import reading
from commonweal.web.audience import MEMBERS, PartnershipRequest, for_roles
from commonweal.web.readers import readers


def may(request: PartnershipRequest, act: type[Act]) -> Verdict:
    """Return the verdict on a kind of act for whoever asks, under the charter in force."""
    setting = setting_with(request.partnership.pk, digest=request.partnership.charter)
    return verdict_on(act, by=request.actor, at=request.at, setting=setting)


def the_idea(request: PartnershipRequest, entry: int) -> Idea:
    """Return the idea of an address, or say that there is none."""
    try:
        return queries.idea_at(request.partnership.pk, entry)
    except queries.NotThere:
        raise Http404 from None


def standing_ideas(request: PartnershipRequest) -> list[Idea]:
    """Return the ideas that did not go into others."""
    return [row for row in queries.ideas(request.partnership.pk) if row.ended_entry is None]


@require_safe
@readers
def ideas(request: PartnershipRequest) -> HttpResponse:
    """Show every idea that stands: those that at least three persons rated in order, the others as they came."""
    here = request.partnership.pk
    rows, now = queries.ideas(here), queries.criteria_now(here)
    given = queries.ratings(here, now.entry) if now else []
    standing = [row for row in rows if row.ended_entry is None]
    context = {
        "rated": queries.standing(standing, given),
        "gone": [row for row in rows if row.ended_entry is not None],
        "criteria": now,
        "least": queries.LEAST_RATERS,
        "verdict": may(request, acts.PutIdea),
        "count": len(standing),
    }
    return render(request, "ideas/ideas.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def new(request: PartnershipRequest) -> HttpResponse:
    """Put an idea."""
    came = request.GET.get("from", "")
    initial = {"sources": came if came.isdigit() else ""}
    form = IdeaForm(request.POST or None, partnership=request.partnership.pk, initial=initial)
    if form.performed(by=request.actor, at=request.at) and form.entry:
        messages.success(request, _("The idea stands. Others can rate it, join it with theirs, or draft from it."))
        return redirect("ideas:idea", request.partnership.slug, form.entry.position)
    return render(request, "ideas/new.html", {"form": form, "verdict": may(request, acts.PutIdea)})


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def merge(request: PartnershipRequest) -> HttpResponse:
    """Join ideas into one."""
    form = MergeForm(request.POST or None, partnership=request.partnership.pk, offered=standing_ideas(request))
    if form.performed(by=request.actor, at=request.at) and form.entry:
        messages.success(request, _("The ideas are joined. Each stays named as a source of the new one."))
        return redirect("ideas:idea", request.partnership.slug, form.entry.position)
    return render(request, "ideas/merge.html", {"form": form, "verdict": may(request, acts.MergeIdeas)})


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def split(request: PartnershipRequest, idea: int) -> HttpResponse:
    """Let a part of an idea go on for itself."""
    row = the_idea(request, idea)
    form = SplitForm(request.POST or None, partnership=row.partnership, idea=idea)
    if form.performed(by=request.actor, at=request.at):
        messages.success(request, _("The part goes on as an idea of its own. Add the next part, or go back."))
        return redirect("ideas:split", request.partnership.slug, idea)
    context = {"row": row, "form": form, "parts": queries.that_came_of(row.partnership, row)}
    return render(request, "ideas/split.html", context | {"verdict": may(request, acts.SplitIdea)})


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def criteria(request: PartnershipRequest) -> HttpResponse:
    """Choose by what ideas are rated."""
    now = queries.criteria_now(request.partnership.pk)
    initial = {f"criterion_{n}": title for n, title in enumerate(now.criteria if now else (), start=1)}
    form = CriteriaForm(request.POST or None, partnership=request.partnership.pk, initial=initial)
    if form.performed(by=request.actor, at=request.at):
        messages.success(request, _("Ideas are rated by these criteria from now on."))
        return redirect("ideas:ideas", request.partnership.slug)
    context = {"form": form, "now": now, "verdict": may(request, acts.ChooseCriteria)}
    return render(request, "ideas/criteria.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@readers
def idea(request: PartnershipRequest, idea: int) -> HttpResponse:
    """Show one idea: its words, how it is rated, what it came from and what came of it; take a rating."""
    row, here = the_idea(request, idea), request.partnership.pk
    now = queries.criteria_now(here)
    given = queries.ratings(here, now.entry, idea=idea) if now else []
    form = _rating(request, row, now, given)
    if form and form.performed(by=request.actor, at=request.at):
        messages.success(request, _("Your rating counts. You can change it as long as the idea stands."))
        return redirect("ideas:idea", request.partnership.slug, idea)
    (how,) = queries.standing([row], given)
    cited = reading.citations_touching(here, idea)
    context = {
        "row": row,
        "criteria": now,
        "rated": how,
        "by_criterion": [(title, *each) for title, each in zip(now.criteria if now else (), how.medians, strict=False)],
        "least": queries.LEAST_RATERS,
        "form": form,
        "verdict": may(request, acts.RateIdea),
        "sources": _sources(here, [c.cited for c in cited if c.citing == idea]),
        "parts": queries.that_came_of(here, row),
        "drafts": [draft for draft in queries.drafts(here) if idea in draft.ideas],
    }
    return render(request, "ideas/idea.html", context)


def _rating(
    request: PartnershipRequest, row: Idea, now: CriteriaChosen | None, given: list[queries.Rating]
) -> RateForm | None:
    if now is None or row.ended_entry is not None or not request.actor.person:
        return None
    hers: list[int] = next((each.scores for each in given if each.by == request.actor.person), [])
    return RateForm(request.POST or None, partnership=row.partnership, idea=row.entry, chosen=now, hers=hers)


def _sources(partnership: str, entries: list[int]) -> list[dict[str, Any]]:
    """Return what an idea came from: other ideas by their titles, anything else by what its entry says."""
    known = {row.entry: row.title for row in queries.ideas_at(partnership, entries)}
    others = reading.entries_at(partnership, [entry for entry in entries if entry not in known])
    says = {entry: capfirst(str(sentence_of(other))) for entry, other in others.items()}
    return [{"entry": each, "title": known.get(each, ""), "says": says.get(each, "")} for each in sorted(set(entries))]
