"""The pages on which people let programs in and have other systems told of acts."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from commonweal.acts.perform import Refused, setting_of, verdict_on_reading
from commonweal.api import tokens, webhooks
from commonweal.api.forms import TokenForm, WebhookForm, scope_labels, topic_labels
from commonweal.api.models import Delivery, Token, Webhook
from commonweal.charter.judge import Verdict
from commonweal.people.models import Account
from commonweal.web.audience import MEMBERS, PartnershipRequest, for_roles

MOST = 20
"""How many tokens a person may have in a partnership, and to how many addresses its acts may be sent."""


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_roles(*MEMBERS)
def programs(request: PartnershipRequest) -> HttpResponse:
    """Show my tokens and where acts are sent; make, see once and revoke; add an address."""
    asked = request.POST.get("form")
    make = TokenForm(request.POST if asked == "make" else None, auto_id="make_%s")
    add = WebhookForm(request.POST if asked == "add" else None, auto_id="add_%s")
    made: dict[str, Any] = {}
    if asked == "make" and make.is_valid():
        made = _made(request, make)
    elif asked == "add" and add.is_valid():
        made = _added(request, add)
    elif asked == "revoke":
        if not tokens.revoke(request.POST.get("token", "")[:26].replace("\0", ""), account=_account(request),
                             partnership=request.partnership.pk, at=request.at):  # fmt: skip
            raise Http404
        messages.success(request, _("The token is revoked. The program that has it can do nothing more with it."))
        return redirect("programs", request.partnership.slug)
    context = {
        "tokens": [_told(token, request) for token in _tokens(request)],
        "webhooks": [_shown(each) for each in webhooks.webhooks_of(request.partnership.pk)[:MOST]],
        "make": TokenForm(auto_id="make_%s") if "token" in made else make,
        "add": WebhookForm(auto_id="add_%s") if "webhook" in made else add,
        "made": made,
        "may_make": _verdict(request, "programs"),
        "may_add": _verdict(request, "webhooks"),
    }
    return render(request, "api/programs.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_roles(*MEMBERS)
def webhook(request: PartnershipRequest, webhook: str) -> HttpResponse:
    """Show one address to which acts are sent, with its last messages; test it, stop it."""
    found = webhooks.webhooks_of(request.partnership.pk).filter(pk=webhook).select_related("account").first()
    if found is None:
        raise Http404
    verdict = _verdict(request, "webhooks")
    if request.method == "POST":
        if not verdict.allowed:
            raise Refused(verdict)
        if request.POST.get("form") == "test" and found.stopped_at is None:
            _tell(request, webhooks.ping(found, at=request.at))
        elif request.POST.get("form") == "stop":
            webhooks.stop(found, "by_hand", at=request.at)
            messages.success(request, _("Nothing more is sent to this address."))
        return redirect("webhook", request.partnership.slug, found.pk)
    context = {
        **_shown(found),
        "deliveries": found.deliveries.order_by("-made_at", "-position")[: webhooks.SHOWN],
        "verdict": verdict,
    }
    return render(request, "api/webhook.html", context)


def _made(request: PartnershipRequest, form: TokenForm) -> dict[str, Any]:
    """Make a token where the charter lets its maker, and return its secret: it is shown with this answer, then never.

    So this page answers a POST without leading elsewhere; sent again, it makes no second token.
    """
    verdict = _verdict(request, "programs")
    if not verdict.allowed:
        raise Refused(verdict)
    if len(_tokens(request)) >= MOST:
        form.add_error(None, _("You have as many tokens here as there can be. Revoke one first."))
        return {}
    given = form.cleaned_data
    secret = tokens.make(
        _account(request), partnership=request.partnership.pk, id=given["id"], name=given["name"],
        scopes=given["scopes"], expires_at=form.expires_at(request.at), at=request.at,
    )  # fmt: skip
    if secret is None:
        form.add_error(None, _("This token was made already and shown once. Revoke it and make another one."))
        return {}
    return {"token": given["name"], "secret": secret}


def _added(request: PartnershipRequest, form: WebhookForm) -> dict[str, Any]:
    verdict = _verdict(request, "webhooks")
    if not verdict.allowed:
        raise Refused(verdict)
    here, given = request.partnership.pk, form.cleaned_data
    if webhooks.webhooks_of(here).filter(stopped_at=None).count() >= MOST:
        form.add_error(None, _("Acts are sent to as many addresses as there can be. Stop one first."))
        return {}
    if not webhooks.add(_account(request), partnership=here, id=given["id"], url=given["url"],
                        topics=given["topics"], at=request.at):  # fmt: skip
        form.add_error(None, _("This address was added already and its secret shown once. Stop it and add it anew."))
        return {}
    kept = webhooks.webhooks_of(here).get(pk=given["id"])
    return {"webhook": kept.url, "secret": webhooks.secret_of(kept)}


def _tell(request: PartnershipRequest, test: Delivery) -> None:
    if webhooks.send(test, at=request.at):
        messages.success(request, _("The test arrived."))
    elif test.answered:
        said = _("The test did not arrive: the other system answered with status %(status)s.")
        messages.error(request, said % {"status": test.answered})
    else:
        messages.error(request, _("The test did not arrive: the other system did not answer, or may not be asked."))


def _tokens(request: PartnershipRequest) -> list[Token]:
    return list(tokens.tokens_of(_account(request), partnership=request.partnership.pk))


def _told(token: Token, request: PartnershipRequest) -> dict[str, Any]:
    labels = scope_labels()
    return {
        "token": token,
        "may": [labels.get(scope, scope) for scope in token.scopes],
        "over": not token.counts_at(request.at),
        "soon": token.counts_at(request.at) and token.expires_at - request.at <= tokens.WARNED,
    }


def _shown(webhook: Webhook) -> dict[str, Any]:
    labels = topic_labels()
    return {"webhook": webhook, "topics": [labels.get(topic, topic) for topic in webhook.topics]}


def _verdict(request: PartnershipRequest, what: str) -> Verdict:
    return verdict_on_reading(what, by=request.actor, setting=setting_of(request.partnership.pk))


def _account(request: PartnershipRequest) -> Account:
    return cast(Account, request.user)
