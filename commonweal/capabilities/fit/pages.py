"""The pages of goals, conditions and models: HTTP in, HTTP out."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.acts.act import Act
from commonweal.acts.charters import setting_with
from commonweal.acts.perform import verdict_on
from commonweal.capabilities.fit import acts, queries
from commonweal.capabilities.fit.catalogue import KINDS, catalogue, combined
from commonweal.capabilities.fit.forms import (
    ConditionForm,
    GoalForm,
    ModelsForm,
    OpenSoundingForm,
    ReviseGoalForm,
    WithdrawGoalForm,
)
from commonweal.capabilities.fit.phrases import COLOURS, SUBJECTS
from commonweal.capabilities.fit.queries import Goal, NotThere
from commonweal.charter.judge import Verdict
from commonweal.web.audience import MEMBERS, PartnershipRequest, for_roles
from commonweal.web.told import organisations


def may(request: PartnershipRequest, act: type[Act]) -> Verdict:
    """Return the verdict on a kind of act for whoever asks, under the charter in force."""
    setting = setting_with(request.partnership.pk, digest=request.partnership.charter)
    return verdict_on(act, by=request.actor, at=request.at, setting=setting)


@require_safe
@for_roles("anyone")
def goals(request: PartnershipRequest) -> HttpResponse:
    """Show the goals."""
    context = {"goals": queries.goals(request.partnership.pk), "verdict": may(request, acts.NameGoal)}
    return render(request, "fit/goals.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def new_goal(request: PartnershipRequest) -> HttpResponse:
    """Name a goal."""
    form = GoalForm(request.POST or None, partnership=request.partnership.pk)
    if form.performed(by=request.actor, at=request.at):
        messages.success(request, _("The goal is on the record."))
        return redirect("fit:goals", request.partnership.slug)
    return render(request, "fit/goal_form.html", {"form": form, "verdict": may(request, acts.NameGoal)})


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles("anyone")
def goal(request: PartnershipRequest, position: int) -> HttpResponse:
    """Show one goal with every wording it had, and let it be withdrawn."""
    wordings = _wordings(request, position)
    form = WithdrawGoalForm(request.POST or None, partnership=request.partnership.pk, goal=position)
    if form.performed(by=request.actor, at=request.at):
        messages.success(request, _("The goal is withdrawn. Its wordings stay readable."))
        return redirect("fit:goals", request.partnership.slug)
    context = {
        "goal": wordings[0],
        "earlier": wordings[1:],
        "form": form,
        "verdict": may(request, acts.WithdrawGoal),
    }
    return render(request, "fit/goal.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def revise_goal(request: PartnershipRequest, position: int) -> HttpResponse:
    """Say a goal anew."""
    now = _wordings(request, position)[0]
    form = ReviseGoalForm(request.POST or None, partnership=request.partnership.pk, now=now)
    if form.performed(by=request.actor, at=request.at):
        messages.success(request, _("The goal is said anew. The old wording stays readable."))
        return redirect("fit:goal", request.partnership.slug, position)
    context = {"form": form, "goal": now, "verdict": may(request, acts.ReviseGoal)}
    return render(request, "fit/goal_form.html", context)


@require_safe
@for_roles("anyone")
def conditions(request: PartnershipRequest) -> HttpResponse:
    """Show how it stands with each condition."""
    said = queries.conditions(request.partnership.pk)
    now = {row.condition: row for row in said if row.ended_at is None}
    rows = [
        (subject, now.get(code), COLOURS[now[code].colour] if code in now else None)
        for code, subject in SUBJECTS.items()
    ]
    return render(request, "fit/conditions.html", {"rows": rows, "verdict": may(request, acts.StateCondition)})


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles("anyone")
def condition(request: PartnershipRequest, subject: str) -> HttpResponse:
    """Show what was said of one condition; take what is said now, and put a question about it to residents."""
    if subject not in SUBJECTS:
        raise Http404
    id, sent = request.partnership.pk, request.POST.get("form")
    form = ConditionForm(request.POST if sent == "state" else None, partnership=id, condition=subject)
    asking = OpenSoundingForm(request.POST if sent == "ask" else None, partnership=id, condition=subject)
    if form.performed(by=request.actor, at=request.at):
        messages.success(request, _("What you said is on the record."))
        return redirect("fit:condition", request.partnership.slug, subject)
    if asking.performed(by=request.actor, at=request.at):
        messages.success(request, _("The question can be answered. Share its link or print the code."))
        return redirect("fit:sounding", request.partnership.slug, asking.cleaned_data["box"])
    said = [row for row in queries.conditions(id) if row.condition == subject]
    context = {
        "subject": SUBJECTS[subject],
        "said": [(row, COLOURS[row.colour]) for row in said],
        "orgs": organisations(id),
        "soundings": [row for row in queries.soundings(id) if row.condition == subject],
        "form": form,
        "asking": asking,
        "verdict": may(request, acts.StateCondition),
        "asking_verdict": may(request, acts.OpenSounding),
    }
    return render(request, "fit/condition.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles("anyone")
def models(request: PartnershipRequest) -> HttpResponse:
    """Show the five models side by side, what those looked at preset together, and let some be chosen."""
    id = request.partnership.pk
    form = ModelsForm(request.POST or None, partnership=id)
    if form.performed(by=request.actor, at=request.at):
        messages.success(request, _("The choice is on the record. You can change it."))
        return redirect("fit:models", request.partnership.slug)
    chosen = queries.models_chosen(id)
    chosen_codes = list(chosen.models_chosen if chosen else request.partnership.models_chosen)
    looked_at = [code for code in request.GET.getlist("m") if code in catalogue()] or chosen_codes
    if not form.is_bound:
        form.initial["models"] = looked_at
    context = {
        "models": list(catalogue().values()),
        "kinds": KINDS.items(),
        "chosen": chosen,
        "chosen_codes": chosen_codes,
        "looked_at": looked_at,
        "combination": combined(looked_at) if looked_at else None,
        "form": form,
        "verdict": may(request, acts.ChooseModels),
    }
    return render(request, "fit/models.html", context)


def _wordings(request: PartnershipRequest, position: int) -> list[Goal]:
    try:
        return queries.goal_wordings(request.partnership.pk, position)
    except NotThere:
        raise Http404 from None
