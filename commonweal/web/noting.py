"""What the shell notes in the security log: who came in or failed to, who was kept from what, which limit was hit."""

from __future__ import annotations

from typing import Final

from allauth.account.internal.flows.login import get_authentication_records
from django.http import HttpRequest

from commonweal.kit.securitylog import note
from commonweal.people.models import Account

SIGNED_OUT: Final = "signed_out_now"
"""Attribute of a request in which somebody signed out; her browser is then told to forget."""


def account_of(request: HttpRequest) -> str | None:
    """Return the random id of whoever is signed in."""
    user = getattr(request, "user", None)
    return str(user.pk) if isinstance(user, Account) else None


def signed_in(request: HttpRequest, account: Account) -> None:
    """Note a sign-in with the ways in which she showed that it is her."""
    ways = [str(shown.get("method")) for shown in get_authentication_records(request, account)]
    note("signed_in", account=account.pk, by="+".join(ways) or "link")


def not_signed_in(by: str, *, account: str | None = None) -> None:
    """Note an attempt to sign in that failed. What was typed is not noted."""
    note("sign_in_failed", by=by, account=account)


def kept_away(request: HttpRequest, *, partnership: str | None = None) -> None:
    """Note that somebody asked for a page that is not for her. It is named by its pattern, without what fills it."""
    page = request.resolver_match.route if request.resolver_match else ""
    note("page_not_shown", page=page, account=account_of(request), partnership=partnership)


def limited(request: HttpRequest, what: str) -> None:
    """Note that a limit was hit."""
    note("limit", what=what, account=account_of(request))
