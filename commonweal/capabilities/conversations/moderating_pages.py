"""One statement with what can be done about it, and suggestions that wait. What moderators do is on a public log."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from commonweal.capabilities.conversations import acts, queries
from commonweal.capabilities.conversations.forms import (
    REASONS,
    MetaForm,
    RestoreForm,
    SeedForm,
    StatementAsideForm,
    SuggestionAsideForm,
    TakeForm,
    TranslateForm,
)
from commonweal.capabilities.conversations.pages import may, the_conversation
from commonweal.capabilities.conversations.queries import Conversation, NotThere, Said
from commonweal.web.actforms import ActForm
from commonweal.web.audience import MEMBERS, PartnershipRequest, for_roles


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_roles(*MEMBERS)
def moderate(request: PartnershipRequest, conversation: int) -> HttpResponse:
    """Show the suggestions that wait, and let each be taken in or set aside with a reason."""
    found = the_conversation(request, conversation)
    verdict = may(request, acts.TakeSuggestion)
    slug, sent, receipt = request.partnership.slug, request.POST.get("form"), request.POST.get("receipt", "")
    about: dict[str, Any] = {"partnership": found.partnership, "conversation": conversation}
    seed = SeedForm(request.POST if sent == "seed" else None, **about)
    if seed.performed(by=request.actor, at=request.at):
        messages.success(request, _("The statement is in the conversation."))
        return redirect("conversations:moderate", slug, conversation)
    rows, told = [], ""
    for row in queries.waiting(found) if verdict.allowed else ():
        fixed = {"receipt": row.receipt}
        mine = request.POST if receipt == row.receipt else None
        take = TakeForm(mine if sent == "take" else None, fixed=fixed, **about)
        aside = SuggestionAsideForm(mine if sent == "aside" else None, fixed=fixed, prefix=f"s{row.receipt}", **about)
        if take.performed(by=request.actor, at=request.at):
            messages.success(request, _("The statement is taken in, word for word. It is asked from now on."))
            return redirect("conversations:moderate", slug, conversation)
        if aside.performed(by=request.actor, at=request.at):
            messages.success(request, _("The suggestion is set aside. The reason stands on the log."))
            return redirect("conversations:moderate", slug, conversation)
        rows.append((row, take, aside))
    if receipt and receipt not in {row.receipt for row, _take, _aside in rows}:
        told = _("This suggestion waits no longer: it was answered, or taken back.")
    context = {"conversation": found, "rows": rows, "seed": seed, "told": told, "verdict": verdict}
    return render(request, "conversations/moderate.html", context, status=409 if told else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_roles("anyone")
def statement(request: PartnershipRequest, conversation: int, statement: int) -> HttpResponse:
    """Show one statement in every language, what was done about it, and what moderators can do."""
    found = the_conversation(request, conversation)
    try:
        said = queries.said(found, statement)
    except NotThere:
        raise Http404 from None
    forms = _forms(request, found, said)
    for name, done in _DONE.items():
        if forms[name].performed(by=request.actor, at=request.at):
            messages.success(request, done())
            return redirect("conversations:statement", request.partnership.slug, conversation, statement)
    log = [(row, REASONS.get(row.reason, "")) for row in queries.log_of(found) if row.statement == statement]
    context = {
        "conversation": found,
        "said": Said(said.row, said.in_order(get_language() or "en")),
        "log": log,
        "verdict": may(request, acts.SetAsideStatement),
        "translatable": bool(_further(found, said)),
        **forms,
    }
    return render(request, "conversations/statement.html", context)


_DONE: Mapping[str, Callable[[], str]] = {
    "aside": lambda: _("The statement is set aside. The reason stands on the log."),
    "restore": lambda: _("The statement is asked again."),
    "meta": lambda: _("The mark is changed."),
    "translate": lambda: _("The statement now stands in a further language."),
}


def _forms(request: PartnershipRequest, found: Conversation, said: Said) -> dict[str, ActForm]:
    sent = request.POST.get("form")
    about: dict[str, Any] = {"partnership": found.partnership, "conversation": found.entry}
    about["fixed"] = {"statement": said.row.entry}
    other = {**about, "fixed": {**about["fixed"], "meta": not said.row.meta}}

    def data(name: str) -> Any:
        return request.POST if sent == name else None

    return {
        "aside": StatementAsideForm(data("aside"), **about),
        "restore": RestoreForm(data("restore"), **about),
        "meta": MetaForm(data("meta"), **other),
        "translate": TranslateForm(data("translate"), languages=_further(found, said), prefix="t", **about),
    }


def _further(found: Conversation, said: Said) -> list[tuple[str, str]]:
    """Return the conversation's languages but the one in which the statement was written."""
    own = said.row.words.lang if said.row.words else ""
    names = dict(settings.LANGUAGES)
    return [(lang, str(names.get(lang, lang))) for lang in found.languages if lang != own]
