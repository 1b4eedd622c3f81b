"""The pages on which a list of organisations comes in: choose it, look at it cell by cell, take it in, take it back."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from typing import Any, Final, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.acts.installed import act_type
from commonweal.acts.perform import Objected, Refused, require_fit, verdict_on
from commonweal.interchange.exports.inert import inert
from commonweal.interchange.models import OrganisationsDraft
from commonweal.interchange.organisations import drafts, showing, taking_in
from commonweal.interchange.organisations.checking import Checked
from commonweal.interchange.organisations.forms import ChooseForm, ColumnsForm
from commonweal.interchange.organisations.tables import FileRefused, letters
from commonweal.partnerships.models import Level, Member, Sector, Tier
from commonweal.partnerships.queries import imported_lists
from commonweal.people.models import Account
from commonweal.web.actforms import in_words
from commonweal.web.audience import MEMBERS, PartnershipRequest, for_roles

NAMED: Final = 60
"""How many organisations the page of a finished import names."""
LISTS: Final = 10
_CELL = re.compile(r"c-(\d{1,7})-(\d{1,3})", re.ASCII)
OFFERS: Final = {"sector": Sector.labels, "tier": Tier.labels, "level": Level.labels}


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def choose(request: PartnershipRequest) -> HttpResponse:
    """Take a file or pasted rows; show the lists that wait, and those that came in."""
    verdict = verdict_on(act_type("membership.import_list"), by=request.actor, at=request.at)
    here = request.partnership.pk
    if not verdict.allowed:
        if request.method == "POST":
            raise Refused(verdict)
        return render(request, "interchange/organisations/choose.html", {"verdict": verdict})
    sent = request.method == "POST"
    form = ChooseForm(request.POST if sent else None, request.FILES if sent else None)
    if form.is_valid():
        given = form.cleaned_data
        draft = drafts.keep(
            given["data"], given["table"], name=given["name"], of=_account(request), partnership=here, at=request.at
        )
        return redirect("interchange:organisations-preview", request.partnership.slug, draft.id)
    context = {
        "verdict": verdict,
        "form": form,
        "drafts": drafts.drafts_of(_account(request), partnership=here, at=request.at),
        "lists": imported_lists(here)[:LISTS],
    }
    status = 422 if sent else 200
    return render(request, "interchange/organisations/choose.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def preview(request: PartnershipRequest, waiting: str) -> HttpResponse:
    """Show the list with each fault at its cell; keep what is typed; take it in when asked."""
    kept = _draft(request, waiting)
    if request.method == "POST":
        return _posted(request, kept)
    return _shown(request, kept, _checked(kept))


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def columns(request: PartnershipRequest, waiting: str) -> HttpResponse:
    """Let somebody say what each column holds, and which sheet of a workbook is meant."""
    kept = _draft(request, waiting)
    checked = _checked(kept)
    form = ColumnsForm(request.POST if "columns" in request.POST else None, checked=checked, initial=kept.defaults)
    if "sheet" in request.POST:
        return _other_sheet(request, kept)
    if form.is_bound and form.is_valid():
        drafts.assign(kept, checked.table, form.wanted, form.defaults)
        kept.save(update_fields=["fields", "defaults"])
        return redirect("interchange:organisations-preview", request.partnership.slug, kept.id)
    status = 422 if form.is_bound else 200
    context = {"draft": kept, "checked": checked, "form": form}
    return render(request, "interchange/organisations/columns.html", context, status=status)


@require_safe
@for_roles(*MEMBERS)
def faulty(request: PartnershipRequest, waiting: str) -> HttpResponse:
    """Give the rows with faults as a file, with what to do about each."""
    kept = _draft(request, waiting)
    checked = _checked(kept)
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="rows-with-faults.csv"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer.write("\ufeff")
    writer = csv.writer(answer)
    headers = [*checked.table.headers]
    headers += [str(showing.LABELS[column.field]) for column in checked.columns if column.index >= len(headers)]
    writer.writerow([*map(inert, headers), _("What to do")])
    for row, says in showing.faulty_lines(checked):
        width = max([len(headers), *(n + 1 for n, text in row.cells.items() if text)])
        writer.writerow([*(inert(row.cells.get(n, "")) for n in range(width)), inert(says)])
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def done(request: PartnershipRequest, batch: str) -> HttpResponse:
    """Show what came in with a list, and take it back in one tap."""
    here = request.partnership.pk
    parts = list(imported_lists(here).filter(batch=batch))
    if not parts:
        raise Http404
    if request.method == "POST":
        return _taken_back(request, batch)
    undo = taking_in.undo_of(batch, partnership=here)
    verdict = verdict_on(undo, by=request.actor, at=request.at)
    in_the_way = ""
    if verdict.allowed and not parts[0].taken_back_at:
        try:
            require_fit(undo, by=request.actor, at=request.at)
        except Objected as objected:
            in_the_way = in_words(objected)
    rows = Member.objects.filter(partnership=here, batch=batch).order_by("entry", "key")
    context = {
        "list": parts[-1],
        "count": sum(part.organisations for part in parts),
        "members": rows[:NAMED],
        "more": max(0, sum(part.organisations for part in parts) - NAMED),
        "verdict": verdict,
        "in_the_way": in_the_way,
        "taken_back": parts[0].taken_back_at,
        "waiting": _waiting(request, batch),
    }
    return render(request, "interchange/organisations/done.html", context)


# ── What a page does ──────────────────────────────────────────────────────────────────────────────────────────────────


def _posted(request: PartnershipRequest, kept: OrganisationsDraft) -> HttpResponse:
    verdict = verdict_on(act_type("membership.import_list"), by=request.actor, at=request.at)
    if not verdict.allowed:
        raise Refused(verdict)
    slug, said = request.partnership.slug, request.POST
    if "forget" in said:
        kept.delete()
        messages.success(request, _("The list is erased. Nothing of it was taken in that was not before."))
        return redirect("interchange:organisations", slug)
    if not kept.underway:
        _keep_typed(kept, said)
    checked = _checked(kept)
    if "import" in said or "import-rest" in said or kept.underway:
        if checked.faulty and "import-rest" not in said and not kept.underway:
            return _shown(request, kept, checked, status=422)
        return _taken_in(request, kept, checked)
    pages = showing.pages_of(checked)
    asked = said.get("page", "")
    page = min(int(asked), len(pages)) if asked.isascii() and asked.isdigit() and len(asked) < 5 else 1
    query = f"?page={page}" if page > 1 else ""
    return redirect(reverse("interchange:organisations-preview", args=[slug, kept.id]) + query + "#rows")


def _keep_typed(kept: OrganisationsDraft, said: Mapping[str, Any]) -> None:
    """Keep every cell that was typed, which rows are left out, and what the list is called."""
    table = drafts.table_of(kept)
    typed = {(int(m[1]), int(m[2])): str(text) for name, text in said.items() if (m := _CELL.fullmatch(name))}
    drafts.edit(kept, table, typed)
    numbers = {row.number for row in table.rows}
    shown = {int(n) for n in said.getlist("row") if n.isascii() and n.isdigit() and len(n) < 8}  # type: ignore[attr-defined]  # a QueryDict
    out = {number for number in shown if f"out-{number}" in said}
    drafts.leave_out(kept, shown=shown & numbers, out=out)
    if said.get("called", "").strip():
        kept.file_name = drafts.shown_name(said["called"])
    kept.save(update_fields=["edits", "left_out", "file_name"])


def _taken_in(request: PartnershipRequest, kept: OrganisationsDraft, checked: Checked) -> HttpResponse:
    try:
        plan = taking_in.take_in(kept, checked, by=request.actor, at=request.at)
    except taking_in.NothingToTakeInError as nothing:
        messages.warning(request, str(nothing))
        return redirect("interchange:organisations-preview", request.partnership.slug, kept.id)
    except Objected as objected:
        messages.error(request, in_words(objected))
        return redirect("interchange:organisations-preview", request.partnership.slug, kept.id)
    return redirect("interchange:organisations-done", request.partnership.slug, plan.batch)


def _taken_back(request: PartnershipRequest, batch: str) -> HttpResponse:
    try:
        taking_in.take_back(batch, by=request.actor, at=request.at, partnership=request.partnership.pk)
    except Objected as objected:
        messages.error(request, in_words(objected))
        return redirect("interchange:organisations-done", request.partnership.slug, batch)
    for kept in OrganisationsDraft.objects.filter(account=_account(request), partnership=request.partnership.pk):
        taking_in.rows_back(kept, batch)
    messages.success(request, _("The whole list is taken back. Its rows wait where you prepared them."))
    return redirect("interchange:organisations-done", request.partnership.slug, batch)


def _other_sheet(request: PartnershipRequest, kept: OrganisationsDraft) -> HttpResponse:
    try:
        drafts.choose_sheet(kept, request.POST["sheet"])
        kept.save(update_fields=["sheet", "fields", "defaults", "edits", "left_out"])
    except FileRefused as refused:
        messages.error(request, str(refused))
    return redirect("interchange:organisations-preview", request.partnership.slug, kept.id)


def _shown(
    request: PartnershipRequest, kept: OrganisationsDraft, checked: Checked, *, status: int = 200
) -> HttpResponse:
    pages = showing.pages_of(checked)
    opened = _number(request.GET.get("edit", ""))
    page = _number(request.GET.get("page", "")) if opened < 0 else showing.page_with(opened, pages)
    page = min(max(page, 1), len(pages))
    lines = showing.lines_of(pages[page - 1], checked, opened=opened)
    table = checked.table
    context = {
        "draft": kept,
        "checked": checked,
        "lines": lines,
        "faults": showing.summary_of(checked, pages),
        "fault_count": sum(len(row.faults) for row in checked.faulty),
        "columns": [(letters(c.index) if c.header else "", showing.LABELS[c.field]) for c in checked.columns],
        "untaken": [(letters(n), table.headers[n], showing.examples(checked, n)) for n in checked.untaken],
        "above": [row.number for row in table.above],
        "page": page,
        "pages": len(pages),
        "offers": {name: OFFERS[name] for name in showing.OFFERED if name in {c.field for c in checked.columns}},
        "verdict": verdict_on(act_type("membership.import_list"), by=request.actor, at=request.at),
    }
    return render(request, "interchange/organisations/preview.html", context, status=status)


def _waiting(request: PartnershipRequest, batch: str) -> OrganisationsDraft | None:
    """Return the draft from which a list came, where it is still there and hers."""
    mine = drafts.drafts_of(_account(request), partnership=request.partnership.pk, at=request.at)
    return next((draft for draft in mine if batch in draft.taken.values()), mine[0] if mine else None)


def _draft(request: PartnershipRequest, draft: str) -> OrganisationsDraft:
    try:
        return drafts.draft_of(draft, of=_account(request), partnership=request.partnership.pk, at=request.at)
    except drafts.NoDraftError as gone:
        raise Http404 from gone


def _checked(kept: OrganisationsDraft) -> Checked:
    try:
        return drafts.checked(kept, drafts.table_of(kept), lang=get_language() or "en")
    except FileRefused as refused:  # it was read when it was kept; rules may have become stricter since
        raise Http404 from refused


def _account(request: HttpRequest) -> Account:
    return cast(Account, request.user)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else -1
