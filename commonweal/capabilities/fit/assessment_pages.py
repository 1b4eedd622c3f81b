"""The pages of the assessment: open, score screen by screen, see the result, note, close, decide, reopen."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.capabilities.fit import acts, queries, result_shown
from commonweal.capabilities.fit.assessment_forms import (
    CloseForm,
    CostForm,
    CriterionForm,
    DecideForm,
    Decider,
    OpenForm,
    ReopenForm,
    ScoreForm,
    criterion_words,
)
from commonweal.capabilities.fit.draft import Draft
from commonweal.capabilities.fit.forms import NoteForm
from commonweal.capabilities.fit.pages import may
from commonweal.capabilities.fit.phrases import ALTERNATIVES, OUTCOMES
from commonweal.capabilities.fit.queries import AssessmentThen, NotThere
from commonweal.partnerships.queries import members, representations
from commonweal.people.identity import names_of
from commonweal.web.audience import MEMBERS, PartnershipRequest, for_roles
from commonweal.web.told import organisations


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles("anyone")
def assessment(request: PartnershipRequest) -> HttpResponse:
    """Show where the assessment stands; let it be closed or reopened."""
    stands = queries.latest_assessment(request.partnership.pk, at=request.at)
    context: dict[str, Any] = {"stands": stands, "opening": may(request, acts.OpenAssessment)}
    if stands is not None:
        id, position, sent = request.partnership.pk, stands.row.entry, request.POST.get("form")
        close = CloseForm(request.POST if sent == "close" else None, partnership=id, assessment=position)
        reopen = ReopenForm(request.POST if sent == "reopen" else None, partnership=id, assessment=position)
        if close.performed(by=request.actor, at=request.at):
            messages.success(request, _("The assessment is closed. Look at the result, then decide."))
            return redirect("fit:result", request.partnership.slug)
        if reopen.performed(by=request.actor, at=request.at):
            messages.success(request, _("The assessment is open again."))
            return redirect("fit:assessment", request.partnership.slug)
        draft = Draft(request.session, stands, person=request.actor.person)
        context |= {
            "close": close,
            "reopen": reopen,
            "draft": draft,
            "mine": any(s.by == request.actor.person for s in stands.scores),
            "alternatives": [ALTERNATIVES[a] for a in stands.row.alternatives],
            "criteria": [criterion_words(c) for c in stands.row.criteria],
            "orgs": organisations(request.partnership.pk),
            "scoring": may(request, acts.Score),
            "closing": may(request, acts.CloseAssessment),
            "reopening": may(request, acts.Reopen),
        }
    return render(request, "fit/assessment.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def open_assessment(request: PartnershipRequest) -> HttpResponse:
    """Open an assessment."""
    form = OpenForm(request.POST or None, partnership=request.partnership.pk)
    if form.performed(by=request.actor, at=request.at):
        messages.success(request, _("The assessment is open. Ask at least three people from two sectors to score."))
        return redirect("fit:assessment", request.partnership.slug)
    return render(request, "fit/open_assessment.html", {"form": form, "verdict": may(request, acts.OpenAssessment)})


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def score(request: PartnershipRequest, screen: int) -> HttpResponse:
    """Ask one thing: every alternative on one criterion, or at last the cost. What is answered is kept as a draft."""
    stands = _open_one(request)
    if stands is None:
        return redirect("fit:assessment", request.partnership.slug)
    draft = Draft(request.session, stands, person=request.actor.person)
    last = len(stands.codes) + 1
    if not 1 <= screen <= last:
        raise Http404
    asks_cost = screen == last
    code = "" if asks_cost else stands.codes[screen - 1]
    form = _cost_form(request, draft) if asks_cost else _criterion_form(request, draft, code)
    if form.is_bound and form.is_valid():
        if isinstance(form, CostForm):
            draft.keep_cost(form.cost())
        elif isinstance(form, CriterionForm):
            draft.keep(code, form.marks())
        if asks_cost or request.POST.get("then") == "review":
            return redirect("fit:review", request.partnership.slug)
        return redirect("fit:score", request.partnership.slug, screen + 1)
    context = {
        "form": form,
        "screen": screen,
        "before": screen - 1,
        "of": last,
        "criterion": None if asks_cost else criterion_words(stands.row.criteria[screen - 1]),
        "whole": draft.next_screen() is None,
        "verdict": may(request, acts.Score),
    }
    return render(request, "fit/score.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def review(request: PartnershipRequest) -> HttpResponse:
    """Show everything she answered, and send it."""
    stands = _open_one(request)
    if stands is None:
        return redirect("fit:assessment", request.partnership.slug)
    draft = Draft(request.session, stands, person=request.actor.person)
    form = ScoreForm(
        request.POST or None,
        partnership=request.partnership.pk,
        assessment=stands.row.entry,
        scores=draft.scores(),
        cost=draft.cost,
        initial={"idem": draft.idem},
    )
    if form.performed(by=request.actor, at=request.at):
        draft.forget()
        messages.success(request, _("Your scores are on the record. Thank you."))
        return redirect("fit:result", request.partnership.slug)
    rows = [
        (
            number,
            criterion_words(asked),
            [(ALTERNATIVES[a], draft.marks(asked["code"]).get(a, "")) for a in draft.alternatives],
        )
        for number, asked in enumerate(stands.row.criteria, start=1)
    ]
    context = {
        "form": form,
        "rows": rows,
        "alternatives": [ALTERNATIVES[a] for a in draft.alternatives],
        "cost": draft.cost,
        "cost_screen": len(stands.codes) + 1,
        "next": draft.next_screen(),
        "verdict": may(request, acts.Score),
    }
    return render(request, "fit/review.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles("anyone")
def result(request: PartnershipRequest, position: int | None = None) -> HttpResponse:
    """Show what the scores say and where views differ; take notes on wide items."""
    stands = _asked_for(request, position)
    if stands is None:
        return redirect("fit:assessment", request.partnership.slug)
    form = NoteForm(request.POST or None, partnership=request.partnership.pk, assessment=stands.row.entry)
    if form.performed(by=request.actor, at=request.at):
        messages.success(request, _("The note is on the record."))
        return redirect("fit:result_of", request.partnership.slug, stands.row.entry)
    person = request.actor.person
    context = {
        "stands": stands,
        "shown": result_shown.shown(stands),
        "form": form,
        "orgs": organisations(request.partnership.pk),
        "latest": position is None,
        "scores_first": stands.is_open and person is not None and all(s.by != person for s in stands.scores),
        "noting": may(request, acts.Note),
        "scoring": may(request, acts.Score),
    }
    return render(request, "fit/result.html", context)


@require_safe
@for_roles("anyone")
def decision(request: PartnershipRequest) -> HttpResponse:
    """Show what was decided, by whom, and on what it rests."""
    id = request.partnership.pk
    found = queries.decisions(id)
    interests = queries.words_of(i["what"] for row in found for i in row.interests)
    orgs = organisations(id)
    rows = [result_shown.decision_shown(row, orgs=orgs, words=interests) for row in found]
    context = {
        "rows": rows,
        "stands": queries.latest_assessment(id, at=request.at),
        "verdict": may(request, acts.Decide),
    }
    return render(request, "fit/decision.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def decide(request: PartnershipRequest) -> HttpResponse:
    """Decide whether to partner, on a closed assessment."""
    stands = queries.latest_assessment(request.partnership.pk, at=request.at)
    if stands is None or stands.is_open or stands.decision:
        return redirect("fit:decision", request.partnership.slug)
    form = DecideForm(
        request.POST or None, partnership=request.partnership.pk, stands=stands, deciders=_deciders(request)
    )
    if form.performed(by=request.actor, at=request.at):
        messages.success(request, _("The decision is on the record."))
        return redirect("fit:decision", request.partnership.slug)
    context = {
        "form": form,
        "shown": result_shown.shown(stands),
        "outcomes": OUTCOMES.values(),
        "verdict": may(request, acts.Decide),
    }
    return render(request, "fit/decide.html", context)


def _open_one(request: PartnershipRequest) -> AssessmentThen | None:
    stands = queries.latest_assessment(request.partnership.pk, at=request.at)
    return stands if stands and stands.is_open else None


def _asked_for(request: PartnershipRequest, position: int | None) -> AssessmentThen | None:
    if position is None:
        return queries.latest_assessment(request.partnership.pk, at=request.at)
    try:
        return queries.assessment_at(request.partnership.pk, position, at=request.at)
    except NotThere:
        raise Http404 from None


def _criterion_form(request: PartnershipRequest, draft: Draft, code: str) -> CriterionForm:
    kept = {a: "x" if mark is None else str(mark) for a, mark in draft.marks(code).items()}
    return CriterionForm(request.POST or None, alternatives=draft.alternatives, initial=kept)


def _cost_form(request: PartnershipRequest, draft: Draft) -> CostForm:
    kept = {"currency": request.partnership.currency, **draft.cost}
    # An empty last screen is an answer, and has no field but the token.
    return CostForm(request.POST if request.method == "POST" else None, initial=kept)


def _deciders(request: PartnershipRequest) -> list[Decider]:
    """Return who may take part in the decision: she who decides, everybody with a say, and every member."""
    id, actor = request.partnership.pk, request.actor
    orgs = dict(members(id).values_list("organisation", "name"))
    rows = [row for row in representations(id) if row.role in ("convener", "representative", "substitute")]
    names = names_of({row.person for row in rows}, partnership=id)
    people: dict[str, str] = {}
    for row in rows:
        org = orgs.get(row.organisation, "")
        name = names.get(row.person) or _("Somebody without a name")
        people[row.person] = f"{name}, {org}" if org else people.get(row.person, name)
    found = [Decider(person, "person", label, decides=person == actor.person) for person, label in people.items()]
    return [*found, *(Decider(org, "organisation", name, decides=False) for org, name in orgs.items())]
