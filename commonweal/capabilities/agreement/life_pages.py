"""The pages on which something becomes of the agreement: what rules, who leaves, rests, follows; how it goes on."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commonweal.acts.perform import setting_of
from commonweal.acts.sentences import sentence_of
from commonweal.capabilities.agreement import queries
from commonweal.capabilities.agreement.conditions import first_here
from commonweal.capabilities.agreement.life_forms import Choosing, ForceForm
from commonweal.capabilities.agreement.living import notice_days
from commonweal.capabilities.agreement.pages import headed, may, there
from commonweal.capabilities.agreement.turns import TURNS
from commonweal.partnerships.models import Decided
from commonweal.record import reading
from commonweal.web.audience import MEMBERS, PartnershipRequest, for_roles


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def life(request: PartnershipRequest, turn: str) -> HttpResponse:
    """Show and take one form of the life of the agreement."""
    found, here = TURNS.get(turn), request.partnership.pk
    if found is None:
        raise Http404
    form = found.form(
        request.POST or None,
        partnership=here,
        decisions=_decisions(here, found.rule),
        organisations=_organisations(here, left=turn == "succession"),
        initial=_initial(turn, request),
    )
    if form.performed(by=request.actor, at=request.at):
        messages.success(request, str(found.done))
        return redirect("agreement:index", request.partnership.slug)
    clause, days = notice_days(here) if turn == "notice" else ("", 0)
    context = {
        "turn": found,
        "name": turn,
        "form": form,
        "verdict": may(request, found.form.act_type),
        "clause": clause,
        "days": days,
        "decisions": "decision" in form.fields and form.fields["decision"].required,
        "none": not [1 for value, _label in _choices(form) if value],
    }
    return render(request, "agreement/life.html", context)


def _choices(form: Choosing) -> list[tuple[str, str]]:
    field = form.fields.get("decision")
    return list(getattr(field, "choices", ())) if field else []


def _initial(turn: str, request: PartnershipRequest) -> dict[str, Any]:
    if turn == "notice":
        return {"leaves_on": request.at.date() + timedelta(days=notice_days(request.partnership.pk)[1])}
    return {"next_on": request.at.date() + timedelta(days=365)} if turn == "next" else {}


def _decisions(partnership: str, rule: type[Any] | None) -> list[tuple[str, str]]:
    """Return the decisions that can serve, newest first, each as people read it."""
    rows = queries.all_carried(partnership)
    if rule is not None:
        found = first_here(setting_of(partnership).charter, rule)
        rows = [row for row in rows if found is not None and row.matter == found[1].matter]
    return decision_choices(partnership, rows)


def decision_choices(partnership: str, rows: list[Decided]) -> list[tuple[str, str]]:
    """Return decisions as choices. One question."""
    entries = reading.entries_at(partnership, [row.decision for row in rows])
    labels = []
    for row in rows:
        entry = entries.get(row.decision)
        said = {
            "day": date_format(row.at, "DATE_FORMAT"),
            "says": str(sentence_of(entry)) if entry else row.matter,
            "entry": row.decision,
        }
        labels.append((str(row.decision), _("%(says)s (%(day)s, entry %(entry)s)") % said))
    return labels


def _organisations(partnership: str, *, left: bool) -> list[tuple[str, str]]:
    rows = queries.members_here(partnership)
    return [(row.organisation, row.name) for row in rows if left or row.left_at is None]


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def force(request: PartnershipRequest, presented: int) -> HttpResponse:
    """Bring a text into force, after naming what that does."""
    this, here = there(request, presented), request.partnership.pk
    found = this.found
    rows = [row for row in queries.all_carried(here) if found.text.entry in row.about]
    form = ForceForm(
        request.POST or None,
        partnership=here,
        text=presented,
        amends=found.text.purpose == "amend",
        decisions=decision_choices(here, rows),
        initial={"decision": str(rows[0].decision)} if rows else {},
    )
    if form.performed(by=request.actor, at=request.at):
        messages.success(request, _("It is in force. What is done from now on is judged by it."))
        return redirect("agreement:text", request.partnership.slug, presented)
    context = {**headed(request, this), "form": form, "verdict": may(request, form.act_type), "decided": rows}
    return render(request, "agreement/force.html", context)
