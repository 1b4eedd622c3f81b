"""The pages of the common agenda."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.acts.act import Act
from commonweal.acts.adopting import carried_about
from commonweal.acts.charters import setting_with
from commonweal.acts.perform import verdict_on
from commonweal.capabilities.agenda import acts, queries
from commonweal.capabilities.agenda.forms import AdoptForm, CoreForm, PositionForm, PresentForm, SettleForm
from commonweal.capabilities.agenda.phrases import HOW, STANCES
from commonweal.capabilities.agenda.queries import AgendaVersion, CoreGoal, NotThere
from commonweal.capabilities.agenda.shown import rows_shown, score
from commonweal.capabilities.agenda.standing import is_handled, standing, whole
from commonweal.charter.judge import Verdict
from commonweal.partnerships.queries import every_member, members_ever
from commonweal.web.audience import MEMBERS, PartnershipRequest, for_roles
from commonweal.web.readers import readers


def may(request: PartnershipRequest, act: type[Act]) -> Verdict:
    """Return the verdict on a kind of act for whoever asks, under the charter in force."""
    setting = setting_with(request.partnership.pk, digest=request.partnership.charter)
    return verdict_on(act, by=request.actor, at=request.at, setting=setting)


def the_goal(request: PartnershipRequest, goal: int) -> CoreGoal:
    """Return the goal of an address, or say that there is none."""
    try:
        return queries.goal_at(request.partnership.pk, goal)
    except NotThere:
        raise Http404 from None


@require_safe
@readers
def agenda(request: PartnershipRequest) -> HttpResponse:
    """Show where every member stands on each goal: in words, as a table, and by sector."""
    here = request.partnership.pk
    members = every_member(here)
    found = standing(queries.goals(here), queries.stands(here), members)
    versions = queries.versions(here)
    context = {
        "rows": rows_shown(found),
        "members": members,
        "whole": score(whole(found)),
        "main": any(row.goal.core for row in found),
        "stances": STANCES,
        "adopted": queries.in_force(versions),
        "version": versions[0] if versions else None,
        "verdict": may(request, acts.TakePosition),
    }
    return render(request, "agenda/agenda.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@readers
def goal(request: PartnershipRequest, goal: int) -> HttpResponse:
    """Show one goal with every position in words, and let an organisation say where it stands."""
    found, here, sent = the_goal(request, goal), request.partnership.pk, request.POST.get("form")
    core = CoreForm(request.POST if sent == "core" else None, partnership=here, goal=found)
    form = PositionForm(request.POST if sent == "position" else None, partnership=here, goal=goal)
    if core.performed(by=request.actor, at=request.at) or form.performed(by=request.actor, at=request.at):
        messages.success(request, _("It is on the record."))
        return redirect("agenda:goal", request.partnership.slug, goal)
    stands = queries.stands_on(here, goal)
    now = [row for row in stands if row.ended_entry is None]
    (row,) = rows_shown(standing([found], now, every_member(here)))
    names = {member.organisation: member.name for member in members_ever(here)}
    on = request.at.date()
    context = {
        "goal": found,
        "row": row,
        "positions": [
            (cell, cell.stand.stance in queries.OPEN_STANCES and not is_handled(cell.stand, on=on))
            for cell in row.cells
            if cell.stand
        ],
        "silent": [cell.member for cell in row.cells if not cell.stand],
        "older": [
            (old, names.get(old.organisation, ""), STANCES[old.stance]) for old in stands if old.ended_entry is not None
        ],
        "mine": next((cell for cell in row.cells if cell.member.organisation == request.actor.org), None),
        "form": form,
        "core": core,
        "verdict": may(request, acts.TakePosition),
        "may_settle": may(request, acts.SettlePosition),
        "may_core": may(request, acts.MarkCore),
    }
    return render(request, "agenda/goal.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def settle(request: PartnershipRequest, goal: int, entry: int) -> HttpResponse:
    """Say what became of a reservation or an objection."""
    found, here = the_goal(request, goal), request.partnership.pk
    try:
        row = queries.stand_at(here, entry)
    except NotThere:
        raise Http404 from None
    if row.goal != goal:
        raise Http404
    form = SettleForm(request.POST or None, partnership=here, row=row)
    if form.performed(by=request.actor, at=request.at):
        messages.success(request, _("Whoever said so is told what became of it."))
        return redirect("agenda:goal", request.partnership.slug, goal)
    context = {
        "goal": found,
        "row": row,
        "stance": STANCES[row.stance],
        "how": HOW.get(row.how, ""),
        "organisation": next(
            (member.name for member in members_ever(here) if member.organisation == row.organisation), ""
        ),
        "form": form,
        "verdict": may(request, acts.SettlePosition),
    }
    return render(request, "agenda/settle.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@readers
def versions(request: PartnershipRequest) -> HttpResponse:
    """Show every version that was presented, and let the agenda be presented."""
    here = request.partnership.pk
    form = PresentForm(request.POST or None, partnership=here)
    if form.performed(by=request.actor, at=request.at) and form.entry is not None:
        messages.success(request, _("The version is presented. Now it can be decided on."))
        return redirect("agenda:version", request.partnership.slug, form.entry.position)
    rows = queries.versions(here)
    context = {"rows": rows, "adopted": queries.in_force(rows), "form": form, "verdict": may(request, acts.Present)}
    return render(request, "agenda/versions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@readers
def version(request: PartnershipRequest, version: int) -> HttpResponse:
    """Show a version as it was presented, and let it be adopted."""
    here = request.partnership.pk
    rows = queries.versions(here)
    row = next((each for each in rows if each.entry == version), None)
    if row is None:
        raise Http404
    form = AdoptForm(request.POST or None, partnership=here, version=version)
    if form.performed(by=request.actor, at=request.at):
        messages.success(request, _("The version is adopted: it is the partnership's own now."))
        return redirect("agenda:version", request.partnership.slug, version)
    context: dict[str, Any] = {
        "row": row,
        "rows": _frozen(row),
        "in_force": queries.in_force(rows),
        "carried": carried_about(here, version),
        "form": form,
        "verdict": may(request, acts.Adopt),
    }
    return render(request, "agenda/version.html", context)


def _frozen(row: AgendaVersion) -> list[Any]:
    """Return the rows of a version: its goals, and the positions that stood in it, by who took part then."""
    stands = queries.stands_in(row.partnership, row.positions)
    there = {stand.organisation for stand in stands}
    members = [member for member in members_ever(row.partnership) if member.organisation in there]
    core = {goal["goal"]: goal["core"] for goal in row.goals}
    goals = list(CoreGoal.objects.filter(partnership=row.partnership, goal__in=list(core)).order_by("goal"))
    found = rows_shown(standing(goals, stands, members))
    return [(each, core[each.goal.goal]) for each in found]
