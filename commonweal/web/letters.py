"""Mails about accounts name and link to the address in the settings, whatever host the request claimed to be for."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.sites.requests import RequestSite
from django.core.mail import EmailMessage


class Letters(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """How this house writes to people about their accounts."""

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
