"""The page on which one votes, what one said, and statements of one's own. Each works without a script."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from commonweal.acts.charters import setting_with
from commonweal.acts.perform import Refused
from commonweal.capabilities.conversations import acts, board, limits, queries, voices, voting
from commonweal.capabilities.conversations.board import Board
from commonweal.capabilities.conversations.forms import REASONS, CodeForm, StatementForm
from commonweal.capabilities.conversations.pages import is_for, may, sign_in_first, the_conversation
from commonweal.capabilities.conversations.queries import Conversation, NotThere, beside
from commonweal.capabilities.conversations.voices import Voice
from commonweal.capabilities.conversations.voting import NotTaken
from commonweal.charter.judge import judge
from commonweal.kit.ids import is_id
from commonweal.web.audience import PartnershipRequest, for_roles
from commonweal.web.limits import may_try

VOTING, SUGGESTING = "conversations.vote", "conversations.suggest"
"""What a charter calls what everybody does here: lines in a box and suggestions, not acts."""
KIOSK_IDLE: Final = 60
"""Seconds after which a kiosk returns to its start where nobody touches it,"""
KIOSK_DONE: Final = 10
"""and after which it does so where everything is answered."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What somebody was asked and what came of it: who she is here, what she said, why it was not taken."""

    voice: Voice
    said: dict[int, int]
    told: str = ""
    wait: bool = False


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_roles("anyone")
def vote(request: PartnershipRequest, conversation: int) -> HttpResponse:
    """Ask one statement after the other, and take what is said.

    :raises Refused: where the charter keeps voting to some
    """
    asked = _board(request, conversation)
    found = asked.conversation
    _require(request, VOTING)
    if found.who != "anyone" and not request.user.is_authenticated:
        return sign_in_first(request)
    kiosk = "kiosk" in request.GET
    if kiosk and "start" in request.GET:
        return _kiosk_start(request, found)
    turn = _turn(request, asked)
    by_script = request.headers.get("X-Voting") == "script"
    if request.method == "POST" and not turn.told and not by_script:
        response: HttpResponse = redirect(f"{_path(request, found)}vote/{'?kiosk=1' if kiosk else ''}")
    else:
        context = _shown(request, asked, turn) | {"kiosk": kiosk}
        status = 429 if turn.wait else 409 if turn.told else 200
        name = "conversations/ahead.html" if by_script else "conversations/vote.html"
        response = render(request, name, context, status=status)
        if kiosk:  # by a header, because a page in front of a reader must not leave by itself: here nobody may be left
            response["Refresh"] = f"{KIOSK_IDLE if context['ahead'] else KIOSK_DONE};url=?kiosk=1&start=1"
    if request.method == "POST" and turn.said and not turn.voice.kept:
        voices.keep(response, turn.voice, found, path=_path(request, found), kiosk=kiosk)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_roles("anyone")
