"""The pages of the tree of causes."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commonweal.capabilities.problem import cause_acts, queries
from commonweal.capabilities.problem.behind import about, voices
from commonweal.capabilities.problem.cause_forms import (
    AsideForm,
    CauseForm,
    LinkForm,
    MoveForm,
    OneCauseForm,
    RewordForm,
    RootForm,
)
from commonweal.capabilities.problem.pages import evidence, may, the_problem
from commonweal.capabilities.problem.queries import Cause
from commonweal.capabilities.problem.shown import places, tree_shown
from commonweal.capabilities.problem.tree import branches, depth_of
from commonweal.web.actforms import ActForm
from commonweal.web.audience import PartnershipRequest
from commonweal.web.readers import readers


@require_http_methods(["GET", "HEAD", "POST"])
@readers
def causes(request: PartnershipRequest, problem: int) -> HttpResponse:
    """Show why the problem is there, branch by branch, and let a cause be named."""
    found, here = the_problem(request, problem), request.partnership.pk
    rows = queries.causes_of(here, problem)
    form = CauseForm(
        request.POST or None,
        partnership=here,
        problem=problem,
        places=places(rows, _("Right under the problem")),
        items=evidence(request),
        initial={"under": request.GET.get("under", "")},
    )
    if form.performed(by=request.actor, at=request.at):
        messages.success(request, _("The cause stands in the tree."))
        return redirect("problem:causes", request.partnership.slug, problem)
    context = {
        "problem": found,
        "tree": tree_shown(here, rows, queries.goals(here)),
        "count": len(rows),
        "depth": depth_of(branches(rows)),
        "roots": sum(row.root for row in rows),
        "form": form,
        "verdict": may(request, cause_acts.AddCause),
    }
    return render(request, "problem/causes.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@readers
def cause(request: PartnershipRequest, problem: int, cause: str) -> HttpResponse:
    """Show one cause with what stands behind it, and let it be worded anew, moved, named a root and answered for."""
    found, here = the_problem(request, problem), request.partnership.pk
    rows = queries.causes_of(here, problem)
    row = next((each for each in rows if each.cause == cause), None)
    if row is None:
        raise Http404
    forms = _forms(request, row, rows)
    for form in forms.values():
        if form.performed(by=request.actor, at=request.at):
            messages.success(request, _("It is on the record."))
            return redirect("problem:cause", request.partnership.slug, problem, cause)
    goals = {each.goal: each for each in queries.goals(here)}
    context = {
        "problem": found,
        "row": row,
        "above": next((each for each in rows if each.cause == row.under), None),
        "beneath": [each for each in rows if each.under == row.cause],
        "goals": [goals[goal] for goal in row.goals if goal in goals],
        "behind": voices(request, [*row.cites, *about(here, [row.wording]).get(row.wording, ())]),
        "verdict": may(request, cause_acts.AddCause),
        **forms,
    }
    return render(request, "problem/cause.html", context)


def _forms(request: PartnershipRequest, row: Cause, rows: list[Cause]) -> dict[str, ActForm]:
    """Return the forms of the page; the one that was sent holds what was sent."""
    here, sent = request.partnership.pk, request.POST.get("form")
    goals = queries.goals(here)

    def given(name: str) -> object:
        return request.POST if sent == name else None

    found: dict[str, OneCauseForm | RewordForm] = {
        "reword": RewordForm(given("reword"), partnership=here, row=row, items=evidence(request)),
        "move": MoveForm(
            given("move"),
            partnership=here,
            row=row,
            places=places(rows, _("Right under the problem"), but=row.cause),
        ),
        "root": RootForm(given("root"), partnership=here, row=row),
        "link": LinkForm(given("link"), partnership=here, row=row, goals=goals),
        "aside": AsideForm(given("aside"), partnership=here, row=row),
    }
    return dict(found)
