"""A mail backend for hosts without a mail server: letters are kept, and shown at ``/mail/``."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from commonweal.notices.models import Letter

KEPT = 200
"""A letterbox is a convenience of small and demonstration hosts: only the latest letters are kept."""


class Letterbox(BaseEmailBackend):
    """Put each mail into the letterbox."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep the mails and return how many there were."""
        Letter.objects.bulk_create(
            Letter(
                to=address,
                subject=str(mail.subject)[:300],
                body=str(mail.body),
                html=_html(mail),
                partnership=getattr(mail, "partnership", ""),
            )
            for mail in email_messages
            for address in mail.to
        )
        old = Letter.objects.order_by("-id").values_list("id", flat=True)[KEPT:]
        Letter.objects.filter(id__in=list(old)).delete()
        return len(email_messages)


def _html(mail: EmailMessage) -> str:
    """Return the part of a mail that is HTML; nothing where it has none."""
    parts = getattr(mail, "alternatives", ())
    return next((str(part.content) for part in parts if part.mimetype == "text/html"), "")
