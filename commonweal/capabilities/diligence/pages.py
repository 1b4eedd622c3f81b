"""The pages of checks: HTTP in, HTTP out."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.acts.act import Act
from commonweal.acts.charters import setting_with
from commonweal.acts.perform import verdict_on
from commonweal.capabilities.diligence import acts, queries, shown
from commonweal.capabilities.diligence.forms import (
    ConcludeForm,
    FindForm,
    OpenForm,
    ReplyForm,
    TakesOnForm,
    WithdrawForm,
)
from commonweal.capabilities.diligence.phrases import DEPTHS, NOTHING_TAKEN_ON, TAKES_ON
from commonweal.capabilities.diligence.queries import NotThere, Whole
from commonweal.capabilities.diligence.questions import asked_at
from commonweal.charter.judge import Verdict
from commonweal.methods.checking import advised_depth, latest_end
from commonweal.web.audience import MEMBERS, PartnershipRequest, for_roles
from commonweal.web.readers import readers
from commonweal.web.told import organisations


def may(request: PartnershipRequest, act: type[Act]) -> Verdict:
    """Return the verdict on a kind of act for whoever asks, under the charter in force."""
    setting = setting_with(request.partnership.pk, digest=request.partnership.charter)
    return verdict_on(act, by=request.actor, at=request.at, setting=setting)


@require_safe
@readers
def members(request: PartnershipRequest) -> HttpResponse:
    """Show every member with how it stands: those that need somebody first."""
    here = request.partnership.pk
    standings = queries.standings(here, on=request.at.date())
    own = queries.spoken_for(request.actor.person, partnership=here)
    context = {
        "groups": shown.groups(standings, own),
        "count": len(standings),
        "holding": sum(each.holds for each in standings),
        "verdict": may(request, acts.OpenCheck),
    }
    return render(request, "diligence/members.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def open_check(request: PartnershipRequest, organisation: str) -> HttpResponse:
    """Begin a check of a member, as deep as what it takes on asks for."""
    here, slug = request.partnership.pk, request.partnership.slug
    member = organisations(here).get(organisation)
    if member is None or member.left_at is not None:
        raise Http404
    takes = [code for code in request.GET.getlist("takes") if code in TAKES_ON]
    depth = advised_depth(takes)
    because = ". ".join(str(TAKES_ON[code]) for code in takes) or str(NOTHING_TAKEN_ON)
    form = OpenForm(
        request.POST or None,
        partnership=here,
        organisation=organisation,
        initial={"depth": depth, "because": because[:200]} if "takes" in request.GET or "asked" in request.GET else {},
    )
    if form.performed(by=request.actor, at=request.at):
        messages.success(request, _("The check has begun. The organisation is told, and reads all that is found."))
        return redirect("diligence:check", slug, form.check)
    context = {
        "member": member,
        "form": form,
        "takes": TakesOnForm(initial={"takes": takes}),
        "advised": DEPTHS[depth] if "asked" in request.GET else None,
        "number": len(asked_at(depth)),
        "verdict": may(request, acts.OpenCheck),
        "own": queries.acts_for(request.actor.person, organisation, partnership=here),
    }
    return render(request, "diligence/open.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@readers
def check(request: PartnershipRequest, check: str) -> HttpResponse:
    """Show one check: findings, evidence and replies side by side, how it ended, and what can be done."""
    whole, sent = _whole(request, check), request.POST.get("form")
    here, slug = request.partnership.pk, request.partnership.slug
    reply = ReplyForm(request.POST if sent == "reply" else None, partnership=here, check=check)
    withdraw = WithdrawForm(request.POST if sent == "withdraw" else None, partnership=here, check=check)
    if reply.performed(by=request.actor, at=request.at):
        messages.success(request, _("Your reply stands beside what was found."))
        return redirect("diligence:check", slug, check)
    if withdraw.performed(by=request.actor, at=request.at):
        messages.success(request, _("The check is withdrawn. It stays readable and no longer counts."))
        return redirect("diligence:check", slug, check)
    context = {
        **shown.of(whole, request),
        "rows": [shown.item_row(item) for item in whole.items],
        "history": shown.history(whole),
        "unheard": shown.unheard(whole, request.at),
        "reply": reply,
        "withdraw": withdraw,
        "may_conclude": may(request, acts.Conclude),
    }
    return render(request, "diligence/check.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@readers
def item(request: PartnershipRequest, check: str, item: str) -> HttpResponse:
    """Show one question: why it is asked, what was found, what was replied; take a finding or a reply."""
    whole, sent = _whole(request, check), request.POST.get("form")
    asked = next((each for each in whole.items if each.question.code == item), None)
    if asked is None:
        raise Http404
    here, slug = request.partnership.pk, request.partnership.slug
    given = (request.POST, request.FILES) if sent == "find" else (None, None)
    find = FindForm(*given, partnership=here, check=check, asked=asked)
    cites = asked.finding.entry if asked.finding else None
    reply = ReplyForm(request.POST if sent == "reply" else None, partnership=here, check=check, item=item, cites=cites)
    if find.performed(by=request.actor, at=request.at):
        messages.success(request, _("What you found is on the record."))
        return redirect("diligence:check", slug, check)
    if reply.performed(by=request.actor, at=request.at):
        messages.success(request, _("Your reply stands beside what was found."))
        return redirect("diligence:item", slug, check, item)
    context = {
        **shown.of(whole, request),
        "row": shown.item_row(asked),
        "find": find,
        "reply": reply,
        "may_find": may(request, acts.Find),
    }
    return render(request, "diligence/item.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def conclude(request: PartnershipRequest, check: str) -> HttpResponse:
    """Conclude a check: what was found, once more, then how it ends and until when it holds."""
    whole = _whole(request, check)
    latest = latest_end(request.at.date(), whole.evidence_until)
    form = ConcludeForm(
        request.POST or None, partnership=request.partnership.pk, whole=whole, initial={"valid_until": latest}
    )
    if form.performed(by=request.actor, at=request.at):
        messages.success(request, _("The check is concluded. The organisation is told, and may still reply."))
        return redirect("diligence:check", request.partnership.slug, check)
    context = {
        **shown.of(whole, request),
        "rows": [shown.item_row(item) for item in whole.items],
        "form": form,
        "latest": latest,
        "verdict": may(request, acts.Conclude),
        "unheard": shown.unheard(whole, request.at),
    }
    return render(request, "diligence/conclude.html", context)


def _whole(request: PartnershipRequest, check: str) -> Whole:
    try:
        return queries.whole(queries.check_with(request.partnership.pk, check))
    except NotThere:
        raise Http404 from None
