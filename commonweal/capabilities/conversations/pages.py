"""The pages of conversations: all of them, one with its statements and its log, opening, inviting and closing."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.acts.act import Act
from commonweal.acts.charters import setting_with
from commonweal.acts.perform import verdict_on
from commonweal.capabilities.conversations import acts, queries
from commonweal.capabilities.conversations.forms import REASONS, SUGGESTIONS, WHO, CloseForm, InviteForm, OpenForm
from commonweal.capabilities.conversations.queries import Conversation, NotThere, Said
from commonweal.charter.judge import Verdict
from commonweal.partnerships.models import Sector
from commonweal.partnerships.queries import members
from commonweal.web.audience import MEMBERS, PartnershipRequest, for_roles
from commonweal.web.pictures.code import link_code

A_PAGE = 40
"""Statements, or lines of the log, on one page."""


def may(request: PartnershipRequest, act: type[Act]) -> Verdict:
    """Return the verdict on a kind of act for whoever asks, under the charter in force."""
    setting = setting_with(request.partnership.pk, digest=request.partnership.charter)
    return verdict_on(act, by=request.actor, at=request.at, setting=setting)


def is_for(request: PartnershipRequest, conversation: Conversation) -> bool:
    """Tell whether a conversation is there for whoever asks: one of those who take part is for them alone."""
    return conversation.who != "members" or request.actor.has(*MEMBERS)


def the_conversation(request: PartnershipRequest, entry: int) -> Conversation:
    """Return a conversation for whoever it is for; to everybody else it looks like one that does not exist."""
    try:
        found = queries.conversation_at(request.partnership.pk, entry)
    except NotThere:
        raise Http404 from None
    if not is_for(request, found):
        raise Http404
    return found


@require_safe
@for_roles("anyone")
def conversations(request: PartnershipRequest) -> HttpResponse:
    """Show every conversation that is for whoever asks."""
    rows = [row for row in queries.conversations(request.partnership.pk) if is_for(request, row)]
    context = {
        "open": [row for row in rows if queries.takes_votes(row, at=request.at)],
        "closed": [row for row in rows if not queries.takes_votes(row, at=request.at)],
        "verdict": may(request, acts.OpenConversation),
    }
    return render(request, "conversations/conversations.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def new(request: PartnershipRequest) -> HttpResponse:
    """Open a conversation."""
    form = OpenForm(request.POST or None, partnership=request.partnership.pk)
    if form.performed(by=request.actor, at=request.at) and form.entry is not None:
        messages.success(request, _("The conversation is open. Share its link, or hang up the poster."))
        return redirect("conversations:conversation", request.partnership.slug, form.entry.position)
    return render(request, "conversations/new.html", {"form": form, "verdict": may(request, acts.OpenConversation)})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_roles("anyone")
def conversation(request: PartnershipRequest, conversation: int) -> HttpResponse:
    """Show one conversation: what is asked, who takes part, every statement, how to share it, and its closing."""
    found = the_conversation(request, conversation)
    slug, here = request.partnership.slug, request.partnership.pk
    close = CloseForm(request.POST or None, partnership=here, conversation=conversation)
    if request.method == "POST" and close.performed(by=request.actor, at=request.at):
        messages.success(request, _("The conversation is closed, and its votes are counted and sealed."))
        return redirect("conversations:conversation", slug, conversation)
    link = settings.ADDRESS + reverse("conversations:vote", args=[slug, conversation])
    said = queries.all_said(found)
    counts = queries.tallies(found)
    context = {
        "conversation": found,
        "open": queries.takes_votes(found, at=request.at),
        "who": WHO[found.who],
        "added_by": SUGGESTIONS[found.suggestions],
        "votes": sum(one.seen for one in counts.values()) if found.closed_at is None else found.votes,
        "asked": sum(one.row.aside_at is None for one in said),
        "page": _page(request, said),
        "invited": queries.invited(found),
        "link": link,
        "code": link_code(link),
        "close": close,
        "may_close": may(request, acts.CloseConversation),
        "may_moderate": may(request, acts.TakeSuggestion),
    }
    return render(request, "conversations/conversation.html", context)


@require_safe
@for_roles("anyone")
def log(request: PartnershipRequest, conversation: int) -> HttpResponse:
    """Show what moderators did, with every reason, and the rules by which they do it."""
    found = the_conversation(request, conversation)
    statements = {row.entry: row for row in queries.statements(found)}
    rows = [(row, statements.get(row.statement or 0), REASONS.get(row.reason, "")) for row in queries.log_of(found)]
    context = {"conversation": found, "page": _page(request, rows)}
    return render(request, "conversations/log.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def missing(request: PartnershipRequest, conversation: int) -> HttpResponse:
    """Show which sectors nobody speaks for, and invite who is missing."""
    found = the_conversation(request, conversation)
    form = InviteForm(request.POST or None, partnership=found.partnership, conversation=conversation)
    if form.performed(by=request.actor, at=request.at):
        messages.success(request, _("The invitation stands on the record. Now carry it to them."))
        return redirect("conversations:missing", request.partnership.slug, conversation)
    present = set(members(found.partnership).values_list("sector", flat=True))
    context = {
        "conversation": found,
        "sectors": [label for value, label in Sector.choices if value not in present],
        "invited": queries.invited(found),
        "form": form,
        "verdict": may(request, acts.InviteMissing),
    }
    return render(request, "conversations/missing.html", context)


@require_safe
@for_roles("anyone")
def poster(request: PartnershipRequest, conversation: int) -> HttpResponse:
    """Show a conversation as a sheet to print and hang up."""
    found = the_conversation(request, conversation)
    link = settings.ADDRESS + reverse("conversations:vote", args=[request.partnership.slug, conversation])
    return render(request, "conversations/poster.html", {"conversation": found, "link": link, "code": link_code(link)})


def sign_in_first(request: PartnershipRequest) -> HttpResponse:
    """Ask somebody to sign in, and bring her back."""
    return redirect_to_login(request.get_full_path())


def _page(request: PartnershipRequest, rows: list[Any] | list[Said]) -> dict[str, Any]:
    """Return one page of a list, with the addresses of the ones beside it."""
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    return {
        "rows": list(page),
        "newer": f"?page={page.previous_page_number()}" if page.has_previous() else "",
        "older": f"?page={page.next_page_number()}" if page.has_next() else "",
    }
