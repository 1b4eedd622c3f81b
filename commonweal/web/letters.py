"""How the house writes to people about their accounts, and what it does when they come in and go.

Mails name and link to the address in the settings, whatever host the request claimed to be for.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.sites.requests import RequestSite
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.http import HttpRequest

from commonweal.kit.securitylog import note
from commonweal.people import sessions
from commonweal.people.models import Account, PaperCode
from commonweal.web import noting, staying


class Letters(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Where allauth asks the house about accounts: its letters, and what happens at signing in and out."""

    def login(self, request: HttpRequest, user: Account) -> None:
        """Begin a session; every way of signing in ends here."""
        super().login(request, user)
        staying.begin(request)
        noting.signed_in(request, user)

    def logout(self, request: HttpRequest) -> None:
        """End a session, and have the browser forget what it kept of it."""
        note("signed_out", account=noting.account_of(request))
        super().logout(request)
        setattr(request, noting.SIGNED_OUT, True)

    def set_password(self, user: Account, password: str) -> None:
        """Keep a new password, and end every other session: whoever knew the old one is out."""
        super().set_password(user, password)
        sessions.end(user, but=self.request.session.session_key if self.request.user == user else None)
        note("password_changed", account=user.pk)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count an attempt with a password, and note where there were too many."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            noting.limited(request, "login_failed")
            raise

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Note a wrong password."""
        email = str(credentials.get("email") or "").lower()
        # Asked whether the address is known or not: it takes as long, so a clock tells nothing.
        known = Account.objects.filter(email=email).values_list("pk", flat=True).first()
        noting.not_signed_in("password", account=known)

    def can_delete_email(self, email_address: EmailAddress) -> bool:
        """Let somebody with a code on paper take her last mail address away: she still gets in."""
        hers = EmailAddress.objects.filter(user=email_address.user_id).count()
        if hers == 1 and PaperCode.objects.filter(account=email_address.user_id).exists():
            return True
        return bool(super().can_delete_email(email_address))

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count attempts by account alone: not by the Host header, which whoever guesses can vary."""
        return str(credentials.get("email") or credentials.get("username") or "").lower()

    def render_mail(
        self, template_prefix: str, email: str, context: dict[str, Any], headers: dict[str, str] | None = None
    ) -> EmailMessage:
        """Write the mail. A Host header that somebody else made up reaches neither its words nor its links."""
        claimed = self.request.build_absolute_uri("/")
        told = {name: _at_home(value, claimed=claimed) for name, value in context.items()}
        site = RequestSite(self.request)
        site.domain = site.name = urlsplit(settings.ADDRESS).netloc
        letter: EmailMessage = super().render_mail(template_prefix, email, {**told, "current_site": site}, headers)
        return letter


def _at_home(value: Any, *, claimed: str) -> Any:
    """Return a link of ours with our own address in front; anything else as it is."""
    if isinstance(value, str) and value.startswith(claimed):
        return f"{settings.ADDRESS}/{value.removeprefix(claimed)}"
    return value
