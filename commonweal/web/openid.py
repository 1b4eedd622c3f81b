"""Signing in at another provider by OpenID Connect: its word counts for who somebody is, never for whose account.

The code flow with PKCE, state and nonce (OpenID Connect Core 1.0; RFC 7636; RFC 9207). This host asks the configured
issuer's own host and no other. An account here is never joined to one there by a mail address: whoever has both signs
in here and connects them.
"""

from __future__ import annotations

import hashlib
import json
import logging
import secrets
import time
from base64 import b64encode, urlsafe_b64encode
from typing import Any, Final, cast
from urllib.parse import quote, urlencode, urlsplit

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import EmailAddress, Login
from allauth.account.utils import get_next_redirect_url
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from commonweal.kit.outbound import NotAllowed, Unreachable, ask
from commonweal.people.models import Account, Outside
from commonweal.web import noting
from commonweal.web.audience import for_everyone
from commonweal.web.idtokens import NotTheirs, claims_of
from commonweal.web.offered import openid_offered
from commonweal.web.recently import is_recent

log = logging.getLogger(__name__)

LASTS_SECONDS: Final = 600
_WAITS: Final = "openid_waits"
_CONFIGURATION: Final = "/.well-known/openid-configuration"


@require_safe
@never_cache
@for_everyone
def go(request: HttpRequest) -> HttpResponse:
    """Send somebody to the provider, with what only her answer can bring back."""
    if not openid_offered():
        raise Http404
    if request.user.is_authenticated and not is_recent(request):
        return render(request, "account/again.html", {"then": reverse("account")}, status=403)
    try:
        there = _configuration()["authorization_endpoint"]
    except (NotTheirs, NotAllowed, Unreachable) as error:
        return _failed(request, error)
    verifier = secrets.token_urlsafe(48)
    waits = {name: secrets.token_urlsafe(24) for name in ("state", "nonce")}
    request.session[_WAITS] = {
        **waits, "verifier": verifier, "at": time.time(), "next": get_next_redirect_url(request),
        "account": request.user.pk if isinstance(request.user, Account) else None,
    }  # fmt: skip
    challenge = urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    asked = {
        "response_type": "code", "client_id": settings.OPENID_CLIENT, "redirect_uri": _here(),
        "scope": "openid profile email", "code_challenge": challenge, "code_challenge_method": "S256", **waits,
    }  # fmt: skip
    return redirect(f"{there}{'&' if '?' in there else '?'}{urlencode(asked)}")


@require_safe
@never_cache
@for_everyone
def back(request: HttpRequest) -> HttpResponse:
    """Take in whoever comes back, if everything about her answer holds."""
    waits = request.session.pop(_WAITS, None)
    if not openid_offered():
        raise Http404
    try:
        claims = _answer(request, waits)
    except (NotTheirs, NotAllowed, Unreachable) as error:
        return _failed(request, error)
    digest = hashlib.sha256(f"{settings.OPENID_SERVER}\n{claims['sub']}".encode()).hexdigest()
    if waits["account"] is not None:
        return _connected(request, digest, waits["account"])
    known = Outside.objects.filter(pk=digest).select_related("account").first()
    account = known.account if known else _opened(digest, claims)
    if account is None:
        messages.warning(request, _("An account here has your mail address. Sign in to it, then connect the two."))
        return redirect("account_login")
    record_authentication(request, account, method="openid")
    signing_in = Login(user=account, email_verification="none", redirect_url=waits["next"])
    return cast(HttpResponse, perform_login(request, signing_in))


def _answer(request: HttpRequest, waits: dict[str, Any] | None) -> dict[str, Any]:
    """Return what the provider says of whoever came back.

    :raises NotTheirs: where she did not leave from this browser a moment ago, or the token does not count
    """
    if not waits or time.time() - waits["at"] > LASTS_SECONDS:
        raise NotTheirs("Nobody waits here for this answer.")
    if not constant_time_compare(request.GET.get("state", ""), waits["state"]):
        raise NotTheirs("The answer is to another question.")
    if request.GET.get("iss", settings.OPENID_SERVER) != settings.OPENID_SERVER:
        raise NotTheirs("Another provider answered.")
    if "code" not in request.GET:
        raise NotTheirs(f"The provider said no: {request.GET.get('error', '')[:40]!r}")
    configuration = _configuration()
    given = _token(configuration, request.GET["code"], verifier=waits["verifier"])
    keys = _asked(configuration["jwks_uri"]).get("keys")
    if not isinstance(keys, list) or not isinstance(given.get("id_token"), str):
        raise NotTheirs("The provider gave no token, or has no keys.")
    return claims_of(
        given["id_token"], keys=[key for key in keys if isinstance(key, dict)], issuer=settings.OPENID_SERVER,
        client=settings.OPENID_CLIENT, nonce=waits["nonce"], now=time.time(),
    )  # fmt: skip


