"""The pages of versions: presented, compared word by word, adopted; and who shaped the text."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.acts.adopting import carried_about
from commonweal.acts.capability import Says
from commonweal.capabilities.problem import acts, behind, queries
from commonweal.capabilities.problem.forms import AdoptForm, PresentForm
from commonweal.capabilities.problem.pages import givers, may, the_problem
from commonweal.capabilities.problem.phrases import SORTS
from commonweal.capabilities.problem.queries import DissentNote, Suggestion, Version
from commonweal.capabilities.problem.shown import LineShown, between, frozen_causes, lines_shown, tree_shown
from commonweal.web.audience import PartnershipRequest
from commonweal.web.readers import readers


@require_http_methods(["GET", "HEAD", "POST"])
@readers
def versions(request: PartnershipRequest, problem: int) -> HttpResponse:
    """Show every version that was presented, and let the working text be presented."""
    found, here = the_problem(request, problem), request.partnership.pk
    rows, lines = queries.versions_of(here, problem), queries.lines_of(here, problem)
    wordings = {row.wording for row in lines} | {row.wording for row in queries.causes_of(here, problem)}
    form = PresentForm(request.POST or None, partnership=here, problem=problem, wordings=wordings)
    if form.performed(by=request.actor, at=request.at) and form.entry is not None:
        messages.success(request, _("The version is presented. Now it can be decided on."))
        return redirect("problem:version", request.partnership.slug, problem, form.entry.position)
    context = {
        "problem": found,
        "rows": rows,
        "adopted": queries.in_force(rows).get(problem),
        "lines": len(lines),
        "form": form,
        "verdict": may(request, acts.Present),
    }
    return render(request, "problem/versions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@readers
def version(request: PartnershipRequest, problem: int, version: int) -> HttpResponse:
    """Show a version as it was presented, what differs from the one before, and let it be adopted."""
    found, here = the_problem(request, problem), request.partnership.pk
    rows = queries.versions_of(here, problem)
    row = next((each for each in rows if each.entry == version), None)
    if row is None:
        raise Http404
    form = AdoptForm(request.POST or None, partnership=here, problem=problem, version=version)
    if form.performed(by=request.actor, at=request.at):
        messages.success(request, _("The version is adopted: it is the partnership's own now."))
        return redirect("problem:version", request.partnership.slug, problem, version)
    before = next((each for each in rows if each.number == _wanted(request, row)), None)
    notes = queries.dissent_on(here, problem)
    suggestions = queries.suggestions_of(here, problem)
    lines, causes = _lines(row, suggestions, notes), frozen_causes(here, row)
    notes = [note for note in notes if note.entry in row.dissent]
    context = {
        "problem": found,
        "row": row,
        "lines": lines,
        "tree": tree_shown(here, causes, queries.goals(here)),
        "whole_notes": [note for note in notes if not note.line],
        "givers": givers(request, notes),
        "before": before,
        "changes": between(_lines(before, suggestions, notes), lines) if before else None,
        "in_force": queries.in_force(rows).get(problem),
        "carried": carried_about(here, version),
        "form": form,
        "verdict": may(request, acts.Adopt),
    }
    return render(request, "problem/version.html", context)


@require_safe
@readers
def shaped(request: PartnershipRequest, problem: int) -> HttpResponse:
    """Show whose contributions ended up in the text, by what its lines and causes cite."""
    found, here = the_problem(request, problem), request.partnership.pk
    adopted = queries.in_force(queries.versions_of(here, problem)).get(problem)
    said = {row.entry: row for row in queries.suggestions_of(here, problem)}
    if adopted:
        wordings = [row["wording"] for row in (*adopted.lines, *adopted.causes)]
        causes = list(queries.wordings_of_causes(here, wordings).values())
    else:
        wordings = [row.wording for row in queries.lines_of(here, problem)]
        causes = []
    cited = {each for at in wordings if at in said for each in said[at].cites}
    cited |= {each for row in causes for each in row.cites}
    context = {
        "problem": found,
        "version": adopted,
        "shaped": behind.shaped(here, wordings, cited),
        "worded": len(wordings),
        "cited": _by_sort(here, cited),
    }
    return render(request, "problem/shaped.html", context)


def _by_sort(partnership: str, cited: set[int]) -> list[tuple[Says, int]]:
    found = behind.count(cited, behind.kinds_cited(partnership, cited))
    return [(SORTS["voice"], found.voices), (SORTS["evidence"], found.evidence), (SORTS["other"], found.other)]


def _lines(row: Version, suggestions: Sequence[Suggestion], notes: Sequence[DissentNote]) -> list[LineShown]:
    places = [(line["line"], line["wording"]) for line in row.lines]
    return lines_shown(row.partnership, places, suggestions=suggestions, notes=notes)


def _wanted(request: PartnershipRequest, row: Version) -> int:
    """Return with which version one is compared: the one asked for, or the one before."""
    asked = request.GET.get("since", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else row.number - 1
