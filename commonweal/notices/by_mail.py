"""Pages behind the links of a mail: do one thing without signing in, and get less mail with one tap.

To look changes nothing, because programs that check mail follow every link in it. The link itself is the proof of who
comes, so the forms carry no token against forged requests: whoever could forge one would have to know the link. With
``no-referrer`` a browser names no origin either, and the token would be refused.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any, TypeVar, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from commonweal.acts.installed import act_type
from commonweal.acts.perform import verdict_on
from commonweal.acts.readable import verdict_on_words
from commonweal.notices import calming
from commonweal.notices.answering import may_be_offered
from commonweal.notices.forms import AnswerForm
from commonweal.notices.links import LinkExpiredError, NoLinkError, Offer, less_in, offer_in
from commonweal.notices.saying import Standing, said
from commonweal.notices.writing import language_of
from commonweal.partnerships.actors import Actor, actor_for
from commonweal.partnerships.models import Partnership
from commonweal.partnerships.naming import organisation_name
from commonweal.people.models import Account, Text
from commonweal.people.words import texts
from commonweal.record import reading
from commonweal.record.entry import Entry, texts_in
from commonweal.web.audience import SignedInRequest, for_everyone

View = TypeVar("View", bound=Callable[..., HttpResponse])


def discreet(view: View) -> View:
    """Let nothing keep or pass on the address of a page that is itself the secret.

    That it is written into no log, `commonweal.web.discretion` sees to.
    """

    @wraps(view)
    def shown(*args: Any, **kwargs: Any) -> HttpResponse:
        answer = view(*args, **kwargs)
        answer["Referrer-Policy"] = "no-referrer"
        answer["Cache-Control"] = "private, no-store"
        answer["X-Robots-Tag"] = "noindex, nofollow"
        return answer

    return cast(View, shown)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@for_everyone
@discreet
def by_mail(request: HttpRequest, token: str) -> HttpResponse:
    """Show the one thing that a link offers, as whom, and do it when the button is pressed."""
    try:
        offer = offer_in(token)
    except LinkExpiredError:
        return render(request, "notices/link_over.html", {"expired": True}, status=410)
    except NoLinkError:
        return render(request, "notices/link_over.html", status=404)
    account = Account.objects.filter(pk=offer.account, is_active=True).first()
    partnership = Partnership.objects.filter(pk=offer.partnership).first()
    if account is None or partnership is None or not may_be_offered(offer.kind):
        return render(request, "notices/link_over.html", status=404)
    at = cast(SignedInRequest, request).at
    with translation.override(_language(request, account)):
        standing = Standing(partnership, _actor(offer, account, at=at), at)
        done = reading.entry_with_idem(partnership.pk, offer.idem)
        form = AnswerForm(request.POST if request.method == "POST" and done is None else None, offer=offer)
        if form.performed(by=standing.actor, at=at):
            return redirect(request.path)
        return _shown(request, offer, account=account, standing=standing, done=done, form=form)


def _shown(
    request: HttpRequest, offer: Offer, *, account: Account, standing: Standing, done: Entry | None, form: AnswerForm
) -> HttpResponse:
    about = reading.entries_at(offer.partnership, [offer.about]).get(offer.about)
    org = standing.actor.org
    context = {
        "offer": offer,
        "offered_in": standing.partnership,
        "as_whom": account.name or account.email or "",
        "org": organisation_name(org, partnership=offer.partnership) if org else "",
        "about": said(standing, [about])[0] if about else None,
        "words": _words(about, standing) if about else [],
        "done": done,
        "verdict": verdict_on(act_type(offer.kind), by=standing.actor, at=standing.at, setting=standing.setting),
        "form": form,
    }
    return render(request, "notices/by_mail.html", context, status=422 if form.errors else 200)


def _actor(offer: Offer, account: Account, *, at: Any) -> Actor:
    """Return her as she is now; where she no longer acts for the organisation of the offer, with no role at all."""
    actor = actor_for(account, partnership=offer.partnership, at=at, org=offer.org)
    return actor if actor.org == offer.org else replace(actor, org=None, roles=frozenset({"anyone"}))


def _words(about: Entry, standing: Standing) -> list[Text]:
    may_see = standing.reads and verdict_on_words(about, by=standing.actor, setting=standing.setting).allowed
    references = [reference.text for reference in texts_in(about.body)] if may_see else []
    kept = texts(references) if references else {}
    return [kept[each] for each in references if each in kept]


def _language(request: HttpRequest, account: Account) -> str:
    """Return the language of the mail, unless whoever looks has chosen one herself."""
    from_cookie = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    return translation.get_language() or "en" if from_cookie else language_of(account)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@for_everyone
@discreet
def less(request: HttpRequest, token: str) -> HttpResponse:
    """Let somebody get less mail with one tap, from the mail itself; her mail program may press the button for her."""
    try:
        wanted = less_in(token)
    except NoLinkError:
        return render(request, "notices/link_over.html", status=404)
    account = Account.objects.filter(pk=wanted.account).first()
    if account is None:
        return render(request, "notices/link_over.html", status=404)
    at = cast(SignedInRequest, request).at
    with translation.override(_language(request, account)):
        status, asked = 200, request.POST.get("how", "")
        if request.method == "POST":
            # RFC 8058: the body of a mail program's own request is this one pair.
            asked = calming.NEVER if request.POST.get("List-Unsubscribe") == "One-Click" else asked
            status = 200 if calming.calm(wanted, asked, at=at) else 422
        context = {
            "less": wanted,
            "now": calming.as_it_is(wanted, at=at),
            "done": request.method == "POST" and status == 200,
        }
        return render(request, "notices/less.html", context, status=status)