def _configuration() -> dict[str, Any]:
    """Return what the issuer publishes of itself; everything in it that we ask lies on its own host."""
    found = _asked(settings.OPENID_SERVER + _CONFIGURATION)
    if found.get("issuer") != settings.OPENID_SERVER:
        raise NotTheirs("The provider calls itself by another address than the settings do.")
    for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
        _require_its_own(found.get(name))
    return found


def _token(configuration: dict[str, Any], code: str, *, verifier: str) -> dict[str, Any]:
    sent = {"grant_type": "authorization_code", "code": code, "redirect_uri": _here(), "code_verifier": verifier}
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
    if "client_secret_post" in configuration.get("token_endpoint_auth_methods_supported", []):
        sent |= {"client_id": settings.OPENID_CLIENT, "client_secret": settings.OPENID_SECRET}
    else:
        pair = f"{quote(settings.OPENID_CLIENT, safe='')}:{quote(settings.OPENID_SECRET, safe='')}"
        headers["Authorization"] = f"Basic {b64encode(pair.encode()).decode()}"
    return _asked(configuration["token_endpoint"], method="POST", body=urlencode(sent).encode(), headers=headers)


def _asked(url: str, **how: Any) -> dict[str, Any]:
    """Ask the issuer's host, which whoever runs this host named, and may therefore lie in her own network."""
    _require_its_own(url)
    answer = ask(url, private=True, **how)
    try:
        found = json.loads(answer.body) if answer.status == 200 else None
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise NotTheirs(f"The provider answered {answer.status}, which says nothing.")
    return found


def _require_its_own(url: object) -> None:
    there, own = urlsplit(str(url)), urlsplit(settings.OPENID_SERVER)
    if (there.scheme, there.netloc) != (own.scheme, own.netloc):
        raise NotTheirs("The provider points to another host.")
    if there.scheme != "https" and not settings.PRIVATE_HOSTS:
        raise NotTheirs("The provider is not asked without encryption.")


def _opened(digest: str, claims: dict[str, Any]) -> Account | None:
    """Open an account for somebody new; nothing where another account has her address.

    An address counts only where the provider says that it was confirmed; else the account has none.
    """
    said = claims.get("email") if claims.get("email_verified") is True else None
    email = said.lower() if isinstance(said, str) and 3 <= len(said) <= 254 and "@" in said else None
    name = claims.get("name")
    with transaction.atomic():
        if email and (Account.objects.filter(email=email) or EmailAddress.objects.filter(email=email)):
            return None
        account = Account.objects.create_user(email, name=name.strip()[:120] if isinstance(name, str) else "")
        if email:
            EmailAddress.objects.create(user=account, email=email, verified=True, primary=True)
        Outside.objects.create(pk=digest, account=account, issuer=settings.OPENID_SERVER)
    return account


def _connected(request: HttpRequest, digest: str, account: str) -> HttpResponse:
    if not isinstance(request.user, Account) or request.user.pk != account:
        return _failed(request, NotTheirs("Somebody else is signed in now."))
    found, _made = Outside.objects.get_or_create(
        pk=digest, defaults={"account": request.user, "issuer": settings.OPENID_SERVER}
    )
    if found.account_id == account:
        messages.success(request, _("Connected. You can sign in there, too."))
    else:
        messages.warning(request, _("Another account here is connected with this one. Nothing was changed."))
    return redirect("account")


def _failed(request: HttpRequest, error: Exception) -> HttpResponse:
    log.warning("Signing in at the provider failed: %s", error)
    noting.not_signed_in("openid")
    says = _("It did not work, and nothing was changed. Try again, or sign in another way.")
    heading = _("We could not sign you in with %(name)s") % {"name": settings.OPENID_NAME}
    context = {"status": 400, "heading": heading, "says": says}
    return render(request, "error.html", context, status=400)


def _here() -> str:
    address: str = settings.ADDRESS + reverse("account_openid_back")
    return address