def mine(request: PartnershipRequest, conversation: int) -> HttpResponse:
    """Show somebody what she said and her code; let her take everything back, or go on with a code from elsewhere."""
    found = the_conversation(request, conversation)
    voice, sent = voices.voice_in(request, found), request.POST.get("form")
    form = CodeForm(request.POST if sent == "code" else None)
    statements = queries.all_said(found)
    path = _path(request, found)
    if sent == "code" and form.is_valid() and (typed := _typed(request, found, form)) is not None:
        response = redirect(f"{path}mine/")
        voices.keep(response, typed, found, path=path)
        return response
    if sent == "forget" and voice is not None and (gone := _forgotten(request, found, voice)) is not None:
        return gone
    if sent == "leave":
        response = redirect(f"{path}vote/")
        voices.forget(response, found, path=path)
        return response
    said = voting.answered(found, voice, [one.row.entry for one in statements]) if voice is not None else {}
    context = {
        "conversation": found,
        "voice": voice if said else None,
        "said": [(one, _ANSWERS[said[one.row.entry]]()) for one in _read(statements) if one.row.entry in said],
        "open": queries.takes_votes(found, at=request.at),
        "form": form,
    }
    return render(request, "conversations/mine.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_roles("anyone")
def suggest(request: PartnershipRequest, conversation: int) -> HttpResponse:
    """Take a statement of somebody's own: at once from those who take part, through a moderator from others.

    :raises Refused: where the charter keeps suggesting to some
    """
    found = the_conversation(request, conversation)
    _require(request, SUGGESTING)
    if found.who != "anyone" and not request.user.is_authenticated:
        return sign_in_first(request)
    form = StatementForm(request.POST or None, partnership=found.partnership, conversation=conversation)
    at_once = found.suggestions == "open" and may(request, acts.AddStatement).allowed
    takes = found.suggestions != "none" and queries.takes_votes(found, at=request.at)
    if takes and request.method == "POST":
        if at_once and form.performed(by=request.actor, at=request.at):
            messages.success(request, _("Your statement is in the conversation, and others are asked about it."))
            return redirect("conversations:vote", request.partnership.slug, conversation)
        if not at_once and form.is_valid() and (receipt := _suggested(request, found, form)) is not None:
            return redirect("conversations:suggestion", request.partnership.slug, conversation, receipt)
    context = {"conversation": found, "form": form, "takes": takes, "at_once": at_once}
    return render(request, "conversations/suggest.html", context, status=409 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_roles("anyone")
def suggestion(request: PartnershipRequest, conversation: int, receipt: str) -> HttpResponse:
    """Show what became of a suggestion to whoever has its receipt, and let her take it back while it waits."""
    found = the_conversation(request, conversation)
    if not is_id(receipt):
        raise Http404
    if request.method == "POST" and beside.take_back(found, receipt):
        messages.success(request, _("Your suggestion is taken back. Nothing of it is left."))
        return redirect("conversations:vote", request.partnership.slug, conversation)
    waits, answer = queries.waits(found.partnership, receipt), queries.answer_to(found, receipt)
    if (waits is None or waits.conversation != found.entry) and answer is None:
        raise Http404
    context = {
        "conversation": found,
        "receipt": receipt,
        "waits": waits,
        "answer": answer,
        "reason": REASONS.get(answer.reason, "") if answer else "",
    }
    return render(request, "conversations/suggestion.html", context)


_ANSWERS: Mapping[int, Callable[[], str]] = {1: lambda: _("Agree"), -1: lambda: _("Disagree"), 0: lambda: _("Pass")}


def _board(request: PartnershipRequest, conversation: int) -> Board:
    try:
        found = board.board_of(request.partnership.pk, conversation)
    except NotThere:
        raise Http404 from None
    if not is_for(request, found.conversation):
        raise Http404
    return found


def _require(request: PartnershipRequest, what: str) -> None:
    charter = setting_with(request.partnership.pk, digest=request.partnership.charter).charter
    lang = get_language() or "en"
    verdict = judge(charter, kind=what, matter="conversations", roles=request.actor.roles, lang=lang)
    if not verdict.allowed:
        raise Refused(verdict)


def _turn(request: PartnershipRequest, asked: Board) -> Turn:
    """Return who somebody is here and what she said so far, with the vote that she sends."""
    found = asked.conversation
    voice = voices.voice_in(request, found)
    if request.method != "POST":
        voice = voice or voices.fresh(found)
        return Turn(voice, voting.answered(found, voice, asked.said) if voice.kept else {})
    if voice is None:
        return Turn(voices.fresh(found), {}, _("This page was open too long. Answer once more."))
    said = voting.answered(found, voice, asked.said)
    statement, answer = request.POST.get("statement", ""), voting.VOTES.get(request.POST.get("vote", ""))
    if answer is None or not statement.isdecimal():
        return Turn(voice, said, _("Choose one of the three answers."))
    if int(statement) not in asked.said:
        return Turn(voice, said, _("This statement is no longer asked. Go on with the next."))
    if not limits.may_vote(voice.id):
        return Turn(voice, said, _("Very many answers are coming in. Try again in a minute."), wait=True)
    once = found.who != "anyone" and not said
    if not said and not once and not limits.may_begin(request, found.box):
        told = _("Very many people are beginning from your network. Try again in an hour, or by another one.")
        return Turn(voice, said, told, wait=True)
    try:
        account = str(request.user.pk) if once else ""
        voting.vote(found, voice, {int(statement): answer}, at=request.at, account=account)
    except NotTaken as not_taken:
        return Turn(voice, said, str(not_taken))
    return Turn(voice, said | {int(statement): answer})


def _shown(request: PartnershipRequest, asked: Board, turn: Turn) -> dict[str, Any]:
    found = asked.conversation
    ahead = asked.next_for(turn.voice, set(turn.said))
    return {
        "conversation": found,
        "open": queries.takes_votes(found, at=request.at),
        "ahead": _read(ahead),
        "done": len(turn.said),
        "of": len(asked.said),
        "ticket": voices.ticket(turn.voice, found),
        "told": turn.told,
        "known": bool(turn.said),
    }


def _read(statements: list[queries.Said]) -> list[queries.Said]:
    """Return statements with the language of the page first."""
    lang = get_language() or "en"
    return [queries.Said(one.row, one.in_order(lang)) for one in statements]


def _path(request: PartnershipRequest, found: Conversation) -> str:
    return reverse("conversations:conversation", args=[request.partnership.slug, found.entry])


def _kiosk_start(request: PartnershipRequest, found: Conversation) -> HttpResponse:
    """Forget whoever was here, and wait for the next."""
    response = render(request, "conversations/kiosk.html", {"conversation": found})
    voices.forget(response, found, path=_path(request, found))
    return response


def _typed(request: PartnershipRequest, found: Conversation, form: CodeForm) -> Voice | None:
    """Return the voice of a code that was typed, if somebody voted with it; else say so at its field."""
    code = voices.typed(form.cleaned_data["code"])
    if not may_try(request, "paper", key=code or ""):
        form.add_error("code", _("That was tried very often. Try again in an hour."))
        return None
    voice = voices.voice_of_code(found, code) if code else None
    entries = [entry for entry, _aside, _meta in queries.marks(found)]
    if voice is None or not voting.answered(found, voice, entries):
        form.add_error("code", _("Nobody voted here with this code. Look at it again, letter by letter."))
        return None
    return voice


def _forgotten(request: PartnershipRequest, found: Conversation, voice: Voice) -> HttpResponse | None:
    account = str(request.user.pk) if found.who != "anyone" and request.user.is_authenticated else ""
    try:
        voting.take_back_all(found, voice, account=account, at=request.at)
    except NotTaken as not_taken:
        messages.error(request, str(not_taken))
        return None
    messages.success(request, _("Everything you said here is out of the box. This browser no longer knows your code."))
    response = redirect("conversations:conversation", request.partnership.slug, found.entry)
    voices.forget(response, found, path=_path(request, found))
    return response


def _suggested(request: PartnershipRequest, found: Conversation, form: StatementForm) -> str | None:
    voice = voices.voice_in(request, found)
    if not limits.may_suggest(request, found.box, voice.id if voice else "nobody"):
        form.add_error(None, _("Many suggestions came from here within the hour. Try again later; nothing is lost."))
        return None
    text = form.cleaned_data["words"]
    return beside.suggest(found, text, lang=get_language() or "en", on=request.at.date())
