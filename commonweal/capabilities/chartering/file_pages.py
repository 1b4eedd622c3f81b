"""The pages on which a draft goes out as a file, comes back, is looked at and taken over clause by clause."""

from __future__ import annotations

import json
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.acts.charter_words import said
from commonweal.capabilities.chartering import acts, queries, taking_over
from commonweal.capabilities.chartering.file_forms import BringForm, TakeOverForm
from commonweal.capabilities.chartering.pages import may, the_draft, the_reading
from commonweal.capabilities.chartering.queries import Draft, NotThere, Text, returned
from commonweal.capabilities.chartering.word.marks import Origin
from commonweal.capabilities.chartering.word.returning import Sent
from commonweal.capabilities.chartering.word.writing import Written, written
from commonweal.charter.clauses import Charter
from commonweal.partnerships.queries import members
from commonweal.people.models import Account
from commonweal.web.audience import MEMBERS, PartnershipRequest, for_roles
from commonweal.web.readers import readers

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def the_text(request: PartnershipRequest, row: Draft) -> Text:
    """Return the text that is asked for: of an entry, or as it stands."""
    at = request.GET.get("version", "")
    return queries.text_of(row, at=int(at) if at.isascii() and at.isdecimal() and len(at) < 16 else None)


@require_safe
@readers
def word(request: PartnershipRequest, draft: int) -> HttpResponse:
    """Hand out a draft, or a version of it, as a Word document."""
    row = the_draft(request, draft)
    text = the_text(request, row)
    charter, lang = text.charter(), (get_language() or "en").partition("-")[0]
    names = {member.organisation: member.name for member in members(row.partnership)}
    version = row.changed_entry if text.at is None else text.at
    rules = {
        clause.number: [" ".join(said(rule, charter, lang, names=names)) for rule in clause.rules]
        for clause in charter.clauses
    }
    what = Written(Origin(draft, version, lang), row.titles, row.languages, charter.clauses, rules, row.changed_at)
    answer = HttpResponse(written(what), content_type=WORD)
    answer.headers["Content-Disposition"] = f'attachment; filename="charter-{draft}-{version}.docx"'
    return answer


@require_safe
@readers
def data(request: PartnershipRequest, draft: int) -> HttpResponse:
    """Hand out a draft, or a version of it, as JSON: the charter, as it would be presented."""
    row = the_draft(request, draft)
    plain = the_text(request, row).plain()
    answer = HttpResponse(json.dumps(plain, ensure_ascii=False, indent=2), content_type="application/json")
    answer.headers["Content-Disposition"] = f'attachment; filename="charter-{draft}.json"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def files(request: PartnershipRequest, draft: int) -> HttpResponse:
    """Offer the files, and take one that comes back."""
    row = the_draft(request, draft)
    sent = request.method == "POST"
    form = BringForm(request.POST if sent else None, request.FILES if sent else None, sent=_sent(row))
    if sent and form.is_valid():
        kept = returned.keep_returned(
            row, of=_account(request), name=form.cleaned_data["file"].name, found=form.found.as_data(), at=request.at
        )
        return redirect("chartering:returned", request.partnership.slug, draft, kept.id)
    context = {
        "draft": row,
        "title": row.title,
        "form": form,
        "versions": queries.versions_of(row, most=20),
        "waiting": returned.returned_by(_account(request), row, at=request.at),
        "verdict": may(request, acts.ProposeChange),
    }
    return render(request, "chartering/files.html", context, status=422 if sent else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def came_back(request: PartnershipRequest, draft: int, returned_file: str) -> HttpResponse:
    """Show everything that differs in a document that came back, and take over what is ticked, as proposals."""
    row = the_draft(request, draft)
    try:
        kept = returned.returned_with(returned_file, of=_account(request), draft=row, at=request.at)
    except NotThere:
        raise Http404 from None
    charter = queries.text_of(row).charter()
    seen = taking_over.seen(kept, row, the_reading(request, row, charter), at=request.at)
    numbers = [each.number for each in seen.changes if each.open]
    form = TakeOverForm(request.POST or None, numbers=numbers, ticked=[n for n in numbers if n not in seen.lost])
    if form.is_bound and form.is_valid():
        done = taking_over.taken(
            kept, row, form.wanted, why=form.cleaned_data["why"], idem=form.cleaned_data["idem"],
            by=request.actor, at=request.at,
        )  # fmt: skip
        if done.proposed:
            messages.success(request, _("They are proposed to the draft. Whoever keeps the pen takes them in."))
        for says in done.refused:
            messages.error(request, says)
        if done.proposed and not done.refused:
            return redirect("chartering:draft", request.partnership.slug, draft)
        return redirect("chartering:returned", request.partnership.slug, draft, kept.id)
    context = {"draft": row, "title": row.title, "kept": kept, "seen": seen, "form": form,
               "verdict": may(request, acts.ProposeChange)}  # fmt: skip
    return render(request, "chartering/returned.html", context, status=422 if form.errors else 200)


def _sent(row: Draft) -> Sent:
    def at(entry: int) -> Charter:
        return queries.text_of(row, at=None if entry >= row.changed_entry else entry).charter()

    names = {member.organisation: member.name for member in members(row.partnership)}
    return Sent(row.draft, row.changed_entry, tuple(row.languages), at, names)


def _account(request: PartnershipRequest) -> Account:
    return cast(Account, cast(Any, request.user))
