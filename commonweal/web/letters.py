"""Mails about accounts name and link to the address in the settings, whatever host the request claimed to be for."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.sites.requests import RequestSite
from django.core.mail import EmailMessage
from django.http import HttpRequest

from commonweal.people.models import PaperCode


class Letters(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """How this house writes to people about their accounts."""

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
