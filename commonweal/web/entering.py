"""Sign in by a link, on a demonstration host only: so that anybody can see it as convener or as a resident."""

from __future__ import annotations

from datetime import timedelta

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from commonweal.people.models import Account
from commonweal.web.audience import for_everyone

_SALT = "commonweal.enter"
LASTS = timedelta(days=7)
"""How long a link works. `commonweal demo --links` prints new ones; so does every start of `script/server`."""


def entry_token(account: Account) -> str:
    """Return the secret part of a link that signs in as this account, where the host is a demonstration."""
    return signing.dumps(account.pk, salt=_SALT)


@require_http_methods(["GET", "HEAD", "POST"])
@for_everyone
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """Ask with one button, and sign in; on a host that is no demonstration there is no such page."""
    if not settings.DEMONSTRATION:
        raise Http404
    try:
        account = Account.objects.get(pk=signing.loads(token, salt=_SALT, max_age=LASTS), is_active=True)
    except (signing.BadSignature, Account.DoesNotExist):
        raise Http404 from None
    if request.method == "POST":
        get_adapter().login(request, account)
        return redirect(request.POST.get("next", "") if _ours(request) else "/")
    return render(request, "entering.html", {"account": account})


def _ours(request: HttpRequest) -> bool:
    address = request.POST.get("next", "")
    return address.startswith("/p/") and "//" not in address
