"""The pages on which a change is settled and an objection answered."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commonweal.capabilities.chartering import acts, queries
from commonweal.capabilities.chartering.ending_forms import WithdrawObjectionForm
from commonweal.capabilities.chartering.forms import AnswerForm, SettleForm
from commonweal.capabilities.chartering.pages import faults_now, may, the_draft, the_reading
from commonweal.capabilities.chartering.queries import Change, Draft, NotThere, Objection
from commonweal.capabilities.chartering.showing import Reading
from commonweal.capabilities.chartering.talking import contribution, names_for
from commonweal.charter.clauses import Charter
from commonweal.charter.drafting import merged, plain_text
from commonweal.web.audience import PartnershipRequest
from commonweal.web.readers import readers

Plain = dict[str, Any]
CHANGES_OFFERED = 20


@require_http_methods(["GET", "HEAD", "POST"])
@readers
def change(request: PartnershipRequest, draft: int, change: int) -> HttpResponse:
    """Show a change as a redline, what it would do to the rules, and take it in or decline it."""
    row = the_draft(request, draft)
    try:
        found = queries.change_with(row.partnership, change)
    except NotThere:
        raise Http404 from None
    if found.draft != draft:
        raise Http404
    form = SettleForm(request.POST or None, partnership=row.partnership, change=change)
    if form.performed(by=request.actor, at=request.at):
        accepted = request.POST.get("do") == "accept"
        messages.success(request, _("The change stands in the draft.") if accepted else _("The change is declined."))
        return redirect("chartering:clause", request.partnership.slug, draft, found.number)
    context = _change_shown(request, row, found) | {"form": form}
    return render(request, "chartering/change.html", context, status=422 if form.errors else 200)


def _change_shown(request: PartnershipRequest, row: Draft, found: Change) -> Plain:
    text = queries.text_of(row)
    charter = text.charter()
    reading = the_reading(request, row, charter)
    after = merged(found.before, found.document, text.clauses.get(found.number))
    new: list[str] = []
    if row.state == "open" and found.settled_entry is None and not after.clashes:
        clauses = {n: each for n, each in text.clauses.items() if n != found.number}
        clauses |= {found.number: after.clause} if after.clause else {}
        then = Charter.model_validate(plain_text(draft=row.draft, title=row.titles, base=row.base, clauses=clauses))
        new = _new_faults(request, row, reading, then)
    return {
        "draft": row,
        "title": reading.tongue.of(row.titles)[0],
        "number": found.number,
        "each": contribution(found, reading, request, names_for([found], request)),
        "clashes": bool(after.clashes) and found.settled_entry is None,
        "moved": found.before != text.clauses.get(found.number),
        "new_faults": new,
        "verdict": may(request, acts.SettleChange),
    }


def _new_faults(request: PartnershipRequest, row: Draft, reading: Reading, then: Charter) -> list[str]:
    """Return what would no longer fit together with the change, and does so far."""
    there = {(fault.clause, fault.code) for fault in faults_now(request, row, reading)}
    new = Reading(then, reading.tongue, reading.lang, reading.members)
    found = [fault for fault in faults_now(request, row, new) if (fault.clause, fault.code) not in there]
    return [fault.says for fault in new.faults(found, "error")]


@require_http_methods(["GET", "HEAD", "POST"])
@readers
def objection(request: PartnershipRequest, draft: int, objection: int) -> HttpResponse:
    """Show an objection; let the pen answer it, and whoever made it take it back."""
    row = the_draft(request, draft)
    try:
        found = queries.objection_with(row.partnership, objection)
    except NotThere:
        raise Http404 from None
    if found.draft != draft:
        raise Http404
    sent = request.POST.get("form")
    answer = AnswerForm(
        request.POST if sent == "answer" else None,
        partnership=row.partnership,
        objection=objection,
        changes=_changes_since(row, found),
    )
    back = WithdrawObjectionForm(
        request.POST if sent == "back" else None, partnership=row.partnership, objection=objection
    )
    for form, says in ((answer, _("The objection is answered.")), (back, _("The objection is taken back."))):
        if form.performed(by=request.actor, at=request.at):
            messages.success(request, says)
            return redirect("chartering:objection", request.partnership.slug, draft, objection)
    reading = the_reading(request, row, Charter(edition="", title=row.titles, clauses=()))
    context = {
        "draft": row,
        "title": reading.tongue.of(row.titles)[0],
        "each": contribution(found, reading, request, names_for([found], request)),
        "answer": answer,
        "back": back,
        "verdict": may(request, acts.AnswerObjection),
    }
    status = 422 if answer.errors or back.errors else 200
    return render(request, "chartering/objection.html", context, status=status)


def _changes_since(row: Draft, found: Objection) -> list[tuple[int, str]]:
    """Return the changes of the text since an objection was made, those of its clause first."""
    since = [each for each in queries.versions_of(row) if each.entry > found.entry]
    since.sort(key=lambda each: found.number not in each.numbers)
    return [
        (each.entry, _("Entry %(entry)s: clauses %(numbers)s") % {
            "entry": each.entry, "numbers": ", ".join(each.numbers[:6])
        })
        for each in since[:CHANGES_OFFERED]
    ]  # fmt: skip
