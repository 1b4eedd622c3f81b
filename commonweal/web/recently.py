"""What cannot be undone, and what shows another's data, wants a fresh sign-in, with both factors of who has two."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.logout import logout
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from commonweal.people.sessions import BEGAN
from commonweal.web import noting
from commonweal.web.audience import SignedInRequest, for_accounts
from commonweal.web.way_back import way_back

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def recently(view: View) -> View:
    """Let a page through only within a few minutes of signing in; stands below the audience of the page.

    Whoever signed in longer ago is asked to show again that it is her, and comes back.
    """

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if is_recent(request):
            return view(request, *args, **kwargs)
        here = request.get_full_path() if request.method in ("GET", "HEAD") else reverse("account")
        if methods := _second_factors(request):
            return redirect(f"{methods[-1]}?{urlencode({'next': here})}")
        return render(request, "account/again.html", {"then": here}, status=403)

    return cast(View, shown)


def is_recent(request: HttpRequest) -> bool:
    """Return whether who asks showed within the last minutes that it is her."""
    shown = get_authentication_records(request, request.user)
    if is_mfa_enabled(request.user):
        at = [record["at"] for record in shown if record.get("method") == "mfa"]
    else:
        at = [*(record["at"] for record in shown), request.session.get(BEGAN, 0)]
    return time.time() - max(at, default=0) < settings.RECENT_MINUTES * 60


@require_POST
@for_accounts
def again(request: SignedInRequest) -> HttpResponse:
    """Sign out, and in again in whatever way she has, to come back to where she was."""
    then = way_back(request, otherwise=reverse("account"))
    logout(request, show_message=False)
    setattr(request, noting.SIGNED_OUT, False)  # she comes back at once: what she typed stays in her browser
    return redirect(f"{reverse('account_login')}?{urlencode({'next': then})}")


def _second_factors(request: HttpRequest) -> list[str]:
    """Return the addresses at which she shows a second factor without leaving her session."""
    methods = get_adapter().get_reauthentication_methods(request.user)
    return [method["url"] for method in methods if method["id"].startswith("mfa")]
