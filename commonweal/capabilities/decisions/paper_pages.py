"""Ballots on paper: printed by the rule, and entered row by row. The same page takes hands in a meeting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.acts.perform import Objected, Refused, perform, verdict_on
from commonweal.capabilities.decisions import queries, voting
from commonweal.capabilities.decisions.ballot_acts import EnterPaper
from commonweal.capabilities.decisions.ballot_conditions import closed_to_ballots
from commonweal.capabilities.decisions.ballot_paper import code_of, paper_of
from commonweal.capabilities.decisions.completing import rule_of
from commonweal.capabilities.decisions.naming import option_names, seat_names
from commonweal.capabilities.decisions.paper_forms import PaperRow, ScanForm, TakenForm
from commonweal.capabilities.decisions.queries import BallotRound, Decision
from commonweal.capabilities.decisions.shown_turns import about
from commonweal.capabilities.decisions.standing import Standing, standing
from commonweal.capabilities.decisions.vote_forms import Options, in_words
from commonweal.capabilities.decisions.vote_pages import decision_or_404
from commonweal.charter.roll import Seat
from commonweal.charter.rules import DecisionRule
from commonweal.kit.ids import id_from_seed
from commonweal.web.actforms import in_words as why
from commonweal.web.audience import MEMBERS, PartnershipRequest, for_roles
from commonweal.web.documents import PdfResponse


@dataclass(frozen=True)
class Urn:
    """The ballot into which papers are entered.

    :param names: what the seats are called that may vote on it
    """

    row: Decision
    ballot: BallotRound
    stands: Standing
    rule: DecisionRule
    options: Options
    names: dict[str, str]

    @property
    def seats(self) -> list[Seat]:
        """The seats that may vote."""
        return [seat for seat in self.stands.seats if seat.filled and seat.recused is None]


@require_safe
@for_roles(*MEMBERS)
def ballot_paper(request: PartnershipRequest, decision: int) -> HttpResponse:
    """Hand out the ballot as a PDF to print: what is asked, and how a mark counts."""
    row = decision_or_404(request, decision)
    ballot = queries.last_round(row.partnership, decision)
    if ballot is None or ballot.closed_at is not None:
        raise Http404
    rule, options = rule_of(ballot), option_names(row, request)
    paper = paper_of(row, ballot, rule, options, partnership=request.partnership.name)
    return PdfResponse(paper, at=request.at, name=f"ballot-{request.partnership.slug}-{decision}.pdf")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_roles(*MEMBERS)
def paper(request: PartnershipRequest, decision: int) -> HttpResponse:
    """Enter papers, or hands in a meeting: type them in, look at them, let them be taken."""
    row = decision_or_404(request, decision)
    ballot = queries.last_round(row.partnership, decision)
    if ballot is None:
        raise Http404
    stands = standing(row, at=request.at)
    names = seat_names(stands.seats, request)
    urn = Urn(row, ballot, stands, rule_of(ballot), option_names(row, request), names)
    asked = about(EnterPaper, row, seat=urn.seats[0].name if urn.seats else "", choice="abstain", scan="")
    context = {
        "decision": row,
        "ballot": ballot,
        "rule": urn.rule,
        "code": code_of(row, ballot, urn.options),
        "verdict": verdict_on(asked, by=request.actor, at=request.at),
        "closed": closed_to_ballots(ballot, at=request.at),
        "seats": [(seat.name, names[seat.name]) for seat in urn.seats],
    }
    if request.POST.get("step") == "take":
        return _taken(request, urn, context)
    return _secret_rows(request, urn, context) if ballot.secret else _open_rows(request, urn, context)


def _open_rows(request: PartnershipRequest, urn: Urn, context: dict[str, Any]) -> HttpResponse:
    """Show a row for each seat; where they are right, show them once more."""
    sent = request.POST if request.POST.get("step") == "check" else None
    cast = {one.seat: one.how for one in queries.ballots_in(urn.row.partnership, urn.ballot.entry)}
    rows = [
        PaperRow(sent, rule=urn.rule, options=urn.options, prefix=f"s{number}", label=urn.names[seat.name],
                 seat=seat.name, weight=seat.weight, had=cast.get(seat.name, ""))
        for number, seat in enumerate(urn.seats) if cast.get(seat.name) != "own"
    ]  # fmt: skip
    context["online"] = [urn.names[seat] for seat, how in cast.items() if how == "own" and seat in urn.names]
    scan = ScanForm(sent, request.FILES if sent is not None else None)
    context |= {"rows": rows, "scan": scan, "told": ""}
    if sent is None:
        return render(request, "decisions/paper.html", context)
    right = [row.is_valid() for row in rows]
    filled = [row for row in rows if not row.is_empty]
    if not filled:
        context["told"] = _("Nothing is entered yet. Say what stands on at least one paper.")
    if scan.is_valid() and all(right) and filled:
        taken = TakenForm.holding([row.seat for row in filled], [row.choice for row in filled],
                                  scan.cleaned_data["scanned"])  # fmt: skip
        return _look_again(request, urn, context, taken)
    return render(request, "decisions/paper.html", context)


def _secret_rows(request: PartnershipRequest, urn: Urn, context: dict[str, Any]) -> HttpResponse:
    """Ask who voted on paper; then, apart from it, what stands on as many papers."""
    step = request.POST.get("step")
    known = {seat.name for seat in urn.seats}
    voted = [name for name in request.POST.getlist("voted") if name in known]
    context |= {"voted": voted, "told": "", "rows": [], "scan": None}
    if step not in ("papers", "check") or not voted:
        if step == "papers":
            context["told"] = _("Tick whose papers were in the urn.")
        return render(request, "decisions/paper.html", context)
    sent = request.POST if step == "check" else None
    rows = [
        PaperRow(sent, rule=urn.rule, options=urn.options, prefix=f"p{n}", label=_("Paper %(n)d") % {"n": n})
        for n in range(1, len(voted) + 1)
    ]
    scan = ScanForm(sent, request.FILES if sent is not None else None)
    context |= {"rows": rows, "scan": scan}
    right = [row.is_valid() for row in rows]  # each of them says what is wrong
    if sent is not None and all(right) and scan.is_valid():
        taken = TakenForm.holding(voted, [row.choice for row in rows], scan.cleaned_data["scanned"])
        return _look_again(request, urn, context, taken)
    return render(request, "decisions/paper.html", context)


def _look_again(
    request: PartnershipRequest, urn: Urn, context: dict[str, Any], taken: TakenForm, told: str = ""
) -> HttpResponse:
    """Show what was typed once more, before it is taken; in a secret ballot apart from whose the papers are."""
    taken.is_valid()
    held = taken.cleaned_data["rows"]
    says = [", ".join(in_words(choice, urn.options, urn.rule)) for choice in held["choices"]]
    names = [urn.names.get(seat, seat) for seat in held["seats"]]
    pairs = [("", one) for one in sorted(says)] if urn.ballot.secret else list(zip(names, says, strict=True))
    shown = {**context, "form": taken, "pairs": pairs, "whose": names, "told": told}
    return render(request, "decisions/paper_check.html", shown, status=409 if told else 200)


def _taken(request: PartnershipRequest, urn: Urn, context: dict[str, Any]) -> HttpResponse:
    """Let the papers be taken, all of them; what cannot be taken is said, with whose it is."""
    form = TakenForm(request.POST)
    if not form.is_valid():
        return redirect("decisions:paper", request.partnership.slug, urn.row.decision)
    held, scan = form.cleaned_data["rows"], form.cleaned_data["scan"]
    try:
        if urn.ballot.secret:
            act = _act(urn, held["seats"][0], held["choices"][0], scan, form.cleaned_data["number"])
            voting.enter_paper_secretly(act, held["seats"], held["choices"], by=request.actor, at=request.at)
        else:
            _enter_each(request, urn, held, scan, form.cleaned_data["number"])
    except (ValueError, IndexError) as invalid:
        told = why(invalid) if isinstance(invalid, Objected) else _("Enter the papers again.")
        return _look_again(request, urn, context, form, told)
    except Refused as refused:
        return _look_again(request, urn, context, form, why(refused))
    n = len(held["choices"])
    messages.success(request, ngettext("%(n)d paper is entered.", "%(n)d papers are entered.", n) % {"n": n})
    return redirect("decisions:decision", request.partnership.slug, urn.row.decision)


def _enter_each(request: PartnershipRequest, urn: Urn, held: Any, scan: str, number: str) -> None:
    """Enter each paper by an act of its own; sent twice, it is entered once."""
    for seat, choice in zip(held["seats"], held["choices"], strict=True):
        try:
            perform(_act(urn, seat, choice, scan, number), by=request.actor, at=request.at)
        except Objected as objected:
            objected.args = (f"{urn.names.get(seat, seat)}: {objected}",)
            raise


def _act(urn: Urn, seat: str, choice: Any, scan: str, number: str) -> EnterPaper:
    return EnterPaper(
        partnership=urn.row.partnership,
        idem=id_from_seed(number, seat),
        decision=urn.row.decision,
        seat=seat,
        choice=choice,
        scan=scan,
    )
