"""The pages of what a conversation came to: HTTP in, HTTP out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.capabilities.conversations import acts, queries, result_files, result_told
from commonweal.capabilities.conversations.pages import may, the_conversation
from commonweal.capabilities.conversations.queries import Conversation
from commonweal.capabilities.conversations.result_forms import PublishForm
from commonweal.capabilities.conversations.result_kept import Kept, kept_result
from commonweal.capabilities.conversations.result_told import Worded
from commonweal.capabilities.conversations.voices import voice_in
from commonweal.web.audience import PartnershipRequest
from commonweal.web.readers import readers

A_PAGE = 40
"""How many statements the table of all of them shows at once."""


@require_http_methods(["GET", "HEAD", "POST"])
@readers
def result(request: PartnershipRequest, conversation: int) -> HttpResponse:
    """Tell what a conversation came to so far, or in the end; and let it be published."""
    row = the_conversation(request, conversation)
    form = PublishForm(request.POST or None, partnership=row.partnership, conversation=conversation)
    if request.method == "POST" and form.performed(by=request.actor, at=request.at):
        messages.success(request, _("The result is published: its digest stands in the record."))
        return redirect("conversations:result", request.partnership.slug, conversation)
    kept = kept_result(row, at=request.at)
    place = _place(request, row, kept)
    context: dict[str, Any] = {"conversation": row, "kept": kept, "published": queries.published(row)}
    if row.closed_at is not None and may(request, acts.PublishResult).allowed:
        context["form"] = form
    if kept is not None and kept.data.get("votes"):
        told = result_told.told(kept.data, worded(row), place)
        context |= {"told": told, "data": kept.data, "files": result_files.offered(row)}
        context["same"] = kept.digest == context["published"].digest if context["published"] else None
    answer = render(request, "conversations/result.html", context)
    if place:
        answer.headers["Cache-Control"] = "private, no-store"
    return answer


@require_safe
@readers
def result_statements(request: PartnershipRequest, conversation: int) -> HttpResponse:
    """Show every statement with its numbers, some at a time."""
    row = the_conversation(request, conversation)
    kept = kept_result(row, at=request.at)
    if kept is None:
        raise Http404
    rows = result_told.table(kept.data, worded(row))
    page = request.GET.get("page", "1")
    last = max(1, -(-len(rows) // A_PAGE))
    number = min(max(1, int(page) if page.isascii() and page.isdecimal() and len(page) < 6 else 1), last)
    context = {
        "conversation": row,
        "kept": kept,
        "data": kept.data,
        "letters": result_told.letters(kept.data),
        "rows": rows[(number - 1) * A_PAGE : number * A_PAGE],
        "before": f"?page={number - 1}" if number > 1 else "",
        "after": f"?page={number + 1}" if number < last else "",
    }
    return render(request, "conversations/result_statements.html", context)


@require_safe
@readers
def result_file(request: PartnershipRequest, conversation: int, name: str) -> HttpResponse:
    """Give the result as data: a table of the Polis export, or JSON. What may single somebody out waits for the end."""
    row = the_conversation(request, conversation)
    kept = kept_result(row, at=request.at)
    if kept is None or name not in result_files.offered(row):
        raise Http404
    file = f"conversation-{row.entry}-{name}"
    if name == "result.json":
        answer: HttpResponse = JsonResponse(kept.data, json_dumps_params={"ensure_ascii": False})
    else:
        answer = HttpResponse(result_files.written(name, row, kept.data), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{file}"'
    return answer


def worded(conversation: Conversation) -> Mapping[str, Worded]:
    """Return every statement by the id that it has in a result, in the language of the reader where there is one."""
    lang = get_language() or "en"
    return {
        str(said.row.entry): Worded(said.row.number, next(iter(said.in_order(lang)), None), said.row.entry)
        for said in queries.all_said(conversation)
    }


def _place(request: HttpRequest, row: Conversation, kept: Kept | None) -> tuple[float, float, int] | None:
    """Return where whoever asks stands, if she took part in this browser."""
    voice = voice_in(request, row)
    return kept.place_of(voice.id) if kept and voice else None
