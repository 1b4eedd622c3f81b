"""The pages of a problem statement: the text, suggestions for it, and dissent."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commonweal.acts.act import Act
from commonweal.acts.charters import setting_with
from commonweal.acts.perform import verdict_on
from commonweal.capabilities.problem import acts, cause_acts, queries
from commonweal.capabilities.problem.behind import about, voices
from commonweal.capabilities.problem.forms import AnswerForm, DissentForm, OpenForm, SettleForm, SuggestForm
from commonweal.capabilities.problem.queries import NotThere, Problem
from commonweal.capabilities.problem.shown import LineShown, lines_shown, tracked
from commonweal.charter.judge import Verdict
from commonweal.kit.ids import id_from_seed
from commonweal.partnerships.understanding import EvidenceItem
from commonweal.people.identity import names_of
from commonweal.web.audience import MEMBERS, PartnershipRequest, for_roles
from commonweal.web.readers import readers
from commonweal.web.told import organisations

MOST_OFFERED = 60
"""How many items of evidence are offered to tick; others are named by their numbers."""


def may(request: PartnershipRequest, act: type[Act]) -> Verdict:
    """Return the verdict on a kind of act for whoever asks, under the charter in force."""
    setting = setting_with(request.partnership.pk, digest=request.partnership.charter)
    return verdict_on(act, by=request.actor, at=request.at, setting=setting)


def the_problem(request: PartnershipRequest, problem: int) -> Problem:
    """Return the statement of an address, or say that there is none."""
    try:
        return queries.problem_at(request.partnership.pk, problem)
    except NotThere:
        raise Http404 from None


def evidence(request: PartnershipRequest) -> list[tuple[int, str]]:
    """Return the evidence that can be ticked, the newest first."""
    rows = EvidenceItem.objects.filter(partnership=request.partnership.pk, retired_at__isnull=True)
    return [(row.entry, row.title) for row in rows.order_by("-entry")[:MOST_OFFERED]]


def givers(request: PartnershipRequest, rows: Any) -> dict[int, str]:
    """Return by entry who gave something, as far as the reader may know: the organisation, or for members the name."""
    orgs = organisations(request.partnership.pk)
    members = request.actor.has(*MEMBERS)
    people = {row.person for row in rows if row.person}
    names = names_of(people, partnership=request.partnership.pk) if members and people else {}
    return {
        row.entry: (orgs[row.organisation].name if row.organisation in orgs else "") or names.get(row.person, "")
        for row in rows
    }


@require_http_methods(["GET", "HEAD", "POST"])
@readers
def problems(request: PartnershipRequest) -> HttpResponse:
    """Show every problem statement, and let one be opened."""
    here = request.partnership.pk
    form = OpenForm(request.POST or None, partnership=here)
    if form.performed(by=request.actor, at=request.at) and form.entry is not None:
        messages.success(request, _("It is open. Write the first line, or let others suggest it."))
        return redirect("problem:problem", request.partnership.slug, form.entry.position)
    versions = queries.every_version(here)
    context = {
        "rows": [(row, queries.in_force(versions).get(row.entry)) for row in queries.problems(here)],
        "form": form,
        "verdict": may(request, acts.OpenProblem),
    }
    return render(request, "problem/problems.html", context)


@require_http_methods(["GET", "HEAD"])
@readers
def problem(request: PartnershipRequest, problem: int) -> HttpResponse:
    """Show the working text as a document: lines, what stands behind each, notes beside, changes that wait."""
    found, here = the_problem(request, problem), request.partnership.pk
    suggestions, notes = queries.suggestions_of(here, problem), queries.dissent_on(here, problem)
    places = [(row.line, row.wording) for row in queries.lines_of(here, problem)]
    lines = lines_shown(here, places, suggestions=suggestions, notes=notes)
    versions = queries.versions_of(here, problem)
    waiting = [row for row in suggestions if not row.settled]
    context = {
        "problem": found,
        "lines": lines,
        "whole_notes": [note for note in notes if not note.line],
        "gone_notes": [note for note in notes if note.line and note.line not in {line.line for line in lines}],
        "givers": givers(request, [*suggestions, *notes]),
        "waiting": tracked(waiting, lines=lines, said={row.entry: row for row in suggestions}),
        "settled": len(suggestions) - len(waiting),
        "version": versions[0] if versions else None,
        "adopted": queries.in_force(versions).get(problem),
        "as_presented": bool(versions) and _same(versions[0].lines, lines),
        "may_suggest": may(request, acts.Suggest),
        "may_settle": may(request, acts.SettleSuggestion),
        "may_cause": may(request, cause_acts.AddCause),
    }
    return render(request, "problem/problem.html", context)


def _same(frozen: list[dict[str, Any]], lines: list[LineShown]) -> bool:
    return [(row["line"], row["wording"]) for row in frozen] == [(line.line, line.wording) for line in lines]


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def suggest(request: PartnershipRequest, problem: int) -> HttpResponse:
    """Suggest a new line, or a change of one; whoever keeps the pen may take it into the text at once."""
    found, here = the_problem(request, problem), request.partnership.pk
    rows = queries.lines_of(here, problem)
    line = next((row for row in rows if row.line == request.GET.get("line")), None)
    if request.GET.get("line") and line is None:
        raise Http404
    row = queries.suggestion_at(here, line.wording) if line else None
    form = SuggestForm(
        request.POST or None,
        partnership=here,
        problem=problem,
        lines=[(each, "") for each in rows],
        row=row,
        items=evidence(request),
    )
    pen = may(request, acts.SettleSuggestion)
    if form.performed(by=request.actor, at=request.at) and form.entry is not None:
        taken = "take" in request.POST and pen.allowed and _taken(request, form)
        messages.success(
            request, _("It stands in the text.") if taken else _("It is suggested. Whoever keeps the pen answers it.")
        )
        return redirect("problem:problem", request.partnership.slug, problem)
    context = {"problem": found, "form": form, "line": line, "verdict": may(request, acts.Suggest), "pen": pen}
    return render(request, "problem/suggest.html", context)


def _taken(request: PartnershipRequest, form: SuggestForm) -> bool:
    """Take what was just suggested into the text; the number follows from the suggestion, so twice is once."""
    if form.entry is None:
        return False
    row = queries.suggestion_at(request.partnership.pk, form.entry.position)
    idem = id_from_seed("take", request.partnership.pk, str(form.entry.position))
    settle = SettleForm({"settled": "taken", "idem": idem}, partnership=request.partnership.pk, row=row)
    return settle.performed(by=request.actor, at=request.at)


@require_http_methods(["GET", "HEAD", "POST"])
@readers
def wording(request: PartnershipRequest, problem: int, entry: int) -> HttpResponse:
    """Show one wording of a line, suggested or taken: what changes, why, who said so, and all that stands behind it."""
    found, here = the_problem(request, problem), request.partnership.pk
    suggestions = {row.entry: row for row in queries.suggestions_of(here, problem)}
    row = suggestions.get(entry)
    if row is None:
        raise Http404
    form = SettleForm(request.POST or None, partnership=here, row=row)
    if form.performed(by=request.actor, at=request.at):
        messages.success(request, _("It is settled, and whoever suggested it can read why."))
        return redirect("problem:problem", request.partnership.slug, problem)
    lines = queries.lines_of(here, problem)
    number = {line.line: line.order for line in lines}
    (shown,) = tracked([row], lines=[], said=suggestions)
    context = {
        "problem": found,
        "row": row,
        "shown": shown,
        "number": number.get(row.line),
        "stands": any(line.wording == entry for line in lines),
        "behind": voices(request, [*row.cites, *about(here, [entry]).get(entry, ())]),
        "others": [each for each in suggestions.values() if each.line == row.line and each.entry != entry],
        "giver": givers(request, [row])[entry],
        "form": form,
        "may_settle": may(request, acts.SettleSuggestion),
    }
    return render(request, "problem/wording.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def dissent(request: PartnershipRequest, problem: int) -> HttpResponse:
    """Note dissent on a line, or on the whole."""
    found, here = the_problem(request, problem), request.partnership.pk
    lines = queries.lines_of(here, problem)
    form = DissentForm(
        request.POST or None,
        partnership=here,
        problem=problem,
        lines=lines,
        initial={"line": request.GET.get("line", "")},
    )
    if form.performed(by=request.actor, at=request.at):
        messages.success(request, _("Your note stands beside the text and stays with it."))
        return redirect("problem:problem", request.partnership.slug, problem)
    context = {"problem": found, "form": form, "verdict": may(request, acts.Dissent)}
    return render(request, "problem/dissent.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def answer(request: PartnershipRequest, problem: int, note: int) -> HttpResponse:
    """Answer a note of dissent."""
    found, here = the_problem(request, problem), request.partnership.pk
    row = next((row for row in queries.dissent_on(here, problem) if row.entry == note), None)
    if row is None:
        raise Http404
    form = AnswerForm(request.POST or None, partnership=here, problem=problem, note=note)
    if form.performed(by=request.actor, at=request.at):
        messages.success(request, _("Your answer stands beside the note."))
        return redirect("problem:problem", request.partnership.slug, problem)
    context = {"problem": found, "form": form, "row": row, "verdict": may(request, acts.AnswerDissent)}
    return render(request, "problem/answer.html", context)
