"""The pages on which somebody votes: one thing a page, a look at it once more, a receipt where it is secret."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.acts.perform import Objected, Refused, perform, verdict_on
from commonweal.capabilities.decisions import queries, voting
from commonweal.capabilities.decisions.ballot_acts import Cast
from commonweal.capabilities.decisions.ballot_conditions import closed_to_ballots
from commonweal.capabilities.decisions.completing import rule_of
from commonweal.capabilities.decisions.naming import option_names, seat_names
from commonweal.capabilities.decisions.queries import BallotRound, Decision, NotThere
from commonweal.capabilities.decisions.standing import HerSeat, clause_of_rule, her_seat
from commonweal.capabilities.decisions.vote_forms import BallotForm, ChosenForm, Options, in_words
from commonweal.charter.rules import DecisionRule
from commonweal.kit.ids import is_id
from commonweal.web.actforms import in_words as why
from commonweal.web.audience import MEMBERS, PartnershipRequest, for_roles
from commonweal.web.pictures.code import link_code
from commonweal.web.readers import readers


def decision_or_404(request: PartnershipRequest, decision: int) -> Decision:
    """Return a decision, or say that there is none."""
    try:
        return queries.decision_with(request.partnership.pk, decision)
    except NotThere:
        raise Http404 from None


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_roles(*MEMBERS)
def vote(request: PartnershipRequest, decision: int, seat: str) -> HttpResponse:
    """Give the ballot of one seat: choose, look at it once more, cast."""
    row = decision_or_404(request, decision)
    ballot = queries.last_round(row.partnership, decision)
    if ballot is None:
        raise Http404
    hers = her_seat(ballot, seat, request.actor.person, at=request.at)
    if hers is None:
        raise Http404
    rule, options = rule_of(ballot), option_names(row, request)
    context: dict[str, Any] = {
        "decision": row,
        "ballot": ballot,
        "rule": rule,
        "hers": hers,
        "seat": seat_names([hers.seat], request)[seat],
        "clause": clause_of_rule(ballot),
        "closed": closed_to_ballots(ballot, at=request.at),
        "verdict": verdict_on(_cast(row, hers, "abstain"), by=request.actor, at=request.at),
    }
    if request.POST.get("step") == "cast":
        return _given(request, row, ballot, hers, rule, options, context)
    form = BallotForm(request.POST or None, rule=rule, options=options, weight=hers.seat.weight)
    if form.is_bound and form.is_valid():
        return _look_again(request, form.choice, ChosenForm({"choice": form.as_kept()}), rule, options, context)
    return render(request, "decisions/vote.html", {**context, "form": form, "before": _before(hers, options, rule)})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@readers
def find(request: PartnershipRequest, decision: int) -> HttpResponse:
    """Let whoever has a receipt see that its ballot is in the box. It comes in the form, so that no log has it."""
    row = decision_or_404(request, decision)
    rounds = [one for one in queries.rounds_of(row.partnership, decision) if one.secret]
    if not rounds:
        raise Http404
    asked = request.POST.get("receipt", "").strip().lower()
    found = bool(asked) and is_id(asked) and any(voting.is_in_the_box(one, asked) for one in rounds)
    return render(request, "decisions/find.html", {"decision": row, "asked": asked, "found": found})


@require_safe
@readers
def secrecy(request: PartnershipRequest) -> HttpResponse:
    """Say what a secret ballot protects, against whom, and what it cannot."""
    return render(request, "decisions/secrecy.html")


def _receipt(request: PartnershipRequest, row: Decision, ballot: BallotRound, new: str) -> HttpResponse:
    """Show the receipt of a ballot that was just cast: once, and under no address by which a log could know it."""
    link = request.build_absolute_uri(reverse("decisions:find", args=[request.partnership.slug, row.decision]))
    context = {"decision": row, "ballot": ballot, "receipt": new, "code": link_code(f"{link}#{new}")}
    response = render(request, "decisions/receipt.html", context)
    response["Cache-Control"] = "no-store"
    return response


def _cast(row: Decision, hers: HerSeat, choice: Any) -> Cast:
    return Cast.model_construct(
        partnership=row.partnership,
        decision=row.decision,
        seat=hers.seat.name,
        choice=choice,
        for_absent=hers.how == "proxy",
    )


def _look_again(
    request: PartnershipRequest,
    choice: Any,
    form: ChosenForm,
    rule: DecisionRule,
    options: Options,
    context: dict[str, Any],
    told: str = "",
) -> HttpResponse:
    """Show what was chosen once more, before it is cast."""
    shown = {**context, "form": form, "says": in_words(choice, options, rule), "told": told}
    return render(request, "decisions/check.html", shown, status=409 if told else 200)


def _given(
    request: PartnershipRequest,
    row: Decision,
    ballot: BallotRound,
    hers: HerSeat,
    rule: DecisionRule,
    options: Options,
    context: dict[str, Any],
) -> HttpResponse:
    form = ChosenForm(request.POST)
    slug = request.partnership.slug
    if not form.is_valid():
        return redirect("decisions:vote", slug, row.decision, hers.seat.name)
    choice, again = form.cleaned_data["choice"], form.cleaned_data["receipt"].strip().lower()
    try:
        act = Cast(
            partnership=row.partnership,
            decision=row.decision,
            seat=hers.seat.name,
            choice=choice,
            for_absent=hers.how == "proxy",
        )
        if ballot.secret:
            new = voting.cast_secretly(act, by=request.actor, at=request.at, receipt=again)
            return _receipt(request, row, ballot, new)
        perform(act, by=request.actor, at=request.at)
    except ValueError as invalid:
        told = why(invalid) if isinstance(invalid, Objected) else _("Choose again.")
        return _look_again(request, choice, form, rule, options, context, told)
    except Refused as refused:
        return _look_again(request, choice, form, rule, options, context, why(refused))
    messages.success(request, _("Your ballot is cast. You can change it until the ballot closes."))
    return redirect("decisions:decision", slug, row.decision)


def _before(hers: HerSeat, options: Options, rule: DecisionRule) -> list[str]:
    return in_words(hers.ballot.choice, options, rule) if hers.ballot is not None else []
