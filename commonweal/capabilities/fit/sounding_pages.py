"""The pages of a question to residents: one thing a page, no account, a receipt; and its count for everybody."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.acts.perform import Refused, setting_of
from commonweal.capabilities.fit import acts, queries
from commonweal.capabilities.fit import sounding as answering
from commonweal.capabilities.fit.forms import CloseSoundingForm
from commonweal.capabilities.fit.pages import may
from commonweal.capabilities.fit.phrases import ANSWERS, SUBJECTS
from commonweal.capabilities.fit.queries import NotThere, Sounding
from commonweal.capabilities.fit.result_shown import sounding_picture
from commonweal.capabilities.fit.sounding import NotTaken
from commonweal.charter.judge import judge
from commonweal.kit.ids import is_id
from commonweal.web.audience import PartnershipRequest, for_roles
from commonweal.web.pictures.code import link_code

ANSWERING = "fit.answer_sounding"
"""What a charter calls the answering of a question: a line in a box, not an act, and yet for some or for all."""


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache  # each loaded page carries a ticket of its own
@for_roles("anyone")
def answer(request: PartnershipRequest, box: str) -> HttpResponse:
    """Ask the question, and take one answer from one loaded page.

    :raises Refused: where the charter keeps answering to some
    """
    question, told = _question(request, box), ""
    charter = setting_of(request.partnership.pk).charter
    verdict = judge(charter, kind=ANSWERING, matter="fit", roles=request.actor.roles, lang=get_language() or "en")
    if not verdict.allowed:
        raise Refused(verdict)
    if request.method == "POST":
        try:
            receipt = answering.answer(
                request.partnership.pk,
                box,
                request.POST.get("answer", ""),
                with_ticket=request.POST.get("ticket", ""),
                at=request.at,
            )
        except NotTaken as not_taken:
            told = str(not_taken)
        else:
            return redirect("fit:receipt", request.partnership.slug, box, receipt)
    context = {
        "question": question,
        "open": answering.still_open(question, at=request.at),
        "ticket": answering.ticket(box),
        "answers": ANSWERS.values(),
        "told": told,
    }
    return render(request, "fit/answer.html", context, status=409 if told else 200)


@require_safe
@for_roles("anyone")
def receipt(request: PartnershipRequest, box: str, receipt: str) -> HttpResponse:
    """Show the line of this receipt: that it is in the box, and what it says."""
    question = _question(request, box)
    said = answering.answer_of(request.partnership.pk, box, receipt) if is_id(receipt) else None
    if said is None:
        raise Http404
    response = render(request, "fit/receipt.html", {"question": question, "said": ANSWERS[said], "receipt": receipt})
    response["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles("anyone")
def sounding(request: PartnershipRequest, box: str) -> HttpResponse:
    """Show the question with its link and code, find a line by its receipt, and close it with its count."""
    question = _question(request, box)
    held = answering.counted(request.partnership.pk, box)
    form = CloseSoundingForm(
        request.POST if request.method == "POST" else None,
        partnership=request.partnership.pk,
        box=box,
        held=held,
        opened=question.entry,
    )
    if form.performed(by=request.actor, at=request.at):
        messages.success(request, _("The question is closed and its answers are sealed."))
        return redirect("fit:sounding", request.partnership.slug, box)
    wanted = request.GET.get("receipt", "").strip().lower()
    if is_id(wanted) and answering.answer_of(request.partnership.pk, box, wanted):
        return redirect("fit:receipt", request.partnership.slug, box, wanted)
    link = settings.ADDRESS + reverse("fit:answer", args=[request.partnership.slug, box])
    context = {
        "question": question,
        "subject": SUBJECTS[question.condition],
        "open": answering.still_open(question, at=request.at),
        "held": held,
        "picture": sounding_picture(question) if question.closed_at else None,
        "link": link,
        "code": link_code(link),
        "not_found": bool(wanted),
        "form": form,
        "verdict": may(request, acts.CloseSounding),
    }
    return render(request, "fit/sounding.html", context)


def _question(request: PartnershipRequest, box: str) -> Sounding:
    try:
        return queries.sounding(request.partnership.pk, box)
    except NotThere:
        raise Http404 from None
