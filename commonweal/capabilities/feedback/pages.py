"""The pages on which people see what became of what was said: HTTP in, HTTP out."""

from __future__ import annotations

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.acts.act import Act
from commonweal.acts.charters import setting_with
from commonweal.acts.installed import contributing
from commonweal.acts.perform import verdict_on, verdict_on_reading
from commonweal.capabilities.feedback import acts, queries, shown
from commonweal.capabilities.feedback.forms import ReceiptForm
from commonweal.capabilities.feedback.phrases import DOES, label_of
from commonweal.capabilities.feedback.promised import OWED, clause_of
from commonweal.capabilities.feedback.queries import ON_A_PAGE, NotThere, Only
from commonweal.charter.judge import Verdict
from commonweal.record import reading
from commonweal.web.audience import PartnershipRequest, for_roles
from commonweal.web.limits import may_try
from commonweal.web.readers import readers

ONLY: tuple[Only, ...] = ("waiting", "late", "closed")


def may(request: PartnershipRequest, act: type[Act]) -> Verdict:
    """Return the verdict on a kind of act for whoever asks, under the charter in force."""
    setting = setting_with(request.partnership.pk, digest=request.partnership.charter)
    return verdict_on(act, by=request.actor, at=request.at, setting=setting)


@require_safe
@readers
def contributions(request: PartnershipRequest) -> HttpResponse:
    """Show what people gave and what became of it: what waits longest first, and who owes it."""
    here = request.partnership.pk
    counted = queries.counts(here, at=request.at)
    rooms = {each.room for each in counted}
    room = request.GET.get("room", "")
    room = room if room in rooms else ""
    only: Only = next((each for each in ONLY if each == request.GET.get("only")), "")
    counting = [each for each in counted if not room or each.room == room]
    rows = queries.listed(here, at=request.at, room=room, only=only)
    page = Paginator(range(_count(counting, only)), ON_A_PAGE).get_page(request.GET.get("page"))
    here_shown = list(rows[page.start_index() - 1 : page.end_index()] if page.paginator.count else ())
    context = {
        "page": page,
        "rows": shown.rows_of(here_shown, request.partnership, to=request.actor, at=request.at),
        "rooms": [(each, label_of(each.room)) for each in counted],
        "room": room,
        "only": only,
        "given": sum(each.given for each in counting),
        "waiting": sum(each.waiting for each in counting),
        "late": sum(each.late for each in counting),
        "kept": urlencode({name: said for name, said in (("room", room), ("only", only)) if said}),
        "may_answer": may(request, acts.AnswerContributions),
    }
    return render(request, "feedback/contributions.html", context)


def _count(counting: list[queries.Counts], only: Only) -> int:
    if only == "waiting":
        return sum(each.waiting for each in counting)
    if only == "late":
        return sum(each.late for each in counting)
    given = sum(each.given for each in counting)
    return given - sum(each.waiting for each in counting) if only == "closed" else given


@require_safe
@readers
def contribution(request: PartnershipRequest, entry: int) -> HttpResponse:
    """Show one contribution from beginning to end: what was said, answered, and what came of it."""
    partnership = request.partnership
    try:
        row = queries.contribution_at(partnership.pk, entry)
    except NotThere:
        return _owed_nothing(request, entry)
    way = shown.ways([row], partnership, to=request.actor, at=request.at)[0]
    context = {
        "way": way,
        "offered": [(what, DOES[what]) for what in _doable(row)],
        "own": bool(row.person) and row.person == request.actor.person,
        "may_answer": may(request, acts.AnswerContributions),
        "clause": clause_of(partnership.pk, partnership.charter, owed="answer"),
    }
    return render(request, "feedback/contribution.html", context)


def _owed_nothing(request: PartnershipRequest, entry: int) -> HttpResponse:
    """Say of what was given by whoever would have to answer it that nothing is owed.

    What stands beside contributions without being one, such as an idea that was joined of others, is owed nothing
    either: the record tells what was built on it.
    """
    found = reading.entries_at(request.partnership.pk, [entry]).get(entry)
    rooms = {kind.partition(".")[0] for kind in contributing()}
    if found is None or found.kind.partition(".")[0] not in rooms:
        raise Http404
    if found.kind not in contributing():
        return redirect("entry", request.partnership.slug, entry)
    return render(request, "feedback/owed_nothing.html", {"entry": entry})


def _doable(row: queries.Contribution) -> list[str]:
    open_ones = {
        "acknowledge": row.acknowledged_entry is None,
        "answer": row.answered_entry is None,
        "effect": row.answered_entry is not None and row.effect_entry is None,
    }
    return [owed for owed in OWED if open_ones[owed]] + (["hand_over"] if row.owes else [])


@require_safe
@never_cache
@for_roles("anyone")
def mine(request: PartnershipRequest) -> HttpResponse:
    """Show somebody what she gave, and where it stands."""
    found = queries.hers(request.partnership.pk, request.actor.person)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    rows = shown.rows_of(list(page), request.partnership, to=request.actor, at=request.at)
    return render(request, "feedback/mine.html", {"page": page, "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_roles("anyone")
def receipt(request: PartnershipRequest) -> HttpResponse:
    """Lead from a receipt to what became of what was given with it; a number without any looks like any wrong one."""
    form = ReceiptForm(request.POST or None)
    partnership, found = request.partnership, []
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data["receipt"]
        if not may_try(request, "receipt"):
            form.add_error("receipt", _("Too many numbers were tried from here. Wait a minute, then try again."))
        else:
            found = queries.with_receipt(partnership.pk, typed)
            if not found:
                form.add_error(
                    "receipt",
                    _("Nothing is known by this number. Look at each letter; what no moderator has read is not here."),
                )
    setting = setting_with(partnership.pk, digest=partnership.charter)
    context = {
        "form": form,
        "ways": shown.ways(found, partnership, to=request.actor, at=request.at),
        "open_record": verdict_on_reading("record", by=request.actor, setting=setting).allowed,
    }
    return render(request, "feedback/receipt.html", context)
